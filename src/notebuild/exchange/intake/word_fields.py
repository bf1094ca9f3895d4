"""Turns the fields of a document of Word into what they show, into links, or into marks of citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from notebuild.exchange.intake.value import Cited, Field, Remark, mark, squeezed
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element, every, name, value

CONTENTS = "contents"
"""The attribute by which a paragraph is marked as one of a list that Word makes."""

LISTS = {
    "TOC": "Word's list of contents, left out: a long note has its own",
    "INDEX": "Word's index, left out: a note has none",
    "TOA": "Word's list of authorities, left out",
    "BIBLIOGRAPHY": "Word's list of sources, left out: a note prints those that it cites",
}
LIVE = re.compile(r"ADDIN (?:ZOTERO_ITEM|CSL_CITATION|Mendeley Citation|EN\.CITE)")
"""Fields of reference managers that pandoc reads (its reader for docx, `citations`)."""

BIBLIOGRAPHIES = re.compile(r"ADDIN (?:ZOTERO_BIBL|Mendeley Bibliography|EN\.REFLIST)")
SWITCH = re.compile(r'\\([a-z])(?:\s+(?:"([^"]*)"|([^\s\\]+)))?|"([^"]*)"|(\S+)')


M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def said(element: Element) -> str:
    """Return the words of an element, as a reader sees them: no codes of fields, a break as a space."""
    out: list[str] = []
    for one in element.iter():
        if one.tag == name("w:t"):
            out.append(one.text or "")
        elif one.tag == f"{M}t":  # of a formula each letter is a word of its own
            out.append(f" {' '.join(one.text or '')} ")
        elif one.tag in (name("w:tab"), name("w:br"), name("w:cr")):
            out.append(" ")
        elif one.tag == name("w:noBreakHyphen"):
            out.append("-")
    return "".join(out)


@dataclass(slots=True)
class _Open:
    """A field that has begun: its code, and the runs of what it shows."""

    begin: Element
    code: str = ""
    shows: bool = False
    marks: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)
    paragraphs: list[Element] = field(default_factory=list)


def flatten(story: Element, fields: list[Field]) -> Iterator[Remark]:
    """Take the fields out of a story, in place; what they show stays, and the marks of citations join `fields`."""
    for simple in every(story, "w:fldSimple"):
        code, runs = value(simple, "w:instr"), list(simple)
        above = simple.getparent()
        assert above is not None
        at = above.index(simple)
        above[at : at + 1] = runs
        _act(code, [run for run in runs if run.tag == name("w:r")], fields)
    opened: list[_Open] = []
    lists: list[tuple[str, list[Element]]] = []
    for one in list(story.iter(*map(name, ("w:p", "w:r", "w:fldChar", "w:instrText")))):
        if one.tag == name("w:p"):
            for each in opened:
                each.paragraphs.append(one)
        elif one.tag == name("w:r"):
            for each in opened:
                if each.shows:
                    each.result.append(one)
        elif one.tag == name("w:instrText"):
            if opened:
                opened[-1].marks.append(one)
                opened[-1].code += one.text or ""
        elif value(one, "w:fldCharType") == "begin":
            host = next((up for up in one.iterancestors() if up.tag == name("w:p")), None)
            opened.append(_Open(one, marks=[one], paragraphs=[] if host is None else [host]))
        elif opened and value(one, "w:fldCharType") == "separate":
            opened[-1].shows = True
            opened[-1].marks.append(one)
        elif opened:
            opened[-1].marks.append(one)
            done = opened.pop()
            if _kind(done) == "PAGEREF" and not any(_kind(each) in LISTS for each in opened):
                words = "".join(map(said, done.result))
                what = (
                    "a reference to a page of the document: the note has other pages, so name what is meant"
                )
                yield Remark(what, words, near=squeezed(said(done.paragraphs[0])) if done.paragraphs else "")
            _close(done, fields, lists)
    yield from _lists(story, lists)


def _kind(field: _Open) -> str:
    return squeezed(field.code).partition(" ")[0].upper()


def _close(done: _Open, fields: list[Field], lists: list[tuple[str, list[Element]]]) -> None:
    """Take a field's own marks out and act by its code."""
    code = squeezed(done.code)
    if LIVE.match(code):
        return
    kind = _kind(done)
    if kind in LISTS or BIBLIOGRAPHIES.match(code):
        lists.append((kind if kind in LISTS else "BIBLIOGRAPHY", done.paragraphs))
    for element in done.marks:
        if (above := element.getparent()) is not None:
            above.remove(element)
    _act(code, [run for run in done.result if len(run) and run.getparent() is not None], fields)


def _act(code: str, runs: list[Element], fields: list[Field]) -> None:
    """Do with what a field shows what its code asks for."""
    kind = code.strip().partition(" ")[0].upper()
    words = "".join(one.text or "" for run in runs for one in every(run, "w:t"))
    if kind == "CITATION":
        fields.append(Field(citation(code), words))
        if runs:
            for run in runs[1:]:
                above = run.getparent()
                assert above is not None
                above.remove(run)
            _say(runs[0], mark(len(fields) - 1))
    elif kind in ("REF", "NOTEREF", "HYPERLINK"):
        target = _target(code, kind)
        if target and runs and all(run.getparent() is runs[0].getparent() for run in runs):
            above = runs[0].getparent()
            assert above is not None
            if above.tag == name("w:hyperlink"):
                return
            link = ooxml.element("w:hyperlink", w_anchor=target)
            above.insert(above.index(runs[0]), link)
            link.extend(runs)


def _say(run: Element, text: str) -> None:
    for child in [child for child in run if child.tag != name("w:rPr")]:
        run.remove(child)
    run.append(ooxml.element("w:t", text=text))


def _target(code: str, kind: str) -> str:
    """Return the bookmark that a field leads to; empty of a link that leads out of the document."""
    switches = _switches(code)
    if kind == "HYPERLINK":
        return next((text for letter, text in switches if letter == "l"), "")
    return next((text for letter, text in switches[1:] if not letter), "")


def _switches(code: str) -> list[tuple[str, str]]:
    """Return the words of a field's code, each with the switch it belongs to (ECMA-376-1, 17.16.1)."""
    return [(m[1] or "", m[2] or m[3] or m[4] or m[5] or "") for m in SWITCH.finditer(code)]


def citation(code: str) -> tuple[Cited, ...]:
    """Return what a CITATION field cites (ECMA-376-1, 17.16.5.8).

    `\\p` is the page, `\\v` the volume, `\\m` begins a further source, `\\f` and `\\s` are what stands
    before and after it, `\\n` leaves out the author; `\\t` (title) and `\\y` (year) change nothing here.
    """
    found: list[dict[str, str]] = []
    for letter, text in _switches(code)[1:]:
        if letter in ("", "m"):
            if text and (letter or not found):
                found.append({"key": text})
        elif found:
            found[-1][letter] = text
    return tuple(
        Cited(
            one["key"],
            locator=", ".join(
                filter(None, (_place("vol.", one.get("v", "")), _place("p.", one.get("p", ""))))
            ),
            prefix=squeezed(one.get("f", "")),
            suffix=squeezed(one.get("s", "")),
            alone="n" in one,
        )
        for one in found
    )


def _place(label: str, number: str) -> str:
    if not number:
        return ""
    several = label == "p." and re.search(r"\d\s*[-–,]\s*\d", number)
    return f"{'pp.' if several else label} {number}"


def _lists(story: Element, lists: list[tuple[str, list[Element]]]) -> Iterator[Remark]:
    """Take out the lists that Word makes by itself, and tell their words."""
    marked = [one for one in every(story, "w:p") if one.get(CONTENTS)]
    for kind, paragraphs in [*lists, *([("TOC", marked)] if marked else [])]:
        words = []
        for paragraph in paragraphs:
            above = paragraph.getparent()
            if above is None or any(one.getparent() is None for one in paragraph.iterancestors("{*}p")):
                continue
            words.append(squeezed(said(paragraph)))
            above.remove(paragraph)
        if text := squeezed(" · ".join(filter(None, words))):
            yield Remark(LISTS[kind], text, wants_look=False, left_out=True)
    etree.strip_attributes(story, CONTENTS)
