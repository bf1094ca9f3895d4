"""Whatever a source or a translator says, an edition's .bib holds its entries and no others."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from notebuild.core.model import Source
from notebuild.core.problems import Location
from notebuild.sources import bibliography, locators
from notebuild.sources.bibliography import latex
from notebuild.sources.bibliography.delimiters import braced
from notebuild.sources.bibliography.plain import plain
from notebuild.sources.bibliography.read import parsed
from notebuild.sources.locator_words import WORDS

PIECES = st.sampled_from(
    [*"{}\\%&#_^$~\"'`@,=;()[]<> \n", "\\emph", "\\input{x}", "@book{z,", "and", "--", "é", "word"]
)
TEXT = st.lists(PIECES, max_size=12).map("".join)
FIELDS = ("title", "author", "publisher", "note", "type", "number", "url", "shorttitle", "date")


@given(TEXT)
def test_safe_text_is_balanced_and_stays_so(text: str) -> None:
    """Made safe, a text closes every brace it opens, has no bare sign of LaTeX, and is settled."""
    once = latex.safe(text)
    assert latex.safe(once) == once
    assert latex.closing(f"{{{once}}}") == len(once) + 1
    assert not re.search(r"(?<!\\)(?:\\\\)*[%&#_^$]", once)


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXT)),
    st.dictionaries(st.sampled_from(FIELDS), TEXT),
)
def test_derived_file_holds_its_entries_and_no_others(fields: dict[str, str], words: dict[str, str]) -> None:
    """No value, typed or translated, ends its field, begins an entry or comments out the rest."""
    sources = [Source(key, "misc", fields, Location()) for key in ("a", "b")]
    text = bibliography.bibtex(sources, {("a", name): word for name, word in words.items()})
    read, problems = parsed(text, "cited.bib")
    assert [one.key for one in read] == ["a", "b"]
    assert not [one for one in problems if "closed" in one.message or "belongs" in one.message]


@given(
    st.sampled_from(sorted(WORDS)),
    st.lists(st.integers(1, 999), min_size=1, max_size=3),
    st.sampled_from([", ", "–", "-", " and "]),
)
def test_a_locator_survives_its_reading(label: str, numbers: list[int], joint: str) -> None:
    """A label and numbers, joined in any usual way, are read as that label and those numbers."""
    value = joint.join(map(str, numbers))
    read = locators.parse_locator(f", {WORDS[label].split()[0]} {value}, said he")
    assert (read.label, read.value, read.rest) == (label, value, ", said he")


SIGNS = "{}\\$~`'\"^_&%<>=@(),#; \n"
LATEX = st.sampled_from(
    [
        *SIGNS,
        *str.split(
            """\\' \\i \\textendash \\url \\href \\em $x_2$ <i> </i> `` '' &amp; \\alpha e and 10 title= @misc{a,
            @string( %x"""
        ),
    ]
)


@given(st.lists(LATEX, max_size=14).map("".join))
def test_any_value_becomes_characters(value: str) -> None:
    """No value stops the reader, and what is told as unknown is a command or braces of it."""
    text, unknown = plain(value)
    assert unicodedata.is_normalized("NFC", text)
    assert all(command[0] in "\\{" for command in unknown)


@given(st.lists(LATEX, max_size=30).map("".join))
def test_any_file_is_read(text: str) -> None:
    """Whatever a file holds, it is read to its end, and every Problem has a line of it."""
    lines = braced(text).count("\n") + 1
    _, problems = parsed(braced(text), "b.bib")
    assert all(1 <= problem.location.line <= lines for problem in problems)
