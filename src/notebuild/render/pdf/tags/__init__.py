"""Makes the engine's PDF one that everyone can read and any archive will take.

The engine tags for PDF/A-3a; what PDF/UA-1 wants besides is added here, on the finished bytes:
notes, references, list bodies, artifacts, the words of links, languages, identifiers, the sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import String

from notebuild.core.model import Edition
from notebuild.edition import tree
from notebuild.readback.pdf_links import outline
from notebuild.records.record import Record
from notebuild.render.pdf.tags import (
    brackets,
    content,
    elements,
    footnotes,
    links,
    metadata,
    order,
    tables,
    words,
)
from notebuild.render.pdf.tags.metadata import Attachment

__all__ = ["Attachment", "Facts", "facts", "repair"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the repair must know of an edition beyond its PDF."""

    identifier: str
    """Names the note and language for good: `south-caucasus.fr`."""

    version: str
    date: str
    """ISO date of the front matter: the only date in the file."""

    language: str
    call: str = "Note {number}"
    back: str = "Back to the call of note {number}"
    attachments: tuple[Attachment, ...] = ()
    foreign: tuple[tuple[str, str], ...] = ()
    """Passages in another language: the tag, and the passage's text."""

    record: Record | None = None
    """What its metadata says of rights and of other versions and languages."""


def facts(edition: Edition, identifier: str, record: Record | None = None, recipe: str = "") -> Facts:
    """Return what the repair must know of this edition; sources and `recipe` are attached as `identifier`."""
    labels = edition.metadata["labels"]
    bodies = [*edition.tree["blocks"], *(block for note in edition.footnotes for block in note.blocks)]
    foreign = (
        (tree.attribute(node, "lang"), tree.text(node))
        for node in tree.find(bodies, "Span")
        if tree.attribute(node, "lang")
    )
    markdown = (f"{identifier}.md", "text/markdown", edition.markdown.encode(), labels["attached-text"])
    sources = edition.bibliography.encode()
    bibtex = (f"{identifier}.bib", "application/x-bibtex", sources, labels["attached-sources"])
    made = (f"{identifier}.json", "application/json", recipe.encode(), labels["attached-recipe"])
    return Facts(
        identifier=identifier,
        version=str(edition.metadata["version"]),
        date=edition.metadata["date"],
        language=edition.language,
        call=labels["call"],
        back=labels["back"],
        attachments=tuple(Attachment(*one) for one in (markdown, bibtex, *([made] if recipe else []))),
        record=record,
        foreign=tuple(foreign),
    )


def repair(data: bytes, facts: Facts) -> bytes:
    """Return the finished file's bytes; the same for the same input, whatever the machine or the day."""
    with pikepdf.open(BytesIO(data)) as pdf:
        top = elements.read(pdf)
        brackets.mend(pdf)
        links.mend(pdf, top)
        elements.prune(top)
        footnotes.mark(top)
        plan = outline(pdf)
        footnotes.refer(top, plan)
        tables.join(top, plan)
        order.mend_lists(top)
        order.nest_lists(top)
        elements.prune(top)
        tagged = elements.listed(top)
        contents = content.streams(pdf)
        spoken = words.spoken(tagged, content.words(pdf, contents))
        footnotes.describe(pdf, facts.call, facts.back, words.link_texts(tagged, spoken))
        words.mark_languages(tagged, facts.foreign, spoken)
        content.clear(pdf, contents, tagged)
        order.name_heads(tagged)
        elements.write(pdf, top)
        order.place_figures(tagged)
        order.scope_heads(tagged)
        order.identify(pdf, tagged)
        pdf.Root.Lang = String(facts.language)
        metadata.declare(pdf, facts.identifier, facts.version, facts.record)
        metadata.plain_pictures(pdf)
        metadata.attach(pdf, facts.attachments, facts.date)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
