"""Turns pandoc's HTML into ours: figures, addresses and acronyms, for the screen and for print."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Literal

from lxml import etree, html
from lxml.html import HtmlElement

from notebuild.core.house import House
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.render import sizes

Media = Literal["screen", "print"]

BREAKS = re.compile(r"(?<=[/._?&=#-])(?=[^\s/._?&=#-])")
"""Where a long address may break: after a mark, never with a hyphen of ours."""

WHOLE_ADDRESS = re.compile(r"^(?:https?://|www\.|doi\.org/|10\.\d{4})\S+$")

CAPITALS = re.compile(r"(?<![^\W\d_])[A-ZÀ-ÖØ-Þ]{3,}(?![^\W\d_])")
"""An acronym: three capitals or more, with no letter of either case at its ends."""

VOID = re.compile("</(?:wbr|source|track)>")
"""End tags that the serialiser writes and HTML 5 forbids."""

WIDTH = re.compile(r"^.*?width: *([\d.]+)mm.*$")
"""The width of a picture, as pandoc writes it."""

PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


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


def addresses(root: HtmlElement, media: Media) -> None:
    """Give each link whose text is an address places to break, and a class for the sheet.

    On screen `<wbr>`, which is not copied with the text; in print the character that the engine
    makes of it, without the cost of a box.
    """
    for link in root.iter("a"):
        if len(link) or not link.text or not WHOLE_ADDRESS.match(link.text):
            continue
        link.set("class", " ".join(filter(None, (link.get("class"), "address"))))
        if media == "print":
            link.text = BREAKS.sub("\u200b", link.text)
            continue
        first, *rest = BREAKS.split(link.text)
        link.text = first
        for part in rest:
            link.append(make("wbr"))
            link[-1].tail = part


def acronyms(root: HtmlElement) -> None:
    """Give each acronym in running text a class, which the sheets set in small capitals."""
    for element in list(root.iter("p", "li", "em", "strong")):
        if any(e.tag in ("a", "code", "pre", "figcaption") for e in (element, *element.iterancestors())):
            continue
        for holder, slot in [(element, "text"), *((child, "tail") for child in list(element))]:
            text = getattr(holder, slot) or ""
            pieces = CAPITALS.split(text)
            if len(pieces) == 1:
                continue
            setattr(holder, slot, pieces[0])
            at = 0 if slot == "text" else element.index(holder) + 1
            for word, after in zip(CAPITALS.findall(text), pieces[1:], strict=True):
                mark = make("span", word, class_="caps")
                mark.tail = after or None
                element.insert(at, mark)
                at += 1


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


RUNT = 10
"""A paragraph's last line holds at least this many characters: more than one short word or syllable."""


def runts(root: HtmlElement) -> None:
    """Keep the last two words of a paragraph together where the last one is short.

    The print engine has no `text-wrap: pretty` (CSS Text 4); on screen the sheet asks for it.
    """
    for element in root.iter("p", "li"):
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


def figures(root: HtmlElement, folder: Path, media: Media, house: House) -> None:
    """Put pictures where the medium wants them: files of their own in print, inside the page on screen.

    A picture is named relative to the edition's `folder`; pandoc's hidden copy of the alternative
    text is dropped, since ours differs from the caption.
    """
    for caption in root.iter("figcaption"):
        caption.attrib.pop("aria-hidden", None)
    if media == "print":
        credits(root)
    for index, picture in enumerate(list(root.iter("img")), 1):
        source = picture.get("src", "")
        path = (folder / source).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            message = f"no picture {source} for the page"
            raise NotebuildError(
                [Problem(Location(str(folder)), message, "put it in the note's figures folder")]
            )
        width = float(WIDTH.sub(r"\1", picture.get("style", "")) or 0)
        if media == "print":
            picture.set("src", path.as_uri())
            around = next(picture.iterancestors("figure"), None)
            if around is not None and width <= sizes.column_width(house):
                around.set("class", "narrow")  # it stands in the column, its caption under it
            continue
        alt, style = picture.get("alt", ""), on_screen(width, house)
        if path.suffix.lower() == ".svg":
            drawing = inline(path, f"picture-{index}", alt)
            drawing.tail = picture.tail
            picture.getparent().replace(picture, drawing)
            picture = drawing
        else:
            coded = base64.b64encode(path.read_bytes()).decode()
            picture.set("src", f"data:{PICTURES[path.suffix.lower()]};base64,{coded}")
        picture.attrib.pop("style", None)
        if style:
            picture.set("style", style)
        else:
            wrap(picture, scroller(alt))


def on_screen(width: float, house: House) -> str:
    """Return the style of a picture on the screen, after its millimetres in print; none where that is the full width.

    The width is said in the size of the text, so that the two stand to each other as they do in print.
    """
    if not width or width >= sizes.full_width(house) - 0.1:
        return ""
    return f"width: {width / (house.tokens['size']['text'] * 25.4 / 72):.2f}em"


def credits(root: HtmlElement) -> None:
    """Put the source line below a figure inside it, where the print sheet sets it beside the caption."""
    for figure in root.iter("figure"):
        below = figure.getnext()
        if below is not None and below.get("class") == "source" and not (figure.tail or "").strip():
            figure.tail, below.tail = below.tail, None
            figure.append(below)


def scroller(label: str) -> HtmlElement:
    """Return a box that scrolls sideways by itself, by keyboard too, so that the page never does."""
    return make("div", class_="scroll", tabindex="0", role="group", aria_label=label)


def inline(path: Path, stem: str, alt: str) -> etree._Element:
    """Return an SVG file as an element of the page, its ids made unique with `stem`, named by its title.

    Scripts, event attributes and what is fetched from elsewhere are left out.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(path.read_bytes(), parser)
    ids = {e.get("id"): f"{stem}-{e.get('id')}" for e in root.iter(etree.Element) if e.get("id")}
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element).localname
        if name in ("script", "foreignObject", "metadata"):
            element.getparent().remove(element)
            continue
        element.tag = name
        for key, value in list(element.attrib.items()):
            short = etree.QName(key).localname
            del element.attrib[key]
            outside = short == "href" and not value.startswith(("#", "data:image/"))
            if short.startswith("on") or outside or key.startswith("{http://www.inkscape"):
                continue
            element.set(short, renamed(value, ids, short))
    for title in root.findall("title"):
        root.remove(title)
    name = etree.Element("title", id=f"{stem}-name")
    name.text = alt
    root.insert(0, name)
    root.set("role", "img")
    root.set("aria-labelledby", f"{stem}-name")
    etree.cleanup_namespaces(root)
    return root


def renamed(value: str, ids: Mapping[str, str], name: str) -> str:
    """Return an attribute's value with the ids it is or points to replaced."""
    if name == "id":
        return ids[value]
    if name.startswith("aria-"):
        return " ".join(ids.get(word, word) for word in value.split())
    if name == "href" and value.startswith("#"):
        return "#" + ids.get(value[1:], value[1:])
    return re.sub(r"url\(#([^)]+)\)", lambda match: f"url(#{ids.get(match[1], match[1])})", value)
