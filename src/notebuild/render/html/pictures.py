"""Puts the pictures of a page where its medium wants them: beside it in print, inside it on screen."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement

from notebuild.core.house import House
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.render import sizes
from notebuild.render.html import elements
from notebuild.render.html.elements import Media

WIDTH = re.compile(r"^.*?width: *([\d.]+)mm.*$")
"""The width of a picture, as pandoc writes it."""

PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def figures(root: HtmlElement, folder: Path, media: Media, house: House, labels: Mapping[str, str]) -> None:
    """Put pictures where the medium wants them: files of their own in print, inside the page on screen.

    A picture is named relative to the edition's `folder`; pandoc's hidden copy of the alternative
    text is dropped, since ours differs from the caption.
    """
    for caption in root.iter("figcaption"):
        caption.attrib.pop("aria-hidden", None)
    if media == "print":
        credits(root)
        for caption in root.iter("figcaption"):
            keep(caption)
    for index, picture in enumerate(list(root.iter("img")), 1):
        path = present(folder, picture.get("src", ""))
        width = float(WIDTH.sub(r"\1", picture.get("style", "")) or 0)
        if media == "print":
            # The engine names a raster in the file after its address, which must not be that of a folder.
            picture.set("src", path.as_uri() if path.suffix.lower() == ".svg" else inside(path))
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
            picture.set("src", inside(path))
        picture.attrib.pop("style", None)
        if style:
            picture.set("style", style)
        else:
            frame(picture, alt, labels)


def keep(caption: HtmlElement) -> None:
    """Put what a caption says into one box: the engine breaks what floats over two pages, but no box in a line."""
    box = elements.make("span", caption.text or "", class_="whole")
    box.extend(list(caption))
    caption.text = None
    caption.append(box)


def present(folder: Path, source: str) -> Path:
    """Return the file of a picture, named relative to the edition's folder; raises NotebuildError where it has none."""
    path = (folder / source).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        message = f"no picture {source} for the page"
        raise NotebuildError([Problem(Location(str(folder)), message, "put it in the note's figures folder")])
    return path


def frame(picture: HtmlElement, alt: str, labels: Mapping[str, str]) -> None:
    """Put a picture of full width into a frame, whole; one in a figure can be enlarged, and scrolls then."""
    box = elements.scroller(labels["scrolls"])
    box.set("aria-label", alt)
    elements.wrap(picture, box)
    figure = next(box.iterancestors("figure"), None)
    if figure is not None:
        tool = elements.make("details", class_="enlarge")
        tool.append(elements.make("summary", labels["enlarge"]))
        tools = elements.toolbar(tool)
        tools.tail, figure.tail = figure.tail, None
        figure.addnext(tools)


def inside(path: Path) -> str:
    """Return a PNG or JPEG as a `data:` address."""
    coded = base64.b64encode(path.read_bytes()).decode()
    return f"data:{PICTURES[path.suffix.lower()]};base64,{coded}"


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
