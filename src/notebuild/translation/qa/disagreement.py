"""One disagreement between a text and its translation, and how a translator signs an exception to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notebuild.core.problems import Severity


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One disagreement; `kind` is the word with which a translator signs an exception to it."""

    kind: str
    message: str
    remedy: str
    severity: Severity = "error"


UNSIGNABLE = frozenset({"keys", "blocks", "marks"})
"""Kinds without exception: there is one numbering, and what may not be printed may not be."""

SIGNABLE = ("numbers", "links", "emphasis", "terms", "acronyms", "quotes", "spaces", "same", "capitals")
"""Kinds to which a translator may sign an exception."""

SIGNED = re.compile(r"^\s*ok:\s*(.+)$", re.MULTILINE)


def signed(comment: str) -> frozenset[str]:
    """Return the kinds that a translator's comment excepts: `ok: numbers, emphasis`."""
    return frozenset(word.strip() for line in SIGNED.findall(comment) for word in line.split(","))
