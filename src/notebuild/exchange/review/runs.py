"""Reads the runs of a paragraph of Word as atoms: words with their looks, calls, and what is no text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from notebuild.exchange.review import atoms
from notebuild.exchange.review.atoms import Atom
from notebuild.render.word.ooxml import NAMESPACES, Element, every, find, name, value

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
LOOKS = {"w:i": "italic", "w:b": "bold", "w:strike": "strike", "w:smallCaps": "caps"}
DRAWN = {
    "w:u": ("underline", "w:val"),
    "w:highlight": ("highlight", "w:val"),
    "w:shd": ("highlight", "w:fill"),
}
PLAIN = {
    "w:tab": " ",
    "w:br": " ",
    "w:cr": " ",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "\u00ad",
    "w:ptab": " ",
}
PICTURES = frozenset(map(name, ("w:drawing", "w:pict", "w:object")))
INSIDE = frozenset(
    map(
        name,
        (
            "w:hyperlink",
            "w:fldSimple",
            "w:smartTag",
            "w:sdt",
            "w:sdtContent",
            "w:customXml",
            "w:dir",
            "w:bdo",
            "w:ins",
            "w:moveTo",
        ),
    )
)
CHOICE, FALLBACK = name("mc:AlternateContent"), name("mc:Fallback")


@dataclass(slots=True)
class Read:
    """What was read of a paragraph or a note."""

    atoms: list[Atom] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    field: str = ""


Called = Callable[[str, str, int], str]
"""Takes the kind of a call, the id of its note and the number in our bookmark at it; returns the note's key."""


class Runs:
    """Reads runs with the looks that the styles of a document give them."""

    def __init__(self, styles: Element | None, parts: Mapping[str, bytes]) -> None:
        self.styles = {
            value(style, "w:styleId"): style for style in (() if styles is None else every(styles, "w:style"))
        }

    def read(self, paragraph: Element, called: Called) -> Read:
        """Return the atoms of a paragraph."""
        read = Read()
        walk = _Walk(self, read, called)
        walk.inside(paragraph)
        read.atoms = atoms.settled(atoms.joined(read.atoms))
        return read

    def note(self, body: Element) -> Read:
        """Return the atoms of a note: its paragraphs with an "end" between two; its number and tab left out."""
        read = Read()
        walk = _Walk(self, read, lambda *_: "")
        for at, paragraph in enumerate(every(body, "w:p")):
            if at:
                read.atoms.append(Atom("\u00b6", "\u00b6", "end"))
            walk.inside(paragraph)
        read.atoms = atoms.settled(atoms.joined(read.atoms))
        if read.atoms:
            read.atoms[0] = replace(read.atoms[0], space=False)
        read.field = walk.code
        return read

    def look(self, properties: Element | None) -> frozenset[str]:
        """Return how a run looks: what its character style says, and what it says itself."""
        found: set[str] = set()
        if properties is None:
            return frozenset()
        style = find(properties, "w:rStyle")
        for said in (*self._chain("" if style is None else value(style)), properties):
            for tag, look in LOOKS.items():
                one = find(said, tag)
                if one is not None:
                    (found.discard if value(one) in ("0", "false", "off") else found.add)(look)
            for tag, (look, attribute) in DRAWN.items():
                one = find(said, tag)
                if one is not None:
                    (found.discard if value(one, attribute) in ("none", "auto", "") else found.add)(look)
            raised = find(said, "w:vertAlign")
            if raised is not None:
                found -= {"super", "sub"}
                found |= {"superscript": {"super"}, "subscript": {"sub"}}.get(value(raised), set())
        return frozenset(found)

    def styled(self, style: str) -> frozenset[str]:
        """Return the look that a paragraph's style, or one that it is based on, gives its words."""
        return frozenset(look for said in self._chain(style) for look in self.look(said))

    def _chain(self, at: str) -> list[Element]:
        """Return the looks of a style and of those that it is based on, the nearest last."""
        chain: list[Element] = []
        while at in self.styles and len(chain) < 12:
            own = find(self.styles[at], "w:rPr")
            if own is not None:
                chain.insert(0, own)
            based = find(self.styles[at], "w:basedOn")
            at = "" if based is None else value(based)
        return chain


class _Walk:
    """Walks the content of paragraphs, and knows which field it stands in."""

    def __init__(self, runs: Runs, read: Read, called: Called) -> None:
        self.runs, self.out, self.called = runs, read, called
        self.code = ""
        self.fields: list[bool] = []  # of each open field, whether its result has begun

    def inside(self, holder: Element) -> None:
        anchors: dict[str, int] = {}
        self._content(holder, anchors)

    def _content(self, holder: Element, anchors: dict[str, int]) -> None:
        for child in holder:
            tag = child.tag
            if tag == name("w:bookmarkStart"):
                word, _, number = value(child, "w:name").partition("-")
                if word == "note" and number.isdigit():
                    anchors[value(child, "w:id")] = int(number)
            elif tag == name("w:bookmarkEnd"):
                anchors.pop(value(child, "w:id"), None)
            elif tag == name("w:commentRangeStart"):
                self.out.comments.append(value(child, "w:id"))
            elif tag == name("w:r"):
                self._run(child, next(reversed(anchors.values()), 0))
            elif tag in INSIDE:
                self._content(child, anchors)
            elif isinstance(tag, str) and tag.startswith(MATHS):
                said = "".join(text.text or "" for text in child.iter(f"{MATHS}t"))
                self._thing("equation", said)

    def _run(self, run: Element, anchor: int) -> None:
        look = self.runs.look(find(run, "w:rPr"))
        for child in run:
            tag = child.tag
            if tag == CHOICE:
                chosen = next((one for one in child if one.tag != FALLBACK), None)
                for one in () if chosen is None else chosen:
                    self._one(one, look, anchor)
            else:
                self._one(child, look, anchor)

    def _one(self, child: Element, look: frozenset[str], anchor: int) -> None:
        tag = child.tag
        if tag == name("w:fldChar"):
            kind = value(child, "w:fldCharType")
            if kind == "begin":
                self.fields.append(False)
            elif kind == "separate" and self.fields:
                self.fields[-1] = True
            elif kind == "end" and self.fields:
                self.fields.pop()
        elif tag == name("w:instrText"):
            self.code += child.text or ""
        elif not all(self.fields):
            return  # what stands in a field's code is not shown
        elif tag == name("w:t"):
            self.out.atoms += atoms.read(child.text or "", look)
        elif tag in (name("w:footnoteReference"), name("w:endnoteReference")):
            kind = "endnote" if tag == name("w:endnoteReference") else "footnote"
            key = self.called(kind, value(child, "w:id"), anchor)
            self.out.atoms.append(Atom(key, "", "call"))
        elif tag == name("w:commentReference"):
            if value(child, "w:id") not in self.out.comments:
                self.out.comments.append(value(child, "w:id"))
        elif tag in PICTURES:
            boxes = every(child, "w:txbxContent")
            if boxes:
                self.out.boxes += [
                    box for box in boxes if not any(up.tag == FALLBACK for up in box.iterancestors())
                ]
            else:
                self._thing("picture", _alternative(child))
        elif tag == name("w:sym"):
            self._thing("symbol", value(child, "w:char"))
        else:
            for prefixed, text in PLAIN.items():
                if tag == name(prefixed):
                    self.out.atoms += atoms.read(text, look)

    def _thing(self, kind: str, said: str) -> None:
        key = sha256(said.encode()).hexdigest()[:8] if kind != "picture" else ""
        self.out.atoms.append(Atom(f"{kind} {key}".strip(), f"{kind} {said}".strip(), "thing"))


def _alternative(drawing: Element) -> str:
    for properties in drawing.iter(f"{{{NAMESPACES['wp']}}}docPr"):
        return str(properties.get("descr", ""))
    return ""
