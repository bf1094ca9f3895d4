"""Words, marks, cells and pictures spoilt in finished files, one at a time: each is told by its line in the source."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from finished import Finished, finish
from lxml import etree
from seeding import Seed, W, marks_of, page, paper, word, write
from word_edition import edition

from houses import HOUSE
from notebuild.core.house import read_house
from notebuild.core.model import Edition
from notebuild.core.problems import Location
from notebuild.edition import blocks, wording
from notebuild.edition.places import Places
from notebuild.proof import words
from notebuild.render.pdf.tags import content
from notebuild.render.pdf.tags.elements import Element, read, walk
from notebuild.render.word import ooxml

TEXT = """
## First

An opening with a call^[One.] and *some* words.

A second paragraph, which says more.

1.  Wheat
2.  Barley

    A further paragraph of the barley.

3.  Rye

- Outer

    - Inner

    Outer goes on.

> Somebody said so.

### Below

    if a:
        go(b)

| Port | Depth |
|:-----|------:|
| Poti | 12 |
| Baku | 9 |

: [Table 1.]{.caption-label} Two ports {#tbl-ports}

![[Figure 1.]{.caption-label} A line](figures/line.svg){#fig-line alt="A line with one year."}

(c) Third
(d) Fourth

Words between.

- ☐ open
- ☑ done

Ship
:   It floats.

| Over the sea
| Under the sky

The end.
"""

NOTE, START = "manuscript/harbour/note.md", 100
"""The source, and the line at which its first passage would stand, the next one a line below."""


def note(folder: Path) -> Edition:
    """The edition of `TEXT`, its tasks boxed."""
    made = edition(folder, "en-GB", TEXT)
    return replace(made, note="harbour", tree=blocks.boxes(made.tree))


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    folder = tmp_path_factory.mktemp("words")
    one = note(folder)
    return finish(one, folder, read_house(HOUSE / "house.toml"))


def faults(files: Finished) -> list[str]:
    """`line: message` of every difference in words that is found."""
    count = len(list(wording.passages(files.edition.tree["blocks"])))
    lines = tuple(Location(NOTE, START + at) for at in range(count))
    fields = {"abstract": Location(NOTE, 5), "title": Location(NOTE, 2), "key-points": Location(NOTE, 6)}
    places = Places(lines, {}, fields, NOTE)
    found = words.check(files.edition, places, files.readings())
    return [f"{problem.location.line}: {problem.message}" for problem in found]


def test_agreement(finished: Finished) -> None:
    """The files as they were made agree, and so nothing below is found by accident."""
    assert faults(finished) == []


def holder(root: Any, start: str, *kinds: str) -> Any:
    """The innermost element of the article, or of the front, whose own words begin so."""
    every = [e for e in root.iter(*kinds) if "".join(e.itertext()).strip().startswith(start)]
    return every[-1]


def lose(start: str, *kinds: str) -> Seed:
    """A page without an element."""
    return page(lambda root: holder(root, start, *kinds).drop_tree())


def put(before: str, after: str) -> Seed:
    """A page, or a Word document, with other words."""
    return lambda data: _put(data, before, after)


def _put(data: bytes, before: str, after: str) -> bytes:
    assert data.count(before.encode()) >= 1, before
    return data.replace(before.encode(), after.encode(), 1)


def exchange(first: str, second: str, *kinds: str) -> Seed:
    """A page on which two elements of one kind stand in each other's place."""

    def change(root: Any) -> None:
        one, two = holder(root, first, *kinds), holder(root, second, *kinds)
        for name in ("text",):
            kept = getattr(one, name)
            setattr(one, name, getattr(two, name))
            setattr(two, name, kept)
        children = list(one), list(two)
        for child in (*children[0], *children[1]):
            child.getparent().remove(child)
        one.extend(children[1])
        two.extend(children[0])

    return page(change)


def twice(start: str, *kinds: str) -> Seed:
    def change(root: Any) -> None:
        element = holder(root, start, *kinds)
        element.addnext(copy.deepcopy(element))

    return page(change)


def rename(start: str, kind: str, to: str) -> Seed:
    def change(root: Any) -> None:
        holder(root, start, kind).tag = to

    return page(change)


def attribute(path: str, name: str, value: str) -> Seed:
    def change(root: Any) -> None:
        root.xpath(path)[0].set(name, value)

    return page(change)


def silence(root: Any) -> None:
    """The drawing of the article without its title."""
    for element in root.xpath("//article//*[local-name()='svg']"):
        for title in element.xpath("*[local-name()='title']"):
            title.text = ""


def far(start: str, kind: str, after: str) -> Seed:
    """A page with an element after another one, wherever that stands."""

    def change(root: Any) -> None:
        element, there = holder(root, start, kind), root.xpath(after)[-1]
        element.getparent().remove(element)
        there.addnext(element)

    return page(change)


PAGE: dict[str, Seed] = {
    "a word lost": put("which says more", "which more"),
    "a paragraph lost": lose("A second", "p"),
    "a paragraph doubled": twice("A second", "p"),
    "two paragraphs exchanged": exchange("A second", "The end", "p"),
    "a heading's level": rename("Below", "h3", "h4"),
    "a heading that is none": rename("Below", "h3", "p"),
    "a call at another number": put(">1</a>", ">2</a>"),
    "a list that starts elsewhere": attribute("//article//ol[1]", "start", "4"),
    "a list without its numbers": rename("Wheat", "ol", "ul"),
    "a cell lost": lose("12", "td"),
    "two cells exchanged": exchange("12", "9", "td"),
    "a caption moved": far("Table 1.", "caption", "//article//p"),
    "a caption's words": put("Two ports", "Too ports"),
    "a figure's caption lost": lose("Figure 1.", "figcaption"),
    "alternative text dropped": page(lambda root: silence(root)),
    "a picture lost": lose("A line", "svg"),
    "a code line lost": put("\n    go(b)", ""),
    "code indented otherwise": put("    go(b)", "  go(b)"),
    "letters without their brackets": put('class="two-parens lower-alpha"', 'class="lower-alpha"'),
    "a task that is not done": put("☑", "☐"),
    "a term lost": lose("Ship", "dt"),
    "a definition under the term before": rename("Ship", "dt", "p"),
    "a verse's lines joined": put("Over the sea<br>", "Over the sea "),
    "an abstract's word": put("Le résumé.", "Le resume."),
    "a key point lost": lose("Un autre.", "li"),
    "key points exchanged": exchange("Un autre.", "Un point.", "li"),
    "the title's word": put("<h1>Si vis", "<h1>Sic vis"),
    "mark-up left over": put("Somebody said", "**Somebody said"),
    "a word that nobody wrote": put("The end.", "Draft</p><p>The end."),
}


def part(name: str, before: str, after: str) -> Seed:
    """A Word document with other words in one of its parts."""

    def seed(data: bytes) -> bytes:
        parts = ooxml.read(data)
        parts[name] = _put(parts[name], before, after)
        return ooxml.write(parts)

    return seed


MAIN, NUMBERS = "word/document.xml", "word/numbering.xml"


def paragraph(main: Any, start: str) -> Any:
    """The paragraph of a Word document that begins so."""
    every = main.iter(f"{W}p")
    return [p for p in every if "".join(t.text or "" for t in p.iter(f"{W}t")).startswith(start)][-1]


def cut(start: str) -> Seed:
    def change(main: Any, notes: Any) -> None:
        found = paragraph(main, start)
        found.getparent().remove(found)

    return word(change)


def double(start: str) -> Seed:
    def change(main: Any, notes: Any) -> None:
        found = paragraph(main, start)
        found.addnext(copy.deepcopy(found))

    return word(change)


def styled(start: str, style: str) -> Seed:
    def change(main: Any, notes: Any) -> None:
        paragraph(main, start).find(f"{W}pPr/{W}pStyle").set(f"{W}val", style)

    return word(change)


def swap(first: str, second: str) -> Seed:
    """A Word document in which two paragraphs stand in each other's place."""

    def change(main: Any, notes: Any) -> None:
        one, two = paragraph(main, first), paragraph(main, second)
        stand = etree.Element("stand")
        one.getparent().replace(one, stand)
        two.getparent().replace(two, one)
        stand.getparent().replace(stand, two)

    return word(change)


def unnumbered(main: Any, notes: Any) -> None:
    its = paragraph(main, "Barley").find(f"{W}pPr")
    its.remove(its.find(f"{W}numPr"))
    its.find(f"{W}pStyle").set(f"{W}val", "BodyText")


def deeper(main: Any, notes: Any) -> None:
    paragraph(main, "Rye").find(f"{W}pPr/{W}numPr/{W}ilvl").set(f"{W}val", "1")


def without_row(main: Any, notes: Any) -> None:
    row = next(paragraph(main, "Baku").iterancestors(f"{W}tr"))
    row.getparent().remove(row)


def unsaid(main: Any, notes: Any) -> None:
    for drawing in main.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
        drawing.set("descr", "")


def unseen(main: Any, notes: Any) -> None:
    for drawing in list(main.iter(f"{W}drawing")):
        drawing.getparent().remove(drawing)


WORD: dict[str, Seed] = {
    "a word lost": part(MAIN, "which says more", "which more"),
    "a paragraph lost": cut("A second"),
    "a paragraph doubled": double("A second"),
    "two paragraphs exchanged": swap("A second", "The end"),
    "a heading's level": styled("Below", "Heading3"),
    "a heading that is none": styled("Below", "BodyText"),
    "a list that starts elsewhere": part(
        NUMBERS, '<w:startOverride w:val="1"/>', '<w:startOverride w:val="4"/>'
    ),
    "letters for numbers": part(NUMBERS, '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="lowerLetter"/>'),
    "an item without a number": word(unnumbered),
    "an item on another level": word(deeper),
    "a row lost": word(without_row),
    "two cells exchanged": swap("Poti", "12"),
    "a caption's words": part(MAIN, "Two ports", "Too ports"),
    "a caption that is none": styled("Table 1.", "BodyText"),
    "alternative text dropped": word(unsaid),
    "a picture lost": word(unseen),
    "a code line lost": part(MAIN, "    go(b)", ""),
    "letters without their brackets": part(NUMBERS, "(%1)", "%1."),
    "a term that is none": styled("Ship", "BodyText"),
    "a verse's lines joined": part(
        MAIN, "Over the sea</w:t></w:r><w:r><w:br/>", "Over the sea</w:t></w:r><w:r><w:tab/>"
    ),
    "a key point lost": cut("Un autre."),
    "an abstract's word": part(MAIN, "Le résumé.", "Le resume."),
    "mark-up left over": part(MAIN, "Somebody said", "[Somebody said"),
}


def tagged(opened: pikepdf.Pdf, start: str, kind: str) -> Element:
    """The element of a kind whose words begin so."""
    contents = content.streams(opened)
    said = content.words(opened, contents)
    for element in walk(read(opened)):
        words = "".join(
            said.get((one.page, own), "") for one in walk(element) for own in one.kids if isinstance(own, int)
        )
        if element.kind == kind and words.startswith(start):
            return element
    raise AssertionError(f"no {kind} begins with {start!r}")


def page_of(element: Element) -> int:
    """The page that an element stands on: marks are counted on each page anew."""
    return next(one.page for one in walk(element) if one.page >= 0)


def blanked(start: str, kind: str) -> Seed:
    """A PDF without the letters of an element; its tags stay."""

    def change(opened: pikepdf.Pdf) -> None:
        element = tagged(opened, start, kind)
        marks = marks_of(element) | {own for own in element.kids if isinstance(own, int)}
        write(opened, lambda mark, step: [] if mark in marks else [step], page_of(element))

    return paper(change)


def shifted(start: str, kind: str, right: float, up: float) -> Seed:
    """A PDF with an element drawn elsewhere on its page, in the engine's pixels."""

    def change(opened: pikepdf.Pdf) -> None:
        element = tagged(opened, start, kind)
        marks = marks_of(element)

        def moved(mark: int, step: Any) -> list[Any]:
            if mark not in marks:
                return [step]
            by = [pikepdf.Object.parse(str(value).encode()) for value in (1, 0, 0, 1, right, up)]
            return [
                pikepdf.ContentStreamInstruction([], pikepdf.Operator("q")),
                pikepdf.ContentStreamInstruction(by, pikepdf.Operator("cm")),
                step,
                pikepdf.ContentStreamInstruction([], pikepdf.Operator("Q")),
            ]

        write(opened, moved, page_of(element))

    return paper(change)


def drawn_as(first: str, second: str, kind: str) -> Seed:
    """A PDF in which two elements have each other's letters."""

    def change(opened: pikepdf.Pdf) -> None:
        elements = [tagged(opened, start, kind) for start in (first, second)]
        one, two = map(marks_of, elements)
        page, other = map(page_of, elements)
        assert page == other, f"{first} and {second} stand on two pages"
        steps: dict[str, Any] = {}

        def note_down(mark: int, step: Any) -> list[Any]:
            if mark in one | two:
                steps["one" if mark in one else "two"] = step
            return [step]

        write(opened, note_down, page)
        write(
            opened,
            lambda mark, step: [steps["two" if mark in one else "one"]] if mark in one | two else [step],
            page,
        )

    return paper(change)


def retagged(start: str, kind: str, to: str) -> Seed:
    def change(opened: pikepdf.Pdf) -> None:
        tagged(opened, start, kind).raw.S = pikepdf.Name(f"/{to}")

    return paper(change)


def untagged(start: str, kind: str) -> Seed:
    """A PDF that draws an element and does not tag it."""

    def change(opened: pikepdf.Pdf) -> None:
        element = tagged(opened, start, kind).raw
        element.P.K = pikepdf.Array([kid for kid in element.P.K if kid.objgen != element.objgen])

    return paper(change)


def reordered(first: str, second: str, kind: str) -> Seed:
    """A PDF whose tags have two elements of one parent in each other's place."""

    def change(opened: pikepdf.Pdf) -> None:
        one, two = (tagged(opened, start, kind).raw for start in (first, second))
        order = {one.objgen: two, two.objgen: one}
        one.P.K = pikepdf.Array([order.get(kid.objgen, kid) for kid in one.P.K])

    return paper(change)


def figure(change: Callable[[pikepdf.Pdf, Any], None]) -> Seed:
    def seed(opened: pikepdf.Pdf) -> None:
        change(opened, [one for one in walk(read(opened)) if one.kind == "Figure"][-1])

    return paper(seed)


def unspoken(opened: pikepdf.Pdf, picture: Any) -> None:
    picture.raw.Alt = pikepdf.String("Another picture.")


def placed(right: float, up: float) -> Callable[[pikepdf.Pdf, Any], None]:
    """Draws the picture elsewhere, and the frame that it is seen through: its marked content begins with a matrix."""

    def change(opened: pikepdf.Pdf, picture: Any) -> None:
        leaf = opened.pages[picture.page]
        steps, inside = [], False
        for step in pikepdf.parse_content_stream(leaf):
            steps.append(step)
            if str(step.operator) == "BDC" and "/MCID" in step.operands[1]:
                inside = int(step.operands[1].MCID) in picture.kids
                if inside:
                    frame = max(at for at, one in enumerate(steps) if str(one.operator) == "re")
                    x, y, *size = map(float, steps[frame].operands)
                    moved = [
                        pikepdf.Object.parse(str(value).encode()) for value in (x + right, y + up, *size)
                    ]
                    steps[frame] = pikepdf.ContentStreamInstruction(moved, pikepdf.Operator("re"))
                    by = [pikepdf.Object.parse(str(value).encode()) for value in (1, 0, 0, 1, right, up)]
                    steps.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("q")))
                    steps.append(pikepdf.ContentStreamInstruction(by, pikepdf.Operator("cm")))
            elif str(step.operator) == "EMC" and inside:
                steps.insert(-1, pikepdf.ContentStreamInstruction([], pikepdf.Operator("Q")))
                inside = False
        leaf.obj.Contents = opened.make_stream(pikepdf.unparse_content_stream(steps))

    return change


def undrawn(opened: pikepdf.Pdf, picture: Any) -> None:
    """Takes out what is drawn in the picture's marked content."""
    leaf = opened.pages[picture.page]
    steps, inside = [], False
    for step in pikepdf.parse_content_stream(leaf):
        if str(step.operator) == "BDC" and "/MCID" in step.operands[1]:
            inside = int(step.operands[1].MCID) in picture.kids
        if not inside or str(step.operator) in ("BDC", "EMC"):
            steps.append(step)
        inside = inside and str(step.operator) != "EMC"
    leaf.obj.Contents = opened.make_stream(pikepdf.unparse_content_stream(steps))


PAPER: dict[str, Seed] = {
    "a paragraph without letters": blanked("A second", "P"),
    "an item's mark lost": blanked("2.", "Lbl"),
    "two items' marks exchanged": drawn_as("1.", "2.", "Lbl"),
    "two cells exchanged": drawn_as("12", "9", "TD"),
    "a cell off the page": shifted("12", "TD", 2000, 0),
    "a cell over another": shifted("12", "TD", -420, 0),
    "a paragraph above its place": shifted("A second", "P", 0, -60),
    "a paragraph over another": shifted("A second", "P", 0, -20),
    "a verse's lines joined": shifted("Under the sky", "Span", 150, -20),
    "two letters exchanged": drawn_as("(c)", "(d)", "Lbl"),
    "a definition above its term": shifted("It floats", "LBody", 0, -60),
    "a caption far from its picture": shifted("Figure 1.", "Caption", 0, 300),
    "a heading's level": retagged("Below", "H3", "H4"),
    "a heading that is none": retagged("Below", "H3", "P"),
    "a paragraph untagged": untagged("A second", "P"),
    "tags in another order": reordered("A second", "An opening", "P"),
    "a cell untagged": untagged("12", "TD"),
    "alternative text changed": figure(unspoken),
    "a picture cut": figure(placed(500, 0)),
    "a picture not drawn": figure(undrawn),
    "an abstract's word": blanked("Le résumé.", "P"),
    "the title lost": blanked("Si vis", "H1"),
    "key points in another order": reordered("Un point", "Un autre", "LI"),
}


def expected() -> dict[tuple[str, str], list[str]]:
    """What `word_faults.txt` says of each fault, by the format and the fault's name."""
    said: dict[tuple[str, str], list[str]] = {}
    for line in (Path(__file__).parent / "word_faults.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind, _, name = line[2:].partition(": ")
            told = said.setdefault((kind, name), [])
        elif line:
            told.append(line)
    return said


SAID = expected()
SEEDS = {
    (kind, name): seed
    for kind, group in (("html", PAGE), ("docx", WORD), ("pdf", PAPER))
    for name, seed in group.items()
}


@pytest.mark.parametrize(("kind", "name"), SEEDS)
def test_fault(finished: Finished, kind: str, name: str) -> None:
    """One fault in one file is told by its own line and words, and nothing else is."""
    spoilt = replace(finished, **dict[str, Any]({kind: SEEDS[kind, name](getattr(finished, kind))}))
    found = [re.sub(r"[\u00a0\u202f]", " ", one) for one in faults(spoilt)]
    assert sorted(found) == SAID[kind, name]


def test_each_fault_is_planted() -> None:
    """`word_faults.txt` names no fault that is not planted."""
    assert SAID.keys() == SEEDS.keys()
