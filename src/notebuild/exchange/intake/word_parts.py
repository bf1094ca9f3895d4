"""Brings into the open what pandoc leaves aside in a document of Word, in place: boxes, hidden words, objects."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from notebuild.exchange.intake import word_fields
from notebuild.exchange.intake.value import Remark, squeezed
from notebuild.exchange.intake.word_fields import said
from notebuild.render.word.ooxml import Element, every, find, name, value


def near(element: Element) -> str:
    """Return the words of the paragraph that an element stands in."""
    host = next((one for one in element.iterancestors() if one.tag == name("w:p")), None)
    return "" if host is None else squeezed(said(host))


def hidden(story: Element) -> Iterator[Remark]:
    """Take out what Word hides, and tell it."""
    for run in every(story, "w:r"):
        its = find(run, "w:rPr")
        mark = None if its is None else find(its, "w:vanish")
        if mark is None or value(mark) in ("0", "false", "off"):
            continue
        words, beside = squeezed(said(run)), near(run)
        above = run.getparent()
        assert above is not None
        above.remove(run)
        if words:
            yield Remark("hidden text, left out", words, left_out=True, near=beside)


def boxes(story: Element) -> Iterator[Remark]:
    """Put the paragraphs of each text box behind the paragraph that it hangs on."""
    for content in every(story, "w:txbxContent"):
        above = list(content.iterancestors())
        if any(etree.QName(one).localname == "Fallback" for one in above):
            continue
        if any(one.tag == name("w:txbxContent") for one in above):
            continue
        host = next((one for one in above if one.tag == name("w:p")), None)
        paragraphs = [one for one in content if one.tag in (name("w:p"), name("w:tbl"))]
        words = squeezed(" ".join(map(said, paragraphs)))
        if host is None or not words:
            continue
        for paragraph in reversed(paragraphs):
            host.addnext(paragraph)
        yield Remark("a text box: its words stand behind the paragraph that it hung on", words, near=words)
    etree.strip_elements(story, "{*}Fallback", with_tail=False)


def objects(story: Element) -> Iterator[Remark]:
    """Tell of what is drawn by another program: no note can hold it."""
    kinds = {"chart": "a chart", "diagram": "a diagram"}
    for data in story.iter(name("a:graphicData")):
        what = kinds.get(str(data.get("uri", "")).rpartition("/")[2])
        if what:
            todo = "left out: save it in Word as a picture, and put that in the folder figures"
            yield Remark(f"{what}, {todo}", near(data), near=near(data))
    for blip in every(story, "a:blip"):
        if value(blip, "r:link") and not value(blip, "r:embed"):
            what = "a picture that lies outside of the document, left out: put it into the folder figures"
            yield Remark(what, near(blip), near=near(blip))
    for chunk in every(story, "w:altChunk"):
        yield Remark(
            "a document within the document, left out: copy its words into the note", near=near(chunk)
        )
    for thing in every(story, "w:object"):
        yield Remark("an embedded object, left out but for its picture, if it has one", near=near(thing))


def unwrap(story: Element) -> None:
    """Take out what stands around runs and only means something to Word."""
    etree.strip_tags(story, *(name(f"w:{tag}") for tag in ("smartTag", "customXml", "bdo", "dir")))
    for one in every(story, "w:cr"):
        one.tag = name("w:br")
    _rubies(story)
    _initials(story)
    for one in every(story, "w:sdt"):
        gallery = next(one.iter(name("w:docPartGallery")), None)
        if gallery is not None and value(gallery) == "Table of Contents":
            for paragraph in every(one, "w:p"):
                paragraph.set(word_fields.CONTENTS, "1")


def _rubies(story: Element) -> None:
    """Write signs that have their reading above them with the reading behind them, in brackets."""
    for ruby in every(story, "w:ruby"):
        base, above = ("".join(map(said, every(ruby, tag))) for tag in ("w:rubyBase", "w:rt"))
        ruby.tag = name("w:t")
        ruby[:] = []
        ruby.text = f"{base} ({above})" if above else base


def _initials(story: Element) -> None:
    """Put each large initial, which is a frame of its own, before the paragraph that it begins."""
    for paragraph in every(story, "w:p"):
        frame = next(paragraph.iter(name("w:framePr")), None)
        following = paragraph.getnext()
        if (
            frame is None
            or not value(frame, "w:dropCap")
            or following is None
            or following.tag != paragraph.tag
        ):
            continue
        at = 0 if find(following, "w:pPr") is None else 1
        following[at:at] = [child for child in paragraph if child.tag != name("w:pPr")]
        above_it = paragraph.getparent()
        assert above_it is not None
        above_it.remove(paragraph)
