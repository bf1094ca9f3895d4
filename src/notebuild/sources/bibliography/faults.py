"""What is wrong with one field of an entry, before it is known in which line the field stands."""

from __future__ import annotations

from dataclasses import dataclass

from notebuild.core.problems import Severity


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong with an entry; `field` is empty where the entry as a whole is meant."""

    field: str
    message: str
    remedy: str
    severity: Severity = "error"
    kind: str = ""
    """What a whole export has over and over, and is told once a file; empty where each is told."""
