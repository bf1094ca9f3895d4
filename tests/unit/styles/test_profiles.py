"""The profiles: what each language sets, aspect by aspect, by the rule that its rows name."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from notebuild.core.house import House, Profile, load, read_profile
from notebuild.core.model import Node
from notebuild.edition import imprint, nodes, tree, typography
from notebuild.sources import project
from notebuild.translation.qa import number_words

PROFILES = Path(__file__).parents[3] / "styles" / "profiles"
HOUSE = House("publisher", {}, ("fr-FR",), ("html",), {"profiles": {"fr-FR": "eu-isg"}})


def profile(name: str) -> Profile:
    return read_profile(PROFILES / f"{name}.toml", f"{name}.toml")


def said(text: str, name: str) -> str:
    """A text as the profile sets it; `"` around it is a quotation, `'` around a word of it one within."""
    inlines: list[Node] = nodes.words(text.strip('"'))
    if "'" in text:
        inlines[-1] = {"t": "Quoted", "c": [{"t": "SingleQuote"}, nodes.words(inlines[-1]["c"].strip("'"))]}
    if text.startswith('"'):
        inlines = [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, inlines]}]
    made = typography.set_text([nodes.para(inlines)], profile(name))
    return tree.text(tree.rewrite(made, raised))


def raised(node: Node) -> Node | None:
    """Superior letters as Markdown writes them: 1^er^."""
    return {"t": "Str", "c": f"^{tree.text(node)}^"} if node["t"] == "Superscript" else None


N, F = "\u00a0", "\u202f"
FRENCH_ROWS = {
    "dash": ("mot – mot", f"mot{N}– mot"),
    "ordinals": ("le 1er et le 2e, la 1re", "le 1^er^ et le 2^e^, la 1^re^"),
    "centuries": ("au XIXe siècle, du Ve", f"au XIX^e^{N}siècle, du V^e^"),
    "figures": ("100 000 ou 1,5 %", f"100{F}000 ou 1,5{N}%"),
    "abbreviations": (
        "M. Aliev, MM. Roth, Mme Roth, p. 33, nᵒ 3",
        f"M.{N}Aliev, MM.{N}Roth, M^me^{N}Roth, p.{N}33, nᵒ{N}3",
    ),
}
ENGLISH_ROWS = {
    "high punctuation": ("Who ; what : where ?", "Who; what: where?"),
    "dash": ("word – word", f"word{N}– word"),
    "ordinals": ("the 1st and the 22nd", "the 1st and the 22nd"),
    "centuries": ("the 19th century", "the 19th century"),
    "figures": ("1,000.5 or 10 000, 5 per cent", f"1,000.5 or 10{F}000, 5{N}per cent"),
    "abbreviations": ("Dr. Roth, p. 33, no. 3", f"Dr.{N}Roth, p.{N}33, no.{N}3"),
}
ROWS = {
    "fr-FR": FRENCH_ROWS
    | {
        "high punctuation": ("Qui ; quoi : où ? Là !", f"Qui{F}; quoi{N}: où{F}? Là{F}!"),
        "quotation marks": ("\"mot 'x'\"", f"«{N}mot “x”{N}»"),
    },
    "fr-CA": FRENCH_ROWS
    | {
        "high punctuation": ("Qui ; quoi : où ? Là !", f"Qui; quoi{N}: où? Là!"),
        "quotation marks": ("\"mot 'x'\"", f"«{N}mot “x”{N}»"),
    },
    "eu-isg": FRENCH_ROWS
    | {
        "high punctuation": ("Qui ; quoi : où ? Là !", "Qui; quoi: où? Là!"),
        "quotation marks": ("\"mot 'x'\"", "«mot “x”»"),
    },
    "en-GB": ENGLISH_ROWS | {"quotation marks": ("\"word 'x'\"", "‘word “x”’")},
    "en-US": ENGLISH_ROWS | {"quotation marks": ("\"word 'x'\"", "“word ‘x’”")},
    "de-DE": {
        "high punctuation": ("Wer ; was : wo ?", "Wer; was: wo?"),
        "quotation marks": ("\"Wort 'x'\"", "„Wort ‚x‘“"),
        "dash": ("Wort – Wort", f"Wort{N}– Wort"),
        "ordinals": ("am 1. Mai, der 2. Tag", f"am 1.{N}Mai, der 2. Tag"),
        "centuries": ("im 19. Jahrhundert", f"im 19.{N}Jahrhundert"),
        "figures": ("1.000,5 oder 100 000 Euro, 10%", f"1.000,5 oder 100{F}000{N}Euro, 10{N}%"),
        "abbreviations": ("z.B. Dr. Roth, S. 33, Nr. 3", f"z.{F}B. Dr.{N}Roth, S.{N}33, Nr.{N}3"),
    },
}
"""For each profile and each aspect of typography, what is typed and what is printed, by hand from the rules."""


@pytest.mark.parametrize(
    ("name", "typed", "printed"),
    [
        pytest.param(name, *row, id=f"{name}, {aspect}")
        for name, rows in ROWS.items()
        for aspect, row in rows.items()
    ],
)
def test_aspects(name: str, typed: str, printed: str) -> None:
    """Spaces, marks and superior letters as the authority that the row names has them."""
    assert said(typed, name) == printed


def test_every_profile_covers_every_aspect() -> None:
    """No profile is left without a row of the table above, and none says nothing of calls, titles and figures."""
    assert set(ROWS) == {path.stem for path in PROFILES.glob("*.toml")}
    assert {frozenset(rows) for rows in ROWS.values()} == {frozenset(ROWS["de-DE"])}
    for name in ROWS:
        own = profile(name)
        assert own.capitals in {"sentence", "headline", "nouns"}
        assert {"thousands", "decimal"} <= set(own.numbers)


@pytest.mark.parametrize(
    ("name", "place", "capitals"),
    [
        pytest.param("fr-FR", "before", "sentence", id="fr-FR, IN"),
        pytest.param("fr-CA", "before", "sentence", id="fr-CA, as in France"),
        pytest.param("eu-isg", "before", "sentence", id="eu-isg, CRI 8.1"),
        pytest.param("en-GB", "after", "sentence", id="en-GB, NHR 17"),
        pytest.param("en-US", "after", "headline", id="en-US, CMOS 14.26 and 8.159"),
        pytest.param("de-DE", "after", "nouns", id="de-DE, Duden and AR 55"),
    ],
)
def test_calls_and_titles(name: str, place: str, capitals: str) -> None:
    """On which side of a mark a call stands, and how titles take capitals."""
    assert (profile(name).call, profile(name).capitals) == (place, capitals)


@pytest.mark.parametrize("typed", ["Le Vers libre", "La Ville et Ce qui reste", "Vie, Les, CIVIL", "1e5x"])
def test_words_that_are_no_ordinals(typed: str) -> None:
    """Nothing is raised in a word that only looks like a number."""
    assert "^" not in said(typed, "fr-FR")


@pytest.mark.parametrize("name", sorted(ROWS))
def test_numbers_in_one_word(name: str) -> None:
    """Ones and tens glued together are read where the language glues them, and only there."""
    table = number_words.with_compounds(profile(name).numbers)
    glued = {word: value for word, value in table["cardinals"].items() if "undzwanzig" in word}
    expected = {"einundzwanzig": 21, "zweiundzwanzig": 22, "neunundzwanzig": 29} if name == "de-DE" else {}
    assert expected.items() <= glued.items() and bool(glued) == bool(expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("de-DE", "31. März 2025"), ("en-US", "March 31, 2025"), ("fr-CA", "31 mars 2025")],
)
def test_dates(name: str, expected: str) -> None:
    """A date as the language writes it in words."""
    assert imprint.day(date(2025, 3, 31), profile(name)) == expected


def test_the_house_chooses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The house may give a language another profile than the one of its name; it is of that language."""
    folder = tmp_path / "manuscript" / "note"
    folder.mkdir(parents=True)
    (folder / "note.md").write_text("---\ntitle: T\nlang: en-GB\n---\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    english, french = project.jobs("note", HOUSE)
    assert english.profile == PROFILES / "en-GB.toml"
    assert french.profile == PROFILES / "eu-isg.toml"
    assert profile("eu-isg").language == "fr-FR"


@pytest.mark.parametrize(("name", "like"), [("fr-CA", "fr-FR"), ("eu-isg", "fr-FR"), ("en-US", "en-GB")])
def test_like_another(name: str, like: str) -> None:
    """A profile that is like another has its tables, and every rule but those it names."""
    own, base = profile(name), profile(like)
    assert own.numbers == base.numbers
    assert own.locators == base.locators
    raw = load(PROFILES / f"{name}.toml", f"{name}.toml")
    sources = {rule.source for rule in base.rules}
    assert set(raw.get("without", ())) <= sources
    assert {rule.source for rule in own.rules} == (sources - set(raw.get("without", ()))) | {
        rule["source"] for rule in raw["rules"]
    }


def test_what_it_is_like_rebuilds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of a profile are its own and that of the one it is like."""
    shutil.copytree(PROFILES, tmp_path / "styles" / "profiles")
    monkeypatch.chdir(tmp_path)
    job = project.Job("note", "fr-CA", "en-GB", ("html",))
    assert [path.name for path in job.profiles()] == ["fr-CA.toml", "fr-FR.toml"]
