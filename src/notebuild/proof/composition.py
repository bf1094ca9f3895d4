"""Checks the composition of a PDF that was read.

A line begins with no closing mark and ends with no opening one (Lexique des règles typographiques en
usage à l'Imprimerie nationale, "Ponctuation"; The Chicago Manual of Style, 17th ed., 2.112 and 6.121);
no character lacks its glyph; no face comes from the machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from notebuild.core.problems import Location, Problem
from notebuild.readback import HYPHENS, Block, Reading, squeeze

_BEGIN, _END = ";:!?»%,.)]}", "«([{"
_PRINTED = dict.fromkeys(map(ord, HYPHENS), "-")

BIND = "bind {} with a no-break space, where it is typed or by a rule of the language's profile"

Source = Callable[[str], Location | None]
"""Where some words of a line were written; None where that is not known."""

_DOTTED = re.compile(r"\s*(?:…|\.(?:\.|[^\W\d_]))")
"""An ellipsis or a name such as .NET, which no word before it owns: a passage or a line may begin with it."""

CELLS = ("TD", "TH")


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
