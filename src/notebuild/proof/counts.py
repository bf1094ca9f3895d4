"""Counts how the lines and pages of a finished PDF fall: what a compositor would mend, where it can be mended.

Nothing here refuses a file. The rules are those of Bringhurst, The Elements of Typographic Style, 2.4, of
the Lexique des règles typographiques en usage à l'Imprimerie nationale, "Coupures", and for addresses of
The Chicago Manual of Style, 17th ed., 7.46.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass

from notebuild.proof import lines
from notebuild.proof.wanted import NOTHING, Wanted
from notebuild.readback import HYPHENS, Block, Reading, SetLine

Places = tuple[tuple[int, str], ...]
"""Where something stands: a page from 1, and the words of the line."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How the text of a PDF falls into lines and pages."""

    lines: int
    hyphens: int
    """Lines that end in a hyphen, in text and notes."""

    uneven: Places
    """Lines that stand nearer to or farther from the one above than the lines of their size do."""

    ladders: Places
    """The third line and each further one of the text in a row that ends in a hyphen."""

    in_notes: Places
    """Lines of notes, which are set ragged, that end in a hyphen which is not the word's own."""

    over_page: Places
    """Last lines of a page that end within a word."""

    stubs: Places
    """Last lines that are part of a word."""

    parted: Places
    """Lines that end within a name or month, or between what a rule of the language's profile ties."""

    addresses: Places
    """Lines that end in an address where it must not break."""

    deep: Places
    """Pages that go on in running text and leave more than 40 points above their notes; and how many."""

    runts: Places
    """Last lines that are a tenth of the measure or less."""

    orphans: Places
    """First lines of a paragraph alone at the end of a page."""

    widows: Places
    """Last lines of a paragraph alone at the top of a page."""

    stranded: Places
    """Headings with nothing of their section below them on the page."""

    broken: Places
    """Lines broken off although the next line's first word would have stood on them."""

    @property
    def blemishes(self) -> int:
        """How many places there are of all kinds: of two layouts the one with fewer is the better."""
        return sum(len(value) for value in astuple(self) if isinstance(value, tuple))


def count(reading: Reading, wanted: Wanted = NOTHING) -> Counts:
    """Return the counts of a PDF read by geometry, where `wanted` says what its edition asks of its lines."""
    blocks = reading.composition.blocks
    prose = [b for b in blocks if b.part in ("text", "note") and b.kind in ("P", "LBody")]
    paragraphs = [block for block in prose if block.part == "text"]
    notes = [block for block in prose if block.part == "note"]
    every = [line for block in prose for line in block.lines]
    return Counts(
        lines=len(every),
        hyphens=sum(line.text.endswith(HYPHENS) for line in every),
        uneven=_told(lines.uneven(prose)),
        ladders=_places(lines.ladders, paragraphs),
        in_notes=_places(lambda block: lines.hyphenated(block, wanted), notes),
        over_page=_places(lines.over_page, prose),
        stubs=_places(lambda block: lines.stubs(block, wanted), paragraphs),
        parted=_places(lambda block: lines.parted(block, wanted), prose),
        addresses=_places(lambda block: lines.addresses(block, wanted), prose),
        deep=tuple((page, f"{depth:.0f} pt") for page, depth in lines.deep(blocks)),
        runts=_places(lines.runts, paragraphs),
        orphans=_places(lines.orphans, paragraphs),
        widows=_places(lines.widows, paragraphs),
        stranded=_told(lines.stranded(blocks)),
        broken=_places(lambda block: lines.broken(block, wanted), prose),
    )


def _places(rule: Callable[[Block], Iterable[SetLine]], blocks: Sequence[Block]) -> Places:
    """Return the page and words of each line that a rule finds in these blocks."""
    return _told(line for block in blocks for line in rule(block))


def _told(found: Iterable[SetLine]) -> Places:
    return tuple((line.page, line.text) for line in found)
