"""Fills the house's design tokens into style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from notebuild.core.house import House
from notebuild.core.problems import Location, NotebuildError, Problem, nearest
from notebuild.render import contrast, fonts
from notebuild.render.pdf.layouts import LAYOUTS, Layout

FETCHED = re.compile(r"@import\b|url\(\s*[\"']?\s*(?!data:|#|[\"')])[^\s\"')]*", re.IGNORECASE)
"""What of a sheet loads another file (CSS Cascade 5, 2; CSS Values 4, 4.5)."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

TOKEN = re.compile(r"\$\{([a-z0-9.-]+)\}")


def sheet(
    text: str, house: House, display_path: str, layout: Layout = LAYOUTS[0], *, fallbacks: bool = True
) -> str:
    """Return the sheet `text` with each `${token}` of the house filled in, sizes as the layout wants them.

    After a face stand those that it is to take from what it lacks, without `fallbacks` none.

    Raises NotebuildError for each token the house lacks and for what loads another file, at line and
    column in `display_path`, and for each colour that does not stand out from its ground.
    """
    tokens = dict(flat(house.tokens))
    for name, difference in (
        ("size.leading", layout.leading),
        ("size.text", layout.size),
        ("size.note", layout.note),
        ("size.note-leading", layout.note),
    ):
        if name in tokens:
            tokens[name] = f"{float(tokens[name]) + difference:g}"
    face = house.tokens.get("face", {})
    for name in {"text", "sans", "code"} & face.keys() if fallbacks else ():
        tokens[f"face.{name}"] = '", "'.join(stack(face[name], house))
    tokens["layout.policy"] = layout.policy
    problems = [
        Problem(
            place(text, match.start(), display_path),
            f"no token {match[1]} in the house{nearest(match[1], tokens)}",
            "add it to styles/house.toml, or name one that is there",
        )
        for match in TOKEN.finditer(text)
        if match[1] not in tokens
    ]
    if display_path.endswith(".css") and not COMMENT.sub("", text).strip():
        message, remedy = (
            "this sheet is empty",
            "take the file away, and the tool's own serves; or bring it back",
        )
        problems.append(Problem(Location(display_path), message, remedy))
    problems += [
        Problem(
            place(text, match.start(), display_path),
            f"{match[0].strip()} has a reader fetch what is not in the page",
            "take it out: a page is one file; faces are named in styles/house.toml",
        )
        for match in FETCHED.finditer(COMMENT.sub(lambda comment: " " * len(comment[0]), text))
    ]
    if problems := [*problems, *contrast.check(house)]:
        raise NotebuildError(problems)
    return TOKEN.sub(lambda match: tokens[match[1]], text)


def stack(family: str, house: House) -> list[str]:
    """Return a family, then those that a sheet is to take what it lacks from: the other one, the fallbacks.

    A sheet names a family in quotation marks, and gets a list of them.
    """
    face = house.tokens["face"]
    return list(dict.fromkeys((family, face["text"], face["sans"], *fonts.families(house))))


def place(text: str, offset: int, display_path: str) -> Location:
    """Return line and column of an offset in a file's text."""
    before = text[:offset]
    return Location(display_path, before.count("\n") + 1, offset - before.rfind("\n"))


def flat(tokens: Mapping[str, Any], stem: str = "") -> Iterator[tuple[str, str]]:
    """Yield nested tokens as dotted names with what a sheet prints for them; lists are left out."""
    for name, value in tokens.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{stem}{name}.")
        elif not isinstance(value, list):
            yield f"{stem}{name}", str(value)
