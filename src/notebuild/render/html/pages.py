"""Makes an edition one HTML page: for the screen, in a file a person can mail; for print, for the PDF engine."""

from __future__ import annotations

import base64
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement

from notebuild.core import styles
from notebuild.core.house import House, Profile
from notebuild.core.model import Document, Edition
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import pandoc
from notebuild.records.linked_data import linked_data
from notebuild.records.record import record
from notebuild.records.references import exports
from notebuild.render import fonts, qr, running, sizes, templates
from notebuild.render.html import (
    abbreviations,
    balancing,
    elements,
    footnotes,
    lists,
    margin,
    parts,
    pictures,
    pullquotes,
    sections,
    tables,
)
from notebuild.render.html.elements import Media
from notebuild.render.pdf.layouts import Layout
from notebuild.render.templates import trusted
from notebuild.sources import drawings, frontmatter_fields

HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "\u2060-\u2060"})
"""The hyphens that few faces have as the plain one, which may break a line or, between joiners, may not."""


EXPANDING = ("part-teaser", "part-abstract", "part-key-points", "part-body")
"""The parts of a page in which a note may say what an acronym stands for, in their order."""


@dataclass(frozen=True, slots=True)
class Materials:
    """What a page is made from besides its edition and its sheet."""

    house: House
    profile: Profile
    folder: Path
    """Where the edition's pictures are."""

    templates: Path
    """Where the house's templates and its mark are; templates that it lacks are the tool's."""

    terms: tuple[tuple[str, ...], ...] = ()
    """The forms of each term in the house's term base for the language, acronyms among them."""


def page(
    edition: Edition,
    materials: Materials,
    sheet: str,
    layout: Layout | None = None,
    *,
    script: str = "",
    write: Callable[[Document, str, tuple[str, ...]], str] = pandoc.write,
) -> str:
    """Return the page as HTML, complete with its sheet, the finished CSS.

    With a layout it is the page for print, set in this layout; else the page for the screen, which may run
    the `script` and no other. Text never becomes markup: pandoc and Jinja both escape it. Raises NotebuildError
    for a picture, template or label that is missing.
    """
    house, profile = materials.house, materials.profile
    media: Media = "print" if layout else "screen"
    blocks = sizes.sized(edition.tree["blocks"], materials.folder, house)
    edition = replace(edition, tree={**edition.tree, "blocks": blocks})
    divs = {
        part.get("id"): part for part in elements.parse(write(parts.parcel(edition), "html5", parts.OPTIONS))
    }
    body = divs["part-body"]
    make_ours(divs.values(), body, materials, media)
    bodies = {footnote.number: divs[f"part-note-{footnote.number}"] for footnote in edition.footnotes}
    if layout:
        sections.heads(body, layout.heads_in_column)
        sections.running(body, lambda text: running.right(text, house))
        pullquotes.place(body, house)
    if media == "print":
        tables.in_print(body, house, edition.language)
    else:
        tables.on_screen(body, house, profile.labels)
    beside = margin.chosen(body, bodies, house) if media == "screen" else ()
    footnotes.place(body, bodies, profile.labels, layout, beside)
    headings: list[str] = []
    if media == "screen":
        said = abbreviations.texts(part for part in divs.values() if part.get("id") in EXPANDING)
        abbreviations.explain(body, abbreviations.expansions(said, materials.terms))
        sections.paragraphs(body)
        others = [e for e in edition.metadata["editions"] if not e["current"]]
        sections.marked(body, profile.labels["anchor"], others)
        headings = sections.parts(body)
    logo = Path(str(house.tokens.get("logo", ""))).name
    printed = parts.printed(edition, divs)
    context = {
        **parts.plain(edition),
        **printed,
        "last_page": [(name, printed[name]) for name in frontmatter_fields.LAST_PAGE if printed[name]],
        "qr": qr.qr(edition.metadata["url"], house.tokens["colour"]["light"]["ink"])
        if media == "print" and edition.metadata["url"]
        else "",
        "logo": drawings.mark(materials.templates / logo, f"styles/{logo}") if logo else "",
        "head": partial(running.left, house=house),
        "parts": headings,
        "progressive": progressive(materials, headings) if media == "screen" else "",
        "body": parts.cut(body),
        "notes": [ending(number, content, profile.labels, media) for number, content in bodies.items()],
        "endnotes": layout is not None and layout.endnotes,
        "sheet": trusted(sheet.replace("</", "<\\/")),
        "house": house,
        "measures": balancing.measures(edition, house),
    }
    if media == "screen":
        context |= screen(edition, house, script)
    name = f"{media}.html.j2"
    html = fill(materials, name, context)
    if media == "print":
        return html.translate(HYPHENS)
    return fill(materials, name, {**context, "sheet": trusted(embedded(html, house)) + context["sheet"]})


def screen(edition: Edition, house: House, script: str) -> dict[str, Any]:
    """Return what only the page for the screen prints: its script and policy, how it is cited, what machines read."""
    known = record(edition, house)
    said = linked_data(known)
    return {
        "script": trusted(script),
        "policy": templates.allowed(said, script),
        "record": known,
        "whole_title": known.whole_title,
        "exports": exports(known),
        "linked_data": trusted(said),
    }


def make_ours(divs: Iterable[HtmlElement], body: HtmlElement, materials: Materials, media: Media) -> None:
    """Make pandoc's HTML ours in every part of the page, and in its body what only the body has."""
    for part in divs:
        lists.lists(part, media)
        elements.addresses(part, media)
        elements.ties(part) if media == "print" else elements.ranges(part)
    elements.acronyms(body)
    elements.directions(body)
    if media == "screen":
        for code in body.iter("pre"):
            code.set("tabindex", "0")  # its lines may be longer than the window's
    if media == "print":
        elements.runts(body)
    pictures.figures(body, materials.folder, media, materials.house, materials.profile.labels)


def embedded(page: str, house: House) -> str:
    """Return the `@font-face` rules of a page, each face cut down to the characters the page may set in it.

    A fallback holds only what the house's first faces lack.
    """
    everywhere = {*page, *string.ascii_letters, *string.digits}
    root, rules = elements.parse(page), []
    first = fonts.drawn(house, fallbacks=False)
    rest = {letter for letter in everywhere if ord(letter) not in first}
    for face in fonts.faces(house):
        texts = (element.text_content() for element in root.iter(*face.only)) if face.only else ()
        letters = {*"".join(texts)} if face.only else everywhere
        if face.fallback:
            letters = {letter for letter in rest if ord(letter) in fonts.characters(face.path)}
        if letters:
            rules.append(face.rule(fonts.embedded(face.path, letters)))
    return "".join(rules)


def progressive(materials: Materials, headings: list[str]) -> str:
    """Return the address of the sheet of what engines may lack, as data in the page."""
    sheet = fill(materials, "progressive.css.j2", {"parts": headings})
    return f"data:text/css;base64,{base64.b64encode(sheet.encode()).decode('ascii')}"


def ending(number: int, body: HtmlElement, labels: Mapping[str, str], media: Media) -> dict[str, Any]:
    """Return a note for the list at the end: on screen with an arrow back after it, in print as at the foot."""
    if media == "print":
        whole = footnotes.foot(number, body, labels["back"])
        return {"number": number, "html": trusted(elements.outer(whole))}
    link = footnotes.back(number, "↑", labels["back"])
    return {"number": number, "html": parts.cut(body), "back": trusted(elements.outer(link))}


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
