"""Split a text in pandoc Markdown into segments, with nothing lost, and give their words and marks."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import count

from notebuild.core.labels import RESERVED
from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location
from notebuild.sources.markdown import blocks, markers
from notebuild.sources.markdown.head import HEAD
from notebuild.sources.markdown.lines import Stretch, lines_of
from notebuild.sources.markdown.markers import Mark
from notebuild.sources.markdown.wordless import is_wordless

LINK_DEFINITION = re.compile(r"^[ \t>]*\[(?!\^)[^\]\n]+\]:[ \t]*<?([^\s>]+)>?.*$", re.MULTILINE)
"""The address of a reference link, on a line of its own."""

UNTRANSLATED = frozenset({"markup", "code", "comment", "front-matter"})
"""Kinds of segment that hold no words of the note's language."""

ALONE = frozenset({"heading", "caption", "alt", "footnote"})
"""Kinds whose context names one thing, so that it serves as the id too."""

HASHES = re.compile(r"(#+)[ \t]*\Z")
UNDERLINE = re.compile(r"[^\n]*\n[ \t>]*([=-])")
"""The marks of a heading: before its words, or in the line below them."""

IMAGE_END = re.compile(r"\]\(\s*<?([^()\s>]*(?:\([^()\s]*\)[^()\s]*)*)>?[^()]*\)")


def segments(text: str, path: str, first_line: int = 1) -> tuple[Segment, ...]:
    """Return the segments of a text, in order; joining their texts gives it back.

    A text that begins with front matter keeps it as its first segment. A segment that has a role but
    no words of any language (a date in figures, a note that only cites) has no context.
    """
    head = HEAD.match(text) if first_line == 1 else None
    body = head.end() if head else 0
    pieces = [Stretch(0, body, "front-matter")] if head else []
    pieces += sorted(blocks.read(lines_of(text[body:], body)), key=lambda piece: piece.start)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    result: list[Segment] = []

    def add(start: int, end: int, kind: str, id: str = "", context: str = "", prefix: str = "") -> None:
        if end > start:
            line = bisect_right(starts, start)
            where = Location(path, line + first_line - 1, start - starts[line - 1] + 1)
            id = id or f"{kind}:{len(result) + 1}"
            result.append(Segment(id, kind, where, text[start:end], context, prefix))

    at = 0
    for piece, (id, context) in zip(pieces, _names(text, pieces), strict=True):
        add(at, piece.start, "markup")
        if is_wordless(text[piece.start : piece.end], piece.kind):
            context = ""
        add(piece.start, piece.end, piece.kind, id, context, piece.prefix)
        at = max(at, piece.end)
    add(at, len(text), "markup")
    return tuple(result)


def join(segments: Iterable[Segment]) -> str:
    """Return the text that the segments came from."""
    return "".join(segment.text for segment in segments)


def blank(segment: Segment) -> str:
    """Return as many line ends as the segment has, and of the lines only what keeps them in their quotation."""
    return ("\n" + segment.prefix.rstrip()) * segment.text.count("\n")


def words(segment: Segment) -> str:
    """Return a segment as a translator reads it: no prefixes, no escapes that only its place needs."""
    if segment.kind == "alt":
        return re.sub(r"\\([\"'\\])", r"\1", segment.text)
    lines = segment.text.replace("\r\n", "\n").split("\n")
    mark = segment.prefix
    rest = [
        line.removeprefix(mark) if line.startswith(mark) else line.lstrip(" \t>" if ">" in mark else " \t")
        for line in lines[1:]
    ]
    return "\n".join([lines[0], *("" if not line.strip() else line for line in rest)])


def with_words(segment: Segment, text: str) -> Segment:
    """Return the segment with other words, put as its place needs them; its own words leave it as it is."""
    if text == words(segment):
        return segment
    if segment.kind == "metadata":
        return replace(segment, text=text)
    if segment.kind == "alt":
        return replace(segment, text=re.sub(r"([\"'\\])", r"\\\1", " ".join(text.split())))
    if segment.kind in {"heading", "cell", "term", "line"}:
        return replace(segment, text=" ".join(text.split()))
    mark = segment.prefix
    lines = [mark + line if line else mark.rstrip(" \t") for line in text.split("\n")]
    return replace(segment, text="\n".join(lines)[len(mark) :])


def translatable(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Return the segments that hold words: those with a context."""
    return tuple(segment for segment in segments if segment.context)


def marks(segment: Segment) -> tuple[Mark, ...]:
    """Return the keys, locators, calls, links, images and so on of one segment, in order; none in code."""
    if segment.kind in {"code", "front-matter"}:
        return ()
    if segment.kind == "comment":
        return (Mark("comment", segment.text, segment.location, segment.text),)
    found = markers.scan(segment.text, segment.location)
    if segment.kind == "markup":
        found = tuple(mark for mark in found if mark.kind != "address")  # that of a reference link
        found += markers.definitions(segment.text, segment.location)
        found += tuple(
            Mark(
                "image",
                end[1],
                markers.place(segment.text, end.start(), segment.location),
                end[0],
                end.start(),
            )
            for end in [IMAGE_END.match(segment.text)]
            if end
        )
        found += tuple(
            Mark(
                "link",
                link[1],
                markers.place(segment.text, at, segment.location),
                link[0].strip(),
                at,
            )
            for link in LINK_DEFINITION.finditer(segment.text)
            for at in [link.start() + len(link[0]) - len(link[0].lstrip())]
        )
        labels = {mark.location for mark in found if mark.kind == "definition"}
        found = tuple(mark for mark in found if mark.kind != "label" or mark.location not in labels)
    return tuple(sorted(found, key=lambda mark: mark.start))


def heading_ids(note: Note) -> tuple[str, ...]:
    """Return the ids of the note's headings, in order: the explicit one, or the slug of the English words."""
    return tuple(
        re.sub(r":heading(?::\d+)?\Z", "", segment.id)
        for segment in note.segments
        if segment.kind == "heading"
    )


def heading_levels(note: Note) -> tuple[int, ...]:
    """Return the levels of the note's headings as their author marked them, in order: 1 for `#` and `===`."""
    levels = []
    for before, segment, after in zip(
        (None, *note.segments), note.segments, (*note.segments[1:], None), strict=False
    ):
        if segment.kind == "heading":
            hashes = HASHES.search(before.text) if before else None
            under = UNDERLINE.match(after.text) if after else None
            levels.append(len(hashes[1]) if hashes else 2 if under and under[1] == "-" else 1)
    return tuple(levels)


def slug(heading: str) -> str:
    """Return the identifier pandoc makes of a heading (MANUAL.txt, extension auto_identifiers)."""
    bare = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\{[^}]*\}|\{[^}]*\}", r"\1\2", heading)
    bare = re.sub(r"\[\^[^\]]*\]", "", bare)
    letters = [
        letter
        if letter.isalnum() or letter in "_-." or unicodedata.category(letter)[0] == "M"
        else " "
        if letter.isspace()
        else ""
        for letter in re.sub(r"(?<!\w)_|_(?!\w)|[*`]", "", bare)
    ]
    name = "-".join("".join(letters).split()).lower()
    return re.sub(r"\A[^a-zA-Z\u00aa-\U0010ffff]+", "", name) or "section"


def _names(text: str, stretches: Iterable[Stretch]) -> Iterator[tuple[str, str]]:
    """Yield for each stretch, in order, its id and its context."""
    section, floating = "opening", ""
    ids: Counter[str] = Counter()
    stretches = tuple(stretches)
    labels = {stretch.owner for stretch in stretches if stretch.kind != "footnote"}
    for stretch in stretches:
        kind, owner = stretch.kind, stretch.owner
        if kind in UNTRANSLATED:
            yield "", ""
            continue
        if kind == "heading":
            owner = owner or _unique(slug(text[stretch.start : stretch.end]), labels)
            labels.add(owner)
            section, floating = owner, ""
        elif kind in {"cell", "caption"}:
            floating = owner
        if kind == "footnote":
            context = f"footnote:{owner}"
        else:
            context = f"{owner or (floating if kind == 'source' else '') or section}:{kind}"
        ids[context] += 1
        first = kind in ALONE and ids[context] == 1
        yield context if first else f"{context}:{ids[context]}", context


def _unique(name: str, labels: Collection[str]) -> str:
    """Return the id of a heading without one of its own: its slug, unless the page or a label has it."""
    name = f"section-{name}" if RESERVED.match(name) else name
    numbered = (f"{name}-{number}" for number in count(1))
    return name if name not in labels else next(other for other in numbered if other not in labels)
