"""Says in full what an acronym stands for, where the note itself or the house's term base does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml.html import HtmlElement

WORD = re.compile(r"[^\W\d_]+")
SHORT = r"[A-ZÀ-ÖØ-Þ]{2,8}"
AFTER = re.compile(rf"\(({SHORT})\)")
"""An acronym in brackets, after its words: Collective Security Treaty Organization (CSTO)."""

BEFORE = re.compile(rf"(?<!\w)({SHORT}) \(([^()]{{5,90}})\)")
"""One before its words, in brackets: CSTO (Collective Security Treaty Organization)."""

MOST = 14
"""Words that an acronym may stand for, small ones among them."""

BLOCKS = ("p", "li", "td", "dd")


def expansions(texts: Iterable[str], terms: Iterable[tuple[str, ...]] = ()) -> dict[str, str]:
    """Return the words behind each acronym that one of the texts expands, or else a term base.

    `terms` are the forms of one thing each. What a text expands first holds.
    """
    found: dict[str, str] = {}
    for text in texts:
        for short, words in _expanded(" ".join(text.split())):
            found.setdefault(short, words)
    for forms in terms:
        for short in (form for form in forms if re.fullmatch(SHORT, form)):
            for form in forms:
                if _behind(short, form) == form:
                    found.setdefault(short, form.replace("'", "\u2019"))
    return found


def _expanded(text: str) -> Iterator[tuple[str, str]]:
    """Yield the acronyms that a text expands, and their words."""
    for match in AFTER.finditer(text):
        if words := _behind(match[1], text[: match.start()].rstrip()):
            yield match[1], words
    for match in BEFORE.finditer(text):
        if _behind(match[1], match[2]) == match[2]:
            yield match[1], match[2]


def _behind(short: str, text: str) -> str:
    """Return the end of a text whose words begin with an acronym's letters, small words between them; or nothing."""
    sentence = re.split(r"[.;:!?]", text)[-1]
    start = _start(_bare(short), list(WORD.finditer(sentence))[-MOST:])
    return "" if start is None else sentence[start:]


def _start(letters: str, words: Sequence[re.Match[str]]) -> int | None:
    """Return where the words begin that have all these first letters, read from the last one; None for nowhere."""
    if not letters or not words:
        return None
    *before, word = words
    if _bare(word[0])[0] == letters[-1]:
        start = word.start() if len(letters) == 1 else _start(letters[:-1], before)
        if start is not None:
            return start
    return None if word[0][0].isupper() else _start(letters, before)


def _bare(word: str) -> str:
    """Return a word's letters, of one case and without accents."""
    return "".join(
        sign for sign in unicodedata.normalize("NFD", word.upper()) if not unicodedata.combining(sign)
    )


def explain(root: HtmlElement, words: Mapping[str, str]) -> None:
    """Make each acronym that has words behind it an abbreviation that says them, but where they stand before it."""
    for span in list(root.find_class("caps")):
        previous = span.getprevious()
        before = (span.getparent().text if previous is None else previous.tail) or ""
        if (full := words.get(span.text or "")) and not before.endswith("("):
            span.tag = "abbr"
            span.set("title", full)


def texts(parts: Iterable[HtmlElement]) -> Iterator[str]:
    """Yield the words of each paragraph, item and cell of some parts of a page."""
    for part in parts:
        for block in part.iter(*BLOCKS):
            yield block.text_content()
        if not part.xpath(f".//{' | .//'.join(BLOCKS)}"):
            yield part.text_content()
