"""Fills a house's own templates in with sample editions, so that what they ask for in vain is told at `check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from notebuild.core.model import Document, Edition, Footnote, Node
from notebuild.core.problems import NotebuildError, Problem
from notebuild.edition import nodes
from notebuild.render.html import pages
from notebuild.render.pdf.layouts import LAYOUTS

WORDS = nodes.words("Words")
API = [1, 23, 1]
"""The version of the tree that pandoc 3 reads."""

OTHER = "de"
"""The language of the edition beside it."""

NAME, ADDRESS = "sample", "https://example.org/sample"

BARE: dict[str, Any] = {
    **dict.fromkeys(("title", "license", "situation"), WORDS),
    **{name: [] for name in ("subtitle", "teaser", "abstract", "credit", "key-points", "corrections")},
    **{name: [] for name in ("contributors", "published-by", "contents", "keywords", "persons", "authors")},
    **dict.fromkeys(
        (
            "banner",
            "canonical",
            "doi",
            "isbn",
            "issn",
            "url",
            "number",
            "about",
            "description",
            "short-title",
        ),
        "",
    ),
    **dict.fromkeys(("series", "publisher", "date-text", "version-text"), "Words"),
    "date": "2025-03-31",
    "version": 1,
    "words": 1000,
    "name": NAME,
    "word-citations": "plain",
    "versions": {},
    "earlier": [],
    **{name: [] for name in ("funder", "funders")},
}
"""The fields of a note that says nothing which it need not say."""

FULL: dict[str, Any] = {
    **dict.fromkeys(("subtitle", "teaser", "credit"), WORDS),
    **{name: [WORDS] for name in ("key-points", "corrections", "contributors", "published-by")},
    **dict.fromkeys(("banner", "about", "description", "number", "short-title"), "Words"),
    **dict.fromkeys(("canonical", "url"), ADDRESS),
    "abstract": [nodes.para(WORDS)],
    "doi": "10.1000/1",
    "isbn": "978-3-16-148410-0",
    "issn": "0317-8471",
    "versions": {"newest": ADDRESS, "all": ADDRESS},
    "funder": WORDS,
    "funders": [{"name": "Words"}],
    "earlier": [{"version": 1, "date": "2025-01-31", "url": ADDRESS}],
    "keywords": ["Words"],
    "authors": ["Ann Roe"],
    "persons": [
        {"name": "Ann Roe", "orcid": ADDRESS, "email": "a@example.org", "affiliations": [{"name": "A"}]}
    ],
    "contents": [{"id": "words", "level": 2, "inlines": WORDS}],
}
"""The fields of one that says all."""


def faults(path: Path, materials: pages.Materials) -> list[Problem]:
    """Return what keeps a page's template, or one that it includes, from being filled in, at the template's line."""
    from notebuild.render.epub import book

    layouts = (LAYOUTS[0], LAYOUTS[-1]) if path.name.startswith("print") else (None,)
    found: set[Problem] = set()
    for edition in editions(materials.profile.language, materials.profile.labels):
        for layout in layouts:
            try:
                if path.name.startswith("epub"):
                    book.build(edition, materials, "")
                else:
                    pages.page(edition, materials, "", layout)
            except NotebuildError as fault:
                found |= {one for one in fault.problems if one.location.path == path.as_posix()}
    return sorted(found)


def editions(language: str, labels: Mapping[str, str]) -> Iterator[Edition]:
    """Yield an edition that has all that a note may have, with another beside it, and one that has the least."""
    both = [publication(language, current=True), publication(OTHER, current=False)]
    call: Node = nodes.span(["note-call"], nodes.words("1"), note="1")
    heading: Node = {"t": "Header", "c": [2, ["words", [], []], WORDS]}
    note = Footnote(1, NAME, "authored", (), "Words", (nodes.para(WORDS),))
    text: Document = {"pandoc-api-version": API, "blocks": [heading, nodes.para([*WORDS, call])], "meta": {}}
    own = {"language": language, "labels": labels}
    yield Edition(NAME, language, {**BARE, **FULL, **own, "editions": both}, text, (note,))
    alone: Document = {"pandoc-api-version": API, "blocks": [nodes.para(WORDS)], "meta": {}}
    yield Edition(NAME, language, {**BARE, **own, "editions": both[:1]}, alone, ())


def publication(language: str, *, current: bool) -> dict[str, Any]:
    """Return what the edition of a language says of itself."""
    files = {kind: f"{NAME}.{language}.{kind}" for kind in ("pdf", "docx", "html")}
    formats = [("", "Words"), *((kind, "Words") for kind in files)]
    said = {"name": "Words", "formats": formats, "files": files, "citation": WORDS}
    return {"language": language, "current": current, "url": ADDRESS, **said}
