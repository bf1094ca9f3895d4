"""Check the labels of a note, and that every link inside it leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from notebuild.core.labels import FOOTNOTE, RESERVED
from notebuild.core.model import Note
from notebuild.core.problems import Location, Problem, nearest
from notebuild.sources import markdown
from notebuild.sources.markdown import brackets, markers
from notebuild.sources.markdown.markers import Mark

IDENTIFIER = re.compile(r"(?<=[\s{])#([^\s}]+)")
CAPTIONED = re.compile(r"^[ \t>]*(?:[Tt]able)?:[ \t][^\n]*\{#([^\s}]+)", re.MULTILINE)
"""The label of a caption, whether or not its table is one: what is wrong with the table is told there."""

REFERENCE = re.compile(r"^[ \t>]*\[(?!\^)([^\]\n]+)\]:", re.MULTILINE)


def check(note: Note, marks: Sequence[Mark]) -> tuple[Problem, ...]:
    """Tell of labels given twice or reserved; cross-references, links and link names without their place."""
    return (*_identifiers(note), *_links(note, marks), *_references(note))


def _identifiers(note: Note) -> Iterator[Problem]:
    """Check the ids that the author gave: each once, and none that the page keeps for itself."""
    first: dict[str, Location] = {}
    for name, where in _given(note):
        if RESERVED.match(name):
            remedy = "choose another; note-1, call-1, fn-…, page-… and part-… are the page's own"
            yield Problem(where, f"the label #{name} is reserved", remedy)
        elif name in first:
            remedy = f"choose another; the first is on line {first[name].line}"
            yield Problem(where, f"the label #{name} is given twice", remedy)
        first.setdefault(name, where)


def _given(note: Note) -> Iterator[tuple[str, Location]]:
    """Yield the ids in braces, with their places."""
    for text, where in braces(note):
        if match := IDENTIFIER.search(text):
            yield match[1], Location(where.path, where.line, where.column + match.start())


def braces(note: Note) -> Iterator[tuple[str, Location]]:
    """Yield every list of attributes, after a word or after a block; none in code."""
    frame = "".join(
        segment.text if segment.kind in {"markup", "alt"} else re.sub(r"[^\n]", " ", segment.text)
        for segment in note.segments
    )
    for match in brackets.ATTRIBUTES.finditer(frame):
        yield match[0], markers.place(frame, match.start(), Location(note.path, 1, 1))
    for segment in note.segments:
        if segment.kind not in {"markup", "alt"}:
            for mark in markdown.marks(segment):
                if mark.kind == "attributes":
                    yield mark.text, mark.location


def _links(note: Note, marks: Iterable[Mark]) -> Iterator[Problem]:
    """Check links and cross-references to a place in this note: the place must be there."""
    marks = list(marks)
    known = {name for name, _ in _given(note)} | set(markdown.heading_ids(note))
    known |= set(CAPTIONED.findall(markdown.join(note.segments)))
    known |= {f"{FOOTNOTE}{mark.value}" for mark in marks if mark.kind == "definition"}
    for mark in marks:
        target = mark.value.removeprefix("#")
        if mark.kind in {"link", "xref"} and mark.value.startswith("#") and target:
            if target in known:
                continue
            what = "cross-reference" if mark.kind == "xref" else "link"
            yield Problem(
                mark.location,
                f"{what} to #{target}, which is nowhere{nearest(target, known)}",
                f"write {{#{target}}} after the heading, caption or figure meant, or mend the {what}",
            )


def _references(note: Note) -> Iterator[Problem]:
    """Check links of the kind `[words][name]`, whose address stands elsewhere: it must stand somewhere."""
    known = {" ".join(name.lower().split()) for name in REFERENCE.findall(markdown.join(note.segments))}
    for segment in markdown.translatable(note.segments):
        closed = brackets.pairs(segment.text)
        code = [mark for mark in markdown.marks(segment) if mark.kind in {"code", "comment"}]
        for opening, close in closed.items():
            end = closed.get(close + 1)
            if end is None or segment.text[opening - 1 : opening] == "]":
                continue
            name = segment.text[close + 2 : end] or segment.text[opening + 1 : close]
            hidden = any(mark.start <= opening < mark.start + len(mark.text) for mark in code)
            if hidden or name.startswith("^") or "@" in name or " ".join(name.lower().split()) in known:
                continue
            where = markers.place(segment.text, opening, segment.location)
            words = " ".join(segment.text[opening : end + 1].split())
            remedy = f'write the address after the words, in round brackets, or define "[{name}]: https://…"'
            yield Problem(where, f"{words} leads nowhere", remedy)
