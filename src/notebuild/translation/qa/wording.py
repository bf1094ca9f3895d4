"""Find slips of the pen in a translation: emphasis, English left over, quotes, spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from notebuild.sources.markdown import inlines, markers
from notebuild.translation.qa.disagreement import Disagreement

Quotes = Sequence[Sequence[str]]
"""A profile's pairs of quotation marks, outer then inner."""

EMPHASIS = re.compile(
    r"(?<![\\*\w])(\*{1,3})(?=\S)(?:[^*\\]|\\.)+?(?<=\S)\1(?!\*)|(?<![\\\w])(_{1,2})(?=\S)[^_]+?(?<=\S)\2(?!\w)"
)
FOREIGN = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\{[^{}]*\blang=[^{}]*\}")
MARKS = '«»“”„‟‚‘‹›"'
"""Quotation marks of any language (Unicode's Quotation_Mark), without those that are apostrophes too."""

QUOTED = re.compile(
    r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|‹[^›]*›|\"[^\"]*\"|(?<!\w)['‘](?=\S)[^'‘’]*(?<=\S)['’](?!\w)"
)
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
WEB_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
RUN = 4
"""How many words in a row make a passage that nobody translated."""

LISTED = re.compile(r"(?:^|(?<=\s))(?:\d{1,3}|[^\W\d_]|[ivx]{1,4})\)")
"""The letter or number of an item: a), 2)."""

GAPS = (
    (re.compile(r"(?<=\S)[ \t\u00a0\u202f\u2009]{2,}"), "has two spaces in a row", "leave one of them"),
    (
        re.compile(r"(?<=[\w»”\])])[ \u00a0\u202f][,.](?=\s|$)"),
        "has a space before a comma or stop",
        "close it up",
    ),
    (re.compile(r"(?<=[^\W\d_])[,;](?=[^\W\d_])"), "has no space after a comma or semicolon", "put one in"),
    (
        re.compile(r"(?<=[^\W\d_A-Z]{2})[.?!](?=[^\W\d_a-z][^\W\d_A-Z])"),
        "has no space between two sentences",
        "put one in",
    ),
)


@lru_cache(maxsize=32)
def bare(text: str) -> str:
    """Return the words of a text, its marks blank; kept, because every check asks for them."""
    return markers.without_marks(text)


@lru_cache(maxsize=32)
def prose(text: str) -> str:
    """Return the text with its code and addresses blank; kept, because every check asks for it."""
    return inlines.without_code(text)


def compare(original: str, translation: str, quotes: Quotes | None = None) -> Iterator[Disagreement]:
    """Tell of all slips of this kind; only quotation marks need to know the language."""
    yield from _emphasis(original, translation)
    yield from _same(original, translation)
    yield from _brackets(original, translation)
    yield from _spaces(original, translation)
    if quotes:
        yield from _quotes(original, translation, [[mark.strip() for mark in pair] for pair in quotes])


def capitals(original: str, translation: str) -> Iterator[Disagreement]:
    """Tell of a title with the capitals of an English headline, in a language that writes titles as sentences.

    English gives more words a capital than such a language does, so that two more of them are no names.
    """
    before, after = (
        [
            word
            for word in (part.rpartition("’")[2] for part in WORD.findall(bare(text))[1:])
            if word[0].isupper()
        ]
        for text in (original.replace("'", "’"), translation.replace("'", "’"))
    )
    if len(after) - len(before) >= 2:
        message = f"has a capital on {', '.join(after)}, as an English headline has"
        remedy = "write the title as a sentence, or sign the change with # ok: capitals"
        yield Disagreement("capitals", message, remedy, "warning")


def without_quotations(original: str, translation: str) -> str:
    """Return the original with the passages blank that the translation leaves as they are, and marks as such.

    They stand between quotation marks, in emphasis or in a span of another language: titles, mottoes.
    """
    for passage in _marked(translation):
        words = r"[^\w]+".join(map(re.escape, WORD.findall(passage)))
        if words:
            original = re.sub(
                rf"(?<!\w){words}(?!\w)".replace("’", "['’]"), lambda one: " " * len(one[0]), original
            )
    return original


def _marked(text: str) -> Iterator[str]:
    for match in FOREIGN.finditer(text):
        yield match[1]
    words = bare(FOREIGN.sub(" ", text))
    for pattern in (QUOTED, EMPHASIS):
        for match in pattern.finditer(words):
            yield match[0]


def _emphasis(original: str, translation: str) -> Iterator[Disagreement]:
    old, new = (len(EMPHASIS.findall(prose(text))) for text in (original, translation))
    if old != new:
        yield _warning(
            "emphasis",
            f"has {new} emphasised passage{'s' * (new != 1)} where the original has {old}",
            "emphasise what the original emphasises",
        )


def _same(original: str, translation: str) -> Iterator[Disagreement]:
    """Tell of a translation equal to its original, unless it is a name or a title: without a word in small letters."""
    words = bare(original)
    if " ".join(translation.split()) == " ".join(original.split()):
        if re.search(r"(?<![^\W_])[^\W\d_A-Z][^\W\d_]{2,}", words):
            yield Disagreement(
                "same", "repeats the original", "translate it, or sign it with # ok: same", "warning"
            )
        return
    for passage in _marked(translation):
        translation = translation.replace(passage, " … ")
    old, new = (WORD.findall(WEB_ADDRESS.sub(" ", text)) for text in (words, bare(translation)))
    runs = {tuple(old[at : at + RUN]) for at in range(len(old))}
    for at in range(len(new) - RUN + 1):
        run = tuple(new[at : at + RUN])
        if run in runs and sum(word.islower() and len(word) > 2 for word in run) > 1:
            yield _warning("same", f"leaves in English: {' '.join(run)}", "translate it")
            return


def _brackets(original: str, translation: str) -> Iterator[Disagreement]:
    old, new = (_unpaired(prose(text)) for text in (original, translation))
    for sign in sorted(new - old):
        yield _warning("quotes", f"has a {sign} without its fellow", "close or open the brackets")


def _unpaired(text: str) -> set[str]:
    """Return the round and square brackets of a text that have no match."""
    text = LISTED.sub(" ", re.sub(r"\\.", "  ", text))
    opened: list[str] = []
    alone: set[str] = set()
    for sign in re.findall(r"[()\[\]]", text):
        if sign in "([":
            opened.append(sign)
        elif opened and opened[-1] == {")": "(", "]": "["}[sign]:
            opened.pop()
        else:
            alone.add(sign)
    return alone | set(opened)


def _spaces(original: str, translation: str) -> Iterator[Disagreement]:
    old, new = (markers.without_comments(prose(text)) for text in (original, translation))
    for pattern, message, remedy in GAPS:
        if len(pattern.findall(new)) > len(pattern.findall(old)):
            yield _warning("spaces", message, remedy)


def _quotes(original: str, translation: str, pairs: Sequence[Sequence[str]]) -> Iterator[Disagreement]:
    text = bare(FOREIGN.sub(" ", translation))
    outer, inner = pairs[0], pairs[-1]
    own = {mark for pair in pairs for mark in pair}
    for mark in sorted(set(MARKS) - own):
        if mark in text:
            yield _warning("quotes", f"has the quotation mark {mark}", f"write {outer[0]} … {outer[1]}")
    if re.search(r"(?<!\w)'(?=\w)[^'\n]*(?<=[\w.!?])'(?!\w)", text) and "'" not in own:
        yield _warning("quotes", "has the quotation mark '", f"write {outer[0]} … {outer[1]}")
    opened: list[str] = []
    for match in re.finditer("|".join(map(re.escape, sorted(own))), text):
        mark, at = match[0], match.start()
        closing = opened[-1] if opened else ""
        if mark == "’" and (
            (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()) or mark != closing
        ):
            continue
        if mark == closing:
            opened.pop()
        elif mark == outer[0]:
            opened.append(outer[1])
        elif mark == inner[0]:
            if not opened:
                yield _warning(
                    "quotes", f"has {mark} outside {outer[0]} {outer[1]}", f"write {outer[0]} … {outer[1]}"
                )
                return
            opened.append(inner[1])
        else:
            opened.append(mark)
            break
    if opened:
        yield _warning("quotes", "has a quotation mark without its fellow", "close or open the quotation")
    elif QUOTED.search(bare(original)) and not any(
        mark in text or mark in translation for mark in (outer[0], inner[0])
    ):
        yield _warning(
            "quotes", "has no quotation marks where the original has them", f"write {outer[0]} … {outer[1]}"
        )


def _warning(kind: str, message: str, remedy: str) -> Disagreement:
    return Disagreement(kind, message, f"{remedy}, or sign the change with # ok: {kind}", "warning")
