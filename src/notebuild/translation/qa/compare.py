"""Compare a text with its translation, for a translator to mend where they disagree, or to sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from notebuild.translation.qa import marks, numbers, termbase, wording
from notebuild.translation.qa.disagreement import Disagreement
from notebuild.translation.qa.numbers import Numbers, Tables
from notebuild.translation.qa.termbase import Terms
from notebuild.translation.qa.wording import Quotes

PAIR = frozenset({Decimal(2)})
"""Two, in words: often said without a number ("between them"), so that only another number is a slip."""

VERSION = re.compile(r"\b([A-Z]{2,}(?:[ -][A-Z]{2,})*)[ \u00a0]\d+\.\d+(?!\w|[.,]\d)")

REMEDY = "write the number of the original text, or sign the change with # ok: numbers"


def compare(
    original: str,
    translation: str,
    kind: str = "paragraph",
    tables: Tables | None = None,
    base: Terms | None = None,
    quotes: Quotes | None = None,
    capitals: str = "",
) -> tuple[Disagreement, ...]:
    """Tell where a translation does not agree with its original.

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
        before, after = _without_versions(wording.bare(original), wording.bare(translation), tables)
        old, new = numbers.read(before, tables[0]), numbers.read(after, tables[1])
        shared = frozenset(tables[0].get("units", {})) & frozenset(tables[1].get("units", {}))
        unsure = frozenset(tables[1].get("unsure-units", ()))
        faults += _numbers(old, new, known, shared, shared - unsure)
    return tuple(faults)


def _without_versions(original: str, translation: str, tables: Tables) -> tuple[str, str]:
    """Return both texts without the names of versions that stand in both as they are: CC BY 4.0, HTML 5.2.

    Before a number with a point, capitals that are no unit or currency are such a name.
    """
    units = {form for table in tables for forms in table.get("units", {}).values() for form in forms}
    kept = {one[0] for one in VERSION.finditer(original) if units.isdisjoint(one[1].split())}
    kept &= {one[0] for one in VERSION.finditer(translation)}
    for name in kept:
        original, translation = (text.replace(name, "#" * len(name)) for text in (original, translation))
    return original, translation


def _numbers(
    old: Numbers, new: Numbers, known: str, lost_units: frozenset[str], added_units: frozenset[str]
) -> Iterator[Disagreement]:
    """Compare what two texts count; `known` is a text with the terms of the term base, which may hold codes.

    A unit counts as lost or added only where it is among those that both languages have.
    """
    lost, added = _lost(old, new), _added(old, new)
    yield from (_number(f"lacks the number {numbers.shown(value)}") for value in sorted(lost))
    yield from (_number(f"adds the number {numbers.shown(value)}") for value in sorted(added))
    if not lost and not added:
        yield from _dates(old, new)
        yield from _tallies(old, new)
    yield from (_number(f"lacks the unit {unit}") for unit in sorted((old.units - new.units) & lost_units))
    yield from (_number(f"adds the unit {unit}") for unit in sorted((new.units - old.units) & added_units))
    yield from _counted(old, new)
    yield from (_number(f"lacks {code}") for code in sorted(old.codes - new.codes) if code not in known)
    if new.clocks and old.clocks and new.clocks != old.clocks:
        yield _number("gives another hour than the original")


def _lost(old: Numbers, new: Numbers) -> set[Decimal]:
    """Return the numbers that only the original has."""
    lost = {value for value in old.figures | old.words if not old.stands_for(value) & new.values}
    return lost - (PAIR - old.figures) if new.words <= old.values else lost


def _added(old: Numbers, new: Numbers) -> set[Decimal]:
    """Return the numbers that only the translation has."""
    known = old.values | _digits(old.codes)
    values = new.figures | (new.words - PAIR)
    return {value for value in values if not new.stands_for(value) & known and value != numbers.UNCOUNTED}


def _dates(old: Numbers, new: Numbers) -> Iterator[Disagreement]:
    """Tell where the translation has other days or months."""
    are_swapped = old.dates - new.dates and new.dates - old.dates
    if are_swapped or old.months - new.months or new.months - old.months:
        yield _number("gives other dates than the original")


def _tallies(old: Numbers, new: Numbers) -> Iterator[Disagreement]:
    """Tell where a number stands in place of another that the text has too."""
    before, after = Counter(old.tally), Counter(new.tally)
    is_plain = not (old.either or new.either)
    if is_plain and before != after and before.total() == after.total():
        more, less = (
            ", ".join(numbers.shown(value) for value in sorted(counts))
            for counts in (after - before, before - after)
        )
        yield _number(f"has {more} more often than the original, {less} less often")


def _counted(old: Numbers, new: Numbers) -> Iterator[Disagreement]:
    """Tell where a number has another unit or year beside it."""
    for count, unit in sorted(old.counted - new.counted):
        others = sorted(other for value, other in new.counted - old.counted if value == count)
        if others:
            yield _number(f"has {count} with {', '.join(others)} where the original has it with {unit}")


def _digits(codes: Iterable[str]) -> set[Decimal]:
    """Return the numbers in codes, which a translation may part from their letters: EU27, the EU of 27."""
    return {Decimal(digits) for code in codes for digits in re.findall(r"\d+", code)}


def _number(message: str) -> Disagreement:
    return Disagreement("numbers", message, REMEDY, "warning")
