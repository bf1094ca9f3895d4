"""`prove`: what lies in build/ and in release/ is read again, whatever is up to date; nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Project = Any  # the class of `tests/conftest.py`
REMEDY = "    bring it back, or release the set anew: ./doit forget verify, then ./doit verify\n"


@pytest.fixture
def small(small_build: Project, tmp_path: Path) -> Project:
    """A copy of the built note, to be spoilt."""
    return small_build.copy(tmp_path / "small")


def test_all_agree(small: Project) -> None:
    """Files as the build left them agree, in build/ and in release/, and stay as they are."""
    before = small.sums()
    run = small.run("prove")
    assert run.status == 0
    assert run.output == (
        "build/small/: All agree: 3 notes, the same in 2 languages and in every file, by 4 readings "
        "(PDF by geometry, PDF by structure, DOCX, HTML).\n"
        "build/small/release/: version 1, as it was proved\n"
    )
    assert small.sums() == before


def test_a_file_that_was_changed(small: Project) -> None:
    """A word changed by hand in a finished file is found, though doit takes the note to be up to date."""
    small.edit("build/small/small.en.html", "The second one is written", "The second one is set")
    page = small.build / "small.fr.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace('lang="fr-FR"', 'lang="fr-CA"', 1), encoding="utf-8"
    )
    run = small.run("prove", "small.fr")
    assert run.status == 1
    assert 'the file says its language is "fr-CA", not fr-FR in small.fr.html' in run.output
    assert "build/small/release/: version 1, as it was proved" in run.output


def test_what_was_released_is_spoilt(small: Project) -> None:
    """Each released file is held against the concordance that went out with it; the set is released anew."""
    release = small.build / "release"
    page = release / "small.fr.html"
    text = page.read_text(encoding="utf-8")
    assert "Black Garden" in text
    page.write_text(text.replace("Black Garden", "Green Garden"), encoding="utf-8")
    (release / "small.en.pdf").write_bytes(b"%PDF-1.7\n")
    (release / "small.en.docx").unlink()
    run = small.run("prove", "small")
    assert run.status == 1
    where = "build/small/release/small"
    assert "build/small/release/: version 1, not as it was proved\n" in run.output
    assert f"{where}.en.docx: cannot be opened: No such file or directory\n{REMEDY}" in run.output
    assert f"{where}.en.pdf: is no PDF, or a damaged one: " in run.output
    assert (
        f"{where}.fr.html: footnote 1: has other words than were released, read by elements\n{REMEDY}"
        in run.output
    )
    assert small.run("forget", "verify").status == 0
    assert small.run("verify").status == 0
    assert small.run("prove").status == 0


def test_of_another_set(small: Project) -> None:
    """A file in a language that was not released, and a footnote more than was, are told."""
    path = small.build / "release" / "concordance.json"
    report = json.loads(path.read_text(encoding="utf-8"))
    report["languages"].remove("fr-FR")
    report["rows"] = [row for row in report["rows"] if row["number"] != 3]
    path.write_text(json.dumps(report), encoding="utf-8")
    run = small.run("prove")
    assert run.status == 1
    where = "build/small/release/small"
    assert f'{where}.fr.html: says its language is "fr-FR", which was not released\n{REMEDY}' in run.output
    assert f"{where}.en.html: footnote 3: was not released, read by elements\n{REMEDY}" in run.output


def test_a_report_that_is_spoilt(small: Project) -> None:
    """Without its report nobody knows what was released."""
    (small.build / "release/concordance.json").write_text("[]", encoding="utf-8")
    run = small.run("prove")
    assert run.status == 1
    assert (
        f"build/small/release/concordance.json: was changed after the build wrote it\n{REMEDY}" in run.output
    )


def test_before_anything_is_built(project: Callable[..., Project]) -> None:
    """What was never made is told as missing, not as a trace."""
    small = project("small", "prove-nothing")
    run = small.run("prove")
    assert run.status == 1
    assert "Traceback" not in run.output
    assert "build/small/en/edition.json: " in run.output
