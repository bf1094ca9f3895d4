"""Makes an edition a Word document: real footnotes, the house's styles, the same bytes every time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from notebuild.core.characters import DIRECTIONS
from notebuild.core.house import House, Profile
from notebuild.core.model import Edition
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import pandoc, tree
from notebuild.render import raster, running, sizes
from notebuild.render.raster import Picture
from notebuild.render.word import (
    beside,
    blocks,
    cleanup,
    cover,
    faces,
    lists,
    live,
    mark,
    ooxml,
    pandoc_tree,
    properties,
    room,
    scripts,
    tables,
)
from notebuild.render.word.measures import measures
from notebuild.render.word.ooxml import CONTENT_TYPES, Element, every, name, value
from notebuild.render.word.reference import furniture, separators

OPTIONS = ("--syntax-highlighting=none",)


def build(
    edition: Edition,
    house: House,
    profile: Profile,
    folder: Path,
    reference: bytes,
    display_path: str,
    *,
    write: Callable[..., None] = pandoc.write_file,
) -> bytes:
    """Return the document as bytes, its notes read back before it is given.

    `folder` holds the edition's pictures; `reference` is what `reference.reference` made of the
    same house; `display_path` is the document's path in messages. Raises NotebuildError, naming the note,
    when Word would show other notes than the edition has, or in another order.
    """
    m, known = measures(house), scripts.families(house)
    sized = sizes.sized(edition.tree["blocks"], folder, house)
    edition = replace(edition, tree={**edition.tree, "blocks": sized})
    pictures = seen(edition, house, folder, display_path)
    written = first_draft(edition, pictures, reference, display_path, write)
    parts = ooxml.read(reference)
    document, notes, numbering, relations = (
        ooxml.parse(written[f"word/{part}"])
        for part in ("document.xml", "footnotes.xml", "numbering.xml", "_rels/document.xml.rels")
    )
    own = ooxml.parse(parts["word/_rels/document.xml.rels"])
    (body,) = document

    cleanup.number_notes(body, notes)
    cleanup.dress_notes(notes)
    cleanup.relink(body, relations, own)
    cleanup.tighten_bookmarks(body)
    tables.fit(body, house, edition.language, m)
    lists.lists(body, numbering, m)
    blocks.openings(body)
    beside.boxes(body, m)
    beside.imprint(body, m)
    blocks.contents(body, edition.metadata["contents"])
    if cover.long(edition):
        room.settle(body, edition, house, m)
    names = {f"picture{index}.{picture.ending}": picture for index, picture in enumerate(pictures, 1)}
    media = blocks.figures(body, names, own, m)
    cleanup.quiet_addresses(body, own)
    for part in (body, notes):
        cleanup.join_runs(part)
        scripts.closed(part)
        scripts.faced(part, known)
    cleanup.number_ids(body, notes)
    check(body, notes, edition, display_path)
    if edition.metadata.get("word-citations") == "live":
        live.fields(notes, edition, pandoc.csl_items(edition.bibliography, display_path))
    linked = note_links(notes, written)
    notes[:0] = separators()

    made = {
        "word/document.xml": document,
        "word/footnotes.xml": notes,
        "word/numbering.xml": numbering,
        "word/_rels/document.xml.rels": own,
        **linked,
        **words(edition, house, profile, parts),
        **spoken(parts, edition.language),
        **properties.about(edition),
    }
    whole = {**parts, **media, **{part: ooxml.serialize(start) for part, start in made.items()}}
    whole |= faces.embed(whole, house)
    whole[CONTENT_TYPES] = ooxml.serialize(ooxml.content_types(whole))
    return ooxml.write(whole)


def seen(edition: Edition, house: House, folder: Path, display_path: str) -> list[Picture]:
    """Return the edition's pictures, each once, in the order of the text."""
    images = tree.find(edition.tree["blocks"], "Image")
    sources = dict.fromkeys(node["c"][2][0] for node in images)
    faces = raster.fonts(house)
    return [raster.picture(folder, source, faces, display_path.rpartition("/")[0]) for source in sources]


def first_draft(
    edition: Edition,
    pictures: Sequence[Picture],
    reference: bytes,
    display_path: str,
    write: Callable[..., None],
) -> dict[str, bytes]:
    """Return the parts as pandoc writes them, with the rasters for pictures."""
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        names = {}
        for index, picture in enumerate(pictures, 1):
            names[picture.source] = f"picture{index}.{picture.ending}"
        for image in tree.find(edition.tree["blocks"], "Image"):
            name = f"{sizes.width_of(image):.1f}-{names[image['c'][2][0]]}"
            by_source = {picture.source: picture for picture in pictures}
            (room / name).write_bytes(by_source[image["c"][2][0]].raster)
        (room / "reference.docx").write_bytes(reference)
        options = (
            *OPTIONS,
            f"--reference-doc={room / 'reference.docx'}",
            f"--resource-path={room}",
            f"--metadata=lang:{edition.language}",
        )
        day = datetime.fromisoformat(edition.metadata["date"]).replace(tzinfo=UTC)
        drawn = pandoc_tree.document(edition, names, display_path)
        write(drawn, "docx", room / "out.docx", options, int(day.timestamp()), display_path)
        return ooxml.read((room / "out.docx").read_bytes())


def note_links(notes: Element, written: dict[str, bytes]) -> dict[str, Element]:
    """Return the relationships of the links inside notes; no part where there are none."""
    part = "word/_rels/footnotes.xml.rels"
    if part not in written:
        return {}
    relations = ooxml.relationships([])
    places = {relation.get("Id", ""): relation for relation in ooxml.parse(written[part])}
    cleanup.renumber(notes, places, relations, "rId")
    cleanup.quiet_addresses(notes, relations)
    return {part: relations} if len(relations) else {}


def words(edition: Edition, house: House, profile: Profile, parts: Mapping[str, bytes]) -> dict[str, Element]:
    """Return headers and footer in the edition's words; `parts` are those of the reference document."""
    meta = edition.metadata
    title = meta["short-title"] or tree.text(meta["title"])
    return furniture(
        running.beside(cover.series(edition), title, house),
        running.beside(cover.series(edition), meta["date-text"], house),
        meta["publisher"],
        profile.labels["page-of"],
        mark.run(parts, meta["publisher"]),
    )


def spoken(parts: dict[str, bytes], language: str) -> dict[str, Element]:
    """Return styles and settings with the edition's language as that of the whole document."""
    styles = ooxml.parse(parts["word/styles.xml"])
    settings = ooxml.parse(parts["word/settings.xml"])
    for start in (styles, settings):
        for item in every(start, "w:lang", "w:themeFontLang"):
            item.set(name("w:val"), language)
            if item.tag == name("w:lang"):
                item.set(name("w:eastAsia"), language)
    return {"word/styles.xml": styles, "word/settings.xml": settings}


def check(body: Element, notes: Element, edition: Edition, display_path: str) -> None:
    """Raise NotebuildError unless Word shows each note of the edition, in its order and words."""
    bodies = {value(note, "w:id"): solid(cleanup.text(note)) for note in notes}
    calls = [value(call, "w:id") for call in every(body, "w:footnoteReference")]
    problems = []
    for index, note in enumerate(edition.footnotes):
        read = bodies.get(calls[index], "") if index < len(calls) else ""
        if read == solid(note.text):
            continue
        said = f"reads “{read[:40]}”" if read else "is not in the document"
        place = Location(display_path, place=f"footnote {note.number}")
        message = f"note {note.number} [^{note.label}] {said}"
        problems.append(Problem(place, message, pandoc_tree.REMEDY))
    if len(calls) > len(edition.footnotes):
        place = Location(display_path, place=f"footnote {len(edition.footnotes) + 1}")
        message = f"{len(calls)} notes are called, the edition has {len(edition.footnotes)}"
        problems.append(Problem(place, message, pandoc_tree.REMEDY))
    if problems:
        raise NotebuildError(problems)


def solid(text: str) -> str:
    """Return a text without its white space and signs of direction, to compare."""
    return "".join(DIRECTIONS.sub("", text).split())
