"""Tells what an author typed by hand for people to read: calls of notes, references to sections, lists of sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from notebuild.edition import tree
from notebuild.exchange.intake.arrange import Item
from notebuild.exchange.intake.headings import SOURCES
from notebuild.exchange.intake.value import Remark, squeezed

CALL = re.compile(r"\[(\d{1,3})\]")
RAISED = re.compile(r"\d{1,3}")
SECTION = re.compile(
    r"\b(?:sections?|chapters?|parts?|parties?|chapitres?|abschnitte?s?|kapiteln?|§)\s(\d+(?:\.\d+)*|[IVX]+)\b",
    re.I,
)


def told(found: Sequence[Item], numbers: Iterable[str]) -> list[Remark]:
    """Return what is to be told of a text; `numbers` are those of headings, which were taken off."""
    return [*_calls(found), *_sections(found, {one.strip(" .)") for one in numbers}), *_sources(found)]


def _calls(found: Sequence[Item]) -> Iterator[Remark]:
    """Yield one remark where raised numbers, or numbers in brackets, count from 1 and lead to no note."""
    raised: list[tuple[int, int, str]] = []
    bracketed: list[tuple[int, int, str]] = []
    for item in found:
        if item.block["t"] == "Table":
            continue
        near = squeezed(tree.text(item.block))
        for paragraph in tree.find(item.block, "Para", "Plain"):
            for before, one in pairwise(paragraph["c"]):
                said = tree.text(one["c"]).strip() if one["t"] == "Superscript" else ""
                if (
                    RAISED.fullmatch(said) and not tree.text(before)[-1:].isdigit()
                ):  # 10 to the power of 6 is none
                    raised.append((int(said), item.place, near))
        bracketed += [(int(number), item.place, near) for number in CALL.findall(near)]
    for several in (raised, bracketed):
        counted = sorted({number for number, *_ in several})
        if len(counted) > 1 and counted == list(range(1, len(counted) + 1)):
            what = "numbers that look like calls of notes typed by hand: write [^1] there, and each note as [^1]: …"
            yield Remark(what, " ".join(map(str, counted)), place=several[0][1], near=several[0][2])


def _sections(found: Sequence[Item], numbers: set[str]) -> Iterator[Remark]:
    for item in found:
        if item.block["t"] == "Header":
            continue
        said = squeezed(tree.text(item.block))
        for match in SECTION.finditer(said):
            if match[1] in numbers:
                what = "a reference to a heading by its number, which it has no more: write [](#label)"
                yield Remark(what, match[0], place=item.place)


def _sources(found: Sequence[Item]) -> Iterator[Remark]:
    for item, following in pairwise(found):
        said = squeezed(tree.text(item.block))
        if item.block["t"] == "Para" and following.block["t"] != "Header" and SOURCES.fullmatch(said):
            what = "a line that may head a list of sources, which a note prints by itself"
            yield Remark(what, said, place=item.place)
