"""A reviewer who edits a finished document at random: words, notes, calls, cells, items, paragraphs, looks."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Sequence
from typing import Any

import word_typing
from lxml import etree
from word_typing import SPACE, W, in_cell, like, paragraph_of, style, typed

VOCABULARY = (
    "harbour river treaty border minister signed crossed quietly older grain quay letter winter bridge council "
    "slowly north r\u00e9gion d\u00e9j\u00e0 naval A_b 1,200 50% *stars* state-owned"
).split()
STRANGE = (
    "#1 a*b*c [sic] @ministry $5 $6 <b> AT&T &amp; C:\\dir ~3~ x^2 `code` e.g. (see "
    "\u201cquoted\u201d l\u2019\xe9t\xe9 \u2014 \u2026 [^1] [@key] {.x} -- --- '' | ! "
    "https://example.org/a_b*c?d=1&e ''x 1\u00a0000 \xab\u00a0mot\u00a0\xbb "
    "\u0623\u0631\u0645\u064a\u0646\u064a\u0627 \u4e9a\u7f8e\u5c3c\u4e9a "
    "\u0391\u03c1\u03bc\u03b5\u03bd\u03af\u03b1 \u2018so\u2019 _b_ :x: \\ * _ + - > # 1. a) <!-- "
    "H~2~O www.example.org \u2013 != ** __ ^[x] ![y](z) <https://a.b> \xbd \xe9\u0301 o\u2019clock "
    "5\u202f% \ufb01n"
).split(" ")
"""What means something in Markdown, and what other scripts and typographies write."""

HEADS = (
    "1. ",
    "- ",
    "# ",
    "> ",
    "a) ",
    "| ",
    ": ",
    "+ ",
    "[^9]: ",
    "    ",
    "```",
    "---",
    "<div>",
    "(1) ",
    "A. ",
    "\u2022 ",
)
"""What begins a block in Markdown."""

KINDS = (
    "word gone added sentence cut note locator newnote uncalled cell heading paragraph dropped split joined italic "
    "moved house quote dash"
).split()
STRANGER = (
    "odd first last beside head strangehead pasted item itemgone row rowgone point pointgone roman bold within "
    "movedparagraph callmoved longnote noteend copied empty tab brk swapped caption title summary unsplit parted "
    "wholly bothends deletednote twonotes alone"
).split()


class Nowhere(Exception):
    """The document has no place for an edit."""


class Reviewer(word_typing.Document):
    """Edits one document; `said` are the edits that it made."""

    said: list[str]

    def edit(self, kind: str) -> None:
        """Make one edit of this kind, where the document has a place for it."""
        try:
            done = getattr(self, f"_{kind}")()
        except Nowhere:
            return
        if done:
            self.said.append(f"{kind}: {done}")

    def some(self, least: int, most: int) -> str:
        return " ".join(self.chance.choice(VOCABULARY) for _ in range(self.chance.randint(least, most)))

    def strange(self, most: int = 4) -> str:
        return " ".join(
            self.chance.choice((*STRANGE, *VOCABULARY)) for _ in range(self.chance.randint(1, most))
        )

    def one(self, found: Sequence[Any]) -> Any:
        """One of them at random; raises Nowhere where there is none."""
        if not found:
            raise Nowhere
        return self.chance.choice(found)

    def spot(self, text: Any) -> re.Match[str]:
        """One of the words of a text."""
        found: re.Match[str] = self.one(list(re.finditer(r"\w+", text.text or "")))
        return found

    def put(self, text: Any, start: int, end: int, new: str, *looks: str) -> str:
        said = f"{(text.text or '')[start:end]} -> {new}"
        self.replace(text, start, end, new, *looks)
        return said

    def _word(self) -> str:
        text = self.one(self.texts(is_text))
        word = self.spot(text)
        return self.put(text, word.start(), word.end(), self.some(1, 2))

    def _gone(self) -> str:
        text = self.one(self.texts(is_text))
        word = self.one(list(re.finditer(r" \w+(?= )", text.text or "")))
        return self.put(text, word.start(), word.end(), "") if word else ""

    def _added(self) -> str:
        text = self.one(self.texts(is_text))
        end = self.spot(text).end()
        return self.put(text, end, end, f" {self.some(1, 4)}")

    def _odd(self) -> str:
        text = self.one(self.texts(lambda name: is_text(name) or is_item(name) or name == "TableText"))
        word = self.spot(text)
        start = self.chance.choice((word.start(), word.end()))
        return self.put(
            text, start, word.end(), f" {self.strange()}" if start == word.end() else self.strange()
        )

    def _sentence(self) -> str:
        text = self.one(self.texts(is_body))
        end = len((text.text or "").rstrip())
        if not (text.text or "").rstrip().endswith("."):
            return ""
        return self.put(text, end, end, f" The {self.some(3, 8)}. It's {self.some(2, 4)}.")

    def _cut(self) -> str:
        text = self.one(self.texts(is_body))
        found = re.search(r"(?<=\. )[A-Z][^.]+\. ", text.text or "")
        return self.put(text, found.start(), found.end(), "") if found else ""

    def _quote(self) -> str:
        text = self.one(self.texts(is_body))
        word = self.spot(text)
        return self.put(text, word.start(), word.end(), f"\u201c{word[0]}\u201d")

    def _dash(self) -> str:
        text = self.one(self.texts(is_body))
        end = self.spot(text).end()
        return self.put(text, end, end, f" \u2013 {self.some(1, 3)} \u2013")

    def _first(self) -> str:
        """Words at the head of a paragraph."""
        paragraph = self.one(self.paragraphs(is_text))
        text = paragraph.find(f".//{W}t")
        return self.put(text, 0, 0, f"{self.some(1, 2)} ") if text is not None else ""

    def _head(self) -> str:
        """The first word of a paragraph, for another."""
        text = self.one(self.paragraphs(is_text)).find(f".//{W}t")
        word = re.match(r"\w+", text.text or "")
        return self.put(text, 0, word.end(), self.strange(1)) if word else ""

    def _strangehead(self) -> str:
        """What begins a block in Markdown, at the head of a paragraph."""
        text = self.one(self.paragraphs(is_text)).find(f".//{W}t")
        return self.put(text, 0, 0, self.chance.choice(HEADS))

    def _last(self) -> str:
        """The last word of a paragraph, or words behind it."""
        found = list(self.one(self.paragraphs(is_text)).iter(f"{W}t"))
        if not found:
            return ""
        text = found[-1]
        end = len((text.text or "").rstrip())
        word = re.search(r"\w+(?=\W*\Z)", text.text or "")
        start = word.start() if word and self.chance.random() < 0.5 else end
        return self.put(
            text, start, end, f"{' ' * (start == end)}{self.some(1, 2)}{self.chance.choice(('', '.'))}"
        )

    def _beside(self) -> str:
        """A word right before or behind a call."""
        run = self.one(self.calls())
        near = None if run is None else self.chance.choice((run.getprevious(), run.getnext()))
        while near is not None and near.tag != f"{W}r":
            near = near.getnext()
        text = None if near is None else near.find(f"{W}t")
        if text is None or not (text.text or "").strip():
            return ""
        words = list(re.finditer(r"\w+", text.text))
        if not words:
            return ""
        word = words[-1] if self.chance.random() < 0.5 else words[0]
        return self.put(text, word.start(), word.end(), self.strange(1))

    def _within(self) -> str:
        """Words that look otherwise, or lead somewhere."""
        found = [
            text
            for text in self.texts(is_text, least=1)
            if paragraph_of(text) is not text.getparent().getparent()
            or text.getparent().find(f"{W}rPr") is not None
        ]
        text = self.one([one for one in found if re.search(r"\w", one.text or "")])
        if text is None:
            return ""
        word = self.spot(text)
        return self.put(text, word.start(), word.end(), self.some(1, 2))

    def _note(self) -> str:
        text = self.one(self.texts(lambda _: True, self.notes))
        if text is None:
            return ""
        word = self.spot(text)
        return self.put(text, word.start(), word.end(), self.some(1, 2))

    def _noteend(self) -> str:
        """A sentence behind a note."""
        text = self.one(self.texts(lambda _: True, self.notes))
        end = 0 if text is None else len((text.text or "").rstrip())
        return self.put(text, end, end, f" See {self.strange()}.") if end else ""

    def _locator(self) -> str:
        found = [
            (text, match)
            for text in self.texts(lambda _: True, self.notes, 1)
            for match in [re.search(r"(?:pp?\.|point|para\.)[ \u00a0](\d+)", text.text or "")]
            if match
        ]
        if not found:
            return ""
        text, match = self.chance.choice(found)
        return self.put(text, match.start(1), match.end(1), str(self.chance.randint(200, 400)))

    def _newnote(self, *more: str) -> str:
        text = self.one(self.texts(is_body))
        end = self.spot(text).end()
        said = f"See {self.strange()}, https://example.org/a_b."
        self.replace(text, end, end, "")
        self.insert(self.note([said, *more]), text.getparent())
        return said

    def _longnote(self) -> str:
        return self._newnote(f"The {self.some(2, 5)}.")

    def _twonotes(self) -> str:
        return self._newnote() + self._newnote()

    def _uncalled(self) -> str:
        run = self.one(self.calls())
        if run is None:
            return ""
        self.remove(run)
        return "a call"

    def _deletednote(self) -> str:
        """The words of a note go, its call stays."""
        found = [
            note for note in self.notes if note.get(f"{W}type") is None and not list(note.iter(f"{W}del"))
        ]
        note = self.one(found)
        runs = [run for run in note.iter(f"{W}r") if run.find(f"{W}t") is not None]
        for run in runs:
            self.remove(run)
        return "a note's words"

    def _callmoved(self) -> str:
        """A call goes a word away."""
        run = self.one(self.calls())
        text = self.one(self.texts(is_body))
        if run is None or text is None or paragraph_of(text) is not paragraph_of(run):
            return ""
        end = self.spot(text).end()
        moved = copy.deepcopy(run)
        self.replace(text, end, end, "")
        self.remove(run)
        self.insert(moved, text.getparent())
        return "a call, in its paragraph"

    def _swapped(self) -> str:
        """Two calls change places."""
        found = self.calls()
        if len(found) < 2 or self.tracks:
            return ""
        one, other = self.chance.sample(found, 2)
        calls = [run.find(f"{W}footnoteReference") for run in (one, other)]
        numbers = [call.get(f"{W}id") for call in calls]
        for call, number in zip(calls, reversed(numbers), strict=True):
            call.set(f"{W}id", number)
        return "two calls"

    def _cell(self) -> str:
        found = self.texts(lambda name: name.startswith("Table") and name != "TableCaption", least=1)
        text = self.one(found)
        return self.put(text, 0, len((text.text or "").rstrip()), self.strange(2)) if text is not None else ""

    def _heading(self) -> str:
        text = self.one(self.texts(lambda name: name.startswith("Heading"), least=1))
        return self.put(text, 0, len(text.text or ""), self.some(2, 4))

    def _named(self, *names: str) -> str:
        text = self.one(self.texts(lambda name: name in names, least=2))
        if text is None:
            return ""
        word = self.spot(text)
        return self.put(text, word.start(), word.end(), self.strange(2))

    def _caption(self) -> str:
        return self._named("TableCaption", "ImageCaption", "SourceLine")

    def _title(self) -> str:
        return self._named("Title", "Subtitle", "Teaser", "EditionLine")

    def _summary(self) -> str:
        return self._named("Summary", "KeyPoint")

    def _behind(self, wanted: Callable[[str], bool], words: str, named: str | None = None) -> str:
        paragraph = self.one([one for one in self.paragraphs(wanted) if named is None or not in_cell(one)])
        if paragraph is None:
            return ""
        self.paragraph([typed(words)], paragraph, named)
        return words

    def _paragraph(self) -> str:
        return self._behind(is_body, f"The {self.some(3, 8)}. Its {self.some(2, 4)}.")

    def _alone(self) -> str:
        """A paragraph that looks like a block of Markdown."""
        return self._behind(is_body, f"{self.chance.choice(HEADS)}{self.strange()}")

    def _pasted(self) -> str:
        """A paragraph of a style that the house has not, or of another kind."""
        names = ("Normal", "Heading2", "Quote", "NoSpacing", "ListParagraph", "")
        return self._behind(is_body, f"The {self.strange(8)}.", self.chance.choice(names))

    def _item(self) -> str:
        return self._behind(is_item, f"An item {self.strange()}.")

    def _point(self) -> str:
        return self._behind(lambda name: name == "KeyPoint", f"A point {self.strange()}.")

    def _empty(self) -> str:
        paragraph = self.one(self.paragraphs(is_body))
        paragraph.addnext(etree_paragraph())
        return "an empty paragraph"

    def _copied(self) -> str:
        """A paragraph pasted a second time, its notes as new ones."""
        paragraph = self.one(self.paragraphs(is_body))
        new = copy.deepcopy(paragraph)
        for call in new.iter(f"{W}footnoteReference"):
            own = self.note(["The same again."]).find(f"{W}footnoteReference")
            call.set(f"{W}id", own.get(f"{W}id"))
        for mark in [*new.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        self.one(self.paragraphs(is_body)).addnext(new)
        return "a paragraph, copied"

    def _drop(self, wanted: Callable[[str], bool]) -> str:
        paragraph = self.one(self.paragraphs(wanted))
        if paragraph is None:
            return ""
        said = "".join(paragraph.itertext())[:40]
        self.drop(paragraph)
        return said

    def _dropped(self) -> str:
        return self._drop(is_body)

    def _itemgone(self) -> str:
        return self._drop(is_item)

    def _pointgone(self) -> str:
        found = self.paragraphs(lambda name: name == "KeyPoint")
        if len(found) < 2:
            return ""
        said = "".join(found[-1].itertext())
        found[-1].getparent().remove(found[-1])
        return said

    def _row(self) -> str:
        row = self.one([row for row in self.rows() if row.getprevious().tag == f"{W}tr"])
        if row is None:
            return ""
        new = copy.deepcopy(row)
        for one in [*new.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
            one.getparent().remove(one)
        for call in list(new.iter(f"{W}footnoteReference")):
            call.getparent().getparent().remove(call.getparent())
        for paragraph in new.iter(f"{W}p"):
            for run in list(paragraph.iter(f"{W}r")):
                run.getparent().remove(run)
            paragraph.append(typed(self.strange(2)))
        row.addnext(new)
        return "a row"

    def _rowgone(self) -> str:
        row = self.one([row for row in self.rows() if row.getprevious().tag == f"{W}tr"])
        if row is None:
            return ""
        row.getparent().remove(row)
        return "a row"

    def rows(self) -> list[Any]:
        """The rows of the note's own tables."""
        return [
            row
            for row in self.text.iter(f"{W}tr")
            if any(style(one) == "TableText" for one in row.iter(f"{W}p"))
            and not list(row.iter(f"{W}ins", f"{W}del"))
        ]

    def _split(self) -> str:
        text = self.one(self.texts(is_body))
        run, paragraph = text.getparent(), paragraph_of(text)
        place = (text.text or "").find(" ", len(text.text or "") // 2)
        if run.getparent() is not paragraph or place < 0:
            return ""
        new, rest = etree_paragraph(), copy.deepcopy(run)
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

    def _parted(self) -> str:
        """A paragraph parted in two, and a word of it changed."""
        text = self.one(self.texts(is_body))
        paragraph = paragraph_of(text)
        done = self._split()
        following = paragraph.getnext()
        near = [one for one in (paragraph, following) if one is not None and one.tag == f"{W}p"]
        texts = [one for each in near for one in self.texts(is_body, each)]
        word = self.spot(texts[0]) if texts else None
        return done + (self.put(texts[0], word.start(), word.end(), self.some(1, 2)) if word else "")

    def _joined(self) -> str:
        pairs = [
            (one, other)
            for one in self.paragraphs(is_body)
            if (other := one.getnext()) is not None and other.tag == f"{W}p" and is_body(style(other))
        ]
        if not pairs:
            return ""
        one, other = self.chance.choice(pairs)
        one.append(typed(" "))
        one.extend([child for child in other if child.tag != f"{W}pPr"])
        other.getparent().remove(other)
        return "two paragraphs"

    def _unsplit(self) -> str:
        """Two paragraphs joined, and a word of the first changed."""
        done = self._joined()
        return done + self._word() if done else ""

    def _wholly(self) -> str:
        """A paragraph written anew, its calls kept at its end."""
        paragraph = self.one(self.paragraphs(is_body))
        texts = [text for text in paragraph.iter(f"{W}t") if text.getparent().getparent() is paragraph]
        if not texts:
            return ""
        said = f"Now {self.some(6, 12)}."
        for text in texts[1:]:
            self.remove(text.getparent())
        self.replace(texts[0], 0, len(texts[0].text or ""), said)
        return said

    def _bothends(self) -> str:
        return self._first() + self._last()

    def _look(self, *looks: str) -> str:
        text = self.one(self.texts(is_body))
        word = self.spot(text)
        whole, run = text.text or "", text.getparent()
        middle, last = like(run, word[0], *looks), like(run, whole[word.end() :])
        last.extend(list(text.itersiblings()))
        text.text = whole[: word.start()]
        text.set(SPACE, "preserve")
        word_typing.follow(run, [middle, last])
        return word[0]

    def _italic(self) -> str:
        return self._look("i")

    def _bold(self) -> str:
        return self._look("b")

    def _roman(self) -> str:
        """Italics or bold taken away."""
        marks = [one for one in self.text.iter(f"{W}i", f"{W}b") if is_body(style(paragraph_of(one)))]
        mark = self.one(marks)
        if mark is None:
            return ""
        mark.getparent().remove(mark)
        return "a look"

    def _moved(self) -> str:
        """A sentence with the call of another goes to the end of another paragraph."""
        calls = [run for run in self.calls() if is_body(style(paragraph_of(run)))]
        others = self.paragraphs(is_body)
        if not calls or not others:
            return ""
        run, to = self.chance.choice(calls), self.chance.choice(others)
        to.append(typed(" It was moved."))
        to.append(run)
        return "a call"

    def _movedparagraph(self) -> str:
        """A paragraph goes elsewhere, as it is."""
        paragraph, other = self.one(self.paragraphs(is_body)), self.one(self.paragraphs(is_body))
        if paragraph is other:
            return ""
        other.addnext(paragraph)
        return "".join(paragraph.itertext())[:40]

    def _tab(self) -> str:
        text = self.one(self.texts(is_text))
        end = self.spot(text).end()
        return self.put(text, end, end, f"\t{self.some(1, 1)}")

    def _brk(self) -> str:
        text = self.one(self.texts(is_body))
        end = self.spot(text).end()
        return self.put(text, end, end, f"\n{self.some(1, 2)}")

    def _house(self) -> str:
        text = self.one(self.texts(lambda name: name in ("AboutText", "Author"), least=1))
        word = re.search(r"\w+", text.text or "") if text is not None else None
        return self.put(text, word.start(), word.end(), "Zzyzx") if word else ""


def etree_paragraph() -> Any:
    """A paragraph with nothing in it."""
    return etree.Element(f"{W}p")


def is_body(name: str) -> bool:
    """Whether a style is that of a plain paragraph."""
    return name in ("BodyText", "FirstParagraph", "")


def is_item(name: str) -> bool:
    """Whether a style is that of an item of a list."""
    return name in ("ListBullet", "ListNumber", "Compact")


def is_text(name: str) -> bool:
    """Whether a style is that of the note's own words."""
    return is_body(name) or name in ("KeyPoint", "Summary", "BlockText", "PullQuote")


def edited(package: bytes, seed: int, kinds: Sequence[str] = KINDS, many: int = 5) -> tuple[bytes, list[str]]:
    """A document with some random edits, and what they were."""
    chance = random.Random(seed)
    reviewer = Reviewer(package, chance, tracks=bool(seed % 2))
    reviewer.said = []
    for _ in range(many):
        reviewer.edit(chance.choice(kinds))
    return reviewer.package(), reviewer.said
