"""Writes formulas on one line with the marks that a note holds, x^2^ and x~i~: a note has no formulas of TeX."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from lxml import etree

from notebuild.core.model import Node
from notebuild.edition import nodes, pandoc, tree
from notebuild.exchange.intake.value import Remark
from notebuild.exchange.intake.writing import API
from notebuild.render.word.ooxml import Element

MATHML = "{http://www.w3.org/1998/Math/MathML}"
UNSEEN = re.compile("[\u2061-\u2064]")
"""Signs of MathML that say what stands next to one another, and show nothing."""

SLANTED = re.compile("[\u03d0-\u03f5\U0001d400-\U0001d7ff]")
"""Letters that are forms of others for formulas, which few faces have."""

AROUND = re.compile("[=<>≤≥≠≈≡≃∼≪≫∝∈∉⊂⊆∪∩→←↔⇒⇔↦×÷±∓+−∧∨]|:=")
"""Signs with a space on each side where they stand between two things (ISO 80000-2, 7)."""

BIG = re.compile("[∑∏∐∫∬∭∮⋃⋂]")
"""Signs that are of all that follows."""

ACCENTS = {
    "‾": "\u0304",
    "¯": "\u0304",
    "→": "\u20d7",
    "^": "\u0302",
    "~": "\u0303",
    "˙": "\u0307",
    "¨": "\u0308",
}
"""What stands above a letter, as a sign that joins it (Unicode, "Combining Diacritical Marks")."""

OVER, BELOW = "^", "_"
SMALL = {
    OVER: str.maketrans("0123456789+−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    BELOW: str.maketrans("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
SCRIPTS = {"msub": BELOW, "msup": OVER, "munder": BELOW, "mover": OVER}


def opened(whole: tree.Whole) -> tuple[tree.Whole, list[str], list[Remark]]:
    """Return blocks or a document without formulas, the letters of each as they were read, and what is to be told."""
    found = list(tree.find(whole, "Math"))
    if not found:
        return whole, [], []
    made = iter([_written(one, shown) for one, shown in zip(found, _shown(found), strict=True)])
    letters: list[str] = []
    remarks: list[Remark] = []

    def change(one: Node) -> list[Node]:
        run, said = next(made)
        code = str(one["c"][1])
        letters.append(said or spaced(code))
        what = "a formula, written on one line: compare it with the document"
        if not said:
            what = "a formula that only TeX can write: its code stands in the text"
        remarks.append(Remark(what, "".join(map(_flat, run)), near=tree.text(run)))
        return run

    return tree.rewrite(whole, change, "Math"), letters, remarks


def letters_of(code: str) -> str:
    """Return the letters and figures that a formula of TeX shows, apart from one another."""
    code = re.sub(r"\\(?:begin|end)\s*\{\w+\*?\}(?:\{[^{}]*\})?|\\(?:label|tag)\s*\{[^{}]*\}", " ", code)
    return spaced(re.sub(r"\\[A-Za-z]+|\W|_", " ", code))


def spaced(text: str) -> str:
    """Return the letters of a text apart from one another: in a formula each is a word of its own."""
    return " ".join(text.replace(" ", ""))


def _shown(found: list[Node]) -> list[Element | None]:
    """Return each formula as pandoc writes it in MathML; None of one that it cannot read."""
    blocks = [nodes.para([{"t": "Math", "c": [{"t": "InlineMath"}, one["c"][1]]}]) for one in found]
    document = json.dumps({"blocks": blocks, "meta": {}, "pandoc-api-version": API})
    options = ["--from=json", "--to=html5", "--mathml", "--wrap=none"]
    page = pandoc.run(options, document.encode(), "", strict=False).decode()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        start = etree.fromstring(f"<div>{page}</div>", parser)
    except etree.XMLSyntaxError:  # deeper in itself than anything that somebody wrote
        return [None] * len(found)
    return [one.find(f".//{MATHML}semantics") for one in start]


def _written(one: Node, shown: Element | None) -> tuple[list[Node], str]:
    """Return a formula as a run, and its letters; of one that nobody can read its code, and no letters."""
    if shown is None:
        return [{"t": "Code", "c": [nodes.attr(), str(one["c"][1])]}], ""
    content = shown[0]
    return _joined(_row([content], flat=False)), spaced("".join(content.itertext()))


def _joined(content: list[Node]) -> list[Node]:
    """Return a run in which spaces are elements, as pandoc has them."""
    out: list[Node] = []
    for one in content:
        out += nodes.words(str(one["c"])) if one["t"] == "Str" else [one]
    return out


def _flat(one: Node) -> str:
    content: Any = one.get("c")
    if one["t"] in ("Superscript", "Subscript"):
        return (OVER if one["t"] == "Superscript" else BELOW) + tree.text(content)
    return " " if one["t"] in tree.BREAKS else str(content[1] if one["t"] == "Code" else content)


def _row(parts: list[Element], *, flat: bool) -> list[Node]:
    """Return parts that stand side by side as a run; `flat`, within a small line, as one string."""
    out: list[Node] = []
    opens = True
    """Whether nothing stands before that a sign could join with what follows."""
    gap = False
    """Whether a function or a sum stands before, which a space parts from what it is of."""
    for part in _unpacked(parts):
        kind = etree.QName(part).localname
        said = UNSEEN.sub("", part.text or "") if kind in ("mo", "mi") and not len(part) else ""
        if kind == "mspace" or (kind in ("mo", "mi") and not said):
            gap = gap or (bool(out) and (kind == "mspace" or "\u2061" in (part.text or "")))
            continue
        if AROUND.fullmatch(said) and not opens and not flat:
            _add(out, f" {said} ")
            opens, gap = True, False
            continue
        is_sum = kind in ("msubsup", "munderover", "msub", "munder") and bool(
            BIG.fullmatch(part[0].text or "")
        )
        if not flat and out and ((gap and said != "(") or (is_sum and not opens)):
            _add(out, " ")
        for inline in _one(part, kind, flat=flat):
            _add(out, inline["c"]) if inline["t"] == "Str" else out.append(inline)
        opens = kind == "mo" and (said in "([{,;" or bool(AROUND.fullmatch(said)))
        gap = said in (",", ";") or is_sum or (len(part) > 0 and "\u2061" in "".join(part[0].itertext()))
    return out


def _add(out: list[Node], text: str) -> None:
    """Add words to a run, with no two spaces side by side."""
    if out and out[-1]["t"] == "Str":
        before = str(out[-1]["c"])
        out[-1] = nodes.string(before + (text.lstrip(" ") if before.endswith(" ") else text))
    else:
        out.append(nodes.string(text))


def _unpacked(parts: list[Element]) -> Iterator[Element]:
    for part in parts:
        if etree.QName(part).localname in ("mrow", "mstyle", "mpadded", "semantics", "menclose"):
            yield from _unpacked([one for one in part if etree.QName(one).localname != "annotation"])
        else:
            yield part


def _one(part: Element, kind: str, *, flat: bool) -> list[Node]:
    """Return one part of a formula as a run."""
    inner = list(part)
    if kind in ("mi", "mn", "mo", "mtext") or not inner:
        return [nodes.string(SLANTED.sub(_upright, UNSEEN.sub("", part.text)))] if part.text else []
    if kind == "mfrac":
        if part.get("linethickness") == "0":
            return _strung(inner, ", ", flat=flat)
        return [*_grouped(inner[0], flat=flat), nodes.string("/"), *_grouped(inner[1], flat=flat)]
    if kind == "msqrt":
        return [nodes.string("√"), *_grouped(*inner, flat=flat)]
    if kind == "mroot":
        return [_script(OVER, inner[1]), nodes.string("√"), *_grouped(inner[0], flat=flat)]
    if kind in ("mover", "munder") and inner[1].get("accent") == "true":
        base = _row(inner[:1], flat=flat)
        sign = "".join(inner[1].itertext()).strip()
        joins = ACCENTS.get(sign, sign if re.fullmatch("[\u0300-\u036f\u20d0-\u20ff]", sign) else "")
        is_letter = len(base) == 1 and len(tree.text(base)) == 1
        return [nodes.string(tree.text(base) + joins)] if joins and is_letter else base
    if kind in SCRIPTS:
        return [*_grouped(inner[0], flat=flat), *_scripts([(SCRIPTS[kind], inner[1])], flat=flat)]
    if kind in ("msubsup", "munderover"):
        return [*_grouped(inner[0], flat=flat), *_scripts([(BELOW, inner[1]), (OVER, inner[2])], flat=flat)]
    if kind == "mtable":
        return _strung(inner, "; ", flat=flat)
    if kind == "mtr":
        cells = [one for cell in inner for one in cell]
        is_parted = any(
            len(cell) and AROUND.fullmatch(next(_unpacked([cell[0]])).text or "") for cell in inner[1:]
        )
        return _row(cells, flat=flat) if is_parted else _strung(inner, ", ", flat=flat)
    return _row(inner, flat=flat)


def _upright(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", letter[0])


def _strung(parts: list[Element], joint: str, *, flat: bool) -> list[Node]:
    """Return parts of a table one after the other, those without a word left out."""
    runs = [
        run
        for part in parts
        if tree.text(run := _row([part] if len(part) == 0 else _inside(part), flat=flat))
    ]
    return [one for at, run in enumerate(runs) for one in ([nodes.string(joint)] if at else []) + run]


def _inside(part: Element) -> list[Element]:
    """Return a row as itself, and a cell as what stands in it."""
    return list(part) if etree.QName(part).localname == "mtd" else [part]


def _grouped(*parts: Element, flat: bool) -> list[Node]:
    """Return parts as a run, in brackets where they are more than one thing."""
    run = _row(list(parts), flat=flat)
    several = [one for one in _unpacked(list(parts)) if UNSEEN.sub("", "".join(one.itertext())).strip()]
    is_plain = all(etree.QName(one).localname in ("mn", "mi") and one.get("mathvariant") for one in several)
    ends = ["".join(one.itertext()) for one in (*several[:1], *several[-1:])]
    if is_plain or ends == ["(", ")"] or (len(several) < 2 and " " not in tree.text(run)):
        return run
    return [nodes.string("("), *run, nodes.string(")")]


def _scripts(scripts: list[tuple[str, Element]], *, flat: bool) -> list[Node]:
    """Return what stands small below and above; within a small line as small figures, or behind a sign."""
    if not flat:
        return [_script(*one) for one in scripts if "".join(one[1].itertext()).strip()]
    out = []
    for way, part in scripts:
        said = tree.text(_row([part], flat=True))
        small = said.translate(SMALL[way])
        out.append(
            small if not set(small) & set(said) else f"{way}({said})" if len(said) > 1 else f"{way}{said}"
        )
    return [nodes.string("".join(out))]


def _script(way: str, part: Element) -> Node:
    said = [nodes.string(tree.text(_row([part], flat=True)).replace(" ", ""))]
    return {"t": "Superscript" if way == OVER else "Subscript", "c": said}
