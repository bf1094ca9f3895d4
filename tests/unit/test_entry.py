"""The entry script `doit`, run for real in a small project, on a machine made of stand-ins."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FILES = ("doit", "pyproject.toml", "requirements.lock")
TOOLS = (
    "cat",
    "chmod",
    "cksum",
    "dirname",
    "env",
    "grep",
    "mkdir",
    "mv",
    "rm",
    "sed",
    "sh",
    "sleep",
    "stty",
    "tail",
    "true",
)
SHELLS = [name for name in ("sh", "dash", "bash", "busybox") if shutil.which(name)]
SETTING_UP = "setting up (once, about a minute):\n"
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
PACKAGES = len([line for line in LOCK if not line.startswith(" ")])
STEPS = (
    "  1 of 4: a Python environment in .venv\n",
    f"  2 of 4: fetching {PACKAGES} packages\n",
    "  3 of 4: installing them\n",
    "  4 of 4: notebuild itself\n",
)
WHOLE = SETTING_UP + "".join(STEPS)
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
ENVIRONMENT = ["venv", "pip install .venv/setuptools.lock"]
FETCHED, PUT_IN = "pip download requirements.lock", "pip install requirements.lock"
INSTALLED = [*ENVIRONMENT, FETCHED, PUT_IN, "pip install ."]

# A stand-in notes what it was asked in `calls`; other files of the state folder are what is known.
PYTHON = """#!/bin/sh
asked="$*"
case "$asked" in
    *'version_info < '*) [ ! -e "$STATE/old-${0##*/}" ] && echo "$0" ;;
    *fcntl*) exec "$REAL_PYTHON" "$@" ;;
    *ensurepip*) [ -e "$STATE/ensurepip" ] ;;
    *ctypes*) [ -e "$STATE/libraries" ] ;;
    *'%d.%d'*) echo 3.11 ;;
    --version) echo 'Python 3.9.2' ;;
    '-m venv .venv')
        echo venv >>"$STATE/calls"
        mkdir -p .venv/bin
        cat "$0" >.venv/bin/python
        cat "$STATE/notebuild-of-venv" >.venv/bin/notebuild
        chmod +x .venv/bin/python .venv/bin/notebuild ;;
    '-m pip '*)
        echo "pip $4 ${asked##* }" >>"$STATE/calls"
        echo 'pip says what it does'
        [ "$4" != download ] || printf 'Collecting jinja2==3.1\\nCollecting weasyprint==70.0 (from -r x)\\n'
        if [ "pip $4 ${asked##* }" = "$(cat "$STATE/sleep-at" 2>/dev/null)" ]; then sleep "${PIP_TAKES:-0}"; fi
        [ ! -e "$STATE/offline" ] ;;
    *) echo "unexpected: $asked" >&2; exit 99 ;;
esac
"""
DOIT = """#!/bin/sh
echo "in $PWD:$(printf ' <%s>' "$@")"
exit "${DOIT_STATUS:-0}"
"""
APT_GET = """#!/bin/sh
asked="$*"
case "$asked" in
    *update) echo 'apt-get update' >>"$STATE/calls"; : >"$STATE/lists" ;;
    *)
        echo "apt-get install ${asked##*--no-install-recommends }" >>"$STATE/calls"
        [ -e "$STATE/lists" ] || exit 100
        : >"$STATE/ensurepip"
        [ -e "$STATE/of-no-use" ] || : >"$STATE/libraries" ;;
esac
"""
SUDO = """#!/bin/sh
[ "$1" = -n ] && [ -e "$STATE/sudo-without-password" ] || exit 1
shift
[ "$1" = true ] || echo sudo >>"$STATE/calls"
exec "$@"
"""
BREW = """#!/bin/sh
echo "brew $*" >>"$STATE/calls"
: >"$STATE/libraries"
"""
PROGRAMS = {"python3": PYTHON, "apt-get": APT_GET, "sudo": SUDO, "brew": BREW}


@dataclass
class Machine:
    """A project folder, the programs in PATH, and what they know and were asked."""

    project: Path
    programs: Path
    state: Path

    def add(self, *names: str, text: str = "") -> Machine:
        """Put stand-ins into PATH."""
        for name in names:
            path = self.programs / name
            path.write_text(text or PROGRAMS[name], encoding="utf-8")
            path.chmod(0o755)
        return self

    def know(self, *facts: str) -> Machine:
        """Note facts in the state folder."""
        for fact in facts:
            (self.state / fact).touch()
        return self

    def forget(self, *facts: str) -> Machine:
        """Take facts out of the state folder."""
        for fact in facts:
            (self.state / fact).unlink()
        return self

    def begin(
        self, *args: str, shell: str = "sh", terminal: int | None = None, **settings: Any
    ) -> subprocess.Popen[str]:
        """Start the script with nothing but the stand-ins around it, and its streams, pipes or a terminal."""
        given, output, messages = (
            (terminal,) * 3 if terminal else (subprocess.DEVNULL, *[subprocess.PIPE] * 2)
        )
        known = {"PATH": str(self.programs), "STATE": str(self.state), "LC_ALL": "C.UTF-8"}
        command = [shutil.which(shell) or shell, *(["sh"] if shell == "busybox" else [])]
        return subprocess.Popen(
            [*command, str(self.project / "doit"), *args],
            env=known | {"REAL_PYTHON": sys.executable} | settings,
            stdin=given,
            stdout=output,
            stderr=messages,
            encoding="utf-8",
            start_new_session=True,
        )

    def start(self, *args: str, shell: str = "sh", **settings: Any) -> tuple[int, str, str]:
        """Run the script to its end: status, output, messages."""
        process = self.begin(*args, shell=shell, **settings)
        output, messages = process.communicate(timeout=20)
        return process.returncode, output, messages

    def watch(self, shell: str, columns: int, **settings: str) -> str:
        """Run the script to its end in a terminal of so many columns: what was written there."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = self.begin(shell=shell, **{"TERM": "xterm", **settings}, terminal=slave)
        os.close(slave)
        data = b""
        with contextlib.suppress(OSError):  # the other side is closed
            while piece := os.read(master, 65536):
                data += piece
        os.close(master)
        assert process.wait(20) == 0
        return data.decode()

    def calls(self) -> list[str]:
        """What was asked since the last time."""
        path = self.state / "calls"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with Python and all libraries, and a project never started there."""
    made = Machine(tmp_path / "a project", tmp_path / "bin", tmp_path / "state")
    for folder in (made.project, made.programs, made.state):
        folder.mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, made.project / name)
    for name in TOOLS:
        (made.programs / name).symlink_to(shutil.which(name) or pytest.skip(f"no {name} here"))
    (made.state / "notebuild-of-venv").write_text(DOIT, encoding="utf-8")
    made.add("python3").add("id", text='#!/bin/sh\ncat "$STATE/user"\n')
    (made.state / "user").write_text("1000\n", encoding="utf-8")
    return made.know("ensurepip", "libraries", "lists")


@pytest.mark.parametrize("shell", SHELLS)
def test_first_start(machine: Machine, shell: str) -> None:
    """Any POSIX shell sets up in one line of words, then doit gets the arguments as they are."""
    status, output, messages = machine.start("list", "a b", "*", shell=shell)
    assert (status, messages) == (0, WHOLE)
    assert output == f"in {machine.project}: <list> <a b> <*>\n"
    assert machine.calls() == INSTALLED


def test_second_start(machine: Machine) -> None:
    """A second start adds no word and asks nothing of Python."""
    machine.start()
    machine.calls()
    machine.forget("libraries", "ensurepip").add("python3", text="#!/bin/sh\nexit 1\n")
    assert machine.start("list") == (0, f"in {machine.project}: <list>\n", "")
    assert machine.calls() == []


@pytest.mark.parametrize("status", ["0", "1", "2", "3"])
def test_status(machine: Machine, status: str) -> None:
    """The exit status is doit's own."""
    assert machine.start(DOIT_STATUS=status)[0] == int(status)


@pytest.mark.parametrize("name", FILES)
def test_changed_file(machine: Machine, name: str) -> None:
    """A change of the lock, the package's description or the script itself sets up anew, once."""
    machine.start()
    machine.calls()
    with (machine.project / name).open("a", encoding="utf-8") as file:
        file.write("\n# a change\n")
    assert machine.start()[2] == WHOLE
    assert machine.calls() == INSTALLED
    assert machine.start()[2] == ""


def test_moved_folder(machine: Machine, tmp_path: Path) -> None:
    """A checkout that was moved is set up anew, since an environment names its own folder."""
    machine.start()
    machine.project = machine.project.rename(tmp_path / "elsewhere")
    assert machine.start() == (0, f"in {machine.project}: <>\n", WHOLE)
    assert machine.start()[2] == ""


def test_vanished_interpreter(machine: Machine) -> None:
    """An environment whose Python was removed from the system is made anew."""
    machine.start()
    (machine.project / ".venv/bin/python").unlink()
    (machine.project / ".venv/bin/python").symlink_to("/nowhere/python3.11")
    assert machine.start()[2] == WHOLE


@pytest.mark.parametrize(
    ("number", "left", "steps"),
    [
        (2, INSTALLED, STEPS),
        (3, INSTALLED[2:], STEPS[1:]),
        (4, [*ENVIRONMENT, PUT_IN, "pip install ."], STEPS[2:]),
        (5, INSTALLED[4:], STEPS[3:]),
    ],
    ids=["environment", "fetching", "installing", "notebuild"],
)
def test_killed_set_up(machine: Machine, number: int, left: list[str], steps: tuple[str, ...]) -> None:
    """A start after a kill does what was not finished; half-installed packages go with their environment."""
    (machine.state / "sleep-at").write_text(INSTALLED[number - 1], encoding="utf-8")
    process = machine.begin(PIP_TAKES="20")
    calls = machine.state / "calls"
    while not (calls.exists() and calls.read_text(encoding="utf-8").splitlines() == INSTALLED[:number]):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    (machine.project / ".venv/half installed").touch()
    machine.calls()
    status, _, messages = machine.start()
    assert (status, messages) == (0, SETTING_UP + "".join(steps))
    assert machine.calls() == left
    assert (machine.project / ".venv/half installed").exists() == ("venv" not in left)
    assert not (machine.project / ".venv-setup").exists()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("columns", [80, 20])
def test_a_terminal_shows_the_seconds(machine: Machine, shell: str, columns: int) -> None:
    """In a terminal a step shows on its own line since when it is at work, and at the end is as in a log."""
    (machine.state / "sleep-at").write_text(FETCHED, encoding="utf-8")
    written = machine.watch(shell, columns, PIP_TAKES="2.5")
    shown = re.findall(r"\r([^\r\x1b]*)\x1b\[K(?!\r?\n)", written)
    fetching = STEPS[1].rstrip()
    assert shown[:1] == [f"{fetching}: weasyprint  1 s"[: columns - 1]]
    lines = written.replace("\r\n", "\n").split("\n")
    assert [line.rpartition("\r")[2].replace("\x1b[K", "") for line in lines[:5]] == WHOLE.splitlines()


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"CI": "true"}, {"TERM": "dumb"}], ids=str)
def test_a_terminal_where_nothing_is_replaced(machine: Machine, setting: dict[str, str]) -> None:
    """Where somebody forbids it, or the terminal cannot, a set-up says what it says in a log."""
    written = machine.watch("sh", 80, **setting)
    assert written.replace("\r\n", "\n").startswith(WHOLE)
    assert "\x1b" not in written


def test_killed_set_up_of_another_lock(machine: Machine) -> None:
    """Where the lock changed after a kill every step is done again; what was fetched is kept."""
    (machine.state / "sleep-at").write_text(PUT_IN, encoding="utf-8")
    process = machine.begin(PIP_TAKES="20")
    calls = machine.state / "calls"
    while not (calls.exists() and PUT_IN in calls.read_text(encoding="utf-8")):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    machine.calls()
    with (machine.project / "requirements.lock").open("a", encoding="utf-8") as file:
        file.write("# a change\n")
    assert machine.start()[2] == WHOLE
    assert [call for call in machine.calls() if "download" in call or call == PUT_IN] == [FETCHED, PUT_IN]


def test_two_starts_at_once(machine: Machine) -> None:
    """Of two first starts at once one sets up, the other waits for it; then both run."""
    (machine.state / "sleep-at").write_text(FETCHED, encoding="utf-8")
    first, second = machine.begin(PIP_TAKES="0.3"), machine.begin(PIP_TAKES="0.3")
    messages = [process.communicate(timeout=20)[1] for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert sorted(messages) == [WHOLE, "waiting for another start that is setting up\n"]
    assert machine.calls() == INSTALLED


def test_failed_install(machine: Machine) -> None:
    """A failed installation shows the end of pip's words, fails with 1 and is tried again."""
    machine.know("offline")
    status, output, messages = machine.start()
    assert (status, output) == (1, "")
    assert messages == (
        SETTING_UP
        + STEPS[0]
        + "pip says what it does\n"
        + "setting up failed at 1 of 4: a Python environment in .venv\n"
        + "    above is the end of .venv-setup/log; put that right, then start again\n"
    )
    machine.forget("offline").calls()
    assert machine.start()[2] == WHOLE


def test_old_python(machine: Machine) -> None:
    """Without a Python that is new enough it says which one is needed and which one was found."""
    machine.know("old-python3")
    status, output, messages = machine.start()
    assert (status, output) == (1, "")
    assert messages == (
        "notebuild needs Python 3.11 or newer; python3 here: Python 3.9.2\n"
        "    install one that is found as python3, python3.13, python3.12 or python3.11\n"
    )
    assert not (machine.project / ".venv").exists()


def test_no_python(machine: Machine) -> None:
    """Without any Python it says so too."""
    (machine.programs / "python3").unlink()
    status, _, messages = machine.start()
    assert status == 1
    assert messages.startswith("notebuild needs Python 3.11 or newer; python3 here: ")
    assert "not found" in messages


def test_newer_python_beside(machine: Machine) -> None:
    """Beside a python3 that is too old, one with its version in its name is found."""
    machine.know("old-python3").add("python3.12", text=PYTHON)
    assert machine.start()[0] == 0
    assert machine.calls() == INSTALLED


@pytest.mark.parametrize(
    ("missing", "packages"),
    [
        (["libraries"], LIBRARIES),
        (["ensurepip"], "python3.11-venv"),
        (["ensurepip", "libraries"], f"python3.11-venv {LIBRARIES}"),
    ],
    ids=["libraries", "venv", "both"],
)
@pytest.mark.parametrize("user", ["root", "sudo"])
def test_debian(machine: Machine, user: str, missing: list[str], packages: str) -> None:
    """Root, or a sudo that asks no password, installs what is missing on Debian and says so."""
    machine.forget(*missing).add("apt-get", "sudo")
    if user == "root":
        (machine.state / "user").write_text("0\n", encoding="utf-8")
    else:
        machine.know("sudo-without-password")
    status, _, messages = machine.start()
    assert (status, messages) == (0, f"{SETTING_UP}installing system packages: {packages}\n{''.join(STEPS)}")
    expected = ["sudo"] * (user == "sudo") + [f"apt-get install {packages}"]
    assert machine.calls() == expected + INSTALLED


def test_debian_without_lists(machine: Machine) -> None:
    """Package lists are fetched only where the packages cannot be had without."""
    (machine.state / "user").write_text("0\n", encoding="utf-8")
    machine.forget("libraries", "lists").add("apt-get")
    assert machine.start()[0] == 0
    install = f"apt-get install {LIBRARIES}"
    assert machine.calls() == [install, "apt-get update", install, *INSTALLED]


@pytest.mark.parametrize("programs", [["apt-get"], ["apt-get", "sudo"]], ids=["no sudo", "sudo"])
def test_debian_without_rights(machine: Machine, programs: list[str]) -> None:
    """Where a password is needed it installs nothing and gives the exact command."""
    machine.forget("libraries").add(*programs)
    status, output, messages = machine.start()
    assert (status, output) == (1, "")
    assert messages == (
        f"{SETTING_UP}notebuild needs system packages; install them, then start again:\n"
        f"    sudo apt-get install {LIBRARIES}\n"
    )
    assert machine.calls() == []


def test_homebrew(machine: Machine) -> None:
    """On a Mac Homebrew brings the libraries."""
    machine.forget("libraries").add("brew")
    status, _, messages = machine.start()
    assert (status, messages) == (
        0,
        f"{SETTING_UP}installing system packages: brew install pango\n{''.join(STEPS)}",
    )
    assert machine.calls() == ["brew install pango", *INSTALLED]


@pytest.mark.parametrize("apt", [False, True], ids=["other system", "installed in vain"])
def test_other_system(machine: Machine, apt: bool) -> None:
    """Where the libraries still cannot be loaded it names them and gives commands."""
    machine.forget("libraries").know("of-no-use", "sudo-without-password")
    if apt:
        machine.add("apt-get", "sudo")
    status, _, messages = machine.start()
    assert status == 1
    assert messages.endswith(
        "Pango, pangoft2 or harfbuzz-subset cannot be loaded; install them, then start again:\n"
        "    brew install pango                  (macOS)\n"
        "    sudo dnf install pango harfbuzz     (Fedora)\n"
    )
    assert not any(call.startswith("pip") for call in machine.calls())


def test_backend_first(machine: Machine) -> None:
    """What is installed first is the build backend alone, pinned and hashed like all the rest."""
    machine.start()
    lines = (machine.project / ".venv/setuptools.lock").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("setuptools==")
    assert len(lines) > 1
    assert all(line.startswith("    --hash=sha256:") for line in lines[1:])
