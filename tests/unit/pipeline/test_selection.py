"""Tasks named short."""

from __future__ import annotations

import pytest

from notebuild.pipeline.selection import expanded

TASKS = [
    *("check", "check:bibliography", "pdf", "pdf:gas.en", "pdf:gas.fr", "pdf:gas-2.en"),
    *(
        "verify",
        "verify:gas",
        "figure",
        "figure:gas.fr/map.svg",
        "figure:gas.fr/x.svg",
        "figure:gas.en/x.svg",
    ),
]


@pytest.mark.parametrize(
    ("name", "tasks"),
    [
        pytest.param("pdf:gas", ["pdf:gas.en", "pdf:gas.fr"], id="a note is all its editions"),
        pytest.param(
            "figure:gas.fr", ["figure:gas.fr/map.svg", "figure:gas.fr/x.svg"], id="an edition's figures"
        ),
        pytest.param("gas", ["verify:gas"], id="a note is all that is made of it"),
        pytest.param("gas.fr", ["pdf:gas.fr"], id="an edition is its files"),
        pytest.param("pdf", ["pdf"], id="a kind"),
        pytest.param("pdf:gas.fr", ["pdf:gas.fr"], id="one task"),
        pytest.param("verify:gas", ["verify:gas"], id="a task of a whole note"),
        pytest.param("pdf:*.fr", ["pdf:*.fr"], id="a pattern of doit's"),
        pytest.param("pdf:oil", ["pdf:oil"], id="a wrong name, told later"),
        pytest.param("pdf:", ["pdf:"], id="no note"),
        pytest.param("build/gas/gas.en.pdf", ["build/gas/gas.en.pdf"], id="a built file"),
    ],
)
def test_expanded(name: str, tasks: list[str]) -> None:
    """A note's name stands for its editions; what is no short name stays for doit to judge."""
    assert expanded(["check", name], TASKS) == ["check", *tasks]
