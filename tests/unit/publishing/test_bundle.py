"""The archive of a version: where everything lies in it, and what it says of the licence."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

from notebuild.publishing.bundle import bundle, licence
from notebuild.records.record import Author, Record


def record(**given: Any) -> Record:
    """The record of an edition, as far as an archive asks for it."""
    values: dict[str, Any] = dict.fromkeys(Record.__slots__, "")
    values |= {"note": "harbour", "language": "en-GB", "title": "Tides", "whole_title": "Tides"}
    values |= {"authors": (Author("A. Pilot"),), "publisher": "A house", "version": 2}
    values |= {"date": date(2025, 6, 1), "first_date": date(2025, 3, 31), "funders": (), "twins": ()}
    return Record(**{**values, "keywords": (), "corrections": (), "files": {}, **given})


def entries(data: bytes) -> dict[str, zipfile.ZipInfo]:
    return {entry.filename: entry for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()}


def test_one_folder_of_one_day() -> None:
    """All lies in one folder, dated as the version is, readable by all and no program, in the order of names."""
    made = bundle(
        [record()], {"b.pdf": b"2", "a.pdf": b"1"}, {"manuscript/harbour/note.md": b"3"}, "harbour-v2"
    )
    found = entries(made)
    assert list(found) == [
        "harbour-v2/CITATION.cff",
        "harbour-v2/SHA256SUMS",
        "harbour-v2/a.pdf",
        "harbour-v2/b.pdf",
        "harbour-v2/sources/manuscript/harbour/note.md",
    ]
    assert {(entry.date_time, entry.external_attr >> 16) for entry in found.values()} == {
        ((2025, 6, 1, 0, 0, 0), 0o100644)
    }


def test_a_date_that_no_archive_knows() -> None:
    """A note from before 1980 is dated as early as an archive can say."""
    found = entries(bundle([record(date=date(1971, 5, 2))], {}, {}, "harbour-v1"))
    assert {entry.date_time for entry in found.values()} == {(1980, 5, 2, 0, 0, 0)}


def test_the_licence_in_each_language() -> None:
    """It is said as each edition says it, with its address; a note that says nothing has no such file."""
    english = record(licence="CC BY 4.0", licence_url="https://creativecommons.org/licenses/by/4.0/")
    french = record(language="fr-FR", whole_title="Marées", licence="Tous droits réservés")
    assert licence([english, french]) == (
        "Tides\nA. Pilot, A house, 2025-06-01\n\nCC BY 4.0\nhttps://creativecommons.org/licenses/by/4.0/\n\n\n"
        "Marées\nA. Pilot, A house, 2025-06-01\n\nTous droits réservés\n"
    )
    assert licence([record()]) == ""
    assert "harbour-v2/LICENCE.txt" in entries(bundle([english], {}, {}, "harbour-v2"))
