"""Makes the elements of the records that are XML, and writes them, an element a line."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

XML = "http://www.w3.org/XML/1998/namespace"
LANG = f"{{{XML}}}lang"


def put(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """Append an element and return it; `name` may begin with a prefix that its parents have declared.

    An attribute that is empty is left out; `_` in its name is `-`.
    """
    prefix, _, local = name.rpartition(":")
    space = parent.nsmap.get(prefix or None)
    made = etree.SubElement(parent, f"{{{space}}}{local}" if space else local)
    for key, value in attributes.items():
        if value:
            made.set(key.replace("_", "-"), value)
    if text:
        made.text = text
    return made


def written(root: Element) -> str:
    """Return an element and all in it as an XML file; no element of a record has words and elements beside them."""
    etree.indent(root)
    text: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
