"""The ordered passes that make an Edition: one note, in one language, cited, numbered and set."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from notebuild.core.house import Profile
from notebuild.core.model import Document, Edition, Footnote, Segment, short
from notebuild.core.problems import NotebuildError, Problem
from notebuild.edition import (
    blocks,
    citations,
    counted,
    crossrefs,
    direction,
    footnote_calls,
    footnotes,
    leftovers,
    metadata,
    names,
    note_heads,
    pandoc,
    passages,
    sanitize,
    structure,
    tables,
    tree,
    typography,
)
from notebuild.edition.inputs import Inputs
from notebuild.sources import bibliography, frontmatter_fields, markdown
from notebuild.sources.checks import field_blocks
from notebuild.sources.markdown import markers, quotes, spelling
from notebuild.translation import gaps

ALTERNATES = "notebuild-alternates"
"""The titles of the other editions, while pandoc reads them; no field of a front matter has this name."""

TASK = re.compile(r"\[([ xX])\](?=[ \t]+\Z)")
"""The box of a task at the end of the marks before its words, as `markdown.blocks` parts them."""

NOTE_TASK = re.compile(r"(?m)(?<![^ \n][-+*] )(?<=[-+*] )\[([ xX])\](?=[ \t]+\S)")
"""The box of a task in the text of a footnote, which is one segment."""


def make(inputs: Inputs) -> Edition:
    """Return the edition in the profile's language; raises NotebuildError for what only the engines can see."""
    note, profile = inputs.note, inputs.profile
    shown = f"build/{note.name}/{short(profile.language)}/text.md"
    text = source(inputs.segments)
    values = markdown.with_fields(note.metadata, inputs.fields)
    subtitles = inputs.house.tokens.get("subtitles", {})
    conjunction = profile.labels.get("and", "and")
    apart, _ = bibliography.apart(inputs.sources, inputs.words)
    entries = bibliography.bibtex(
        inputs.sources, inputs.words, profile.language, subtitles, conjunction, apart, profile.quotes[0]
    )

    printed = printable(values)
    is_marked = gaps.is_marked(text, json.dumps(printed, ensure_ascii=False))
    original = inputs.original if is_marked else None
    titles = {ALTERNATES: [[other.title, other.subtitle] for other in inputs.alternates]}
    read = pandoc.read(text, printed | titles, shown)
    others = metadata.alternates(inputs, metadata.items(read["meta"].pop(ALTERNATES, None)), values)
    structure.check(read, inputs.segments, note.path)
    read = blocks.levels(blocks.boxes(blocks.numbers(blocks.parted(read))))
    if original:
        read = passages.wrap(read, profile, original)
    read = blocks.lines(tables.widths(sanitize.keep(read), note.segments))
    read = crossrefs.anchor(read, markdown.heading_ids(note))
    cited = citations.collect(read)
    read = citations.rewrite(read, profile)
    read = pandoc.cite(read, entries, inputs.style, profile.language, shown)
    read, notes = footnotes.number(read, cited, shown)
    read = crossrefs.number(read, profile)
    targets = crossrefs.targets(read, notes, profile)
    read = crossrefs.fill(read, targets, shown)
    read = footnote_calls.enclose(footnote_calls.place(read, profile.call), profile.form)
    if original:
        read = passages.set_original(read, original)
    read = direction.mark(passages.part(typography.set_text(read, profile)))
    notes = tuple(finish(footnote, targets, profile, shown, original) for footnote in notes)

    whole = names.whole(profile, tree.text(read["blocks"]), inputs.sources, inputs.terms)
    return Edition(
        note=note.name,
        language=profile.language,
        metadata=metadata.metadata(inputs, values, read, others),
        tree={**read, "meta": {}},
        footnotes=notes,
        sources=inputs.sources,
        markdown=gaps.readable(readable(values, source(inputs.segments, marked=False))),
        bibliography=bibliography.listed(inputs.sources, inputs.words),
        whole=whole,
    )


def faults(segments: Sequence[Segment], shown: str, fields: Sequence[Segment] = ()) -> tuple[Problem, ...]:
    """Return what only pandoc sees in the text of the note at `shown`: blocks that it reads otherwise than we do.

    `fields` are the words of its front matter.
    """
    printed = {
        str(at): one for at, one in enumerate(fields) if frontmatter_fields.BY_CONTEXT[one.context].printed_as
    }
    try:
        read = pandoc.read(
            source(segments), {name: _marked(one.text) for name, one in printed.items()}, shown
        )
        structure.check(read, segments, shown)
    except NotebuildError as fault:
        return tuple(fault.problems)
    blocked = [fault for one in printed.values() for fault in field_blocks.faults(one)]
    unread = [fault for name, one in printed.items() for fault in leftovers.left(one, read["meta"].get(name))]
    return (*blocked, *unread, *leftovers.check(read, segments), *counted.check(read, segments))


def source(segments: Sequence[Segment], marked: bool = True) -> str:
    """Return the Markdown that pandoc reads: labels marked, comments and front matter taken out, no line moved.

    Unmarked, it is the text as it travels inside the PDF.
    """
    parts = []
    for segment, after in zip_longest(segments, segments[1:]):
        if segment.kind == "markup" and marked and after and after.kind == "list-item":
            parts.append(TASK.sub(_box, segment.text))
        elif segment.kind in ("front-matter", "comment"):
            parts.append(markdown.blank(segment))
        elif segment.kind == "footnote" and marked:
            label = segment.id.partition(":")[2]
            words = spelling.for_pandoc(markers.without_comments(segment.text))
            words = NOTE_TASK.sub(_box, words)
            parts.append(footnotes.mark(label, words, segment.prefix))
        elif segment.kind == "code":
            parts.append(segment.text)
        else:
            words = markers.without_comments(segment.text)
            is_read = marked and segment.kind != "markup"
            parts.append(spelling.for_pandoc(words) if is_read else words)
    return "".join(parts)


def _box(typed: re.Match[str]) -> str:
    """Return the mark of a task for the box that was typed."""
    return blocks.OPEN if " " in typed[0] else blocks.DONE


def readable(values: Mapping[str, Any], body: str) -> str:
    """Return the edition as a Markdown file that a person can read on its own."""
    head = [
        f"# {values['title']}",
        values.get("subtitle", ""),
        ", ".join(markdown.author_names(values["author"])),
    ]
    head += [str(values["date"]), values.get("credit", ""), values.get("abstract", "")]
    parts = [part.strip() for part in head if part]
    parts.append("\n".join(f"- {point}" for point in values.get("key-points", ())))
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join((*parts, body.strip()))) + "\n"


def printable(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the front matter that print, for pandoc to read as Markdown.

    Of blocks each paragraph by itself: pandoc makes one of several in a value.
    """
    names = (field.name for field in frontmatter_fields.FIELDS if field.printed_as)
    parted = frontmatter_fields.printed("blocks")
    return {
        name: _marked(markdown.paragraphs(values[name]) if name in parted else values[name])
        for name in names
        if name in values
    }


def _marked(value: Any) -> Any:
    """Return a text of the front matter, or a list of them, with its apostrophes told from quotation marks."""
    if isinstance(value, list | tuple):
        return [_marked(one) for one in value]
    return quotes.apostrophes(value) if isinstance(value, str) else value


def finish(
    footnote: Footnote,
    targets: Mapping[str, tuple[str, str]],
    profile: Profile,
    shown: str,
    original: Profile | None,
) -> Footnote:
    """Return a footnote with its references filled in and its text set, its text and citations read anew."""
    body: Document = {"meta": {}, "blocks": list(footnote.blocks)}
    body = crossrefs.fill(body, targets, shown)
    body = passages.set_original(body, original) if original else body
    blocks = direction.mark(typography.set_text(body, profile)["blocks"])
    blocks = note_heads.begun(blocks) if profile.heads else blocks
    return footnotes.settle(replace(footnote, blocks=tuple(blocks)))
