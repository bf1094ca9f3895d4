"""XLIFF by the commands: handed out, taken back, and the catalogue whole whatever comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from translate.storage.xliff2 import Xliff2File

Project = Any  # the class of `tests/conftest.py`
FRENCH = "manuscript/small/fr.po"
FILE = "build/small/fr/small.fr.xlf"


@pytest.fixture(scope="module")
def handed_out(project: Callable[..., Project]) -> Project:
    """The small note after one English word has changed, its catalogue up to date and handed out."""
    made = project("small", "xliff")
    made.edit("manuscript/small/note.md", "is written by hand", "is typed by hand")
    made.run("catalogue")
    run = made.run("xliff")
    assert run.status == 0, run.output
    assert f"{FILE}: 18 units, 1 to translate or review" in run.output
    return made


@pytest.fixture
def small(handed_out: Project, tmp_path: Path) -> Project:
    """A copy of it, for a translator to work in."""
    return handed_out.copy(tmp_path / "small")


def test_out_and_in(small: Project) -> None:
    """A file that comes back untouched changes no byte; one that a translator worked in changes the catalogue."""
    before = (small / FRENCH).read_bytes()
    assert small.run("xliff", "--from", FILE).status == 0
    assert (small / FRENCH).read_bytes() == before
    store = Xliff2File.parsefile(str(small / FILE))
    (unit,) = (unit for unit in store.units if unit.isfuzzy())
    unit.target = unit.target.replace("écrite à la main", "tapée à la machine")
    unit.marktranslated()
    store.savefile(str(small / "translated.xlf"))
    run = small.run("xliff", "--from", "translated.xlf")
    assert run.status == 0, run.output
    assert f"{FRENCH}: 1 of 18 units changed it" in run.output
    after = (small / FRENCH).read_text(encoding="utf-8")
    assert "tapée à la machine" in after and "fuzzy" not in after
    assert small.run("status", "--strict").status == 0


@pytest.mark.parametrize(
    ("old", "new", "arguments", "said"),
    [
        (
            'trgLang="fr-FR"',
            'trgLang="it-IT"',
            (),
            "back.xlf: is of the note small in it-IT, which no catalogue here is\n"
            "    name the translation that it is: ./doit xliff EDITION --from FILE",
        ),
        (
            'trgLang="fr-FR"',
            'trgLang="it-IT"',
            ("small.fr",),
            "back.xlf: translates into it-IT, small.fr into fr-FR\n    give the file of that translation",
        ),
        (
            'srcLang="en-GB"',
            'srcLang="de"',
            (),
            "back.xlf: translates from de, small.fr from en-GB\n    give the file of that translation",
        ),
        (
            '<file id="small"',
            '<file id="other"',
            (),
            "back.xlf: is of the note other in fr-FR, which no catalogue here is\n"
            "    name the translation that it is: ./doit xliff EDITION --from FILE",
        ),
        ("</xliff>", "", (), "back.xlf:"),
        (
            "</xliff>",
            "</xliff>",
            ("small.rf",),
            "small.rf is no translation (did you mean small.fr?)\n    name one of small.fr",
        ),
    ],
    ids=["no such language", "wrong language", "wrong original", "another note", "broken", "a misspelt name"],
)
def test_what_is_refused(small: Project, old: str, new: str, arguments: tuple[str, ...], said: str) -> None:
    """A file of something else is one Problem, and the catalogue stays as it was."""
    before = (small / FRENCH).read_bytes()
    text = (small / FILE).read_text(encoding="utf-8")
    (small / "back.xlf").write_text(text.replace(old, new), encoding="utf-8")
    run = small.run("xliff", *arguments, "--from", "back.xlf")
    assert run.status == 1
    assert said in run.output
    assert "Traceback" not in run.output
    assert (small / FRENCH).read_bytes() == before
    assert not list((small / "manuscript/small").glob(".*"))


def test_of_a_file_without_its_note(small: Project) -> None:
    """A program that renames the file within is helped by naming the translation."""
    text = (small / FILE).read_text(encoding="utf-8")
    (small / "back.xlf").write_text(text.replace('<file id="small"', '<file id="f1"'), encoding="utf-8")
    assert small.run("xliff", "small.fr", "--from", "back.xlf").status == 0
