"""Compares every word that was read of a finished file with its edition, passage by passage, in order."""

from __future__ import annotations

from notebuild.proof.words.check import check

__all__ = ["check"]
