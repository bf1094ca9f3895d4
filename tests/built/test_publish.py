"""A small note published, changed, published again: what is refused on the way, and what its pages say of it."""

from __future__ import annotations

import os
import subprocess
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import html

Project = Any  # the class of `tests/conftest.py`
NOTE = "manuscript/small/note.md"
FRENCH = "manuscript/small/fr.po"
RECORD = "manuscript/small/published.toml"
AT = "https://example.org/notes/small/v1/"

CORRECTION = (
    '\n#: note.md\nmsgctxt "meta:corrections"\nmsgid "The second note."\nmsgstr "La deuxième note."\n'
)


def record(small: Project) -> dict[str, Any]:
    return tomllib.loads((small / RECORD).read_text(encoding="utf-8"))


def a_word(small: Project) -> None:
    """An English sentence, and what the catalogue translates."""
    for path in (NOTE, FRENCH):
        small.edit(path, "The second one is written by hand", "The second one is typed by hand")


def second(small: Project) -> None:
    """The second version, with the correction that it names, in both languages."""
    small.edit(NOTE, "version: 1", "version: 2\ncorrections: [The second note.]")
    small.edit(NOTE, "date: 2025-03-31", "date: 2025-06-01")
    with (small / FRENCH).open("a", encoding="utf-8") as catalogue:
        catalogue.write(CORRECTION)


@pytest.fixture(scope="module")
def first(project: Callable[..., Project]) -> Project:
    """The small note, its first version built and published."""
    small = project("small", "published-small")
    assert small.run().status == 0
    run = small.run("publish", "small", "--date", "2025-04-02", "--at", AT)
    assert run.status == 0, run.output
    assert run.output == (
        f"{RECORD}: version 1, published on 2025-04-02; commit it\n"
        "build/small/small-v1.zip: its files, sources, sums and licence\n"
    )
    return small


@pytest.fixture
def small(first: Project, tmp_path: Path) -> Project:
    """A copy of it, to be changed."""
    return first.copy(tmp_path / "small")


@pytest.fixture(scope="module")
def again(first: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy whose second version is published."""
    small = first.copy(tmp_path_factory.mktemp("again") / "small")
    a_word(small)
    second(small)
    run = small.run()
    assert run.status == 0, run.output
    for language in ("en-GB", "fr-FR"):
        count = 1 if language == "en-GB" else 0
        what = f"{count} passage" if count else "no word"
        said = f"small.{language}: version 2 differs from version 1 in {what}; 1 correction is named\n"
        assert said in run.output
    run = small.run("publish", "small")
    assert run.status == 0, run.output
    return small


def test_the_record(first: Project) -> None:
    """It has the day, the sums of what was released, and the words of both languages, as written and as printed."""
    (version,) = record(first)["version"]
    assert (version["number"], str(version["date"]), version["address"]) == (1, "2025-04-02", AT)
    assert (
        version["files"].items()
        >= {name: value for name, value in first.sums().items() if name.startswith("small.")}.items()
    )
    english, french = version["edition"]
    assert english["language"] == "en-GB" and french["language"] == "fr-FR"
    assert {"title": "A small note"} in english["front"]
    assert {"title": "Une petite note"} in french["front"]
    assert {"heading": "Text"} in english["passages"]
    assert {"cell": "with a source⟦3⟧"} in english["passages"]
    assert english["notes"][1] == "It says what no source says."
    assert any("drawing" in one for one in french["passages"])


def test_the_bundle(first: Project, again: Project, tmp_path: Path) -> None:
    """It unpacks to one folder whose sums hold by the judge of the system, and is the same whenever it is made."""
    for small, number in ((first, 1), (again, 2)):
        path = small.build / f"small-v{number}.zip"
        made = path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            assert archive.testzip() is None
            archive.extractall(tmp_path / str(number))
        folder = tmp_path / str(number) / f"small-v{number}"
        judged = subprocess.run(
            ["sha256sum", "--check", "--strict", "SHA256SUMS"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert judged.returncode == 0, judged.stderr
        assert judged.stdout.count(": OK\n") == len(names) - 1
        assert {name.partition("/")[0] for name in names} == {f"small-v{number}"} and names == sorted(names)
        held = {name.partition("/")[2]: name for name in names}
        assert held.keys() >= {
            "CITATION.cff",
            "small.en.pdf",
            "small.fr.docx",
            "concordance.html",
            "sources/bibliography.bib",
            f"sources/{NOTE}",
            f"sources/{FRENCH}",
            "sources/manuscript/small/figures/bar.svg",
        }
        assert (folder / "sources" / NOTE).read_bytes() == (small / NOTE).read_bytes()
        assert f'version: "{number}"' in (folder / "CITATION.cff").read_text(encoding="utf-8")
        path.unlink()
        os.utime(small / NOTE)
        assert small.run("publish", "small").status == 0
        assert path.read_bytes() == made


def test_what_is_published_holds(small: Project) -> None:
    """Nothing is left to do of it but to look; to publish it again says that it was, and changes nothing."""
    before = (small / RECORD).read_bytes()
    run = small.run()
    assert run.status == 0 and "pdf:" not in run.output and "release" not in run.output
    assert small.run().ran == set()
    run = small.run("publish", "small")
    assert run.status == 0, run.output
    assert "small: version 1 was published on 2025-04-02, with these bytes\n" in run.output
    assert (small / RECORD).read_bytes() == before


def test_other_words_are_refused(small: Project) -> None:
    """A passage that reads otherwise under the published number is told at its line, and nothing is released."""
    release = {path.name: path.read_bytes() for path in (small.build / "release").iterdir()}
    a_word(small)
    for names in ((), ("check",), ("publish", "small")):
        run = small.run(*names)
        assert run.status == 1
        assert (
            f"{NOTE}:17:1: version 1 was published on 2025-04-02 with other words than these, dated 2025-03-31: "
            "1 passage differs (line 17)\n"
            '    write "version: 2" and say under "corrections:" what has changed; or take the change back: '
            in run.output
        ), run.output
        assert 'one is written by hand[2]." was' not in run.output
        assert run.output.count("was published on") == 1
    assert {path.name: path.read_bytes() for path in (small.build / "release").iterdir()} == release


def test_a_passage_that_is_only_translated_anew(small: Project) -> None:
    """It is told at its line of the catalogue; the original is not touched by it."""
    small.edit(FRENCH, "est écrite à la main", "est tapée à la main")
    run = small.run("check")
    assert run.status == 1 and run.failed == {"check:small.fr/published"}
    line = (small / FRENCH).read_text(encoding="utf-8").split("est tapée à la main")[0].count("\n") + 1
    told = [one for one in run.output.splitlines() if "was published on" in one]
    assert len(told) == 1 and told[0].startswith(f"{FRENCH}:"), run.output
    assert abs(int(told[0].split(":")[1]) - line) <= 3


@pytest.mark.parametrize("version", ["0", "two", "99999999999999999999"])
def test_a_version_that_is_no_number(small: Project, version: str) -> None:
    """It is told at its line, and nothing else is: what was published is not held against it."""
    a_word(small)
    assert small.run("check").failed == {"check:small.en/published"}
    small.edit(NOTE, "version: 1", f"version: {version}")
    run = small.run("check")
    assert run.status == 1 and f"{NOTE}:5:" in run.output, run.output
    assert "Traceback" not in run.output and "was published on" not in run.output


def test_what_only_the_front_matter_says(small: Project) -> None:
    """A language less, and a note renamed, are told before anything is made."""
    small.edit(NOTE, "languages: [fr-FR]", "languages: []")
    run = small.run("check")
    assert (
        f"{NOTE}:7:12: version 1 was published on 2025-04-02 in en-GB, fr-FR; this is without fr-FR"
        in run.output
    )
    small.edit(NOTE, "languages: []", "languages: [fr-FR]")
    (small / "manuscript/small").rename(small / "manuscript/tiny")
    run = small.run("check")
    assert (
        "manuscript/tiny/note.md:1:1: tiny was published as small, whose address would break\n" in run.output
    )


def test_a_spoilt_record(small: Project) -> None:
    """One Problem, whatever reads the file; with the file back, there is nothing to do."""
    whole = (small / RECORD).read_text(encoding="utf-8")
    (small / RECORD).write_text(whole.replace("A small note", "A great note"), encoding="utf-8")
    run = small.run()
    assert run.status == 1 and run.output.count("is not as ./doit publish wrote it") == 1
    assert "Traceback" not in run.output
    assert small.run("publish", "small").output.count("is not as ./doit publish wrote it") == 1
    (small / RECORD).write_text(whole, encoding="utf-8")
    assert small.run().status == 0


def test_the_second_version_leaves_the_first(first: Project, again: Project) -> None:
    """Every line that was recorded of the first stands as it stood, but for the digest of the whole."""
    before, after = ((one / RECORD).read_text(encoding="utf-8").splitlines() for one in (first, again))
    assert after[2 : len(before)] == before[2:]
    assert [one["number"] for one in record(again)["version"]] == [1, 2]
    assert str(record(again)["version"][1]["date"]) == "2025-06-01"


@pytest.mark.parametrize(
    ("language", "replaces", "cited"),
    [
        ("en", f"Replaces version 1 of 31 March 2025 ({AT}).", "version 2, notebuild, 1 June 2025."),
        ("fr", f"Remplace la version 1 du 31 mars 2025 ({AT}).", "version 2, notebuild, 1er juin 2025."),
    ],
)
def test_what_the_files_say(again: Project, language: str, replaces: str, cited: str) -> None:
    """Page and PDF name the version that this one replaces, and how to cite this one; machines read the same."""
    page = html.document_fromstring(again.deliverable(language, "html").read_bytes())
    (footer,) = page.xpath("//footer")
    said = " ".join(footer.text_content().split())
    assert replaces in said and cited in said
    assert page.xpath("//link[@rel='predecessor-version']/@href") == [AT]
    (published,) = page.xpath("//meta[@property='article:published_time']/@content")
    (modified,) = page.xpath("//meta[@property='article:modified_time']/@content")
    assert (published, modified) == ("2025-03-31", "2025-06-01")
    (data,) = page.xpath("//script[@type='application/ld+json']/text()")
    for words in ('"datePublished": "2025-03-31"', '"dateModified": "2025-06-01"', f'"url": "{AT}"'):
        assert words in data
    pdf = pypdfium2.PdfDocument(again.deliverable(language, "pdf"))
    text = " ".join(pdf[len(pdf) - 1].get_textpage().get_text_range().split())
    assert replaces.split(" (")[0] in text and cited in text


def test_going_back_is_refused(again: Project, tmp_path: Path) -> None:
    """The number of a version that was followed by another is not built again."""
    small = again.copy(tmp_path / "small")
    small.edit(NOTE, "version: 2\n", "version: 1\n")
    run = small.run("check")
    assert run.status == 1
    assert f"{NOTE}:5:10: version 1 goes back: version 2 was published on 2025-06-01\n" in run.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "publish needs a note\n    name one of small"),
        (["small.fr"], "small.fr is one edition, and a version is published in all its languages at once"),
        (["smal"], "smal is no note (did you mean small?)\n    name one of small\n"),
        (["small", "--date", "2025-13-01"], "--date 2025-13-01: no such day"),
        (["small", "--date", "9999-01-01"], "9999-01-01 is still to come"),
        (
            ["small", "--date", "2025-03-30"],
            "--date 2025-03-30 is before 2025-03-31, when this version was finished",
        ),
        (["small", "--date", "2025-04-03"], "version 1 was published on 2025-04-02, not on 2025-04-03"),
        (["small", "--at", "example.org"], "--at example.org is not a web address"),
    ],
    ids="none edition misspelt month future before another address".split(),
)
def test_what_is_typed_wrong(first: Project, words: list[str], told: str) -> None:
    """What cannot be meant is told, and nothing is recorded."""
    before = (first / RECORD).read_bytes()
    run = first.run("publish", *words)
    assert run.status == 1 and told in run.output, run.output
    assert (first / RECORD).read_bytes() == before


def test_only_what_is_released_is_published(small: Project) -> None:
    """A release that is behind its sources is made anew and shown first; one that lacks a file is refused."""
    (small / RECORD).unlink()
    a_word(small)
    run = small.run("publish", "small")
    assert run.status == 1 and not (small / RECORD).exists()
    assert (
        "build/small/release: was not made of the sources as they stand, and has been made anew" in run.output
    )
    stray = small.build / "release/notes.txt"
    stray.write_text("To do", encoding="utf-8")
    run = small.run("publish", "small")
    assert (
        run.status == 1 and "build/small/release: holds notes.txt, which no build has put there" in run.output
    )
    stray.unlink()
    with (small.build / "release/small.fr.docx").open("ab") as file:
        file.write(b"\0")
    run = small.run("publish", "small")
    assert run.status == 1
    assert "build/small/release/small.fr.docx: is not the file that was built and proved\n" in run.output
    (small.build / "release/small.en.pdf").unlink()
    run = small.run("publish", "small")
    assert run.status == 1 and "build/small/release/small.en.pdf" in run.output
    assert not (small / RECORD).exists()
