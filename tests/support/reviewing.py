"""A reviewer who edits a finished document at random: words, sentences, notes, calls, cells, paragraphs, looks.

It works on the document's own XML, as Word would leave it, with the changes tracked or not (ECMA-376-1, 17.13.5).
"""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
VOCABULARY = (
    "harbour river treaty border minister signed crossed quietly older grain quay letter winter bridge council "
    "slowly north r\u00e9gion d\u00e9j\u00e0 naval A_b 1,200 50% *stars* state-owned"
).split()
KINDS = (
    "word gone added sentence cut note locator newnote uncalled cell heading paragraph dropped split joined italic "
    "moved house quote dash"
).split()


class Reviewer:
    """Edits one document; `said` are the edits that it made."""

    def __init__(self, package: bytes, chance: random.Random, *, tracks: bool) -> None:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.document = etree.fromstring(self.parts["word/document.xml"])
        self.notes = etree.fromstring(self.parts["word/footnotes.xml"])
        self.chance, self.tracks, self.said = chance, tracks, list[str]()

    def package(self) -> bytes:
        """The document as it goes back."""
        buffer = io.BytesIO()
        made = {
            **self.parts,
            "word/document.xml": etree.tostring(self.document, xml_declaration=True, encoding="UTF-8"),
            "word/footnotes.xml": etree.tostring(self.notes, xml_declaration=True, encoding="UTF-8"),
        }
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in made.items():
                archive.writestr(name, data)
        return buffer.getvalue()

    def edit(self, kind: str) -> None:
        """Make one edit of this kind, where the document has a place for it."""
        done = getattr(self, f"_{kind}")()
        if done:
            self.said.append(f"{kind}: {done}")

    def some(self, least: int, most: int) -> str:
        return " ".join(self.chance.choice(VOCABULARY) for _ in range(self.chance.randint(least, most)))

    def texts(
        self, wanted: Callable[[str], bool], start: etree._Element | None = None
    ) -> list[etree._Element]:
        """The texts with some words in paragraphs whose style is wanted; none of a contents or of what is tracked."""
        found = []
        for text in (self.document if start is None else start).iter(f"{W}t"):
            above = [one.tag for one in text.iterancestors()]
            if any(f"{W}{tag}" in above for tag in ("sdt", "ins", "del", "hyperlink")):
                continue
            if len((text.text or "").split()) > 2 and wanted(style(paragraph_of(text))):
                found.append(text)
        return found

    def replace(self, text: etree._Element, start: int, end: int, new: str) -> None:
        """Put new words for some of a text, tracked or not."""
        whole = text.text or ""
        if not self.tracks:
            text.text = whole[:start] + new + whole[end:]
            text.set(SPACE, "preserve")
            return
        run = text.getparent()
        properties = run.find(f"{W}rPr")

        def made(words: str, tag: str = "t") -> etree._Element:
            one = etree.Element(f"{W}r")
            if properties is not None:
                one.append(copy.deepcopy(properties))
            inner = etree.SubElement(one, f"{W}{tag}")
            inner.text = words
            inner.set(SPACE, "preserve")
            return one

        def tracked(kind: str, one: etree._Element) -> etree._Element:
            holder = etree.Element(f"{W}{kind}")
            holder.set(f"{W}id", str(self.chance.randint(10_000, 10_000_000)))
            holder.set(f"{W}author", "A reviewer")
            holder.set(f"{W}date", "2026-11-30T10:00:00Z")
            holder.append(one)
            return holder

        after = []
        if end > start:
            after.append(tracked("del", made(whole[start:end], "delText")))
        if new:
            after.append(tracked("ins", made(new)))
        if whole[end:]:
            after.append(made(whole[end:]))
        text.text = whole[:start]
        text.set(SPACE, "preserve")
        place = run
        for one in after:
            place.addnext(one)
            place = one

    def spot(self, text: etree._Element) -> re.Match[str]:
        """One of the words of a text."""
        return self.chance.choice(list(re.finditer(r"\w+", text.text or "")))

    def _word(self) -> str:
        text = self.chance.choice(self.texts(is_text))
        word = self.spot(text)
        new = self.some(1, 2)
        said = f"{word[0]} -> {new}"
        self.replace(text, word.start(), word.end(), new)
        return said

    def _gone(self) -> str:
        text = self.chance.choice(self.texts(is_text))
        found = list(re.finditer(r" \w+(?= )", text.text or ""))
        if not found:
            return ""
        word = self.chance.choice(found)
        self.replace(text, word.start(), word.end(), "")
        return word[0]

    def _added(self) -> str:
        text = self.chance.choice(self.texts(is_text))
        word = self.spot(text)
        new = self.some(1, 4)
        self.replace(text, word.end(), word.end(), f" {new}")
        return f"{word[0]} + {new}"

    def _sentence(self) -> str:
        text = self.chance.choice(self.texts(is_body))
        new = f" The {self.some(3, 8)}. It's {self.some(2, 4)}."
        end = len((text.text or "").rstrip())
        if not (text.text or "").rstrip().endswith("."):
            return ""
        self.replace(text, end, end, new)
        return new

    def _cut(self) -> str:
        text = self.chance.choice(self.texts(is_body))
        found = re.search(r"(?<=\. )[A-Z][^.]+\. ", text.text or "")
        if not found:
            return ""
        said = found[0]
        self.replace(text, found.start(), found.end(), "")
        return said

    def _quote(self) -> str:
        text = self.chance.choice(self.texts(is_body))
        word = self.spot(text)
        said = f"\u201c{word[0]}\u201d"
        self.replace(text, word.start(), word.end(), said)
        return said

    def _dash(self) -> str:
        text = self.chance.choice(self.texts(is_body))
        word = self.spot(text)
        said = f" \u2013 {self.some(1, 3)} \u2013"
        self.replace(text, word.end(), word.end(), said)
        return said

    def _note(self) -> str:
        found = self.texts(lambda _: True, self.notes)
        if not found:
            return ""
        text = self.chance.choice(found)
        word = self.spot(text)
        new = self.some(1, 2)
        said = f"{word[0]} -> {new}"
        self.replace(text, word.start(), word.end(), new)
        return said

    def _locator(self) -> str:
        found = [
            (text, match)
            for text in self.notes.iter(f"{W}t")
            for match in [re.search(r"(?:pp?\.|point|para\.)[ \u00a0](\d+)", text.text or "")]
            if match
        ]
        if not found:
            return ""
        text, match = self.chance.choice(found)
        new = str(self.chance.randint(200, 400))
        said = f"{match[0]} -> {new}"
        self.replace(text, match.start(1), match.end(1), new)
        return said

    def _newnote(self) -> str:
        text = self.chance.choice(self.texts(is_body))
        word = self.spot(text)
        whole = text.text or ""
        run = text.getparent()
        number = str(max(int(note.get(f"{W}id")) for note in self.notes) + 1)
        said = f"See {self.some(2, 5)}, https://example.org/a_b."
        body = etree.SubElement(self.notes, f"{W}footnote")
        body.set(f"{W}id", number)
        paragraph = etree.SubElement(body, f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}footnoteRef")
        inner = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
        inner.text, inner.attrib[SPACE] = f" {said}", "preserve"
        call = etree.Element(f"{W}r")
        etree.SubElement(call, f"{W}footnoteReference").set(f"{W}id", number)
        rest = copy.deepcopy(run)
        for one in rest.findall(f"{W}t"):
            one.text = whole[word.end() :]
            one.set(SPACE, "preserve")
        text.text = whole[: word.end()]
        run.addnext(call)
        call.addnext(rest)
        return f"{word[0]} [{said}]"

    def _uncalled(self) -> str:
        calls = list(self.document.iter(f"{W}footnoteReference"))
        if not calls:
            return ""
        run = self.chance.choice(calls).getparent()
        run.getparent().remove(run)
        return "a call"

    def _cell(self) -> str:
        found = [text for text in self.document.iter(f"{W}t") if is_cell(text) and (text.text or "").strip()]
        if not found:
            return ""
        text = self.chance.choice(found)
        new = self.some(1, 2)
        self.replace(text, 0, len((text.text or "").rstrip()), new)
        return new

    def _heading(self) -> str:
        found = [
            text for text in self.document.iter(f"{W}t") if style(paragraph_of(text)).startswith("Heading")
        ]
        if not found:
            return ""
        text = self.chance.choice(found)
        new = self.some(2, 4)
        self.replace(text, 0, len(text.text or ""), new)
        return new

    def _paragraph(self) -> str:
        paragraph = paragraph_of(self.chance.choice(self.texts(is_body)))
        new = etree.Element(f"{W}p")
        said = f"The {self.some(3, 8)}. Its {self.some(2, 4)}."
        inner = etree.SubElement(etree.SubElement(new, f"{W}r"), f"{W}t")
        inner.text = said
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            new.insert(0, copy.deepcopy(properties))
        paragraph.addnext(new)
        return said

    def _dropped(self) -> str:
        paragraph = paragraph_of(self.chance.choice(self.texts(is_body)))
        said = "".join(paragraph.itertext())[:40]
        paragraph.getparent().remove(paragraph)
        return said

    def _split(self) -> str:
        text = self.chance.choice(self.texts(is_body))
        run = text.getparent()
        paragraph = paragraph_of(text)
        if run.getparent() is not paragraph:
            return ""
        place = (text.text or "").find(" ", len(text.text or "") // 2)
        if place < 0:
            return ""
        new, rest = etree.Element(f"{W}p"), copy.deepcopy(run)
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            new.append(copy.deepcopy(properties))
        following = list(run.itersiblings())
        whole = text.text or ""
        text.text = whole[:place]
        for one in rest.findall(f"{W}t"):
            one.text = whole[place + 1 :]
        new.append(rest)
        new.extend(following)
        paragraph.addnext(new)
        return whole[place : place + 20]

    def _joined(self) -> str:
        pairs = [
            (one, other)
            for one in map(paragraph_of, self.texts(is_body))
            if (other := one.getnext()) is not None and other.tag == f"{W}p" and is_body(style(other))
        ]
        if not pairs:
            return ""
        one, other = self.chance.choice(pairs)
        inner = etree.SubElement(etree.SubElement(one, f"{W}r"), f"{W}t")
        inner.text, inner.attrib[SPACE] = " ", "preserve"
        one.extend([child for child in other if child.tag != f"{W}pPr"])
        other.getparent().remove(other)
        return "two paragraphs"

    def _italic(self) -> str:
        text = self.chance.choice(self.texts(is_body))
        run = text.getparent()
        whole = text.text or ""
        word = self.spot(text)
        middle, last = copy.deepcopy(run), copy.deepcopy(run)
        for one, said in ((run, whole[: word.start()]), (middle, word[0]), (last, whole[word.end() :])):
            for inner in one.findall(f"{W}t"):
                inner.text = said
                inner.set(SPACE, "preserve")
        properties = middle.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            middle.insert(0, properties)
        properties.insert(0, etree.Element(f"{W}i"))
        run.addnext(middle)
        middle.addnext(last)
        return word[0]

    def _moved(self) -> str:
        """Take a sentence with its call to the end of another paragraph."""
        calls = [call.getparent() for call in self.document.iter(f"{W}footnoteReference")]
        calls = [run for run in calls if is_body(style(paragraph_of(run)))]
        others = sorted(
            {paragraph_of(text) for text in self.texts(is_body)}, key=lambda one: one.getparent().index(one)
        )
        if not calls or not others:
            return ""
        run = self.chance.choice(calls)
        to = self.chance.choice(others)
        inner = etree.SubElement(etree.SubElement(to, f"{W}r"), f"{W}t")
        inner.text, inner.attrib[SPACE] = " It was moved.", "preserve"
        to.append(run)
        return "a call"

    def _house(self) -> str:
        found = [
            text
            for text in self.document.iter(f"{W}t")
            if style(paragraph_of(text)) in ("AboutText", "Author")
        ]
        if not found:
            return ""
        text = self.chance.choice(found)
        word = re.search(r"\w+", text.text or "")
        if not word:
            return ""
        self.replace(text, word.start(), word.end(), "Zzyzx")
        return word[0]


def paragraph_of(text: etree._Element) -> etree._Element:
    """The paragraph that an element stands in."""
    return next(above for above in text.iterancestors() if above.tag == f"{W}p")


def style(paragraph: etree._Element) -> str:
    """The name of a paragraph's style."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else str(named.get(f"{W}val"))


def is_cell(text: etree._Element) -> bool:
    """Whether a text stands in a cell of the note's own tables."""
    above = [one.tag for one in text.iterancestors()]
    return f"{W}tc" in above and style(paragraph_of(text)) in (
        "Compact",
        "TableText",
        "TableCell",
        "TableHeader",
        "",
    )


def is_body(name: str) -> bool:
    """Whether a style is that of a plain paragraph."""
    return name in ("BodyText", "FirstParagraph", "")


def is_text(name: str) -> bool:
    """Whether a style is that of the note's own words."""
    return is_body(name) or name in (
        "KeyPoint",
        "Summary",
        "Compact",
        "BlockText",
        "TableCaption",
        "ImageCaption",
    )


def edited(package: bytes, seed: int, kinds: Sequence[str] = KINDS, many: int = 5) -> tuple[bytes, list[str]]:
    """A document with some random edits, and what they were."""
    chance = random.Random(seed)
    reviewer = Reviewer(package, chance, tracks=bool(seed % 2))
    for _ in range(many):
        reviewer.edit(chance.choice(kinds))
    return reviewer.package(), reviewer.said
