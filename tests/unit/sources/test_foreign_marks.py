"""Marks of other tools, which would be printed as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.model import Note
from notebuild.sources import markdown
from notebuild.sources.checks import citations, foreign_marks, manuscript

HEAD = "---\ntitle: T\n---\n\n"
ESCAPE = "put a backslash before it where it is meant as words"


def note(text: str) -> Note:
    return Note("n", "n.md", {}, markdown.segments(HEAD + text, "n.md"))


@pytest.mark.parametrize(
    ("text", "place", "message", "remedy"),
    [
        (
            "See {{< ref a >}}.",
            "5:5",
            "{{< ref a >}} is a shortcode of Quarto or Hugo",
            "write here what it stands for",
        ),
        (
            "{% include a %}",
            "5:1",
            "{% include a %} is a tag of Jekyll or Liquid",
            "write here what it stands for",
        ),
        ("By {{ name }}.", "5:4", "{{ name }} is a variable of a template", "write here what it stands for"),
        ("One.\n\n[TOC]", "7:1", "[TOC] is a mark for the contents", "take it out: a long note has them"),
        (
            "> [!WARNING]\n> Words.",
            "5:3",
            "[!WARNING] is a mark of GitHub for a box",
            "take it out, and begin the quotation with a word in bold: **Note.**",
        ),
        (
            "See [[The quay]].",
            "5:5",
            "[[The quay]] is a link of a wiki",
            "write [words](https://…), or [](#label) within this note",
        ),
        ("An ==old== quay.", "5:4", "==old== is a mark for highlighting", "write **…** or *…*"),
        (
            "An {--old--} quay.",
            "5:4",
            "{--old--} is a mark of CriticMarkup",
            "make the change in the text, or leave it",
        ),
        ("A quay %%check%%.", "5:8", "%%check%% is a comment of Obsidian", "write <!-- … -->"),
        (
            "It is $E = mc^2$ here.",
            "5:7",
            "$E = mc^2$ is a formula of TeX",
            "write it with Markdown's own marks, E = mc^2^ or x~i~",
        ),
        (
            "So $\\frac{a}{b}$.",
            "5:4",
            "$\\frac{a}{b}$ is a formula of TeX",
            "write it with Markdown's own marks, E = mc^2^ or x~i~",
        ),
        ("A quay :ship:", "5:8", ":ship: is the name of an emoji", "write what it says in words"),
    ],
)
def test_marks_that_would_be_printed(text: str, place: str, message: str, remedy: str) -> None:
    """Each is told at its place, with what to write."""
    (found,) = foreign_marks.check(note(text))
    assert str(found) == f"n.md:{place}: {message}, and would be printed\n    {remedy}; {ESCAPE}"


@pytest.mark.parametrize(
    "text",
    [
        "At 10:30:45, in a ratio of 1:2:3, a: b: c.",
        "If a == b and c == d, then x==y.",
        "`{{< ref a >}}` and `:ship:`",
        "    {{ name }}",
        "\\[[The quay\\]]",
        "[[1]](https://example.org)",
        "[an address](https://example.org/:path:/x)",
        "50 %% of it",
        "::: source\nOur own.\n:::",
        "::: {.pullquote lang=fr}\nWords.\n:::",
        "::: {lang=fr}\nDes mots.\n:::",
    ],
)
def test_what_is_none(text: str) -> None:
    """Words that only look like a mark, code and escaped marks are left alone; so are the parts that there are."""
    assert foreign_marks.check(note(text)) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "::: {.callout-note}\nWords.\n:::",
            "n.md:5:1: no part of a note is called callout-note\n"
            '    write "::: pullquote" or "::: source", or take the lines of colons out',
        ),
        (
            "::: sourc\nWords.\n:::",
            "n.md:5:1: no part of a note is called sourc (did you mean source?)\n"
            '    write "::: pullquote" or "::: source", or take the lines of colons out',
        ),
        (
            "Words.\n\n::: {#refs}\n:::",
            "n.md:7:1: a place for the list of sources\n    take it out: each source stands in its footnote",
        ),
    ],
)
def test_parts_that_nothing_prints_apart(text: str, problem: str) -> None:
    """A fenced part of an unknown class would print as if it were none."""
    assert [str(found) for found in foreign_marks.check(note(text))] == [problem]


@pytest.mark.parametrize("name", ["mark", "Smallcaps"])
def test_classes_that_no_sheet_knows(name: str) -> None:
    """A class that an edition drops is a warning: its author meant something by it."""
    (found,) = foreign_marks.check(note(f"An [old]{{.{name}}} quay."))
    close = " (did you mean smallcaps?)" if name == "Smallcaps" else ""
    assert str(found) == (
        f"n.md:5:9: warning: class {name} is not kept by any edition{close}\n"
        "    take it out; write *…* or **…** for words that stand out, .smallcaps for small capitals"
    )


@pytest.mark.parametrize(
    "text",
    ["[An acronym]{.smallcaps}", "## Head {.unnumbered}\n\nText.", "`x`{.python}", "```{.python}\nx\n```"],
)
def test_classes_that_mean_something(text: str) -> None:
    """Small capitals, what pandoc says of headings, and the language of code."""
    assert foreign_marks.check(note(text)) == ()


@pytest.mark.parametrize("text", ["", "\n\n", "<!-- to be written -->\n"])
def test_a_note_without_a_text(text: str) -> None:
    """An empty note is not published."""
    found = [str(one) for one in manuscript.check(note(text), Path())]
    assert any(one.endswith(": the note has no text\n    write it below the front matter") for one in found)


def test_cross_references_of_quarto() -> None:
    """A reference as Quarto writes it is told with our form."""
    (segment,) = (one for one in note("As @fig-quay shows.").segments if one.kind == "paragraph")
    assert [str(one) for one in citations.check(markdown.marks(segment), {})] == [
        "n.md:5:4: no source has the key @fig-quay\n    write [](#fig-quay) for a reference within the note"
    ]
