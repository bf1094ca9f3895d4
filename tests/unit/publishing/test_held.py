"""A note held against what was published of it: which words differ, where, and what is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from notebuild.core.model import Edition, Footnote
from notebuild.core.problems import Location
from notebuild.edition.places import Places
from notebuild.publishing import front, held
from notebuild.publishing.held import Now
from notebuild.publishing.published import Published, Version

NOTE = "manuscript/harbour/note.md"
PLACES = {"version": Location(NOTE, 4, 10), "languages": Location(NOTE, 6, 12), "": Location(NOTE, 1, 1)}


def said(words: str) -> list[dict[str, Any]]:
    return [{"t": "Str", "c": words}]


def edition(*paragraphs: str, notes: tuple[str, ...] = (), language: str = "en-GB", **fields: Any) -> Edition:
    """An edition of a few words."""
    meta: Mapping[str, Any] = {
        "date": "2025-03-31",
        "version": 1,
        "authors": ["A. Pilot"],
        "title": said("Tides"),
        **fields,
    }
    blocks = [{"t": "Para", "c": said(one)} for one in paragraphs]
    footnotes = tuple(Footnote(n, f"n{n}", "authored", (), text, ()) for n, text in enumerate(notes, 1))
    return Edition("harbour", language, meta, {"meta": {}, "blocks": blocks}, footnotes)  # type: ignore[typeddict-item]


def now(made: Edition, drawn: tuple[str, ...] = ()) -> Now:
    """The edition, its paragraphs on lines 20, 21 …, its notes on lines 40, 41 …"""
    path = NOTE if made.language == "en-GB" else "manuscript/harbour/fr.po"
    places = Places(
        tuple(Location(path, 20 + at, 1) for at in range(len(made.tree["blocks"]))),
        {note.number: Location(path, 40 + note.number, 1) for note in made.footnotes},
        {"title": Location(path, 2, 8)},
        NOTE,
    )
    return Now(made, places, drawn)


FIRST = edition("The pier is old.", "It is deep.", notes=("Lloyd, A History.",))
RECORD = Published("harbour", (Version(1, "2025-04-02", {}, (now(FIRST, ("A buoy",)).words,)),))


def problems(made: Edition, drawn: tuple[str, ...] = ("A buoy",)) -> list[str]:
    return [str(one) for one in held.words(RECORD, now(made, drawn))]


def test_the_same_words_hold() -> None:
    """Nothing is said of the same words, nor of a version or a language that was not published."""
    assert problems(FIRST) == []
    assert problems(edition("It is shallow.", version=2)) == []
    assert problems(edition("C’est profond.", language="fr-FR")) == []


def test_where_a_line_may_break_is_no_word() -> None:
    """Other spaces, soft hyphens and joiners are of the page and not of the text."""
    assert (
        problems(
            edition("The\u00a0pier is\u202fold.", "It\u2060 is de\u00adep.", notes=("Lloyd, A\nHistory.",))
        )
        == []
    )


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            edition("The pier is old.", "It is shallow.", notes=("Lloyd, A History.",)),
            f"{NOTE}:21:1: version 1 was published on 2025-04-02 with other words than these, dated 2025-03-31: "
            "1 passage differs (line 21)\n"
            '    write "version: 2" and say under "corrections:" what has changed; or take the change back: '
            '"…It is deep.…" was published, "…It is shallow.…" is written',
        ),
        (
            edition("The pier is new.", "It is shallow.", notes=("Lloyd, A Chart.",)),
            f"{NOTE}:20:1: version 1 was published on 2025-04-02 with other words than these, dated 2025-03-31: "
            "2 passages and 1 note differ (lines 20, 21 and 41)\n"
            '    write "version: 2" and say under "corrections:" what has changed; or take the change back: '
            '"…The pier is old.…" was published, "…The pier is new.…" is written',
        ),
        (
            edition("The pier is old.", notes=("Lloyd, A History.",)),
            f"{NOTE}:1: version 1 was published on 2025-04-02 with other words than these, dated 2025-03-31: "
            "1 passage differs\n"
            '    write "version: 2" and say under "corrections:" what has changed',
        ),
        (
            edition("The pier is old.", "It is deep.", notes=("Lloyd, A History.",), title=said("Ebbs")),
            f"{NOTE}:2:8: version 1 was published on 2025-04-02 with other words than these, dated 2025-03-31: "
            "1 passage differs (line 2)\n"
            '    write "version: 2" and say under "corrections:" what has changed; or take the change back: '
            '"…Tides…" was published, "…Ebbs…" is written',
        ),
        (
            edition("The pier is old.", "It is deep.", notes=("Lloyd, A History.",), date="2025-04-01"),
            f"{NOTE}:1: version 1 was published on 2025-04-02 with other words than these, dated 2025-04-01: "
            "1 passage differs\n"
            '    write "version: 2" and say under "corrections:" what has changed; or take the change back: '
            '"…2025-03-31…" was published, "…2025-04-01…" is written',
        ),
    ],
    ids=["a passage", "several", "one gone", "the title", "the date"],
)
def test_other_words_are_refused(made: Edition, expected: str) -> None:
    """The Problem stands where the first of them does, and says both dates, how much differs and what to do."""
    assert problems(made) == [expected]


def test_the_words_of_a_drawing_are_words() -> None:
    """A label on a map was published with it."""
    (told,) = problems(FIRST, ("A beacon",))
    assert "1 passage differs" in told and '"…A buoy…" was published, "…A beacon…" is written' in told


def test_a_translation_counts_by_itself() -> None:
    """A passage that is only translated anew is told at its line of the catalogue."""
    french = edition("Le quai est vieux.", language="fr-FR")
    record = Published("harbour", (replace(RECORD.versions[0], editions=(now(french).words,)),))
    made = now(edition("Le quai est ancien.", language="fr-FR"))
    (told,) = held.words(record, made)
    assert str(told.location) == "manuscript/harbour/fr.po:20:1"


def test_a_few_of_many_lines_are_named() -> None:
    """Where much has changed the first lines are enough."""
    before = edition(*(f"Line {n}." for n in range(9)))
    record = Published("harbour", (Version(1, "2025-04-02", {}, (now(before).words,)),))
    (told,) = held.words(record, now(edition(*(f"Line {n}!" for n in range(9)))))
    assert "9 passages differ (lines 20, 21, 22, 23, 24, 25 and 3 more)" in told.message


@pytest.mark.parametrize(
    ("note", "version", "languages", "expected"),
    [
        ("harbour", 1, ["en-GB"], ""),
        ("harbour", 2, ["en-GB", "fr-FR"], ""),
        (
            "quay",
            1,
            ["en-GB"],
            f"{NOTE}:1:1: quay was published as harbour, whose address would break\n"
            "    name the folder harbour again; of a new note, remove manuscript/quay/published.toml and begin with "
            "version 1",
        ),
        (
            "harbour",
            1,
            ["en-GB", "fr-FR"],
            f"{NOTE}:6:12: version 1 was published on 2025-04-02 in en-GB; this is with fr-FR\n"
            '    write "version: 2" and say under "corrections:" what has changed; or bring those languages back',
        ),
        (
            "harbour",
            1,
            ["de-DE"],
            f"{NOTE}:6:12: version 1 was published on 2025-04-02 in en-GB; this is with de-DE and without en-GB\n"
            '    write "version: 2" and say under "corrections:" what has changed; or bring those languages back',
        ),
    ],
    ids=["same", "next", "renamed", "a language more", "another language"],
)
def test_the_front_matter(note: str, version: int, languages: list[str], expected: str) -> None:
    """A name, a version and languages that were published stay."""
    found = front.check(RECORD, note, version, languages, PLACES)
    assert "\n".join(map(str, found)) == expected


def test_going_back_is_refused() -> None:
    """A version below one that was published is told at its line, with the way forward."""
    record = Published(
        "harbour", (*RECORD.versions, replace(RECORD.versions[0], number=4, date="2026-01-09"))
    )
    (told,) = front.check(record, "harbour", 3, ["en-GB"], PLACES)
    assert str(told) == (
        f"{NOTE}:4:10: version 3 goes back: version 4 was published on 2026-01-09\n"
        '    write "version: 5", or "version: 4" for what was published'
    )


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            edition(
                "The pier is new.",
                "It is deep.",
                notes=("Lloyd, A Chart.", "Ibid."),
                version=2,
                corrections=[said("The pier.")],
                date="2025-06-01",
            ),
            "version 2 differs from version 1 in 1 passage and 2 notes; 1 correction is named",
        ),
        (
            edition("The pier is old.", "It is deep.", notes=("Lloyd, A History.",), version=2),
            "version 2 differs from version 1 in no word; 0 corrections are named",
        ),
        (
            edition("Le quai.", language="fr-FR", version=2, corrections=[said("Un."), said("Deux.")]),
            "version 1 was not published in this language; 2 corrections are named",
        ),
        (FIRST, ""),
    ],
    ids=["changed", "the same", "a new language", "published"],
)
def test_a_new_version_is_held_against_the_last(made: Edition, expected: str) -> None:
    """How much has changed is said beside how many corrections are named; date and corrections are its own."""
    said_of = now(made, ("A buoy",) if made.language == "en-GB" else ()).words
    assert held.summary(RECORD, said_of, int(made.metadata["version"])) == expected


@pytest.mark.parametrize(
    ("paragraph", "named", "expected"),
    [
        (
            "The pier is blue.",
            "The pier.",
            f"{NOTE}:4:10: warning: version 3 names the corrections of version 2 and no other, "
            'but 1 passage differs from it\n    say under "corrections:" what has changed since version 2',
        ),
        ("The pier is blue.", "The colour of the pier.", ""),
        ("The pier is new.", "The pier.", ""),
    ],
    ids=["left as they were", "others", "no word has changed"],
)
def test_corrections_of_the_last_version(paragraph: str, named: str, expected: str) -> None:
    """Who changes a word and leaves the corrections of the version before is warned."""
    second = now(edition("The pier is new.", version=2, corrections=[said("The pier.")]))
    record = Published("harbour", (*RECORD.versions, Version(2, "2025-06-01", {}, (second.words,))))
    third = now(edition(paragraph, version=3, corrections=[said(named)]))
    third = replace(third, places=replace(third.places, fields={"corrections": Location(NOTE, 4, 10)}))
    assert "\n".join(map(str, held.corrections(record, third))) == expected
    assert held.corrections(record, second) == []
