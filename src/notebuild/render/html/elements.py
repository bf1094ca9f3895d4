"""Turns pandoc's HTML into ours: figures, addresses and acronyms, for the screen and for print."""

from __future__ import annotations

import re
from html import escape
from typing import Literal

from lxml import etree, html
from lxml.html import HtmlElement

from notebuild.core.characters import RIGHT_TO_LEFT
from notebuild.edition.direction import is_forward
from notebuild.render.html import address_breaks

Media = Literal["screen", "print"]

WHOLE_ADDRESS = re.compile(r"^(?:https?://|www\.|doi\.org/|10\.\d{4})\S+$")

ADDRESS = re.compile(
    r"(?<![\w/@.])(?:(?:(?:https?|ftp)://|www\.|doi:|10\.\d{4,}/)[^\s<>]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
"""An address among words, without the marks that end its sentence."""

CAPITALS = re.compile(r"(?<![^\W\d_])[A-ZÀ-ÖØ-Þ]{3,}(?![^\W\d_])")
"""An acronym: three capitals or more, with no letter of either case at its ends."""

RANGE = re.compile(r"(?<![\w/.-])\d{1,5}(?:-\d{1,5}){1,4}(?![\w/-])")
"""Figures with hyphens between them, as French sets pages and years: browsers break them after a hyphen."""

ADDRESSED = "ancestor-or-self::*[contains(@class, 'address')]"
"""Finds the address, if any, in which an element stands."""

VOID = re.compile("</(?:wbr|source|track)>")
"""End tags that the serialiser writes and HTML 5 forbids."""


def parse(text: str) -> HtmlElement:
    """Return a fragment of HTML as the children of one element."""
    return html.fragment_fromstring(text, create_parent="div")


def inner(element: HtmlElement) -> str:
    """Return what stands between an element's tags, as HTML."""
    out = [escape(element.text or "", quote=False)]
    out.extend(html.tostring(child, encoding="unicode") for child in element)
    return VOID.sub("", "".join(out)).strip()


def outer(element: HtmlElement) -> str:
    """Return an element, tags and all, as HTML."""
    return VOID.sub("", str(html.tostring(element, encoding="unicode", with_tail=False)))


def make(tag: str, text: str = "", **attributes: str) -> HtmlElement:
    """Return an element; `class_` and `aria_label` stand for the attributes `class` and `aria-label`."""
    element = html.Element(tag)
    element.text = text or None
    for name, value in attributes.items():
        element.set(name.rstrip("_").replace("_", "-"), value)
    return element


def wrap(element: HtmlElement, around: HtmlElement) -> None:
    """Put `element` inside `around`, which takes its place; the text after it stays after."""
    around.tail, element.tail = element.tail, None
    element.getparent().replace(element, around)
    around.append(element)


def say(element: etree._Element, text: str) -> None:
    """Put words behind all that stands in an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def scroller(hint: str) -> HtmlElement:
    """Return a frame that scrolls sideways by itself, by keyboard too, so that the page never does; it says so."""
    return make("div", class_="scroll", tabindex="0", role="group", data_hint=hint)


def toolbar(*tools: HtmlElement) -> HtmlElement:
    """Return what can be done with a table or a picture, as a toolbar (HTML, 4.4.7): no words of the text."""
    bar = make("menu", class_="tools")
    for tool in tools:
        item = make("li")
        item.append(tool)
        bar.append(item)
    return bar


def addresses(root: HtmlElement, media: Media) -> None:
    """Give each address places to break, and a class for the sheet: one that is a link, and one in the words.

    On screen `<wbr>`, which is not copied with the text; in print characters of no width, without the cost
    of a box, and those that keep the engine from breaking it elsewhere.
    """
    for link in root.iter("a"):
        if not len(link) and link.text and WHOLE_ADDRESS.match(link.text):
            link.set("class", " ".join(filter(None, (link.get("class"), "address"))))
            breakable(link, media)
    for element in list(root.iter()):
        if isinstance(element.tag, str) and not _within(element, "a", "code", "pre", "svg"):
            for made in mark(element, ADDRESS, "address"):
                breakable(made, media)


def ranges(root: HtmlElement) -> None:
    """Keep pages, years and dates with hyphens on one line of the screen."""
    for element in list(root.iter(etree.Element)):
        texts = (element.text, *(child.tail for child in element))
        if not any(text and RANGE.search(text) for text in texts):
            continue
        if not _within(element, "code", "pre", "svg") and not element.xpath(ADDRESSED):
            mark(element, RANGE, "whole")


def breakable(element: HtmlElement, media: Media) -> None:
    """Give an element that holds an address alone places to break."""
    if media == "print":
        element.text = address_breaks.tied(element.text)
        return
    first, *rest = address_breaks.short_parts(element.text)
    element.text = first
    for part in rest:
        element.append(make("wbr"))
        element[-1].tail = part


def acronyms(root: HtmlElement) -> None:
    """Give each acronym in running text a class, which the sheets set in small capitals."""
    for element in list(root.iter("p", "li", "em", "strong")):
        if not _within(element, "a", "code", "pre", "figcaption"):
            mark(element, CAPITALS, "caps")


def mark(element: HtmlElement, pattern: re.Pattern[str], name: str) -> list[HtmlElement]:
    """Put what a pattern finds in an element's own text into spans of a class, and return them."""
    made = []
    for holder, slot in [(element, "text"), *((child, "tail") for child in list(element))]:
        text = getattr(holder, slot) or ""
        pieces = pattern.split(text)
        if len(pieces) == 1:
            continue
        setattr(holder, slot, pieces[0])
        at = 0 if slot == "text" else element.index(holder) + 1
        for word, after in zip(pattern.findall(text), pieces[1:], strict=True):
            span = make("span", word, class_=name)
            span.tail = after or None
            element.insert(at, span)
            made.append(span)
            at += 1
    return made


def _within(element: HtmlElement, *tags: str) -> bool:
    """Whether an element is one of these, or stands in one."""
    return any(one.tag in tags for one in (element, *element.iterancestors()))


TIED = ("\u00a0", "\u202f")


def ties(root: HtmlElement) -> None:
    """Put a word joiner after each no-break space that an element follows.

    Without it the print engine, where the line ends there, breaks it off at a word far before.
    """
    for element in root.iter(etree.Element):
        if element.text and element.text.endswith(TIED) and len(element):
            element.text += "\u2060"
        if element.tail and element.tail.endswith(TIED) and element.getnext() is not None:
            element.tail += "\u2060"


def directions(root: HtmlElement) -> None:
    """Give each paragraph that is read from right to left as a whole that direction: it begins at the right."""
    for paragraph in root.iter("p"):
        text = paragraph.text_content()
        if RIGHT_TO_LEFT.search(text) and not is_forward(text) and not paragraph.xpath("ancestor::li"):
            paragraph.set("dir", "rtl")


RUNT = 10
"""A paragraph's last line holds at least this many characters: more than one short word or syllable."""


NARROW = "ancestor-or-self::*[self::td or self::th or contains(@class, 'pullquote')]"
"""Finds the narrow column, if any, in which an element is set."""


def runts(root: HtmlElement) -> None:
    """Keep the last two words of a paragraph together where the last one is short.

    The print engine has no `text-wrap: pretty` (CSS Text 4); on screen the sheet asks for it.
    """
    for element in root.iter("p", "li"):
        if element.xpath(NARROW):
            continue  # two words as one might not fit on a line, and be broken anywhere
        slots = [
            (holder, slot)
            for inside in element.iter(etree.Element)
            for holder, slot in ((inside, "text"), (inside, "tail"))
            if (inside is not element or slot == "text") and getattr(holder, slot)
            if not (slot == "text" and "note-call" in (inside.get("class") or ""))
        ]
        if sum(len(getattr(*one)) for one in slots) < 4 * RUNT:
            continue
        after = 0
        for holder, slot in reversed(slots):
            words = getattr(holder, slot)
            at = words.rstrip().rfind(" ") if not after else words.rfind(" ")
            if at < 0:
                after += len(words)
                continue
            if len(words.rstrip()) - at - 1 + after < RUNT:
                setattr(holder, slot, f"{words[:at]}\u00a0{words[at + 1 :]}")
            break
