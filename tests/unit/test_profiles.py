"""The profiles of languages that have no edition yet: what each sets otherwise, by the rule it names."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from notebuild import imprint, project, tree, typography
from notebuild.house import House, Profile, load, read_profile

PROFILES = Path(__file__).parents[2] / "styles" / "profiles"
HOUSE = House("publisher", {}, ("fr-FR",), ("html",), {"profiles": {"fr-FR": "eu-isg"}})


def profile(name: str) -> Profile:
    return read_profile(PROFILES / f"{name}.toml", f"{name}.toml")


def said(text: str, name: str) -> str:
    """A text as the profile sets it; `"` around it is a quotation, `'` around a word of it one within."""
    nodes: list[tree.Tree] = tree.words(text.strip('"'))
    if "'" in text:
        nodes[-1] = {"t": "Quoted", "c": [{"t": "SingleQuote"}, tree.words(nodes[-1]["c"].strip("'"))]}
    if text.startswith('"'):
        nodes = [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, nodes]}]
    return tree.text(typography.set_text([{"t": "Para", "c": nodes}], profile(name)))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("fr-FR", "Qui ; quoi : où ?", "Qui\u202f; quoi\u00a0: où\u202f?", id="fr-FR, IN"),
        pytest.param("fr-CA", "Qui ; quoi : où ?", "Qui; quoi\u00a0: où?", id="fr-CA, OQLF"),
        pytest.param("eu-isg", "Qui ; quoi : où ?", "Qui; quoi: où?", id="eu-isg, CRI 6.4"),
        pytest.param("eu-isg", '"mot"', "«mot»", id="eu-isg, guillemets without spaces"),
        pytest.param("fr-CA", '"mot"', "«\u00a0mot\u00a0»", id="fr-CA, guillemets"),
        pytest.param("de-DE", "\"Wort 'x'\"", "„Wort ‚x‘“", id="de-DE, AR 89 and 95"),
        pytest.param("de-DE", "am 31. März", "am 31.\u00a0März", id="de-DE, day and month"),
        pytest.param("de-DE", "z.B. 10%", "z.\u202fB. 10\u00a0%", id="de-DE, DIN 5008"),
        pytest.param("de-DE", "100 000 Euro, S. 3", "100\u202f000\u00a0Euro, S.\u00a03", id="de-DE, figures"),
        pytest.param("de-DE", "Wort – Wort", "Wort\u00a0– Wort", id="de-DE, dash"),
        pytest.param("en-US", "\"word 'x'\"", "“word ‘x’”", id="en-US, CMOS 13.30"),
        pytest.param("en-US", "March 31, 2025", "March\u00a031, 2025", id="en-US, month and day"),
    ],
)
def test_rows(name: str, text: str, expected: str) -> None:
    """Spaces and quotation marks as the authority that the row names has them."""
    assert said(text, name) == expected


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
    (folder / "note.md").write_text("---\ntitle: T\nlanguage: en-GB\n---\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    english, french = project.jobs("note", HOUSE)
    assert english.profile == Path("styles/profiles/en-GB.toml")
    assert french.profile == Path("styles/profiles/eu-isg.toml")
    assert profile("eu-isg").language == "fr-FR"


@pytest.mark.parametrize(("name", "like"), [("fr-CA", "fr-FR"), ("eu-isg", "fr-FR"), ("en-US", "en-GB")])
def test_like_another(name: str, like: str) -> None:
    """A profile that is like another has its tables, and every rule but those it names."""
    own, base = profile(name), profile(like)
    assert own.numbers == base.numbers
    assert own.locators == base.locators
    raw = load(PROFILES / f"{name}.toml", f"{name}.toml")
    sources = {rule.source for rule in base.rules}
    assert set(raw["without"]) <= sources
    assert {rule.source for rule in own.rules} == (sources - set(raw["without"])) | {
        rule["source"] for rule in raw["rules"]
    }


def test_what_it_is_like_rebuilds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of a profile are its own and that of the one it is like."""
    shutil.copytree(PROFILES, tmp_path / "styles" / "profiles")
    monkeypatch.chdir(tmp_path)
    job = project.Job("note", "fr-CA", "en-GB", ("html",))
    assert [path.name for path in job.profiles()] == ["fr-CA.toml", "fr-FR.toml"]
