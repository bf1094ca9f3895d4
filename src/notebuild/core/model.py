"""The frozen values that travel through the pipeline, and an Edition written as JSON and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from hashlib import sha256
from typing import Any, Literal, NotRequired, TypedDict

from notebuild.core.problems import Location


class Node(TypedDict):
    """An element of pandoc's tree, a block or an inline, as pandoc writes it in JSON."""

    t: str
    """Its kind: Para, Str, Link …"""

    c: NotRequired[Any]
    """Its content, whose shape depends on the kind; some kinds have none."""


Document = TypedDict(
    "Document",
    {"pandoc-api-version": NotRequired[list[int]], "meta": dict[str, Any], "blocks": list[Node]},
)
"""A pandoc document, as pandoc writes it in JSON."""

Origin = Literal["authored", "citation"]

LONG = 2000
"""Words from which an edition has a list of contents, and where it has pages a first one of its own."""


def short(language: str) -> str:
    """Return the primary subtag of a language tag: `fr` for `fr-FR`."""
    return language.split("-")[0]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of source text with one role.

    Joining the text of a note's segments gives the file back, byte for byte.
    `id` is unique in its note; `context` is the translation context (PO msgctxt), which does not
    change when another segment is added or moved, so it names section and kind, never a count.
    Segments of kind "markup" carry what is not words (bullets, bars, attributes, code, blank lines).
    """

    id: str
    kind: str
    location: Location
    text: str
    context: str = ""
    prefix: str = ""
    """What begins each further line of it in the source: block quote marks, a note's indentation."""


@dataclass(frozen=True, slots=True)
class Note:
    """One manuscript: its front matter, checked, and its body as segments, in source order."""

    name: str
    path: str
    metadata: Mapping[str, Any]
    segments: tuple[Segment, ...]
    fields: tuple[Segment, ...] = ()
    """The translatable fields of the front matter (kind "metadata"); not part of the join."""

    places: Mapping[str, Location] = field(default_factory=dict)
    """Where the value of each field of the front matter begins."""


@dataclass(frozen=True, slots=True)
class Source:
    """One bibliography entry; `fields` are biblatex names in lower case to raw values, as typed."""

    key: str
    kind: str
    fields: Mapping[str, str]
    location: Location


@dataclass(frozen=True, slots=True)
class Citation:
    """One key cited once; the locator as a CSL label ("page") and its value ("33"), empty if none."""

    key: str
    label: str = ""
    locator: str = ""
    printed: str = ""
    """The plain text that the citation pass printed for it, locator included, no closing stop."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """One note of an edition; `number` counts from 1 through the edition, in reading order."""

    number: int
    label: str
    origin: Origin
    citations: tuple[Citation, ...]
    text: str
    """Plain text as printed, paragraphs joined by a newline; no number."""

    blocks: tuple[Node, ...]
    """The note's body as pandoc blocks."""

    section: str = ""
    """The id of the heading it stands under, or empty."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The cited keys, in order, repeats kept."""
        return tuple(citation.key for citation in self.citations)


@dataclass(frozen=True, slots=True)
class Edition:
    """All that a renderer needs of one note in one language.

    `tree` holds the body: a pandoc document whose Note nodes have been replaced by `Span`s of class
    "note-call" with the attribute `note` (the number); the bodies stand in `footnotes`.
    `metadata` has JSON values only; those of its entries that print are pandoc inlines or blocks.
    """

    note: str
    language: str
    metadata: Mapping[str, Any]
    tree: Document
    footnotes: tuple[Footnote, ...]
    sources: tuple[Source, ...] = ()
    markdown: str = field(default="", repr=False)
    """The edition's own text, comments stripped, as attached to its PDF."""

    bibliography: str = field(default="", repr=False)
    """The cited entries as BibTeX, in the edition's words, as handed to the citation pass."""

    whole: tuple[str, ...] = ()
    """Words, in small letters, that no line breaks: names and months."""


def digest(edition: Edition) -> str:
    """Return the digest of the words of an edition: its text, its front matter, and its sources as cited."""
    return sha256(f"{edition.markdown}\0{edition.bibliography}".encode()).hexdigest()


def to_json(edition: Edition) -> str:
    """Return the edition as stable JSON, a line for each block, note and source, so that a person finds them."""
    parts = []
    for name, value in sorted(shallow(edition).items()):
        if name == "tree":
            rest = [f'"{key}": {compact(part)}' for key, part in sorted(value.items()) if key != "blocks"]
            text = "{" + ", ".join([*rest, f'"blocks": {listed(value["blocks"])}']) + "}"
        else:
            text = listed(value) if name in ("footnotes", "sources") else compact(value)
        parts.append(f'"{name}": {text}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def listed(values: Iterable[Any]) -> str:
    """Return values as a JSON list, one a line."""
    rows = ",\n".join(map(compact, values))
    return f"[\n{rows}\n]" if rows else "[]"


def compact(value: Any) -> str:
    """Return a value as JSON on one line, names sorted."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=shallow)


def shallow(value: Any) -> dict[str, Any]:
    """Return a dataclass as a dict of its own fields; what they hold is not copied."""
    return {name.name: getattr(value, name.name) for name in fields(value)}


def from_json(text: str) -> Edition:
    """Return the edition that `to_json` wrote."""
    raw = json.loads(text)
    footnotes = tuple(
        Footnote(
            **{
                **note,
                "citations": tuple(Citation(**c) for c in note["citations"]),
                "blocks": tuple(note["blocks"]),
            }
        )
        for note in raw.pop("footnotes")
    )
    sources = tuple(
        Source(**{**source, "location": Location(**source["location"])}) for source in raw.pop("sources")
    )
    whole = tuple(raw.pop("whole", ()))
    return Edition(footnotes=footnotes, sources=sources, whole=whole, **raw)
