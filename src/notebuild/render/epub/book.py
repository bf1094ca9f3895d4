"""Makes an edition a book: what stands before the text, a document for each section, the notes, what stands after."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from notebuild.core.characters import RIGHT_TO_LEFT
from notebuild.core.house import House
from notebuild.core.model import Edition
from notebuild.edition import pandoc, tree
from notebuild.records.record import record
from notebuild.render import fonts, sizes
from notebuild.render.epub import package, xhtml
from notebuild.render.epub.package import Book, Entry
from notebuild.render.html import elements, footnotes, lists, pages, parts, pictures, tables
from notebuild.render.html.pages import Materials
from notebuild.render.measuring import ruler
from notebuild.render.templates import trusted
from notebuild.sources import drawings, frontmatter_fields

WIDE, WIDER = 18.0, 30.0
"""Sizes of the page's text from which on the cells of a table stand below each other on a phone, or a small reader."""

TITLE, NOTES, ABOUT = "title.xhtml", "notes.xhtml", "about.xhtml"


def build(edition: Edition, materials: Materials, sheet: str) -> bytes:
    """Return the book as bytes; `sheet` is the finished CSS, without the faces.

    Raises NotebuildError for a picture, template or label that is missing.
    """
    house = materials.house
    blocks = sizes.sized(edition.tree["blocks"], materials.folder, house)
    edition = replace(edition, tree={**edition.tree, "blocks": blocks})
    divs = {
        part.get("id"): part
        for part in elements.parse(pandoc.write(parts.parcel(edition), "html5", parts.OPTIONS))
    }
    body = divs["part-body"]
    for part in divs.values():
        lists.lists(part, "screen")
        elements.addresses(part, "screen")
    elements.acronyms(body)
    elements.directions(body)
    _tables(body, house)
    bodies = {note.number: divs[f"part-note-{note.number}"] for note in edition.footnotes}
    footnotes.place(body, bodies, materials.profile.labels, None)
    drawn, files = _pictures(body, materials)
    context = _context(edition, materials, divs, bodies, files)
    page = partial(pages.fill, materials, "epub.html.j2")
    made = {TITLE: page({**context, "page": "front", "head": context["text"]["title"]})}
    for number, (name, section) in enumerate(sections(body), 1):
        said = {"page": "text", "head": name or context["text"]["title"], "section": section}
        made[f"text-{number}.xhtml"] = page({**context, **said})
    labels = materials.profile.labels
    if edition.footnotes:
        made[NOTES] = page({**context, "page": "notes", "head": labels["notes"]})
    made[ABOUT] = page({**context, "page": "back", "head": labels["about"]})
    documents = {name: xhtml.document(text, drawn) for name, text in made.items()}
    xhtml.joined(documents)
    faces, rules = _faces(documents.values(), house)
    listed = tuple(entries(edition, documents))
    first = next(name for name in documents if name.startswith("text-"))
    contents = {
        **{name: xhtml.serialized(root) for name, root in documents.items()},
        "house.css": (rules + sheet).encode(),
        **faces,
        **files,
    }
    return package.pack(
        Book(
            record=record(edition, house),
            parts=contents,
            spine=(TITLE, "nav.xhtml", *(name for name in documents if name != TITLE)),
            entries=(
                Entry(context["text"]["title"], TITLE),
                *listed,
                *([Entry(labels["notes"], NOTES)] if edition.footnotes else []),
                Entry(labels["about"], ABOUT),
            ),
            landmarks=(
                ("toc", labels["contents"], "nav.xhtml"),
                ("bodymatter", labels["skip"], first),
                *([("endnotes", labels["notes"], NOTES)] if edition.footnotes else []),
            ),
            labels=labels,
            drawn=frozenset(name for name, root in documents.items() if xhtml.has_drawing(root)),
            has_pictures=bool(drawn or len(files) > bool(context["logo"])),
        )
    )


def sections(body: HtmlElement) -> Iterator[tuple[str, trusted]]:
    """Yield the words of each heading of the first level, empty for what stands before it, and its section's HTML."""
    groups: list[list[HtmlElement]] = [[]]
    for child in body:
        if child.tag == "h2":
            groups.append([])
        groups[-1].append(child)
    for group in groups:
        if group or len(groups) == 1:
            is_headed = bool(group) and group[0].tag == "h2"
            name = " ".join(group[0].text_content().split()) if is_headed else ""
            yield name, trusted("\n".join(elements.outer(one) for one in group))


def entries(edition: Edition, documents: Mapping[str, etree._Element]) -> Iterator[Entry]:
    """Yield the headings of the text, those of the second level below those of the first; each leads to its place."""
    homes = {one.get("id"): name for name, root in documents.items() for one in root.iter() if one.get("id")}
    top: Entry | None = None
    for row in edition.metadata["contents"]:
        if row["id"] not in homes or row["level"] > 3:
            continue
        entry = Entry(" ".join(tree.text(row["inlines"]).split()), f"{homes[row['id']]}#{row['id']}")
        if row["level"] == 2 or top is None:
            if top:
                yield top
            top = entry
        else:
            top = replace(top, below=(*top.below, entry))
    if top:
        yield top


def _tables(root: HtmlElement, house: House) -> None:
    """Let the cells of a wide table stand below each other where the page is narrow: an e-reader scrolls not sideways.

    Each then shows what the head of its column says.
    """
    width = ruler(house)
    for table in root.iter("table"):
        tables.mend(table)
        rows = [[cell.text_content() for cell in row.iter("th", "td")] for row in table.iter("tr")]
        heads = [" ".join(cell.text_content().split()) for cell in table.xpath("./thead/tr[last()]/*")]
        wanted = tables.needed(rows, width)
        if wanted > WIDE and heads:
            table.set("class", "wider" if wanted > WIDER else "wide")
            for row in table.xpath("./tbody/tr"):
                for cell, head in zip(row.iter("th", "td"), heads, strict=False):
                    cell.set("data-head", head)


def _pictures(
    root: HtmlElement, materials: Materials
) -> tuple[dict[str, tuple[Path, str]], dict[str, bytes]]:
    """Return the drawings that will stand in the documents, and the other pictures as parts of the book."""
    drawn: dict[str, tuple[Path, str]] = {}
    files: dict[str, bytes] = {}
    for caption in root.iter("figcaption"):
        caption.attrib.pop("aria-hidden", None)
    for number, picture in enumerate(root.iter("img"), 1):
        path = pictures.present(materials.folder, picture.get("src", ""))
        width = float(pictures.WIDTH.sub(r"\1", picture.get("style", "")) or 0)
        picture.attrib.pop("style", None)
        if style := pictures.on_screen(width, materials.house):
            picture.set("style", style)
        ending = path.suffix.lower().replace("jpeg", "jpg")
        picture.set("src", f"picture-{number}{ending}")
        if ending == ".svg":
            drawn[picture.get("src")] = (path, f"picture-{number}")
        else:
            files[picture.get("src")] = path.read_bytes()
    return drawn, files


def _context(
    edition: Edition,
    materials: Materials,
    divs: Mapping[str | None, HtmlElement],
    bodies: Mapping[int, HtmlElement],
    files: dict[str, bytes],
) -> dict[str, Any]:
    """Return what the template prints, by the names it uses; the house's mark is put among the `files`."""
    house, labels = materials.house, materials.profile.labels
    logo = Path(str(house.tokens.get("logo", ""))).name
    if logo:
        files["mark.svg"] = drawings.logo(materials.templates / logo, f"styles/{logo}").encode()
    printed = parts.printed(edition, divs)
    return {
        **parts.plain(edition),
        **printed,
        "last_page": [(name, printed[name]) for name in frontmatter_fields.LAST_PAGE if printed[name]],
        "notes": [_note(number, content, labels) for number, content in bodies.items()],
        "logo": "mark.svg" if logo else "",
        "direction": "rtl" if RIGHT_TO_LEFT.match(materials.profile.name) else "ltr",
        "section": trusted(""),
        "house": house,
    }


def _note(number: int, body: HtmlElement, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return a note for the list at the end, the way back to its call at the end of its last paragraph."""
    link = footnotes.back(number, "↑", labels["back"])
    last = body[-1] if len(body) and body[-1].tag == "p" else body
    elements.say(last, " ")
    last.append(link)
    return {"number": number, "html": parts.cut(body)}


def _faces(documents: Iterable[etree._Element], house: House) -> tuple[dict[str, bytes], str]:
    """Return the house's faces, each cut down to the letters it may set, as parts, and their rules."""
    roots = list(documents)
    texts = [etree.tostring(root, encoding="unicode") for root in roots]
    everywhere = {*"".join(texts), *string.ascii_letters, *string.digits, *string.punctuation}
    first = fonts.drawn(house, fallbacks=False)
    rest = {letter for letter in everywhere if ord(letter) not in first}
    files: dict[str, bytes] = {}
    rules = []
    for number, face in enumerate(fonts.faces(house), 1):
        letters = everywhere
        if face.only:
            tags = [f"{{{xhtml.XHTML}}}{tag}" for tag in face.only]
            letters = {
                letter for root in roots for one in root.iter(*tags) for letter in "".join(one.itertext())
            }
        elif face.fallback:
            letters = {letter for letter in rest if ord(letter) in fonts.characters(face.path)}
        if letters:
            name = f"face-{number}.woff"
            files[name] = fonts.woff(fonts.subset(face.path, letters))
            rules.append(face.rule(f'url("{name}") format("woff")'))
    return files, "".join(rules)
