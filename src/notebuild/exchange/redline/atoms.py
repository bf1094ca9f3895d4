"""A paragraph of Word as a row of atoms: words, spaces, signs, calls, pictures and whatever else a run holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from notebuild.compare import words
from notebuild.render.word.ooxml import Element, element, every, find, name, value

CALL = "call"
WRAPPERS = (name("w:hyperlink"), name("w:fldSimple"))
"""What holds runs and may hold tracked changes, and stands in none (ECMA-376-1, 17.13.5)."""

MARKS = (name("w:bookmarkStart"), name("w:bookmarkEnd"))
"""What has no width: the new version's are kept where they stand."""


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A link or a simple field around runs."""

    key: str
    """Where it leads, or what the field says: the same in two packages, whatever their ids."""

    made: Element
    """It, empty, as the redline's package has it."""


@dataclass(frozen=True, slots=True)
class Atom:
    """The least part of a paragraph that is the same, came or went as a whole."""

    key: tuple[str, ...]
    """What makes it the same as one of the other version: its words, and the wrapper that it stands in."""

    text: str = ""
    """Words, spaces or one sign; empty where it is something else."""

    thing: Element | None = None
    """What a run holds that is no text; of a mark, the mark."""

    look: str = ""
    """The run's properties as a string to compare."""

    properties: Element | None = None
    wrapper: Wrapper | None = None

    @property
    def is_mark(self) -> bool:
        return self.thing is not None and self.thing.tag in MARKS

    @property
    def weight(self) -> int | None:
        """Its letters; None for what is no text."""
        return len(self.text.strip()) if self.thing is None else None


@dataclass(frozen=True, slots=True)
class Side:
    """How the two packages, the old or the new, are told from each other in the redline."""

    call: Callable[[str], tuple[str, ...]]
    """The key of a note's call by its id."""

    wrapper: Callable[[Element], Wrapper]
    picture: Callable[[Element], tuple[str, ...]]
    """The key of what holds pictures; it makes them lead into the redline's package."""


def canonical(one: Element | None) -> str:
    """Return an element as a string to compare: names and attributes, whatever prefixes and their order."""
    if one is None:
        return ""
    inside = "".join(map(canonical, one))
    said = sorted((str(key), str(text)) for key, text in one.attrib.items())
    return f"<{one.tag} {said}>{one.text or ''}{inside}</>"


def look(properties: Element | None) -> str:
    """Return a run's properties as a string to compare; none at all is what no properties are."""
    return "".join(sorted(map(canonical, properties))) if properties is not None else ""


def atoms(paragraph: Element, side: Side) -> list[Atom]:
    """Return the atoms of a paragraph, its marks among them."""
    return list(_content(paragraph, side, None))


def _content(holder: Element, side: Side, wrapper: Wrapper | None) -> Iterator[Atom]:
    for child in holder:
        if child.tag == name("w:r"):
            yield from _run(child, side, wrapper)
        elif child.tag in WRAPPERS:
            yield from _content(child, side, side.wrapper(child))
        elif child.tag in MARKS:
            yield Atom(("mark",), thing=child)
        elif child.tag != name("w:pPr"):
            yield Atom(("other", canonical(child)), thing=child)


def _run(run: Element, side: Side, wrapper: Wrapper | None) -> Iterator[Atom]:
    properties = find(run, "w:rPr")
    shown = look(properties)
    around = wrapper.key if wrapper else ""
    for child in run:
        if child is properties:
            continue
        if child.tag == name("w:t"):
            for piece in words.pieces(child.text or ""):
                yield Atom(("t", piece, around), piece, None, shown, properties, wrapper)
            continue
        if child.tag == name("w:footnoteReference"):
            key = side.call(value(child, "w:id"))
        elif every(child, "a:blip"):
            key = side.picture(child)
        else:
            key = (canonical(child),)
        yield Atom((*key, around), "", child, shown, properties, wrapper)


@dataclass(frozen=True, slots=True)
class Piece:
    """An atom and what became of it: "same", "ins", "del", or "look" where only its look has changed."""

    state: str
    atom: Atom
    before: Element | None = None
    """Of a changed look: the properties that it had."""


Tracked = Callable[..., Element]
"""Makes an element of this prefixed name, with author and date: `tracked("w:ins", run)`."""


def written(pieces: Iterable[Piece], tracked: Tracked) -> list[Element]:
    """Return pieces as what stands in a paragraph: runs, in their wrappers, in what tracks them."""
    made: list[Element] = []
    holder: list[Element] | Element = made
    held: str | None = None
    waiting: list[Piece] = []

    def flush() -> None:
        for runs, state in _runs(waiting, tracked):
            holder.extend([tracked(f"w:{state}", *runs)] if state in ("ins", "del") else runs)
        waiting.clear()

    for piece in pieces:
        wrapper = piece.atom.wrapper
        key = wrapper.key if wrapper else None
        if piece.atom.is_mark:
            flush()
            assert piece.atom.thing is not None
            made.append(deepcopy(piece.atom.thing))
            holder, held = made, None
            continue
        if key != held:
            flush()
            holder, held = made, key
            if wrapper is not None:
                holder = deepcopy(wrapper.made)
                made.append(holder)
        waiting.append(piece)
    flush()
    return made


def _runs(pieces: list[Piece], tracked: Tracked) -> Iterator[tuple[list[Element], str]]:
    """Yield runs with the state that they share; pieces of one look and state are one run."""
    runs: list[Element] = []
    state, seen = "", None
    for piece in pieces:
        if piece.state != state and runs:
            yield runs, state
            runs, seen = [], None
        state = piece.state
        shown = (piece.atom.look, look(piece.before) if piece.state == "look" else "")
        if shown != seen or not runs:
            runs.append(_run_of(piece, tracked))
            seen = shown
        _add(runs[-1], piece)
    if runs:
        yield runs, state


def _run_of(piece: Piece, tracked: Tracked) -> Element:
    """Return an empty run with a piece's look, and the look that it had."""
    properties = deepcopy(piece.atom.properties)
    if piece.state == "look":
        properties = element("w:rPr") if properties is None else properties
        before = element("w:rPr") if piece.before is None else deepcopy(piece.before)
        properties.append(tracked("w:rPrChange", before))
    return element("w:r", properties)


def _add(run: Element, piece: Piece) -> None:
    """Add a piece to a run; what went has names of its own (ECMA-376-1, 17.3.3.7 and 17.16.13)."""
    gone = piece.state == "del"
    if piece.atom.thing is not None:
        thing = deepcopy(piece.atom.thing)
        if gone and thing.tag == name("w:instrText"):
            thing.tag = name("w:delInstrText")
        run.append(thing)
        return
    tag = name("w:delText" if gone else "w:t")
    last = run[-1] if len(run) else None
    if last is None or last.tag != tag:
        last = etree.SubElement(run, tag)
        last.set(name("xml:space"), "preserve")
        last.text = ""
    last.text = (last.text or "") + piece.atom.text
