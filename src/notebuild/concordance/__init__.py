"""Compare what readers found, across formats and languages; the report, for people and machines."""

from __future__ import annotations

from notebuild.concordance.compare import compare
from notebuild.concordance.page import page, to_json
from notebuild.concordance.value import Concordance

__all__ = ["Concordance", "compare", "page", "to_json"]
