"""Labels, order, numbers and the place of the call; trees are built by hand, as pandoc gives them."""

from __future__ import annotations

from typing import Any

import pytest

from notebuild.core.model import Citation, Node
from notebuild.core.problems import NotebuildError
from notebuild.edition import footnote_calls, footnotes, nodes, tree
from notebuild.edition.nodes import words as s


def para(*given: Any) -> Node:
    flat: list[Any] = []
    for node in given:
        flat.extend(node if isinstance(node, list) else [node])
    return {"t": "Para", "c": flat}


def note(text: str, label: str = "") -> Node:
    head = [nodes.span([footnotes.MARK], [], note=label)] if label else []
    return {"t": "Note", "c": [para(head, s(text))]}


def cite(content: list[Any], *keys: str) -> Node:
    return {"t": "Cite", "c": [[{"citationId": key} for key in keys], content]}


def heading(own: str) -> Node:
    return {"t": "Header", "c": [2, [own, [], []], s(own)]}


def numbered(*blocks: Any, cited: tuple[tuple[str, ...], ...] = ()) -> Any:
    given = [tuple(Citation(key) for key in keys) for keys in cited]
    made, notes = footnotes.number({"meta": {}, "blocks": list(blocks)}, given, "build/x/en/text.md")
    return made, tuple(footnotes.settle(note) for note in notes)


def test_numbers_follow_the_reading_order() -> None:
    """Authored notes and citations share one numbering, from 1, in reading order."""
    made, notes = numbered(
        heading("one"),
        para(s("a"), note("first", "x"), s(" b"), cite([note("second")], "k")),
        para(s("c"), note("third", "y")),
        cited=(("k",),),
    )
    assert [(n.number, n.label, n.origin, n.keys, n.text) for n in notes] == [
        (1, "x", "authored", (), "first"),
        (2, "one-1-2", "citation", ("k",), "second"),
        (3, "y", "authored", (), "third"),
    ]
    assert tree.text(made["blocks"]) == "one\na1 b2\nc3"
    assert not [node for node in tree.walk(made) if node["t"] in ("Note", "Cite")]


def test_a_written_note_carries_the_keys_it_cites() -> None:
    """Citations inside a written note belong to that note and make none of their own."""
    inside = {
        "t": "Note",
        "c": [para(nodes.span([footnotes.MARK], [], note="w"), s("see "), cite(s("Waal"), "k"))],
    }
    _, notes = numbered(para(s("a"), inside), cited=(("k",),))
    assert [(n.label, n.keys, n.text) for n in notes] == [("w", ("k",), "see Waal.")]


def test_printed_forms_are_told_apart() -> None:
    """Each citation of a group knows what was printed for it, by the style's invisible separator."""
    group = note(f"Waal, Garden{footnotes.SEPARATOR}; Dawn, Title.")
    _, notes = numbered(para(s("a"), cite([group], "k", "d")), cited=(("k", "d"),))
    assert [citation.printed for citation in notes[0].citations] == ["Waal, Garden", "Dawn, Title"]
    assert notes[0].text == "Waal, Garden; Dawn, Title."


def test_a_label_in_two_notes_is_refused() -> None:
    """One label called twice would make two notes of one definition."""
    with pytest.raises(NotebuildError) as caught:
        numbered(para(note("a", "x"), note("a", "x")))
    problem = caught.value.problems[0]
    assert (problem.location.path, problem.message, problem.remedy) == (
        "build/x/en/text.md",
        "note [^x] is called more than once",
        "call it once, refer to it with [](#fn-…)",
    )


def test_a_changed_citation_is_refused() -> None:
    """The citation pass may neither lose nor swap a key."""
    with pytest.raises(NotebuildError, match="changed which keys are cited"):
        numbered(para(cite([note("x")], "a")), cited=(("b",),))


@pytest.mark.parametrize(
    ("definition", "marked"),
    [
        ("Text.", '[]{.note-label note="q"}Text.'),
        (" Text.", '[]{.note-label note="q"}Text.'),
        ("- item", '[]{.note-label note="q"}\n\n    - item'),
        ("1. item", '[]{.note-label note="q"}\n\n    1. item'),
        ("> said", '[]{.note-label note="q"}\n\n    > said'),
        ("``` x", '[]{.note-label note="q"}\n\n    ``` x'),
    ],
    ids=["words", "space", "bullet", "ordered", "quote", "code"],
)
def test_mark(definition: str, marked: str) -> None:
    """The mark stands on the note's first line, but apart from a list, a quote or code."""
    assert footnotes.mark("q", definition) == marked


def test_mark_in_a_quotation() -> None:
    """Where the note stands in a quotation or a list, so does each line of it."""
    marked = footnotes.mark("q", "- item", ">     ")
    assert marked == '[]{.note-label note="q"}\n>\n>     - item'


def call(number: int) -> Node:
    return nodes.span(["note-call"], s(str(number)), note=str(number))


def emphasis(*given: Any) -> Node:
    return nodes.emphasis(para(*[s(one) if isinstance(one, str) else one for one in given])["c"])


def quoted(*given: Any) -> Node:
    return {"t": "Quoted", "c": [{"t": "SingleQuote"}, emphasis(*given)["c"]]}


@pytest.mark.parametrize(
    ("where", "before", "after"),
    [
        ("after", [s("word"), call(1), s(".")], "word.1"),
        ("after", [s("word"), call(1), s(", more")], "word,1 more"),
        ("after", [s("word"), call(1), s(".’ more")], "word.’1 more"),
        ("after", [s("word"), call(1), s(" more")], "word1 more"),
        ("after", [s("(word"), call(1), s(") more")], "(word1) more"),
        ("after", [s("word."), call(1)], "word.1"),
        ("before", [s("mot."), call(1)], "mot1."),
        ("before", [s("mot"), call(1), s(".")], "mot1."),
        ("before", [s("mot,"), call(1), s(" suite")], "mot1, suite"),
        ("after", [s("word"), call(1), call(2), s(".")], "word.1,2"),
        ("before", [s("mot."), call(1), call(2)], "mot1,2."),
        ("after", [s("word "), call(1), s(".")], "word.1"),
        ("after", [s("word "), call(1), s(" "), call(2), s(" . More")], "word.1,2 More"),
        ("after", [s("word"), {"t": "SoftBreak"}, call(1), s(" more")], "word1 more"),
        ("after", [s("word\u00a0"), call(1), s(", more")], "word,1 more"),
        ("after", [emphasis("word"), s(" "), call(1), s("; more")], "word;1 more"),
        ("after", [emphasis("word", call(1)), s(", more")], "word,1 more"),
        ("after", [quoted("never", call(1), s(".")), s(" More")], "‘never.’1 More"),
        ("after", [quoted("never ", call(1)), s(".")], "‘never’.1"),
        ("after", [s("Waal"), call(1), s("’s book")], "Waal’s1 book"),
        ("after", [s("word"), call(1), s("” more")], "word”1 more"),
        ("after", [s("word"), call(1), s(" … more")], "word1 … more"),
        ("after", [s("word "), call(1), s(", "), call(2), s(", more")], "word,1,2 more"),
        ("before", [s("mot "), call(1), s(", "), call(2), s(", suite")], "mot1,2, suite"),
        ("after", [s("word ("), call(1), s("; "), call(2), s("). More")], "word.1,2 More"),
        ("after", [s("word ("), call(1), s(" more)")], "word (1 more)"),
        ("after", [s("word "), call(1), s(" ("), call(2), s(") "), call(3), s(".")], "word.1,2,3"),
        ("before", [s("mot "), call(1), s(" ; suite")], "mot1 ; suite"),
        ("before", [s("mot ?"), call(1), s(" Suite")], "mot1? Suite"),
        ("before", [s("mot\u202f?"), call(1), s(" Suite")], "mot1? Suite"),
        ("before", [emphasis("mot."), call(1), s(" Suite")], "mot1. Suite"),
        ("before", [emphasis("mot."), s(" Suite")], "mot. Suite"),
        ("before", [emphasis("mot ", call(1)), s(" "), call(2), s(" . Suite")], "mot1,2. Suite"),
        ("before", [emphasis("mot."), call(1), call(2), s(" Suite")], "mot1,2. Suite"),
        ("before", [s("«\u00a0mot "), call(1), s("\u00a0»")], "«\u00a0mot1\u00a0»"),
    ],
)
def test_place(where: str, before: list[Any], after: str) -> None:
    """English sets the call after the mark (New Hart's Rules), French before it (Imprimerie nationale)."""
    placed = footnote_calls.place({"meta": {}, "blocks": [para(*before)]}, where)
    assert tree.text(placed["blocks"]) == after
    assert footnote_calls.place(placed, where) == placed


def test_enclose() -> None:
    """Brackets stand around each call (Interinstitutional style guide 8.1), and part two calls; none change nothing."""
    placed = footnote_calls.place({"meta": {}, "blocks": [para(s("mot."), call(1), call(2))]}, "before")
    assert footnote_calls.enclose(placed, ("", "")) == placed
    made = footnote_calls.enclose(placed, ("\u202f(", ")"))
    assert tree.text(made["blocks"]) == "mot\u202f(1)\u202f(2)."
    assert footnote_calls.enclose(made, ("\u202f(", ")")) == made
    raised = [node for node in tree.walk(made["blocks"]) if node["t"] == "Superscript"]
    assert [tree.text(node) for node in raised] == ["\u202f(", ")", "\u202f(", ")"]


def bullets(*items: list[Node]) -> Node:
    return {"t": "BulletList", "c": list(items)}


def numbers(start: int, style: str, delimiter: str, *items: list[Node]) -> Node:
    return {"t": "OrderedList", "c": [[start, {"t": style}, {"t": delimiter}], list(items)]}


ONE: Node = {"t": "Plain", "c": s("one")}
TWO: Node = {"t": "Plain", "c": s("two")}


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(bullets([ONE], [TWO]), ["–\u00a0one", "–\u00a0two"], id="bullets"),
        pytest.param(
            numbers(1, "Decimal", "Period", [ONE], [TWO]), ["1.\u00a0one", "2.\u00a0two"], id="numbers"
        ),
        pytest.param(
            numbers(3, "LowerAlpha", "OneParen", [ONE], [TWO]), ["c)\u00a0one", "d)\u00a0two"], id="a"
        ),
        pytest.param(numbers(2, "UpperAlpha", "Period", [ONE]), ["B.\u00a0one"], id="B"),
        pytest.param(
            numbers(9, "LowerRoman", "TwoParens", [ONE], [TWO]), ["(ix)\u00a0one", "(x)\u00a0two"], id="roman"
        ),
        pytest.param(numbers(14, "UpperRoman", "Period", [ONE]), ["XIV.\u00a0one"], id="XIV"),
        pytest.param(numbers(1, "DefaultStyle", "DefaultDelim", [ONE]), ["1.\u00a0one"], id="no style"),
        pytest.param(bullets([ONE, TWO]), ["–\u00a0one", "two"], id="two paragraphs"),
        pytest.param(bullets([ONE, bullets([TWO])]), ["–\u00a0one", "–\u00a0two"], id="list in a list"),
        pytest.param(
            bullets([{"t": "CodeBlock", "c": [["", [], []], "x"]}]), ["–\u00a0x"], id="code in a list"
        ),
        pytest.param(bullets([]), ["–\u00a0"], id="empty item"),
    ],
)
def test_lists_of_a_note(block: Node, expected: list[str]) -> None:
    """A list in a note becomes paragraphs, each item's first one with its mark."""
    made = footnotes.unlisted([block])
    assert [tree.text(one) for one in made] == expected
    assert {one["t"] for one in made} <= {"Para", "CodeBlock"}


def test_a_note_is_running_text() -> None:
    """Lists, tasks, terms, code and verse in a note are paragraphs that keep their marks and lines."""
    task = nodes.plain([nodes.span(["box"], [nodes.string("☑")]), nodes.space(), nodes.string("done")])
    blocks: list[Node] = [
        {"t": "BlockQuote", "c": [nodes.para(nodes.words("quoted"))]},
        {"t": "BulletList", "c": [[task], [nodes.plain(nodes.words("plain"))]]},
        {"t": "DefinitionList", "c": [[nodes.words("Term"), [[nodes.plain(nodes.words("meaning"))]]]]},
        {"t": "CodeBlock", "c": [nodes.attr(), "if x:\n  y"]},
        nodes.div([nodes.para(nodes.words("verse"))], classes=["lines"]),
    ]
    made = footnotes.unlisted(blocks)
    assert {block["t"] for block in made} == {"Para"}
    said = ["quoted", "☑\u00a0done", "–\u00a0plain", "Term", "meaning", "if x: \u00a0\u00a0y", "verse"]
    assert [tree.text(block) for block in made] == said
