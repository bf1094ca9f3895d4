"""The published folder: what is ours, what never changes, what is left alone."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
import sites

from houses import furnish
from notebuild.core import files
from notebuild.core.problems import NotebuildError
from notebuild.publishing.site import make, shelf


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The house whose templates and mark are read."""
    monkeypatch.chdir(furnish(tmp_path / "house"))
    return tmp_path


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def told(error: pytest.ExceptionInfo[NotebuildError]) -> list[str]:
    return [str(problem) for problem in error.value.problems]


def test_every_byte_of_the_first_version_stays(here: Path) -> None:
    """After a second version, each file in the first one's folder is as it was; the note's address has the second."""
    onto = here / "site"
    sites.put(onto, sites.version(here, "gas"))
    before = {name: data for name, data in tree(onto).items() if name.startswith("gas/v1/")}
    sites.put(onto, sites.version(here, "gas", 2, date="2025-05-01", words="Corrected."))
    after = tree(onto)
    assert before and {name: after[name] for name in before} == before
    assert after["gas/gas.en.pdf"] == after["gas/v2/gas.en.pdf"] != after["gas/v1/gas.en.pdf"]
    assert after["gas/index.html"] == after["gas/v2/gas.en.html"]


def test_nothing_is_written_twice(here: Path) -> None:
    """A second run with nothing new writes no file, and two folders made of the same hold the same bytes."""
    one = sites.version(here, "gas")
    assert sites.put(here / "a", one)
    assert sites.put(here / "a") == []
    sites.put(here / "b", one)
    assert tree(here / "a") == tree(here / "b")


def test_a_note_that_left_keeps_its_versions(here: Path) -> None:
    """All pages are made from what the folder holds: a run that brings other notes lists the old ones too."""
    sites.put(here / "site", sites.version(here, "gas"))
    sites.put(here / "site", sites.version(here, "oil"))
    assert {"gas/index.html", "oil/index.html"} <= tree(here / "site").keys()
    assert b"gas/index.html" in tree(here / "site")["index.html"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gas/v1/gas.en.pdf", "has other bytes than were published"),
        ("gas/v1/index.html", "has other bytes than were published"),
        ("gas/v1/SHA256SUMS", "has other bytes than were published"),
        ("gas/v1/version.json", "is not as the site wrote it"),
        ("site.json", "is not as the site wrote it"),
    ],
)
def test_a_version_that_was_changed(here: Path, name: str, message: str) -> None:
    """A file of a published version that has other bytes stops the run, with both sums where it has sums."""
    sites.put(here / "site", sites.version(here, "gas"))
    was = sha256((here / "site" / name).read_bytes()).hexdigest()
    (here / "site" / name).write_text("other", encoding="utf-8")
    with pytest.raises(NotebuildError) as error:
        sites.put(here / "site")
    (problem,) = told(error)
    assert problem.startswith(f"site/{name}: {message}")
    if "bytes" in message:
        assert f": {sha256(b'other').hexdigest()}, published {was}" in problem
        assert "a published version never changes" in problem


def test_a_file_that_is_gone(here: Path) -> None:
    """A file of a published version that is gone is told by its name."""
    sites.put(here / "site", sites.version(here, "gas"))
    (here / "site/gas/v1/gas.fr.docx").unlink()
    with pytest.raises(NotebuildError) as error:
        sites.put(here / "site")
    assert told(error)[0].startswith("site/gas/v1/gas.fr.docx: a file of a published version is gone\n")


@pytest.mark.parametrize("name", ["index.html", "notes/report.pdf", "dodo.py"])
def test_a_folder_of_somebody_else(here: Path, name: str) -> None:
    """A folder that holds other things and no site of ours is refused, and nothing in it is touched."""
    (here / "other" / name).parent.mkdir(parents=True)
    (here / "other" / name).write_text("theirs", encoding="utf-8")
    with pytest.raises(NotebuildError) as error:
        shelf.check(here / "other", "other")
    assert told(error) == [
        f"other: holds {name.partition('/')[0]}, and is no site that notebuild made\n"
        "    name an empty folder, or that of the site"
    ]


def test_what_comes_with_a_branch_is_no_stranger(here: Path) -> None:
    """A fresh branch has .git and perhaps a CNAME or a README: they stay as they are."""
    onto = here / "site"
    for name in (".git/config", ".nojekyll", "CNAME", "README.md"):
        (onto / name).parent.mkdir(parents=True, exist_ok=True)
        (onto / name).write_text(name, encoding="utf-8")
    sites.put(onto, sites.version(here, "gas"))
    (onto / "extra.html").write_text("mine", encoding="utf-8")
    sites.put(onto, sites.version(here, "oil"))
    held = tree(onto)
    assert [held[name] for name in ("CNAME", "README.md", ".nojekyll")] == [
        b"CNAME",
        b"README.md",
        b".nojekyll",
    ]
    assert held["extra.html"] == b"mine"


def test_a_file_that_the_site_did_not_make(here: Path) -> None:
    """Where a page of the site would lie, a file that it did not make is told, not replaced."""
    onto = here / "site"
    sites.put(onto, sites.version(here, "gas"))
    (onto / "oil").mkdir()
    (onto / "oil/index.html").write_text("theirs", encoding="utf-8")
    new = sites.version(here, "oil")
    pages = make.files(sites.house(), shelf.standing(onto, "site"), [new], onto, "")
    problems = list(shelf.foreign(onto, "site", pages, shelf.check(onto, "site")))
    assert [str(problem) for problem in problems] == [
        "site/oil/index.html: is there already, and the site did not make it\n"
        "    move it away, or name another folder"
    ]


def test_links_are_not_followed(here: Path) -> None:
    """A symbolic link in the folder, of a file or of a folder, is told: nothing is written to where it leads."""
    onto, out = here / "site", here / "out"
    sites.put(onto, sites.version(here, "gas"))
    out.mkdir()
    (onto / "oil").symlink_to(out)
    (onto / "robots.txt").unlink()
    (onto / "robots.txt").symlink_to(out / "robots.txt")
    pages = make.files(sites.house(), shelf.standing(onto, "site"), [sites.version(here, "oil")], onto, "")
    problems = {str(one) for one in shelf.foreign(onto, "site", pages, shelf.check(onto, "site"))}
    remedy = "is a link, and the site is written through none\n    put a folder or file there"
    assert problems == {f"site/oil: {remedy}", f"site/robots.txt: {remedy}"}
    assert list(out.iterdir()) == []


def test_a_link_for_a_folder(here: Path) -> None:
    """The folder itself may not be a link either."""
    (here / "real").mkdir()
    (here / "site").symlink_to(here / "real")
    with pytest.raises(NotebuildError) as error:
        shelf.check(here / "site", "site")
    assert told(error) == ["site: is a link\n    name the folder that it leads to"]


def test_a_version_through_a_link(here: Path) -> None:
    """A version's folder that was made a link is not taken for the version."""
    onto = here / "site"
    sites.put(onto, sites.version(here, "gas"))
    (onto / "gas/v1").rename(here / "moved")
    (onto / "gas/v1").symlink_to(here / "moved")
    with pytest.raises(NotebuildError) as error:
        shelf.standing(onto, "site")
    assert told(error)[0].startswith("site/gas/v1/version.json: is not as the site wrote it\n")


def test_a_run_that_was_killed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed at any file, a run leaves no version in part; the next one makes the folder as if nothing had been."""
    one = sites.version(here, "gas")
    sites.put(here / "whole", one)
    real, count = files.put, 0

    def put(path: Path, content: str | bytes) -> None:
        nonlocal count
        count += 1
        if count == at:
            raise KeyboardInterrupt
        real(path, content)

    monkeypatch.setattr(shelf, "put", put)
    for at in (1, 2, 7, 20):
        count, onto = 0, here / f"killed-{at}"
        with pytest.raises(KeyboardInterrupt):
            sites.put(onto, one)
        assert not list(onto.rglob(".v*"))
        count = at
        sites.put(onto, *([] if (onto / "gas/v1").is_dir() else [one]))
        assert tree(onto) == tree(here / "whole")


def test_a_killed_copy_of_a_version_is_cleared(here: Path) -> None:
    """What a killed run left of a version beside its place is gone after the next."""
    onto = here / "site"
    sites.put(onto)
    (onto / "gas/.v1.77.new").mkdir(parents=True)
    (onto / "gas/.v1.77.new/gas.en.pdf").write_text("half", encoding="utf-8")
    sites.put(onto, sites.version(here, "gas"))
    assert not list(onto.rglob(".v*"))


def test_a_source_that_changes_meanwhile(here: Path) -> None:
    """A file that has other bytes than when its sum was taken is no file of the version, and leaves none of it."""
    new = sites.version(here, "gas")
    new.sources["gas.en.pdf"].write_text("rebuilt", encoding="utf-8")
    with pytest.raises(NotebuildError) as error:
        sites.put(here / "site", new)
    assert "gas.en.pdf: was changed while the site was made\n    run it again" in told(error)[0]
    assert not (here / "site/gas/v1").exists() and not list((here / "site").rglob(".v*"))


def test_the_address_is_kept(here: Path) -> None:
    """Where the site was said to be is known to the next run; a folder without a site knows nothing."""
    sites.put(here / "site", sites.version(here, "gas"))
    assert shelf.address(here / "site") == sites.ADDRESS
    assert shelf.address(here / "nowhere") == ""
    (here / "site/index.json").write_text("[]", encoding="utf-8")
    assert shelf.address(here / "site") == ""
