"""What `publish` takes for the day and the address of a version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from notebuild.commands import publish
from notebuild.core.house import read_house
from notebuild.core.problems import NotebuildError
from notebuild.sources import project
from notebuild.sources.project import Job

HOUSE = Path(__file__).parents[2] / "projects/published/styles/house.toml"
JOB = Job("quay & pier", "en-GB", "en-GB", ("pdf", "html"))


@pytest.mark.parametrize(
    ("site", "formats", "address"),
    [
        ("", ("pdf", "html"), ""),
        ("https://notes.example.org/", ("pdf", "html"), "https://notes.example.org/quay%20%26%20pier/v3/"),
        ("https://example.org/notes", ("html",), "https://example.org/notes/quay%20%26%20pier/v3/"),
        ("https://example.org/notes", ("pdf",), ""),
    ],
    ids=["no site", "site", "below a site", "no page"],
)
def test_where_a_version_is(
    site: str, formats: tuple[str, ...], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the house's site, where it has one and the note a page there; else nobody knows."""
    house = replace(read_house(HOUSE, "house.toml"), site=site)
    monkeypatch.setattr(project, "house", lambda: house)
    assert publish.on_site(replace(JOB, formats=formats), 3) == address


def test_the_day() -> None:
    """It is the one that was typed, else the note's own; not before that, nor to come."""
    assert publish.when("", "2025-03-31") == date(2025, 3, 31)
    assert publish.when("2025-04-02", "2025-03-31") == date(2025, 4, 2)
    for typed, own, told in (
        ("2 April", "2025-03-31", "--date 2 April: no such day"),
        (
            "2025-03-30",
            "2025-03-31",
            "--date 2025-03-30 is before 2025-03-31, when this version was finished",
        ),
        ("", "9999-12-31", "9999-12-31 is still to come"),
    ):
        with pytest.raises(NotebuildError) as fault:
            publish.when(typed, own)
        assert (
            str(fault.value) == f"the command line: {told}\n    give the day on which it went out, 2025-03-31"
        )
