"""`prove FILE.pdf`: a PDF is held against the sources that travel in it, whoever sends it, in any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from notebuild.core.problems import NotebuildError
from notebuild.edition.wording import passages
from notebuild.proof import carried

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def data(rich_build: Any) -> bytes:
    """The PDF of the rich note in French, which is a translation."""
    found: bytes = rich_build.deliverable("fr", "pdf").read_bytes()
    return found


def said(data: bytes) -> list[str]:
    """What is found to differ in a PDF, or why it cannot be held against anything: with the file, and what to do."""
    try:
        return [str(problem) for problem in carried.check(data, "a.pdf").problems]
    except NotebuildError as fault:
        return [str(problem) for problem in fault.problems]


def carrying(data: bytes, change: Callable[[Files], Files]) -> bytes:
    """A PDF with other files inside."""
    with pikepdf.open(BytesIO(data)) as pdf:
        files = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
        for name in list(pdf.attachments):
            del pdf.attachments[name]
        for name, content in change(files).items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def other(ending: str, before: str, after: str) -> Callable[[Files], Files]:
    """The files with other words in one of them."""

    def change(files: Files) -> Files:
        name = f"rich.fr.{ending}"
        text = files[name].decode()
        assert before in text
        return {**files, name: text.replace(before, after).encode()}

    return change


def made(**values: Any) -> Callable[[Files], Files]:
    """The files with other values in the inputs of the recipe."""

    def change(files: Files) -> Files:
        recipe = json.loads(files["rich.fr.json"])
        recipe["inputs"] |= values
        return {**files, "rich.fr.json": json.dumps(recipe).encode()}

    return change


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_prints_what_it_carries(rich_build: Any, language: str) -> None:
    """The edition that its recipe makes is the one that was printed, in the original and in a translation."""
    path = rich_build.deliverable(language, "pdf")
    found = carried.check(path.read_bytes(), path.name)
    assert found.problems == ()
    assert len(found.edition.footnotes) == 30
    edition = json.loads((rich_build.build / language / "edition.json").read_text(encoding="utf-8"))
    assert found.edition.metadata["editions"][0]["language"] == edition["metadata"]["editions"][0]["language"]
    assert [note.text for note in found.edition.footnotes] == [note["text"] for note in edition["footnotes"]]
    assert [*passages(found.edition.tree["blocks"])] == [*passages(edition["tree"]["blocks"])]


def test_what_nobody_prints_stays_behind(rich_build: Any) -> None:
    """Comments, and the place of the house on the machine, are in no file that travels."""
    recipe = (rich_build.build / "en" / "recipe.json").read_text(encoding="utf-8")
    assert "comment is for editors" in (rich_build.root / "manuscript/rich/note.md").read_text(
        encoding="utf-8"
    )
    assert "comment is for editors" not in recipe
    assert str(rich_build.root) not in recipe and "site-packages" not in recipe


REMEDY = "    do not rely on this copy: get the note from notebuild itself"


def test_words_that_are_not_its_own(data: bytes) -> None:
    """A word of the sources that the page lacks is told, and that the text for people is another."""
    found = said(carrying(data, other("json", "devant le point", "derrière le point")))
    assert any("reads" in one and "derrière le point" in one for one in found), found
    assert "a.pdf: the text that it carries, rich.fr.md, is not that of its recipe\n" + REMEDY in found
    assert all(one.endswith(REMEDY) for one in found)


@pytest.mark.parametrize(
    ("ending", "before", "what"),
    [("md", "devant le point", "text"), ("bib", "Black Garden", "list of sources")],
)
def test_sources_that_were_changed(data: bytes, ending: str, before: str, what: str) -> None:
    """The files for people are compared with those that the recipe makes."""
    found = said(carrying(data, other(ending, before, "anything")))
    message = f"a.pdf: the {what} that it carries, rich.fr.{ending}, is not that of its recipe"
    assert found == [f"{message}\n{REMEDY}"]


def test_sources_of_another_edition(rich_build: Any, data: bytes) -> None:
    """With the sources of the English edition the French page differs in its language and in every note."""
    english = rich_build.deliverable("en", "pdf").read_bytes()
    with pikepdf.open(BytesIO(english)) as pdf:
        files = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    found = said(carrying(data, lambda own: files))
    assert any('the file says its language is "fr-FR", not en-GB' in one for one in found)
    assert len([one for one in found if "footnote" in one]) > 20


FOREIGN = "give a PDF that notebuild made"
BOMB = b"0" * (20_000_001)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda files: {}, "carries no recipe", id="nothing-inside"),
        pytest.param(lambda files: {"a.json": b"{}"}, "carries no recipe", id="a-file-of-another"),
        pytest.param(
            lambda files: {k: v for k, v in files.items() if not k.endswith("json")},
            "it is of a notebuild before 0.2",
            id="an-older-one",
        ),
        pytest.param(lambda files: {**files, "rich.fr.json": b"{"}, "is damaged or of another", id="no-json"),
        pytest.param(lambda files: {**files, "rich.fr.json": b"[]"}, "is damaged or of another", id="no-recipe"),
        pytest.param(
            lambda files: {**files, "rich.fr.json": b"[" * 100_000}, "is damaged or of another", id="too-deep"
        ),
        pytest.param(made(segments="x"), "is damaged or of another", id="no-list"),
        pytest.param(made(segments=[{"id": 7}]), "is damaged or of another", id="no-segment"),
        pytest.param(made(note={}), "is damaged or of another", id="no-note"),
        pytest.param(made(stranger=1), "is damaged or of another", id="a-stranger"),
        pytest.param(made(languages={}), "cannot be made", id="no-language"),
        pytest.param(
            lambda files: {f"../../{name}": b"\xff" for name in files}, "is damaged or of another", id="a-path"
        ),
        pytest.param(lambda files: {**files, "big.json": BOMB}, "unpacks to more", id="a-bomb"),
        pytest.param(
            lambda files: {"\x1b[31m.json": b"{", "\x1b[31m.md": b"", "\x1b[31m.bib": b""},
            "?[31m.json, is damaged",
            id="a-terminal",
        ),
    ],
)  # fmt: skip
def test_a_hostile_file(data: bytes, change: Callable[[Files], Files], message: str) -> None:
    """What is inside is a stranger's: it is refused in one sentence, and nothing of it is written or run."""
    (found,) = said(carrying(data, change))
    assert message in found
    assert found.startswith("a.pdf: ") and "\x1b" not in found


def test_a_recipe_without_an_end(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that runs for ever is stopped."""
    monkeypatch.setattr(carried, "SECONDS", 2)

    def change(files: Files) -> Files:
        recipe = json.loads(files["rich.fr.json"])
        rule = {"find": "(?:(?:[a-z ,.]+)+)+9~", "replace": "", "source": "x"}
        recipe["inputs"]["profile"]["rules"] = [rule]
        return {**files, "rich.fr.json": json.dumps(recipe).encode()}

    (found,) = said(carrying(data, change))
    assert "its recipe, rich.fr.json, cannot be made: it ran out of time" in found


def encrypted(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
        return out.getvalue()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(lambda data: data[: len(data) // 2], "is no PDF, or a damaged one", id="cut"),
        pytest.param(lambda data: b"%PDF-1.7\n", "is no PDF, or a damaged one", id="a-head-alone"),
        pytest.param(encrypted, "asks for a password", id="encrypted"),
        pytest.param(lambda data: b"words", "is no PDF, or a damaged one", id="words"),
    ],
)
def test_what_is_no_pdf(data: bytes, spoil: Callable[[bytes], bytes], message: str) -> None:
    """A file that cannot be opened is told so."""
    (found,) = said(spoil(data))
    assert message in found and found.endswith("give a PDF that notebuild made")


def prove(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command, in a folder of its own."""
    command = [sys.executable, "-m", "notebuild.commands.main", "prove", *words]
    settings = {name: value for name, value in os.environ.items() if not name.startswith("NOTEBUILD_")}
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)


def test_with_nothing_around(data: bytes, tmp_path: Path) -> None:
    """In an empty folder the command says which edition it is, and leaves nothing there."""
    (tmp_path / "sent.PDF").write_bytes(data)
    done = prove(tmp_path, "sent.PDF", "gone.pdf")
    assert done.returncode == 1
    assert done.stdout.startswith(
        "sent.PDF: says that it is “Une note qui essaie tout”, version 3 of 2025-03-01 (fr-FR)"
    )
    assert "its words and 30 notes are those of the sources in it, made again\n" in done.stdout
    assert "in its house its bytes are compared, too\n" in done.stdout
    assert (
        "gone.pdf: cannot be opened: No such file or directory\n    name a PDF that is there" in done.stderr
    )
    assert [path.name for path in tmp_path.iterdir()] == ["sent.PDF"]


def test_in_its_house(rich_build: Any, tmp_path: Path, data: bytes) -> None:
    """In the house of the note its bytes are compared with those of the newest file."""
    home = rich_build.copy(tmp_path / "rich")
    (home.root / "sent.pdf").write_bytes(data)
    done = prove(home.root, "sent.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    assert "; the same bytes as build/rich/release/rich.fr.pdf\n" in done.stdout
    (home.root / "sent.pdf").write_bytes(carrying(data, lambda files: files))
    assert "; other bytes than build/rich/release/rich.fr.pdf, " in prove(home.root, "sent.pdf").stdout
