"""The faults of a house file that has been read: a name that says nothing, a value that cannot be used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from notebuild.core.house_values import Fault, unusable
from notebuild.core.problems import Location, Problem, nearest

OWN: Mapping[str, Any] = {
    "publisher": "",
    "url": "",
    "site": "",
    "logo": "",
    "about": {},
    "contact": {"place": "", "address": "", "email": "", "phone": ""},
    "issn": {},
    "profiles": {},
}
"""What a house file may say that has no default, each with an empty value of its kind."""

BY_LANGUAGE = ("series", "about", "issn", "subtitles", "profiles")
"""The tables that hold words by language: whatever the languages, the values are words."""

KINDS: Mapping[type, str] = {str: "words", bool: "true or false", list: "a list", dict: "a table"}
"""The kinds of value of TOML, as one says them; all others are numbers."""

HEADER = re.compile(r"\s*(\[{1,2})([\w.-]+)\]")
ROW = re.compile(r"\s*([\w.-]+)\s*=")


def check(own: Mapping[str, Any], defaults: Mapping[str, Any], text: str, shown: str) -> list[Problem]:
    """Return a Problem for each fault of a house file, at its line.

    `own` are the file's values and `text` its lines, `defaults` the values that they are laid over. A house may
    add tables and rows of its own, which its sheets name; a table whose name is nearly that of a known one
    is taken for a slip.
    """
    base = {**defaults, **OWN}
    faults = [*strangers(base, own), *misfits(base, own)]
    return [
        Problem(Location(shown, line(text, name)), message, remedy)
        for name, message, remedy in faults or unusable(own, laid_over(defaults, own))
    ]


def line(text: str, name: str) -> int:
    """Return the line, counted from 1, of a value of a TOML text, `size.text`, or of its table; 0 where neither is.

    Of a list of tables each has its number, from 0: `font.2`.
    """
    table, best = "", 0
    counts: Counter[str] = Counter()
    for number, row in enumerate(text.splitlines(), 1):
        if header := HEADER.match(row):
            here = header[2]
            if header[1] == "[[":
                here = f"{here}.{counts[here]}"
                counts[header[2]] += 1
            table = f"{here}."
        elif match := ROW.match(row):
            here = f"{table}{match[1]}"
        else:
            continue
        if here == name or here.startswith(f"{name}."):
            return number
        if not best and name.startswith(f"{here}."):
            best = number
    return best


def strangers(base: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the names that say nothing: at the top of the file what is no table, anywhere what is nearly known."""
    for name, value in own.items():
        close = nearest(name, base)
        if name not in base and (close or not isinstance(value, Mapping)):
            yield name, f"{name} says nothing here{close}", "mend the name, or take it out"
        elif isinstance(value, Mapping) and isinstance(base.get(name), Mapping) and name not in BY_LANGUAGE:
            for row in value.keys() - base[name].keys():
                if close := nearest(row, base[name]):
                    at = f"{name}.{row}"
                    yield at, f"{at} says nothing here{close}", "mend the name, or take it out"


def laid_over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return TOML values over others: tables row by row at every depth, all else whole."""
    rows = {
        name: laid_over(base[name], value)
        if isinstance(value, Mapping) and isinstance(base.get(name), Mapping)
        else value
        for name, value in own.items()
    }
    return {**base, **rows}


def with_code(raw: dict[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return a house's tokens with the tool's own file of the face for code, where the house names none of it."""
    family, fonts = raw["face"]["code"], raw["font"]
    if all(row.get("family") != family for row in fonts):
        fonts = [*fonts, *(row for row in defaults["font"] if row["family"] == family)]
    return {**raw, "font": fonts}


def kind(value: Any) -> str:
    """Return of what kind a value of TOML is."""
    return KINDS.get(type(value), "a number")


def misfits(base: Mapping[str, Any], own: Mapping[str, Any], at: str = "") -> Iterator[Fault]:
    """Yield each value of another kind than the one that it is laid over: its name, what is wrong, what to do."""
    for name, value in own.items():
        expected = "" if at.rstrip(".") in BY_LANGUAGE else base.get(name, value)
        if kind(expected) != kind(value):
            message = f"{at}{name} is {kind(value)}, not {kind(expected)}"
            yield f"{at}{name}", message, f"give {at}{name} {kind(expected)}"
        elif isinstance(value, Mapping) and isinstance(expected, Mapping):
            yield from misfits(expected, value, f"{at}{name}.")
