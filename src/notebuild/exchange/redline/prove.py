"""Proves that a redline holds both versions: its changes are accepted, then rejected, and the rest compared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from notebuild.exchange.redline import tables
from notebuild.exchange.redline.atoms import Side, atoms, canonical
from notebuild.exchange.redline.package import Package, Relations
from notebuild.exchange.resolve import Way, resolved
from notebuild.readback import docx
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element, every, find, name, value

UNTOLD = ("w:rPr", "w:sectPr", "w:numId")
"""What is no look of a paragraph: its mark, its section, and the id of its list, whose mark is read instead."""


def differences(redline: bytes, old: bytes, new: bytes) -> list[str]:
    """Return where the redline, resolved, is not one of its versions: its words, looks, lists, links or notes.

    The list of contents is the new version's and is not compared.
    """
    ways: tuple[tuple[Way, bytes], ...] = (("reject", old), ("accept", new))
    return [
        f'with all changes {way}ed, "{is_now}" stands where the {"old" if way == "reject" else "new"} version '
        f'has "{should_be}"'
        for way, version in ways
        for is_now, should_be in _different(resolved(redline, way), version)
    ]


def _different(made: bytes, wanted: bytes) -> Iterator[tuple[str, str]]:
    """Yield the first difference of each kind between two packages, as a person may read it."""
    for is_now, should_be in zip_longest(paragraphs(made), paragraphs(wanted), fillvalue=("", "")):
        if is_now != should_be:
            yield is_now[0] or is_now[1], should_be[0] or should_be[1]
            break
    for read, written in zip_longest(_marks(made), _marks(wanted), fillvalue=""):
        if read != written:
            yield read, written
            break


def paragraphs(package: bytes) -> list[tuple[str, str]]:
    """Return each paragraph of a document and of its notes: its words, and all else that is compared.

    Calls and notes are told by their place in the order of the calls; the list of contents is left out.
    """
    parts = ooxml.read(package)
    document = ooxml.parse(parts["word/document.xml"])
    calls = [value(call, "w:id") for call in every(document, "w:footnoteReference")]
    numbers = {call: str(number) for number, call in enumerate(calls, 1)}
    found = list(_paragraphs(document, parts, "document", numbers))
    if "word/footnotes.xml" in parts:
        bodies = {value(note, "w:id"): note for note in ooxml.parse(parts["word/footnotes.xml"])}
        for call in calls:
            found += _paragraphs(bodies[call], parts, "footnotes", numbers)
    return found


def _paragraphs(
    start: Element, parts: dict[str, bytes], part: str, numbers: dict[str, str]
) -> Iterator[tuple[str, str]]:
    package = Package(parts, f"word/_rels/{part}.xml.rels", Relations(None), dict(parts))
    side = Side(lambda note: ("call", numbers[note]), package.wrapper, package.picture)
    for paragraph in every(start, "w:p"):
        if any(above.tag == name("w:sdt") for above in paragraph.iterancestors()):
            continue
        said, told = "", [_dress(paragraph)]
        for atom in atoms(paragraph, side):
            if not atom.is_mark:
                said += atom.text
                told.append(f"{atom.key} {atom.look}")
        yield said, "\n".join(told)


def _dress(paragraph: Element) -> str:
    """Return where a paragraph stands and what its properties are."""
    cells = [f"{above.tag.rpartition('}')[2]}{tables.dressing(above)}" for above in paragraph.iterancestors()]
    its = find(paragraph, "w:pPr")
    if its is not None:
        for item in every(its, *UNTOLD):
            above = item.getparent()
            assert above is not None
            above.remove(item)
    return f"{cells} {'' if its is None else ''.join(sorted(map(canonical, its)))}"


def _marks(package: bytes) -> list[str]:
    """Return each passage with its list's mark, and each note, as the proof of the build reads them."""
    reading = docx.read(_without_contents(package), "")
    passages = [f"{one.mark} {one.words}".strip() for one in reading.passages]
    return passages + [note.text for note in reading.footnotes]


def _without_contents(package: bytes) -> bytes:
    parts = ooxml.read(package)
    document = ooxml.parse(parts["word/document.xml"])
    for contents in every(document, "w:sdt"):
        above = contents.getparent()
        assert above is not None
        above.remove(contents)
    return ooxml.write({**parts, "word/document.xml": ooxml.serialize(document)})
