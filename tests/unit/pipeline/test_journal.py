"""The journal of a run: what may have begun is known until the run has ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.pipeline.journal import Journal


def test_what_a_run_may_have_begun(tmp_path: Path) -> None:
    """A task that may begin is unfinished, unless there was nothing to do for it; another process sees that at once."""
    journal = Journal(tmp_path / "journal")
    assert journal.unfinished() == set()
    journal.begin("check:n.en", "edition:n.en")
    journal.skip("check:n.en")
    assert Journal(tmp_path / "journal").unfinished() == {"edition:n.en"}


def test_a_run_that_ended(tmp_path: Path) -> None:
    """A run that ended leaves no journal, and ends where it had none."""
    journal = Journal(tmp_path / "journal")
    journal.begin("pdf:n.en")
    journal.end()
    journal.end()
    assert list(tmp_path.iterdir()) == []


def test_a_second_kill(tmp_path: Path) -> None:
    """What a killed run left is kept by the next one until that has ended."""
    Journal(tmp_path / "journal").begin("edition:n.en")
    again = Journal(tmp_path / "journal")
    again.begin("pdf:n.en")
    assert Journal(tmp_path / "journal").unfinished() == {"edition:n.en", "pdf:n.en"}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"no sign\n"], ids=["empty", "no text", "no sign"])
def test_a_spoilt_journal(tmp_path: Path, content: bytes) -> None:
    """A journal that is none names no task."""
    (tmp_path / "journal").write_bytes(content)
    assert Journal(tmp_path / "journal").unfinished() == set()
