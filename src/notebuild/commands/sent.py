"""Opens what an analyst sends: a document, or a folder of Manubot's, with the files beside it that it needs."""

from __future__ import annotations

from pathlib import Path

from notebuild.core.files import system_fault
from notebuild.core.problems import Location, NotebuildError, Problem

BESIDE = 30_000_000
"""Bytes of one file beside a Markdown text that may be a picture or a bibliography of it."""

MARKDOWN = (".md", ".markdown", ".qmd", ".rmd", ".txt")
FRONT = "00.front-matter.md"
"""What Manubot prints before a text, of marks of its own alone: the house has a front of its own."""


def opened(file: Path, shown: str) -> tuple[bytes, str, dict[str, bytes]]:
    """Return what stands in a document, the name of its file, and the files beside it by their paths there.

    Raises NotebuildError where it cannot be read, or is too large to be a document.
    """
    if file.is_dir() and (parts := _manubot(file)):
        text = b"\n\n".join(_read(part, shown) for part in parts)
        return text, f"{file.name}.md", _beside(text, file)
    data = _read(file, shown)
    return data, file.name, _beside(data, file.parent) if file.suffix.lower() in MARKDOWN else {}


def _manubot(folder: Path) -> list[Path]:
    """Return the parts of a text in Manubot's folder `content`, in their order; none of another folder."""
    if not (folder / "metadata.yaml").is_file():
        return []
    return sorted(path for path in folder.glob("*.md") if path.name != FRONT)


def _read(file: Path, shown: str) -> bytes:
    from notebuild.exchange.intake import package

    try:
        if file.is_dir():
            raise NotebuildError([Problem(Location(shown), "is a folder", "name the document in it")])
        if file.stat().st_size > package.LARGEST:
            size = file.stat().st_size // 1_000_000
            raise package.refused(shown, f"has {size} million bytes", "save its pictures smaller")
        return file.read_bytes()
    except FileNotFoundError:
        raise NotebuildError(
            [Problem(Location(shown), "there is no such file", "name the document")]
        ) from None
    except OSError as fault:
        raise NotebuildError([system_fault(fault, Path(shown))]) from None


def _beside(text: bytes, folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, and below it, that a Markdown text names, by their paths there."""
    from notebuild.exchange.intake import flavours

    found = {}
    home = folder.resolve()
    for path in flavours.named(text.decode("utf-8", "replace")):
        there = (home / path).resolve()
        inside = there.is_relative_to(home) or there.parent == home.parent
        if inside and there.is_file() and there.stat().st_size <= BESIDE:
            found[path] = there.read_bytes()
    return found
