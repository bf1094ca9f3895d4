"""Read the words of an SVG figure as segments, and write the figure with other words.

A figure is data from a manuscript: no DTD, no entities, no scripts, nothing fetched from elsewhere.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from notebuild.core import texts
from notebuild.core.characters import composed
from notebuild.core.model import Segment
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.sources import drawing_faults

WORDED = frozenset({"title", "desc", "text", "tspan"})
DRAWN = frozenset({"text", "tspan", "textPath"})
"""The elements whose words are drawn."""

ENTITY = re.compile(r"&(#x[0-9a-fA-F]+|#\d+|lt|gt|amp|quot|apos);")
FACE = re.compile(r"""(font-family\s*(?:=\s*(?P<mark>["'])|:))\s*(.*?)\s*(?=(?(mark)(?P=mark)|[;"'}]))""")
"""A face as an attribute or in a style: what comes before it, and the families that it names."""

ROOT = re.compile(r"<(?:\w+:)?svg\b(?![^>]*font-family)(?=.*<(?:\w+:)?text\b)", re.DOTALL)
"""The head of a drawing with words, that names no face."""

NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def figure_words(path: Path, shown: str) -> tuple[Segment, ...]:
    """Return the words of `<title>`, `<desc>`, `<text>` and `<tspan>`, each text once, in order.

    None of a figure that cannot be used: `check` says why.
    """
    try:
        text = composed(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return ()
    if drawing_faults.check(text, shown):
        return ()
    context = f"figure:{path.name}"
    seen: dict[str, Location] = {}
    for _, _, words, where in _runs(text, shown):
        if any(letter.isalpha() for letter in words):
            seen.setdefault(words, where)
    return tuple(
        Segment(f"{context}:{number}", "figure", where, words, context)
        for number, (words, where) in enumerate(seen.items(), 1)
    )


def printed(text: str, shown: str) -> tuple[Segment, ...]:
    """Return every run of `<text>` and `<tspan>`, words or not, in order; none of a drawing that cannot be used."""
    runs = () if drawing_faults.check(text, shown) else _runs(text, shown, DRAWN)
    return tuple(Segment("", "figure", where, words) for _, _, words, where in runs)


def count(text: str) -> int:
    """Return how many runs of words a drawing draws."""
    return sum(1 for _ in _runs(text, "", DRAWN))


def without(text: str, numbers: Collection[int]) -> str:
    """Return an SVG text without these of the runs of words that it draws, counted from 0."""
    pieces, at = [], 0
    for number, (start, end, _, _) in enumerate(_runs(text, "", DRAWN)):
        if number in numbers:
            pieces.append(text[at:start])
            at = end
    return "".join([*pieces, text[at:]])


def mark(path: Path, shown: str) -> str:
    """Return the house's mark as a `data:` address; raises NotebuildError where it cannot be used."""
    return address(logo(path, shown))


def address(svg: str) -> str:
    """Return a drawing as a `data:` address."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")


def logo(path: Path, shown: str) -> str:
    """Return the text of the house's mark, an SVG file; raises NotebuildError where it cannot be used."""
    if wrong := texts.misplaced(path, shown):
        raise NotebuildError([wrong])
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        remedy = "name an SVG file that lies beside the house file, or take the line out"
        raise NotebuildError([Problem(Location("styles/house.toml"), f"no logo {shown}", remedy)]) from None
    if problems := drawing_faults.check(text, shown):
        raise NotebuildError(problems)
    return text


def translate_figure(text: str, words: Mapping[str, str]) -> str:
    """Return the SVG text with its words replaced, everything else as it was."""
    pieces, at = [], 0
    for start, end, known, _ in _runs(text, ""):
        if known in words and words[known] != known:
            pieces += [text[at:start], escape(words[known])]
            at = end
    return "".join([*pieces, text[at:]])


def set_faces(text: str, families: Collection[str], face: str, rest: Sequence[str] = ()) -> str:
    """Return the SVG text with each face that is none of these `families` replaced by `face`.

    Words without a face have that one too. The families of `rest` stand after each, for what it lacks. A
    drawing is set in what the house has, never in what a machine happens to have instead.
    """

    def known(found: re.Match[str]) -> str:
        first = found[3].split(",")[0].strip().strip("\"'")
        if first in families and not rest:
            return found[0]
        return found[1] + ", ".join((first if first in families else face, *rest))

    named = ", ".join((face, *rest))
    return ROOT.sub(rf'\g<0> font-family="{named}"', FACE.sub(known, text), count=1)


def tag(text: str, words: Collection[str], language: str) -> str:
    """Return the SVG text with these words, which stay in their own language, said to be in it (`xml:lang`)."""
    pieces, at = [], 0
    for start, _, known, _ in _runs(text, ""):
        end = text.rfind(">", 0, start)
        opening = text.rfind("<", 0, end)
        named = (
            " xml:lang=" in text[opening:end] or text[opening : opening + 2] == "</" or text[end - 1] == "/"
        )
        if known in words and not named and end >= at:
            pieces += [text[at:end], f' xml:lang="{language}"']
            at = end
    return "".join([*pieces, text[at:]])


def _runs(text: str, shown: str, kinds: Collection[str] = WORDED) -> Iterator[tuple[int, int, str, Location]]:
    """Yield each run of words in an element of these kinds: where it begins and ends, the words, the place."""
    opened: list[str] = []
    line, counted = 1, 0
    for match in re.finditer(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[^>]*>|[^<]+", text, re.DOTALL):
        piece = match[0]
        if piece.startswith("</"):
            opened = opened[:-1]
        elif piece.startswith("<"):
            if piece[1] not in "!?" and not piece.endswith("/>"):
                opened.append(re.match(r"<(?:[\w.-]+:)?([\w.-]+)", piece)[1])  # type: ignore[index]
        elif opened and opened[-1] in kinds and piece.strip():
            start = match.start() + len(piece) - len(piece.lstrip())
            words = ENTITY.sub(_character, piece.strip())
            line, counted = line + text.count("\n", counted, start), start
            where = Location(shown, line, start - text.rfind("\n", 0, start))
            yield start, start + len(piece.strip()), " ".join(words.split()), where


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name.startswith("#x"):
        return chr(int(name[2:], 16))
    return chr(int(name[1:])) if name.startswith("#") else NAMED[name]
