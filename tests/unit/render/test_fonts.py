"""Faces are cut down to what a page needs, and packed so that a browser reads them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from notebuild.core.house import read_house
from notebuild.core.problems import NotebuildError
from notebuild.render import fonts, sheets

STYLES = Path(__file__).parents[3] / "styles"
LETTERS = "Évian, 1988 « œ » ğ"


@pytest.fixture(scope="module")
def path() -> Path:
    return sheets.faces(read_house(STYLES / "house.toml"))[0].path


def test_subset_keeps_what_is_asked(path: Path) -> None:
    """The packed face holds every character asked for and no other, by another library's reading."""
    ttf = pytest.importorskip("fontTools.ttLib")
    font = ttf.TTFont(BytesIO(fonts.woff(fonts.subset(path, LETTERS))))
    assert font.flavor == "woff"
    held = {chr(point) for point in font.getBestCmap()}
    assert set(LETTERS) <= held
    assert "Z" not in held
    features = {one.FeatureTag for one in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "onum" in features


def test_subset_is_small_and_stable(path: Path) -> None:
    """A face for twenty characters is under a tenth of its file, and the same bytes each time."""
    once = fonts.source(path, LETTERS)
    assert once == fonts.source(path, reversed(LETTERS))
    assert len(once) < path.stat().st_size / 10
    assert once.startswith('url("data:font/woff;base64,')


def test_without_the_library(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """A machine without HarfBuzz-Subset is told what to install."""
    monkeypatch.setattr(fonts, "LIBRARIES", ("no-such-library.so",))
    fonts.harfbuzz.cache_clear()
    with pytest.raises(NotebuildError) as caught:
        fonts.subset(path, LETTERS)
    fonts.harfbuzz.cache_clear()
    (problem,) = caught.value.problems
    assert str(problem.location) == "harfbuzz"
    assert problem.message == "the library HarfBuzz-Subset is not on this machine"
    assert problem.remedy.startswith("install it: apt-get install libharfbuzz-subset0")
