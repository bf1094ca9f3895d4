"""Copies the set of files that goes out to `release/`, as one, only when nothing disagrees."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notebuild.proof.concordance import Concordance

_NEW, _OLD = ".release-new", ".release-old"


def version(folder: Path) -> str:
    """Return the version in a note's `release/`, or empty where nothing has been released, or nobody knows what."""
    report = folder / "release" / "concordance.json"
    try:
        return str(json.loads(report.read_text(encoding="utf-8"))["version"])
    except (OSError, KeyError, TypeError, ValueError):
        return ""


def words(folder: Path) -> dict[str, str]:
    """Return the digest of the words of each edition in a note's `release/`, by language; empty where nobody knows."""
    try:
        return dict(
            json.loads((folder / "release" / "concordance.json").read_text(encoding="utf-8"))["words"]
        )
    except (OSError, KeyError, TypeError, ValueError):
        return {}


def sentence(concordance: Concordance, folder: Path, refusals: Sequence[str] = ()) -> str:
    """Return what the release holds once this concordance has been acted on, for people.

    `refusals` say which editions are not in it, a sentence each.
    """
    if concordance.agrees and not refusals:
        return f"release/ holds this set, version {concordance.version}."
    before = version(folder)
    holds = f"still holds version {before}, the last that agreed" if before else "holds nothing yet"
    return " ".join([*refusals, f"This set is not released; release/ {holds}."])


def recover(folder: Path) -> None:
    """Undo a replacement that was killed between its two renames."""
    place, old = folder / "release", folder / _OLD
    if old.is_dir() and not place.exists():
        old.rename(place)
    for left in (folder / _NEW, old):
        shutil.rmtree(left, ignore_errors=True)


def _content(place: Path) -> Mapping[str, bytes | None]:
    """Return the bytes of everything in a folder by its name; None for what is no file."""
    return {path.name: path.read_bytes() if path.is_file() else None for path in place.iterdir()}


def replace(folder: Path, files: Sequence[Path]) -> bool:
    """Make `folder/release` hold exactly these files, as one; whether anything changed.

    The new set is complete beside its place before the old one moves, and a killed run is put
    right by the next. A set with the same bytes is left as it is.
    """
    recover(folder)
    place, new, old = folder / "release", folder / _NEW, folder / _OLD
    wanted = {path.name: path.read_bytes() for path in files}
    if place.is_dir() and _content(place) == wanted:
        return False
    new.mkdir(parents=True)
    for name, data in wanted.items():
        (new / name).write_bytes(data)
    if place.is_file():
        place.unlink()
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return True
