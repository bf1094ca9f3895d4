"""Every text colour of a house stands out from the grounds that the sheets put it on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.core.problems import NotebuildError
from notebuild.render import contrast, sheets


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)],
    ids=["black on white", "just below AA", "just above AA"],
)
def test_contrast(one: str, two: str, expected: float) -> None:
    """Contrast is WCAG's ratio, whichever colour comes first (values: W3C's own worked greys)."""
    assert contrast.ratio(one, two) == pytest.approx(expected, abs=0.01)
    assert contrast.ratio(two, one) == contrast.ratio(one, two)


def test_house_is_legible(house: House) -> None:
    """Every text colour of the house has at least 4.5 to 1 on every ground it stands on, light and dark."""
    assert contrast.check(house) == ()


def test_faint_colour(house: House) -> None:
    """A colour that does not stand out is named with its ground, its ratio and what to change."""
    light = {**house.tokens["colour"]["light"], "quiet": "#999999"}
    colours = {**house.tokens["colour"], "light": light}
    faint = replace(house, tokens={**house.tokens, "colour": colours})
    text = (HOUSE / "house.toml").read_text(encoding="utf-8")
    first, second = contrast.check(faint, text)
    assert first.location.path == "styles/house.toml"
    assert text.splitlines()[first.location.line - 1] == "[colour.light]"
    assert first.message == "light quiet #999999 on ground #ffffff has a contrast of 2.8, below 4.5"
    assert first.remedy == "make colour.light.quiet stand out more from ground"
    assert "on tint" in second.message
    with pytest.raises(NotebuildError, match=r"contrast of 2\.8"):
        sheets.sheet("p {}", faint, "styles/screen.css")
