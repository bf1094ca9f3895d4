"""Tell apart the sources whose short forms, author and title, are the same.

By the year, then by more of the title, then by the number; by the whole date where all these are one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from notebuild.core.model import Source
from notebuild.sources.bibliography import dates, latex

Fields = Mapping[str, str]

FLAGS = {"year": "annotation", "number": "pagetotal", "date": "abstract"}
"""Fields that no reference prints, by what the citation style shows of a source whose entry has one."""


def _year(fields: Fields) -> str:
    return (re.match(r"-?\d{4}", dates.of(fields)) or [""])[0]


def _full(fields: Fields) -> str:
    return _letters(f"{fields.get('title', '')} {fields.get('subtitle', '')}")


def _numbers(fields: Fields) -> str:
    return "/".join(_letters(fields.get(name, "")) for name in ("number", "volume", "issue")).strip("/")


WAYS: Mapping[str, Callable[[Fields], str]] = {
    "year": _year,
    "title": _full,
    "number": _numbers,
    "date": dates.of,
}
"""What tells two sources apart, in the order in which it is tried: its name, and how it is read from an entry."""


def apart(
    sources: Sequence[Source], words: Mapping[tuple[str, str], str] | None = None
) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[Source, ...], ...]]:
    """Return what a short form needs besides author and title, by key; and the groups that nothing tells apart.

    `words` replaces fields, by (key, field name), as in the entries of an edition.
    """
    fields = {
        source.key: {
            name: (words or {}).get((source.key, name), value) for name, value in source.fields.items()
        }
        for source in sources
    }
    needs: dict[str, tuple[str, ...]] = {}
    groups = [group for group in _parted(sources, fields, short_form) if len(group) > 1]
    for name, read in WAYS.items():
        still = []
        for group in groups:
            parts = _parted(group, fields, read)
            if len(parts) > 1:
                needs |= {source.key: (*needs.get(source.key, ()), name) for source in group}
            still += [part for part in parts if len(part) > 1]
        groups = still
    return needs, tuple(tuple(group) for group in groups)


def _parted(
    sources: Iterable[Source], fields: Mapping[str, Fields], read: Callable[[Fields], object]
) -> list[list[Source]]:
    """Return sources in groups of which one thing is the same."""
    groups: dict[object, list[Source]] = {}
    for source in sources:
        groups.setdefault(read(fields[source.key]), []).append(source)
    return list(groups.values())


def short_form(fields: Fields) -> tuple[str, str]:
    """Return what a later footnote prints of a source, letters and figures alone: its authors, its short title."""
    people = latex.names(fields.get("author") or fields.get("editor") or "")
    families = [name if name.startswith("{") else _family(name) for name in people]
    if len(families) > 3:
        families = [families[0], "et al"]
    title = fields.get("shorttitle") or fields.get("title", "")
    return _letters(" ".join(families)), _letters(title)


def _family(name: str) -> str:
    family, comma, _ = name.partition(",")
    return family if comma else name.split()[-1] if name.split() else ""


def _letters(value: str) -> str:
    return re.sub(r"[\W_]+", "", value).casefold()
