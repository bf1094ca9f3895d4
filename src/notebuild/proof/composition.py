"""Checks the composition of a PDF that was read, and counts its hyphens, widows, orphans and runts.

A line begins with no closing mark and ends with no opening one (Lexique des règles typographiques en
usage à l'Imprimerie nationale, "Ponctuation"; The Chicago Manual of Style, 17th ed., 2.112 and 6.121);
no character lacks its glyph; no face comes from the machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from notebuild.core.problems import Location, Problem
from notebuild.readback import HYPHENS, Block, Reading, SetLine, squeeze

_BEGIN, _END = ";:!?»%,.)]}", "«([{"
_PRINTED = dict.fromkeys(map(ord, HYPHENS), "-")
AMPLE = 4.0
"""In sizes of the type: what a line may lack of its measure beside the room for another word."""

BIND = "bind {} with a no-break space, where it is typed or by a rule of the language's profile"

Source = Callable[[str], Location | None]
"""Where some words of a line were written; None where that is not known."""

_DOTTED = re.compile(r"\s*(?:…|\.(?:\.|[^\W\d_]))")
"""An ellipsis or a name such as .NET, which no word before it owns: a passage or a line may begin with it."""

CELLS = ("TD", "TH")

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
    """Return what no line may begin with and what none may end with, where these quotation marks are used.

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
    source: Source = lambda _: None,
) -> Iterator[Problem]:
    """Yield every fault of a PDF's lines, glyphs and faces, at its line in the source, else by page and line.

    `quotes` are the marks of the edition's profile, `families` the house's, and `code` the texts
    that are printed as they were typed, wherever their lines break. `source` says where words were written.
    """
    typed = [squeeze(text) for text in code]
    for block in reading.composition.blocks:
        yield from _edges(reading, block, marks(quotes), typed, source)
    for page, words in reading.composition.undrawn:
        remedy = "use a character that the house's faces have, or add a face to styles/house.toml"
        yield _on_page(reading, page, "a character has no glyph", words, remedy, source)
    told = {(line.page, line.text) for passage in reading.passages for line in passage.lines}
    for page, words in reading.composition.outside:
        if (page, words) in told:
            continue  # `proof.words` tells it at its line in the source
        remedy = (
            "let it break: shorten the word, table or heading that holds it, or mend its rule in the sheet"
        )
        yield _on_page(reading, page, "a line runs off the page", words, remedy, source)
    names = {family.replace(" ", "").replace("-", "") for family in families}
    for face, is_embedded in reading.composition.faces:
        if not is_embedded:
            remedy = "name only families of styles/house.toml in the sheets and pictures"
            yield Problem(Location(reading.path), f"the face {face} is not in the file", remedy)
        elif not any(face.replace("-", "").startswith(name) for name in names):
            remedy = "use characters that the house's faces have, and name only families of styles/house.toml"
            yield Problem(Location(reading.path), f"the face {face} is not one of the house's", remedy)


def _edges(
    reading: Reading, block: Block, forbidden: tuple[str, str], typed: Collection[str], source: Source
) -> Iterator[Problem]:
    """Yield a Problem for each line of a block that begins or ends with a mark that it must not."""
    begin, end = forbidden
    texts = [squeeze(line.text) for line in block.lines]
    if len(texts) == 1 and len(texts[0]) == 1:
        return  # a cell may be a question mark
    broken = _broken_words(block)
    around = zip(block.lines, ["", *texts], texts, [*texts[1:], ""], strict=False)
    for number, (line, before, text, after) in enumerate(around):
        if (
            text[0] in begin
            and not _DOTTED.match(line.text)
            and not _inside(typed, before, text)
            and number not in broken
        ):
            message, what = f'a line begins with "{text[0]}"', "the mark to the word before it"
            yield _on_page(reading, line.page, message, line.text, BIND.format(what), source)
        if text[-1] in end and not _inside(typed, text, after) and number + 1 not in broken:
            message, what = f'a line ends with "{text[-1]}"', "the mark to the word after it"
            yield _on_page(reading, line.page, message, line.text, BIND.format(what), source)


def _broken_words(block: Block) -> set[int]:
    """Return the lines of a cell, counted from 0, that go on with a word: it filled the line before, and its column."""
    if block.kind not in CELLS:
        return set()
    return {number for number, line in enumerate(block.lines, 1) if " " not in line.text.strip()}


def _on_page(reading: Reading, page: int, message: str, words: str, remedy: str, source: Source) -> Problem:
    """Return a Problem with a line of a page: at the words' place in the source, where that is known."""
    if where := source(words):
        return Problem(
            where, f"{message} on page {page} of {reading.path.rpartition('/')[2]}: {words}", remedy
        )
    return Problem(Location(reading.path, place=f"page {page}"), f"{message}: {words}", remedy)


def _inside(code: Collection[str], before: str, after: str) -> bool:
    """Return whether the lines `before` and `after` part within a text that is printed as it was typed."""
    for text in code:
        for at in range(len(text) + 1):
            head, tail = text[:at], text[at:]
            if (head.endswith(before) or (head and before.endswith(head))) and (
                tail.startswith(after) or (tail and after.startswith(tail))
            ):
                return True
    return False


def count(reading: Reading) -> Counts:
    """Return the counts of a PDF read by geometry."""
    blocks = reading.composition.blocks
    prose = [b for b in blocks if b.part in ("text", "note") and b.kind in ("P", "LBody")]
    paragraphs = [block for block in prose if block.part == "text"]
    lines = [line for block in prose for line in block.lines]
    return Counts(
        lines=len(lines),
        hyphens=sum(line.text.endswith(HYPHENS) for line in lines),
        ladders=_places(_ladders, prose),
        runts=_places(_runts, paragraphs),
        orphans=_places(_orphans, paragraphs),
        widows=_places(_widows, paragraphs),
        stranded=tuple((line.page, line.text) for line in _stranded(blocks)),
        broken=_places(_broken, prose),
    )


def _places(
    rule: Callable[[Block], Iterable[SetLine]], blocks: Iterable[Block]
) -> tuple[tuple[int, str], ...]:
    """Return the page and words of each line that a rule finds in these blocks."""
    return tuple((line.page, line.text) for block in blocks for line in rule(block))


def _ladders(block: Block) -> Iterator[SetLine]:
    """Yield the third line and each further one in a row that ends in a hyphen."""
    run = 0
    for line in block.lines:
        run = run + 1 if line.text.endswith(HYPHENS) else 0
        if run > 2:
            yield line


def _orphans(block: Block) -> Sequence[SetLine]:
    """Return a paragraph's first line where it stands alone at the end of a page."""
    return block.lines[:1] if len(block.lines) > 1 and _leaves(block.lines[:2]) else ()


def _widows(block: Block) -> Sequence[SetLine]:
    """Return a paragraph's last line where it stands alone at the top of a page."""
    return block.lines[-1:] if len(block.lines) > 1 and _leaves(block.lines[-2:]) else ()


def _leaves(pair: Sequence[SetLine]) -> bool:
    """Return whether the second of two lines is on a later page."""
    return pair[0].page < pair[1].page


def _runts(block: Block) -> Sequence[SetLine]:
    """Return a paragraph's last line where it is the rest of a word, or almost nothing."""
    if len(block.lines) < 2:
        return ()
    before, last = block.lines[-2:]
    is_rest = before.text.endswith(HYPHENS) and " " not in last.text
    measure = max(line.right - line.left for line in block.lines)
    return (last,) if is_rest or last.right - last.left < _SHORT * measure else ()


def _broken(block: Block) -> Iterator[SetLine]:
    """Yield the lines that end far before their measure for no reason.

    The engine breaks a line at the wrong word where a no-break space meets an inline element at its end.
    """
    for line, following in pairwise(block.lines):
        ends = [other.right for other in block.lines if _is_alike(other, line)]
        word = re.split(r"(?<=[-/])| ", following.text, maxsplit=1)[0]
        wide = (following.right - following.left) * len(word) / len(following.text)
        # A loose line is read in pieces: only its last one ends it.
        below = line.page == following.page and line.base - following.base > line.size / 2
        if below and max(ends) - line.right > 1.4 * wide + AMPLE * line.size:
            yield line


def _is_alike(one: SetLine, other: SetLine) -> bool:
    """Return whether two lines of a block are on one page and of one size, so that they have one measure."""
    return one.page == other.page and abs(one.size - other.size) < 0.1


def _stranded(blocks: Sequence[Block]) -> Iterator[SetLine]:
    """Yield the last line of each heading that ends the text of its page."""
    text = [block for block in blocks if block.part in ("text", "page")]
    for block, following in pairwise(text):
        if re.fullmatch("H[1-6]", block.kind) and following.lines[0].page > block.lines[-1].page:
            yield block.lines[-1]
