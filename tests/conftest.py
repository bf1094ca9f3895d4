"""What all the tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`: rewrite the expected texts, for review as a diff."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")
