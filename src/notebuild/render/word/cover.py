"""Makes cover and last page of the Word document, as pandoc's blocks."""

from __future__ import annotations

from collections.abc import Iterable

from notebuild.core.model import LONG, Edition, Node
from notebuild.edition import nodes
from notebuild.sources.frontmatter_fields import LAST_PAGE

BYLINE = 85
"""Characters of authors, version and editions that stand on one line; with more, the authors have theirs."""


def long(edition: Edition) -> bool:
    """Return whether a note has contents and a first page of its own."""
    return bool(edition.metadata["words"] >= LONG and edition.metadata.get("contents"))


def series(edition: Edition) -> str:
    """Return the series, with the number where the note has one."""
    meta = edition.metadata
    number = meta["labels"]["number"].format(number=meta["number"]) if meta.get("number") else ""
    return " · ".join(part for part in (meta["series"], number) if part)


def cover(edition: Edition) -> list[Node]:
    """Return what stands before the text, in the order of the printed page; the bar is in the header."""
    meta, labels = edition.metadata, edition.metadata["labels"]
    authors, version = ", ".join(meta["authors"]), meta["version-text"]
    others = [entry["name"] for entry in meta["editions"] if not entry["current"]]
    apart = len(authors) + len(" · ".join([version, *others])) > BYLINE
    byline = [*say(authors), BREAK if apart else TAB, *say(version)]
    for other in (entry for entry in meta["editions"] if not entry["current"]):
        byline += [*say(" · "), link(other["name"], other["files"].get("docx", ""), other["language"])]
    blocks = [
        wear("Title", [para(meta["title"])]),
        *optional("Subtitle", meta.get("subtitle")),
        wear("Author", [para(byline)]),
        *optional("Edition Line", meta.get("credit")),
        *optional("Notice", say(meta["banner"]) if meta.get("banner") else []),
        *optional("Teaser", meta.get("teaser")),
    ]
    if meta.get("abstract"):
        blocks.append(wear("Summary Title", [para(say(labels["summary"]))]))
        blocks.append(wear("Summary", meta["abstract"]))
    if meta.get("key-points"):
        blocks.append(wear("Key Points Title", [para(say(labels["key-points"]))]))
        blocks.append(wear("Key Point", [para(point) for point in meta["key-points"]]))
    if long(edition):
        blocks.append(wear("TOC Heading", [para(say(labels["contents"]))]))
    return blocks


def last_page(edition: Edition) -> list[Node]:
    """Return what stands after the text: series, version, publisher, authors, corrections, how to cite, formats."""
    meta, labels = edition.metadata, edition.metadata["labels"]
    blocks: list[Node] = [{"t": "Header", "c": [1, ["page-about", [], []], say(labels["about"])]}]
    editions = [(entry, "" if entry["current"] else entry["language"]) for entry in meta["editions"]]
    cited = sorted(editions, key=lambda pair: bool(pair[1]))
    formats = [
        para(worn_language(say("".join(words for _, words in entry["formats"])), language))
        for entry, language in editions
    ]
    rows = (
        (meta["series"], [para(say(meta["about"]))] if meta.get("about") else []),
        (meta["version-text"], [para([*meta["situation"], *say(".")])]),
        (labels["published-by"], [para(row) for row in meta["published-by"]]),
        (labels.get("contributors"), [para(row) for row in meta.get("contributors", ())]),
        (labels.get("corrections"), [para(row) for row in meta.get("corrections", ())]),
        (
            labels.get("how-to-cite"),
            [para(worn_language(entry["citation"], tongue)) for entry, tongue in cited if entry["citation"]],
        ),
        (labels.get("formats"), formats),
        *((labels.get(name), [para(meta[name])] if meta.get(name) else []) for name in LAST_PAGE),
    )
    for title, content in rows:
        if content:
            blocks += [wear("About Title", [para(say(title))])] if title else []
            blocks.append(wear("About Text", content))
    return blocks


BREAK: Node = {"t": "LineBreak"}
TAB: Node = {"t": "RawInline", "c": ["openxml", "<w:r><w:tab/></w:r>"]}


def say(text: str) -> list[Node]:
    """Return plain words as inlines; no-break spaces stay inside words."""
    return nodes.words(text)


def para(inlines: Iterable[Node]) -> Node:
    """Return inlines as a paragraph."""
    return {"t": "Para", "c": list(inlines)}


def wear(style: str, blocks: Iterable[Node]) -> Node:
    """Return blocks in a paragraph style of the reference document, by its name."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], list(blocks)]}


def worn(style: str, inlines: Iterable[Node], language: str = "") -> Node:
    """Return inlines in a character style, in another language if one is named."""
    spoken = [["lang", language]] if language else []
    return {"t": "Span", "c": [["", [], [["custom-style", style], *spoken]], list(inlines)]}


def optional(style: str, inlines: Iterable[Node] | None) -> list[Node]:
    """Return one paragraph in this style, or nothing where there are no words."""
    content = list(inlines or ())
    return [wear(style, [para(content)])] if content else []


def link(text: str, target: str, language: str = "") -> Node:
    """Return a link with these words, in another language if one is named; no link without a target."""
    attributes = [["lang", language]] if language else []
    words: Node = {"t": "Span", "c": [["", [], attributes], say(text)]}
    return {"t": "Link", "c": [["", [], []], [words], [target, ""]]} if target else words


def worn_language(inlines: Iterable[Node], language: str) -> list[Node]:
    """Return inlines said to be in another language, where one is named."""
    content = list(inlines)
    return [{"t": "Span", "c": [["", [], [["lang", language]]], content]}] if language else content
