"""Write citations, addresses and apostrophes so that pandoc reads what their author meant: no line moves."""

from __future__ import annotations

import re

from notebuild.sources.markdown import citing, markers, quotes

ESCAPE = re.compile(r"\\([^\sA-Za-z0-9])")


def for_pandoc(text: str) -> str:
    """Return a stretch of source with its citations and bare addresses as pandoc wants them.

    Pandoc reads brackets as a citation only where each part between semicolons has a key; two brackets
    side by side as a reference link, and a note in the line before one as none; an apostrophe after a key,
    a link or code as a quotation mark; and an address as a link only in angle brackets, where a backslash is
    part of it.
    """
    text = quotes.apostrophes(text)
    edits: set[tuple[int, int, str]] = set()
    linked = 0
    for mark in markers.scan(text):
        end = mark.start + len(mark.text)
        if mark.kind in {"citation", "place"}:
            owned = mark.kind == "place"
            for at, kind in citing.semicolons(text, mark.start + 1, end - 1, owned=owned):
                edits.add((at, at + 1, kind))
            if text.startswith("[", end) and not text.startswith("[^", end):
                edits.add((end, end, " "))
        elif mark.kind == "inline-note" and text[end : end + 1] in {"[", "("}:
            edits.add((end, end, " "))
        elif mark.kind in {"link", "image"}:
            linked = max(linked, end)
        elif mark.kind == "address" and mark.start >= linked:
            address = ESCAPE.sub(r"\1", mark.value)
            edits.add((mark.start, end, f"<{address}>"))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text
