"""Makes an edition one HTML page: for the screen, in a file a person can mail; for print, for the PDF engine."""

from __future__ import annotations

import base64
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from notebuild.core import styles
from notebuild.core.house import House, Profile
from notebuild.core.model import LONG, Document, Edition, Node, short
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import pandoc, tree
from notebuild.render import fonts, qr, templates
from notebuild.render.html import elements, footnotes
from notebuild.render.html.elements import Media
from notebuild.render.pdf.layouts import Layout
from notebuild.render.templates import trusted
from notebuild.sources import drawings, frontmatter_fields

INLINES = frontmatter_fields.printed("inlines")
BLOCKS = frontmatter_fields.printed("blocks")
ITEMS = frontmatter_fields.printed("items")
"""The fields of the front matter that print, by how."""


@dataclass(frozen=True, slots=True)
class Materials:
    """What a page is made from besides its edition and its sheet."""

    house: House
    profile: Profile
    folder: Path
    """Where the edition's pictures are."""

    templates: Path
    """Where the house's templates and its mark are; templates that it lacks are the tool's."""


def page(
    edition: Edition,
    materials: Materials,
    sheet: str,
    layout: Layout | None = None,
    *,
    write: Callable[[Document, str, tuple[str, ...]], str] = pandoc.write,
) -> str:
    """Return the page as HTML, complete with its sheet, the finished CSS.

    With a layout it is the page for print, set in this layout; else the page for the screen. Text
    never becomes markup: pandoc and Jinja both escape it. Raises NotebuildError for a picture,
    template or label that is missing.
    """
    house, profile = materials.house, materials.profile
    media: Media = "print" if layout else "screen"
    endnotes = layout is not None and layout.endnotes
    parts = {part.get("id"): part for part in elements.parse(write(parcel(edition), "html5", OPTIONS))}
    for part in parts.values():
        elements.addresses(part, media)
        if media == "print":
            elements.ties(part)
    bodies = {footnote.number: parts[f"part-note-{footnote.number}"] for footnote in edition.footnotes}
    body = parts["part-body"]
    elements.acronyms(body)
    if media == "print":
        elements.runts(body)
    elements.tables(body, media)
    elements.figures(body, materials.folder, media)
    place_footnotes(body, bodies, profile.labels, layout)
    sections: list[str] = []
    if media == "screen":
        footnotes.alternates(body, [e for e in edition.metadata["editions"] if not e["current"]])
        sections = footnotes.parts(body)
    logo = Path(str(house.tokens.get("logo", ""))).name
    context = {
        **plain(edition),
        **printed(edition, parts),
        "qr": qr.qr(edition.metadata["url"], house.tokens["colour"]["light"]["ink"])
        if media == "print" and edition.metadata["url"]
        else "",
        "logo": drawings.mark(materials.templates / logo, f"styles/{logo}") if logo else "",
        "parts": sections,
        "motion": motion(materials, sections) if sections else "",
        "body": cut(body),
        "notes": [ending(number, content, profile.labels, media) for number, content in bodies.items()],
        "endnotes": endnotes,
        "sheet": trusted(sheet.replace("</", "<\\/")),
        "house": house,
    }
    name = f"{media}.html.j2"
    html = fill(materials, name, context)
    if media == "print":
        return html
    return fill(materials, name, {**context, "sheet": trusted(embedded(html, house)) + context["sheet"]})


def embedded(page: str, house: House) -> str:
    """Return the `@font-face` rules of a page, each face cut down to the characters the page may set in it."""
    everywhere = {*page, *string.ascii_letters, *string.digits}
    root, rules = elements.parse(page), []
    for face in fonts.faces(house):
        texts = (element.text_content() for element in root.iter(*face.only)) if face.only else ()
        letters = {*"".join(texts)} if face.only else everywhere
        if letters:
            rules.append(face.rule(fonts.embedded(face.path, letters)))
    return "".join(rules)


def motion(materials: Materials, sections: list[str]) -> str:
    """Return the address of a sheet that tells which section is being read, as data in the page."""
    moving = fill(materials, "motion.css.j2", {"parts": sections})
    return f"data:text/css;base64,{base64.b64encode(moving.encode()).decode('ascii')}"


OPTIONS = ("--syntax-highlighting=none",)


def parcel(edition: Edition) -> Document:
    """Return all that the page prints, as one tree, so that pandoc runs once: a Div a part, to be cut out."""
    meta = edition.metadata
    blocks = [div("body", edition.tree["blocks"])]
    blocks += [div(f"note-{note.number}", list(note.blocks)) for note in edition.footnotes]
    blocks += [div(name, [line(meta[name])]) for name in INLINES if meta.get(name)]
    blocks += [div(name, meta[name]) for name in BLOCKS if meta.get(name)]
    blocks += [div(name, [div("", [line(row)]) for row in meta.get(name, ())]) for name in ITEMS]
    blocks += [div("citations", [div("", [line(entry["citation"])]) for entry in meta["editions"]])]
    blocks += [div("contents", [div("", [line(entry["inlines"])]) for entry in meta["contents"]])]
    return {**edition.tree, "meta": {}, "blocks": blocks}


def div(name: str, blocks: list[Node]) -> Node:
    """Return a part of the page, found again by its id."""
    return {"t": "Div", "c": [[f"part-{name}" if name else "", [], []], blocks]}


def line(inlines: list[Node]) -> Node:
    """Return inlines as a block of their own."""
    return {"t": "Plain", "c": inlines}


def cut(part: HtmlElement | None) -> trusted:
    """Return a part's HTML, safe to print as it is; empty where the edition lacks it."""
    return trusted("" if part is None else elements.inner(part))


def cited(parts: Mapping[str | None, HtmlElement], editions: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Return how to cite each edition that has a title, the current one first: its entry, with the HTML."""
    pairs = zip(editions, rows(parts, "citations"), strict=True)
    entries = [{**edition, "html": html} for edition, html in pairs if edition["citation"]]
    return sorted(entries, key=lambda edition: not edition["current"])


def rows(parts: Mapping[str | None, HtmlElement], name: str) -> list[trusted]:
    """Return a listed part's entries."""
    return [cut(row) for row in parts.get(f"part-{name}", ())]


def place_footnotes(
    body: HtmlElement, bodies: Mapping[int, HtmlElement], labels: Mapping[str, str], layout: Layout | None
) -> None:
    """Make the calls links; put each footnote where its medium wants it: floated from its call, or beside it."""
    pinned = dict(layout.pinned) if layout else {}
    for number, link in footnotes.calls(body, labels["call"]):
        if layout is None:
            put_beside(link, footnotes.side(number, bodies[number]))
            continue
        footnotes.join(link)
        if number in pinned:
            footnotes.pin(link, pinned[number])
        if not layout.endnotes:
            put_after(link, footnotes.foot(number, bodies[number], labels["back"]))


def put_beside(link: HtmlElement, beside: HtmlElement) -> None:
    """Put a footnote for the margin after its call, or before the box of the table that the call is in."""
    table = next((e for e in link.iterancestors() if e.get("class") == "scroll"), None)
    if table is None:
        put_after(link, beside)
    else:
        table.addprevious(beside)


def put_after(link: HtmlElement, element: HtmlElement) -> None:
    """Put an element right after a link, and before the text that follows it."""
    element.tail, link.tail = link.tail, None
    link.addnext(element)


def ending(number: int, body: HtmlElement, labels: Mapping[str, str], media: Media) -> dict[str, Any]:
    """Return a note for the list at the end: on screen with an arrow back after it, in print as at the foot."""
    if media == "print":
        whole = footnotes.foot(number, body, labels["back"])
        return {"number": number, "html": trusted(elements.outer(whole))}
    link = footnotes.back(number, "↑", labels["back"])
    return {"number": number, "html": cut(body), "back": trusted(elements.outer(link))}


def printed(edition: Edition, parts: Mapping[str | None, HtmlElement]) -> dict[str, Any]:
    """Return what the templates print of the front matter, as HTML, by the names they use."""
    meta = edition.metadata
    return {
        **{name.replace("-", "_"): cut(parts.get(f"part-{name}")) for name in (*INLINES, *BLOCKS)},
        **{name.replace("-", "_"): rows(parts, name) for name in ITEMS},
        "contents": [
            {**entry, "html": trusted(elements.inner(cell))}
            for entry, cell in zip(meta["contents"], parts.get("part-contents", ()), strict=False)
        ],
        "citations": cited(parts, meta["editions"]),
    }


def plain(edition: Edition) -> dict[str, Any]:
    """Return what the templates print as it is, by the names they use."""
    meta = edition.metadata
    current = next(e for e in meta["editions"] if e["current"])
    original = meta["editions"][0]["files"]
    return {
        "meta": meta,
        "language": edition.language,
        "name": edition.note,
        "share": f"{edition.note}.{short(edition.language)}.png",
        "beside": lambda name: urljoin(meta["url"], name),
        "files": current["files"],
        "alternates": [e for e in meta["editions"] if not e["current"]],
        "editions": meta["editions"],
        "original": original.get("html", "") if original is not current["files"] else "",
        "long": meta["words"] >= LONG,
        "text": {name: tree.text(meta.get(name, [])) for name in ("title", "subtitle", "teaser")},
    }


def fill(materials: Materials, name: str, context: Mapping[str, Any]) -> str:
    """Return a template filled in, with `label` for the profile's words.

    Raises NotebuildError with a Problem for each label that the profile lacks.
    """
    profile = materials.profile
    missing: set[Problem] = set()

    def label(key: str, **values: Any) -> str:
        if key not in profile.labels:
            missing.add(Problem(Location(profile.path), f"no label {key}", f'add {key} = "…" under [labels]'))
            return ""
        text = profile.labels[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    html = templates.fill(materials.templates, name, {**context, "label": label}, styles.TOOL)
    if missing:
        raise NotebuildError(sorted(missing))
    return html
