"""Says what an edition asks of the lines of its PDF: which words stay whole, which spaces do not break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from notebuild.core.house import Profile
from notebuild.core.model import Edition
from notebuild.edition import tree, typography
from notebuild.readback import squeeze

_COMPOUND = re.compile(r"[^\W_]+(?:['’][^\W_]+)?(?:[-\u2010\u2011][^\W_]+)+")


_END = "\ue000"
"""Stands for a line break; no text has it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of an edition's lines."""

    whole: frozenset[str] = frozenset()
    """Words that are not broken, in small letters."""

    compounds: frozenset[str] = frozenset()
    """Words that have a hyphen of their own, in small letters."""

    addresses: tuple[str, ...] = ()
    """The addresses that it prints."""

    foreign: tuple[str, ...] = ()
    """Its passages in other languages, squeezed: the profile's rules are not theirs."""

    profile: Profile | None = None
    """What ties words; None for nothing."""

    breaks: tuple[tuple[str, str], ...] = ()
    """What stands before and after each end of a line that its author asked for, squeezed."""

    def ends(self, before: str, after: str) -> bool:
        """Return whether a line's author asked for its end, by its words and those of the line below."""
        before, after = squeeze(before).rstrip("0123456789"), squeeze(after)
        return any(
            (last.endswith(before) or before.endswith(last))
            and (after.startswith(first) or first.startswith(after))
            for last, first in self.breaks
        )

    def ties(self, before: str, after: str) -> bool:
        """Return whether a rule of the profile lets no line end between two stretches of a text, apart by a space.

        The rules change white space alone, so that the place is found again by the characters before it.
        """
        ends = squeeze("".join((*before.split()[-2:], *after.split()[:1]))).rstrip(",.;:»)")
        if self.profile is None or any(ends in text for text in self.foreign):
            return False
        typed = typography.worded(f"{before} {after}", self.profile)
        at = len("".join(before.split()))
        for place, sign in enumerate(typed):
            if not at:
                return not sign.isspace() or sign in "\u00a0\u202f"
            at -= not typed[place].isspace()
        return False


NOTHING = Wanted()


def wanted(edition: Edition, profile: Profile) -> Wanted:
    """Return what an edition asks of its lines, set by a profile."""
    text = "\n".join(_texts(edition))
    compounds = {match[0].casefold() for match in _COMPOUND.finditer(text)}
    addresses = dict.fromkeys(match[0].rstrip(".,;:!?)]»”’") for match in typography.ADDRESS.finditer(text))
    return Wanted(
        frozenset(edition.whole),
        frozenset(re.sub("[\u2010\u2011]", "-", word) for word in compounds),
        tuple(address for address in addresses if len(address) > 8),
        tuple(_foreign(edition, profile.language.split("-")[0])),
        profile,
        tuple(_breaks(edition)),
    )


def _breaks(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield what stands before and after each line break in the text and the notes of an edition."""
    bodies = [*edition.tree["blocks"], *(block for note in edition.footnotes for block in note.blocks)]
    marked = tree.rewrite(bodies, lambda _: {"t": "Str", "c": _END}, "LineBreak")
    for node in tree.find(marked, "Para", "Plain"):
        if _END in (text := tree.text(node["c"])):
            pieces = [piece for piece in map(squeeze, text.split(_END)) if piece]
            yield from ((before.rstrip("0123456789"), after) for before, after in pairwise(pieces))


def _foreign(edition: Edition, language: str) -> Iterator[str]:
    """Yield the passages of an edition that are in another language than its own."""
    bodies = [*edition.tree["blocks"], *(block for note in edition.footnotes for block in note.blocks)]
    for node in tree.find(bodies, "Span", "Div"):
        spoken = tree.attribute(node, "lang")
        if spoken and spoken.split("-")[0] != language:
            yield squeeze(tree.text(node["c"][1]))


def _texts(edition: Edition) -> Iterator[str]:
    """Yield the words of an edition: its text, its notes, what stands before and after them."""
    yield tree.text(edition.tree["blocks"])
    for note in edition.footnotes:
        yield note.text
    yield from _said(edition.metadata)


def _said(value: Any) -> Iterator[str]:
    """Yield the words of a value of the front matter: of inlines and blocks together, else one by one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple) and any(isinstance(one, Mapping) and "t" in one for one in value):
        yield tree.text(value)
    elif isinstance(value, Mapping | list | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _said(one)
