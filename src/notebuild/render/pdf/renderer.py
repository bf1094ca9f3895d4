"""A printed page as PDF: one layout after another until every note is in the finished file, in its place."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from notebuild.core.house import House
from notebuild.core.model import Edition
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.readback.value import same
from notebuild.render.sheets import LADDER, Layout, faces

VARIANT = "pdf/a-3a"
"""What the engine is asked for; the tags of PDF/UA-1 are added to the same file by `repair`."""

LOST = re.compile(r"No anchor #(?:note|call)-(\d+) for internal URI reference$")
"""What the engine logs when a call leads to a note that it has dropped, or the other way round."""

HARMLESS: frozenset[str] = frozenset()
"""Log records of the engine, by exact text, that say nothing about the page. None is known."""


HOLDS = 5
"""How often one layout is tried again with paragraphs held where notes strayed."""

FIRMEST = 3
"""The firmest way to hold a paragraph: it begins a page."""

ENOUGH = 10
"""Renders after which a complete file with drift is taken as it is."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One note as a finished file has it; pages count from 1, 0 means not found."""

    number: int
    text: str
    call: int
    page: int


@dataclass(frozen=True, slots=True)
class Rendering:
    """A finished PDF and how it came about."""

    content: bytes
    layout: str
    pages: int
    retries: int
    """Layouts tried before this one, and refused or bettered."""

    drifts: tuple[int, ...]
    """Notes that begin on a later page than their call."""

    broken: int = 0
    """Lines that the engine broke off at the wrong word."""


Read = Callable[[bytes], Sequence[Placed]]
"""The notes found in a finished file, in reading order."""


def build(
    edition: Edition,
    page: Callable[[Layout], str],
    read: Read,
    shown: str,
    *,
    roots: Sequence[Path],
    repair: Callable[[bytes], bytes] = bytes,
    broken: Callable[[bytes], int] = lambda _: 0,
    ladder: Sequence[Layout] = LADDER,
) -> Rendering:
    """The PDF of an edition, proved complete on its finished bytes.

    `page` gives the print page in a layout; `repair` what becomes of the engine's bytes before they
    are read back, and `broken` counts the lines that it broke off. A layout that loses a note, or on
    which the engine gives up, is refused. Where notes strayed, the layout is tried again with their
    paragraphs held, more firmly each time; where a line is broken off, the next layout. The first
    complete file without either is taken, or else the one with the least, drift before lines, and
    endnotes only where nothing else holds. Raises NotebuildError, with the notes named, when even that fails.
    """
    best: Rendering | None = None
    lost: tuple[Problem, ...] = ()
    tries = 0
    for layout in ladder:
        held: Counter[int] = Counter()
        for _ in range(1 if layout.endnotes else 1 + HOLDS):
            if best and (layout.endnotes or tries >= ENOUGH):
                return best
            tried = replace(layout, held=tuple(sorted(held.items())))
            tries += 1
            try:
                content, pages, strayed = render(page(tried), shown, roots)
            except AssertionError as fault:
                if not engine_fault(fault):
                    raise
                message = f'the PDF engine gave up on layout "{layout.name}"'
                lost = (Problem(Location(shown), message),)
                break
            if strayed:
                lost = compare(edition, [], shown, only=strayed)
            else:
                content = repair(content)
                placed = read(content)
                lost = compare(edition, placed, shown, layout.endnotes)
                drifts = () if layout.endnotes else drifted(placed)
                worse = broken(content) if not lost else 0
                if not lost and (best is None or (len(drifts), worse) < (len(best.drifts), best.broken)):
                    best = Rendering(content, named(tried), pages, tries - 1, drifts, worse)
                    if not drifts and not worse:
                        return best
                strayed = (*drifts, *numbers(lost))
            held.update(set(strayed))
            if not strayed or max(held[number] for number in strayed) > FIRMEST:
                break
    if best is None:
        raise NotebuildError(lost)
    return best


def named(layout: Layout) -> str:
    """A layout's name, with the notes whose paragraphs it holds."""
    held = ", ".join(str(number) for number, _ in layout.held)
    return f"{layout.name}, held at {held}" if held else layout.name


def numbers(problems: Iterable[Problem]) -> tuple[int, ...]:
    """The notes that problems are about."""
    places = (problem.location.place.rpartition(" ")[2] for problem in problems)
    return tuple(int(place) for place in places if place.isdecimal())


def compare(
    edition: Edition,
    placed: Sequence[Placed],
    shown: str,
    endnotes: bool = False,
    only: Container[int] | None = None,
) -> tuple[Problem, ...]:
    """Every note of the edition that the finished file lacks, repeats, changes or puts before its call.

    `only` keeps the search to these numbers.
    """
    remedy = "this is a fault of the page's layout; please report it with the note's text"
    found = {note.number: note for note in placed}
    times = Counter(note.number for note in placed)
    problems = []
    for note in edition.footnotes:
        if only is not None and note.number not in only:
            continue
        where = Location(shown, place=f"footnote {note.number}")
        named = f"[^{note.label}]" if note.origin == "authored" else note.label
        seen = found.get(note.number)
        if seen is None or not seen.page:
            problems.append(Problem(where, f"note {named} is not in the file", remedy))
        elif not seen.call:
            problems.append(Problem(where, f"the call of note {named} is not in the file", remedy))
        elif times[note.number] > 1:
            problems.append(Problem(where, f"note {named} stands {times[note.number]} times", remedy))
        elif not same(seen.text, note.text):
            problems.append(Problem(where, f"the text of note {named} is not complete", remedy))
        elif seen.page < seen.call and not endnotes:
            problems.append(Problem(where, f"note {named} stands before its call", remedy))
    numbers = {note.number for note in edition.footnotes}
    problems += [
        Problem(Location(shown, place=f"footnote {number}"), "the edition has no such note", remedy)
        for number in sorted(found.keys() - numbers)
    ]
    return tuple(problems)


def drifted(placed: Sequence[Placed]) -> tuple[int, ...]:
    """The notes that begin on a later page than their call."""
    return tuple(note.number for note in placed if note.page > note.call)


def render(html: str, shown: str, roots: Sequence[Path]) -> tuple[bytes, int, tuple[int, ...]]:
    """The engine's PDF of a page, its number of pages, and the notes it says it lost.

    Fetches only files under `roots`. Raises NotebuildError with every other warning the engine logs:
    it drops pictures and links and goes on.
    """
    weasyprint = engine()
    with listening() as records:
        document = weasyprint.HTML(
            string=html, base_url=roots[0].as_uri() + "/", url_fetcher=fetcher(roots)
        ).render(pdf_variant=VARIANT)
        content = document.write_pdf(pdf_variant=VARIANT)
    missing = [int(found[1]) for said in records if (found := LOST.match(said))]
    problems = [
        Problem(Location(shown), f"the PDF engine says: {said}", "mend the page, sheet or picture it names")
        for said in dict.fromkeys(records)
        if said not in HARMLESS and not LOST.match(said)
    ]
    if problems:
        raise NotebuildError(problems)
    return content, len(document.pages), tuple(dict.fromkeys(missing))


def engine() -> Any:
    """WeasyPrint, imported only here and only now: it takes half a second and needs Pango."""
    try:
        import weasyprint
    except OSError as fault:
        raise NotebuildError(
            [
                Problem(
                    Location("weasyprint"),
                    f"the PDF engine cannot load its libraries: {fault}",
                    "install Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
                )
            ]
        ) from None
    return weasyprint


def roots(folder: Path, house: House) -> tuple[Path, ...]:
    """Where a page may read from: the edition's own folder, and the folders of the house's faces."""
    return (folder.resolve(), *dict.fromkeys(face.path.resolve().parent for face in faces(house)))


def fetcher(roots: Sequence[Path]) -> Any:
    """What the engine may read: files under `roots`, and data in the page itself; never the network."""
    from weasyprint.urls import URLFetcher

    allowed = [root.resolve() for root in roots]

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            if parts.scheme == "file":
                path = Path(unquote(parts.path)).resolve()
                if parts.netloc or not any(path.is_relative_to(root) for root in allowed):
                    raise ValueError(f"outside the project: {url}")
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols=("file", "data"), allow_redirects=False)


class listening:
    """The engine's log records of warning or worse, as their texts, while inside the `with`."""

    def __init__(self) -> None:
        self.records: list[str] = []
        self.handler = logging.Handler(logging.WARNING)
        self.handler.emit = lambda record: self.records.append(record.getMessage())  # type: ignore[method-assign]

    def __enter__(self) -> list[str]:
        logger = logging.getLogger("weasyprint")
        self.kept = logger.handlers[:]
        logger.handlers[:] = [self.handler]
        return self.records

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").handlers[:] = self.kept


def engine_fault(fault: AssertionError) -> bool:
    """Whether an assertion failed inside the engine, rather than in our code or a test."""
    trace, last = fault.__traceback__, ""
    while trace:
        last = trace.tb_frame.f_globals.get("__name__", "")
        trace = trace.tb_next
    return last.split(".")[0] == "weasyprint"


def boxes(document: Any) -> Iterator[Placed]:
    """Calls and notes in the engine's own boxes, a second opinion for tests (a private attribute)."""
    calls: dict[int, int] = {}
    notes: dict[int, int] = {}

    def visit(box: Any, number: int) -> None:
        tag = getattr(box, "element_tag", None) or ""
        if tag.endswith("::footnote-call"):
            calls.setdefault(name(box), number)
        if tag.endswith("::footnote-marker"):
            notes.setdefault(name(box), number)
        for child in getattr(box, "children", ()) or ():
            visit(child, number)

    def name(box: Any) -> int:
        return int(str(box.element.get("id")).rpartition("-")[2])

    for number, page in enumerate(document.pages, 1):
        visit(page._page_box, number)
    for note in sorted(calls.keys() | notes.keys()):
        yield Placed(note, "", calls.get(note, 0), notes.get(note, 0))
