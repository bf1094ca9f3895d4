"""WeasyPrint, which sets the print page: what it may read, what it makes, and what it logs."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from notebuild.core.apart import Died, apart
from notebuild.core.house import House
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.render import fonts
from notebuild.render.pdf import fitting, footnote_area, line_breaks, stages

VARIANT = "pdf/a-3a"
"""What the engine is asked for; the tags of PDF/UA-1 are added to the same file by `tags.repair`."""

LOST = re.compile(r"No anchor #(?:note|call)-(\d+) for internal URI reference$")
"""What the engine logs when a call leads to a footnote that it has dropped, or the other way round."""


AT = re.compile(r" at (\d+):(\d+)")
"""Where a sheet's fault stands, in what the engine logs."""

SECONDS, MEGABYTES = 300, 3000
"""What one rendering may take; a note of 2,000 footnotes takes ten seconds and 600 MB."""


class GaveUp(Exception):
    """Raised where a fault of the engine's own stops it: another layout may do."""


def render(
    html: str, display_path: str, roots: Sequence[Path], whole: Collection[str] = ()
) -> tuple[bytes, int, tuple[int, ...]]:
    """Return the engine's PDF of a page, its number of pages, and the footnotes that its log says it lost.

    The words that are `whole` are not broken at the end of a line. Reads only files under `roots`, in a
    process of its own: the libraries under the engine are native code. Raises NotebuildError with every
    other warning in the log, since the engine drops pictures and links and goes on, or where it does not
    come to an end; GaveUp where it fails by itself.
    """
    load()  # here, so that the next rendering finds it loaded
    try:
        return apart(lambda: _rendered(html, display_path, roots, whole), SECONDS, MEGABYTES)
    except Died as death:
        remedy = "look for what is very long: a paragraph, a table, a drawing; part it, or make it simpler"
        raise NotebuildError([Problem(Location(display_path), f"the PDF engine {death}", remedy)]) from None


def _rendered(
    html: str, display_path: str, roots: Sequence[Path], whole: Collection[str]
) -> tuple[bytes, int, tuple[int, ...]]:
    """Do the rendering."""
    weasyprint = load()
    with warnings() as records, stages.told(), line_breaks.kept(whole):
        try:
            page = weasyprint.HTML(string=html, base_url=roots[0].as_uri() + "/", url_fetcher=fetcher(roots))
            document = fitting.fitted(page.etree_element, lambda: page.render(pdf_variant=VARIANT))
            content = document.write_pdf(pdf_variant=VARIANT)
        except (AssertionError, RecursionError) as fault:
            if not is_own_fault(fault):
                raise
            raise GaveUp from None
    lost = [int(match[1]) for record in records if (match := LOST.match(record))]
    remedy = "mend the page, sheet or picture it names"
    problems = [
        Problem(Location(display_path), f"the PDF engine says: {record}", remedy)
        for record in dict.fromkeys(records)
        if not LOST.match(record)
    ]
    if problems:
        raise NotebuildError(problems)
    return content, len(document.pages), tuple(dict.fromkeys(lost))


def sheet_faults(sheet: str, shown: str) -> list[Problem]:
    """Return what the engine says of a style sheet, filled in, each at its line."""
    weasyprint = load()
    with warnings() as records:
        weasyprint.CSS(string=sheet, url_fetcher=fetcher(()))
    problems = []
    for record in dict.fromkeys(records):
        place = AT.search(record)
        where = Location(shown, int(place[1]) if place else 0)
        said = " ".join(AT.sub("", record).split()).rstrip(".")
        problems.append(Problem(where, f"the PDF engine says: {said}", "mend the rule it names"))
    return problems


def syntax_faults(sheet: str, shown: str) -> list[Problem]:
    """Return where a style sheet for other readers is no CSS (CSS Syntax 3): a rule cut off, a brace too many."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    parts = [part for rule in rules for part in (rule, *(getattr(rule, "prelude", None) or ()))]
    return [
        Problem(Location(shown, part.source_line), f"not valid CSS: {part.message}", "mend the rule it names")
        for part in parts
        if part.type == "error"
    ]


def load() -> Any:
    """Return WeasyPrint, imported only here and only now: it takes half a second.

    Raises NotebuildError where the machine lacks Pango.
    """
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
    footnote_area.install()
    return weasyprint


def roots(folder: Path, house: House) -> tuple[Path, ...]:
    """Return where a page may read from: the edition's own folder, and those of the house's faces."""
    return (folder.resolve(), *dict.fromkeys(face.path.resolve().parent for face in fonts.faces(house)))


def is_inside(address: str, roots: Sequence[Path]) -> bool:
    """Return whether a `file:` address is of this machine and of a file under one of the folders."""
    parts = urlsplit(address)
    path = Path(unquote(parts.path)).resolve()
    return not parts.netloc and any(path.is_relative_to(root.resolve()) for root in roots)


def fetcher(roots: Sequence[Path]) -> Any:
    """Return what fetches for the engine: files under `roots`, and data in the page; never the network.

    Its `fetch` raises ValueError for any other address; the engine logs that and goes on.
    """
    from weasyprint.urls import URLFetcher

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if urlsplit(url).scheme == "file" and not is_inside(url, roots):
                raise ValueError(f"outside the project: {url}")
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols=("file", "data"), allow_redirects=False)


class _Records(logging.Handler):
    """Keeps the texts of what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


@contextmanager
def warnings() -> Iterator[list[str]]:
    """Collect the texts of the engine's warnings while inside the `with`; they are printed nowhere else."""
    logger, records = logging.getLogger("weasyprint"), _Records()
    before = logger.handlers[:]
    logger.handlers[:] = [records]
    try:
        yield records.texts
    finally:
        logger.handlers[:] = before


def is_own_fault(fault: Exception) -> bool:
    """Return whether something failed inside the engine, rather than in our code or a test."""
    trace, module = fault.__traceback__, ""
    while trace:
        module = trace.tb_frame.f_globals.get("__name__", "")
        trace = trace.tb_next
    return module.split(".")[0] == "weasyprint" or module == line_breaks.__name__
