"""A Concordance as a page for an editor, and as JSON for a machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree, html
from lxml.html import builder as E

from notebuild.core.model import compact, listed, shallow
from notebuild.proof.concordance.citations import written
from notebuild.proof.concordance.composition import cell_of, lines_and_pages
from notebuild.proof.concordance.sheet import SHEET
from notebuild.proof.concordance.value import Cell, Concordance, Row


def to_json(concordance: Concordance, **more: Any) -> str:
    """The whole concordance as stable JSON, a line for each note, file and problem; `more` is added to it."""
    raw: dict[str, Any] = {
        **shallow(concordance),
        "agrees": concordance.agrees,
        "drift": {language: concordance.drift(language) for language in concordance.languages},
        "problems": [
            {"path": p.location.path, "place": p.location.place, "message": p.message}
            for p in concordance.problems
        ],
        **more,
    }
    parts = [
        f'"{name}": {listed(value) if isinstance(value, list | tuple) else compact(value)}'
        for name, value in sorted(raw.items())
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


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
            *lines_and_pages(concordance, names),
            E.H2("Every note"),
            E.DIV(
                _table(concordance, names, files or {}),
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


def _summary(
    concordance: Concordance, names: Mapping[str, str], files: Mapping[str, Mapping[str, str]]
) -> html.HtmlElement:
    """One row a language: pages, layout, drift, files."""
    rows = []
    for language in concordance.languages:
        links = cell_of("Files", "")
        for name, address in files.get(language, {}).items():
            link = E.A(name.upper(), href=address)
            link.tail = " "
            links.append(link)
        rows.append(
            E.TR(
                E.TH(names.get(language, language), scope="row"),
                cell_of("Pages", str(concordance.pages.get(language) or "–")),
                cell_of("Layout of the PDF", concordance.layouts.get(language) or "–"),
                cell_of(
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


Files = Mapping[str, Mapping[str, str]]
"""Language to format to the file's address, relative to the report."""


def _table(concordance: Concordance, names: Mapping[str, str], files: Files) -> html.HtmlElement:
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
    rows = [_row(row, concordance.languages, names, files) for row in concordance.rows]
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


def _row(row: Row, languages: tuple[str, ...], names: Mapping[str, str], files: Files) -> html.HtmlElement:
    cells = {cell.language: cell for cell in row.cells}
    parts = [E.TH(str(row.number), E.SPAN(row.label, {"class": "label"}), scope="row")]
    for language in languages:
        cell = cells.get(language)
        name = names.get(language, language)
        parts += [_text(cell, language, name), _pages(cell, name, files.get(language, {}))]
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


def _pages(cell: Cell | None, name: str, files: Mapping[str, str]) -> html.HtmlElement:
    """`4`, or `4, note on 5` where the note stands on a later page than its call; links to both media."""
    later = " later" if cell and cell.drifted else ""
    found = E.TD({"class": f"pages{later}", "data-head": f"{name}, page"})
    if cell is None or not cell.call_page:
        found.text = "–"
    else:
        label = f"{name}, PDF, page {cell.call_page}"
        found.append(_link(str(cell.call_page), files.get("pdf"), f"page={cell.call_page}", label))
        found[-1].tail = f", note on {cell.note_page}" if cell.drifted else None
    if cell and cell.anchor and "html" in files:
        found.append(E.SPAN(" ", _link("web", files["html"], cell.anchor, f"{name}, web page, this note")))
    return found


def _link(text: str, file: str | None, place: str, label: str) -> html.HtmlElement:
    return E.A(text, {"href": f"{file}#{place}", "aria-label": label}) if file else E.SPAN(text)
