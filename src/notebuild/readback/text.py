"""Reads back a finished plain text: its parts, which rules of a whole line separate, and its notes by their numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from notebuild.readback.text_passages import passages
from notebuild.readback.value import FootnoteReading, Reading, Unreadable

_RULE = re.compile(r"\n_{72}\n")
_NOTE = re.compile(r"\[(\d+)\](?: +(.*))?")
_FILE = re.compile(r"\S* ?\(([A-Za-z0-9-]+)\)")
_TARGET = re.compile(r"<([a-z]+:[^<>\s]+)>")


def read(data: bytes, display_path: str) -> Reading:
    """Return the reading of a text's bytes; `display_path` is the path as Problems print it.

    Raises Unreadable where it is not UTF-8 or has not the parts of ours.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise Unreadable("is no plain text in UTF-8") from None
    parts = _RULE.split(text)
    if len(parts) not in (3, 4):
        raise Unreadable(f"has {len(parts)} parts, and not 3 or 4")
    front, body, *notes, back = [part.strip("\n").split("\n") for part in parts]
    said = _FILE.fullmatch(back[-1])
    before = [replace(one, part="front") for one in passages(front)]
    inside = passages(body)
    after = [replace(one, part="back") for one in passages(back[:-1])]
    called = "\n".join(one.words for one in inside)
    return Reading(
        path=display_path,
        format="txt",
        method="lines",
        language=said[1] if said else "",
        title=next((one.words for one in before if one.kind == "heading"), ""),
        footnotes=footnotes(notes[0], called) if notes else (),
        links=tuple(_TARGET.findall(text)),
        passages=(*before, *inside, *after),
    )


def footnotes(lines: list[str], called: str) -> tuple[FootnoteReading, ...]:
    """Return the notes in the lines of their part; `called` are the words in which their calls stand.

    A note begins at the margin, with its number in brackets; all of it stands in by the width of the last number.
    """
    starts = [(at, match) for at, line in enumerate(lines) if (match := _NOTE.fullmatch(line))]
    column = max((len(match[1]) for _, match in starts), default=0) + 3
    ends = [at for at, _ in starts[1:]] + [len(lines)]
    found = []
    for (at, match), end in zip(starts, ends, strict=True):
        number = int(match[1])
        inner = [match[2] or "", *(line[column:] for line in lines[at + 1 : end])]
        words = [one.words for one in passages(inner) if one.kind != "picture"]
        is_called = f"[{number}]" in called
        found.append(
            FootnoteReading(
                number=number,
                text="\n".join(words),
                call=f"[{number}]" if is_called else "",
                marker=f"[{number}]",
                there=is_called,
            )
        )
    return tuple(found)
