"""Compares what was read of a note's files, across formats and languages, and reports it."""

from __future__ import annotations

from notebuild.proof.concordance.compare import compare
from notebuild.proof.concordance.report import page, to_json, told, verdict
from notebuild.proof.concordance.value import Concordance

__all__ = ["Concordance", "compare", "page", "to_json", "told", "verdict"]
