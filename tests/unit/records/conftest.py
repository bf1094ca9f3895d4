"""The records of a note in two languages."""

from __future__ import annotations

import pytest
from recorded import ENGLISH, FRENCH

from notebuild.records.record import Record


@pytest.fixture
def english() -> Record:
    return ENGLISH


@pytest.fixture
def french() -> Record:
    return FRENCH
