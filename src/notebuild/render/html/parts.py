"""The parts of a page: all that it prints as one tree for pandoc, and cut out of pandoc's HTML again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from notebuild.core.model import LONG, Document, Edition, Node, short
from notebuild.edition import tree
from notebuild.render.html import elements, lists
from notebuild.render.templates import trusted
from notebuild.sources import frontmatter_fields

INLINES = frontmatter_fields.LINES
BLOCKS = frontmatter_fields.printed("blocks")
ITEMS = frontmatter_fields.printed("items")
"""The fields of the front matter that print, by how."""

PACE = 230
"""Words a minute: silent reading of prose (M. Brysbaert, Journal of Memory and Language 109, 2019: 238)."""

OPTIONS = ("--syntax-highlighting=none",)
"""What pandoc is asked for besides HTML."""


def parcel(edition: Edition) -> Document:
    """Return all that the page prints, as one tree, so that pandoc runs once: a Div a part, to be cut out."""
    meta = edition.metadata
    blocks = [div("body", lists.delimited(edition.tree["blocks"]))]
    blocks += [div(f"note-{note.number}", list(note.blocks)) for note in edition.footnotes]
    blocks += [div(name, [line(meta[name])]) for name in INLINES if meta.get(name)]
    blocks += [div(name, meta[name]) for name in BLOCKS if meta.get(name)]
    blocks += [div(name, [div("", [line(row)]) for row in meta.get(name, ())]) for name in ITEMS]
    blocks += [div("contributors", [div("", [line(row)]) for row in meta.get("contributors", ())])]
    blocks += [div("published-by", [div("", [line(row)]) for row in meta["published-by"]])]
    blocks += [div("situation", [line(meta["situation"])])]
    blocks += [div("citations", [div("", [line(entry["citation"])]) for entry in meta["editions"]])]
    blocks += [div("contents", [div("", [line(entry["inlines"])]) for entry in meta["contents"]])]
    return {**edition.tree, "meta": {}, "blocks": blocks}


def div(name: str, blocks: list[Node]) -> Node:
    """Return a part of the page, found again by its id."""
    return {"t": "Div", "c": [[f"part-{name}" if name else "", [], []], blocks]}


def line(inlines: list[Node]) -> Node:
    """Return inlines as a block of their own."""
    return {"t": "Plain", "c": inlines}


def printed(edition: Edition, parts: Mapping[str | None, HtmlElement]) -> dict[str, Any]:
    """Return what the templates print of the front matter, as HTML, by the names they use."""
    meta = edition.metadata
    return {
        **{name.replace("-", "_"): cut(parts.get(f"part-{name}")) for name in (*INLINES, *BLOCKS)},
        **{name.replace("-", "_"): rows(parts, name) for name in ITEMS},
        "contributors": rows(parts, "contributors"),
        "published_by": rows(parts, "published-by"),
        "meta": {**meta, "situation": cut(parts.get("part-situation"))},
        "contents": [
            {**entry, "html": trusted(elements.inner(cell))}
            for entry, cell in zip(meta["contents"], parts.get("part-contents", ()), strict=False)
        ],
        "citations": cited(parts, meta["editions"]),
    }


def cut(part: HtmlElement | None) -> trusted:
    """Return a part's HTML, safe to print as it is; empty where the edition lacks it."""
    return trusted("" if part is None else elements.inner(part))


def rows(parts: Mapping[str | None, HtmlElement], name: str) -> list[trusted]:
    """Return a listed part's entries."""
    return [cut(row) for row in parts.get(f"part-{name}", ())]


def cited(parts: Mapping[str | None, HtmlElement], editions: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Return how to cite each edition that has a title, the current one first: its entry, with the HTML."""
    pairs = zip(editions, rows(parts, "citations"), strict=True)
    entries = [{**edition, "html": html} for edition, html in pairs if edition["citation"]]
    return sorted(entries, key=lambda edition: not edition["current"])


def plain(edition: Edition) -> dict[str, Any]:
    """Return what the templates print as it is, by the names they use."""
    meta = edition.metadata
    current = next(e for e in meta["editions"] if e["current"])
    pages = [
        {**one, "address": one.get("url") or urljoin(meta["url"], one["files"]["html"])}
        for one in meta["editions"]
        if "html" in one["files"]
    ]
    return {
        "meta": meta,
        "language": edition.language,
        "name": edition.note,
        "share": f"{edition.note}.{short(edition.language)}.png",
        "beside": lambda name: urljoin(meta["url"], name),
        "files": current["files"],
        "alternates": [e for e in meta["editions"] if not e["current"]],
        "editions": meta["editions"],
        "pages": pages,
        "long": meta["words"] >= LONG,
        "minutes": max(1, round(meta["words"] / PACE)),
        "text": {name: tree.text(meta.get(name, [])) for name in ("title", "subtitle", "teaser")},
    }
