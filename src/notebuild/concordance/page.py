"""A Concordance as a page for an editor, and as JSON for a machine."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lxml import etree, html
from lxml.html import builder as E

from notebuild.concordance.keys import written
from notebuild.concordance.look import SHEET
from notebuild.concordance.value import Cell, Concordance, Row
from notebuild.readers import plain


def to_json(concordance: Concordance) -> str:
    """The whole concordance as stable JSON, one note a row."""
    raw: dict[str, Any] = {
        **asdict(concordance),
        "agrees": concordance.agrees,
        "drift": {language: concordance.drift(language) for language in concordance.languages},
        "problems": [
            {"path": p.location.path, "place": p.location.place, "message": p.message}
            for p in concordance.problems
        ],
    }
    return json.dumps(raw, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def page(
    concordance: Concordance,
    title: str,
    names: Mapping[str, str],
    files: Mapping[str, Mapping[str, str]] | None = None,
    released: str = "",
) -> str:
    """The report as one self-contained page, in English: it is the editor's, not the reader's.

    `names` prints languages; `files` links each language's formats, relative to the report;
    `released` says in a sentence what the release folder holds. All text is data: lxml escapes it.
    """
    body = E.BODY(
        E.MAIN(
            E.H1(f"Concordance: {title}"),
            _verdict(concordance, released),
            _summary(concordance, names, files or {}),
            *_faults(concordance),
            *_setting(concordance, names),
            E.H2("Every note"),
            E.DIV(
                _table(concordance, names),
                {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Every note"},
            ),
        )
    )
    head = E.HEAD(
        E.META(charset="utf-8"),
        E.META(name="viewport", content="width=device-width, initial-scale=1"),
        E.TITLE(f"Concordance: {title}"),
        E.STYLE(SHEET),
    )
    document = E.HTML(head, body, lang="en-GB")
    text: str = etree.tostring(document, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return text + "\n"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _verdict(concordance: Concordance, released: str) -> html.HtmlElement:
    """One sentence an editor can act on."""
    notes = _count(len(concordance.rows), "note", "notes")
    languages = _count(len(concordance.languages), "language", "languages")
    readings = _count(len(concordance.readings), "reading", "readings")
    differences = _count(len(concordance.problems), "difference", "differences")
    if concordance.agrees:
        said = (
            f"All agree: {notes}, the same in {languages} and in every file,"
            f" by {readings} ({', '.join(concordance.readings)})."
        )
    else:
        wrong = sum(not row.agrees for row in concordance.rows)
        said = f"These files do not agree: {differences}, {wrong} of {notes} touched."
    block = E.DIV(E.P(E.STRONG(said)), {"class": "verdict" if concordance.agrees else "verdict wrong"})
    if released:
        block.append(E.P(released))
    return block


LATER = "Notes on a later page than their call"


def _cell(head: str, text: str, kind: str = "") -> html.HtmlElement:
    """A cell that names its column where a narrow screen shows no heads."""
    return E.TD(text, {"data-head": head} | ({"class": kind} if kind else {}))


def _summary(
    concordance: Concordance, names: Mapping[str, str], files: Mapping[str, Mapping[str, str]]
) -> html.HtmlElement:
    """One row a language: pages, layout, drift, files."""
    rows = []
    for language in concordance.languages:
        links = _cell("Files", "")
        for name, address in files.get(language, {}).items():
            link = E.A(name.upper(), href=address)
            link.tail = " "
            links.append(link)
        rows.append(
            E.TR(
                E.TH(names.get(language, language), scope="row"),
                _cell("Pages", str(concordance.pages.get(language) or "–")),
                _cell("Layout of the PDF", concordance.layouts.get(language) or "–"),
                _cell(
                    LATER, str(concordance.drift(language)), "later" if concordance.drift(language) else ""
                ),
                links,
            )
        )
    heads = ("Edition", "Pages", "Layout of the PDF", LATER, "Files")
    return E.DIV(
        E.TABLE(
            E.CAPTION(f"Version {concordance.version}" if concordance.version else "The editions"),
            E.THEAD(E.TR(*(E.TH(head, scope="col") for head in heads))),
            E.TBODY(*rows),
        ),
        {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "The editions"},
    )


def _faults(concordance: Concordance) -> list[html.HtmlElement]:
    """Every difference, once, in the words that the command line uses; one of a note leads to its row."""
    if concordance.agrees:
        return []
    items = []
    for problem in concordance.problems:
        said = f"{problem.location}: {problem.message}"
        found = re.match(r"footnote (\d+) ", problem.location.place)
        first = E.A(said, href=f"#note-{found[1]}") if found else said
        items.append(E.LI(first, E.SPAN(problem.remedy, {"class": "keys"})))
    return [E.H2("What differs"), E.UL(*items, {"class": "differs"})]


COUNTS = {
    "lines": "Lines of text and notes",
    "hyphens": "That end in a hyphen",
    "ladders": "Third hyphens in a row",
    "runts": "Very short last lines",
    "orphans": "First lines left alone",
    "widows": "Last lines left alone",
    "stranded": "Headings that end a page",
}
"""How the page names what is counted of the lines."""


def _setting(concordance: Concordance, names: Mapping[str, str]) -> list[html.HtmlElement]:
    """How each PDF falls into lines and pages: nothing to mend, but what an editor may care for."""
    if not concordance.setting:
        return []
    rows, places = [], []
    for language, counts in concordance.setting.items():
        name = names.get(language, language)
        values = {field: getattr(counts, field) for field in COUNTS}
        sizes = {field: v if isinstance(v, int) else len(v) for field, v in values.items()}
        cells = [_cell(head, str(sizes[field])) for field, head in COUNTS.items()]
        rows.append(E.TR(E.TH(name, scope="row"), *cells))
        for field, found in values.items():
            if not isinstance(found, int) and found:
                places.append(E.DT(f"{name}: {COUNTS[field].lower()}"))
                places += [E.DD(f"page {page}: {plain(words)}", lang=language) for page, words in found]
    shown = [E.DETAILS(E.SUMMARY("Where they are"), E.DL(*places, {"class": "details"}))] if places else []
    heads = (E.TH(head, scope="col") for head in ("Edition", *COUNTS.values()))
    table = E.TABLE(
        E.CAPTION("Counted in the PDFs; none of it is a fault."), E.THEAD(E.TR(*heads)), E.TBODY(*rows)
    )
    region = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Lines and pages"}
    return [E.H2("Lines and pages"), E.DIV(table, region), *shown]


def _table(concordance: Concordance, names: Mapping[str, str]) -> html.HtmlElement:
    """One row a note: number, label, then text and page in each language, and the verdict."""
    above: list[html.HtmlElement] = [E.TH("Note", scope="col", rowspan="2")]
    below: list[html.HtmlElement] = []
    columns = [E.COL({"class": "note"})]
    for language in concordance.languages:
        name = names.get(language, language)
        above.append(E.TH(name, scope="colgroup", colspan="2", lang=language))
        below += [E.TH("Text and sources", scope="col"), E.TH("Page", scope="col")]
        columns += [E.COL(), E.COL({"class": "page"})]
    above.append(E.TH("Agrees", scope="col", rowspan="2"))
    columns.append(E.COL({"class": "agrees"}))
    rows = [_row(row, concordance.languages, names) for row in concordance.rows]
    return E.TABLE(
        E.CAPTION(
            "The number, the text that was read from the files, the sources that this text names, "
            "and the PDF page of the call and of the note."
        ),
        E.COLGROUP(*columns),
        E.THEAD(E.TR(*above), E.TR(*below)),
        E.TBODY(*rows),
        {"class": "notes"},
    )


def _row(row: Row, languages: tuple[str, ...], names: Mapping[str, str]) -> html.HtmlElement:
    cells = {cell.language: cell for cell in row.cells}
    parts = [E.TH(str(row.number), E.SPAN(row.label, {"class": "label"}), scope="row")]
    for language in languages:
        cell = cells.get(language)
        name = names.get(language, language)
        later = " later" if cell and cell.drifted else ""
        page = E.TD(_pages(cell), {"class": f"pages{later}", "data-head": f"{name}, page"})
        parts += [_text(cell, language, name), page]
    faults = list(row.faults)
    for cell in row.cells:
        faults += [f"{names.get(cell.language, cell.language)}, {fault}" for fault in cell.faults]
    said = [E.P(fault, {"class": "fault"}) for fault in faults] or ["✓ yes"]
    verdict = E.TD(*said, {"data-head": "Agrees"})
    attributes = {"id": f"note-{row.number}"} | ({} if row.agrees else {"class": "wrong"})
    return E.TR(*parts, verdict, attributes)


def _text(cell: Cell | None, language: str, name: str) -> html.HtmlElement:
    """The words as read, in their language, and the sources that they name."""
    head = {"data-head": name}
    if cell is None or not cell.text:
        return E.TD(E.P("no text was read", {"class": "fault"}), head)
    paragraphs = [E.P(part, lang=language) for part in cell.text.split("\n")]
    keys = "; ".join(written(citation) for citation in cell.citations)
    return E.TD(*paragraphs, *([E.SPAN(keys, {"class": "keys"})] if keys else []), head)


def _pages(cell: Cell | None) -> str:
    """`4`, or `4, note on 5` where the note stands on a later page than its call."""
    if cell is None or not cell.call_page:
        return "–"
    later = f", note on {cell.note_page}" if cell.note_page != cell.call_page else ""
    return f"{cell.call_page}{later}"
