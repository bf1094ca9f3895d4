"""The atoms of a text that is compared: words, signs, calls and things, each with how it looks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["word", "sign", "call", "end", "thing"]

STOPS = frozenset(".,;:!?\u2026")
"""The signs that a call may stand before or after: which, the house's typography says and not the reviewer."""

PIECE = re.compile(
    r"(?P<space>[\s\u00a0\u2000-\u200a\u202f\u3000]+)|(?P<word>[^\W_]+(?:['\u2019\u02bc][^\W_]+)*)|(?P<sign>\.{3}|-{2,3}|.)",
    re.DOTALL,
)
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What nobody sees or types: soft hyphens, joiners, break opportunities, signs of direction."""

ALIKE = str.maketrans(
    {
        **dict.fromkeys(
            '"\u2018\u2019\u201a\u201b\u02bc\u2039\u203a\u201c\u201d\u201e\u201f\u00ab\u00bb', "'"
        ),
        **dict.fromkeys("\u2010\u2011", "-"),
        "\u2212": "\u2013",
    }
)
"""Signs that are one to a reviewer: the house's typography says which of them is printed."""

DASHES = {"--": "\u2013", "---": "\u2014", "...": "\u2026"}


@dataclass(frozen=True, slots=True)
class Atom:
    """What is compared as one."""

    key: str
    """What it is known by: its letters with the house's typography folded; of a call, its note."""

    text: str
    """As it stands."""

    kind: Kind = "word"
    space: bool = False
    """Whether white space stands before it."""

    look: frozenset[str] = frozenset()
    """How it is shown: "italic", "bold", "strike", "super", "sub", "caps", "link:address"."""

    start: int = 0
    end: int = 0
    """Where it stands in the text that it was read from, in characters; of a note's call, nothing."""


def fold(text: str) -> str:
    """Return letters or a sign as they are compared (Unicode NFKC, quotation marks and hyphens of one kind)."""
    text = unicodedata.normalize("NFKC", UNSEEN.sub("", text).translate(ALIKE)).translate(ALIKE)
    return DASHES.get(text, text)


def read(text: str, look: frozenset[str] = frozenset(), base: int = 0) -> list[Atom]:
    """Return the atoms of plain words; `base` is where the text begins in what it is a part of."""
    found: list[Atom] = []
    space = False
    for match in PIECE.finditer(text):
        if match["space"]:
            space = True
            continue
        key = fold(match[0])
        if not key:
            continue
        kind: Kind = "word" if match["word"] else "sign"
        found.append(Atom(key, match[0], kind, space, look, base + match.start(), base + match.end()))
        space = False
    if space:  # what follows in another run begins after it
        found.append(Atom("", "", "sign", True, look, base + len(text), base + len(text)))
    return found


def joined(atoms: Iterable[Atom]) -> list[Atom]:
    """Return atoms of several runs as one text: a word that a run parts is one, and space is kept with what follows.

    The two halves of a word must touch; the look is that of the first.
    """
    out: list[Atom] = []
    space = False
    for atom in atoms:
        if not atom.key and atom.kind == "sign":
            space = space or atom.space
            continue
        atom = replace(atom, space=atom.space or space) if space else atom
        space = False
        last = out[-1] if out else None
        if last and not atom.space and last.kind == atom.kind == "word":
            out[-1] = replace(last, key=last.key + atom.key, text=last.text + atom.text, end=atom.end)
        elif last and not atom.space and _apostrophe(out, atom):
            mark = out.pop()
            first = out.pop()
            out.append(
                replace(
                    first,
                    key=first.key + mark.key + atom.key,
                    text=first.text + mark.text + atom.text,
                    end=atom.end,
                )
            )
        else:
            out.append(atom)
    return out


def _apostrophe(before: Sequence[Atom], atom: Atom) -> bool:
    """Return whether an apostrophe of a run of its own stands between this word and the one before it."""
    if atom.kind != "word" or len(before) < 2:
        return False
    mark, first = before[-1], before[-2]
    return mark.key == "'" and not mark.space and first.kind == "word"


def settled(atoms: Sequence[Atom]) -> list[Atom]:
    """Return atoms with each call after the stops beside it, and without the marks that stand between calls.

    Space before a sign that French sets apart, and inside its quotation marks, is the house's and not counted.
    """
    out: list[Atom] = []
    for at, atom in enumerate(atoms):
        beside = [atoms[near].kind for near in (at - 1, at + 1) if 0 <= near < len(atoms)]
        if atom.kind == "sign" and "super" in atom.look and "call" in beside:
            continue
        if atom.kind == "call":
            atom = replace(atom, space=False)
        if atom.kind == "sign" and atom.key in STOPS and not atom.space:
            place = len(out)
            while place and out[place - 1].kind == "call":
                place -= 1
            out.insert(place, atom)
            continue
        out.append(atom)
    return out


def keys(atoms: Sequence[Atom]) -> list[str]:
    """Return what atoms are compared by.

    Whether space stands before a word counts behind a sign, unless that is a quotation mark.
    """
    out = []
    for at, atom in enumerate(atoms):
        before = atoms[at - 1] if at else None
        glued = (
            before is not None
            and before.kind == "sign"
            and before.key != "'"
            and atom.kind == "word"
            and not atom.space
        )
        out.append(f"{atom.key}{atom.kind[0]}{'-' * glued}")
    return out


def plain(atoms: Iterable[Atom]) -> str:
    """Return atoms as a person reads them; a call as its note's key in brackets."""
    said = ""
    for atom in atoms:
        said += " " * bool(atom.space and said)
        said += "\u00b6" if atom.kind == "end" else f"[{atom.key}]" if atom.kind == "call" else atom.text
    return said
