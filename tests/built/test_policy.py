"""What becomes of an edition while its translation has gaps: refused, printed with its marks, or left out."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pypdfium2
import pytest
from lxml import etree, html

Project = Any  # the class of `tests/conftest.py`
NOTE = "manuscript/small/note.md"
FRENCH = "manuscript/small/fr.po"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STALE = "text:paragraph:1"
LINE = (
    "Cette édition traduit la version 1 de la note. Un passage de l’original a changé depuis sa "
    "traduction ; il est signalé."
)


@pytest.fixture(scope="module")
def built(project: Callable[..., Project]) -> Project:
    """The small note, translated whole at version 1 and built."""
    small = project("small", "policy")
    small.run("catalogue")
    held = polib.pofile(str(small / FRENCH), wrapwidth=0)
    for entry in held.untranslated_entries():
        entry.msgstr = "La rédaction de notebuild"
    held.save()
    small.run("catalogue")
    run = small.run()
    assert run.status == 0, run.output
    return small


@pytest.fixture
def small(built: Project, tmp_path: Path) -> Project:
    """A copy of the built note, to be changed."""
    return built.copy(tmp_path / "small")


def a_word(small: Project) -> None:
    """One English word changes, in version 2, which says so in both languages."""
    small.edit(NOTE, "is written by hand", "is typed by hand")
    small.edit(NOTE, "version: 1", "version: 2\ncorrections: [A word.]")
    catalogue = small / FRENCH
    entry = '\n#: note.md\nmsgctxt "meta:corrections"\nmsgid "A word."\nmsgstr "Un mot."\n'
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + entry, encoding="utf-8")


def policy(small: Project, name: str) -> None:
    small.edit(NOTE, "languages: [fr-FR]", f"languages: [fr-FR]\ntranslation: {{fr: {name}}}")


def words(text: str) -> str:
    return " ".join(re.sub(r"[\u00ad\u2060\ufffe]", "", text).replace("-\r\n", "").split())


def pdf_text(small: Project, language: str) -> str:
    opened = pypdfium2.PdfDocument(small.deliverable(language, "pdf"))
    return words(" ".join(page.get_textpage().get_text_range() for page in opened))


def page(small: Project, language: str) -> Any:
    return html.document_fromstring(small.deliverable(language, "html").read_bytes())


def document(small: Project, language: str) -> Any:
    parts = zipfile.ZipFile(io.BytesIO(small.deliverable(language, "docx").read_bytes()))
    return etree.fromstring(parts.read("word/document.xml"))


def concordance(small: Project) -> Any:
    return json.loads((small.build / "concordance.json").read_text(encoding="utf-8"))


def released(small: Project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((small.build / "release").iterdir())}


def french(small: Project) -> dict[str, str]:
    return {name: value for name, value in small.sums().items() if ".fr." in name}


def test_block(small: Project) -> None:
    """Under "block" French is refused and keeps its last good files; English is built, and proved."""
    before, set_before = french(small), released(small)
    a_word(small)
    run = small.run()
    assert run.status == 1
    assert run.failed == {"check:small.fr"}
    assert f"the original of {STALE} has changed: " in run.output
    assert "[-written-] {+typed+}" in run.output
    assert french(small) == before
    assert "typed by hand" in pdf_text(small, "en")
    found = concordance(small)
    assert found["refused"] == ["small.fr"]
    assert {(Path(row["path"]).name, row["version"], row["refused"]) for row in found["files"]} == {
        (f"small.{language}.{kind}", version, language == "fr")
        for language, version in (("en", 2), ("fr", 1))
        for kind in ("pdf", "docx", "html")
    }
    said = (small.build / "concordance.html").read_text(encoding="utf-8")
    assert "The edition small.fr is refused (1 stale): its files are still those of version 1." in said
    assert "release/ still holds version 1" in said
    assert released(small) == set_before
    assert run.output.count("last good, this edition is refused") == 3


def test_mended(small: Project) -> None:
    """Once the French is mended both editions are clean, and the new set is released as one."""
    a_word(small)
    small.run()
    assert small.run("accept", "small.fr", STALE).status == 0
    run = small.run()
    assert run.status == 0, run.output
    assert concordance(small)["refused"] == []
    assert json.loads(released(small)["concordance.json"])["version"] == "2"
    assert small.run("status", "--strict").status == 0
    for language, said in (("en", "typed by hand"), ("fr", "La deuxième est écrite à la main")):
        assert said in pdf_text(small, language)
        assert not page(small, language).find_class("banner")
        assert not page(small, language).find_class("stale")


def test_taken_back(small: Project) -> None:
    """Where the English word is taken back the concordance is of both languages again."""
    a_word(small)
    small.run()
    small.edit(NOTE, "is typed by hand", "is written by hand")
    small.edit(NOTE, "version: 2", "version: 1")
    run = small.run()
    assert run.status == 0, run.output
    assert concordance(small)["refused"] == []
    assert concordance(small)["languages"] == ["en-GB", "fr-FR"]


def test_apart(small: Project) -> None:
    """With TRANSLATIONS=apart a stale French is no failure of the build; a lost key still is."""
    a_word(small)
    assert small.run(TRANSLATIONS="apart").status == 0
    assert small.run("status", "--strict").status == 1
    small.edit(FRENCH, "avec une source [@unsc822]", "avec une source")
    assert small.run(TRANSLATIONS="apart").status == 1


def test_never_built(project: Callable[..., Project]) -> None:
    """A translation that was never whole keeps nothing from English: it is made, proved and listed."""
    small = project("small", "policy-new")
    (small / FRENCH).unlink()
    run = small.run()
    assert run.status == 1
    assert concordance(small)["refused"] == ["small.fr"]
    assert {Path(row["path"]).name for row in concordance(small)["files"]} == {
        f"small.en.{kind}" for kind in ("pdf", "docx", "html")
    }
    assert not (small.build / "release").exists()


def test_banner(small: Project) -> None:
    """Under "banner" the edition builds, says in French how it stands, and marks what is stale."""
    a_word(small)
    policy(small, "banner")
    run = small.run()
    assert run.status == 0, run.output
    assert f"warning: the original of {STALE} has changed" in run.output
    assert words(page(small, "fr").find_class("banner")[0].text_content()) == LINE
    assert LINE in pdf_text(small, "fr")
    assert LINE in words("".join(document(small, "fr").itertext()))
    assert LINE not in pdf_text(small, "en")
    assert "typed by hand" in pdf_text(small, "en")
    stale = page(small, "fr").find_class("stale")
    assert "La deuxième est écrite à la main" in words(" ".join(part.text_content() for part in stale))
    assert all(part.get("lang") is None for part in stale)
    assert words(page(small, "fr").find_class("state")[0].text_content()) == "[original modifié depuis]"
    assert "[original modifié depuis]" in pdf_text(small, "fr")
    styles = {one.get(f"{W}val") for one in document(small, "fr").iter(f"{W}rStyle")}
    assert {"StalePassage", "PassageState"} <= styles
    assert concordance(small)["agrees"]
    assert json.loads(released(small)["concordance.json"])["version"] == "2"


def test_a_missing_passage(small: Project) -> None:
    """A missing passage prints in English, tagged as English, marked and counted; notes keep their numbers."""
    policy(small, "banner")
    held = polib.pofile(str(small / FRENCH), wrapwidth=0)
    for entry in held:
        if entry.msgctxt in ("text:paragraph", "text:heading"):
            entry.msgstr = ""
    held.save()
    run = small.run()
    assert run.status == 0, run.output
    assert "2 passages ne sont pas encore traduits" in pdf_text(small, "fr")
    tagged = page(small, "fr").find_class("untranslated")
    assert {part.get("lang") for part in tagged} == {"en-GB"}
    assert "The second one is written by hand" in words(" ".join(part.text_content() for part in tagged))
    assert not [call for part in tagged for call in part.find_class("call")]
    runs = [
        "".join(run_.itertext())
        for run_ in document(small, "fr").iter(f"{W}r")
        if any(lang.get(f"{W}val") == "en-GB" for lang in run_.iter(f"{W}lang"))
    ]
    assert "The second one is written by hand" in words("".join(runs))
    assert [row["number"] for row in concordance(small)["rows"]] == [1, 2, 3]
    assert concordance(small)["agrees"]


def test_a_stale_passage_without_its_key(small: Project) -> None:
    """A stale passage that lost a note prints in English: the numbers of both editions stay the same."""
    small.edit(NOTE, "is written by hand[^second]", "is written by hand[^second] [@broers2019]")
    policy(small, "banner")
    run = small.run()
    assert run.status == 0, run.output
    assert "The second one is written by hand" in pdf_text(small, "fr")
    assert len(concordance(small)["rows"]) == 4
    assert concordance(small)["agrees"]


def test_omit(small: Project) -> None:
    """Under "omit" the edition is not built, its files go, and no other edition names it."""
    policy(small, "omit")
    run = small.run()
    assert run.status == 0, run.output
    assert french(small) == {}
    assert not (small.build / "fr").exists()
    assert not [name for name in released(small) if ".fr." in name]
    for kind in ("html", "docx"):
        assert b"small.fr" not in small.deliverable("en", kind).read_bytes()
    assert "small.fr" not in pdf_text(small, "en")
