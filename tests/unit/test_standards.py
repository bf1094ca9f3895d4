"""The outside judges: pinned, hashed, naming no address; a run that proves nothing never passes."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

STANDARDS = Path(__file__).parents[1] / "standards"


@pytest.fixture
def judges(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Gives a module of `tests/standards` by its name, imported as when the folder is run."""
    monkeypatch.syspath_prepend(str(STANDARDS))
    before = set(sys.modules)

    def named(name: str) -> Any:
        if name != "__main__":
            return importlib.import_module(name)
        spec = importlib.util.spec_from_file_location("standards_main", STANDARDS / "__main__.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    yield named
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_npm_lock() -> None:
    """The npm lock has a checksum for every package and no address of any."""
    packages = json.loads((STANDARDS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all(name == "" or "integrity" in one for name, one in packages.items())
    assert not any("resolved" in one or "funding" in one for one in packages.values())


def test_npm_versions() -> None:
    """What we ask npm for is pinned to one version."""
    wanted = json.loads((STANDARDS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


def test_python_lock() -> None:
    """Every line of requirements.in is locked at its version, every locked package by hash."""
    lock = (STANDARDS / "requirements.lock").read_text(encoding="utf-8")
    wanted = (STANDARDS / "requirements.in").read_text(encoding="utf-8")
    names = [line for line in wanted.splitlines() if line and not line.startswith("#")]
    assert all(f"{name} \\" in lock for name in names)
    packages = re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in lock


@pytest.mark.parametrize(
    ("faults", "planted", "passes"),
    [([], ["7.9-1"], True), (["7.2-20"], ["7.9-1"], False), ([], [], False)],
    ids=["sound", "a fault", "planted fault not seen"],
)
def test_verdict(judges: Any, faults: list[str], planted: list[str], passes: bool) -> None:
    """A judge passes only where it finds no fault in our files and finds the one planted for it."""
    verdict = judges("verdict").Verdict("a judge", "2 files", faults, planted)
    assert verdict.passes is passes
    assert ("pass" if passes else "FAIL") in str(verdict)
    assert ("PLANTED FAULT NOT SEEN" in str(verdict)) is (not planted)


def test_too_few_assertions(judges: Any) -> None:
    """A validator that looked at next to nothing has not found a file sound."""
    one = {"failed": [], "assertions": 50, "compliant": True}
    paper = judges("paper")
    assert paper.broken(one) == ["only 50 assertions"]
    assert paper.broken({**one, "assertions": paper.ENOUGH}) == []
    assert paper.broken({**one, "assertions": paper.ENOUGH, "compliant": False}) == ["not compliant"]


def sound(folder: Path) -> None:
    """A built PDF with what the planted files take away."""
    path = folder / "build/n/n.en.pdf"
    path.parent.mkdir(parents=True)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.OutputIntents = pikepdf.Array()
    note = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Note, ID=pikepdf.String("note-1")))
    pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(K=note))
    pdf.save(path)


def test_a_validator_that_says_nothing(judges: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the engine stops before its files, no profile passes, and each says how many it judged."""
    sound(tmp_path)
    paper = judges("paper")
    silent = subprocess.CompletedProcess([], 1, "", "no such class")
    monkeypatch.setattr(paper, "run", lambda *command: silent)
    tools = judges("tools").Tools(tmp_path, tmp_path)
    monkeypatch.setattr(type(tools), "vera", [])
    verdicts = paper.vera(judges("verdict").Built(tmp_path), tools, tmp_path)
    assert [verdict.passes for verdict in verdicts] == [False, False]
    assert [list(verdict.faults) for verdict in verdicts] == [["judged 0 of 1 files: no such class"]] * 2


def test_planted_files_differ_from_the_good_one(judges: Any, tmp_path: Path) -> None:
    """What is planted for a profile is in its file and not in ours."""
    sound(tmp_path)
    paper = judges("paper")
    assert set(paper.PLANTED) == set(paper.PROFILES)
    good = tmp_path / "build/n/n.en.pdf"
    for profile, change in paper.PLANTED.items():
        bad = paper.changed(good, tmp_path / f"{profile}.pdf", change)
        with pikepdf.open(good) as ours, pikepdf.open(bad) as planted:
            kept = [
                ("/OutputIntents" in pdf.Root, "/ID" in pdf.Root.StructTreeRoot.K) for pdf in (ours, planted)
            ]
        assert kept[0] == (True, True) and kept[1] != kept[0]


def test_a_missing_judge(
    judges: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A judge that is not here and cannot be brought fails the run; it is not left out."""
    sound(tmp_path)
    for kind in ("docx", "html"):
        (tmp_path / f"build/n/n.en.{kind}").write_text("")
    monkeypatch.chdir(tmp_path)
    tools = judges("tools")
    monkeypatch.setattr(tools, "QUICK", {"no-such-judge": "no-such-package"})
    monkeypatch.setattr(tools, "_debian", lambda packages: None)
    assert judges("__main__").main([]) == 1
    assert capsys.readouterr().err == "still missing after the installation: no-such-judge\n"


def test_nothing_built(judges: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without files there is nothing to judge, which is no success."""
    monkeypatch.chdir(tmp_path)
    assert judges("__main__").main([]) == 1
