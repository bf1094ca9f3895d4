"""What `./doit status` says and what `./doit accept` does, in a small project without a build."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import polib
import pytest

from houses import PROJECTS, furnish
from notebuild.commands import accept, catalogues, names, report, status, suggest
from notebuild.commands.command import Command
from notebuild.core.model import Segment
from notebuild.core.problems import NotebuildError
from notebuild.proof import release
from notebuild.proof.concordance import Concordance
from notebuild.translation import Change
from notebuild.translation.gaps import Standing

NOTE = Path("manuscript/small/note.md")
FRENCH = Path("manuscript/small/fr.po")
PARAGRAPH = "text:paragraph:1"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small note, every segment of it translated."""
    furnish(tmp_path, PROJECTS / "small")
    monkeypatch.chdir(tmp_path)
    run(catalogues.Catalogue)
    held = polib.pofile(str(tmp_path / FRENCH), wrapwidth=0)
    held.metadata.pop("X-Source-Version", None)
    for entry in held.untranslated_entries():
        entry.msgstr = "Des mots"
    (tmp_path / FRENCH).write_text(str(held).rstrip("\n") + "\n", encoding="utf-8")
    return tmp_path


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def a_word(small: Path) -> None:
    edit(small / NOTE, "is written by hand", "is typed by hand")


def a_key(small: Path) -> None:
    edit(small / NOTE, "cites a book [@dewaal2003, p. 3]", "cites a book [@dewaal2003, p. 4]")


def run(command: type[Command], *words: str) -> int:
    return command(bin_name="./doit").parse_execute(words)


def said(capsys: pytest.CaptureFixture[str], command: type[Command], *words: str) -> str:
    """What a command prints, then what it tells where it fails."""
    capsys.readouterr()
    status = run(command, *words)
    printed = capsys.readouterr()
    assert (status == 1) == bool(printed.err)
    return re.sub(r"(?m)^(small.fr .*?)\d+ segments: \d+", r"\1N segments: N", printed.out) + printed.err


def test_all_translated(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A note that is translated whole says so, and what its edition prints."""
    assert said(capsys, status.Status, "--strict").splitlines() == [
        "small.fr (fr-FR): N segments: N translated, 0 stale, 0 missing",
        "  policy block: the edition prints the whole translation",
        "  last good files: none yet; the note is at version 1",
    ]


def test_one_word(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After one English word changes exactly one segment is stale, and its words are shown."""
    a_word(small)
    lines = said(capsys, status.Status).splitlines()
    assert lines[0] == "small.fr (fr-FR): N segments: N translated, 1 stale, 0 missing"
    assert [line for line in lines if line.startswith("  stale")] == [f"  stale {PARAGRAPH}"]
    assert "second one is [-written-] {+typed+} by hand[^second]." in lines[3]
    assert "La deuxième est écrite à la main" in lines[4]
    assert "  policy block: the edition is refused until nothing is stale or missing" in lines


def test_strict(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --strict a translation that is behind is a failure, with what to do."""
    a_word(small)
    assert said(capsys, status.Status, "--strict").endswith(
        "manuscript/small/fr.po: small.fr is behind the note: 1 stale, 0 missing\n"
        "    run ./doit catalogue and mend them, or ./doit accept what still holds\n"
    )


def test_accept_without_names_only_lists(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without names the candidates are listed, with their words, and nothing is written."""
    a_word(small)
    before = (small / FRENCH).read_bytes()
    text = said(capsys, accept.Accept)
    assert f"small.fr: 1 stale segment\n{PARAGRAPH}\n    English:     " in text
    assert "[-written-] {+typed+}" in text
    assert "confirm with ./doit accept small.fr SEGMENT …, or ./doit accept small.fr --all" in text
    assert (small / FRENCH).read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["small.fr", PARAGRAPH], id="by name"),
        pytest.param(["small", PARAGRAPH], id="by its note"),
        pytest.param(["--all", "small.fr"], id="all of an edition"),
        pytest.param(["small", "--all"], id="all of a note"),
        pytest.param(["--all"], id="all"),
    ],
)
def test_accept(small: Path, capsys: pytest.CaptureFixture[str], words: Sequence[str]) -> None:
    """A confirmed translation stands for the new English; nothing else in the catalogue changes."""
    edit(small / NOTE, "version: 1", "version: 2")
    a_word(small)
    before = (small / FRENCH).read_text(encoding="utf-8")
    text = said(capsys, accept.Accept, *words)
    assert text.index("[-written-] {+typed+}") < text.index("1 translation confirmed")
    after = (small / FRENCH).read_text(encoding="utf-8")
    assert after.replace('"X-Source-Version: 2\\n"\n', "") == before.replace("written", "typed")
    assert "N translated, 0 stale" in said(capsys, status.Status, "--strict")


def test_accept_after_the_catalogue_was_updated(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The marks of `./doit catalogue` (fuzzy, previous English, the change) go with the confirmation."""
    a_word(small)
    run(catalogues.Catalogue)
    held = (small / FRENCH).read_text(encoding="utf-8")
    assert "#, fuzzy" in held
    assert "#| " in held
    assert "#. changed: " in held
    run(accept.Accept, "small.fr", PARAGRAPH)
    held = (small / FRENCH).read_text(encoding="utf-8")
    assert not any(mark in held for mark in ("fuzzy", "#| ", "changed:"))


def test_accept_refuses_a_lost_key(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A translation that no longer has the citations of the English cannot be confirmed."""
    a_key(small)
    before = (small / FRENCH).read_bytes()
    assert said(capsys, accept.Accept, "--all", "small.fr").endswith(
        f"manuscript/small/fr.po: the translation of {PARAGRAPH} cannot stand: "
        "it keeps not every key, locator and label of the original\n    run ./doit catalogue, then mend it\n"
    )
    assert (small / FRENCH).read_bytes() == before


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(
            ["small.fr", "text:paragraph:2"],
            f"manuscript/small/fr.po: text:paragraph:2 is not stale (did you mean {PARAGRAPH}?)\n"
            "    name a stale segment; ./doit accept small.fr lists them\n",
            id="a segment that is not stale",
        ),
        pytest.param(
            ["small.fe", PARAGRAPH],
            "the command line: small.fe is no translation (did you mean small.fr?)\n"
            "    begin with one of small.fr, then name its segments\n",
            id="an edition that is not there",
        ),
    ],
)
def test_accept_names(
    small: Path, capsys: pytest.CaptureFixture[str], names: Sequence[str], expected: str
) -> None:
    """A name that is nothing to confirm is told with the nearest that is."""
    a_word(small)
    assert said(capsys, accept.Accept, *names) == expected


def test_the_version_that_is_translated_whole(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The catalogue keeps the last version that was translated whole, through a later change."""
    run(catalogues.Catalogue)
    edit(small / NOTE, "version: 1", "version: 2")
    a_word(small)
    run(catalogues.Catalogue)
    assert '"X-Source-Version: 1\\n"' in (small / FRENCH).read_text(encoding="utf-8")
    assert "translates version 1 whole" in said(capsys, status.Status)


def translation(policy: str = "block", **given: object) -> report.Report:
    kinds = ("heading", "paragraph", "paragraph")
    segments = tuple(Segment(f"{kind}:{n}", kind, None, "", kind) for n, kind in enumerate(kinds))  # type: ignore[arg-type]
    stands = Standing({"heading:0": "translated", "paragraph:1": "stale", "paragraph:2": "untranslated"}, "1")
    change = Change(segments[1], "Old words.", "New words.", "Des mots.")
    values = {"name": "x.fr", "language": "fr-FR", "version": 2, "built": "1", "released": "1"} | given
    return report.Report(policy=policy, standing=stands, segments=segments, changes=(change,), **values)  # type: ignore[arg-type]


def test_lines() -> None:
    """Counts by kind, changes by word, what is missing, what would print, and the last good files."""
    assert report.lines([translation("banner")]) == [
        "x.fr (fr-FR): 3 segments: 1 translated, 1 stale, 1 missing",
        "    paragraph:    0 translated, 1 stale, 1 missing",
        "  stale paragraph:1",
        "      English: [-Old-] {+New+} words.",
        "      fr-FR: Des mots.",
        "  missing paragraph:2",
        "  policy banner: the edition prints a line under its title, 1 stale passage marked and "
        "1 passage in the original language, marked and tagged; translates version 1 whole",
        "  last good files: build/ version 1, release/ version 1; the note is at version 2",
    ]


def test_other_faults() -> None:
    """An edition that something else refuses says so, whatever its policy."""
    said = report.prints(translation("banner", faults=2))
    assert said == "the edition is refused for 2 other faults (./doit check)"


def test_no_translation(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A project without translations has one line."""
    edit(small / NOTE, "languages: [fr-FR]", "languages: []")
    assert said(capsys, status.Status) == "no note has a translation\n"


def test_a_note_that_cannot_be_read(small: Path) -> None:
    """What is wrong with the note is told in the place of its lines."""
    (job,) = names.translations()
    (small / NOTE).write_bytes(b"\xff")
    with pytest.raises(NotebuildError, match=r"^manuscript/small/note\.md:1:1: .*UTF-8"):
        status.report_on(job)


def test_a_refused_edition_is_not_released(tmp_path: Path) -> None:
    """The concordance's page says which edition is refused, and what the release still holds."""
    agrees = Concordance("x", "2", ("en-GB",), {}, {}, (), (), ())
    assert release.sentence(agrees, tmp_path, ["The edition x.fr is refused (1 stale)."]) == (
        "The edition x.fr is refused (1 stale). This set is not released; release/ holds nothing yet."
    )


def test_suggest_gives_the_entry_to_paste(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pasted in place of the old entry, its translation mended, nothing is stale any more; nothing was written."""
    run(suggest.Suggest)
    assert capsys.readouterr().out == f"{FRENCH}: nothing is stale or missing\n"
    a_word(small)
    before = (small / FRENCH).read_text(encoding="utf-8")
    run(suggest.Suggest)
    said = capsys.readouterr().out
    assert (small / FRENCH).read_text(encoding="utf-8") == before
    head, _, block = said.partition(":\n\n")
    (line,) = re.findall(rf"^{FRENCH}:(\d+): {PARAGRAPH}\n", head)
    assert "[-written-] {+typed+}" in head
    assert f"paste this in place of the entry that begins at line {line}, then mend its msgstr" in head
    lines = before.split("\n")
    end = lines.index("", int(line) - 1)
    assert 'msgctxt "text:paragraph"' in lines[int(line) - 1 : end]
    pasted = [*lines[: int(line) - 1], *block.strip().split("\n"), *lines[end:]]
    (small / FRENCH).write_text("\n".join(pasted), encoding="utf-8")
    run(suggest.Suggest)
    assert capsys.readouterr().out == f"{FRENCH}: nothing is stale or missing\n"


def test_suggest_for_a_passage_that_is_new(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        small / NOTE,
        "The first footnote cites",
        "Wholly other words stand here now.\n\nThe first footnote cites",
    )
    run(suggest.Suggest)
    said = capsys.readouterr().out
    assert "paste this at the end of the file, then write its msgstr:" in said
    assert 'msgid "Wholly other words stand here now."\nmsgstr ""' in said
