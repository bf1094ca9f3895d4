"""The changes as one comment on a pull request, made from a file that a stranger's code may have written.

    python -m notebuild.exchange.changes.comment FOLDER

prints the comment to the standard output. FOLDER holds `changes.json`, and nothing else in it is read. The file is
bounded, must have the shape of a Report, and every word of it is escaped; no number in it is believed.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Sequence
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.exchange.changes.summary import summary
from notebuild.exchange.changes.value import Report

LARGEST_FILE = 5_000_000
"""Bytes of `changes.json` that are read; the changes of a whole rewritten note have half a million."""

LARGEST = 60_000
"""Bytes of a comment: GitHub takes 65,536 characters."""

DEEPEST = 12
"""How deep values may stand in each other; a Report has eight levels."""

MARK = "<!-- notebuild: changes -->"
"""By what the comment is found again, to be brought up to date."""


class Misshapen(Exception):
    """The file does not hold a Report; the message says where."""


def comment(content: bytes) -> str:
    """Return the comment for the bytes of `changes.json`; raises Misshapen where they are no Report."""
    if len(content) > LARGEST_FILE:
        raise Misshapen(f"it has more than {LARGEST_FILE // 1_000_000} MB")
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError):
        raise Misshapen("it is no JSON") from None
    report: Report = shaped(raw, Report, "report")
    return f"{MARK}\n{summary(report, LARGEST - len(MARK) - 1)}"


def shaped(raw: Any, kind: Any, where: str, depth: int = 0) -> Any:
    """Return a value of JSON as one of this type; raises Misshapen, with the place, where it is none."""
    if depth > DEEPEST:
        raise Misshapen(f"{where} stands too deep")
    origin = get_origin(kind)
    if origin is Literal:
        return _exactly(raw in get_args(kind), raw, where)
    if origin in (Union, types.UnionType):
        if raw is None:
            return None
        kind = next(one for one in get_args(kind) if one is not type(None))
        return shaped(raw, kind, where, depth)
    if origin is tuple:
        return _tuple(raw, get_args(kind), where, depth)
    if is_dataclass(kind) and isinstance(kind, type):
        return _value(raw, kind, where, depth)
    if kind is bytes:  # of a picture the file has the size alone
        _exactly(isinstance(raw, int), raw, where)
        return b""
    is_right = isinstance(raw, kind) and (kind is bool or not isinstance(raw, bool))
    return _exactly(is_right, raw, where)


def _exactly(is_right: bool, raw: Any, where: str) -> Any:
    if not is_right:
        raise Misshapen(f"{where} is not what it should be")
    return raw


def _tuple(raw: Any, kinds: Sequence[Any], where: str, depth: int) -> tuple[Any, ...]:
    _exactly(isinstance(raw, list), raw, where)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(shaped(one, kinds[0], f"{where}[{at}]", depth + 1) for at, one in enumerate(raw))
    _exactly(len(raw) == len(kinds), raw, where)
    return tuple(shaped(one, kind, where, depth + 1) for one, kind in zip(raw, kinds, strict=True))


def _value(raw: Any, kind: type, where: str, depth: int) -> Any:
    """Return a dataclass whose fields are all there, and no other."""
    _exactly(isinstance(raw, dict), raw, where)
    hints, known = get_type_hints(kind), {field.name: field for field in fields(kind)}
    lacking = [name for name, field in known.items() if field.default is MISSING and name not in raw]
    if lacking or raw.keys() - known.keys():
        raise Misshapen(f"{where} has not the fields of a {kind.__name__}")
    return kind(**{name: shaped(one, hints[name], f"{where}.{name}", depth + 1) for name, one in raw.items()})


def main(arguments: Sequence[str]) -> int:
    """Print the comment for a folder; 1 where its file is none that may be shown."""
    path = Path(arguments[0]) / "changes.json"
    try:
        if path.is_symlink() or not path.is_file():
            raise Misshapen("there is no such file")
        with path.open("rb") as file:
            print(comment(file.read(LARGEST_FILE + 1)), end="")
    except Misshapen as fault:
        problem = Problem(Location(path.name), str(fault), "look at the run that made it; nothing is posted")
        print(NotebuildError([problem]), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
