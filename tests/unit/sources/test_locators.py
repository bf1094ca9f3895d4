"""Locators are read by the English table: labels, values, and what prints after them."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.house import read_profile
from notebuild.sources import locators
from notebuild.sources.locator_words import WORDS

ENGLISH = read_profile(Path("styles/profiles/en-GB.toml"), "en-GB.toml")
FRENCH = read_profile(Path("styles/profiles/fr-FR.toml"), "fr-FR.toml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (", p. 3", ("page", "3", "")),
        ("p.3", ("page", "3", "")),
        ("33", ("page", "33", "")),
        ("xii–xiv", ("page", "xii–xiv", "")),
        ("mix", ("", "", "mix")),
        ("cl. 4", ("clause", "4", "")),
        ("f. 3r", ("folio", "3r", "")),
        ("ff. 3r-4v", ("folio", "3r-4v", "")),
        ("al. 3", ("subparagraph", "3", "")),
        ("op. 12", ("opus", "12", "")),
        ("op. cit., 4", ("", "", "op. cit., 4")),
        ("titre II", ("title", "II", "")),
        (", s.v. Quay", ("", "", ", s.v. Quay")),
        (", s. v. Quay", ("", "", ", s. v. Quay")),
        (", n.d.", ("", "", ", n.d.")),
        (", l.c., p. 4", ("", "", ", l.c., p. 4")),
        (", s. v", ("section", "v", "")),
        (", pp. 12–14, on the border", ("page", "12–14", ", on the border")),
        ("pp. 12-14, 20", ("page", "12-14, 20", "")),
        ("pp. 3, 7 and 9", ("page", "3, 7 and 9", "")),
        ("p.\u00a03", ("page", "3", "")),
        ("p. 3, 12 March", ("page", "3", ", 12 March")),
        ("p. 3 and the map", ("page", "3", " and the map")),
        ("p. 3, I think", ("page", "3", ", I think")),
        ("p. 12 ff., on arms", ("page", "12 ff.", ", on arms")),
        ("p. 12.", ("page", "12", "")),
        ("p. A12", ("page", "A12", "")),
        ("para. 12", ("paragraph", "12", "")),
        ("§5", ("section-sign", "5", "")),
        ("§§ 5--7", ("section-sign", "5--7", "")),
        ("art. 5(2)(b)", ("article", "5(2)(b)", "")),
        ("Article 5 bis", ("article", "5 bis", "")),
        ("point 9", ("point", "9", "")),
        ("ch. IV", ("chapter", "IV", "")),
        ("n. 12", ("note", "12", "")),
        ("preamble", ("preamble", "", "")),
        (
            "{pp. iv, vi-xi, (xv)-(xvii)} as a rule",
            ("page", "iv, vi-xi, (xv)-(xvii)", " as a rule"),
        ),
        ("{doc. 9-a}", ("", "doc. 9-a", "")),
        ("{}, 99 years later", ("", "", ", 99 years later")),
        ("on the border", ("", "", "on the border")),
        ("no evidence", ("", "", "no evidence")),
        ("in 2003", ("", "", "in 2003")),
        ("5 October 2023", ("", "", "5 October 2023")),
        ("", ("", "", "")),
    ],
)
def test_locator_is_read_by_the_english_table(text: str, expected: tuple[str, str, str]) -> None:
    """A label with its stop or without, a value of numbers, and the words that print after it."""
    assert locators.parse_locator(text)[:3] == expected


@pytest.mark.parametrize("label", WORDS)
def test_every_way_to_write_a_label_is_read(label: str) -> None:
    """Each word of the table gives its label, in small letters and with a capital."""
    for word in WORDS[label].replace("|", " ").split():
        assert locators.parse_locator(f"{word} 4")[:2] == (label, "4")
        if word != "s":  # a capital S. is a page in German
            assert locators.parse_locator(f"{word.capitalize()}. 4")[:2] == (label, "4")


@pytest.mark.parametrize("profile", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_every_label_has_words_in_every_profile(profile: object) -> None:
    """No locator can be read that an edition could not print."""
    assert WORDS.keys() <= profile.locators.keys()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("p. 12 note 4", "page 12, note 4", ""),
        ("p. 12n4", "page 12, note 4", ""),
        ("p. 13 n. 2, on arms", "page 13, note 2", ", on arms"),
        ("Table 3 and Figure 2", "table 3, figure 2", ""),
        ("tableau 3 et figure 2", "table 3, figure 2", ""),
        ("pp. 41 (no. 58), 163", "page 41, number 58, 163", ""),
        ("p. 3 (my words)", "page 3", " (my words)"),
        ("ch. 2, pp. 3-5", "chapter 2, page 3–5", ""),
        ("chap. 2, p. 3 à 5", "chapter 2, page 3–5", ""),
        ("Kap. 2, Seiten 3 bis 5", "chapter 2, page 3–5", ""),
        ("pp. 12 to 14; 18", "page 12–14; 18", ""),
        ("p. 1,204", "page 1,204", ""),
        ("p. 1 204", "page 1,204", ""),
        ("00:12:30", "time 00:12:30", ""),
        ("at p. 3", "page 3", ""),
        ("s. 3", "section 3", ""),
        ("recitals (12) and (13)", "recital (12) & (13)", ""),
        ("art. 6 (1)(a)", "article 6 (1)(a)", ""),
        ("pp. 12ff., on arms", "page 12 ff.", ", on arms"),
        ("p. 3 passim", "page 3", " passim"),
        ("p. 12 et suiv., t. 2", "page 12 ff., volume 2", ""),
        ('p. 7: "never"', "page 7", ': "never"'),
        ("7: never", "page 7", ": never"),
        ("S. 3", "", "S. 3"),
    ],
)
def test_places_are_read_as_typed(typed: str, name: str, rest: str) -> None:
    """Several places in one citation, in whatever words, have one name in all languages; what follows is words."""
    places, after = locators.locators(typed)
    assert (locators.named(places), after) == (name, rest)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("pp. 12,104", "12,104"),
        ("1,204", "1,204"),
        ("p. 1,204", ""),
        ("pp. 1,204-1,206", ""),
        ("pp. 3,5", ""),
        ("pp. 12, 104", ""),
    ],
)
def test_one_number_or_several(typed: str, number: str) -> None:
    """A comma without a space may group three figures or part two pages; the label for one, or a range, tells."""
    assert locators.ambiguous(typed) == number
