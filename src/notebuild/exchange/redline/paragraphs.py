"""Two versions of a paragraph as one, and a paragraph that came or went."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from notebuild.compare import words
from notebuild.exchange.redline.atoms import Atom, Piece, Side, Tracked, canonical, written
from notebuild.render.word.ooxml import Element, element, find, name

NOT_OLD = ("w:rPr", "w:sectPr", "w:pPrChange")
"""What a paragraph's former properties may not hold (CT_PPrBase)."""

NUMBER = name("w:footnoteRef")
"""A note's own number: it comes and goes with the call, and is never tracked."""


@dataclass(frozen=True, slots=True)
class Dressed:
    """The properties of a paragraph that both versions have: what they are, and what they were."""

    new: Element
    old: Element


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge needs, and what it leaves for its end."""

    old: Side
    new: Side
    tracked: Tracked
    dressed: list[Dressed] = field(default_factory=list)
    """The properties of every paragraph that both versions have."""

    former: list[Element] = field(default_factory=list)
    """The properties of every paragraph that went; their lists are the old version's."""


def both(old: Element, new: Element, before: Sequence[Atom], after: Sequence[Atom], merge: Merge) -> Element:
    """Return a paragraph that both versions have, its words tracked; the atoms are those of each."""
    properties, former = _properties(new), _properties(old)
    merge.dressed.append(Dressed(properties, former))
    return element("w:p", properties, *written(pieces(before, after), merge.tracked))


def one(paragraph: Element, its: Sequence[Atom], state: str, merge: Merge, *, is_last: bool) -> Element:
    """Return a paragraph that came ("ins") or went ("del"); the last of a cell or note keeps its mark."""
    properties = _properties(paragraph)
    if state == "del":
        merge.former.append(properties)
        its = [atom for atom in its if not atom.is_mark]
    if not is_last:
        mark = find(properties, "w:rPr")
        if mark is None:
            mark = element("w:rPr")
            places = [at for at, child in enumerate(properties) if child.tag == name("w:sectPr")]
            properties.insert(places[0] if places else len(properties), mark)
        mark.insert(0, merge.tracked(f"w:{state}"))
    parts = [Piece(_state(atom, state), atom) for atom in its]
    return element("w:p", properties, *written(parts, merge.tracked))


def pieces(before: Sequence[Atom], after: Sequence[Atom]) -> list[Piece]:
    """Return the pieces of a paragraph that both versions have; the old version's marks are left out."""
    old = [atom for atom in before if not atom.is_mark]
    new = [atom for atom in after if not atom.is_mark]
    marks: list[list[Piece]] = [[] for _ in range(len(new) + 1)]
    at = 0
    for atom in after:
        if atom.is_mark:
            marks[at].append(Piece("same", atom))
        else:
            at += 1
    made: list[Piece] = []
    for part in words.stretches(
        [atom.key for atom in old], [atom.key for atom in new], lambda place: new[place].weight
    ):
        if not part.is_same:
            made += [Piece(_state(old[place], "del"), old[place]) for place in part.old]
        for count, place in enumerate(part.new):
            made += marks[place]
            if part.is_same:
                was = old[part.old[count]]
                state = "same" if was.look == new[place].look else "look"
                made.append(Piece(state, new[place], was.properties))
            else:
                made.append(Piece(_state(new[place], "ins"), new[place]))
    return made + marks[-1]


def dress(merge: Merge) -> None:
    """Write down what each paragraph's properties were, where they have changed (ECMA-376-1, 17.13.5.29)."""
    for pair in merge.dressed:
        now, was = _bare(pair.new), _bare(pair.old)
        if canonical(now) != canonical(was):
            pair.new.append(merge.tracked("w:pPrChange", was))


def _bare(properties: Element) -> Element:
    """Return properties without what former ones may not hold."""
    made = deepcopy(properties)
    for child in list(made):
        if child.tag in {name(tag) for tag in NOT_OLD}:
            made.remove(child)
    return made


def _properties(paragraph: Element) -> Element:
    its = find(paragraph, "w:pPr")
    return element("w:pPr") if its is None else deepcopy(its)


def _state(atom: Atom, state: str) -> str:
    """Return what becomes of an atom; a note's own number comes and goes with its call."""
    is_number = atom.thing is not None and atom.thing.tag == NUMBER
    return "same" if atom.is_mark or is_number else state
