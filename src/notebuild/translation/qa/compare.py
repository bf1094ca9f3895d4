"""Takes a text and its translation; gives where they disagree, for a translator to mend or to sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from notebuild.translation.qa import marks, numbers, termbase, wording
from notebuild.translation.qa.disagreement import UNSIGNABLE, Fault, signed
from notebuild.translation.qa.numbers import Numbers, Tables
from notebuild.translation.qa.termbase import Terms
from notebuild.translation.qa.wording import Quotes

__all__ = ["UNSIGNABLE", "Fault", "compare", "signed"]

PAIR = frozenset({Decimal(2)})
"""Two, in words: often said without a number ("between them"), so that only another number is a slip."""

REMEDY = "write the number of the English text, or sign the change with # ok: numbers"


def compare(
    original: str,
    translation: str,
    kind: str = "paragraph",
    tables: Tables | None = None,
    base: Terms | None = None,
    quotes: Quotes | None = None,
    capitals: str = "",
) -> tuple[Fault, ...]:
    """Where a translation does not agree with its original.

    Numbers are compared when both languages have a table of them, names and terms against the base of
    the translation's language, quotation marks when its profile's pairs are given, the capitals of a
    heading when its profile writes titles as sentences.
    """
    faults = [*marks.compare(original, translation, kind), *wording.compare(original, translation, quotes)]
    if capitals == "sentence" and kind == "heading":
        faults += wording.capitals(original, translation)
    known = ""
    if base and base.entries:
        asked = wording.without_quotations(original, translation)
        faults += termbase.compare(wording.bare(asked), wording.bare(translation), base)
        known = " ".join(term for term, _ in termbase.found(wording.bare(original), base))
    if tables and all(tables):
        old = numbers.read(wording.bare(original), tables[0])
        new = numbers.read(wording.bare(translation), tables[1])
        shared = frozenset(tables[0].get("units", {})) & frozenset(tables[1].get("units", {}))
        unsure = frozenset(tables[1].get("unsure-units", ()))
        faults += _numbers(old, new, known, shared, shared - unsure)
    return tuple(faults)


def _numbers(
    old: Numbers, new: Numbers, known: str, lost_units: frozenset[str], added_units: frozenset[str]
) -> Iterator[Fault]:
    lost = {value for value in old.figures | old.words if not old.stands_for(value) & new.values}
    if new.words <= old.values:
        lost -= PAIR - old.figures
    added = {
        value
        for value in new.figures | (new.words - PAIR)
        if not new.stands_for(value) & (old.values | _digits(old.codes)) and value != numbers.UNCOUNTED
    }
    for value in sorted(lost):
        yield _number(f"lacks the number {numbers.shown(value)}")
    for value in sorted(added):
        yield _number(f"adds the number {numbers.shown(value)}")
    swapped = old.dates - new.dates and new.dates - old.dates
    if (swapped or old.months - new.months or new.months - old.months) and not lost and not added:
        yield _number("gives other dates than the English")
    often, now = Counter(old.tally), Counter(new.tally)
    plain = not (lost or added or old.either or new.either)
    if plain and often != now and often.total() == now.total():
        more, less = ([numbers.shown(one) for one in sorted(two)] for two in (now - often, often - now))
        yield _number(f"has {', '.join(more)} more often than the English, {', '.join(less)} less often")
    for unit in sorted((old.units - new.units) & lost_units):
        yield _number(f"lacks the unit {unit}")
    for unit in sorted((new.units - old.units) & added_units):
        yield _number(f"adds the unit {unit}")
    for count, unit in sorted(old.counted - new.counted):
        others = sorted(other for one, other in new.counted - old.counted if one == count)
        if others:
            yield _number(f"has {count} with {', '.join(others)} where the English has it with {unit}")
    for code in sorted(old.codes - new.codes):
        if code not in known:
            yield _number(f"lacks {code}")
    if new.clocks and old.clocks and new.clocks != old.clocks:
        yield _number("gives another hour than the English")


def _digits(codes: Iterable[str]) -> set[Decimal]:
    """The numbers in codes, which a translation may part from their letters: EU27, the EU of 27."""
    return {Decimal(digits) for code in codes for digits in re.findall(r"\d+", code)}


def _number(message: str) -> Fault:
    return Fault("numbers", message, REMEDY, "warning")
