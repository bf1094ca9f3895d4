"""The Word sheet to `styles.xml`: a row of `styles/word.toml` to a style."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from notebuild import sheets
from notebuild.errors import Location, NotebuildError, Problem, nearest
from notebuild.house import House
from notebuild.ooxml import Element, borders, element, root

SHOWN = "styles/word.toml"
BULLETS = 1
"""The number under which the reference document keeps the dash of the style for key points."""

TEXT = {"name", "kind", "based", "next", "use", "word", "hidden"}
PARAGRAPH = {
    *("before", "after", "line", "left", "right", "first", "align", "level"),
    *("keep-next", "keep-lines", "hyphens", "shade", "tab", "frame", "bullet"),
    *("rule-top", "rule-bottom", "rule-left"),
}
RUN = {"face", "size", "colour", "bold", "italic", "raised"}
LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|mm|em)")


@dataclass(frozen=True, slots=True)
class Measures:
    """The tokens Word needs; lengths in twentieths of a point, sizes in points, colours RRGGBB."""

    page: tuple[int, int]
    top: int
    right: int
    bottom: int
    left: int
    hang: int
    """How far titles reach into the left margin."""

    side: int
    """Width of what stands in the left margin."""

    text: float
    faces: tuple[tuple[str, str], tuple[str, str]]
    """Text face and sans, each with the face for readers who lack it."""

    colour: Mapping[str, str]

    @property
    def column(self) -> int:
        """Width of the text column."""
        return self.page[0] - self.left - self.right

    @property
    def full(self) -> int:
        """Width of the column and of the margin that titles use."""
        return self.column + self.hang


def measures(house: House) -> Measures:
    """What the house file says of page, faces and colours; raises NotebuildError for a gap."""
    try:
        page, face = house.tokens["page"], house.tokens["face"]
        lengths = {name: mm(length) for name, length in page.items()}
        return Measures(
            page=(lengths["width"], lengths["height"]),
            **{name: lengths[name] for name in ("top", "right", "bottom", "left", "hang", "side")},
            text=float(house.tokens["size"]["text"]),
            faces=(
                (face["text"], first(face["text-fallback"])),
                (face["sans"], first(face["sans-fallback"])),
            ),
            colour={
                name: colour.lstrip("#").upper()
                for name, colour in house.tokens["colour"]["light"].items()
            },
        )
    except KeyError as missing:
        raise NotebuildError(
            [
                Problem(
                    Location("styles/house.toml"),
                    f"no token {missing.args[0]}, which Word's page needs",
                    "add it, as the house file of this project has it",
                )
            ]
        ) from None


def first(families: str) -> str:
    """The first family of a CSS list, without its quotation marks."""
    return families.split(",")[0].strip().strip("\"'")


def mm(length: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(length * 1440 / 25.4)


def pt(length: float) -> int:
    """Points as twentieths of a point."""
    return round(length * 20)


def rows(text: str, house: House) -> list[dict[str, Any]]:
    """The styles of the Word sheet `text`; raises NotebuildError for a field that no style has."""
    try:
        found = tomllib.loads(sheets.sheet(text, house, SHOWN))["style"]
    except tomllib.TOMLDecodeError as fault:
        raise NotebuildError(
            [Problem(Location(SHOWN), f"not valid TOML: {fault}", "mend the line it names")]
        ) from None
    known = TEXT | PARAGRAPH | RUN
    problems = [
        Problem(
            Location(SHOWN),
            f"style {row.get('name', '?')} has an unknown field {field}{nearest(field, known)}",
            "take it out, or use a field of the other styles",
        )
        for row in found
        for field in row
        if field not in known
    ]
    if problems:
        raise NotebuildError(problems)
    return list(found)


def identifier(name: str) -> str:
    """A style's id: pandoc and Word look it up by this."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def sheet(text: str, house: House, *others: Element) -> Element:
    """`styles.xml` from the Word sheet `text`: defaults, the rows in their order, then `others`."""
    m = measures(house)
    defaults = element(
        "w:docDefaults",
        element(
            "w:rPrDefault",
            element(
                "w:rPr",
                *run({"face": m.faces[0][0], "size": m.text, "colour": m.colour["text"]}),
                element("w:lang", w_val="en-GB", w_eastAsia="en-GB", w_bidi="ar-SA"),
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
    styles = (style(row, order, m) for order, row in enumerate(rows(text, house), 1))
    return root("w:styles", defaults, latent, *styles, *others)


def style(row: Mapping[str, Any], order: int, m: Measures) -> Element:
    """One row as `w:style`; what an editor may choose is in the gallery, in the sheet's order."""
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
    """A length of the sheet in twentieths of a point."""
    if given == "cover":
        return m.left - m.hang
    match = LENGTH.fullmatch(given)
    if not match:
        raise NotebuildError(
            [Problem(Location(SHOWN), f"not a length: {given}", "write it as 3pt, 12mm or 1.2em")]
        )
    number, unit = float(match[1]), match[2]
    return mm(number) if unit == "mm" else pt(number * (m.text if unit == "em" else 1))


def paragraph(row: Mapping[str, Any], m: Measures) -> Iterator[Element]:
    """The children of `w:pPr`, in the order of the schema (ECMA-376-1, CT_PPrBase)."""
    if row.get("keep-next"):
        yield element("w:keepNext")
    if row.get("keep-lines"):
        yield element("w:keepLines")
    if row.get("frame"):
        yield frame(m)
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
    if "align" in row:
        yield element("w:jc", w_val=row["align"])
    if "level" in row:
        yield element("w:outlineLvl", w_val=str(row["level"] - 1))


def run(row: Mapping[str, Any]) -> list[Element]:
    """The children of `w:rPr`, in the order of the schema (ECMA-376-1, EG_RPrBase)."""
    made: list[Element] = []
    if face := row.get("face"):
        made.append(element("w:rFonts", w_ascii=face, w_hAnsi=face, w_eastAsia=face, w_cs=face))
    for field, tag in (("bold", "b"), ("italic", "i")):
        if row.get(field):
            made += [element(f"w:{tag}"), element(f"w:{tag}Cs")]
    if "colour" in row:
        made.append(element("w:color", w_val=hexadecimal(row["colour"])))
    if "size" in row:
        half = str(round(float(row["size"]) * 2))
        made += [element("w:sz", w_val=half), element("w:szCs", w_val=half)]
    if row.get("raised"):
        made.append(element("w:vertAlign", w_val="superscript"))
    return made


def frame(m: Measures) -> Element:
    """The left margin as a frame, beside the line where its paragraph stands."""
    return element(
        "w:framePr",
        w_w=str(m.side),
        w_hSpace=str(m.hang - m.side),
        w_wrap="around",
        w_vAnchor="text",
        w_hAnchor="page",
        w_x=str(m.left - m.hang),
        w_y="60",
    )


def hexadecimal(colour: str) -> str:
    """A colour as Word writes it: RRGGBB."""
    return colour.lstrip("#").upper()
