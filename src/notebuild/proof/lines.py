"""The rules by which the lines of a finished PDF are counted, one a function: blocks in, lines out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from notebuild.proof.wanted import Wanted
from notebuild.readback import HYPHENS, Block, SetLine, squeeze

AMPLE = 4.0
"""In sizes of the type: what a line may lack of its measure beside the room for another word."""

_SHORT = 0.1
"""A last line shorter than this part of its measure is a runt."""

DEEP = 40.0
"""Points that a page of running text may leave between its last line and its notes."""

_EVEN, _GAP = 0.1, 1.5
"""Points by which two distances between lines differ; and what part more than usual parts two passages."""

_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_FIRST = re.compile(r"\w+://[^ /?#=&_-]*|[/.?#=&_~%-]+[^ /.?#=&_~%-]*|[^ /-]*[/-]?")
"""What must fit on a line before it may end: words that are tied, or an address as far as its host or its next sign."""

_RANGE = re.compile(r"\d[–/]$")


def _steps(block: Block) -> Iterator[tuple[float, SetLine]]:
    """Yield the lines of a block with their distance from the one above, where that stands on the same page."""
    for line, below in pairwise(block.lines):
        # A loose line is read in pieces, side by side.
        if line.page == below.page and line.base - below.base > line.size / 2:
            yield line.base - below.base, below


def uneven(blocks: Sequence[Block]) -> Iterator[SetLine]:
    """Yield the lines that stand at another distance from the one above than most lines of their size."""
    steps: defaultdict[tuple[str, float], list[tuple[float, SetLine, str]]] = defaultdict(list)
    for block in blocks:
        size = Counter(round(line.size, 1) for line in block.lines).most_common(1)[0][0]
        steps[block.part, size] += [(step, line, block.kind) for step, line in _steps(block)]
    for group in filter(None, steps.values()):
        usual = Counter(round(step, 1) for step, _, _ in group).most_common(1)[0][0]
        for step, line, kind in group:
            # An item of a list goes on after the list inside it.
            if abs(step - usual) > _EVEN and (kind == "P" or step < _GAP * usual):
                yield line


def ladders(block: Block) -> Iterator[SetLine]:
    """Yield the third line and each further one in a row that ends in a hyphen."""
    run = 0
    for line in block.lines:
        run = run + 1 if line.text.endswith(HYPHENS) else 0
        if run > 2:
            yield line


def _at_end(line: SetLine, below: SetLine) -> tuple[str, str]:
    """Return the pieces of the word that two lines share, without the hyphen; empty where they share none."""
    if not line.text.endswith(HYPHENS):
        return "", ""
    before = line.text.rstrip("".join(HYPHENS)).split()
    after = below.text.split()
    return (_EDGES.sub("", before[-1]), _EDGES.sub("", after[0])) if before and after else ("", "")


def _is_added(before: str, after: str, wanted: Wanted) -> bool:
    """Return whether the hyphen between two pieces of a word is none of the word's own."""
    typed = f"-{before}-{after}-".casefold()
    return bool(before and after) and not any(typed in f"-{word}-" for word in wanted.compounds)


def hyphenated(block: Block, wanted: Wanted) -> Iterator[SetLine]:
    """Yield the lines that end in a hyphen which is not the word's own."""
    for line, below in pairwise(block.lines):
        if _is_added(*_at_end(line, below), wanted):
            yield line


def over_page(block: Block) -> Iterator[SetLine]:
    """Yield the lines that end within a word, and a page."""
    for line, below in pairwise(block.lines):
        if line.page < below.page and line.text.endswith(HYPHENS):
            yield line


def stubs(block: Block, wanted: Wanted) -> Sequence[SetLine]:
    """Return a paragraph's last line where it is the rest of a word, and nothing more."""
    if len(block.lines) < 2:
        return ()
    before, last = block.lines[-2:]
    is_rest = " " not in last.text.strip() and _is_added(*_at_end(before, last), wanted)
    return (last,) if is_rest else ()


def parted(block: Block, wanted: Wanted) -> Iterator[SetLine]:
    """Yield the lines that end within a word that stays whole, a number, or what a rule ties."""
    inside = {id(line) for line, _, _ in _in_addresses(block, wanted)}
    for line, below in pairwise(block.lines):
        is_same = line.page == below.page and below.base > line.base - line.size / 2
        if is_same or id(line) in inside:
            continue
        if line.text.endswith(HYPHENS):
            before, after = _at_end(line, below)
            word = re.split("['’]", f"{before}{after}".casefold())
            is_name = any(part in wanted.whole for part in word) and _is_added(before, after, wanted)
            if is_name or (before[-1:].isdigit() and after[:1].isdigit()):
                yield line
        elif _RANGE.search(line.text) and below.text[:1].isdigit():
            yield line
        elif wanted.ties(line.text[-60:], below.text[:60]):
            yield line


def addresses(block: Block, wanted: Wanted) -> Iterator[SetLine]:
    """Yield the lines that end in an address after a sign that must not stand there, or with a hyphen added."""
    for line, address, at in _in_addresses(block, wanted):
        if _is_wrong(address, at):
            yield line


def _in_addresses(block: Block, wanted: Wanted) -> Iterator[tuple[SetLine, str, int]]:
    """Yield each line that ends within an address, with the address as it was read, and how much stands before."""
    if len(block.lines) < 2:
        return
    texts = [re.sub("[\u00ad\ufffe\u0002]", "-", squeeze(line.text)) for line in block.lines]
    whole, ends = "".join(texts), list(accumulate(map(len, texts)))
    told = set()
    for address in map(squeeze, wanted.addresses):
        if address[:6] not in whole:
            continue
        for match in _spread(address).finditer(whole):
            for end, line in zip(ends, block.lines, strict=True):
                if match.start() < end < match.end() and end not in told:
                    told.add(end)
                    yield line, match[0], end - match.start()


@lru_cache(maxsize=4096)
def _spread(address: str) -> re.Pattern[str]:
    """Return what finds an address, with a hyphen or without one between any two characters."""
    return re.compile("-?".join(map(re.escape, address)))


def _is_wrong(address: str, at: int) -> bool:
    """Return whether an address must not break after so many characters (Chicago, 7.46)."""
    before, after = address[:at], address[at:]
    if re.fullmatch(r"\w+:(?://)?", before):
        return True  # the scheme stands alone
    if before.endswith("-") or (before.endswith(":") and after.startswith("/")):
        return True
    return not (before.endswith(("//", "=", "&", ":")) or re.match(r"[=&.,~_?#%-]|/(?!/)", after))


def deep(blocks: Sequence[Block]) -> Iterator[tuple[int, float]]:
    """Yield each page that goes on in running text and leaves more than `DEEP` points above its notes; and how many.

    It goes on where its last passage and the first one of the next page are paragraphs or items: before
    a heading, a table or a picture it ends where it must.
    """
    text = [block for block in blocks if block.part == "text"]
    tops: dict[int, float] = {}
    for block in blocks:
        for line in block.lines if block.part == "note" else ():
            tops[line.page] = max(tops.get(line.page, 0.0), line.base + line.size)
    on = [(line.page, block.kind, line) for block in text for line in block.lines]
    for (page, kind, line), (following, after, _) in pairwise(on):
        if page + 1 == following and page in tops and {kind, after} <= {"P", "LBody"}:
            last = min(one.base for number, _, one in on if number == page)
            depth = min(last, line.base) - tops[page]
            if depth > DEEP:
                yield page, depth


def orphans(block: Block) -> Sequence[SetLine]:
    """Return a paragraph's first line where it stands alone at the end of a page."""
    return block.lines[:1] if len(block.lines) > 1 and _leaves(block.lines[:2]) else ()


def widows(block: Block) -> Sequence[SetLine]:
    """Return a paragraph's last line where it stands alone at the top of a page."""
    return block.lines[-1:] if len(block.lines) > 1 and _leaves(block.lines[-2:]) else ()


def _leaves(pair: Sequence[SetLine]) -> bool:
    """Return whether the second of two lines is on a later page."""
    return pair[0].page < pair[1].page


def runts(block: Block) -> Sequence[SetLine]:
    """Return a paragraph's last line where it is almost nothing."""
    if len(block.lines) < 2:
        return ()
    last = block.lines[-1]
    measure = max(line.right - line.left for line in block.lines)
    return (last,) if last.right - last.left < _SHORT * measure else ()


def broken(block: Block, wanted: Wanted) -> Iterator[SetLine]:
    """Yield the lines that end far before their measure for no reason: their author did not ask for it.

    The engine breaks a line at the wrong word where a no-break space meets an inline element at its end.
    """
    for line, following in pairwise(block.lines):
        ends = [other.right for other in block.lines if _is_alike(other, line)]
        word = _FIRST.match(following.text)
        letters = len(word[0]) if word else 0
        wide = (following.right - following.left) * letters / len(following.text)
        # A loose line is read in pieces: only its last one ends it.
        below = line.page == following.page and line.base - following.base > line.size / 2
        is_short = below and max(ends) - line.right > 1.4 * wide + AMPLE * line.size
        if is_short and not wanted.ends(line.text, following.text):
            yield line


def _is_alike(one: SetLine, other: SetLine) -> bool:
    """Return whether two lines of a block are on one page and of one size, so that they have one measure."""
    return one.page == other.page and abs(one.size - other.size) < 0.1


def stranded(blocks: Sequence[Block]) -> Iterator[SetLine]:
    """Yield the last line of each heading that ends the text of its page."""
    text = [block for block in blocks if block.part in ("text", "page")]
    for block, following in pairwise(text):
        if re.fullmatch("H[1-6]", block.kind) and following.lines[0].page > block.lines[-1].page:
            yield block.lines[-1]
