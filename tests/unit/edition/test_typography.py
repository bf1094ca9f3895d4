"""White space and marks as the profiles' tables have them; expected values from the Imprimerie nationale's Lexique."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebuild.core.house import read_profile
from notebuild.edition import nodes, tree, typography
from notebuild.edition.nodes import words as s

PROFILES = {
    path.stem: read_profile(path, path.as_posix()) for path in sorted(Path("styles/profiles").glob("*.toml"))
}
N, F = "\u00a0", "\u202f"


def para(nodes: list[Any]) -> dict[str, Any]:
    return {"t": "Para", "c": nodes}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Vraiment ?", f"Vraiment{F}?"),
        ("Vraiment?", f"Vraiment{F}?"),
        ("trois ; quatre", f"trois{F}; quatre"),
        ("ainsi : rien", f"ainsi{N}: rien"),
        ("Oui ? ! Non : ; fin", f"Oui{F}?! Non{N}:; fin"),
        ("« mot »", f"«{N}mot{N}»"),
        ("«mot»", f"«{N}mot{N}»"),
        ("12 %", f"12{N}%"),
        ("100 000 personnes", f"100{F}000{N}personnes"),
        ("le 12 mars 2025", f"le 12{N}mars 2025"),
        ("le 1er mars", f"le 1er{N}mars"),
        ("M. Aliev", f"M.{N}Aliev"),
        ("p. 33", f"p.{N}33"),
        ("à 10:30", f"à{N}10:30"),
        ("voir https://a.b/c;d?x=1 !", f"voir https://a.b/c;d?x=1{F}!"),
        ("doi 10.1111/a:b;c", "doi 10.1111/a:b;c"),
    ],
)
def test_french(typed: str, printed: str) -> None:
    """Each row of the French table, on words as an author types them; addresses stay as they are."""
    assert tree.text(typography.set_text(para(s(typed)), PROFILES["fr-FR"])) == printed


@pytest.mark.parametrize("language", ["en-GB", "en-US", "de-DE"])
def test_no_space_before_a_mark(language: str) -> None:
    """A mark stands on its word, and two marks together, so that no line begins with one."""
    assert (
        tree.text(typography.set_text(para(s("Yes ? ! No ; so : end")), PROFILES[language]))
        == "Yes?! No; so: end"
    )


@pytest.mark.parametrize(
    ("language", "printed"),
    [("en-GB", "‘so “it” is’"), ("fr-FR", f"«{N}so “it” is{N}»")],
)
def test_quotes(language: str, printed: str) -> None:
    """A quotation takes the language's outer marks, one inside it the inner ones."""
    inner = {"t": "Quoted", "c": [{"t": "SingleQuote"}, s("it")]}
    outer = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [*s("so "), inner, *s(" is")]]}
    assert tree.text(typography.set_text(para([outer]), PROFILES[language])) == printed


def test_space_is_set_across_emphasis() -> None:
    """A rule sees through emphasis: the space stands where the words meet."""
    nodes = [*s("un "), {"t": "Emph", "c": s("mot")}, *s(" ; deux")]
    assert tree.text(typography.set_text(para(nodes), PROFILES["fr-FR"])) == f"un mot{F}; deux"


def test_space_stands_outside_the_emphasis() -> None:
    """The space that a mark wants belongs to the mark, not to the italics before it."""
    title = {"t": "Emph", "c": s("Titre")}
    assert typography.set_text(para([title, *s("; suite")]), PROFILES["fr-FR"]) == para(
        [title, {"t": "Str", "c": f"{F};"}, {"t": "Space"}, {"t": "Str", "c": "suite"}]
    )


@pytest.mark.parametrize(
    ("shown", "at", "owner"),
    [
        ("e;", 1, 1),
        ("«m", 1, 0),
        (f"{typography.HOLE}m", 1, 1),
        (f"{typography.HOLE};", 1, 1),
        (f"m{typography.HOLE}", 1, 0),
        ("m", 0, 0),
        ("m", 1, 0),
    ],
    ids=["mark", "word", "word after a call", "mark after a call", "call", "at the start", "at the end"],
)
def test_who_takes_the_space(shown: str, at: int, owner: int) -> None:
    """A space goes with the mark that wants it; one between a call and a word goes with the word."""
    assert typography.keeper(range(len(shown)), shown, at) == owner


def test_code_calls_and_foreign_passages_are_untouched() -> None:
    """Nothing is set inside code, a call, an address, or words in another language."""
    fixed = [
        {"t": "Code", "c": [["", [], []], "a : b ; c"]},
        nodes.span([], s("what: this; that?"), lang="en-GB"),
        {"t": "Link", "c": [["", ["uri"], []], s("https://a.b/c;d"), ["https://a.b/c;d", ""]]},
    ]
    for node in fixed:
        assert typography.set_text(para([node]), PROFILES["fr-FR"]) == para([node])


TEXT = st.text(alphabet="aé1 0.;:!?«»%()’'\u00a0\u202f,-", max_size=60)


@pytest.mark.parametrize("language", sorted(PROFILES))
@given(text=TEXT)
def test_twice_is_once(language: str, text: str) -> None:
    """Setting a text a second time changes nothing."""
    once = typography.set_text(para(s(text)), PROFILES[language])
    assert typography.set_text(once, PROFILES[language]) == once


@pytest.mark.parametrize("language", sorted(PROFILES))
@given(text=TEXT)
def test_only_white_space_changes(language: str, text: str) -> None:
    """Without its white space the text is what its author wrote."""
    made = tree.text(typography.set_text(para(s(text)), PROFILES[language]))
    assert re.sub(r"\s", "", made) == re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", sorted(PROFILES))
def test_every_rule_names_its_source(language: str) -> None:
    """A row without the rule it comes from is an opinion."""
    assert all(rule.source for rule in PROFILES[language].rules)


def test_a_quotation_that_goes_on() -> None:
    """A paragraph that opens a quotation which the next one closes begins with the language's own mark."""
    assert tree.text(typography.set_text(para(s("“So it")), PROFILES["en-GB"])) == "‘So it"
    assert tree.text(typography.set_text(para(s("“So it")), PROFILES["en-US"])) == "“So it"


def test_a_line_that_its_author_ends_stays_ended() -> None:
    """No rule binds what stands on two lines: the break is left as it is."""
    broken: Any = {"t": "LineBreak"}
    for language, words in (
        ("fr-FR", [*s("p."), broken, *s("33")]),
        ("en-GB", [*s("12"), broken, *s("March")]),
    ):
        (made,) = [typography.set_text(para(words), PROFILES[language])["c"]]
        assert made == words


@pytest.mark.parametrize("language", ["en-GB", "en-US", "fr-FR", "fr-CA", "de-DE"])
def test_what_begins_no_line(language: str) -> None:
    """An ellipsis or a closing mark after a space keeps to the word before it, an opening one to the word after."""
    typed = para(s("a … b ( c ) d"))
    assert tree.text(typography.set_text(typed, PROFILES[language])) == f"a{N}… b ({N}c{N}) d"
