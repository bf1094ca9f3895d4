"""The words that no line breaks: names and months, by where they come from."""

from __future__ import annotations

import pytest

from notebuild.core.house import Profile
from notebuild.core.model import Source
from notebuild.core.problems import Location
from notebuild.edition import names


def profile(capitals: str = "sentence") -> Profile:
    months = {"months": {"septembre": 9, "mai": 5}}
    quotes = (("‘", "’"), ("“", "”"))
    return Profile(
        "fr-FR", "F", {}, {}, quotes, (), "after", capitals=capitals, numbers=months, whole=("artsakh",)
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Understanding the war in Nagorno-Karabakh.", {"Nagorno", "Karabakh"}),
        ("It was, Benjamin said, over. Nobody knew.", {"Benjamin"}),
        ("Il dit que l’Azerbaïdjan et l’Arménie signent.", {"Azerbaïdjan", "Arménie"}),
        ("the United Nations and EU Commission rules", {"United", "Nations", "EU"}),
        ("plain words. Another sentence. Здесь Москва", {"Москва"}),
        ("", set()),
    ],
    ids=["after a hyphen", "after a comma", "articles", "several", "other scripts", "none"],
)
def test_named(text: str, found: set[str]) -> None:
    """A capital in the middle of a sentence makes a name; at its beginning it says nothing."""
    assert names.named(text) == found


def test_whole() -> None:
    """Names of the text, authors, agreed forms, months and the profile's list, in small letters, in order."""
    source = Source("a", "book", {"author": "Souleimanov, Emil and {de Waal}, Thomas"}, Location("b.bib"))
    found = names.whole(profile(), "vers Khankendi", [source], ["corridor de Latchine"])
    assert found == ("artsakh", "khankendi", "latchine", "septembre", "souleimanov", "thomas")


def test_nouns() -> None:
    """Where every noun has its capital, the text is not asked for names."""
    assert names.whole(profile("nouns"), "nach der Vereinbarung", [], []) == ("artsakh", "septembre")
