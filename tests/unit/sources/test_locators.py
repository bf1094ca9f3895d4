"""Locators are read by the English table: labels, values, and what prints after them."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.house import read_profile
from notebuild.sources import locators

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
        ("§5", ("section", "5", "")),
        ("§§ 5--7", ("section", "5--7", "")),
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
    assert locators.parse_locator(text) == expected


@pytest.mark.parametrize("label", locators.WORDS)
def test_every_way_to_write_a_label_is_read(label: str) -> None:
    """Each word of the table gives its label, in small letters and with a capital."""
    for word in locators.WORDS[label].split():
        assert locators.parse_locator(f"{word} 4")[:2] == (label, "4")
        assert locators.parse_locator(f"{word.capitalize()}. 4")[:2] == (label, "4")


@pytest.mark.parametrize("profile", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_every_label_has_words_in_every_profile(profile: object) -> None:
    """No locator can be read that an edition could not print."""
    assert locators.WORDS.keys() <= profile.locators.keys()  # type: ignore[attr-defined]
