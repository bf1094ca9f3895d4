"""What `preview` says of words that name nothing it can serve; no server is started."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from notebuild.preview import serving
from notebuild.preview.command import Preview


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The names and ports with which a server would have been started."""
    calls: list[tuple[str, int]] = []
    monkeypatch.setattr(serving, "run", lambda name, port: calls.append((name, port)))
    monkeypatch.chdir(tmp_path)
    Path("dodo.py").touch()
    return calls


@pytest.mark.parametrize(
    ("words", "call"),
    [
        pytest.param([], ("", 8321), id="all, on the usual port"),
        pytest.param(["gas", "--port", "9000"], ("gas", 9000), id="the port after the name"),
        pytest.param(["--port=9000", "gas.fr"], ("gas.fr", 9000), id="the port before the name"),
    ],
)
def test_started(started: list[tuple[str, int]], words: Sequence[str], call: tuple[str, int]) -> None:
    """One name or none, and a port, wherever it stands."""
    assert Preview().parse_execute(words) == 0
    assert started == [call]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        pytest.param(
            ["gas.en", "gas.fr"],
            "gas.en gas.fr is more than one name\n    name one; every page has its links\n",
            id="two names",
        ),
        pytest.param(
            ["--port", "0"], "0 is no port\n    give --port a number from 1 to 65535\n", id="port 0"
        ),
        pytest.param(
            ["--port", "65536"], "65536 is no port\n    give --port a number from 1 to 65535\n", id="too high"
        ),
        pytest.param(
            ["--port", "home"],
            "--port home: not a whole number\n    give --port a whole number\n",
            id="a word",
        ),
    ],
)
def test_refused(
    started: list[tuple[str, int]], capsys: pytest.CaptureFixture[str], words: Sequence[str], problem: str
) -> None:
    """A wrong word is a Problem and status 1."""
    assert Preview().parse_execute(words) == 1
    assert capsys.readouterr().err == f"the command line: {problem}"
    assert started == []
