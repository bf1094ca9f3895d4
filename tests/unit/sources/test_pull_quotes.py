"""A pull quote that a reader meets beside its own sentence is told of."""

from __future__ import annotations

import pytest

from notebuild.core.model import Note
from notebuild.sources import markdown
from notebuild.sources.checks import pull_quotes

QUOTE = "\n\n::: pullquote\nNo *harbour* is an island.\n:::\n\n"
FOLLOWS = "n.md:{}:1: warning: the pull quote follows its own sentence"
BEFORE = "n.md:{}:1: warning: the pull quote stands right before its own sentence"
REMEDY = "    put a paragraph or more between them, or repeat another sentence"
FAR = "Words " * 40


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"Words. No harbour is an island.{QUOTE}More.", FOLLOWS.format(4)),
        (f"Words. No harbour is an island[@a, p. 3]. It is said.{QUOTE}More.", FOLLOWS.format(4)),
        (f"- One.\n- No harbour is an island.{QUOTE}More.", FOLLOWS.format(5)),
        (f"Words.{QUOTE}No harbour is an island, they said.", BEFORE.format(4)),
        (f"No harbour is an island. {FAR}{QUOTE}More.", None),
        (f"Words.{QUOTE}{FAR} No harbour is an island.", None),
        (f"No harbour is an island.\n\nWords.{QUOTE}More.", None),
        (f"# No harbour is an island\n\nWords.{QUOTE}More.", None),
        ("::: pullquote\nAlone.\n:::\n", None),
    ],
)
def test_beside_its_sentence(text: str, message: str | None) -> None:
    """Right after it, or right before it; not where words or a paragraph stand between."""
    found = pull_quotes.check(Note("n", "n.md", {}, markdown.segments(text, "n.md")))
    assert [str(one) for one in found] == ([f"{message}\n{REMEDY}"] if message else [])
