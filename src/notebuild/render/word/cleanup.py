"""Puts in order what pandoc wrote in Word's parts: footnotes, ids, bookmarks, runs, links."""

from __future__ import annotations

from collections.abc import Mapping

from notebuild.render.word.measures import pt
from notebuild.render.word.ooxml import Element, element, every, find, name, value

FLOWING = ("", "Compact", "BodyText", "FirstParagraph")
"""Styles that pandoc puts where it knows no better."""


def style(paragraph: Element) -> str:
    """Return the id of a paragraph's style; empty for the default one."""
    properties = find(paragraph, "w:pPr")
    named = None if properties is None else find(properties, "w:pStyle")
    return "" if named is None else value(named)


def properties(paragraph: Element) -> Element:
    """Return a paragraph's properties, made where it has none."""
    found = find(paragraph, "w:pPr")
    if found is None:
        found = element("w:pPr")
        paragraph.insert(0, found)
    return found


BEHIND_SPACING = tuple(
    name(f"w:{tag}")
    for tag in "ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange".split()
)
"""What stands behind the spacing in a paragraph's properties (ECMA-376-1, 17.3.1.26)."""


def space_before(paragraph: Element, twips: int) -> None:
    """Set the space above a paragraph, whatever else its properties hold."""
    its = properties(paragraph)
    spacing = find(its, "w:spacing")
    if spacing is None:
        spacing = element("w:spacing")
        its.insert(sum(child.tag not in BEHIND_SPACING for child in its), spacing)
    spacing.set(name("w:before"), str(twips))


def restyle(paragraph: Element, to: str) -> None:
    """Put a paragraph into another style."""
    its = properties(paragraph)
    named = find(its, "w:pStyle")
    if named is None:
        named = element("w:pStyle")
        its.insert(0, named)
    named.set(name("w:val"), to)


def text(start: Element) -> str:
    """Return the words below an element; tabs and breaks as a space."""
    return "".join(
        (part.text or "") if part.tag == name("w:t") else " " for part in every(start, "w:t", "w:tab", "w:br")
    )


def number_notes(body: Element, notes: Element) -> None:
    """Give each footnote its printed number as its id, in the order of the calls; pandoc's have gaps."""
    calls = every(body, "w:footnoteReference")
    order = {value(call, "w:id"): str(number) for number, call in enumerate(calls, 1)}
    for call in calls:
        call.set(name("w:id"), order[value(call, "w:id")])
    for note in list(notes):
        if value(note, "w:type") or value(note, "w:id") not in order:
            notes.remove(note)
        else:
            note.set(name("w:id"), order[value(note, "w:id")])
    notes[:] = sorted(notes, key=lambda note: int(value(note, "w:id")))


def dress_notes(notes: Element) -> None:
    """Hang the number before a tab; the paragraphs after the first go on under the text."""
    for note in notes:
        for paragraph in every(note, "w:p")[1:]:
            if style(paragraph) in ("FootnoteText", *FLOWING):
                restyle(paragraph, "FootnoteContinued")
            for level in every(paragraph, "w:ilvl"):
                left = pt(27) + pt(12) * int(value(level))
                indent = {"w_left": str(left), "w_hanging": str(pt(12))}
                properties(paragraph).append(element("w:ind", **indent))
        for mark in every(note, "w:footnoteRef"):
            head = mark.getparent()
            assert head is not None
            for named in every(head, "w:rStyle"):
                named.set(name("w:val"), "FootnoteNumber")
            after = head.getnext()
            if after is not None and text(after) == " ":
                after[:] = [element("w:tab")]


def tighten_bookmarks(body: Element) -> None:
    """Make a heading's bookmark hold the heading: pandoc's holds all its section."""
    ends = {value(end, "w:id"): end for end in every(body, "w:bookmarkEnd")}
    for start in body.findall(name("w:bookmarkStart")):
        heading = start.getnext()
        while heading is not None and heading.tag == name("w:bookmarkStart"):
            heading = heading.getnext()
        if heading is not None and style(heading).startswith("Heading"):
            heading.insert(1, start)
            heading.append(ends[value(start, "w:id")])


def join_runs(part: Element) -> None:
    """Join neighbouring runs of plain words with the same look: pandoc writes one a word."""
    for parent in every(part, "w:p", "w:hyperlink"):
        last: Element | None = None
        for child in list(parent):
            words = child.findall(name("w:t"))
            plain = child.tag == name("w:r") and len(words) == 1
            if not plain or any(e.tag not in (name("w:t"), name("w:rPr")) for e in child):
                last = None
            elif last is not None and look(last) == look(child):
                (kept,) = last.findall(name("w:t"))
                kept.text = (kept.text or "") + (words[0].text or "")
                parent.remove(child)
            else:
                last = child


def look(run: Element) -> str:
    """Return a run's properties as a string to compare."""
    its = find(run, "w:rPr")
    return "" if its is None else " ".join(f"{e.tag}{sorted(e.attrib.items())}" for e in its.iter())


def number_ids(body: Element, notes: Element) -> None:
    """Number bookmarks and pictures from 1, in the order of the document and of its footnotes."""
    for tags, attribute in (
        (("w:bookmarkStart", "w:bookmarkEnd"), "w:id"),
        (("wp:docPr", "pic:cNvPr"), "id"),
    ):
        numbers: dict[tuple[int, str], str] = {}
        for part, start in enumerate((body, notes)):
            for item in every(start, *tags):
                key = (part, value(item, attribute))
                item.set(name(attribute), numbers.setdefault(key, str(len(numbers) + 1)))


def relink(body: Element, written: Element, own: Element) -> None:
    """Add to `own`, the reference's relationships, those that the text uses, in its order.

    Pandoc gives the reference's parts new ids: the section takes back its own.
    """
    places = {relation.get("Id", ""): relation for relation in written}
    ids = {relation.get("Target", ""): relation.get("Id", "") for relation in own}
    for item in every(body, "w:headerReference", "w:footerReference"):
        item.set(name("r:id"), ids[places[value(item, "r:id")].get("Target", "")])
    renumber(body, places, own, "rIdText")


def quiet_addresses(part: Element, relations: Element) -> None:
    """Give each link that shows its own address the style of addresses, so that notes are no field of red."""
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    for link in every(part, "w:hyperlink"):
        target, said = targets.get(value(link, "r:id"), ""), text(link)
        if target and (said.startswith(("http://", "https://")) or target == f"mailto:{said}"):
            for worn in every(link, "w:rStyle"):
                worn.set(name("w:val"), "Address")


def renumber(part: Element, places: Mapping[str, Element], own: Element, stem: str) -> None:
    """Add to `own` each relationship that the part's links and pictures use, numbered anew."""
    new: dict[str, str] = {}
    for item in every(part, "w:hyperlink", "a:blip"):
        attribute = "r:id" if item.tag == name("w:hyperlink") else "r:embed"
        old = value(item, attribute)
        if not old:
            continue
        if old not in new:
            new[old] = f"{stem}{len(new) + 1}"
            places[old].set("Id", new[old])
            own.append(places[old])
        item.set(name(attribute), new[old])
