"""Where a style file lies: below the house's own `styles/`, or else among those that come with the tool."""

from __future__ import annotations

from pathlib import Path

from notebuild.core import texts
from notebuild.core.problems import Location, NotebuildError, Problem

_PACKAGE = Path(__file__).parents[1]

HOUSE = Path("styles")
"""The house's folder, seen from the project's."""

TOOL = _PACKAGE / "styles" if (_PACKAGE / "styles").is_dir() else _PACKAGE.parents[1] / "styles"
"""The tool's own files: inside the installed package, in a checkout at its top."""


def style(name: str) -> Path:
    """Return the path of a style file, given by its name below `styles/`: the house's, else the tool's.

    Where neither has it, the house's, so that the Problem names the place to put it. Raises NotebuildError
    for a link that leads out of the project.
    """
    own, common = HOUSE / name, TOOL / name
    if wrong := texts.misplaced(own, own.as_posix()):
        raise NotebuildError([wrong])
    return common if not (own.exists() or own.is_symlink()) and common.is_file() else own


def text(path: Path, shown: str = "") -> str:
    """Return the text of a style file; raises NotebuildError where it is missing, unreadable or not UTF-8.

    `shown` is what a Problem calls it, else its path. A byte order mark, as editors on Windows write, is no text.
    """
    where = Location(shown or path.as_posix())
    if wrong := texts.misplaced(path, where.path):
        raise NotebuildError([wrong])
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        message, remedy = "this file is missing", "bring it back, or copy one of its siblings"
    except UnicodeDecodeError as fault:
        message, remedy = f"not UTF-8 at byte {fault.start + 1}", "save it as UTF-8 text"
    except OSError as fault:
        message = f"cannot be read: {(fault.strerror or str(fault)).lower()}"
        remedy = "put a text file that you may read in its place"
    raise NotebuildError([Problem(where, message, remedy)])


def matching(pattern: str) -> list[Path]:
    """Return the paths of all style files of a glob, each name once: the house's, else the tool's."""
    names = {path.relative_to(folder) for folder in (HOUSE, TOOL) for path in folder.glob(pattern)}
    return [style(name.as_posix()) for name in sorted(names)]


def profile(name: str) -> Path:
    """Return the path of a language's profile."""
    return style(f"profiles/{name}.toml")


def like(path: Path, name: str) -> Path:
    """Return the path of the profile that the one at `path` says it is `like`.

    A house's profile that is like its own name is laid over the tool's of that name.
    """
    return TOOL / "profiles" / f"{name}.toml" if path.stem == name else profile(name)
