"""An Edition as the one tree that pandoc writes to Word: cover, body with its notes, last page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from notebuild import tree
from notebuild.errors import Location, NotebuildError, Problem
from notebuild.model import Edition, Footnote, Tree

LONG = 2000
"""Words from which a note has contents and a first page of its own, as in print."""

STYLES = {"source": "Source Line", "pullquote": "Pull Quote"}
"""Classes of the manuscript's Divs and the styles they wear in Word."""

UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (production 2, Char)."""


def document(edition: Edition, pictures: Mapping[str, str], shown: str) -> Tree:
    """The whole document, headings from level 1, each call a Note with the footnote's blocks.

    `pictures` maps each picture of the edition to the file that Word shows. Raises NotebuildError
    for a call without a note, a note without a call, and characters that no XML file can hold.
    """
    refuse_controls(edition, shown)
    body = with_notes(edition, shown)
    body = tree.rewrite(body, dressed(pictures))
    blocks = [*cover(edition), *body, *last_page(edition)]
    return {**edition.tree, "meta": {}, "blocks": blocks}


def refuse_controls(edition: Edition, shown: str) -> None:
    """Raise NotebuildError for characters no XML file can hold, each where it stands."""
    places: list[tuple[str, Any]] = [
        ("front matter", dict(edition.metadata)),
        ("text", edition.tree["blocks"]),
        *((f"footnote {note.number}", list(note.blocks)) for note in edition.footnotes),
    ]
    problems = [
        Problem(
            Location(shown, place=place),
            f"the text holds the control character U+{ord(character):04X}",
            "delete it from the source text; it does not show, so retype the words around it",
        )
        for place, content in places
        for character in sorted(set(UNPRINTABLE.findall("".join(strings(content)))))
    ]
    if problems:
        raise NotebuildError(problems)


def strings(value: Any) -> Iterable[str]:
    """Every string inside JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from strings(item)


def with_notes(edition: Edition, shown: str) -> list[Tree]:
    """The body with a Note for each call; Word counts notes, so the calls must run 1, 2, 3 …"""
    notes = {note.number: note for note in edition.footnotes}
    met: list[int] = []

    def call(node: Tree) -> Tree | None:
        if node["t"] != "Span" or "note-call" not in tree.classes(node):
            return None
        number = int(tree.attribute(node, "note"))
        met.append(number)
        return bookmarked(notes[number]) if number in notes else None

    body = list(tree.rewrite(edition.tree["blocks"], call))
    problems = [
        *(
            Problem(
                Location(shown, place=f"footnote {n}"),
                f"note {n} is called but has no text",
                REMEDY,
            )
            for n in met
            if n not in notes
        ),
        *(
            Problem(
                Location(shown, place=f"footnote {n}"),
                f"note {n} [^{notes[n].label}] is never called",
                REMEDY,
            )
            for n in notes
            if n not in met
        ),
    ]
    if not problems and met != sorted(notes):
        wrong = next(n for n, wanted in zip(met, sorted(notes), strict=False) if n != wanted)
        problems = [
            Problem(
                Location(shown, place=f"footnote {wrong}"),
                f"note {wrong} [^{notes[wrong].label}] is called out of order",
                "Word numbers notes by the order of their calls; call each note once",
            )
        ]
    if problems:
        raise NotebuildError(problems)
    return body


REMEDY = "build the edition again; if it stays, report the fault with this file"


def bookmarked(note: Footnote) -> Tree:
    """A footnote as pandoc's Note, in two bookmarks, so that links to call and note arrive."""
    blocks = list(note.blocks) or [{"t": "Para", "c": []}]
    inner = {"t": "Span", "c": [[f"note-{note.number}", [], []], [{"t": "Note", "c": blocks}]]}
    return {"t": "Span", "c": [[f"call-{note.number}", [], []], [inner]]}


def dressed(pictures: Mapping[str, str]) -> Callable[[Tree], Tree | None]:
    """The change from the edition's classes to Word's styles, headings up, rasters in place."""

    def change(node: Tree) -> Tree | None:
        kind = node["t"]
        if kind == "Header":
            level, attributes, content = node["c"]
            return {"t": "Header", "c": [max(1, level - 1), attributes, content]}
        if kind == "Div":
            style = next((STYLES[name] for name in tree.classes(node) if name in STYLES), "")
            return wear(style, node["c"][1]) if style else None
        if kind == "Span" and "caption-label" in tree.classes(node):
            return worn("Caption Label", node["c"][1])
        if kind == "Image":
            attributes, caption, (source, title) = node["c"]
            return {"t": "Image", "c": [attributes, caption, [pictures.get(source, source), title]]}
        return None

    return change


def long(edition: Edition) -> bool:
    """Whether a note has contents and a first page of its own."""
    return bool(edition.metadata["words"] >= LONG and edition.metadata.get("contents"))


def series(edition: Edition) -> str:
    """The series, with the number where the note has one."""
    meta = edition.metadata
    number = meta["labels"]["number"].format(number=meta["number"]) if meta.get("number") else ""
    return " · ".join(part for part in (meta["series"], number) if part)


def cover(edition: Edition) -> list[Tree]:
    """What stands before the text, in the order of the printed page; the bar is in the header."""
    meta, labels = edition.metadata, edition.metadata["labels"]
    byline = [*say(", ".join(meta["authors"])), TAB, *say(meta["version-text"])]
    for twin in (entry for entry in meta["editions"] if not entry["current"]):
        byline += [*say(" · "), link(twin["name"], twin["files"].get("docx", ""), twin["language"])]
    credit = [*meta["credit"], SPACE] if meta.get("credit") else []
    blocks = [
        wear("Title", [para(meta["title"])]),
        *optional("Subtitle", meta.get("subtitle")),
        wear("Author", [para(byline)]),
        *optional("Notice", say(meta["banner"]) if meta.get("banner") else []),
        *optional("Teaser", meta.get("teaser")),
    ]
    if meta.get("summary"):
        blocks.append(wear("Summary Title", [para(say(labels["summary"]))]))
        blocks.append(wear("Summary", meta["summary"]))
    if meta.get("key-points"):
        blocks.append(wear("Key Points Title", [para(say(labels["key-points"]))]))
        blocks.append(wear("Key Point", [para(point) for point in meta["key-points"]]))
    if long(edition):
        blocks.append(wear("TOC Heading", [para(say(labels["contents"]))]))
    blocks.append(wear("Edition Line", [para([*credit, *say(f"{meta['situation']}.")])]))
    return blocks


def last_page(edition: Edition) -> list[Tree]:
    """What stands after the text: what the note is, corrections, how to cite, files, licence.

    A note with a section of its own about itself says the first in its own words.
    """
    meta, labels = edition.metadata, edition.metadata["labels"]
    blocks: list[Tree] = []
    if all(entry["id"] != "about" for entry in meta["contents"]):
        said = [para(meta["credit"])] if meta.get("credit") else []
        said.append(para(say(f"{meta['situation']}. {meta['version-text']}.")))
        head = {"t": "Header", "c": [1, ["about", [], []], say(labels["about"])]}
        blocks = [head, wear("About Text", said)]
    files = [
        para([*say(f"{entry['name']}: "), *joined(link(f, f) for f in entry["files"].values())])
        for entry in meta["editions"]
    ]
    licence = meta.get("licence") or []
    licence = say(licence) if isinstance(licence, str) else licence
    parts = {
        "corrections": [para(row) for row in meta.get("corrections", ())],
        "how-to-cite": [para(citation(edition))],
        "formats": files,
        "licence": [para(licence)] if licence else [],
    }
    for label, content in parts.items():
        if content:
            blocks += [wear("About Title", [para(say(labels[label]))]), wear("About Text", content)]
    return blocks


def citation(edition: Edition) -> list[Tree]:
    """How to cite this edition, as the printed page says it."""
    meta = edition.metadata
    title = [*meta["title"], *([SPACE, *meta["subtitle"]] if meta.get("subtitle") else [])]
    rest = f", {series(edition).replace(' · ', ' ')}, {meta['publisher']}, {meta['date-text']}."
    said = [*say(f"{', '.join(meta['authors'])},"), SPACE, {"t": "Emph", "c": title}, *say(rest)]
    return [*said, SPACE, link(meta["url"], meta["url"])] if meta.get("url") else said


SPACE: Tree = {"t": "Space"}
TAB: Tree = {"t": "RawInline", "c": ["openxml", "<w:r><w:tab/></w:r>"]}


def say(text: str) -> list[Tree]:
    """Plain words as inlines; no-break spaces stay inside words."""
    return tree.words(text)


def para(inlines: Iterable[Tree]) -> Tree:
    """Inlines as a paragraph."""
    return {"t": "Para", "c": list(inlines)}


def wear(style: str, blocks: Iterable[Tree]) -> Tree:
    """Blocks in a paragraph style of the reference document, by its name."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], list(blocks)]}


def worn(style: str, inlines: Iterable[Tree]) -> Tree:
    """Inlines in a character style."""
    return {"t": "Span", "c": [["", [], [["custom-style", style]]], list(inlines)]}


def optional(style: str, inlines: Iterable[Tree] | None) -> list[Tree]:
    """One paragraph in this style, or nothing where there are no words."""
    content = list(inlines or ())
    return [wear(style, [para(content)])] if content else []


def link(text: str, target: str, language: str = "") -> Tree:
    """A link with these words, in another language if one is named; no link without a target."""
    attributes = [["lang", language]] if language else []
    words: Tree = {"t": "Span", "c": [["", [], attributes], say(text)]}
    return {"t": "Link", "c": [["", [], []], [words], [target, ""]]} if target else words


def joined(items: Iterable[Tree]) -> list[Tree]:
    """Inlines with a middle dot between them."""
    out: list[Tree] = []
    for item in items:
        out += [*(say(" · ") if out else ()), item]
    return out
