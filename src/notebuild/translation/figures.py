"""Writes cells of figures as the language of a translation does: 1,250.5 becomes 1 250,5."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from notebuild.core.model import Segment
from notebuild.translation.catalogue import po
from notebuild.translation.catalogue.po import Catalogue

NARROW = "\u202f"
"""The space that parts thousands (Lexique des règles typographiques en usage à l'Imprimerie nationale, "Nombres")."""

SPACES = f" \u00a0{NARROW}"
"""What an author may type between thousands, where a language parts them with a space."""


def write(
    before: Iterable[Segment],
    after: Iterable[Segment],
    catalogue: Catalogue,
    original: Mapping[str, Any],
    own: Mapping[str, Any],
) -> tuple[Segment, ...]:
    """Return the segments of an edition, `after`, with the figures of untranslated cells written its way.

    `before` are the same segments in the original, `original` and `own` the number tables of both languages.
    """
    return tuple(
        replace(new, text=written(new.text, original, own)) if po.is_left_to_edition(old, catalogue) else new
        for old, new in zip(before, after, strict=True)
    )


def written(text: str, original: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    """Return a text with its numbers written by the marks of another language's number table.

    What has two points or commas that make no thousands is no number, but a date or a version.
    """
    if not all({"thousands", "decimal"} <= table.keys() for table in (original, own)):
        return text
    first = original["thousands"][0]
    thousands = f"[{SPACES}]" if first in SPACES else re.escape(first)
    point = re.escape(original["decimal"])
    number = re.compile(
        rf"(?<![\w.,])((?<!\d[{SPACES}])[1-9]\d{{0,2}}(?:{thousands}\d{{3}})+(?!\d)|\d+)"
        rf"(?:{point}(\d+))?(?!\w|[.,]\d)"
    )
    mark = own["thousands"][0].replace(" ", NARROW)

    def change(match: re.Match[str]) -> str:
        whole = re.sub(thousands, mark, match[1])
        return f"{whole}{own['decimal']}{match[2]}" if match[2] else whole

    return number.sub(change, text)
