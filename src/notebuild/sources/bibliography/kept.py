"""Keep what was read of a bibliography, so that one of ten thousand entries is not read again for the three of a note.

What is kept is text, never code: a digest of all the rest; a line that says of which file it was read, by which
reader, and where each entry stands; the Problems in a line; then a line an entry. What is damaged, of another
file or by another reader is no answer, and the bibliography is read again.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from notebuild.core.model import Source
from notebuild.core.problems import Location, Problem

Told = tuple[str, Problem]
"""A Problem, with the key of the entry that it lies in; "" where the file is meant."""


class Library(Mapping[str, Source]):
    """The sources of a bibliography by their keys, in its order; each is read from what is kept when it is asked for.

    Raises ValueError where `content` is not whole, or is none that `written` gave.
    """

    def __init__(self, content: bytes) -> None:
        digest, _, rest = content.partition(b"\n")
        if sha256(rest).hexdigest().encode() != digest:
            raise ValueError("not as it was written")
        head, _, self._rows = rest.partition(b"\n")
        self._head: Mapping[str, Any] = json.loads(head)
        self._places: Mapping[str, tuple[int, int]] = self._head["entries"]
        self._read: dict[str, Source] = {}

    @property
    def origin(self) -> tuple[str, str]:
        """The digest of the file that this was read of, and the reader that read it."""
        return self._head["file"], self._head["reader"]

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __getitem__(self, key: str) -> Source:
        if key not in self._read:
            kind, fields, line, column, _, _ = self._row(*self._places[key])
            self._read[key] = Source(key, kind, fields, Location(self._head["path"], line, column))
        return self._read[key]

    def chosen(self, keys: Collection[str]) -> list[Source]:
        """Return the sources of these keys, as far as there are any, in the order of the file."""
        return [self[key] for key in sorted(self._places.keys() & set(keys), key=self._places.__getitem__)]

    def problems(self, used: Collection[str] | None = None) -> tuple[Problem, ...]:
        """Return what is wrong with the bibliography, sorted; warnings alone of entries that are not `used`."""
        return lenient(((key, Problem(Location(*place), *said)) for key, place, said in self._told()), used)

    def typed(self, key: str) -> tuple[str, ...]:
        """Return the lines of an entry as they stand in the file, from the one where it begins."""
        *_, start, end = self._row(*self._places[key])
        with Path(self._head["path"]).open("rb") as file:
            file.seek(start)
            return tuple(re.split("\r\n|\r|\n", file.read(end - start).decode("utf-8-sig", "replace")))

    def _told(self) -> list[Any]:
        return list(self._row(*self._head["problems"]))

    def _row(self, start: int, length: int) -> list[Any]:
        return list(json.loads(self._rows[start : start + length]))


def lenient(told: Collection[Told] | Iterator[Told], used: Collection[str] | None) -> tuple[Problem, ...]:
    """Return the Problems; where `used` holds the keys that notes use, those of other entries are warnings."""
    return tuple(
        problem if used is None or not key or key in used else replace(problem, severity="warning")
        for key, problem in told
    )


def written(
    path: str, data: bytes, reader: str, sources: Collection[Source], told: Collection[Told]
) -> bytes:
    """Return what is kept of a file (its path, what stands in it) that a reader has read."""
    ends = [0, *(end.end() for end in re.finditer(b"\r\n|\r|\n", data))]
    begins = sorted({source.location.line for source in sources})
    rows = [_row([[key, _place(one.location), [one.message, one.remedy, one.severity]] for key, one in told])]
    places: dict[str, tuple[int, int]] = {}
    at = len(rows[0])
    for source in sources:
        line, column = source.location.line, source.location.column
        following = bisect_right(begins, line)
        end = ends[begins[following] - 1] if following < len(begins) else len(data)
        rows.append(_row([source.kind, source.fields, line, column, ends[line - 1], end]))
        places[source.key] = (at, len(rows[-1]))
        at += len(rows[-1])
    head = {
        "path": path,
        "file": sha256(data).hexdigest(),
        "reader": reader,
        "problems": (0, len(rows[0])),
        "entries": places,
    }
    rest = _row(head) + b"".join(rows)
    return sha256(rest).hexdigest().encode() + b"\n" + rest


def _place(location: Location) -> list[Any]:
    return [location.path, location.line, location.column, location.place]


def _row(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=dict).encode() + b"\n"
