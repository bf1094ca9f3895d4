"""What is counted of the lines and pages of each PDF, as a section of the report."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import html
from lxml.html import builder as E

from notebuild.proof.concordance.value import Concordance
from notebuild.readback import plain


def cell_of(head: str, text: str, kind: str = "") -> html.HtmlElement:
    """A cell that names its column where a narrow screen shows no heads."""
    return E.TD(text, {"data-head": head} | ({"class": kind} if kind else {}))


COUNTS = {
    "lines": "Lines of text and notes",
    "hyphens": "That end in a hyphen",
    "ladders": "Third hyphens in a row",
    "runts": "Very short last lines",
    "orphans": "First lines left alone",
    "widows": "Last lines left alone",
    "stranded": "Headings that end a page",
    "broken": "Lines broken off",
}
"""How the page names what is counted of the lines."""


def lines_and_pages(concordance: Concordance, names: Mapping[str, str]) -> list[html.HtmlElement]:
    """How each PDF falls into lines and pages: nothing to mend, but what an editor may care for."""
    if not concordance.composition:
        return []
    rows, places = [], []
    for language, counts in concordance.composition.items():
        name = names.get(language, language)
        values = {field: getattr(counts, field) for field in COUNTS}
        sizes = {field: v if isinstance(v, int) else len(v) for field, v in values.items()}
        cells = [cell_of(head, str(sizes[field])) for field, head in COUNTS.items()]
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
