"""Check that lists, definitions and rules are read as their author meant them, not as words or as each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location, Problem
from notebuild.sources import markdown
from notebuild.sources.markdown.lines import RULE, item_mark
from notebuild.sources.markdown.markers import place

SIGN = re.compile(r"[ \t]*([•◦▪●‣∙·])[ \t]*\S")
"""A bullet that is typed as a character, as other programs put it on the clipboard."""

FIRST = re.compile(r"\(?[1aAi][.)][ \t]+\S")
"""The number of a list's first item."""

BOX = re.compile(r"\[[ xX]?\](?![(\[{:])")
"""A box that is none: in no list, without a space or words after it."""

GLUED = re.compile(r"([-+]|1[.)])[^\W\d].*\n(?:\1|2[.)])[^\W\d]")
"""Two items without the space after their marks."""

CAPITALS = re.compile(r"(?:A\. (?=\S)(?:.*\n)+?B|I\. (?=\S)(?:.*\n)+?II)\. ")
"""A list with capitals, which pandoc takes for initials as they have one space after them."""

BULLET = re.compile(r"[-*+][ \t]+\S")
EXAMPLE = re.compile(r"\(@[\w-]*\)[ \t]")
MEANING = re.compile(r":[ \t]+\S|:[^\W\d_]+(?![\w:])")
STOP = re.compile(r"[.!?…][\"'’”»)\]]*\Z")
END = re.compile(r"\.[\"'’”»)\]]*\Z")
LABEL = re.compile(r"\{#[^}\s]+\}\Z")
NEXT = re.compile(r"[ \t>]*\r?\n[ \t>]*[:~][ \t]+\Z")
NOTHING = re.compile(
    r"(?m)(?<!h\n)^[ \t>]*([-*+]|\d+[.)])[ \t]*\r?$"
    r"(?=\s*\Z|\n[ \t>]*\r?$(?!\n[> ]*[ \t]{2}\S)|\n[ \t>]*(?:[-*+]|\d+[.)])[ \t])"
)
"""The mark of an item without words."""

BARE = re.compile(r"(?:\A|\n)[ \t>]*(?:[-*+]|\(?(?:\d+|#|[A-Za-z]|[ivxlcdm]+)[.)])[ \t]+(!\[|\|)[ \t]*\Z")
"""The mark of an item, and right behind it a picture or a table."""

QUOTED_TASK = re.compile(r"(?:\A|\n)[ \t]*>[ \t>]*[-*+][ \t]+(\[[ xX]\])[ \t]+\Z")
"""The box of a task in a quotation, where Word has no list of boxes."""

SENTENCE = 4
"""Words from which on a term that ends with a stop is a sentence."""

YEAR = 100
"""From this number on, one item alone is a sentence that begins with a number."""

AFRESH = "put a blank line before it"
PARAGRAPHS = frozenset({"paragraph", "list-item", "quote", "definition", "source", "pullquote"})


def check(note: Note) -> tuple[Problem, ...]:
    """Tell of marks of lists and rules that are read as words, and of words that are read as such marks."""
    return (
        *(problem for segment in note.segments for problem in _lines(segment)),
        *_terms([segment for segment in note.segments if segment.kind != "comment"]),
        *_accidents(note.segments),
        *_nothing(note),
        *_heads(note.segments),
    )


def _lines(segment: Segment) -> Iterator[Problem]:
    """Yield the lines of a paragraph that would be a list, a definition or a rule if they began a block."""
    if segment.kind not in PARAGRAPHS and segment.kind != "footnote":
        return
    before = ""
    for number, line in enumerate(markdown.words(segment).split("\n")):
        at = segment.location
        where = Location(at.path, at.line + number, len(segment.prefix) + 1 if number else at.column)
        inside = number and before.strip() and not (segment.kind == "footnote" and _is_listed(before))
        if match := SIGN.match(line):
            remedy = (
                f'begin each item with "- " in place of "{match[1]}", and put a blank line before the list'
            )
            yield Problem(where, f'"{match[1]}" begins no list', remedy)
        elif not number and (match := BOX.match(line)):
            remedy = (
                'a task is an item of a list: "- [ ] words" while it is open, "- [x] words" when it is done'
            )
            yield Problem(where, f'"{match[0]}" makes no task', remedy)
        elif not number and (match := GLUED.match(markdown.words(segment))):
            yield Problem(where, f'"{match[1]}" begins no list', "put a space after the mark of each item")
        elif not number and CAPITALS.match(markdown.words(segment)):
            remedy = "put two spaces after a capital and its stop, or a backslash before the stop"
            yield Problem(where, f'"{line[:2]}" begins no list', remedy)
        elif EXAMPLE.match(line):
            remedy = 'write the number itself, "(1) ", as in any list'
            yield Problem(where, f'"{line.split()[0]}" numbers no example', remedy)
        elif inside and BULLET.match(line):
            yield Problem(where, "a list item is read as text", f"{AFRESH}, or a backslash if it is no list")
        elif inside and FIRST.match(line) and segment.kind != "footnote":
            message = f'"{line.split()[0]}" begins no list'
            yield Problem(where, message, f"{AFRESH}, or a backslash before its last mark if it is no list")
        elif inside and MEANING.match(line) and segment.kind != "footnote":
            remedy = "write the term on one line, a blank line before it and the definition right below it"
            yield Problem(where, "a definition is read as text", remedy)
        elif inside and RULE.match(line) and segment.kind != "footnote":
            yield Problem(where, f'the rule "{line.strip()}" is read as text', AFRESH)
        before = line


def _is_listed(line: str) -> bool:
    """Whether a line of a note's text belongs to a list in it."""
    return bool(line[:1].isspace() or item_mark(line))


def _heads(segments: Sequence[Segment]) -> Iterator[Problem]:
    """Yield what no list item can begin with in every format: a picture, a table, a box inside a quotation."""
    for before, segment in pairwise(segments):
        if before.kind != "markup":
            continue
        if segment.kind in {"caption", "cell"} and (match := BARE.search(before.text)):
            what = "a table" if match[1] == "|" else "a picture"
            where = place(before.text, match.start(1), before.location)
            remedy = f"write words first, then {what} below them, a blank line between"
            yield Problem(where, f"a list item begins with {what}", remedy)
        elif match := QUOTED_TASK.search(before.text):
            where = place(before.text, match.start(1), before.location)
            yield Problem(where, "a task stands in a quotation", "take the box out, or the > before the list")


def _terms(segments: Sequence[Segment]) -> Iterator[Problem]:
    """Yield terms and definitions that are probably something else: captions, list items, the next term."""
    above = ""
    for at, segment in enumerate(segments):
        following = [one for one in segments[at + 1 : at + 3] if one.kind != "markup"]
        meaning = following[0] if following else segment
        words = segment.text.strip()
        is_term = segment.kind == "term" and meaning.kind == "definition"
        if is_term and item_mark(words):
            remedy = "put a paragraph between the list and the definitions"
            yield Problem(segment.location, f'"{_short(words)}" is read as a term', remedy)
        elif is_term and LABEL.search(meaning.text.strip()):
            yield _caption(meaning)
        elif is_term and STOP.search(words) and (above == "cell" or len(words.split()) >= SENTENCE):
            yield _caption(meaning)
        if segment.kind == "definition" and at + 1 < len(segments) and NEXT.match(segments[at + 1].text):
            *before, last = segment.text.split("\n")
            if before and not last.startswith(segment.prefix) and not before[-1].endswith("\\"):
                line = segment.location.line + segment.text.count("\n")
                message = f'"{_short(last.strip())}" is read as the end of the definition before it'
                yield Problem(Location(segment.location.path, line, 1), message, AFRESH)
        above = segment.kind if segment.kind not in {"markup", "comment"} else above


def _caption(meaning: Segment) -> Problem:
    """Return the Problem of a caption that makes a term of the sentence above it."""
    remedy = (
        "put a caption right after its table, with a blank line between; "
        "a term has no stop at its end, a definition no label"
    )
    return Problem(meaning.location, f'"{_short(meaning.text)}" is read as a definition', remedy)


def _accidents(segments: Sequence[Segment]) -> Iterator[Problem]:
    """Yield sentences whose first word makes a list of one item, or whose rule makes a heading of them."""
    for at, segment in enumerate(segments):
        before = segments[at - 1].text if at and segments[at - 1].kind == "markup" else ""
        after = segments[at + 1].text if at + 1 < len(segments) else ""
        number = re.search(r"(?:\A|\n)[ \t>]*(\d+)([.)])[ \t]+\Z", before)
        goes_on = re.match(r"\s*\d+[.)][ \t]", after)
        listed = at > 2 and re.search(r"\d[.)][ \t]+\Z", segments[at - 3].text)
        if segment.kind == "list-item" and number and int(number[1]) >= YEAR and not (goes_on or listed):
            mark = f"{number[1]}{number[2]}"
            remedy = f"write {number[1]}\\{number[2]} if it is no item of a list"
            yield Problem(segment.location, f'"{mark}" begins a list', remedy, "warning")
        if segment.kind == "heading" and re.match(r"\r?\n[ \t>]*-", after) and END.search(segment.text):
            message = f'"{_short(segment.text)}" is read as a heading, since hyphens stand right below it'
            yield Problem(segment.location, message, "put a blank line before the rule, or take the stop out")


def _nothing(note: Note) -> Iterator[Problem]:
    """Yield marks of items without words; a hyphen below a heading underlines it."""
    frame = "".join(
        segment.text if segment.kind == "markup" else re.sub(r"[^\r\n]", segment.kind[0], segment.text)
        for segment in note.segments
    )
    for match in NOTHING.finditer(frame):
        where = place(frame, match.start(1), Location(note.path, 1, 1))
        yield Problem(
            where, f'nothing stands after "{match[1]}"', "write the item's words, or take the mark out"
        )


def _short(words: str) -> str:
    """Return the beginning of some words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
