"""What lies in `build/` and belongs to nothing any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from houses import HOUSE
from notebuild.core.house import read_house
from notebuild.pipeline import stale

NOTE = "---\ntitle: T\nauthor: A\ndate: 2025-03-31\nlang: en-GB\nlanguages: []\n---\n\nWords.\n"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A note with one picture, and what was built of it when it had two, and a French edition."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "manuscript/quay/figures").mkdir(parents=True)
    Path("manuscript/quay/note.md").write_text(NOTE, encoding="utf-8")
    Path("manuscript/quay/figures/new.png").touch()
    for name in (
        "quay.en.pdf",
        "quay.fr.pdf",
        "en/findings.json",
        "en/figures/new.png",
        "en/figures/old.png",
        "en/.edition.json.12.new",
        "fr/findings.json",
    ):
        path = Path("build/quay") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "build/quay"


def test_what_a_note_has_no_longer(built: Path) -> None:
    """A language, a format and a picture that are gone from the note go from what is built."""
    house = read_house(HOUSE / "house.toml", "styles/house.toml")
    found = {path.relative_to("build/quay").as_posix() for path in stale.leftovers("quay", house)}
    assert found == {"quay.fr.pdf", "fr", "en/figures/old.png"}


def test_what_a_killed_run_leaves(built: Path) -> None:
    """A file that was not yet moved to its place is removed, and nothing else."""
    stale.clear(stale.half_written())
    assert not (built / "en/.edition.json.12.new").exists()
    assert (built / "en/findings.json").exists()
