"""Reads a document of Word as it stands once its tracked changes are accepted or rejected.

Written apart from the code that it judges, which rewrites the document: this walks it once, says words, and
counts the calls as it meets them (ECMA-376-1, 17.13.5).
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OTHER = {"accept": "del", "reject": "ins"}


@dataclass
class Walk:
    """What was read so far."""

    way: str
    notes: dict[str, etree._Element]
    said: list[str] = field(default_factory=list)
    line: str = ""
    style: str = ""
    number: int = 0
    bodies: list[etree._Element] = field(default_factory=list)

    @property
    def lost(self) -> str:
        return W + OTHER[self.way]

    def table(self, node: etree._Element) -> str:
        """What a table, a row or a cell looks like: its properties, or those that it had."""
        looks = []
        for child in node:
            if child.tag[len(W) :] in ("tblPr", "tblGrid", "trPr", "tcPr"):
                former = child.find(f"{child.tag}Change/{child.tag}")
                its = former if self.way == "reject" and former is not None else child
                looks += [
                    etree.tostring(one, method="c14n").decode()
                    for one in its
                    if one.tag[len(W) :] not in ("ins", "del", "cantSplit") and not one.tag.endswith("Change")
                ]
        return " ".join(re.sub(r' xmlns:\w+="[^"]*"', "", look) for look in looks)

    def holder(self, node: etree._Element) -> None:
        for child in node:
            tag, before = child.tag, len(self.said)
            if tag in (f"{W}sdt", self.lost):
                continue
            if tag == f"{W}tr":
                changes = child.find(f"{W}trPr")
                if changes is not None and changes.find(self.lost) is not None:
                    continue
                self.end()
                self.said.append(f"row {self.table(child)}")
            if tag == f"{W}p":
                self.paragraph(child)
            elif tag == f"{W}r":
                self.run(child)
            elif tag not in (f"{W}pPr", f"{W}trPr", f"{W}tcPr", f"{W}tblPr", f"{W}tblGrid"):
                self.holder(child)
            if tag == f"{W}tc":
                self.end()
                self.said.append(f"cell {self.table(child)}")
            if tag == f"{W}tbl" and any(said.startswith("row") for said in self.said[before:]):
                self.said.append(f"table {self.table(child)}")

    def paragraph(self, node: etree._Element) -> None:
        """Read a paragraph; one whose mark is lost goes on in the next, in whose style both stand."""
        self.holder(node)
        properties = node.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr/{self.lost}")
        if mark is None:
            former = None if properties is None else properties.find(f"{W}pPrChange/{W}pPr")
            its = former if self.way == "reject" and former is not None else properties
            named = None if its is None else its.find(f"{W}pStyle")
            self.style = "" if named is None else str(named.get(f"{W}val"))
            self.end()

    def run(self, node: etree._Element) -> None:
        properties = node.find(f"{W}rPr")
        if self.way == "reject" and properties is not None and properties.find(f"{W}rPrChange") is not None:
            properties = properties.find(f"{W}rPrChange/{W}rPr")
        looks = [] if properties is None else [child for child in properties if child.tag != f"{W}rPrChange"]
        look = ",".join(sorted(f"{child.tag[len(W) :]}={child.get(f'{W}val', '')}" for child in looks))
        for child in node:
            if child.tag in (f"{W}t", f"{W}delText"):
                for letter in child.text or "":
                    self.line += f"{letter}\x01{look}\x02" if look else letter
            elif child.tag == f"{W}footnoteReference":
                self.number += 1
                self.line += f"[{self.number}]"
                self.bodies.append(self.notes[str(child.get(f"{W}id"))])
            elif child.tag in (f"{W}br", f"{W}tab"):
                self.line += " "
            elif child.tag == f"{W}drawing":
                self.line += "[picture]"

    def end(self) -> None:
        if self.line:
            self.said.append(f"{self.style}: {self.line}")
        self.line = ""


def said(package: bytes, way: str) -> list[str]:
    """Every paragraph and cell with its style, letters with their looks; then those of the notes, in their order."""
    text, notes = parts(package, way)
    return [*text, *notes]


def parts(package: bytes, way: str) -> tuple[list[str], list[str]]:
    """The paragraphs of the text, and those of the notes, as `said` has them."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    walk = Walk(way, {str(note.get(f"{W}id")): note for note in notes})
    walk.holder(document)
    walk.end()
    text, walk.said = walk.said, []
    for body in walk.bodies:
        walk.holder(body)
        walk.end()
    return text, walk.said
