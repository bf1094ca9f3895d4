"""Reads the passages of a finished HTML page by its elements, as a browser without its sheet shows them."""

from __future__ import annotations

import re

from lxml import html

from notebuild.core.passages import BULLET, CALL, Part, Passage, number

_HEADING = re.compile("h([1-6])")
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 pre caption figcaption dt".split())
_GROUPS = frozenset(
    "address article aside blockquote body dd details div dl fieldset figure footer form header li main "
    "ol section summary table ul".split()
)
_UNSAID = frozenset("script style template nav title desc head".split())
_STYLES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_LISTED = re.compile(r"list-style(?:-type)?:\s*([\w-]+)")


def passages(root: html.HtmlElement) -> tuple[Passage, ...]:
    """Return the passages of a page; its text is the first `article`, or `main` where there is none."""
    body = next(iter(root.xpath("//article | //main[not(.//article)]")), root)
    reader = _Reader(body)
    reader.group(root)
    reader.end()
    return tuple(reader.found)


class _Reader:
    """Walks a page once; what it has met of a passage is kept until the passage ends."""

    def __init__(self, body: html.HtmlElement) -> None:
        self.body = body
        self.part: Part = "front"
        self.found: list[Passage] = []
        self.words: list[str] = []
        self.pictures: list[str] = []
        self.depth = 0
        self.mark = ""
        """Of a list item that has no passage yet."""

        self.box: html.HtmlElement | None = None
        """The element that holds that mark, where it stands in the words: the box of a task."""

    def end(self, kind: str = "paragraph", level: int = 0, column: int = 0) -> None:
        """End a passage: keep its words, if it has any, and then its pictures."""
        said = "".join(self.words).strip("\n" if kind == "code" else None)
        if said or kind == "cell":
            self.found.append(Passage(kind, said, self.part, level, self.mark, self.depth, column))
            self.mark = ""
        self.found += [Passage("picture", name, self.part, depth=self.depth) for name in self.pictures]
        self.words, self.pictures = [], []

    def group(self, element: html.HtmlElement) -> None:
        """Read what stands in an element that holds passages."""
        if element is self.body:
            self.end()
            self.part = "text"
        self.say(element.text, element)
        for child in element:
            self.child(child)
            self.say(child.tail, element)
        if element is self.body:
            self.end()
            self.part = "back"

    def child(self, element: html.HtmlElement) -> None:
        """Read one element inside another: a passage, a group of them, or words of the passage around it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSAID or _is_apart(element):
            return
        if tag in _PARAGRAPHS:
            self.end()
            self.inside(element)
            heading = _HEADING.fullmatch(tag)
            kinds = {"pre": "code", "caption": "caption", "figcaption": "caption", "dt": "term"}
            self.end("heading" if heading else kinds.get(tag, "paragraph"), int(heading[1]) if heading else 0)
        elif tag == "tr":
            for column, cell in enumerate(element.iterchildren("td", "th"), 1):
                self.end()
                self.inside(cell)
                self.end("cell", column=column)
        elif tag in ("ul", "ol"):
            self.list(element)
        elif tag in _GROUPS:
            self.end()
            self.group(element)
            self.end()
        elif tag in ("img", "svg"):
            self.pictures.append(_alternative(element))
        elif tag in ("thead", "tbody", "tfoot"):
            self.group(element)
        else:
            self.inline(element)

    def inside(self, element: html.HtmlElement) -> None:
        """Read all that stands in an element as the words of one passage, a paragraph a line."""
        self.say(element.text, element)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _UNSAID and not _is_apart(child):
                if child.tag in _PARAGRAPHS or child.tag in _GROUPS:
                    self.words.append("\n" if self.words else "")
                    self.inside(child)
                elif child.tag in ("img", "svg"):
                    self.pictures.append(_alternative(child))
                else:
                    self.inline(child)
            self.say(child.tail, element)

    def inline(self, element: html.HtmlElement) -> None:
        """Read an element inside a line: a call, a break, a box, or words."""
        if element.tag == "br":
            self.words.append("\n")
        elif self.mark and element is self.box:
            pass  # it is the item's mark
        elif element.get("role") == "doc-noteref":
            self.words.append(CALL.format("".join(element.itertext()).strip()))
        else:
            self.inside(element)

    def say(self, text: str | None, element: html.HtmlElement) -> None:
        """Take up words; outside code a line's end in the page is a space."""
        if not text:
            return
        if element.tag in ("pre", "code") and any(
            e.tag == "pre" for e in (element, *element.iterancestors())
        ):
            self.words.append(text)
        elif self.words or text.strip():
            self.words.append(re.sub(r"[ \t\r\n\f]+", " ", text))

    def list(self, element: html.HtmlElement) -> None:
        """Read a list, each item with its mark (HTML, 4.4.5 to 4.4.8)."""
        self.end()
        self.empty()
        items = list(element.iterchildren("li"))
        step = -1 if "reversed" in element.attrib else 1
        value = int(element.get("start") or (len(items) if step < 0 else 1))
        self.depth += 1
        for item in items:
            value = int(item.get("value") or value)
            self.box = _box(item) if element.tag == "ul" else None
            self.mark = _marked(element, value) if self.box is None else self.box.text_content()
            self.group(item)
            self.end()
            self.empty()
            value += step
        self.depth -= 1

    def empty(self) -> None:
        """Keep an item that has a mark and nothing more."""
        if self.mark:
            self.found.append(Passage("paragraph", "", self.part, mark=self.mark, depth=self.depth))
            self.mark = ""


def _is_apart(element: html.HtmlElement) -> bool:
    """Return whether an element is no part of what is read here: the notes, a link to another language, a toolbar."""
    is_note = "side" in (element.get("class") or "").split() or element.get("role") == "doc-endnotes"
    return is_note or (element.tag == "a" and element.get("hreflang") is not None) or _is_toolbar(element)


def _is_toolbar(element: html.HtmlElement) -> bool:
    """Return whether an element is a `menu` (HTML, 4.4.7) in which all words are of something to press."""
    if element.tag != "menu":
        return False
    pressed = "".join(element.xpath(".//a[@download]//text() | .//summary//text() | .//button//text()"))
    return "".join(pressed.split()) == "".join(element.text_content().split())


def _alternative(element: html.HtmlElement) -> str:
    """Return what stands for a picture: the `alt` of an image, the title of a drawing."""
    if element.tag == "img":
        return str(element.get("alt") or "")
    return str(element.get("aria-label") or element.findtext("./title") or "").strip()


def _box(item: html.HtmlElement) -> html.HtmlElement | None:
    """Return the box at the head of a task, which stands there in place of a bullet."""
    heads = [item, *item.iterchildren("p")][:2]
    firsts = [head[0] for head in heads if len(head) and not (head.text or "").strip()]
    return next((first for first in firsts if first.get("class") == "box"), None)


_AROUND = {"one-paren": "{})", "two-parens": "({})"}
"""The classes by which the sheets set brackets around a list's numbers."""


def _marked(listed: html.HtmlElement, value: int) -> str:
    """Return the mark of a list item as a browser makes it."""
    style = _LISTED.search(listed.get("style") or "")
    if style and style[1] == "none":
        return ""
    if listed.tag == "ul":
        return BULLET
    named = (listed.get("class") or "").split()
    around = next((_AROUND[name] for name in named if name in _AROUND), "{}.")
    counted = style[1] if style else _STYLES.get(listed.get("type") or "", "decimal")
    return around.format(number(value, counted))
