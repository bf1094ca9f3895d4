"""Reads the footnotes, links and anchors of a finished HTML page by its elements."""

from __future__ import annotations

from collections import Counter
from urllib.parse import unquote

from lxml import html

from notebuild.readback import html_passages
from notebuild.readback.value import FootnoteReading, Reading, in_order

_BLOCKS = {"p", "li", "div", "blockquote", "br", "ul", "ol", "pre", "tr", "dd", "dt"}
_UNSAID = {"script", "style", "template"}


def words(element: html.HtmlElement, skip: str) -> str:
    """Return the text of an element, a block on a line of its own.

    Links to `skip` are left out, and those that lead to the same note in another language.
    """
    parts: list[str] = []

    def walk(node: html.HtmlElement) -> None:
        if not isinstance(node.tag, str):
            return
        if node.tag in _BLOCKS:
            parts.append("\n")
        parts.append(node.text or "")
        for child in node:
            apart = child.get("href") == skip or child.get("hreflang") is not None
            if not apart and child.tag not in _UNSAID:
                walk(child)
            parts.append(child.tail or "")

    walk(element)
    return "".join(parts).strip()


def numbered(root: html.HtmlElement, kind: str) -> dict[int, html.HtmlElement]:
    """Return the elements whose id is `kind-7`, by number."""
    elements = root.xpath("//*[starts-with(@id, $kind)]", kind=f"{kind}-")
    pairs = ((element.get("id").removeprefix(f"{kind}-"), element) for element in elements)
    return {int(digits): element for digits, element in pairs if digits.isdecimal()}


def read(data: bytes, display_path: str) -> Reading:
    """Return the reading of a page's bytes; `display_path` is the path as Problems print it."""
    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    calls, bodies = numbered(root, "call"), numbered(root, "note")
    footnotes = {}
    for number in sorted(calls.keys() | bodies.keys()):
        call, body = calls.get(number), bodies.get(number)
        home = [] if body is None else body.xpath(".//a[@href=$to]", to=f"#call-{number}")
        footnotes[number] = FootnoteReading(
            number=number,
            text="" if body is None else words(body, f"#call-{number}"),
            call="" if call is None else words(call, ""),
            there=call is not None and call.get("href") == f"#note-{number}" and body is not None,
            back=bool(home) and call is not None,
            anchor="" if body is None else body.get("id"),
        )
    ids = Counter(root.xpath("//@id"))
    targets = [str(target) for target in root.xpath("//a[not(ancestor::*[@class='side'])]/@href")]
    inside = {target[1:] for target in targets if target.startswith("#")}
    return Reading(
        path=display_path,
        format="html",
        method="elements",
        language=root.get("lang", ""),
        title=(root.findtext(".//h1") or "").strip() or (root.findtext(".//title") or "").strip(),
        footnotes=in_order(footnotes),
        links=tuple(target for target in targets if target.startswith(("http:", "https:"))),
        # HTML, "find the indicated part": a fragment is the id as it stands, or without its percent signs.
        dead=tuple(sorted(one for one in inside - {""} if ids.keys().isdisjoint({one, unquote(one)})))
        + tuple(sorted(name for name, count in ids.items() if count > 1)),
        passages=html_passages.passages(root),
    )
