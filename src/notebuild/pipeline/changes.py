"""Compares two versions of a house's notes: each is built, and what differs for a reader is collected."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notebuild.core.model import short
from notebuild.pipeline.sides import Built, Side, build, touched
from notebuild.sources import project

if TYPE_CHECKING:
    from notebuild.compare.align import Pair
    from notebuild.exchange.changes.value import EditionReport, Figure, NoteReport, Report, Size
    from notebuild.readback.pdf_pages import Page

RESOLUTION = 60
"""Dots to the inch of a page's picture: enough to see where a page changes."""

PAIRS, PAIRS_BYTES = 40, 6_000_000
"""How many pairs of pages are shown, and how many bytes they may take together."""


def report(old: Side, new: Side, told: Callable[[str], object], *, pages: bool = True) -> Report:
    """Return all that differs between two sides; `told` is called with the name of each note that is built."""
    from notebuild.exchange.changes.value import Report

    left = [PAIRS, PAIRS_BYTES]
    notes = []
    for note in touched(old, new):
        told(note)
        sides = build(old, note, pages=pages), build(new, note, pages=pages)
        found = _note(note, old, new, *sides, left)
        if found is not None:
            notes.append(found)
    return Report(old.named, new.named, tuple(notes))


def _note(note: str, old: Side, new: Side, was: Built, now: Built, left: list[int]) -> NoteReport | None:
    """Return what differs in a note; None where a reader would see nothing of it."""
    from notebuild.exchange.changes.value import NoteReport

    known = {(problem.location.path, problem.message) for problem in was.problems}
    kept = {(problem.location.path, problem.message) for problem in now.problems}
    names = dict.fromkeys([*now.editions, *now.refused, *was.editions, *was.refused])
    report = NoteReport(
        note,
        _title(note, was, now),
        "new" if note not in old.notes else "gone" if note not in new.notes else "changed",
        tuple(_edition(name, new, was, now, left) for name in names),
        tuple(_figures(was, now)),
        tuple(one for one in now.problems if (one.location.path, one.message) not in known),
        tuple(one for one in was.problems if (one.location.path, one.message) not in kept),
    )
    is_same = all(one.state == "same" and not one.pages for one in report.editions)
    return None if is_same and not (report.figures or report.problems or report.solved) else report


def _title(note: str, was: Built, now: Built) -> str:
    from notebuild.edition import tree

    for built in (now, was):
        for edition in built.editions.values():
            return " ".join(tree.text(edition.metadata["title"]).split())
    return note


def _edition(name: str, new: Side, was: Built, now: Built, left: list[int]) -> EditionReport:
    """Return what differs in one edition."""
    from notebuild.compare.editions import compare
    from notebuild.exchange.changes.value import EditionReport

    before, after = was.editions.get(name), now.editions.get(name)
    some = after or before
    language = some.language if some else name.rpartition(".")[2]
    stands = _standing(new, name) if name in (*now.editions, *now.refused) else {}
    base: dict[str, Any] = {
        "name": name,
        "language": language,
        "spoken": spoken(language),
        "stale": stands.get("stale", 0),
        "missing": stands.get("untranslated", 0),
        "old_size": _size(name, was),
        "new_size": _size(name, now),
    }
    if before is None or after is None:
        if name in now.refused or name in was.refused:
            why = "it cannot be built as it is now" if name in now.refused else "it could not be built before"
            return EditionReport(state="refused", why=why, **base)
        return EditionReport(state="new" if before is None else "gone", **base)
    changes = compare(before, after)
    pages, more = _pages(name, was, now, left)
    state = "changed" if changes else "same"
    return EditionReport(state=state, changes=changes, pages=tuple(pages), pages_left_out=more, **base)  # type: ignore[arg-type]


def spoken(language: str) -> str:
    """Return a language's name in English; its tag where it has none here."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(short(language)).get_display_name("en") or language
    except (UnknownLocaleError, ValueError):
        return language


def _standing(side: Side, name: str) -> dict[str, int]:
    """Return how a translation stood at the check that was just made."""
    note, _, language = name.rpartition(".")
    path = side.folder / project.BUILD / note / language / "standing.json"
    try:
        return {
            key: value for key, value in json.loads(path.read_text("utf-8")).items() if isinstance(value, int)
        }
    except (OSError, ValueError):
        return {}


def _size(name: str, built: Built) -> Size:
    from notebuild.exchange.changes.value import Size

    path = built.files.get(name)
    if path is None:
        return Size()
    layout = path.parent / path.stem.rpartition(".")[2] / "layout.json"
    return Size(json.loads(layout.read_text(encoding="utf-8"))["pages"], path.stat().st_size)


def _figures(was: Built, now: Built) -> Iterator[Figure]:
    from notebuild.exchange.changes.value import Figure

    for name in dict.fromkeys([*now.figures, *was.figures]):
        before, after = (_content(built.figures.get(name)) for built in (was, now))
        if before != after:
            yield Figure(name, before, after)


def _content(path: Path | None) -> bytes:
    return path.read_bytes() if path else b""


def _pages(name: str, was: Built, now: Built, left: list[int]) -> tuple[list[Any], int]:
    """Return the pages of a PDF that look otherwise, as far as there is room, and how many more do."""
    from notebuild.exchange.changes.value import PagePair
    from notebuild.readback import pdf_pages

    if (
        name not in was.files
        or name not in now.files
        or _content(was.files[name]) == _content(now.files[name])
    ):
        return [], 0
    before, after = (pdf_pages.pages(built.files[name].read_bytes(), RESOLUTION) for built in (was, now))
    shown, more = [], 0
    for a, b in _pairs(before, after):
        old, new = None if a is None else before[a], None if b is None else after[b]
        if old and new and old.pixels == new.pixels:
            continue
        picture = pdf_pages.side_by_side(old, new) if left[0] > 0 else b""
        if not picture or len(picture) > left[1]:
            more += 1
            continue
        left[0], left[1] = left[0] - 1, left[1] - len(picture)
        shown.append(PagePair(0 if a is None else a + 1, 0 if b is None else b + 1, picture))
    return shown, more


def _pairs(before: list[Page], after: list[Page]) -> list[Pair]:
    """Return which page is which: the same look, or most of the same words."""
    from notebuild.compare.align import align, dice
    from notebuild.compare.words import words

    counted = [[(page.pixels, words(page.words)) for page in side] for side in (before, after)]
    return align(counted[0], counted[1], lambda page: page[0], lambda a, b: max(0.5, dice(a[1], b[1])))
