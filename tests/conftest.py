"""What all the tests share: copies of the projects of `tests/projects`, and the line run in them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from houses import NOTE, PROJECTS, PUBLISHED, ROOT, TOOL, furnish

RAN = re.compile(r"^(\S+) +\d+\.\d s$", re.MULTILINE)
FAILED = re.compile(r"^(\S+) +\d+\.\d s  failed$", re.MULTILINE)
WAITED = re.compile(r"^not run, since what they need failed: (.+)$", re.MULTILINE)

os.environ["NOTEBUILD_ENTRY"] = "./doit"  # what messages tell one to type, however the tests were started

# The laws are tried on the same texts in every run, so that a pull request answers for its own change
# alone; PROPERTIES=search tries others.
settings.register_profile("steady", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile(os.environ.get("PROPERTIES", "steady"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`: rewrite the expected texts, for review as a diff."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


@dataclass(frozen=True)
class Run:
    """One run of the line: its exit status, all that it printed, and its tasks by what became of them."""

    status: int
    output: str

    @property
    def ran(self) -> set[str]:
        return set(RAN.findall(self.output))

    @property
    def failed(self) -> set[str]:
        return set(FAILED.findall(self.output))

    @property
    def waited(self) -> set[str]:
        return {name for line in WAITED.findall(self.output) for name in line.split(", ")}


@dataclass(frozen=True)
class Project:
    """A copy of a small project in a folder of its own; `name` is also its note's."""

    root: Path
    name: str

    def start(self, *arguments: str, umask: int = -1, **settings: str) -> subprocess.Popen[str]:
        """`doit` with these arguments, as a process of its own; `settings` go to its environment."""
        kept = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
        return subprocess.Popen(
            [sys.executable, "-u", "-m", "doit", *arguments],
            cwd=self.root,
            env=kept | {"PYTHONPATH": str(ROOT / "src")} | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            umask=umask,
        )

    def run(self, *arguments: str, umask: int = -1, **settings: str) -> Run:
        """What `doit` with these arguments does and says, to its end."""
        process = self.start(*arguments, umask=umask, **settings)
        output, _ = process.communicate(timeout=300)
        return Run(process.returncode, output)

    def __truediv__(self, path: str) -> Path:
        return self.root / path

    def copy(self, to: Path) -> Project:
        """A copy of the project as it stands, what was built of it included."""
        return Project(shutil.copytree(self.root, to), self.name)

    @property
    def manuscript(self) -> Path:
        return self.root / "manuscript" / self.name

    @property
    def build(self) -> Path:
        return self.root / "build" / self.name

    def deliverable(self, language: str, kind: str) -> Path:
        return self.build / f"{self.name}.{language}.{kind}"

    def own(self, path: str) -> Path:
        """A file of the project; a style file that it has from the tool becomes its own."""
        place = self.root / path
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(TOOL / Path(path).relative_to("styles"), place)
        return place

    def edit(self, path: str, before: str, after: str) -> None:
        """Put `after` for the one `before` in a file of the project."""
        place = self.own(path)
        text = place.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {path}"
        place.write_text(text.replace(before, after), encoding="utf-8")

    def sums(self) -> Mapping[str, str]:
        """The sha256 of each file that readers get and of the concordance, by its name."""
        return {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.build.glob("*.*"))
            if path.name.startswith((f"{self.name}.", "concordance."))
        }


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Project]:
    """Gives a fresh copy of a project of `tests/projects`, ready to build by the tests' house."""

    def copied(name: str, folder: str = "") -> Project:
        root = furnish(tmp_path_factory.mktemp(folder or name), PROJECTS / name)
        return Project(root, NOTE if name == PUBLISHED.name else name)

    return copied


@pytest.fixture(scope="session")
def published_build(project: Callable[..., Project]) -> Project:
    """The published note in all formats, with the German catalogue of its summary and key points beside the French."""
    note = project("published", "published-build")
    shutil.copy(note / "further/de.po", note.manuscript / "de.po")
    languages = "languages: [fr-FR, de-DE]\ntranslation: {de: banner}"
    note.edit(f"manuscript/{NOTE}/note.md", "languages: [fr-FR]", languages)
    run = note.run()
    assert run.status == 0, run.output
    return note


@pytest.fixture(scope="session")
def small_build(project: Callable[..., Project]) -> Project:
    """The small note, built and released; who changes it takes a copy, `small`."""
    small = project("small", "small-build")
    run = small.run()
    assert run.status == 0, run.output
    return small


@pytest.fixture(scope="session")
def rich_build(project: Callable[[str], Project]) -> Project:
    """The rich note, built once in all languages and formats; what the run printed is in `run.txt`."""
    rich = project("rich")
    run = rich.run()
    assert run.status == 0, run.output
    (rich / "run.txt").write_text(run.output, encoding="utf-8")
    return rich
