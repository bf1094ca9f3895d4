"""Lists, tasks and lines of a page, for the screen and for print."""

from __future__ import annotations

import pytest

from notebuild.core.model import Node
from notebuild.edition import nodes
from notebuild.render.html import lists
from notebuild.render.html.elements import inner, parse


def ordered(start: int, style: str, delimiter: str) -> Node:
    item = [nodes.plain(nodes.words("one"))]
    return {"t": "OrderedList", "c": [[start, {"t": style}, {"t": delimiter}], [item]]}


@pytest.mark.parametrize(
    ("delimiter", "name"), [("OneParen", "one-paren"), ("TwoParens", "two-parens"), ("Period", "")]
)
def test_brackets_go_to_the_page(delimiter: str, name: str) -> None:
    """What pandoc's HTML has no word for stands around the list as a class."""
    (block,) = lists.delimited([ordered(1, "Decimal", delimiter)])
    assert (block["c"][0][1] if block["t"] == "Div" else []) == ([name] if name else [])


@pytest.mark.parametrize(
    ("typed", "screen", "printed"),
    [
        ('<ol start="3" type="1"><li>x</li></ol>', "", "counter-reset: list-item 2"),
        ('<div class="one-paren"><ol type="a"><li>x</li></ol></div>', "one-paren lower-alpha", None),
        ('<ol start="7" type="i"><li>x</li></ol>', "lower-roman long-marks", "counter-reset: list-item 6"),
        ('<ol start="99" type="1"><li>x</li><li>y</li></ol>', "long-marks", "counter-reset: list-item 98"),
        ('<ol type="A"><li>x</li></ol>', "upper-alpha", None),
    ],
)
def test_numbered_lists(typed: str, screen: str, printed: str | None) -> None:
    """A class says how a list counts; in print a counter says from where (CSS Lists 3, 4.1)."""
    root = parse(typed)
    lists.lists(root, "screen")
    (found,) = root.iter("ol")
    assert (found.get("class", ""), found.get("style")) == (screen, None)
    root = parse(typed)
    lists.lists(root, "print")
    (found,) = root.iter("ol")
    assert (found.get("class", ""), found.get("style")) == (screen, printed)


TASKS = '<ul><li><span class="box">☐</span> open</li><li><p><span class="box">☑</span> done</p></li></ul>'


def test_tasks() -> None:
    """On screen the box is text; in print it is the item's mark, by a class."""
    root = parse(TASKS)
    lists.lists(root, "screen")
    assert [item.get("class") for item in root.iter("li")] == ["task", "task"]
    assert root.text_content() == "☐ open☑ done"
    root = parse(TASKS)
    lists.lists(root, "print")
    assert [item.get("class") for item in root.iter("li")] == ["task open", "task done"]
    assert root.text_content() == "opendone"


def test_a_numbered_task_keeps_its_number() -> None:
    """Its box stays among its words."""
    root = parse('<ol><li><span class="box">☐</span> open</li></ol>')
    lists.lists(root, "print")
    assert inner(root) == '<ol><li><span class="box">☐</span> open</li></ol>'


def test_lines() -> None:
    """A line block is one paragraph of lines."""
    root = parse('<div class="lines"><p>One<br>two</p></div>')
    lists.lists(root, "print")
    assert inner(root) == '<p class="lines">One<br>two</p>'
