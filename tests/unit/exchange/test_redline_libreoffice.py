"""LibreOffice, another reader of tracked changes, gets both versions out of a redline."""

from __future__ import annotations

import random
from pathlib import Path

import office
import pytest
import revisions

from notebuild.exchange.redline import redline
from notebuild.exchange.review import package, returned
from notebuild.exchange.review.atoms import plain

KINDS = [kind for kind in revisions.KINDS if kind not in ("parted", "row")]
"""LibreOffice 7.4 keeps a rejected row, empty, and joins no paragraph again that holds a footnote."""


@pytest.mark.slow
@pytest.mark.skipif(not office.is_there(), reason="LibreOffice is not installed")
def test_libreoffice_gets_both_versions_out_of_twenty_redlines(tmp_path: Path) -> None:
    """With all changes accepted it reads the new version, with all of them rejected the old one; notes too."""
    jobs: dict[Path, tuple[Path, str]] = {}
    wanted: dict[Path, bytes] = {}
    for seed in range(20):
        chance = random.Random(seed)
        text = revisions.first(chance)
        old, new = (revisions.docx(one, tmp_path) for one in (text, revisions.revised(chance, text, KINDS)))
        source = tmp_path / f"{seed}.docx"
        source.write_bytes(redline(old, new, "A house", "2026-11-30"))
        for way, version in (("Accept", new), ("Reject", old)):
            target = tmp_path / f"{seed}-{way}.docx"
            jobs[target], wanted[target] = (source, way), version
    office.resolved(jobs, tmp_path)
    assert {path.name: said(path.read_bytes()) for path in jobs} == {
        path.name: said(version) for path, version in wanted.items()
    }


def said(data: bytes) -> list[str]:
    """What a document says: its words in their order, then its notes; the list of contents apart."""
    read = returned.read(package.package(data))
    said = [one.atoms for one in read.paragraphs] + [one.atoms for one in read.notes]
    return [plain(atoms) for atoms in said if atoms]
