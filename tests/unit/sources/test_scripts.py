"""Names in other scripts reach the citation pass so that it prints them as their readers do."""

from __future__ import annotations

import pytest

from notebuild.core.characters import END, FORWARD, ISOLATE
from notebuild.sources.bibliography import scripts

NAMES = [
    ("Doe, Jane", "Doe, Jane"),
    (
        "\u0428\u043e\u043b\u043e\u0445\u043e\u0432, \u041c.",
        "\u0428\u043e\u043b\u043e\u0445\u043e\u0432, \u041c.",
    ),
    ("\u0532\u0531, \u0531\u0576\u056b", f"\u0532\u0531{FORWARD}, \u0531\u0576\u056b"),
    ("\u0531\u0576\u056b \u0532\u0531", f"\u0531\u0576\u056b \u0532\u0531{FORWARD}"),
    ("{\u0532\u0531}, \u0531", f"{{\u0532\u0531}}{FORWARD}, \u0531"),
    ("{\u0532\u0531\u0576\u056f}", "{\u0532\u0531\u0576\u056f}"),
    ("\u10d1\u10d0, \u10dc\u10d8", f"\u10d1\u10d0{FORWARD}, \u10dc\u10d8"),
    ("\u738b, \u5c0f\u660e", "\u738b, \u5c0f\u660e"),
    ("\u738b\u5c0f\u660e", "\u738b\u5c0f\u660e"),
    ("\u738b \u5c0f\u660e", "\u738b, \u5c0f\u660e"),
    ("\uae40, \uc601\ud558", "\uae40, \uc601\ud558"),
    ("\u6751\u4e0a, Haruki", f"\u6751\u4e0a{FORWARD}, Haruki"),
    ("Nguy\u1ec5n V\u0103n An", "Nguy\u1ec5n V\u0103n An"),
    ("\u05db\u05d4\u05df, \u05d3\u05df", f"{ISOLATE}\u05db\u05d4\u05df{END}, {ISOLATE}\u05d3\u05df{END}"),
    ("\u05d3\u05df \u05db\u05d4\u05df", f"{ISOLATE}\u05d3\u05df{END} {ISOLATE}\u05db\u05d4\u05df{END}"),
    ("family=\u0532\u0531, given=\u0531", f"family=\u0532\u0531{FORWARD}, given=\u0531"),
    ("\u0532\u0531, \u0531 and Doe, Jo and others", f"\u0532\u0531{FORWARD}, \u0531 and Doe, Jo and others"),
]


@pytest.mark.parametrize(("typed", "handed"), NAMES, ids=[ascii(typed) for typed, _ in NAMES])
def test_names(typed: str, handed: str) -> None:
    """A sign without a shape makes the given name come first, but for Chinese, Japanese and Korean names."""
    assert scripts.names(typed) == handed


def test_titles() -> None:
    """Words that begin from right to left are closed off; a Latin title with such a word is not."""
    assert scripts.isolated("\u05d0\u05d1 EU 2") == f"{ISOLATE}\u05d0\u05d1 EU 2{END}"
    assert scripts.isolated(f"{ISOLATE}\u05d0{END}, B") == f"{ISOLATE}\u05d0{END}, B"
    assert scripts.isolated("EU \u05d0") == "EU \u05d0"
    assert scripts.isolated("2015 \u05d0") == f"{ISOLATE}2015 \u05d0{END}"
