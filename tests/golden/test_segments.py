"""How a note's text is parted into segments, case by case, from a file one can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notebuild.sources import markdown

FILE = Path(__file__).parent / "segments.txt"
CASE = re.compile(r"^== (.*)\n((?:.*\n)*?)--\n((?:(?!== ).*\n)*)", re.MULTILINE)


def cases() -> list[tuple[str, str, str, int]]:
    """Title, input, expected text and line of each case."""
    text = FILE.read_text(encoding="utf-8")
    return [
        (found[1], found[2], found[3], text.count("\n", 0, found.start()) + 1)
        for found in CASE.finditer(text)
    ]


def printed(text: str) -> str:
    """The segments of a text that are not bare marks, one a line."""
    return "".join(
        f"{segment.id} | {segment.context or '-'} | {segment.location.line}:{segment.location.column} | "
        + markdown.words(segment).replace("\n", "⏎")
        + "\n"
        for segment in markdown.segments(text, "note.md")
        if segment.kind != "markup"
    )


@pytest.mark.parametrize(("title", "given", "wanted", "line"), cases(), ids=[c[0] for c in cases()])
def test_text_is_parted_as_kept(
    title: str, given: str, wanted: str, line: int, request: pytest.FixtureRequest
) -> None:
    """Each block of words is one segment, named by its section and kind; joined they are the text."""
    if "windows" in title:
        given = given.replace("\n", "\r\n")
    assert markdown.join(markdown.segments(given, "note.md")) == given
    got = printed(given)
    if request.config.getoption("--update-golden"):
        text = FILE.read_text(encoding="utf-8")
        head = f"== {title}\n{given.replace(chr(13), '')}--\n"
        assert head in text
        before, after = text.split(head)
        later = re.search(r"^== ", after, re.MULTILINE)
        rest = f"\n{after[later.start() :]}" if later else ""
        FILE.write_text(before + head + got + rest, encoding="utf-8")
        return
    assert got == wanted.rstrip("\n") + ("\n" if wanted.strip() else ""), f"{FILE.name}:{line}: {title}"
