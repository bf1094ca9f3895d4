"""The tool as a wheel, in an environment and a house that know nothing of this checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
HOUSES_OWN = ("house.toml", "*.svg", "terms.*.toml")
"""What of `styles/` is a house's, as patterns of names; all else is the tool's."""

TOOLS = {
    "defaults.toml",
    "note.csl",
    "print.css",
    "print.html.j2",
    "screen.css",
    "screen.html.j2",
    "screen.js",
    "word.toml",
}
"""Style files that every house has from the tool, profiles aside."""

pytestmark = pytest.mark.slow


def made(kind: str, source: Path, into: Path) -> Path:
    """Build a "wheel" or an "sdist" from a source tree, with what is installed; return the file."""
    into.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (file,) = into.iterdir()
    return file


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, unpacked in a folder of its own."""
    folder = tmp_path_factory.mktemp("source")
    with tarfile.open(made("sdist", ROOT, folder / "made")) as archive:
        archive.extractall(folder, filter="data")
    return next(path for path in folder.iterdir() if path.name != "made")


@pytest.fixture(scope="module")
def wheel(source: Path) -> Path:
    """The wheel, made from the source distribution and nothing else."""
    return made("wheel", source, source.parent / "wheel")


@dataclass(frozen=True)
class House:
    """A house, and the environment that its tool is installed in."""

    root: Path
    environment: Path

    def install(self, wheel: Path) -> None:
        """Install a wheel in place of what is there."""
        pip = [sys.executable, "-m", "pip", "--python", str(self.environment / "bin/python")]
        options = ["--no-deps", "--no-index", "--force-reinstall", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", *options, str(wheel)], check=True, capture_output=True)

    def run(self, program: str, *words: str, folder: Path | None = None) -> str:
        """Run a program of the environment in the house; return what it prints, its status being 0."""
        done = subprocess.run(
            [self.environment / "bin" / program, *words],
            cwd=folder or self.root,
            env={"PATH": os.defpath, "HOME": str(self.environment), "LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def write(self, path: str, text: str) -> None:
        """Write a file of the house."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def built(self, name: str) -> str:
        """The text of a file below `build/sample`."""
        return (self.root / "build/sample" / name).read_text(encoding="utf-8")

    def own(self) -> dict[str, bytes]:
        """Every file that the house keeps, with its bytes."""
        paths = [path for path in self.root.rglob("*") if path.is_file()]
        names = {path.relative_to(self.root).as_posix(): path for path in paths}
        return {
            name: path.read_bytes()
            for name, path in names.items()
            if not name.startswith(("build/", ".doit.db")) and "__pycache__" not in name
        }


@pytest.fixture(scope="module")
def house(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """A new house, built once; the environment has the wheel, and what `./doit` installed besides."""
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "environment"], check=True)
    house = House(folder / "x", folder / "environment")
    (packages,) = house.environment.glob("lib/python*/site-packages")
    # Named in a .pth file, the folder's own .pth files are not read: this checkout is not among them.
    (packages / "others.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    house.install(wheel)
    house.run("notebuild", "init", "x", "--tool", str(wheel), folder=folder)
    house.run("notebuild", "build")
    return house


def styles_of(wheel: Path) -> set[str]:
    """The style files of a wheel, by their names below `styles/`."""
    with zipfile.ZipFile(wheel) as archive:
        names = [PurePosixPath(name) for name in archive.namelist()]
    return {str(name.relative_to("notebuild/styles")) for name in names if name.parts[1] == "styles"}


def test_the_tools_styles_and_the_houses(wheel: Path) -> None:
    """The wheel holds every style file but those that say who this house is."""
    folder = ROOT / "styles"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    own = {name for name in files if any(PurePosixPath(name).match(pattern) for pattern in HOUSES_OWN)}
    assert styles_of(wheel) == files - own
    assert styles_of(wheel) >= TOOLS | {"profiles/en-GB.toml", "profiles/fr-FR.toml"}
    assert own >= {"house.toml"}


def test_what_lies_beside_the_modules(wheel: Path) -> None:
    """The wheel holds every file of the package: modules, templates, sheets, scripts and py.typed."""
    folder = ROOT / "src"
    files = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and "egg-info" not in path.as_posix()
    }
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith("notebuild/")}
    assert {name for name in names if not name.startswith("notebuild/styles/")} == files
    assert "notebuild/py.typed" in names


def test_what_the_wheel_says_of_itself(wheel: Path) -> None:
    """The wheel gives the licence in words and as a file, and asks for what the build runs on and no more."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        lines = archive.read(name).decode("utf-8").partition("\n\n")[0].splitlines()
        licence = archive.read(name.replace("METADATA", "licenses/LICENSE"))
    assert licence == (ROOT / "LICENSE").read_bytes()
    assert "License-Expression: MIT" in lines
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {line.removeprefix("Requires-Dist: ") for line in lines if line.startswith("Requires-Dist")}
    assert {*map(Requirement, wanted)} == {*map(Requirement, project["dependencies"])}


def test_a_house_builds_at_once(house: House) -> None:
    """`init` and `build` make six files, their pictures and the concordance, with the wheel's own code."""
    where = house.run("python", "-c", "import notebuild; print(notebuild.__file__)")
    assert Path(where.strip()).is_relative_to(house.environment)
    release = {path.name for path in (house.root / "build/sample/release").iterdir()}
    kinds = ("pdf", "docx", "html", "png")
    assert release == {
        *(f"sample.{language}.{kind}" for language in ("en", "fr") for kind in kinds),
        "concordance.html",
        "concordance.json",
    }
    assert " s\n" not in house.run("notebuild", "build"), "a second run makes nothing"
    house.run("notebuild", "status", "--strict")


def test_new_notes_build_at_once(house: House) -> None:
    """`new` makes a note that builds as it is, without a footnote and with no translation yet."""
    house.run("notebuild", "new", "quay")
    house.run("notebuild", "build")
    release = {path.name for path in (house.root / "build/quay/release").iterdir()}
    assert {"quay.en.pdf", "quay.en.html", "quay.fr.docx", "concordance.html"} <= release
    shutil.rmtree(house.root / "manuscript/quay")


def test_overrides_and_an_upgrade(house: House, source: Path, tmp_path: Path) -> None:
    """A house's own sheet, template and profile are used, and stay so when the tool is another version.

    Both times nothing else in the house is touched, and what it does not override is the new tool's.
    """
    tools = source / "styles"
    sheet, template = ((tools / name).read_text("utf-8") for name in ("screen.css", "screen.html.j2"))
    house.write("styles/screen.css", sheet + "\n.of-the-house { color: inherit; }\n")
    house.write("styles/screen.html.j2", template.replace("</article>", "<!-- ours --></article>"))
    house.write("styles/profiles/fr-FR.toml", 'like = "fr-FR"\n[labels]\nsummary = "En deux mots"\n')
    house.run("notebuild", "build")
    french = house.built("sample.fr.html")
    for words in (".of-the-house", "<!-- ours -->", "En deux mots", "Points clés"):
        assert words in french
    assert "Key points" in house.built("sample.en.html")
    kept = house.own()

    newer = shutil.copytree(source, tmp_path / "newer")
    for name, before, after in (
        ("pyproject.toml", 'version = "', 'version = "9.'),
        ("styles/profiles/en-GB.toml", 'key-points = "', 'key-points = "Newer '),
        ("styles/profiles/fr-FR.toml", 'summary = "', 'summary = "Nouveau '),
    ):
        text = (newer / name).read_text(encoding="utf-8")
        assert text.count(f"\n{before}") == 1
        (newer / name).write_text(text.replace(f"\n{before}", f"\n{after}"), encoding="utf-8")
    house.install(made("wheel", newer, tmp_path / "wheel"))
    house.run("notebuild", "build")
    french = house.built("sample.fr.html")
    for words in (".of-the-house", "<!-- ours -->", "En deux mots"):
        assert words in french
    assert "Nouveau" not in french
    assert "Newer Key points" in house.built("sample.en.html")
    assert house.own() == kept


def test_a_faulty_token_is_told_in_the_houses_file(house: House) -> None:
    """A colour of the house that cannot be read on its ground is told in the file that gave it."""
    path = house.root / "styles/house.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + '\n[colour.light]\nink = "#fefefe"\n', encoding="utf-8")
    with pytest.raises(AssertionError) as caught:
        house.run("notebuild", "web:sample.en")
    path.write_text(before, encoding="utf-8")
    assert "styles/house.toml" in str(caught.value)
    assert "contrast" in str(caught.value)
