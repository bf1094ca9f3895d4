"""How an edition is cited, in its own language and its own typography."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from notebuild.core.house import House, Profile, read_profile
from notebuild.edition import imprint, nodes, tree

PROFILES = Path(__file__).parents[3] / "styles" / "profiles"
HOUSE = House("A house", {"en-GB": "Papers", "fr-FR": "Cahiers"}, (), (), {})
VALUES: dict[str, Any] = {"date": "2025-03-01", "number": "4"}


def profile(language: str) -> Profile:
    return read_profile(PROFILES / f"{language}.toml", f"{language}.toml")


@pytest.mark.parametrize(
    ("language", "title", "subtitle", "values", "expected"),
    [
        pytest.param(
            *("en-GB", "The harbour", "A history", VALUES),
            "A. Author, The harbour. A history, Papers No. 4, A house, 1\u00a0March 2025.",
            id="a stop between title and subtitle",
        ),
        pytest.param(
            *("en-GB", "Which harbour?", "A history", VALUES),
            "A. Author, Which harbour? A history, Papers No. 4, A house, 1\u00a0March 2025.",
            id="no stop after a question",
        ),
        pytest.param(
            *("en-GB", "The harbour", "", {"date": "2025-03-01", "series": "Own series"}),
            "A. Author, The harbour, Own series, A house, 1\u00a0March 2025.",
            id="the note's own series, no number, no subtitle",
        ),
        pytest.param(
            *("fr-FR", "Quel port ?", "Une histoire", VALUES),
            "A. Author, Quel port\u202f? Une histoire, Cahiers nᵒ\u00a04, A house, 1er\u00a0mars 2025.",
            id="French spaces, French words",
        ),
    ],
)
def test_citation(language: str, title: str, subtitle: str, values: dict[str, Any], expected: str) -> None:
    """Authors, title and subtitle, series and number, publisher, date (the order of ISO 690 for reports)."""
    said = imprint.citation(
        nodes.words(title), nodes.words(subtitle), ["A. Author"], values, profile(language), HOUSE
    )
    assert tree.text(said) == expected
    (emphasis,) = [node for node in said if node["t"] == "Emph"]
    assert tree.text(emphasis) in expected


def test_address() -> None:
    """A note with an address is cited with it, as a link; one without is not."""
    said = nodes.words("Cited.")
    assert imprint.linked(said, "") == said
    *_, link = imprint.linked(said, "https://example.org/n/")
    assert (link["t"], tree.text(link), link["c"][2][0]) == ("Link", *["https://example.org/n/"] * 2)
