"""A Concordance as a page for an editor, and as JSON for a machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lxml import etree, html
from lxml.html import builder as E

from notebuild.concordance.keys import written
from notebuild.concordance.value import Cell, Concordance, Row

_SHEET = """
:root{color-scheme:light dark;--ground:#fff;--text:#1c2226;--ink:#12394a;--accent:#b2432c;
--quiet:#5b6b73;--line:#b7c2c7;--tint:#f2efe9}
@media (prefers-color-scheme:dark){:root{--ground:#11181c;--text:#e9e4da;--ink:#9cc4d4;
--accent:#f0907a;--quiet:#a9b6bc;--line:#3a474e;--tint:#1b252b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:84rem;padding:1.5rem 1rem 4rem;background:var(--ground);
color:var(--text);font:1rem/1.5 "Source Sans Pro",Calibri,Arial,sans-serif}
h1,h2{color:var(--ink);line-height:1.2}
.verdict{border-left:.4rem solid var(--ink);background:var(--tint);
padding:.8rem 1rem;font-size:1.1rem}
.verdict.wrong,.wrong>td,.wrong>th{border-left-color:var(--accent)}
.wrong .fault,.verdict.wrong strong{color:var(--accent);font-weight:600}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:var(--quiet);padding:.5rem 0}
th,td{border-bottom:1px solid var(--line);padding:.5rem .6rem;text-align:left;vertical-align:top}
thead th{color:var(--ink);border-bottom:2px solid var(--ink)}
tbody th{font-variant-numeric:tabular-nums}
.notes{table-layout:fixed;min-width:58rem}
.notes td{overflow-wrap:anywhere}
col.note{width:9rem}col.page{width:4.5rem}col.agrees{width:8rem}
.label,.keys,.pages{color:var(--quiet);font-size:.9rem}
.label,.keys{display:block;overflow-wrap:anywhere}
.label{font-weight:400}
p{margin:.3rem 0}
a{color:var(--accent)}
a:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
tr.wrong>*{background:var(--tint)}
@media print{body{max-width:none;padding:0}.scroll{overflow:visible}}
"""


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
        E.STYLE(_SHEET),
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


def _summary(
    concordance: Concordance, names: Mapping[str, str], files: Mapping[str, Mapping[str, str]]
) -> html.HtmlElement:
    """One row a language: pages, layout, drift, files."""
    rows = []
    for language in concordance.languages:
        links = E.TD()
        for name, address in files.get(language, {}).items():
            link = E.A(name.upper(), href=address)
            link.tail = " "
            links.append(link)
        rows.append(
            E.TR(
                E.TH(names.get(language, language), scope="row"),
                E.TD(str(concordance.pages.get(language) or "–")),
                E.TD(concordance.layouts.get(language) or "–"),
                E.TD(str(concordance.drift(language))),
                links,
            )
        )
    heads = (
        "Edition",
        "Pages",
        "Layout of the PDF",
        "Notes on a later page than their call",
        "Files",
    )
    return E.DIV(
        E.TABLE(
            E.CAPTION(f"Version {concordance.version}" if concordance.version else "The editions"),
            E.THEAD(E.TR(*(E.TH(head, scope="col") for head in heads))),
            E.TBODY(*rows),
        ),
        {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "The editions"},
    )


def _faults(concordance: Concordance) -> list[html.HtmlElement]:
    """Every difference, once, in the words that the command line uses."""
    if concordance.agrees:
        return []
    items = (E.LI(f"{problem.location}: {problem.message}") for problem in concordance.problems)
    return [E.H2("What differs"), E.UL(*items)]


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
        parts += [_text(cell, language), E.TD(_pages(cell), {"class": "pages"})]
    faults = list(row.faults)
    for cell in row.cells:
        faults += [f"{names.get(cell.language, cell.language)}, {fault}" for fault in cell.faults]
    verdict = E.TD(*(E.P(fault, {"class": "fault"}) for fault in faults)) if faults else E.TD("✓ yes")
    attributes = {"id": f"note-{row.number}"} | ({} if row.agrees else {"class": "wrong"})
    return E.TR(*parts, verdict, attributes)


def _text(cell: Cell | None, language: str) -> html.HtmlElement:
    """The words as read, in their language, and the sources that they name."""
    if cell is None or not cell.text:
        return E.TD(E.P("no text was read", {"class": "fault"}))
    paragraphs = [E.P(part, lang=language) for part in cell.text.split("\n")]
    keys = "; ".join(written(citation) for citation in cell.citations)
    return E.TD(*paragraphs, *([E.SPAN(keys, {"class": "keys"})] if keys else []))


def _pages(cell: Cell | None) -> str:
    """`4`, or `4, note on 5` where the note stands on a later page than its call."""
    if cell is None or not cell.call_page:
        return "–"
    later = f", note on {cell.note_page}" if cell.note_page != cell.call_page else ""
    return f"{cell.call_page}{later}"
