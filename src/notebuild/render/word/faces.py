"""Puts the house's faces into a Word document, so that a reader who has not got them sees the house's page.

The files are cut down to the letters of the languages that such a note is edited in, and of the note itself;
their first bytes are hidden as Word asks (ECMA-376-1, 17.8.1), with a key made of their content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from notebuild.core.house import House
from notebuild.render import fonts
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element, element, every, name, value

SLOTS = {"Regular": "Regular", "Bold": "Bold", "Italic": "Italic", "Bold Italic": "BoldItalic"}
"""The styles that a family of Word has, as a font file names them, and the elements of Word's table."""

REPERTOIRE = frozenset(
    map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), *range(0x202F, 0x203B)))
) | frozenset("€™−×≤≥№")
"""Letters with which an editor goes on writing: those of the languages of Europe in Latin script."""

LEVEL, EDITABLE, WHOLE, BITMAP = 0x000F, 0x0008, 0x0100, 0x0200
"""What a font file says of its embedding: how far, 0 for no limit; in a document that is edited; only whole; only as a
bitmap (OpenType, OS/2 fsType)."""

CODE = (b'w:val="SourceCode"', b'w:val="VerbatimChar"')
"""What a document with code in it holds."""

POSTSCRIPT = b"OTTO"
"""How a font file with such outlines begins (OpenType, table directory)."""

HIDDEN = 32
"""So many bytes at the head of a file are hidden."""


def embed(parts: Mapping[str, bytes], house: House) -> dict[str, bytes]:
    """Return the parts that a document gains or that change, with the faces that its table of fonts names.

    A family whose licence forbids it, and a style that the house's packages lack, are left to the reader's machine.
    """
    table = ooxml.parse(parts["word/fontTable.xml"])
    letters = written(parts)
    made: dict[str, bytes] = {}
    rows: list[tuple[str, str, str]] = []
    table.extend(others(parts, house))
    families = {value(font, "w:name"): font for font in every(table, "w:font")}
    code = house.tokens["face"]["code"]
    has_code = any(mark in parts[f"word/{part}.xml"] for mark in CODE for part in ("document", "footnotes"))
    for family, style, path in styles(house, families):
        if family == code and not (has_code and style == "Regular"):
            continue
        if (content := cut(path, letters)) is None:
            continue
        key, target = key_of(content), f"fonts/font{len(rows) + 1}.odttf"
        rows.append((f"rId{len(rows) + 1}", "font", target))
        made[f"word/{target}"] = hidden(content, key)
        families[family].append(
            element(f"w:embed{style}", r_id=rows[-1][0], w_fontKey=f"{{{str(key).upper()}}}")
        )
    if not rows:
        return {}
    settings = ooxml.parse(parts["word/settings.xml"])
    settings.insert(1, element("w:saveSubsetFonts"))
    settings.insert(1, element("w:embedTrueTypeFonts"))
    made["word/fontTable.xml"] = ooxml.serialize(table)
    made["word/settings.xml"] = ooxml.serialize(settings)
    made["word/_rels/fontTable.xml.rels"] = ooxml.serialize(ooxml.relationships(rows))
    return made


def others(parts: Mapping[str, bytes], house: House) -> Iterator[Element]:
    """Yield a row of the table of fonts for each fallback of the house that the text is set in."""
    worn = {
        value(face, "w:ascii")
        for part in ("document", "footnotes")
        for face in ooxml.parse(parts[f"word/{part}.xml"]).iter(name("w:rFonts"))
    }
    for family in dict.fromkeys(face.family for face in fonts.faces(house) if face.fallback):
        if family in worn:
            kind = (element("w:charset", w_val="00"), element("w:family", w_val="auto"))
            yield element("w:font", *kind, element("w:pitch", w_val="variable"), w_name=family)


def written(parts: Mapping[str, bytes]) -> frozenset[str]:
    """Return the characters that a document's faces are to have: those of its text, and those to go on with."""
    texts = (
        words.text or ""
        for part in ("document", "footnotes", "header1", "header2", "footer1", "footer2")
        for words in ooxml.parse(parts[f"word/{part}.xml"]).iter(name("w:t"))
    )
    return REPERTOIRE | frozenset("".join(texts))


def styles(house: House, families: Iterable[str]) -> Iterator[tuple[str, str, Path]]:
    """Yield each style of these families that lies among the house's files or beside them: family, style, file.

    Word knows a face by the names in its file: a semibold is no bold, and the bold beside it is.
    """
    faces = fonts.faces(house)
    for family in families:
        own = [face.path for face in faces if face.family == family]
        stems = {(path.parent, path.stem.partition("-")[0], path.suffix) for path in own}
        beside = (
            path for folder, stem, end in sorted(stems) for path in sorted(folder.glob(f"{stem}-*{end}"))
        )
        found: dict[str, Path] = {}
        for path in dict.fromkeys((*own, *beside)):
            if (called := fonts.named(path))[0] == family and called[1] in SLOTS:
                found.setdefault(SLOTS[called[1]], path)
        yield from ((family, style, found[style]) for style in SLOTS.values() if style in found)


@lru_cache(maxsize=32)
def cut(path: Path, letters: frozenset[str]) -> bytes | None:
    """Return a font file cut down to these letters, whole where it asks for that; None where it may not be embedded.

    Nor is one with outlines of PostScript: Word shows embedded faces of TrueType alone.
    """
    terms, content = fonts.named(path)[2], path.read_bytes()
    if terms & BITMAP or (terms & LEVEL and not terms & EDITABLE) or content.startswith(POSTSCRIPT):
        return None
    return content if terms & WHOLE else fonts.subset(path, sorted(letters))


def key_of(content: bytes) -> UUID:
    """Return the key of a font file: a GUID made of its content, so that it is always the same."""
    return UUID(bytes=sha256(content).digest()[:16])


def hidden(content: bytes, key: UUID) -> bytes:
    """Return a font file with its first bytes changed by the key, from its last byte to its first, twice over."""
    mask = key.bytes[::-1] * 2
    head = bytes(byte ^ change for byte, change in zip(content[:HIDDEN], mask, strict=False))
    return head + content[HIDDEN:]
