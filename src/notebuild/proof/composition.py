"""A PDF that was read to what no compositor would let stand, and to the counts an editor may want.

A line begins with no closing mark and ends with no opening one (Lexique des règles typographiques en
usage à l'Imprimerie nationale, "Ponctuation"; The Chicago Manual of Style, 17th ed., 2.112 and 6.121);
no character lacks its glyph; no face comes from the machine.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from notebuild.core.problems import Location, Problem
from notebuild.readback import HYPHENS, Block, Reading, SetLine, squeeze

_BEGIN, _END = ";:!?»%,.)]}", "«([{"
_PRINTED = dict.fromkeys(map(ord, HYPHENS), "-")
AMPLE = 4.0
"""In sizes of the type: what a line may lack of its measure beside the room for another word."""

_SHORT = 0.1
"""A last line shorter than this part of its measure is a runt."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How the text of a PDF falls into lines and pages; each place is a page and the line's words."""

    lines: int
    hyphens: int
    """Lines that end in a hyphen, in text and notes."""

    ladders: tuple[tuple[int, str], ...]
    """The third line and each further one in a row that ends in a hyphen."""

    runts: tuple[tuple[int, str], ...]
    """Last lines that are part of a word, or a tenth of the measure or less."""

    orphans: tuple[tuple[int, str], ...]
    """First lines of a paragraph alone at the end of a page."""

    widows: tuple[tuple[int, str], ...]
    """Last lines of a paragraph alone at the top of a page."""

    stranded: tuple[tuple[int, str], ...]
    """Headings with nothing of their section below them on the page."""

    broken: tuple[tuple[int, str], ...]
    """Lines broken off although the next line's first word would have stood on them."""


def marks(quotes: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """What no line may begin with and what none may end with, where these quotation marks are used.

    Of what closes a quotation, some may begin a line: the raised comma may be an apostrophe, and
    the marks that close a German quotation open an English one, which a German note may hold.
    """
    opening = "".join(pair[0].strip() for pair in quotes)
    closing = "".join(pair[1].strip() for pair in quotes)
    begin = [sign for sign in _BEGIN + closing if sign not in opening + "\u2018\u2019\u201c"]
    return "".join(begin), "".join(sign for sign in _END + opening if sign not in closing)


def check(
    reading: Reading,
    quotes: Sequence[tuple[str, str]],
    families: Collection[str],
    code: Collection[str] = (),
) -> Iterator[Problem]:
    """Every fault of a PDF's lines, glyphs and faces, by page and line.

    `quotes` are the marks of the edition's profile, `families` the house's, and `code` the texts
    that are printed as they were typed, wherever their lines break.
    """
    begin, end = marks(quotes)
    typed = [squeeze(text) for text in code]
    for block in reading.composition.blocks:
        for at, line in enumerate(block.lines):
            text = squeeze(line.text)
            before = squeeze(block.lines[at - 1].text) if at else ""
            after = squeeze(block.lines[at + 1].text) if at + 1 < len(block.lines) else ""
            if len(block.lines) == 1 and len(text) == 1:
                continue  # a cell may be a question mark
            if text[0] in begin and not _inside(typed, before, text):
                yield _line(
                    reading, line, f'a line begins with "{text[0]}"', "the mark to the word before it"
                )
            if text[-1] in end and not _inside(typed, text, after):
                yield _line(reading, line, f'a line ends with "{text[-1]}"', "the mark to the word after it")
    for page, words in reading.composition.undrawn:
        yield Problem(
            Location(reading.path, place=f"page {page}"),
            f"a character has no glyph: {words}",
            "use a character that the house's faces have, or add a face to styles/house.toml",
        )
    for page, words in reading.composition.outside:
        yield Problem(
            Location(reading.path, place=f"page {page}"),
            f"a line runs off the page: {words}",
            "let it break: shorten the word, table or heading that holds it, or mend its rule in the sheet",
        )
    names = {family.replace(" ", "") for family in families}
    for face, is_embedded in reading.composition.faces:
        if not is_embedded:
            remedy = "name only families of styles/house.toml in the sheets and pictures"
            yield Problem(Location(reading.path), f"the face {face} is not in the file", remedy)
        elif not any(face.replace("-", "").startswith(name) for name in names):
            remedy = "use characters that the house's faces have, and name only families of styles/house.toml"
            yield Problem(Location(reading.path), f"the face {face} is not one of the house's", remedy)


def _line(reading: Reading, line: SetLine, message: str, what: str) -> Problem:
    return Problem(
        Location(reading.path, place=f"page {line.page}"),
        f"{message}: {line.text.translate(_PRINTED)}",
        f"bind {what} with a no-break space, where it is typed or by a rule of the language's profile",
    )


def _inside(code: Collection[str], before: str, after: str) -> bool:
    """Whether the lines `before` and `after` part within a text that is printed as it was typed."""
    for text in code:
        for at in range(len(text) + 1):
            head, tail = text[:at], text[at:]
            if (head.endswith(before) or (head and before.endswith(head))) and (
                tail.startswith(after) or (tail and after.startswith(tail))
            ):
                return True
    return False


def count(reading: Reading) -> Counts:
    """The counts of a PDF read by geometry."""
    blocks = reading.composition.blocks
    prose = [b for b in blocks if b.part in ("text", "note") and b.kind in ("P", "LBody")]
    paragraphs = [block for block in prose if block.part == "text"]
    ladders: list[SetLine] = []
    for block in prose:
        run = 0
        for line in block.lines:
            run = run + 1 if line.text.endswith(HYPHENS) else 0
            ladders += [line] if run > 2 else []
    return Counts(
        lines=sum(len(block.lines) for block in prose),
        hyphens=sum(line.text.endswith(HYPHENS) for block in prose for line in block.lines),
        ladders=_places(ladders),
        runts=_places(block.lines[-1] for block in paragraphs if _is_runt(block)),
        orphans=_places(b.lines[0] for b in paragraphs if len(b.lines) > 1 and _leaves(b.lines[:2])),
        widows=_places(b.lines[-1] for b in paragraphs if len(b.lines) > 1 and _leaves(b.lines[-2:])),
        stranded=_places(_stranded(blocks)),
        broken=_places(line for block in prose for line in _broken(block)),
    )


def _places(found: Iterator[SetLine] | Sequence[SetLine]) -> tuple[tuple[int, str], ...]:
    return tuple((line.page, line.text) for line in found)


def _leaves(pair: Sequence[SetLine]) -> bool:
    """Whether the second of two lines is on a later page."""
    return pair[0].page < pair[1].page


def _is_runt(block: Block) -> bool:
    """Whether a paragraph's last line is a rest of a word, or almost nothing."""
    if len(block.lines) < 2:
        return False
    before, last = block.lines[-2:]
    rest = before.text.endswith(HYPHENS) and " " not in last.text
    measure = max(line.right - line.left for line in block.lines)
    return rest or last.right - last.left < _SHORT * measure


def _broken(block: Block) -> Iterator[SetLine]:
    """The lines that end far before their measure for no reason.

    The engine breaks a line at the wrong word where a no-break space meets an inline element at its end.
    """
    for line, following in pairwise(block.lines):
        same = [one.right for one in block.lines if one.page == line.page and abs(one.size - line.size) < 0.1]
        word = re.split(r"(?<=[-/])| ", following.text, maxsplit=1)[0]
        wide = (following.right - following.left) * len(word) / len(following.text)
        # A loose line is read in pieces: only its last one ends it.
        below = line.page == following.page and line.base - following.base > line.size / 2
        if below and max(same) - line.right > 1.4 * wide + AMPLE * line.size:
            yield line


def _stranded(blocks: Sequence[Block]) -> Iterator[SetLine]:
    """The last line of each heading that ends the text of its page."""
    text = [block for block in blocks if block.part in ("text", "page")]
    for block, following in pairwise(text):
        if re.fullmatch("H[1-6]", block.kind) and following.lines[0].page > block.lines[-1].page:
            yield block.lines[-1]
