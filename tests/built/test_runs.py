"""Whole runs: faults and what they leave alone, the same bytes anywhere, more notes and languages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from houses import PUBLISHED, TOOL

Project = Any  # the class of `tests/conftest.py`
NOTE = "manuscript/small/note.md"
FRENCH = "manuscript/small/fr.po"
LOST = re.compile(r"^manuscript/small/fr\.po:(\d+).*drops @unsc822$", re.MULTILINE)


@pytest.fixture
def small(small_build: Project, tmp_path: Path) -> Project:
    """A copy of the built small note, for a test to spoil."""
    return small_build.copy(tmp_path / "small")


def deliverables(small: Project) -> dict[str, str]:
    """The sums of the six files, without those of the concordance."""
    return {name: value for name, value in small.sums().items() if name.startswith("small.")}


def lose_a_key(small: Project) -> None:
    small.edit(FRENCH, "avec une source [@unsc822]", "avec une source")


def test_a_fault_in_french_does_not_stop_english(small: Project) -> None:
    """The English files are made, the French ones stay as they were, and the status is 1."""
    lose_a_key(small)
    before = deliverables(small)
    for kind in ("pdf", "docx", "html"):
        small.deliverable("en", kind).unlink()
    run = small.run()
    assert run.status == 1
    assert run.failed == {"check:small.fr"}
    assert {"web:small.en", "pdf:small.en", "docx:small.en"} <= run.ran
    assert {"edition:small.fr", "web:small.fr", "pdf:small.fr", "docx:small.fr"} <= run.waited
    assert deliverables(small) == before


def test_a_fault_is_told_with_its_place_and_its_remedy(small: Project) -> None:
    """The fault names the catalogue's line and what to do, in each run until it is mended."""
    lose_a_key(small)
    first, second = small.run(), small.run()
    for run in (first, second):
        (line,) = LOST.findall(run.output)
        text = (small / FRENCH).read_text(encoding="utf-8").splitlines()
        assert "avec une source" in text[int(line) - 1] or "with a source" in text[int(line) - 1]
        assert "\n    keep every @key and [^label] of the original text" in run.output
        assert "Traceback" not in run.output
        assert run.status == 1
    small.edit(FRENCH, '"avec une source"', '"avec une source [@unsc822]"')
    third = small.run("check")
    assert third.status == 0
    assert not LOST.search(third.output)


def test_every_fault_in_one_run(small: Project) -> None:
    """Faults of the note, the catalogue and the bibliography are told together, sorted, once each."""
    lose_a_key(small)
    small.edit(NOTE, "by hand[^second].", "by hand[^second], or not[^third].")
    small.edit(NOTE, "[@dewaal2003, p. 3]", "[@dewal2003, p. 3]")
    small.edit("bibliography.bib", "@book{broers2019,", "@book{dewaal2003,")
    run = small.run()
    assert run.status == 1
    told = re.findall(r"^(\S+\.(?:md|po|bib)):(\d+)", run.output, re.MULTILINE)
    assert {path for path, _ in told} == {NOTE, FRENCH, "bibliography.bib"}
    order = [(path, int(line)) for path, line in told]
    assert order == sorted(order)
    lines = [line for line in run.output.splitlines() if re.match(r"\S+\.(?:md|po|bib):\d", line)]
    assert len(lines) == len(set(lines))
    assert f"{NOTE}:18:51: footnote [^third] is called but never defined" in run.output
    assert re.search(r"^\S+note\.md:17:34: no source has the key @dewal2003.*dewaal2003", run.output, re.M)


def test_a_note_that_cannot_be_read(small: Project) -> None:
    """Nobody is told to delete the sources of a note that could not be read; its files stay."""
    before = deliverables(small)
    (small / NOTE).write_bytes(b"---\ntitle: \xff\n---\n")
    run = small.run()
    assert run.status == 1
    assert f"{NOTE}:2:8: not UTF-8 text\n    save the file with the encoding UTF-8\n" in run.output
    assert "no note cites" not in run.output
    assert deliverables(small) == before


@pytest.mark.parametrize(
    ("name", "message", "remedy"),
    [
        (
            "small/text.md",
            ": a folder without a note.md",
            "rename text.md to note.md, or move the folder away",
        ),
        ("text.md", "/../text.md: a note in no folder", "move it to manuscript/text/note.md"),
        (
            "house/note.md",
            "/../house: house is no name for a note: build/house holds what all notes share",
            "rename the folder",
        ),
    ],
    ids=["renamed", "moved", "reserved"],
)
def test_a_note_that_is_not_found(small: Project, name: str, message: str, remedy: str) -> None:
    """A note under another name is told of, its sources are not called idle, and its files stay."""
    before = deliverables(small)
    (small / "manuscript" / name).parent.mkdir(exist_ok=True)
    (small / NOTE).rename(small / "manuscript" / name)
    run = small.run()
    assert run.status == 1
    place = f"manuscript/small{message}".replace("small/../", "")
    assert f"\n{place}\n    {remedy}\n" in f"\n{run.output}"
    assert "no note cites" not in run.output
    assert "Traceback" not in run.output
    assert deliverables(small) == before


def test_what_follows_from_a_fault_of_the_original(small: Project) -> None:
    """A key misspelt in the English is told there, and not once more in the French that has it right."""
    small.edit(NOTE, "[@dewaal2003, p. 3]", "[@dewal2003, p. 3]")
    run = small.run("check")
    assert run.status == 1
    assert "dewal2003" in run.output
    assert "manuscript/small/fr.po" not in run.output, run.output


def test_words_beside_a_key(small: Project) -> None:
    """What is said before a key and after its place is translated; the place is each edition's own words."""
    english, french = "see @dewaal2003, p. 3, on the border", "voir @dewaal2003, p. 3, sur la frontière"
    small.edit(NOTE, "book [@dewaal2003, p. 3]", f"book [{english}]")
    small.edit(FRENCH, "book [@dewaal2003, p. 3]", f"book [{english}]")
    small.edit(FRENCH, "livre [@dewaal2003, p. 3]", f"livre [{french}]")
    run = small.run("edition")
    assert run.status == 0, run.output
    assert "leaves in English" not in run.output
    said = {
        language: json.loads((small.build / language / "edition.json").read_text(encoding="utf-8"))
        for language in ("en", "fr")
    }
    first = {language: made["footnotes"][0]["text"] for language, made in said.items()}
    assert first["en"].startswith("See Thomas de Waal") and first["en"].endswith("p.\u00a03, on the border.")
    assert first["fr"].startswith("Voir Thomas de Waal")
    assert first["fr"].endswith("p.\u00a03, sur la frontière.")


def test_warnings_do_not_fail(small_build: Project) -> None:
    """A warning is printed in every run, also when nothing ran, and the status stays 0."""
    run = small_build.run()
    assert run.status == 0
    assert run.output.startswith("bibliography.bib:25:1: warning: no note cites broers2019\n")


def test_other_words_of_a_version(small: Project) -> None:
    """A set that replaces another of the same number is told, once; a new number is not."""
    told = "warning: release/ held other words of version 1, and they are replaced\n"
    assert told not in small.run().output
    small.edit(NOTE, "lang: en-GB\n", "lang: en-GB\nlanguages: []\n")
    small.edit(NOTE, "languages: [fr-FR]\n", "")
    small.edit(NOTE, "A small note", "A smaller note")
    run = small.run()
    assert run.status == 0 and f"{NOTE}:5:10: {told}" in run.output, run.output
    assert 'write "version: 2" and its corrections' in run.output
    assert told not in small.run().output
    small.edit(NOTE, "A smaller note", "A small note")
    small.edit(NOTE, "version: 1\n", "version: 2\ncorrections: [The title is another.]\n")
    run = small.run()
    assert run.status == 0 and "other words" not in run.output, run.output


def test_annotations(small: Project) -> None:
    """On GitHub each finding stands on its line of the pull request, errors and warnings apart."""
    lose_a_key(small)
    run = small.run("check", GITHUB_ACTIONS="true")
    assert run.status == 1
    assert (
        "::warning file=bibliography.bib,line=25,col=1::no note cites broers2019"
        "%0Acite it as [@broers2019], or delete the entry\n" in run.output
    )
    assert re.search(
        r"^::error file=manuscript/small/fr\.po,line=\d+.*::.*drops @unsc822%0Akeep every",
        run.output,
        re.MULTILINE,
    )


def test_a_failed_build_leaves_the_last_good_file(small: Project) -> None:
    """Where a rendering fails, the file of the last good build stays, and so does the release."""
    before = small.sums()
    released = {path.name: path.read_bytes() for path in (small.build / "release").iterdir()}
    sheet = small.own("styles/print.css")
    sheet.write_text(sheet.read_text(encoding="utf-8") + "\n.x { color: ${colour.light.none}; }\n")
    run = small.run()
    assert run.status == 1
    assert run.failed == {"check:styles", "pdf:small.en", "pdf:small.fr"}
    assert "styles/print.css" in run.output
    assert "Traceback" not in run.output
    assert small.sums() == before
    assert {path.name: path.read_bytes() for path in (small.build / "release").iterdir()} == released


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("styles/house.toml", "styles/house.toml"),
        ("styles/profiles/fr-FR.toml", "styles/profiles/fr-FR.toml"),
        ("styles/note.csl", "styles/note.csl:1:1: the style is not XML"),
    ],
)
def test_a_broken_setting_is_a_fault_of_the_user(small: Project, path: str, words: str) -> None:
    """A settings file that cannot be read is named, with status 1 and no traceback."""
    place = small.own(path)
    place.write_text("[[[ " + place.read_text(encoding="utf-8"), encoding="utf-8")
    run = small.run()
    assert run.status == 1
    assert words in run.output
    assert "Traceback" not in run.output


def test_a_broken_front_matter_is_a_fault_of_the_user(small: Project) -> None:
    """Front matter that is no YAML is named by file and line, with status 1 and no traceback."""
    small.edit(NOTE, 'title: "A small note"', 'title: "A small note')
    run = small.run()
    assert run.status == 1
    assert re.search(rf"^{NOTE}:\d+", run.output, re.MULTILINE)
    assert "Traceback" not in run.output


def test_a_catalogue_that_cannot_be_read(small: Project) -> None:
    """What keeps a catalogue from being read is told alone: not each of its segments as untranslated."""
    place = small / FRENCH
    place.write_text(place.read_text(encoding="utf-8").replace('msgstr "', "msgstr ", 1), encoding="utf-8")
    run = small.run("check")
    assert run.status == 1
    assert re.search(rf"^{FRENCH}:\d+: not a line of a PO catalogue$", run.output, re.MULTILINE)
    assert "has no translation" not in run.output


def test_a_catalogue_that_is_missing(small: Project) -> None:
    """Without its catalogue an edition is not built; the other is, and the remedy names the task."""
    (small / FRENCH).unlink()
    run = small.run()
    assert run.status == 1
    assert "Traceback" not in run.output
    assert FRENCH in run.output
    assert "doit catalogue" in run.output


def spoil(small: Project) -> None:
    """Each of the six files of the small note made what it must not be."""
    paths = {kind: [small.deliverable(language, kind) for language in ("en", "fr")] for kind in KINDS}
    cut, locked = paths["pdf"]
    cut.write_bytes(cut.read_bytes()[:-2000])
    with pikepdf.open(locked, allow_overwriting_input=True) as opened:
        opened.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    bomb, empty = paths["docx"]
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 60_000_000)
    empty.write_bytes(b"")
    folder, foreign = paths["html"]
    folder.unlink()
    folder.mkdir()
    foreign.write_text("<!DOCTYPE html><title>x</title><p>Another page.", encoding="utf-8")


KINDS = ("pdf", "docx", "html")


def test_files_that_cannot_be_read(small: Project) -> None:
    """Damaged, locked, empty and foreign files are each told with their remedy, which holds."""
    released = {path.name: path.read_bytes() for path in (small.build / "release").iterdir()}
    spoil(small)
    run = small.run("verify")
    assert run.status == 1
    assert "Traceback" not in run.output
    told = dict(re.findall(r"^build/small/(small\.\w+\.\w+): (.*)\n    remove it", run.output, re.MULTILINE))
    assert {name: re.sub(r"(damaged one: ).*", r"\1…", said) for name, said in told.items()} == {
        "small.en.pdf": "is no PDF, or a damaged one: …",
        "small.fr.pdf": "asks for a password",
        "small.en.docx": "unpacks to 60 MB of word/document.xml",
        "small.fr.docx": "is empty",
        "small.en.html": "is a folder, not a file",
        "small.fr.html": "is another file: it has none of the edition's notes, from text-1-1 to text-2-1",
    }
    page = (small.build / "concordance.html").read_text(encoding="utf-8")
    assert "small.fr.pdf: asks for a password" in page
    assert {path.name: path.read_bytes() for path in (small.build / "release").iterdir()} == released
    for remedy in re.findall(r"remove it and build it again: (rm .*?); \./doit", run.output):
        subprocess.run(remedy.split(), cwd=small.root, check=True)
    again = small.run("verify")
    assert again.status == 0, again.output
    assert {"pdf:small.en", "pdf:small.fr", "docx:small.en", "docx:small.fr"} <= again.ran
    assert {path.name: path.read_bytes() for path in (small.build / "release").iterdir()} == released


def test_a_folder_where_a_file_goes(small: Project) -> None:
    """A file is not written where a folder lies, which is said."""
    path = small.deliverable("en", "pdf")
    path.unlink()
    path.mkdir()
    small.edit("styles/house.toml", 'ink = "#12394a"', 'ink = "#12394b"')
    run = small.run("pdf:small.en")
    assert run.status == 1
    assert "Traceback" not in run.output
    assert (
        "build/small/small.en.pdf: is a folder, not a file\n"
        "    move it away and run ./doit again: rm -r build/small/small.en.pdf\n" in run.output
    )


@pytest.mark.parametrize(
    ("place", "task"),
    [
        ("build/small/fr/findings.json", "check"),
        ("build/house/bibliography/findings.json", "check"),
        ("build/small/fr/figures/bar.svg", "figure"),
    ],
)
def test_a_folder_where_a_step_writes(small: Project, place: str, task: str) -> None:
    """Nor is what a check or a figure writes; the run says so of its own file, and reports as ever."""
    path = small / place
    path.unlink()
    path.mkdir()
    run = small.run("--always-execute", task)
    assert run.status == 1
    assert "Traceback" not in run.output
    remedy = f"    move it away and run ./doit again: rm -r {place}\n"
    assert f"{place}: is a folder, not a file\n{remedy}" in run.output


def test_findings_that_somebody_changed(small: Project) -> None:
    """Findings that are not what the check found are found anew."""
    path = small / "build/small/fr/findings.json"
    before = path.read_bytes()
    path.write_text("[{}]", encoding="utf-8")
    run = small.run("check")
    assert (run.status, "check:small.fr" in run.ran) == (0, True), run.output
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "name",
    ["titles.json", "cited.json", "en/edition.json", "en/layout.json", "en/findings.json", "front.json"],
)
def test_an_intermediate_file_that_somebody_cut(small: Project, name: str) -> None:
    """A step kept in `build/` that is no longer what the build wrote is made anew, and all is as it was."""
    before = small.sums()
    (small.build / name).write_text("{", encoding="utf-8")
    run = small.run()
    assert (run.status, "Traceback" in run.output) == (0, False), run.output
    assert small.sums() == before


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        pytest.param(
            "bibliography.bib",
            "bibliography.bib: is a folder, not a file",
            id="a folder for the bibliography",
        ),
        pytest.param(
            ".doit.db.journal", ".doit.db.journal: is a folder, not a file", id="a folder for the journal"
        ),
        pytest.param(
            "styles/screen.html.j2",
            "styles/screen.html.j2: is a folder, not a file",
            id="a folder for a template",
        ),
    ],
)
def test_a_folder_where_a_file_is_read(small: Project, broken: str, problem: str) -> None:
    """A folder in the place of a file of the house is one Problem, and no trace of ours."""
    path = small.root / broken
    path.unlink(missing_ok=True)
    path.mkdir()
    run = small.run()
    assert (run.status, "Traceback" in run.output) == (1, False), run.output
    assert f"{problem}\n    move it away, and put the file in its place\n" in run.output


def test_no_bibliography(small: Project) -> None:
    """Where the bibliography is missing that is told, and not that each key has no source."""
    (small.root / "bibliography.bib").unlink()
    run = small.run("check")
    assert (run.status, "Traceback" in run.output) == (1, False), run.output
    assert "bibliography.bib: this file is missing\n    make it, even if it is empty\n" in run.output
    assert "no source has the key" not in run.output


@pytest.mark.slow
def test_words_of_a_template_alone_are_not_released(small: Project) -> None:
    """Words that the edition does not have keep the PDF from being made, and are told at the place they follow."""
    released = {path.name: path.read_bytes() for path in (small.build / "release").iterdir()}
    small.edit("styles/print.html.j2", "{{ body }}", "{{ body }}<p>un mot<br>; la suite</p>")
    run = small.run()
    assert run.status == 1
    assert "Traceback" not in run.output
    for source, language in ((NOTE, "en"), (FRENCH, "fr")):
        told = f'"un mot ; la suite" is not written here, but stands in small.{language}.pdf'
        assert re.search(rf"^{source}:\d+(?::\d+)?: .*{re.escape(told)}$", run.output, re.MULTILINE)
    assert {path.name: path.read_bytes() for path in (small.build / "release").iterdir()} == released


def test_a_concordance_that_somebody_cut(small: Project) -> None:
    """A concordance that is no JSON any more is made anew, and troubles no other task."""
    before = small.sums()
    (small.build / "concordance.json").write_text("{", encoding="utf-8")
    run = small.run("pdf")
    assert (run.status, "Traceback" in run.output) == (0, False), run.output
    run = small.run()
    assert (run.status, run.ran) == (0, {"verify:small"}), run.output
    assert small.sums() == before


def test_the_same_bytes(small_build: Project, project: Callable[..., Project]) -> None:
    """Built elsewhere, with another hash seed, zone, locale and umask, the files are the same."""
    other = project("small", "a folder of another name")
    run = other.run(
        PYTHONHASHSEED="4711",
        TZ="Pacific/Auckland",
        LC_ALL="C",
        LANG="C",
        HOME="/nonexistent",
        umask=0o077,
    )
    assert run.status == 0, run.output
    assert dict(other.sums()) == dict(small_build.sums())
    assert len(other.sums()) == 10  # eight files, and the concordance for people and for machines


@pytest.mark.slow
def test_a_second_note(small: Project) -> None:
    """A note is a folder: another, English only, with 34 citations, is built beside the first."""
    bibliography = (PUBLISHED / "bibliography.bib").read_text(encoding="utf-8")
    own = (small / "bibliography.bib").read_text(encoding="utf-8")
    entries = re.findall(r"^@\w+\{(\w+),\n.*?^\}\n", bibliography, re.MULTILINE | re.DOTALL)
    texts = dict(re.findall(r"^(@\w+\{(\w+),\n.*?^\}\n)", bibliography, re.MULTILINE | re.DOTALL))
    by_key = {key: text for text, key in texts.items()}
    cited = [key for key in entries if f"{{{key}," not in own][:34]
    with (small / "bibliography.bib").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(by_key[key] for key in cited))
    sentences = "\n".join(
        f"Sentence {number} of this note names one source [@{key}]." for number, key in enumerate(cited, 1)
    )
    folder = small / "manuscript/second"
    folder.mkdir()
    (folder / "note.md").write_text(
        "---\ntitle: A second note\nauthor: [The notebuild editors]\ndate: 2025-03-31\n"
        "version: 1\nlang: en-GB\nteaser: It cites and cites.\n"
        "abstract: |\n  It cites thirty-four sources, once each.\nkey-points:\n  - One point.\n---\n\n"
        f"## Citations {{#citations}}\n\n{sentences}\n",
        encoding="utf-8",
    )
    before = small.sums()
    run = small.run()
    assert run.status == 0, run.output
    assert run.ran == {
        "check:bibliography", "check:small.en", "check:small.fr", "sources:small",
        "check:second.en", "sources:second", "titles:second", "edition:second.en", "web:second.en",
        "share:second.en", "pdf:second.en", "docx:second.en", "verify:second",
    }  # fmt: skip
    assert small.sums() == before
    made = sorted(path.name for path in (small / "build/second").glob("second.*"))
    assert made == ["second.en.docx", "second.en.html", "second.en.pdf", "second.en.png"]
    assert re.search(r"^build/second/second\.en\.pdf +v1 +\d+ +34 ", run.output, re.MULTILINE)


@pytest.mark.slow
def test_a_third_language(small: Project) -> None:
    """A third language is a catalogue and a profile: nothing else, and no code."""
    english = (TOOL / "profiles/en-GB.toml").read_text(encoding="utf-8")
    german = re.sub(r"^language = .*$", 'language = "de-DE"', english, count=1, flags=re.MULTILINE)
    german = re.sub(r"^name = .*$", 'name = "Deutsch"', german, count=1, flags=re.MULTILINE)
    german = german.replace('table = "Table"', 'table = "Tabelle"', 1)
    german = german.replace('xref-table = "Table', 'xref-table = "Tabelle', 1)
    small.own("styles/profiles/de-DE.toml").write_text(german, encoding="utf-8")
    shutil.copy(small / "further/de.po", small.manuscript / "de.po")
    small.edit(NOTE, "languages: [fr-FR]", "languages: [fr-FR, de-DE]")
    run = small.run("check", "web", "pdf:small.de", "docx:small.de")
    assert run.status == 0, run.output
    page = small.deliverable("de", "html").read_text(encoding="utf-8")
    assert '<html lang="de-DE"' in page
    assert "Tabelle\u00a01" in page
    assert "Sicherheitsrat der Vereinten Nationen" in page
    assert small.deliverable("de", "pdf").is_file()
    assert small.deliverable("de", "docx").is_file()
    assert "Deutsch" in small.deliverable("en", "html").read_text(encoding="utf-8")


def test_a_long_bibliography_does_not_reach_the_citation_pass(small: Project) -> None:
    """Ten thousand entries more change nothing for pandoc: it is handed the two that are cited."""
    before = (small.build / "en/cited.bib").read_bytes()
    with (small / "bibliography.bib").open("a", encoding="utf-8") as file:
        for number in range(10_000):
            file.write(
                f"\n@misc{{entry{number:05},\n  title = {{Entry {number} of a long list}},\n"
                f"  author = {{{{The notebuild editors}}}},\n  date = {{2025}},\n}}\n"
            )
    run = small.run("sources", "edition:small.en")
    assert run.ran >= {"sources:small"}
    assert "edition:small.en" not in run.ran
    assert (small.build / "en/cited.bib").read_bytes() == before
    assert before.count(b"\n@") + before.startswith(b"@") == 2


def test_what_catalogue_says(small: Project) -> None:
    """A catalogue that is made, one brought up to date, and one that was: each is called so, with what is left."""
    path = small.root / FRENCH
    kept = path.read_text(encoding="utf-8")
    assert small.run("catalogue").output == f"{FRENCH} was up to date: 0 passages to translate, 0 to mend\n"
    small.edit(NOTE, "A cell", "One cell")
    assert small.run("catalogue").output == (
        f"{FRENCH} is brought up to date: 0 passages to translate, 1 to mend\n"
    )
    path.unlink()
    made = small.run("catalogue").output
    assert re.fullmatch(rf"{FRENCH} is made: \d+ passages to translate, 0 to mend\n", made)
    path.write_text(kept, encoding="utf-8")


def test_a_complete_catalogue_stays_as_it_is(small: Project) -> None:
    """`doit catalogue` on a catalogue that is up to date changes no byte of it."""
    before = (small / FRENCH).read_bytes()
    run = small.run("catalogue", "small.fr")
    assert run.status == 0, run.output
    assert (small / FRENCH).read_bytes() == before


def test_a_run_that_was_killed(small: Project) -> None:
    """After a run that was killed the last good files are there, and the next run makes the rest."""
    before = deliverables(small)
    small.edit("styles/house.toml", 'ink = "#12394a"', 'ink = "#12394b"')
    process = small.start("pdf")
    for line in process.stdout:
        if line.startswith("pdf:small"):
            break
    process.kill()
    process.wait()
    process.stdout.close()
    assert set(deliverables(small)) == set(before)
    run = small.run("pdf")
    assert run.status == 0, run.output
    after = deliverables(small)
    assert all((after[name] != before[name]) == name.endswith(".pdf") for name in before)
    assert not [path for path in (small / "build").rglob(".*") if path.is_file()]


@pytest.mark.parametrize("options", [[], ["-r", "console"]], ids=["our report", "doit's report"])
def test_an_edit_that_is_taken_back_after_a_kill(small: Project, options: list[str]) -> None:
    """What a killed run made of an edit that is then taken back never goes out: the next run makes it anew."""
    before = deliverables(small)
    path = f"manuscript/{small.name}/note.md"
    original = (small / path).read_text(encoding="utf-8")
    edition = small.build / "en" / "edition.json"
    was = edition.read_bytes()
    small.edit(path, "by hand[^second].", "by foot[^second].")
    process = small.start("run", *options)
    deadline = time.monotonic() + 60
    while edition.read_bytes() == was and time.monotonic() < deadline:
        time.sleep(0.005)
    process.kill()
    process.communicate()
    assert b"by foot" in edition.read_bytes()
    (small / path).write_text(original, encoding="utf-8")
    assert small.run().status == 0
    assert deliverables(small) == before
    assert "by foot" not in "".join(p.read_text("utf-8") for p in (small / "build").rglob("*.html"))
    assert not small.run().ran


def test_what_is_no_more_is_not_told_of(small: Project) -> None:
    """The findings of a note that was removed are not printed any more."""
    shutil.copytree(small.manuscript, small / "manuscript/gone")
    small.edit("manuscript/gone/note.md", "by hand[^second].", "by hand[^second] [@nokey].")
    assert small.run("check").status == 1
    shutil.rmtree(small / "manuscript/gone")
    run = small.run("check")
    assert run.status == 0
    assert "manuscript/gone" not in run.output


@pytest.mark.parametrize("task", ["pdf:small.fr", "docx"])
def test_a_named_file_with_a_fault_says_why(small: Project, task: str) -> None:
    """Where one file or one format is asked for, the fault that stops it is told all the same."""
    lose_a_key(small)
    run = small.run(task)
    assert run.status == 1
    assert LOST.search(run.output)
