"""The changes in Markdown, for the page of a pull request: short first, then passage by passage.

All words of a note are a stranger's here: they are escaped for HTML and Markdown both, no name in them
calls anybody, and a line that would be a command of the forge is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notebuild.compare.changes import Change, ranges
from notebuild.core.problems import Problem
from notebuild.exchange.changes.value import EditionReport, NoteReport, Report, sentence
from notebuild.exchange.redline.listing import named, shortened

LARGEST = 900_000
"""Bytes of a summary: GitHub takes 1,024 kB a step, and refuses a larger one whole."""

TAGS = {"same": "{}", "in": "<ins>{}</ins>", "out": "<del>{}</del>"}
_LIVE = re.compile(r"[\\`*_{}\[\]<>()#~|&@:!=\"^]|(?<=www)\.")
"""What HTML, Markdown, a mention, an address or a workflow command begins with. No line begins with such words."""


def summary(report: Report, largest: int = LARGEST) -> str:
    """Return the changes as Markdown of at most so many bytes; what is left out at the end is counted."""
    head = [f"Compared with {safe(report.base)}."]
    if not report.notes:
        return "**Nothing changes for a reader.**\n\n" + head[0] + "\n"
    for note in report.notes:
        state = f" ({note.state})" if note.state in ("new", "gone") else ""
        said = "; ".join(f"{one.spoken}: {safe(sentence(one))}" for one in note.editions)
        extra = f"; {len(note.figures)} of its pictures" if note.figures else ""
        told = f"; {len(note.problems)} new to mend" if note.problems else ""
        head.append(f"- **{safe(note.note)}**{state} — {said or 'cannot be built'}{extra}{told}")
    lines = ["\n".join([head[0], "", *head[1:]])]
    for note in report.notes:
        lines += _note(note)
    return _cut(lines, largest)


def _note(note: NoteReport) -> Iterator[str]:
    yield f"## {safe(note.title)}"
    for problem in note.problems:
        yield f"- {_told(problem)}"
    for edition in note.editions:
        if edition.changes or edition.why:
            yield f"### {edition.spoken}"
        if edition.why:
            yield safe(edition.why)
        if edition.changes:
            yield from _edition(edition)


def _edition(edition: EditionReport) -> Iterator[str]:
    changes = edition.changes
    assert changes is not None
    for field in changes.front:
        yield f"- {safe(field.name)}: {_marked(shortened(field.marked))}"
    for change in (*changes.text.passages, *changes.text.notes):
        yield f"- {_change(change)}"
    for source in changes.sources:
        yield f"- source {safe(source.key)}, {source.state}: {safe(source.title)}"
        for field in source.fields:
            yield f"  - {safe(field.name)}: {_marked(shortened(field.marked))}"
    if changes.text.reprinted:
        notes = ", ".join(str(change.new) for change in changes.text.reprinted)
        yield f"- printed in other words, and citing the same: notes {notes}"
    if changes.text.renumbered:
        yield f"- renumbered: {', '.join(ranges(changes.text, both=True))}"


def _change(change: Change) -> str:
    return f"{named(change)}: {_marked(shortened(change.marked))}"


def _marked(pieces: list[tuple[str, str]]) -> str:
    return "".join(TAGS[state].format(safe(words)) for state, words in pieces)


def _told(problem: Problem) -> str:
    where = safe(str(problem.location))
    return f"{problem.severity}, {where}: {safe(problem.message)}"


def safe(words: str) -> str:
    """Return words that print as they are and do nothing: every sign that could is a numeric character reference."""
    return _LIVE.sub(lambda sign: f"&#{ord(sign[0])};", re.sub(r"\s+", " ", words))


def _cut(lines: list[str], largest: int) -> str:
    """Return the lines as far as they fit, with a count of those that do not."""
    said, size = [], 0
    for at, line in enumerate(lines):
        size += len(line.encode()) + 2
        if size > largest - 100:
            said.append(f"{len(lines) - at} more lines are left out; the page has them all.")
            break
        said.append(line)
    joined = re.sub(r"(?m)^(#+ .*)$", r"\n\1\n", "\n".join(said))
    return re.sub(r"\n{3,}", "\n\n", joined).strip() + "\n"
