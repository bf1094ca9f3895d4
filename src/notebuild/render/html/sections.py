"""Sets the sections of a page: marks that lead to a heading or paragraph, other languages, the part that is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lxml.html import HtmlElement

from notebuild.core.labels import PARAGRAPH
from notebuild.render.html.elements import make, wrap


def marked(root: HtmlElement, label: str, editions: Iterable[Mapping[str, Any]]) -> None:
    """Put after each heading a mark that leads to it, and after each section's the same section in other languages.

    `label` names the mark aloud: `Link to {title}`; it has no words of its own, and the sheet draws it.
    `editions` are the other ones; those without a page are left out.
    """
    pages = [edition for edition in editions if "html" in edition["files"]]
    for heading in [e for e in root.iter("h2", "h3", "h4", "h5", "h6") if e.get("id")]:
        is_section = heading.tag == "h2"
        wrap(heading, make("div", class_="heading section" if is_section else "heading"))
        at, title = f"#{heading.get('id')}", " ".join(heading.text_content().split())
        heading.getparent().append(
            make("a", class_="anchor", href=at, aria_label=label.replace("{title}", title))
        )
        for edition in pages if is_section else ():
            language = edition["language"]
            heading.getparent().append(
                make(
                    "a",
                    edition["name"],
                    class_="alt",
                    href=f"{edition['files']['html']}{at}",
                    hreflang=language,
                    lang=language,
                )
            )


APART = (
    "ancestor::*[self::table or self::figure or self::li or self::dd or self::blockquote or @class='source']"
)
"""Finds what a paragraph is a part of."""


def paragraphs(root: HtmlElement) -> None:
    """Give each paragraph of the text an id, one for all languages, and a mark for the pointer that leads to it."""
    wanted = (p for p in root.iter("p") if not p.get("class") and not p.xpath(APART))
    for number, paragraph in enumerate(list(wanted), 1):
        name = PARAGRAPH.format(number)
        paragraph.set("id", name)
        paragraph.append(make("a", class_="pin", href=f"#{name}", aria_hidden="true", tabindex="-1"))


BESIDE, BELOW = 17, 90
"""Characters to the line of a head in the margin, at least, and of the text beside it, at most."""

TALLEST = 3
"""Lines of a head in the margin at most: so many of its text stay with it at the foot of a page."""

REACHING = frozenset(("figure", "table", "div", "hr"))
"""Elements that may reach into the margin."""


def heads(root: HtmlElement, every: bool = False) -> None:
    """Let each heading of the second level stand in the column that would not end beside its own text, or `every` one.

    The print sheet sets the others in the margin, with no height of their own.
    """
    for heading in root.iter("h3"):
        longest = max(map(len, heading.text_content().split()), default=0)
        wanted = -(-len(heading.text_content()) // BESIDE)
        beside = 0
        for below in heading.itersiblings():
            if below.tag in REACHING or re.fullmatch("h[1-6]", str(below.tag)):
                break
            beside += max(1, len(below.text_content()) // BELOW)
        if every or wanted > min(beside, TALLEST) or longest > BESIDE:
            heading.set("class", "in-column")


def running(root: HtmlElement, held: Callable[[str], str]) -> None:
    """Say at each heading of the first level what the head of its pages says of it, where that is not all its words.

    `held` returns as much of a text as a head holds.
    """
    for heading in root.iter("h2"):
        said = heading.text_content()
        if (kept := held(said)) != said:
            heading.set("data-running", kept)


def parts(root: HtmlElement) -> list[str]:
    """Put each heading of the first level, with what follows it, into a part; return the headings' ids, in order.

    The sheet can then tell which of them is being read (CSS Scroll-driven Animations).
    """
    made: list[tuple[HtmlElement, str]] = []
    for child in list(root):
        heading = next((e for e in child.iter("h2") if e.get("id")), None)
        if heading is not None:
            part = make("div", class_=f"part part-{len(made) + 1}")
            child.addprevious(part)
            made.append((part, heading.get("id")))
        if made:
            made[-1][0].append(child)
    return [name for _, name in made]
