"""What word processors leave in a text is told of, where an edition would print it."""

from __future__ import annotations

import pytest

from notebuild.core.model import Note
from notebuild.sources import markdown
from notebuild.sources.checks import pasted

SPACES = (
    "n.md:3:1: a paragraph of spaces alone\n    take it out: how far paragraphs stand apart is for the sheets"
)
BOLD = (
    'n.md:3:1: warning: "1.1 The _quay_" stands alone in bold, which is no heading\n'
    '    write "## 1.1 The _quay_" if it is meant as one'
)


def told(text: str) -> list[str]:
    return [str(one) for one in pasted.check(Note("n", "n.md", {}, markdown.segments(text, "n.md")))]


@pytest.mark.parametrize("line", ["&nbsp;", "\u00a0\u00a0", "&nbsp; &#160;", "\\ "])
def test_a_line_of_spaces(line: str) -> None:
    """It would print as a blank line in one format and as nothing in another."""
    assert told(f"Words.\n\n{line}\n\nMore.\n") == [SPACES]


@pytest.mark.parametrize("line", ["**1.1 The _quay_**", "**1.1 The _quay_**:"])
def test_a_heading_that_is_only_bold(line: str) -> None:
    """No reader's contents would name it."""
    assert told(f"Words.\n\n{line}\n\nMore.\n") == [BOLD]


@pytest.mark.parametrize(
    "text",
    [
        "**Nobody came.**\n\nMore.",
        "**Note:**\n\nMore.",
        "**Words** at the head\n\nMore.",
        "**One** and **two**\n\nMore.",
        "Words.\n\n**The end**",
        "- **Item**\n- two",
        "Words with&nbsp;spaces.",
    ],
)
def test_other_words_in_bold(text: str) -> None:
    """A sentence, a word that leads in, an entry of a list and a last line are no headings."""
    assert told(text) == []
