"""A version of a note as one archive: what went out, what it was made of, its sums, its licence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256

from notebuild.records.cff import cff
from notebuild.records.record import Record

SUMS = "SHA256SUMS"
OLDEST = 1980
"""The first year that a ZIP archive knows (APPNOTE 4.4.6)."""


def bundle(
    records: Sequence[Record], files: Mapping[str, bytes], sources: Mapping[str, bytes], folder: str
) -> bytes:
    """Return the archive of a version; the same bytes for the same files, whenever and wherever it is made.

    `records` are those of its editions, the original first; `files` and `sources` have what went out and what
    it was made of, by their paths in the archive; all of it lies there in one `folder`.
    """
    held = {**files, **{f"sources/{name}": data for name, data in sources.items()}}
    held["CITATION.cff"] = cff(records[0]).encode()
    if terms := licence(records):
        held["LICENCE.txt"] = terms.encode()
    held[SUMS] = sums(held).encode()
    day = records[0].date
    stamp = (max(day.year, OLDEST), day.month, day.day, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(held):
            entry = zipfile.ZipInfo(f"{folder}/{name}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # that has modes, and not the system that it is made on
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, held[name])
    return out.getvalue()


def sums(files: Mapping[str, bytes]) -> str:
    """Return the sums of files as `sha256sum --check` reads them; names have no line ends and no backslashes."""
    return "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))


def licence(records: Sequence[Record]) -> str:
    """Return what may be done with a version, in each of its languages; empty where the note says nothing of it."""
    parts = []
    for one in records:
        if one.licence or one.licence_url:
            authors = ", ".join(author.name for author in one.authors)
            head = f"{one.whole_title}\n{authors}, {one.publisher}, {one.date.isoformat()}"
            terms = dict.fromkeys(part for part in (one.licence, one.licence_url) if part)
            parts.append("\n".join([head, "", *terms]))
    return "\n\n\n".join(parts) + "\n" if parts else ""
