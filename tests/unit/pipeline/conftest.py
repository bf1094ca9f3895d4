"""Runs of doit on tasks that are made up, for the tests of the pipeline."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from doit import cmd_run
from doit.cmd_base import ModuleTaskLoader
from doit.doit_cmd import DoitMain

from notebuild.pipeline import reporter


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Runs doit on made-up tasks, in an empty folder; gives its status and all that it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def running(tasks: dict[str, Any], *arguments: str) -> tuple[int, str]:
        config = {"reporter": reporter.Reporter, "continue": True, "verbosity": 2}
        graph = {f"task_{name}": (lambda task=task: dict(task)) for name, task in tasks.items()}
        main = DoitMain(
            ModuleTaskLoader(graph | {"DOIT_CONFIG": config}),
            extra_config={"COMMAND": {"run": "notebuild.pipeline.run:Run"}},
        )
        output = io.StringIO()
        monkeypatch.setitem(cmd_run.opt_outfile, "default", output)
        status = main.run(list(arguments))
        return int(status or 0), output.getvalue()

    return running
