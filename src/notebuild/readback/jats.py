"""Reads the footnotes, links and references of a finished JATS article by its elements."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree
from lxml.etree import _Element as Element

from notebuild.readback import jats_passages
from notebuild.readback.value import FootnoteReading, Reading, in_order

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HREF = "{http://www.w3.org/1999/xlink}href"


def read(data: bytes, display_path: str) -> Reading:
    """Return the reading of an article's bytes; `display_path` is the path as Problems print it.

    A reference that leads nowhere is told here: no schema looks at where a `rid` leads to.
    """
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.tag != "article":
        raise ValueError(f"its root is {root.tag}, not article")
    ids = Counter(str(one) for one in root.xpath("//@id"))
    notes = {
        number: note for note in root.iterfind("back/fn-group/fn") if (number := _number(note.get("id")))
    }
    calls = {number: call for call in root.iter("xref") if (number := _called(call))}
    footnotes = {}
    for number in sorted(calls.keys() | notes.keys()):
        call, note = calls.get(number), notes.get(number)
        reaches = call is not None and call.get("rid") == f"note-{number}" and call.get("ref-type") == "fn"
        footnotes[number] = FootnoteReading(
            number=number,
            text="" if note is None else jats_passages.note(note),
            call="" if call is None else "".join(call.itertext()),
            marker="" if note is None else note.findtext("label") or "?",
            there=reaches and note is not None,
            back=call is not None,
            anchor="" if note is None else note.get("id", ""),
        )
    named = {rid for one in root.xpath("//@rid") for rid in str(one).split()}
    title = root.find("front/article-meta/title-group/article-title")
    return Reading(
        path=display_path,
        format="jats",
        method="elements",
        language=root.get(LANG, ""),
        title="" if title is None else jats_passages.words(title).strip(),
        footnotes=in_order(footnotes),
        links=tuple(one.get(HREF, "") for one in root.iter("ext-link")),
        dead=tuple(sorted(named - ids.keys()))
        + tuple(sorted(name for name, count in ids.items() if count > 1)),
        passages=jats_passages.passages(root),
    )


def _called(call: Element) -> int:
    """Return the number that a call has by its own id, else 0: a reference to a note from elsewhere has none."""
    found = re.fullmatch(r"call-(\d+)", call.get("id") or "")
    return int(found[1]) if found else 0


def _number(name: str | None) -> int:
    found = re.fullmatch(r"note-(\d+)", name or "")
    return int(found[1]) if found else 0
