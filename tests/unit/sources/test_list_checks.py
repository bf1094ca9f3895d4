"""Lists, definitions, tasks and rules that would be read as something else are told at their line."""

from __future__ import annotations

import pytest

from notebuild.core.model import Note
from notebuild.sources import markdown
from notebuild.sources.checks import lists

BLANK = "put a blank line before it"
ITEM = f"{BLANK}, or a backslash if it is no list"
CAPTION = (
    "put a caption right after its table, with a blank line between; "
    "a term has no stop at its end, a definition no label"
)
TASK = 'a task is an item of a list: "- [ ] words" while it is open, "- [x] words" when it is done'
CAPITAL = "put two spaces after a capital and its stop, or a backslash before the stop"
NUMBER = f"{BLANK}, or a backslash before its last mark if it is no list"
TYPED = 'begin each item with "- " in place of "•", and put a blank line before the list'
TERM = "write the term on one line, a blank line before it and the definition right below it"
NOTHING = "write the item's words, or take the mark out"
SPACE = "put a space after the mark of each item"
RULE = "put a blank line before the rule, or take the stop out"
PICTURE = "write words first, then a picture below them, a blank line between"
TABLE = "write words first, then a table below them, a blank line between"

FAULTS = [
    ("Words\n- one", "2:1: a list item is read as text", ITEM),
    ("> Words\n> - one", "2:3: a list item is read as text", ITEM),
    ("Words[^a].\n\n[^a]: Note\n    - one", "4:5: a list item is read as text", ITEM),
    ("Steps:\n1. one", '2:1: "1." begins no list', NUMBER),
    ("Steps:\na) one", '2:1: "a)" begins no list', NUMBER),
    ("• one\nand more", '1:1: "•" begins no list', TYPED),
    ("A. one\nB. two", '1:1: "A." begins no list', CAPITAL),
    ("I. one\nII. two", '1:1: "I." begins no list', CAPITAL),
    ("- one\n-\n- two", '2:1: nothing stands after "-"', NOTHING),
    ("> 1. one\n> 2.\n\nWords.", '2:3: nothing stands after "2."', NOTHING),
    ("-one\n-two", '1:1: "-" begins no list', SPACE),
    ("1.one\n2.two", '1:1: "1." begins no list', SPACE),
    ("Term\n:meaning", "2:1: a definition is read as text", TERM),
    ("(@) one", '1:1: "(@)" numbers no example', 'write the number itself, "(1) ", as in any list'),
    ("- [ ]open", '1:3: "[ ]" makes no task', TASK),
    ("[x] done", '1:1: "[x]" makes no task', TASK),
    ("1958. A year", '1:7: warning: "1958." begins a list', "write 1958\\. if it is no item of a list"),
    ("Two lines\nof a term\n: meaning", "3:1: a definition is read as text", TERM),
    ("One\n: first\nTwo\n: second", '3:1: "Two" is read as the end of the definition before it', BLANK),
    ("A sentence.\n\n: Its {#tbl-a}", '3:3: "Its {#tbl-a}" is read as a definition', CAPTION),
    ("A sentence of words.\n\n: A caption", '3:3: "A caption" is read as a definition', CAPTION),
    ("|a|b|\n|-|-|\n|c|d|\n\nWords.\n\n: A caption", '7:3: "A caption" is read as a definition', CAPTION),
    (
        "Term\n: meaning\n\n- item\n: meaning",
        '4:1: "- item" is read as a term',
        "put a paragraph between the list and the definitions",
    ),
    ("One line\nor two\n***", '3:1: the rule "***" is read as text', BLANK),
    ("A sentence.\n---", '1:1: "A sentence." is read as a heading, since hyphens stand right below it', RULE),
]  # fmt: skip

RIGHT = [
    "Words:\n\n- one\n- two\n\n1. three\n2. four",
    "A. Smith and B. Jones met.",
    "It ends in\n1991. The next\n– a dash – begins.",
    "Words[^a].\n\n[^a]: - one\n    - two",
    "U.N.\n:   United Nations\n\nEU\n:   European Union",
    "- [ ] open\n- [x] done\n\n[x](https://e.org) and [x]{lang=fr}",
    "1999. A list of years\n2000. goes on\n\nWords[^a].\n\n[^a]: Term\n    : Its meaning",
    "12. A list goes on\n13. with numbers",
    "-5 at night\n-6 by day\n\n:smile: at the\n:smile: end",
    "Head\n-\n\n-\n    words below the mark\n\n-\n\n    # no",
    "What next?\n----------\n\nWords.",
    "\\[ \\] no box and \\- no item",
]


def told(text: str) -> list[str]:
    note = Note("n", "n.md", {}, markdown.segments(text, "n.md"))
    return [str(problem) for problem in lists.check(note)]


@pytest.mark.parametrize(("text", "problem", "remedy"), FAULTS, ids=[problem for _, problem, _ in FAULTS])
def test_what_is_misread_is_told(text: str, problem: str, remedy: str) -> None:
    """Each at its line and column, with what to write instead (pandoc's manual: lists, definition lists)."""
    assert told(text) == [f"n.md:{problem}\n    {remedy}"]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_read_as_written_is_not_told(text: str) -> None:
    """Lists with a blank line before them, initials, years in a paragraph, abbreviations as terms."""
    assert told(text) == []
