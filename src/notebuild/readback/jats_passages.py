"""Reads the passages of a finished JATS article by its elements, in the order in which they stand for a reader."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from notebuild.core.passages import BULLET, CALL, Part, Passage, number

_BLOCKS = frozenset(
    "boxed-text def-list disp-quote fig list preformat table-wrap verse-group alternatives graphic".split()
)
_STYLES = {
    "alpha-lower": "lower-alpha",
    "alpha-upper": "upper-alpha",
    "roman-lower": "lower-roman",
    "roman-upper": "upper-roman",
}
_FRONT = (
    "article-meta/title-group/article-title",
    "article-meta/title-group/subtitle",
    "article-meta/contrib-group/contrib",
    "article-meta/author-notes",
    "article-meta/permissions/license/license-p",
    "article-meta/abstract",
    "notes",
)
"""What of the front prints as words; the rest is data."""

_LEVEL = re.compile(r"level-(\d+)")


def passages(root: Element) -> tuple[Passage, ...]:
    """Return the passages of an article: its front, its body, and what stands after it but the notes."""
    found: list[Passage] = []
    for at in _FRONT:
        for one in root.iterfind(f"front/{at}"):
            reader = _Reader("front", found)
            if one.tag == "contrib":
                reader.keep("paragraph", _named(one))
            elif len(one) and one.tag in ("author-notes", "abstract", "notes"):
                reader.group(one)
            else:
                reader.passage("heading" if one.tag == "article-title" else "paragraph", one)
    for part, at in (("text", "body"), ("back", "back")):
        body = root.find(at)
        if body is not None:
            _Reader("text" if part == "text" else "back", found).group(body)
    return tuple(found)


def words(element: Element, pictures: list[str] | None = None) -> str:
    """Return the words of an element: a call as its mark, a broken line as a line; its pictures go to the list."""
    parts = [_spaced(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            if child.tag == "xref" and child.get("id", "").startswith("call-"):
                parts.append(CALL.format("".join(child.itertext()).strip()))
            elif child.tag == "break":
                parts.append("\n")
            elif child.tag in ("inline-graphic", "graphic"):
                if pictures is not None:
                    pictures.append(child.findtext("alt-text") or "")
            elif child.tag in (
                "p",
                "list",
                "list-item",
                "def",
                "def-item",
                "term",
                "verse-line",
                "preformat",
            ):
                parts += ["\n" if "".join(parts).strip() else "", words(child, pictures)]
            elif child.tag not in ("label", "alt-text"):
                parts.append(words(child, pictures))
        parts.append(_spaced(child.tail))
    return "".join(parts)


def note(element: Element) -> str:
    """Return the text of a note without its number, a block on a line of its own."""
    return words(element).strip()


def _spaced(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "").replace("\u2028", "\n")


def _named(author: Element) -> str:
    """Return the name of an author as one says it."""
    parts = [author.findtext("name/given-names"), author.findtext("name/surname")]
    parts += [author.findtext("string-name"), author.findtext("collab")]
    return " ".join(filter(None, parts))


class _Reader:
    """Walks a part of an article once."""

    def __init__(self, part: Part, found: list[Passage]) -> None:
        self.part = part
        self.found = found
        self.level = 1
        self.depth = 0
        self.mark = ""
        """Of a list item that has no passage yet."""

    def keep(self, kind: str, said: str, level: int = 0, column: int = 0) -> None:
        """Keep a passage, if it has any words or is a cell."""
        if said.strip() or kind == "cell":
            told = said if kind == "code" else said.strip()
            self.found.append(Passage(kind, told, self.part, level, self.mark, self.depth, column))
            self.mark = ""

    def passage(self, kind: str, element: Element, level: int = 0, column: int = 0) -> None:
        """Keep the words of an element as a passage, and then its pictures."""
        pictures: list[str] = []
        self.keep(kind, words(element, pictures), level, column)
        self.pictures(pictures)

    def pictures(self, names: list[str]) -> None:
        """Keep what is said in place of pictures."""
        self.found += [Passage("picture", name, self.part, depth=self.depth) for name in names]

    def group(self, element: Element) -> None:
        """Read what stands in an element that holds passages."""
        for child in element:
            if isinstance(child.tag, str):
                self.child(child)

    def child(self, element: Element) -> None:
        """Read one element: a passage, or a group of them."""
        tag = element.tag
        if tag == "sec":
            before, given = self.level, _LEVEL.fullmatch(element.get("specific-use") or "")
            self.level = int(given[1]) if given else before + 1
            self.group(element)
            self.level = before
        elif tag == "title":
            self.passage("heading", element, self.level)
        elif tag == "p":
            is_wrapper = any(child.tag in _BLOCKS for child in element) and not words_of_its_own(element)
            self.group(element) if is_wrapper else self.passage("paragraph", element)
        elif tag == "preformat":
            self.keep("code", "".join(element.itertext()).strip("\n"))
        elif tag == "verse-group":
            self.keep("paragraph", "\n".join(map(words, element.iterchildren("verse-line"))))
        elif tag == "list":
            self.list(element)
        elif tag == "def-list":
            for part in element.iter("term", "def"):
                self.passage("term", part) if part.tag == "term" else self.group(part)
        elif tag in ("disp-quote", "boxed-text", "body"):
            self.group(element)
        elif tag == "fig":
            self.pictures([one.text or "" for one in element.iterchildren("alt-text")])
            self.caption(element)
        elif tag == "table-wrap":
            self.caption(element, before=True)
            self.table(element)
            self.sources(element)

    def caption(self, element: Element, before: bool = False) -> None:
        """Read a caption with its number; of a figure, what says its source too."""
        caption = element.find("caption")
        pictures: list[str] = []
        said = "" if caption is None else words(caption, pictures).strip()
        self.keep("caption", " ".join(filter(None, (element.findtext("label"), said))))
        self.pictures(pictures)
        if not before:
            self.sources(element)

    def sources(self, element: Element) -> None:
        """Read the lines that say where a figure or table is from."""
        for one in element.iterchildren("attrib"):
            self.passage("paragraph", one)

    def table(self, element: Element) -> None:
        """Read the cells of a table, its foot last, as it prints."""
        for part in ("thead", "tbody", "tfoot"):
            for row in element.iterfind(f"table/{part}/tr"):
                for column, cell in enumerate(row, 1):
                    if row.get("content-type") != "empty":
                        self.passage("cell", cell, column=column)

    def list(self, element: Element) -> None:
        """Read a list, each item with its mark: its label, or what its list says."""
        kind = element.get("list-type") or "bullet"
        self.empty()  # an item that begins with a list
        self.depth += 1
        for value, item in enumerate(element.iterchildren("list-item"), 1):
            counted = f"{number(value, _STYLES.get(kind, 'decimal'))}."
            given = {"bullet": BULLET, "simple": ""}.get(kind, counted)
            label = item.find("label")
            self.mark = given if label is None else "".join(label.itertext())
            self.group(item)
            self.empty()
        self.depth -= 1

    def empty(self) -> None:
        """Keep an item that has a mark and no words yet."""
        if self.mark:
            self.found.append(Passage("paragraph", "", self.part, mark=self.mark, depth=self.depth))
            self.mark = ""


def words_of_its_own(element: Element) -> str:
    """Return the words that an element has beside its children."""
    return "".join((element.text or "", *(child.tail or "" for child in element))).strip()
