"""Makes `styles.xml` from the Word sheet: a style for each row of `styles/word.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from notebuild.core.house import House
from notebuild.core.problems import Location, NotebuildError, Problem, nearest
from notebuild.render import sheets
from notebuild.render.word.measures import Measures, measures, mm, pt
from notebuild.render.word.ooxml import Element, borders, element, root

SHOWN = "styles/word.toml"
BULLETS = 1
"""The number under which the reference document keeps the dash of the style for key points."""

TEXT = {"name", "kind", "based", "next", "use", "word", "hidden"}
PARAGRAPH = {
    *("before", "after", "line", "left", "right", "first", "align", "level"),
    *("keep-next", "keep-lines", "hyphens", "shade", "tab", "bullet", "contextual"),
    *("rule-top", "rule-bottom", "rule-left"),
}
LENGTHS = {"before", "after", "left", "right", "first"}
RUN = {"face", "size", "colour", "bold", "italic", "raised"}
LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|mm|em)")


def rows(text: str, house: House, display_path: str = SHOWN) -> list[dict[str, Any]]:
    """Return the styles of the Word sheet `text`; raises NotebuildError for what no style can be."""
    try:
        table = tomllib.loads(sheets.sheet(text, house, display_path, fallbacks=False)).get("style")
    except tomllib.TOMLDecodeError as fault:
        raise NotebuildError(
            [Problem(Location(display_path), f"not valid TOML: {fault}", "mend the line it names")]
        ) from None
    if not isinstance(table, list) or not all(isinstance(row, dict) for row in table):
        message, remedy = "no styles", "begin each style with [[style]], as the tool's own word.toml does"
        raise NotebuildError([Problem(Location(display_path), message, remedy)])
    problems = [
        Problem(Location(display_path), f"style {row.get('name', '?')} {fault}", remedy)
        for row in table
        for fault, remedy in faults(row)
    ]
    if problems:
        raise NotebuildError(problems)
    return list(table)


def faults(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a row, and what to do about it."""
    known = TEXT | PARAGRAPH | RUN
    for field, given in row.items():
        rule = field.startswith("rule-")
        lengths = [given] if field in LENGTHS else str(given).split()[::2] if rule else []
        if field not in known:
            fault = f"has an unknown field {field}{nearest(field, known)}"
            yield fault, "take it out, or use a field of the other styles"
        elif any(given != "cover" and not LENGTH.fullmatch(str(given)) for given in lengths):
            yield f"has no length at {field}: {given}", "write it as 3pt, 12mm or 1.2em"


def identifier(name: str) -> str:
    """Return a style's id: pandoc and Word look it up by this."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def sheet(text: str, house: House, *others: Element, display_path: str = SHOWN) -> Element:
    """Return `styles.xml` from the Word sheet `text`: defaults, the rows in their order, then `others`."""
    m = measures(house)
    defaults = element(
        "w:docDefaults",
        element(
            "w:rPrDefault",
            element(
                "w:rPr",
                fonts(m.faces[0][0]),
                *run({"size": m.text, "colour": m.colour["text"]}),
                element("w:lang", w_val="en-GB", w_eastAsia="en-GB", w_bidi="ar-SA"),
                element("w14:ligatures", w14_val="standard"),
                figures(m.figures),
            ),
        ),
        element("w:pPrDefault", element("w:pPr", element("w:widowControl"))),
    )
    # Word's own styles stay out of the gallery: the list above is closed.
    latent = element(
        "w:latentStyles",
        w_defLockedState="0",
        w_defUIPriority="99",
        w_defSemiHidden="1",
        w_defUnhideWhenUsed="0",
        w_defQFormat="0",
        w_count="376",
    )
    styles = (style(row, order, m) for order, row in enumerate(rows(text, house, display_path), 1))
    content = (defaults, latent, *styles, *others)
    return root("w:styles", *content, prefixes=("w14", "mc"), mc_Ignorable="w14")


def style(row: Mapping[str, Any], order: int, m: Measures) -> Element:
    """Return one row as `w:style`; what an editor may choose is in the gallery, in the sheet's order."""
    kind = row.get("kind", "paragraph")
    name, hidden = row["name"], row.get("hidden", False)
    base = "Normal" if kind == "paragraph" else "Default Paragraph Font"
    based = "" if name == "Normal" else row.get("based", base)
    flags = {} if row.get("word") else {"w_customStyle": "1"}
    flags |= {"w_default": "1"} if name == "Normal" else {}
    properties, look = tuple(paragraph(row, m)), run(row)
    return element(
        "w:style",
        element("w:name", w_val=name),
        element("w:basedOn", w_val=identifier(based)) if based else None,
        element("w:next", w_val=identifier(row["next"])) if "next" in row else None,
        element("w:uiPriority", w_val=str(order)),
        element("w:semiHidden") if hidden else None,
        None if hidden else element("w:qFormat"),
        element("w:pPr", *properties) if properties else None,
        element("w:rPr", *look) if look else None,
        w_type=kind,
        w_styleId=identifier(name),
        **flags,
    )


def twips(given: str, m: Measures) -> int:
    """Return a length of the sheet in twentieths of a point."""
    if given == "cover":
        return m.left - m.hang
    match = LENGTH.fullmatch(given)
    assert match, given
    number, unit = float(match[1]), match[2]
    return mm(number) if unit == "mm" else pt(number * (m.text if unit == "em" else 1))


def paragraph(row: Mapping[str, Any], m: Measures) -> Iterator[Element]:
    """Yield the children of `w:pPr`, in the order of the schema (ECMA-376-1, CT_PPrBase)."""
    if row.get("keep-next"):
        yield element("w:keepNext")
    if row.get("keep-lines"):
        yield element("w:keepLines")
    if row.get("bullet"):
        yield element("w:numPr", element("w:numId", w_val=str(BULLETS)))
    rules = {field[5:]: row[field].split() for field in row if field.startswith("rule-")}
    if rules:
        sides = {
            side: (twips(width, m) / 20, hexadecimal(colour), twips(space, m) // 20)
            for side, (width, colour, space) in rules.items()
        }
        yield element("w:pBdr", *borders(sides))
    if "shade" in row:
        yield element("w:shd", w_val="clear", w_color="auto", w_fill=hexadecimal(row["shade"]))
    if row.get("tab") == "edge":
        yield element("w:tabs", element("w:tab", w_val="right", w_pos=str(m.column)))
    if row.get("hyphens") is False:
        yield element("w:suppressAutoHyphens")
    spacing = {f"w_{side}": str(twips(row[side], m)) for side in ("before", "after") if side in row}
    if "line" in row:
        spacing |= {"w_line": str(pt(row["line"])), "w_lineRule": "atLeast"}
    if spacing:
        yield element("w:spacing", **spacing)
    indent = {f"w_{side}": str(twips(row[side], m)) for side in ("left", "right") if side in row}
    if "first" in row:
        start = twips(row["first"], m)
        indent["w_hanging" if start < 0 else "w_firstLine"] = str(abs(start))
    if indent:
        yield element("w:ind", **indent)
    if row.get("contextual"):
        yield element("w:contextualSpacing")
    if "align" in row:
        yield element("w:jc", w_val=row["align"])
    if "level" in row:
        yield element("w:outlineLvl", w_val=str(row["level"] - 1))


def run(row: Mapping[str, Any]) -> list[Element]:
    """Return the children of `w:rPr`, in the order of the schema (ECMA-376-1, EG_RPrBase)."""
    made: list[Element] = []
    if face := row.get("face"):
        made.append(fonts(face))
    for field, tag in (("bold", "b"), ("italic", "i")):
        if row.get(field):
            made += [element(f"w:{tag}"), element(f"w:{tag}Cs")]
    if "colour" in row:
        made.append(element("w:color", w_val=hexadecimal(row["colour"])))
    if "size" in row:
        half = str(round(float(row["size"]) * 2))
        made += [element("w:sz", w_val=half), element("w:szCs", w_val=half)]
    if "raised" in row:
        made.append(element("w:vertAlign", w_val="superscript" if row["raised"] else "baseline"))
    if face:
        made.append(figures("lining-nums"))
    return made


def fonts(face: str) -> Element:
    """Return one face for every script: the fallback is the reader's to find, by the table of fonts."""
    return element("w:rFonts", w_ascii=face, w_hAnsi=face, w_eastAsia=face, w_cs=face)


def figures(kind: str) -> Element:
    """Return the form of figures, as Word has known it since 2010 ([MS-DOCX] 2.6.1.6)."""
    return element("w14:numForm", w14_val="oldStyle" if kind == "oldstyle-nums" else "lining")


def hexadecimal(colour: str) -> str:
    """Return a colour as Word writes it: RRGGBB."""
    return colour.lstrip("#").upper()
