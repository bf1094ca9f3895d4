"""Check where keys and calls stand in a sentence: what would be left of it once they have become calls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from notebuild.core.problems import Problem
from notebuild.sources.locators import parse_locator
from notebuild.sources.markdown.markers import Mark

OUTSIDE = re.compile(r",\s*(?=[^\W\d]|[§¶])")
"""What joins a place to a key of the text that it does not belong to: `@key, p. 3`."""

POSSESSIVE = re.compile(r"['’]s?(?!\w)")
DANGLING = re.compile(
    r"(?:\A|[.;:,!?(—–]\s*)(see(?:\s+also)?|cf\.|compare|voir(?:\s+aussi)?|siehe|vgl\.)\s+\Z",
    re.IGNORECASE,
)
"""Words that need the source after them, which goes to the note (English, French, German)."""


CLOSING = re.compile(r"\s?([.,;:!?])(?!\.|[^\W\d_])")
ENDED = re.compile(r"(?<!\.)([.,;:!?])[*_]*\s*\Z")
"""The mark behind a call, and the one before it; an ellipsis ends no sentence, and `.NET` is a name."""


def check(text: str, marks: Sequence[Mark], kind: str) -> Iterator[Problem]:
    """Tell of places outside a citation, keys without a name, and words whose source goes to the note.

    `marks` are those of `text`, in a segment of this `kind`. In a note the whole source prints where its key
    stands; in the text, a name or nothing.
    """
    for mark in marks:
        if _holds(mark, marks, {"citation", "place", "link", "image"}):
            continue
        in_note = kind == "footnote" or _holds(mark, marks, {"inline-note"})
        after = text[mark.start + len(mark.text) :]
        if mark.kind == "key":
            yield from _in_note(mark, after) if in_note else _in_text(mark, after)
        elif mark.kind in {"citation", "label", "inline-note"} and not in_note:
            yield from _dangling(mark, text[: mark.start])
            yield from _doubled(mark, text[: mark.start], after)


def _in_text(mark: Mark, after: str) -> Iterator[Problem]:
    """Tell of `@key, p. 3`, whose place prints in the text; and of `-@key`, which prints no name."""
    name = mark.text.lstrip("-")
    if mark.text.startswith("-"):
        message = f"{mark.text} prints no name here, the call of its note alone"
        yield Problem(mark.location, message, f"write {name} for the name, or [{mark.text}] behind it")
    if joint := OUTSIDE.match(after):
        words = after[joint.end() :].partition("\n\n")[0]
        place = parse_locator(words)
        if place.label and place.value:
            typed = words.removesuffix(place.rest).strip(" .;")
            message = f"{typed} stands outside the note of {mark.text} and prints in the text"
            yield Problem(mark.location, message, f"put it in brackets: {mark.text} [{typed}]")


def _in_note(mark: Mark, after: str) -> Iterator[Problem]:
    """Tell of `@key's` in a note, where the title comes between the name and its ending."""
    if ending := POSSESSIVE.match(after):
        message = f"{mark.text}{ending[0]} in a note, where the title stands before the {ending[0]}"
        yield Problem(mark.location, message, f"write the name, and the source after it: [-{mark.text}]")


def _dangling(mark: Mark, before: str) -> Iterator[Problem]:
    """Tell of a word that is left before a call without what it needs."""
    if word := DANGLING.search(before):
        said = " ".join((word[1] or word[2]).split())
        remedy = (
            f"put it in the brackets: [{said} @key]" if word[1] else "join them in one pair: [@key; @key]"
        )
        yield Problem(mark.location, f'"{said}" is left alone before the call of a note', remedy, "warning")


def _doubled(mark: Mark, before: str, after: str) -> Iterator[Problem]:
    """Tell of a call between two marks that cannot both end a sentence, or before a mark that ends nothing."""
    sign = CLOSING.match(after)
    if sign and not before.strip():
        message = f'nothing stands before the call of a note and its "{sign[1]}"'
        yield Problem(mark.location, message, f'write the words that it is for, or take the "{sign[1]}" out')
    elif sign and (ended := ENDED.search(before)) and (ended[1] in ",;:" or sign[1] in ".!?"):
        message = f'"{ended[1]}" before the call of a note and "{sign[1]}" after it would both print'
        yield Problem(mark.location, message, "take one of the two out: the call goes with the other")


def _holds(inner: Mark, marks: Iterable[Mark], kinds: set[str]) -> bool:
    """Whether a mark stands inside another of these kinds."""
    return any(mark.start < inner.start < mark.start + len(mark.text) for mark in marks if mark.kind in kinds)
