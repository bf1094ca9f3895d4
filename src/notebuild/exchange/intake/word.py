"""Reads a document of Word: what pandoc reads of it, made plain, and what pandoc leaves aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from notebuild.core.model import Source
from notebuild.exchange import resolve
from notebuild.exchange.intake import word_fields, word_parts, word_sources
from notebuild.exchange.intake.package import DOCX, parts, refused
from notebuild.exchange.intake.value import Field, Remark, squeezed
from notebuild.exchange.intake.word_fields import said
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element, every, find, name, value

STORIES = (DOCX, "word/footnotes.xml", "word/endnotes.xml")
"""The parts that hold the text."""

W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"


class Plain(NamedTuple):
    """A document of Word made plain, for pandoc to read, and what was taken out of it."""

    package: bytes
    passages: tuple[str, ...]
    fields: tuple[Field, ...]
    sources: dict[str, Source]
    pictures: dict[str, bytes]
    properties: dict[str, str]
    remarks: tuple[Remark, ...]


def plain(content: bytes, shown: str) -> Plain:
    """Return a document with its changes accepted and its fields, text boxes and comments in the open.

    Raises NotebuildError for a package that is none of Word, or harmful.
    """
    held = parts(content, shown)
    stories = {part: ooxml.parse(held[part]) for part in STORIES if part in held}
    if find(stories[DOCX], "w:body") is None:
        raise refused(shown, "is a document without a text", "ask for it again")
    remarks = [*_changes(stories), *_comments(held, stories[DOCX])]
    for story in stories.values():
        resolve.resolve(story, "accept")
    remarks += _uncalled(stories)
    for story in stories.values():
        remarks += [*word_parts.hidden(story), *word_parts.boxes(story), *word_parts.objects(story)]
        word_parts.unwrap(story)
    passages = tuple(passage for story in stories.values() for passage in _passages(story))
    fields: list[Field] = []
    for story in stories.values():
        remarks += word_fields.flatten(story, fields)
    remarks += _margins(held)
    for part, story in stories.items():
        # All prefixes stay at its root: pandoc reads every part by those of the document.
        held[part] = etree.tostring(story, xml_declaration=True, encoding="UTF-8", standalone=True)
    pictures = {
        entry.removeprefix("word/"): data for entry, data in held.items() if entry.startswith("word/media/")
    }
    return Plain(
        ooxml.write(held),
        passages,
        tuple(fields),
        word_sources.read(held),
        pictures,
        _properties(held),
        tuple(remarks),
    )


def _passages(story: Element) -> Iterator[str]:
    for paragraph in every(story, "w:p"):
        if text := squeezed(said(paragraph)):
            yield text


def _uncalled(stories: dict[str, Element]) -> Iterator[Remark]:
    """Take out the notes that no call leads to, such as one whose call somebody has deleted, and tell them."""
    for kind in ("footnote", "endnote"):
        notes = stories.get(f"word/{kind}s.xml")
        called = {value(call, "w:id") for call in every(stories[DOCX], f"w:{kind}Reference")}
        for note in [] if notes is None else every(notes, f"w:{kind}"):
            if value(note, "w:id") in called or value(note, "w:type") not in ("", "normal"):
                continue
            if words := squeezed(said(note)):
                yield Remark("a note without a call, left out", words, left_out=True)
            above = note.getparent()
            assert above is not None
            above.remove(note)


def _changes(stories: dict[str, Element]) -> Iterator[Remark]:
    """Yield what was tracked: all of it is taken as accepted."""
    for story in stories.values():
        for tag, what in (("w:ins", "added"), ("w:moveTo", "moved"), ("w:del", "taken out")):
            for change in every(story, tag):
                of = "w:delText" if tag == "w:del" else "w:t"
                if words := squeezed("".join(one.text or "" for one in every(change, of))):
                    who = value(change, "w:author")
                    by = f" by {who}" if who else ""
                    yield Remark(
                        f"a tracked change{by}, accepted: {what}", words, near=word_parts.near(change)
                    )


def _comments(held: dict[str, bytes], document: Element) -> Iterator[Remark]:
    """Yield the comments with the words that they are about, in the order of the text; they are in no note."""
    if "word/comments.xml" not in held:
        return
    said_of = _commented(document)
    order = {key: number for number, key in enumerate(said_of)}
    more = held.get("word/commentsExtended.xml")
    extended = {} if more is None else {one.get(f"{W15}paraId"): one for one in ooxml.parse(more)}
    comments = every(ooxml.parse(held["word/comments.xml"]), "w:comment")
    for comment in sorted(comments, key=lambda one: order.get(value(one, "w:id"), len(order))):
        paragraphs = every(comment, "w:p")
        own = extended.get(paragraphs[-1].get(f"{W14}paraId")) if paragraphs else None
        state = ", an answer" if own is not None and own.get(f"{W15}paraIdParent") else ""
        state += ", resolved" if own is not None and own.get(f"{W15}done") in ("1", "true") else ""
        author = value(comment, "w:author") or "somebody"
        of = said_of.get(value(comment, "w:id"), "")
        about = f" on “{of if len(of) < 90 else of[:80] + ' …'}”" if of else ""
        words = squeezed(" ".join(map(said, paragraphs)))
        yield Remark(f"a comment of {author}{state}{about}", words, near=of)


def _commented(document: Element) -> dict[str, str]:
    """Return the words that each comment is about, by its id, in the order of the text."""
    opened: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    for one in document.iter():
        key = value(one, "w:id") if isinstance(one.tag, str) else ""
        if one.tag == name("w:commentRangeStart"):
            opened[key] = []
            done[key] = ""
        elif one.tag == name("w:commentRangeEnd") and key in opened:
            done[key] = squeezed("".join(opened.pop(key)))
        elif one.tag == name("w:t"):
            for words in opened.values():
                words.append(one.text or "")
        elif one.tag == name("w:p"):
            for words in opened.values():
                words.append(" ")
    return done


def _margins(held: dict[str, bytes]) -> Iterator[Remark]:
    """Tell what stands at the head and foot of the pages: the house has its own."""
    seen: set[str] = set()
    for entry, part in sorted(held.items()):
        if match := re.fullmatch(r"word/(header|footer)\d*\.xml", entry):
            story = ooxml.parse(part)
            words = squeezed(" ".join(map(said, every(story, "w:p"))))
            if words and words not in seen and not re.fullmatch(r"[\W\d]*", words):
                seen.add(words)
                where = "head" if match[1] == "header" else "foot"
                yield Remark(
                    f"the {where} of the pages, left out: the house has its own", words, wants_look=False
                )


def _properties(held: dict[str, bytes]) -> dict[str, str]:
    """Return what the file says of itself."""
    found: dict[str, str] = {}
    if "docProps/core.xml" in held:
        core = ooxml.parse(held["docProps/core.xml"])
        for key, tag in (("title", f"{DC}title"), ("author", f"{DC}creator"), ("language", f"{DC}language")):
            found[key] = squeezed(core.findtext(tag) or "")
        dates = (core.findtext(f"{DCTERMS}{tag}") or "" for tag in ("modified", "created"))
        found["date"] = next((one[:10] for one in dates if re.match(r"\d{4}-\d\d-\d\d", one)), "")
    if not found.get("language") and "word/styles.xml" in held:
        languages = (value(one) for one in every(ooxml.parse(held["word/styles.xml"]), "w:lang"))
        found["language"] = next(filter(None, languages), "")
    return {key: text for key, text in found.items() if text}
