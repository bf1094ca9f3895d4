"""The ordered passes that make an Edition: one note, in one language, cited, numbered and set."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from notebuild.core.house import House, Profile
from notebuild.core.model import Edition, Footnote, Note, Segment, Source, Tree, short
from notebuild.edition import (
    citations,
    crossrefs,
    footnote_calls,
    footnotes,
    imprint,
    pandoc,
    passages,
    sanitize,
    structure,
    tree,
    typography,
)
from notebuild.edition.imprint import Twin
from notebuild.sources import bibliography, markdown
from notebuild.sources.markdown import markers

INLINE = ("title", "subtitle", "credit", "teaser", "licence")
BLOCK = ("summary",)
LISTS = ("key-points", "corrections")
TWINS = "notebuild-twins"
"""The titles of the other editions, while pandoc reads them; no field of a front matter has this name."""


def make(
    note: Note,
    segments: Sequence[Segment],
    fields: Sequence[Segment],
    sources: Sequence[Source],
    words: Mapping[tuple[str, str], str],
    profile: Profile,
    house: House,
    style: Path,
    names: Mapping[str, str],
    original: Profile | None = None,
    banner: str = "",
    twins: Sequence[Twin] = (),
) -> Edition:
    """The edition of `note` in the profile's language.

    `segments` and `fields` are the note's, in that language; `words` translates (key, field) of the
    cited `sources`; `style` is the CSL file; `names` gives every edition's language its own name, and
    `twins` are the other editions, for whoever cites them.
    A translation is given the `original` profile, that of its untranslated passages, and the `banner`,
    what it says of itself. Raises NotebuildError with the faults that only the engines can see.
    """
    shown = f"build/{note.name}/{short(profile.language)}/text.md"
    text = source(segments)
    values = markdown.with_fields(note.metadata, tuple(fields))
    entries = bibliography.bibtex(sources, words, profile.language, house.tokens.get("subtitles", {}))

    printed = printable(values)
    if not passages.is_marked(text, json.dumps(printed, ensure_ascii=False)):
        original = None
    read = pandoc.read(text, printed | {TWINS: [[t.title, t.subtitle] for t in twins]}, shown)
    others = cited_twins(items(read["meta"].pop(TWINS, None)), twins, values, house)
    if original:
        read = passages.wrap(read, profile, original)
    structure.check(read, segments, note.path)
    read = sanitize.keep(read)
    read = crossrefs.anchor(read, markdown.heading_ids(note))
    cited = citations.collect(read)
    read = citations.rewrite(read, profile)
    read = pandoc.cite(read, entries, style, profile.language, shown)
    read, notes = footnotes.number(read, cited, shown)
    read = crossrefs.number(read, profile)
    targets = crossrefs.targets(read, notes, profile)
    read = crossrefs.fill(read, targets, shown)
    read = footnote_calls.enclose(footnote_calls.place(read, profile.call), profile.form)
    if original:
        read = passages.set_original(read, original)
    read = passages.part(typography.set_text(read, profile))
    notes = tuple(finish(one, targets, profile, shown, original) for one in notes)

    return Edition(
        note=note.name,
        language=profile.language,
        metadata=metadata(note, values, read, profile, house, names, others) | {"banner": banner},
        tree={**read, "meta": {}},
        footnotes=notes,
        sources=tuple(sources),
        markdown=passages.readable(readable(values, source(segments, marked=False))),
        bibliography=entries,
    )


def source(segments: Sequence[Segment], marked: bool = True) -> str:
    """The Markdown that pandoc reads: labels marked, comments and front matter taken out, no line moved.

    Unmarked, it is the text as it travels inside the PDF.
    """
    parts = []
    for segment in segments:
        if segment.kind in ("front-matter", "comment"):
            parts.append(markdown.blank(segment))
        elif segment.kind == "footnote" and marked:
            label = segment.id.partition(":")[2]
            parts.append(footnotes.mark(label, markers.without_comments(segment.text), segment.prefix))
        elif segment.kind == "code":
            parts.append(segment.text)
        else:
            parts.append(markers.without_comments(segment.text))
    return "".join(parts)


def readable(values: Mapping[str, Any], body: str) -> str:
    """The edition as a Markdown file that a person can read on its own."""
    head = [f"# {values['title']}", values.get("subtitle", ""), ", ".join(values.get("authors", ()))]
    head += [str(values["date"]), values.get("credit", ""), values.get("summary", "")]
    parts = [part.strip() for part in head if part]
    parts.append("\n".join(f"- {point}" for point in values.get("key-points", ())))
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join((*parts, body.strip()))) + "\n"


def printable(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the front matter that print, for pandoc to read as Markdown."""
    return {name: values[name] for name in (*INLINE, *BLOCK, *LISTS) if name in values}


def finish(
    note: Footnote,
    targets: Mapping[str, tuple[str, str]],
    profile: Profile,
    shown: str,
    original: Profile | None,
) -> Footnote:
    """A note with its references filled in and its text set, and its text and citations read anew."""
    body: Tree = {"blocks": list(note.blocks)}
    body = crossrefs.fill(body, targets, shown)
    body = passages.set_original(body, original) if original else body
    blocks = typography.set_text(body, profile)["blocks"]
    return footnotes.settle(replace(note, blocks=tuple(blocks)))


def metadata(
    note: Note,
    values: Mapping[str, Any],
    read: Tree,
    profile: Profile,
    house: House,
    names: Mapping[str, str],
    others: Mapping[str, list[Tree]],
) -> dict[str, Any]:
    """Everything an edition says about itself, in its own language; pandoc's inlines where it prints."""
    meta = read["meta"]
    labels = profile.labels
    issued = date.fromisoformat(str(values["date"]))
    said = imprint.day(issued, profile)
    authors, url = list(values.get("authors", ())), str(values.get("url", ""))
    title, subtitle = inlines(meta.get("title")), inlines(meta.get("subtitle"))
    own = imprint.citation(title, subtitle, authors, values, profile, house)
    citations = {**others, profile.language: imprint.linked(own, url)}
    out: dict[str, Any] = {name: inlines(meta.get(name)) for name in INLINE}
    out["summary"] = blocks(meta.get("summary"))
    out |= {name: [inlines(item) for item in items(meta.get(name))] for name in LISTS}
    return out | {
        "name": note.name,
        "language": profile.language,
        "authors": authors,
        "keywords": list(values.get("keywords", ())),
        "date": issued.isoformat(),
        "date-text": said,
        "situation": labels["situation"].format(date=said),
        "version": int(values["version"]),
        "version-text": labels["version"].format(version=values["version"]),
        "labels": dict(labels),
        "contents": [
            {"id": tree.identifier(node), "level": node["c"][0], "inlines": node["c"][2]}
            for node in read["blocks"]
            if node["t"] == "Header"
        ],
        "words": len(tree.text(read["blocks"]).split()),
        "editions": [
            {
                "language": language,
                "name": name,
                "current": language == profile.language,
                "citation": citations.get(language, []),
                "files": {
                    kind: f"{note.name}.{short(language)}.{kind}"
                    for kind in values.get("formats", house.formats)
                },
            }
            for language, name in names.items()
        ],
        "publisher": house.publisher,
        "about": tree.text(typography.set_text(tree.words(house.about.get(profile.language, "")), profile)),
        "series": values.get("series") or house.series.get(profile.language, ""),
        "number": str(values.get("number", "")),
        "url": url,
        "description": str(values.get("description") or tree.text(inlines(meta.get("teaser")))),
    }


def cited_twins(
    titles: Sequence[Any], twins: Sequence[Twin], values: Mapping[str, Any], house: House
) -> dict[str, list[Tree]]:
    """How each twin is cited, by its language, in that language's own typography."""
    return {
        twin.profile.language: imprint.citation(
            inlines(title), inlines(subtitle), twin.authors, values, twin.profile, house
        )
        for twin, (title, subtitle) in zip(twins, map(items, titles), strict=True)
        if twin.title
    }


def inlines(value: Any) -> list[Tree]:
    """A metadata value as inlines; none where the field is not given."""
    if not value:
        return []
    content = value["c"]
    if value["t"] == "MetaBlocks":
        return [inline for block in content for inline in block.get("c", ())]
    return list(content) if value["t"] == "MetaInlines" else tree.words(str(content))


def blocks(value: Any) -> list[Tree]:
    """A metadata value as blocks."""
    if value and value["t"] == "MetaBlocks":
        return list(value["c"])
    found = inlines(value)
    return [{"t": "Para", "c": found}] if found else []


def items(value: Any) -> list[Any]:
    """The items of a metadata list."""
    return list(value["c"]) if value else []
