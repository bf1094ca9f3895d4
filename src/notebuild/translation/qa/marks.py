"""Compare what must stand in a translation as in its original: keys, calls, links, labels, blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from notebuild.core.characters import NO_TEXT
from notebuild.core.model import Segment
from notebuild.core.problems import Location, Problem
from notebuild.sources.checks import call_sites, foreign_marks, latex
from notebuild.sources.locators import locators, named
from notebuild.sources.markdown import brackets, citing, inlines, markers
from notebuild.sources.markdown.markers import Mark
from notebuild.sources.markdown.tables_figures import bars
from notebuild.translation.qa.disagreement import Disagreement

ID = re.compile(r"(?<=[\s{])#([^\s}]+)")
ONE_LINE = frozenset({"heading", "cell", "alt", "metadata", "figure", "source-words"})
VERBATIM = frozenset({"figure", "source-words"})
"""Kinds whose words are not read as Markdown: those of a drawing, and those of a source."""

LATIN = frozenset("cf vs et al ibid idem passim sic viz ff seq seqq sq sqq bis ter".split())
KEEP = "keep every @key and [^label] of the original text, in its order"


def compare(original: str, translation: str, kind: str) -> Iterator[Disagreement]:
    """Compare markers in order, targets in any order, and whether the translation is still the same blocks."""
    before, after = markers.scan(original), markers.scan(translation)
    yield from _keys(before, after)
    yield from _targets(before, after)
    yield from _labels(original, translation)
    yield from _marks(after, translation, kind)
    if kind not in VERBATIM and not any(_foreign(original, kind)):  # else it is told of the English
        for problem in _foreign(translation, kind):
            yield Disagreement("marks", f"holds what may not be printed: {problem.message}", problem.remedy)
    if not any(call_sites.check(original, before, kind)):  # else it is told of the English
        for problem in call_sites.check(translation, after, kind):
            message = f"leaves a call where it may not stand: {problem.message}"
            yield Disagreement("marks", message, problem.remedy, problem.severity)
    yield from _blocks(original, translation, kind)


def _keys(before: Sequence[Mark], after: Sequence[Mark]) -> Iterator[Disagreement]:
    (old, was), (new, now_typed) = _identities(before), _identities(after)
    if old == new:
        if (grouped := _groups(before)) != (now := _groups(after)):
            yield Disagreement(
                "keys",
                f"groups its citations as {', '.join(now)} for {', '.join(grouped)}",
                "keep the brackets and semicolons of the original text",
            )
        yield from _around(before, after)
        return
    lost, added = Counter(old) - Counter(new), Counter(new) - Counter(old)
    for name in lost:
        yield Disagreement("keys", f"drops {was[name]}", KEEP)
    for name in added:
        yield Disagreement("keys", f"adds {now_typed[name]}", KEEP)
    if not lost and not added:
        given, kept = " ".join(now_typed[name] for name in new), " ".join(was[name] for name in old)
        yield Disagreement("keys", f"has {given} where the original has {kept}", KEEP)


def _around(before: Iterable[Mark], after: Iterable[Mark]) -> Iterator[Disagreement]:
    """Tell of words before a key, or after its place, that the translation leaves as they were."""
    said = set(_words_around(before))
    for words in dict.fromkeys(_words_around(after)):
        if words in said:
            message = f'leaves in English beside a key: "{words}"'
            yield Disagreement("same", message, "translate it, or sign the change with # ok: same", "warning")


def _words_around(marks: Iterable[Mark]) -> Iterator[str]:
    """Yield what is said with a key besides its place; `cf.` and its like belong to no language."""
    for mark in marks:
        if mark.kind in {"citation", "place"}:
            value, owned = mark.value, mark.kind == "place"
            spans = citing.sources(value, 0, len(value), owned=owned)
            keys = ((start, citing.KEY.search(value, start, stop)) for start, stop in spans)
            beside = [value[start : key.start()] for start, key in keys if key]
        elif mark.kind == "locator":
            beside = [locators(mark.value)[1]]
        else:
            continue
        for words in beside:
            if any(word.lower() not in LATIN for word in re.findall(r"[^\W\d_]{2,}", words)):
                yield words.strip(' ,;:"')


def _identities(marks: Iterable[Mark]) -> tuple[list[str], dict[str, str]]:
    """Return the keys, with their places, and the calls, in order; and each as a person typed it.

    A place has one name in all languages: `chap. 2` is `ch. 2`, `12 à 14` is `12–14`.
    """
    names: list[str] = []
    typed: list[str] = []
    for mark in marks:
        if mark.kind in {"key", "label", "inline-note"}:
            signs = {"key": f"@{mark.value}", "label": f"[^{mark.value}]", "inline-note": "^[…]"}
            names.append(signs[mark.kind])
            typed.append(signs[mark.kind])
        elif mark.kind == "locator" and names:
            places, rest = locators(mark.value)
            if places:
                names[-1] += f", {named(places)}"
                typed[-1] += f", {mark.value.removesuffix(rest).strip()}"
    return names, dict(zip(names, typed, strict=True))


def _groups(marks: Iterable[Mark]) -> list[str]:
    """Return the citations: which keys stand in one pair of brackets, so that they share a note."""
    marks, groups = list(marks), []
    ends = [(mark.start, mark.start + len(mark.text)) for mark in marks if mark.kind in {"citation", "place"}]
    last = None
    for mark in marks:
        if mark.kind != "key":
            continue
        bracket = next((span for span in ends if span[0] <= mark.start < span[1]), None)
        if bracket and bracket == last:
            groups[-1] += f"; @{mark.value}"
        else:
            groups.append(f"[@{mark.value}" if bracket else f"@{mark.value}")
        last = bracket
    return [f"{group}]" if group.startswith("[") else group for group in groups]


def _targets(before: Sequence[Mark], after: Sequence[Mark]) -> Iterator[Disagreement]:
    named = (({"xref"}, "cross-reference to"), ({"link", "address"}, "link to"), ({"image"}, "picture"))
    for kinds, name in named:
        old = Counter(mark.value for mark in before if mark.kind in kinds)
        new = Counter(mark.value for mark in after if mark.kind in kinds)
        for target in old - new:
            yield Disagreement(
                "links",
                f"drops the {name} {target}",
                "bring it back, or sign the change with # ok: links",
            )
        for target in new - old:
            yield Disagreement(
                "links",
                f"adds the {name} {target}",
                "take it out, or sign the change with # ok: links",
            )


def _labels(original: str, translation: str) -> Iterator[Disagreement]:
    """Tell of ids in braces: a label is a place in every edition, so that a translation brings none of its own."""
    old, new = (
        Counter(
            name
            for braces in brackets.ATTRIBUTES.findall(inlines.without_code(text))
            for name in ID.findall(braces)
        )
        for text in (original, translation)
    )
    for name in new - old:
        yield Disagreement(
            "marks", f"adds the label #{name}", "take it out; labels are those of the original text"
        )


def _marks(after: Sequence[Mark], translation: str, kind: str) -> Iterator[Disagreement]:
    for letter in sorted(set(NO_TEXT.findall(translation))):
        yield Disagreement(
            "marks", f"holds the character U+{ord(letter):04X}, which is no text", "take it out"
        )
    for problem in (*inlines.faults(after, kind), *inlines.calls_in_links(after)):
        yield Disagreement("marks", f"holds what may not be printed: {problem.message}", problem.remedy)


def _foreign(text: str, kind: str) -> Iterator[Problem]:
    """Yield the commands of LaTeX and the marks of other tools, which would be printed as they stand."""
    segment = Segment("", kind, Location(""), text)
    yield from latex.faults(segment)
    yield from foreign_marks.faults(segment)


def _blocks(original: str, translation: str, kind: str) -> Iterator[Disagreement]:
    """Whether the translation, put in its place, is still one heading, cell or paragraph, and has words."""
    if original.strip() and not translation.strip():
        yield Disagreement("blocks", "is blank", "translate it")
        return
    if kind in ONE_LINE:
        if kind == "cell" and len(bars(translation)) > len(bars(original)):
            yield Disagreement("blocks", "has a bar, which begins a new cell", "write it as \\|")
        return
    old, new = inlines.shape(original), inlines.shape(translation)
    if old != new:
        yield Disagreement(
            "blocks",
            f"reads as {_list(new)} where the original is {_list(old)}",
            "keep the paragraphs and lists of the original text; put a backslash before a mark meant as a character",
        )


def _list(kinds: Sequence[str]) -> str:
    counted = Counter(kinds)
    return (
        ", ".join(f"{count} {kind}s" if count > 1 else f"a {kind}" for kind, count in counted.items())
        or "nothing"
    )
