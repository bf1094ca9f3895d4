"""EPUBCheck and Ace on every e-book: those of this house, and of the notes of the tests, in both languages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from tools import HERE, Tools, run
from verdict import Built, Verdict

NOTES = ("awkward", "published", "rich", "scripts")
"""Projects of the tests: many tables and pictures, a long note, every kind of footnote, other scripts."""


def books(built: Built, scratch: Path) -> list[Path]:
    """The e-books that were built here, and those of the tests' notes, which are built in the scratch folder, once."""
    for name in NOTES:
        if not (home := scratch / "books" / name).exists():
            furnished(home, name)
            command = [sys.executable, "-m", "notebuild.commands.main", "epub"]
            settings = {key: value for key, value in os.environ.items() if not key.startswith("NOTEBUILD_")}
            done = subprocess.run(
                command, cwd=home, env=settings, capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise RuntimeError(f"no e-book of {name}: {done.stdout[-2000:]}")
    return [*built.files("epub"), *sorted(scratch.glob("books/*/build/*/*.epub"))]


def furnished(home: Path, name: str) -> None:
    """Make a folder the house of the tests, with one of its projects, whose notes come as e-books alone."""
    sys.path.append(str(HERE.parent / "support"))
    import tiny_face

    import houses

    houses.furnish(home, houses.PROJECTS / name)
    house = home / "styles" / "house.toml"
    text = re.sub(r"(?m)^formats = .*\n", "", house.read_text("utf-8"))
    if name == "scripts":
        words = "".join(
            path.read_text("utf-8")
            for path in home.glob("**/*")
            if path.suffix in (".md", ".po", ".bib", ".svg")
        )
        (home / "styles" / "fonts").mkdir(exist_ok=True)
        letters = {letter for letter in words if letter > "\u0530" and letter.isalpha()}
        tiny_face.make(home / "styles" / "fonts" / "tiny.ttf", "Tiny", letters)
        text += '\n[[fallback]]\nfamily = "Tiny"\nfile = "tiny.ttf"\n'
    house.write_text(f'formats = ["epub"]\n{text}', "utf-8")


def changed(source: Path, target: Path, part: str, old: str, new: str) -> Path:
    """A copy of a good book with one part changed where `old` first matches; all else is packed as it was."""
    with ZipFile(source) as book, ZipFile(target, "w") as out:
        for entry in book.infolist():
            data = book.read(entry)
            if entry.filename == part:
                data = re.sub(old, new, data.decode(), count=1).encode()
            out.writestr(entry, data)
    return target


def epubcheck(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """EPUBCheck, the conformance checker of EPUB 3.3: no message, of whatever severity."""
    files = books(built, scratch)

    def faults(path: Path) -> list[str]:
        done = run(*tools.epubcheck, "--json", "-", path)
        report: dict[str, Any] = json.loads(done.stdout)
        return [f"{path.name}: {one['ID']} {one['message']}"[:300] for one in report["messages"]]

    bad = changed(files[0], scratch / "target.epub", "EPUB/notes.xhtml", "#call-2", "#call-2000")
    seen = [fault for path in files for fault in faults(path)]
    return Verdict("EPUBCheck", f"{len(files)} e-books", seen, faults(bad))


def ace(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """Ace by DAISY, in Chromium: accessibility of every document and of the metadata, no finding."""
    files = books(built, scratch)
    chromium = shutil.which("chromium") or "chromium"

    def faults(path: Path) -> list[str]:
        room = scratch / "ace" / path.stem
        done = run(
            *("node", tools.node / "node_modules" / "@daisy" / "ace-cli" / "bin" / "ace.js"),
            *("--force", "--silent", "--outdir", room, path),
            cwd=tools.node,
            env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium},
        )
        if not (room / "report.json").is_file():
            return [f"{path.name}: {(done.stderr or done.stdout).strip()[-300:]}"]
        report: dict[str, Any] = json.loads((room / "report.json").read_text("utf-8"))
        return [
            f"{path.name}: {document['earl:testSubject']['url']}: {one['earl:test']['dct:title']}"
            for document in report["assertions"]
            for one in document["assertions"]
        ]

    bad = changed(
        files[0], scratch / "language.epub", "EPUB/about.xhtml", r' lang="[^"]*" xml:lang="[^"]*"', ""
    )
    seen = [fault for path in files for fault in faults(path)]
    return Verdict("Ace", f"{len(files)} e-books", seen, faults(bad))
