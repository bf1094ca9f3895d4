"""Makes Word's reference document from the house file and the Word sheet, with no other input."""

from __future__ import annotations

from collections.abc import Mapping

from notebuild.core.house import House
from notebuild.render.word.measures import Measures, measures, mm, pt
from notebuild.render.word.ooxml import (
    CONTENT_TYPES,
    Element,
    borders,
    content_types,
    element,
    line,
    page_of,
    relationships,
    root,
    run,
    serialize,
    tab,
    write,
)
from notebuild.render.word.styles import BULLETS, SHOWN, sheet
from notebuild.render.word.theme import fonts, theme

PARTS = (
    "styles",
    "settings",
    "fontTable",
    "numbering",
    "footnotes",
    "header1",
    "header2",
    "footer1",
    "footer2",
    "theme",
)
"""The parts the document names, as `rId1` and so on."""

MODE = {
    "w_name": "compatibilityMode",
    "w_uri": "http://schemas.microsoft.com/office/word",
    "w_val": "15",
}
"""Today's Word, not the compatibility mode of an older one ([MS-DOCX] 2.3.4)."""

COLOURS = {
    "w_bg1": "light1",
    "w_t1": "dark1",
    "w_bg2": "light2",
    "w_t2": "dark2",
    **{f"w_accent{n}": f"accent{n}" for n in range(1, 7)},
    "w_hyperlink": "hyperlink",
    "w_followedHyperlink": "followedHyperlink",
}


def reference(
    house: House, styles: str, display_path: str = SHOWN, marked: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the reference document of the Word sheet `styles`: the same tokens, the same bytes.

    `marked` are the parts of the house's mark, where it has one; `display_path` is what a Problem calls the sheet.
    Raises NotebuildError for a token that the house lacks and for a field that no style has.
    """
    m = measures(house)
    parts = {
        "word/document.xml": document(m),
        "word/styles.xml": sheet(styles, house, *defaults(m), display_path=display_path),
        "word/settings.xml": settings(),
        "word/fontTable.xml": fonts(m),
        "word/numbering.xml": numbering(m),
        "word/footnotes.xml": root("w:footnotes", *separators()),
        "word/theme.xml": theme(m),
        **furniture(("{series}", "{title}"), ("{series}", "{date}"), "{publisher}", "{page} / {pages}"),
        "word/_rels/document.xml.rels": relationships(
            (f"rId{index}", part.rstrip("12"), f"{part}.xml") for index, part in enumerate(PARTS, 1)
        ),
        "_rels/.rels": relationships([("rId1", "officeDocument", "word/document.xml")]),
    }
    whole = {name: serialize(part) for name, part in parts.items()} | dict(marked or {})
    whole[CONTENT_TYPES] = serialize(content_types(whole))
    return write(whole)


def furniture(
    head: tuple[str, str], bar: tuple[str, str], publisher: str, pages: str, mark: Element | None = None
) -> dict[str, Element]:
    """Return headers and footer: the bar on the first page, series and title after; publisher and page.

    `head` and `bar` are what stands at the two ends of their lines. `mark` is the house's, before the bar's words.
    """
    marked = () if mark is None else (mark, run("\u2002"))
    footers = (line("Footer", publisher, tab(), *page_of(pages)) for _ in range(2))
    return {
        "word/header1.xml": root("w:hdr", line("Header", head[0], tab(), head[1])),
        "word/header2.xml": root("w:hdr", line("SeriesBar", *marked, bar[0], tab(), bar[1]), prefixes=("r",)),
        **{f"word/footer{n}.xml": root("w:ftr", foot) for n, foot in enumerate(footers, 1)},
    }


def document(m: Measures) -> Element:
    """Return a body of one paragraph, and the section: page, margins, headers and footers."""
    number = {part: f"rId{index}" for index, part in enumerate(PARTS, 1)}
    section = element(
        "w:sectPr",
        element("w:headerReference", w_type="default", r_id=number["header1"]),
        element("w:headerReference", w_type="first", r_id=number["header2"]),
        element("w:footerReference", w_type="default", r_id=number["footer1"]),
        element("w:footerReference", w_type="first", r_id=number["footer2"]),
        element(
            "w:footnotePr",
            element("w:numFmt", w_val="decimal"),
            element("w:numRestart", w_val="continuous"),
        ),
        element("w:pgSz", w_w=str(m.page[0]), w_h=str(m.page[1])),
        element(
            "w:pgMar",
            w_top=str(m.top),
            w_right=str(m.right),
            w_bottom=str(m.bottom),
            w_left=str(m.left),
            w_header="0",
            w_footer=str(mm(12)),
            w_gutter="0",
        ),
        element("w:titlePg"),
    )
    return root("w:document", element("w:body", line("BodyText", ""), section), prefixes=("r",))


def settings() -> Element:
    """Return the settings: hyphenation, separators and the mode of today's Word; the edition sets the language."""
    separators = (element("w:footnote", w_id=number) for number in ("-1", "0"))
    return root(
        "w:settings",
        element("w:zoom", w_percent="100"),
        element("w:defaultTabStop", w_val="720"),
        element("w:autoHyphenation"),
        element("w:consecutiveHyphenLimit", w_val="2"),
        element("w:hyphenationZone", w_val="284"),
        element("w:doNotHyphenateCaps"),
        element("w:characterSpacingControl", w_val="doNotCompress"),
        element("w:footnotePr", *separators),
        element("w:compat", element("w:doNotExpandShiftReturn"), element("w:compatSetting", **MODE)),
        element("w:themeFontLang", w_val="en-GB"),
        element("w:clrSchemeMapping", **COLOURS),
        element("w:decimalSymbol", w_val="."),
        element("w:listSeparator", w_val=","),
    )


def numbering(m: Measures) -> Element:
    """Return the dash of the key points; other lists get their marks from pandoc."""
    level = element(
        "w:lvl",
        element("w:start", w_val="1"),
        element("w:numFmt", w_val="bullet"),
        element("w:pStyle", w_val="KeyPoint"),
        element("w:lvlText", w_val="–"),
        element("w:lvlJc", w_val="left"),
        element("w:pPr", element("w:ind", w_left=str(pt(10)), w_hanging=str(pt(10)))),
        element("w:rPr", element("w:color", w_val=m.colour["accent"])),
        w_ilvl="0",
    )
    kind = element("w:multiLevelType", w_val="singleLevel")
    number = str(BULLETS)
    return root(
        "w:numbering",
        element("w:abstractNum", kind, level, w_abstractNumId=number),
        element("w:num", element("w:abstractNumId", w_val=number), w_numId=number),
    )


def separators() -> list[Element]:
    """Return the short rule above the notes, and the one above a note that began on the page before."""
    spacing = {
        "w_before": "0",
        "w_after": str(pt(4)),
        "w_line": str(pt(6)),
        "w_lineRule": "atLeast",
    }
    return [
        element(
            "w:footnote",
            element(
                "w:p",
                element("w:pPr", element("w:spacing", **spacing)),
                element("w:r", element(f"w:{kind}")),
            ),
            w_type=kind,
            w_id=number,
        )
        for number, kind in (("-1", "separator"), ("0", "continuationSeparator"))
    ]


def defaults(m: Measures) -> list[Element]:
    """Return Word's own default styles, and the table's (pandoc's template bases it on one it lacks)."""

    def margins(sides: Mapping[str, int]) -> Element:
        made = (element(f"w:{side}", w_w=str(width), w_type="dxa") for side, width in sides.items())
        return element("w:tblCellMar", *made)

    ink, hairline = m.colour["ink"], m.colour["hairline"]
    rules = borders({"top": (1.5, ink, 0), "bottom": (0.75, ink, 0), "insideH": (0.5, hairline, 0)})
    head = element("w:tcBorders", *borders({"bottom": (0.75, ink, 0)}))
    bare = {"top": 0, "left": 108, "bottom": 0, "right": 108}
    ruled = {"top": 20, "left": 0, "bottom": 20, "right": 140}
    normal = element("w:tblPr", element("w:tblInd", w_w="0", w_type="dxa"), margins(bare))
    return [
        named("Default Paragraph Font", "character"),
        named("Normal Table", "table", normal, id_="TableNormal"),
        named("No List", "numbering"),
        element(
            "w:style",
            element("w:name", w_val="Table"),
            element("w:basedOn", w_val="TableNormal"),
            element("w:uiPriority", w_val="99"),
            element("w:qFormat"),
            element("w:tblPr", element("w:tblBorders", *rules), margins(ruled)),
            element(
                "w:tblStylePr",
                element("w:tcPr", head, element("w:vAlign", w_val="bottom")),
                w_type="firstRow",
            ),
            w_type="table",
            w_styleId="Table",
            w_customStyle="1",
        ),
    ]


def named(name: str, kind: str, *children: Element, id_: str = "") -> Element:
    """Return one of the styles that every Word document has, hidden from the editor."""
    return element(
        "w:style",
        element("w:name", w_val=name),
        element("w:uiPriority", w_val="99"),
        element("w:semiHidden"),
        element("w:unhideWhenUsed"),
        *children,
        w_type=kind,
        w_default="1",
        w_styleId=id_ or name.replace(" ", ""),
    )
