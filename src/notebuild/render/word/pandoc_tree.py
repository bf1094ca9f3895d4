"""Makes an edition the one tree that pandoc writes to Word: cover, body with its notes, last page."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from notebuild.core.characters import UNPRINTABLE
from notebuild.core.model import Document, Edition, Footnote, Node
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import nodes, tree
from notebuild.edition.blocks import LINES, OPEN, box, unboxed
from notebuild.render import sizes
from notebuild.render.word.cover import cover, last_page, wear, worn

STYLES = {"source": "Source Line", "pullquote": "Pull Quote", LINES: "Line Block"}
"""Classes of the manuscript's Divs and the styles they wear in Word."""

PASSAGES = {
    "state": "Passage State",
    "stale": "Stale Passage",
    "untranslated": "Untranslated Passage",
}
"""Classes of what a translation lacks, and the character styles that they wear."""

QUOTED = "Quoted Item"
"""The style of a list's lines in a quotation."""

RULE = '<w:p><w:pPr><w:pStyle w:val="Rule"/></w:pPr></w:p>'
"""A rule between two parts of a text."""

SUSPECT = re.compile(r"\\u00[01]|\\[bf]|[\ud800-\udfff\ufffe\uffff]")
"""Where JSON text may hold an unprintable character: a quick look before the slow one."""

REMEDY = "build the edition again; if it stays, report the fault with this file"


def document(edition: Edition, pictures: Mapping[str, str], display_path: str) -> Document:
    """Return the whole document, headings from level 1, each call a Note with the footnote's blocks.

    `pictures` maps each picture of the edition to the file that Word shows, before whose name its width
    is put: the only way to say it to whoever reads pandoc's document. Raises NotebuildError
    for a call without a note, a note without a call, and characters that no XML file can hold.
    """
    refuse_controls(edition, display_path)
    notes = {note.number: note for note in edition.footnotes}
    met: list[int] = []

    def change(node: Node) -> Node | list[Node] | None:
        if node["t"] == "Span" and "note-call" in tree.classes(node):
            number = int(tree.attribute(node, "note"))
            met.append(number)
            return bookmarked(notes[number]) if number in notes else None
        return dress(node, pictures)

    kinds = ("Header", "Div", "Span", "Image", "BulletList", "OrderedList", "BlockQuote", "HorizontalRule")
    body = tree.rewrite(edition.tree["blocks"], change, *kinds)
    refuse_disorder(met, notes, display_path)
    blocks = tree.rewrite([*cover(edition), *body, *last_page(edition)], passage, "Span")
    return {**edition.tree, "meta": {}, "blocks": blocks}


def passage(node: Node) -> Node | None:
    """Return a stale or untranslated passage, or its label, in its style; its language is kept."""
    style = next((PASSAGES[name] for name in tree.classes(node) if name in PASSAGES), "")
    return worn(style, node["c"][1], tree.attribute(node, "lang")) if style else None


def dress(node: Node, pictures: Mapping[str, str]) -> Node | list[Node] | None:
    """Return the tree with Word's styles for the edition's classes, headings a level up, rasters in place."""
    kind: str = node["t"]
    content: Any = node.get("c", [])
    if kind == "Header":
        return {"t": kind, "c": [max(1, content[0] - 1), *content[1:]]}
    if kind == "Div":
        style = next((STYLES[name] for name in tree.classes(node) if name in STYLES), "")
        return wear(style, content[1]) if style else None
    if kind == "BulletList":
        return tasks_apart(node)
    if kind == "OrderedList" and content[0][1]["t"] == "DefaultStyle":
        # Pandoc would count by letters on a deeper level, where every other format has figures.
        start, _, delimiter = content[0]
        return nodes.with_content(node, [[start, {"t": "Decimal"}, delimiter], content[1]])
    if kind == "BlockQuote":
        return nodes.with_content(node, tree.rewrite(content, quoted, *tree.ITEMIZED))
    if kind == "HorizontalRule":
        return {"t": "RawBlock", "c": ["openxml", RULE]}
    if kind == "Span" and "caption-label" in tree.classes(node):
        return worn("Caption Label", content[1])
    if kind == "Image":
        attributes, caption, (source, title) = content
        if alt := tree.attribute(node, "alt"):  # of a picture in a line Word would get the words in brackets
            caption = nodes.words(alt)
        name = f"{sizes.width_of(node):.1f}-{pictures[source]}" if source in pictures else source
        return {"t": kind, "c": [attributes, caption, [name, title]]}
    return None


def tasks_apart(node: Node) -> list[Node]:
    """Return a list as lists of tasks alone and of other items alone: pandoc knows no list of both."""
    runs = itertools.groupby(node["c"], key=lambda item: bool(box(item)))
    return [nodes.with_content(node, [ticked(item) for item in items]) for _, items in runs]


def ticked(item: list[Node]) -> list[Node]:
    """Return a list item, a task with pandoc's own mark at its head: Word then has the box for a bullet."""
    if not (mark := box(item)):
        return item
    (first, *rest), more = unboxed(item)[:1], unboxed(item)[1:]
    sign = "\u2610" if mark == OPEN else "\u2612"
    return [nodes.plain([nodes.string(sign), nodes.space(), *first["c"]]), *rest, *more]


def quoted(node: Node) -> Node:
    """Return a list inside a quotation, its lines in the style of such lists: Word's quotations hold none."""
    content = node["c"]
    if node["t"] == "DefinitionList":
        return node
    items = content[1] if node["t"] == "OrderedList" else content
    worn_items = [
        [
            wear(QUOTED, [nodes.para(block["c"])]) if block["t"] in ("Plain", "Para") else block
            for block in item
        ]
        for item in items
    ]
    return nodes.with_content(node, [content[0], worn_items] if node["t"] == "OrderedList" else worn_items)


def bookmarked(note: Footnote) -> Node:
    """Return a footnote as pandoc's Note, in two bookmarks, so that links to call and note arrive."""
    blocks = list(note.blocks) or [{"t": "Para", "c": []}]
    inner = {"t": "Span", "c": [[f"note-{note.number}", [], []], [{"t": "Note", "c": blocks}]]}
    return {"t": "Span", "c": [[f"call-{note.number}", [], []], [inner]]}


def refuse_disorder(met: list[int], notes: Mapping[int, Footnote], display_path: str) -> None:
    """Raise NotebuildError unless the calls run 1, 2, 3 …: Word counts, it keeps no numbers."""
    said = {n: "is called but has no text" for n in met if n not in notes}
    said |= {n: f"[^{note.label}] is never called" for n, note in notes.items() if n not in met}
    if not said and met != sorted(notes):
        order = [*sorted(notes), *([0] * len(met))]
        wrong = next(n for n, wanted in zip(met, order, strict=False) if n != wanted)
        said = {wrong: f"[^{notes[wrong].label}] is called out of order"}
    if said:
        raise NotebuildError(
            Problem(Location(display_path, place=f"footnote {n}"), f"note {n} {fault}", REMEDY)
            for n, fault in sorted(said.items())
        )


def refuse_controls(edition: Edition, display_path: str) -> None:
    """Raise NotebuildError for characters no XML file can hold, each where it stands."""
    places: list[tuple[str, Any]] = [
        ("front matter", dict(edition.metadata)),
        ("text", edition.tree["blocks"]),
        *((f"footnote {note.number}", note.blocks) for note in edition.footnotes),
    ]
    problems = [
        Problem(
            Location(display_path, place=place),
            f"the text holds the control character U+{ord(character):04X}",
            "delete it from the source text; it does not show, so retype the words around it",
        )
        for place, content in places
        if SUSPECT.search(json.dumps(content, ensure_ascii=False))
        for character in sorted(set(UNPRINTABLE.findall("".join(strings(content)))))
    ]
    if problems:
        raise NotebuildError(problems)


def strings(value: Any) -> Iterable[str]:
    """Return every string inside JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from strings(item)
