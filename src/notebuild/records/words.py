"""The words of a record: plain ones, title and subtitle as one, the licence that they name."""

from __future__ import annotations

import re
from typing import Any

from notebuild.edition import tree

JOINED = "?!.…"
"""Marks after a title that need no colon before its subtitle."""

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2060": "", "\u200b": "", "\u00ad": ""})
"""What the typography pass puts between words, and what a catalogue wants there."""

LICENCE = re.compile(r"\bCC[ -]?(BY(?:-(?:NC|ND|SA)){0,2})[ -]?(\d\.\d)\b", re.IGNORECASE)
"""A licence of Creative Commons, in words as its deeds say it and as SPDX does: CC BY-SA 4.0, CC-BY-4.0."""


def creative_commons(words: str) -> str:
    """Return the address of the licence that these words name, empty where they name none of Creative Commons."""
    if found := LICENCE.search(words):
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    return "https://creativecommons.org/publicdomain/zero/1.0/" if re.search(r"\bCC0\b", words) else ""


def plain(inlines: Any) -> str:
    """Return inlines, or a text, as words with plain spaces."""
    words = inlines if isinstance(inlines, str) else tree.text(inlines or [])
    return " ".join(words.translate(SPACES).split())


def whole_title(title: str, subtitle: str, mark: str = ": ") -> str:
    """Return title and subtitle as one, `mark` between them where the title ends without a mark of its own."""
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title[-1:] in JOINED else f"{title}{mark}{subtitle}"
