"""Makes a print page a PDF: tries one layout after another, until every footnote stands in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from notebuild.core import progress
from notebuild.core.model import Edition
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.readback.value import FootnoteReading
from notebuild.render.pdf import engine
from notebuild.render.pdf.completeness import REMEDY, compare, numbers, split
from notebuild.render.pdf.layouts import LAYOUTS, Layout

PINNINGS = 5
"""How often one layout is tried again with more paragraphs pinned."""

FIRMEST = 3
"""The highest pin level: the paragraph starts a new page."""

ENOUGH = 10
"""Renders after which a complete file with split footnotes is taken as it is."""


@dataclass(frozen=True, slots=True)
class Page:
    """A print page for the search: how it is set in a layout, and how a finished file is judged."""

    edition: Edition
    html: Callable[[Layout], str]
    """The page, set in a layout."""

    read: Callable[[bytes], Sequence[FootnoteReading]]
    """The footnotes of a finished file."""

    roots: Sequence[Path]
    """Where the engine may read from; the first is the page's own folder."""

    repair: Callable[[bytes], bytes] = bytes
    """What becomes of the engine's bytes before they are read back."""

    lacking: Callable[[bytes], Sequence[Problem]] = lambda _: ()
    """Which words of a finished file are not the edition's, or not in their place."""

    broken: Callable[[bytes], int] = lambda _: 0
    """How many lines of a finished file the engine broke off at the wrong word."""

    blemishes: Callable[[bytes], int] = lambda _: 0
    """How many places of a finished file a compositor would mend; of two files alike the one with fewer is better."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A finished PDF and how it came about."""

    content: bytes
    layout: str
    pages: int
    retries: int
    """Layouts tried before this one, and refused or bettered."""

    splits: tuple[int, ...]
    """Footnotes that begin on a later page than their call."""

    broken: int = 0
    """Lines that the engine broke off at the wrong word."""

    blemishes: int = 0
    """Places that a compositor would mend: no layout is tried for them."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one layout: a complete rendering, or why it is refused."""

    rendering: Rendering | None
    problems: tuple[Problem, ...] = ()
    lacking: tuple[Problem, ...] = ()
    """The problems that are about words other than those of its notes."""

    stray: tuple[int, ...] = ()
    """Footnotes that are lost, or split from their calls' pages: the paragraphs of their calls may be pinned."""


def build(page: Page, display_path: str, layouts: Sequence[Layout] = LAYOUTS) -> Rendering:
    """Return the PDF of an edition, proved complete on its finished bytes.

    A layout that loses a footnote or a word, or on which the engine gives up, is refused. Where words are
    lost, no head stands in the margin from then on; words that are lost in the same way once more no
    layout will keep, and the search ends. Where footnotes are
    lost or split from their calls' pages, the layout is tried again with the calling paragraphs
    pinned, more firmly each time; where a line is broken off, the next layout is tried. The first
    complete file with neither is taken, or else the one with the fewest splits, then the fewest
    broken lines, then the fewest blemishes; endnotes only where nothing else holds. Raises
    NotebuildError, with the footnotes named, when even that fails.
    """
    best: Rendering | None = None
    problems: tuple[Problem, ...] = ()
    lost: tuple[Problem, ...] = ()
    tries = 0
    for layout in layouts:
        pins: Counter[int] = Counter()
        for _ in range(1 if layout.endnotes else 1 + PINNINGS):
            if best and (layout.endnotes or tries >= ENOUGH):
                return best
            pinned = replace(layout, heads_in_column=bool(lost), pinned=tuple(sorted(pins.items())))
            tries += 1
            with progress.part(f"layout {tries}"):
                attempt = attempted(page, pinned, display_path, tries - 1)
            if attempt.rendering is None:
                problems = attempt.problems
                if best is None and lost and attempt.lacking == lost:
                    raise NotebuildError(problems)
            elif best is None or rank(attempt.rendering) < rank(best):
                best = attempt.rendering
                if not best.splits and not best.broken:
                    return best
            pins.update(set(attempt.stray))
            if attempt.lacking and not lost:
                lost = attempt.lacking
                continue
            if not attempt.stray or max(pins[number] for number in attempt.stray) > FIRMEST:
                break
    if best is None:
        raise NotebuildError(problems)
    return best


def attempted(page: Page, layout: Layout, display_path: str, retries: int) -> Attempt:
    """Return what comes of setting the page in this layout, after so many others."""
    try:
        content, pages, lost = engine.render(page.html(layout), display_path, page.roots, page.edition.whole)
    except engine.GaveUp:
        message = f'the PDF engine gave up on layout "{layout.name}"'
        return Attempt(None, (Problem(Location(display_path), message, REMEDY),))
    if lost:
        return Attempt(None, compare(page.edition, [], display_path, only=lost), stray=lost)
    progress.at("reading it back")
    content = page.repair(content)
    readings = page.read(content)
    splits = () if layout.endnotes else split(readings)
    if problems := compare(page.edition, readings, display_path, layout.endnotes):
        return Attempt(None, problems, stray=(*splits, *numbers(problems)))
    if lacking := tuple(page.lacking(content)):
        return Attempt(None, lacking, lacking)
    counts = page.broken(content), page.blemishes(content)
    rendering = Rendering(content, named(layout), pages, retries, splits, *counts)
    return Attempt(rendering, stray=splits)


def rank(rendering: Rendering) -> tuple[int, int, int]:
    """Return how far a complete rendering is from a perfect one: splits, then broken lines, then blemishes."""
    return len(rendering.splits), rendering.broken, rendering.blemishes


def named(layout: Layout) -> str:
    """Return a layout's name, with where its heads stand and the footnotes whose paragraphs it pins."""
    pinned = ", ".join(str(number) for number, _ in layout.pinned)
    column = ", heads in the column" if layout.heads_in_column else ""
    return f"{layout.name}{column}, pinned at {pinned}" if pinned else f"{layout.name}{column}"
