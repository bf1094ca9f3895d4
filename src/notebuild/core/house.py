"""Read and check the house, `styles/house.toml`, and the profile of each language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from notebuild.core import house_faults, profile_faults, styles, texts
from notebuild.core.problems import Location, NotebuildError, Problem


@dataclass(frozen=True, slots=True)
class House:
    """Who publishes, in which form, by default; and the design tokens, as the file nests them."""

    publisher: str
    series: Mapping[str, str]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    tokens: Mapping[str, Any]
    url: str = ""
    site: str = ""
    """Where its published folder is on the web, so that each note has an address in it; empty where it has none."""

    about: Mapping[str, str] = field(default_factory=dict)
    """What the series is, in a sentence or two, by language; printed on the last page."""

    contact: Mapping[str, Any] = field(default_factory=dict)
    """Where the house is and how to reach it: place, address, email, phone; tables of them by language."""

    issn: Mapping[str, str] = field(default_factory=dict)
    """The series' International Standard Serial Number, by language (ISO 3297)."""

    word_citations: str = "plain"
    """How footnotes cite in Word: "live", as fields of Zotero, or "plain", in words alone."""

    lang: str = ""
    """What a note means by a language without a country: en-GB, so that "en" is that; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a profile's typography: a pattern, what replaces it, and the rule it comes from."""

    find: str
    replace: str
    source: str


@dataclass(frozen=True, slots=True)
class Raised:
    """One row of a profile's superior letters: a pattern whose group stands above the line, and its rule."""

    find: str
    source: str


@dataclass(frozen=True, slots=True)
class Profile:
    """How one language is set: its words, dates, locators, quotes and spaces."""

    language: str
    name: str
    labels: Mapping[str, str]
    locators: Mapping[str, tuple[str, str]]
    """CSL locator label to its printed forms, for one and for several."""

    quotes: tuple[tuple[str, str], tuple[str, str]]
    """Opening and closing marks, outer then inner, with the spaces inside them."""

    rules: tuple[Rule, ...]
    call: str
    """Place of a note's call at a punctuation mark: "before" or "after"."""

    dates: str = "d MMMM y"
    """A CLDR date pattern (Unicode TR35)."""

    first: str = "1"
    """How the first day of a month is written."""

    form: tuple[str, str] = ("", "")
    """What stands before and after a call's number, as high as it does: brackets, or nothing."""

    raised: tuple[Raised, ...] = ()
    """Letters that stand above the line: the er of 1er."""

    capitals: str = ""
    """How titles take capitals: "sentence" (as a sentence does), "headline" (every word that counts) or
    "nouns" (every noun)."""

    whole: tuple[str, ...] = ()
    """Words that no line breaks, beside the names that an edition has by itself."""

    heads: bool = False
    """Whether a footnote begins with a capital where it begins with a name's particle: De Waal."""

    path: str = ""
    """The file it was read from, as a Problem names it."""

    numbers: Mapping[str, Any] = field(default_factory=dict)
    """Number words, months and units, with which translations are compared."""


parsed = lru_cache(maxsize=32)(tomllib.loads)
"""A TOML text as a dict, which nobody changes: a build asks for the same few texts again and again."""


MODEL = "en-GB.toml"
"""The profile whose labels every other has."""

DEEP = re.compile(r"""[ \t\[]*(?:[\w-]+|"[^"]*"|'[^']*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"]*"|'[^']*')){20}""")
"""A line that names a table in a table, twenty deep: a house file has three."""

PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
"""Where tomllib says, at the end of its message, that a fault is."""


def load(path: Path, shown: str) -> dict[str, Any]:
    """Return a TOML file as a dict, to be read only; raises NotebuildError with the place of the first fault."""
    text = styles.text(path, shown)
    if foreign := texts.faults(text, shown):
        raise NotebuildError(foreign)
    try:
        if any(map(DEEP.match, text.splitlines())):
            raise RecursionError
        return parsed(text)
    except tomllib.TOMLDecodeError as fault:
        message = f"not valid TOML: {PLACE.sub('', str(fault))}"
        place = PLACE.search(str(fault))
        line, column = (int(place[1] or 0), int(place[2] or 0)) if place else (0, 0)
        raise NotebuildError(
            [Problem(Location(shown, line, column), message, "mend the line it names")]
        ) from None
    except (RecursionError, ValueError):  # tomllib has no bound for depth, nor int() a message of its own
        message, remedy = "nested too deep, or a number too long, to be read", "write plain values and tables"
        where = Location(shown, next((n for n, row in enumerate(text.splitlines(), 1) if DEEP.match(row)), 0))
        raise NotebuildError([Problem(where, message, remedy)]) from None


def read_house(file: Path, shown: str = "styles/house.toml") -> House:
    """Return the house file laid over the tool's `defaults.toml`, tables row by row.

    Raises NotebuildError when it cannot be read, does not name the publisher, or has a
    name or a value that nothing can be made with.
    """
    own = load(file, shown)
    if "publisher" not in own:
        raise NotebuildError([Problem(Location(shown), "publisher is missing", "add publisher = …")])
    common = styles.TOOL / "defaults.toml"
    defaults = load(common, common.as_posix())
    if problems := house_faults.check(own, defaults, styles.text(file, shown), shown):
        raise NotebuildError(problems)
    raw = house_faults.with_code(house_faults.laid_over(defaults, own), defaults)
    if problems := list(profile_faults.unknown(own, styles.text(file, shown), shown)):
        raise NotebuildError(problems)
    known = set(
        str.split("publisher series lang languages formats url site about contact issn word-citations")
    )
    return House(
        publisher=raw["publisher"],
        series=raw["series"],
        lang=raw["lang"],
        languages=tuple(raw["languages"]),
        formats=tuple(raw["formats"]),
        tokens={name: value for name, value in raw.items() if name not in known},
        **{name: raw.get(name, "") for name in ("url", "site")},
        word_citations=raw["word-citations"],
        **{name: raw.get(name, {}) for name in ("about", "contact", "issn")},
    )


def joined(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return a profile's values over those of the one it is like: tables row by row, its own rules first.

    `without` names the sources of the rules and superior letters that it leaves out.
    """
    tables = {
        name: {**base[name], **value} if isinstance(value, dict) and name in base else value
        for name, value in own.items()
    }
    rows = {
        name: [
            *own.get(name, ()),
            *(row for row in base.get(name, ()) if row["source"] not in own.get("without", ())),
        ]
        for name in ("rules", "raised")
    }
    return {**base, **tables, **rows}


def read_profile(path: Path, shown: str) -> Profile:
    """Return one language's profile; raises NotebuildError when it cannot be read or lacks a table.

    A profile that is `like` another has that one's values where it gives none of its own.
    """
    own = raw = load(path, shown)
    if like := raw.get("like"):
        base = styles.like(path, str(like))
        raw = joined(load(base, base.as_posix()), raw)
    missing = [
        name for name in ("language", "name", "labels", "locators", "quotes", "calls") if name not in raw
    ]
    if missing:
        raise NotebuildError(
            [
                Problem(
                    Location(shown),
                    f"{name} is missing",
                    f"add {name}, as the sibling profiles have it",
                )
                for name in missing
            ]
        )
    model = styles.TOOL / "profiles" / MODEL
    known = load(model, model.as_posix())
    if problems := profile_faults.check(own, raw, known, styles.text(path, shown), shown):
        raise NotebuildError(problems)
    return Profile(
        language=raw["language"],
        name=raw["name"],
        labels=raw["labels"],
        locators={label: (forms[0], forms[-1]) for label, forms in raw["locators"].items()},
        quotes=(tuple(raw["quotes"]["outer"]), tuple(raw["quotes"]["inner"])),
        rules=tuple(Rule(**row) for row in raw.get("rules", ())),
        call=raw["calls"]["place"],
        form=tuple(raw["calls"].get("form", ("", ""))),
        raised=tuple(Raised(**row) for row in raw.get("raised", ())),
        capitals=raw.get("titles", {}).get("capitals", ""),
        dates=raw.get("dates", {}).get("format", "d MMMM y"),
        first=raw.get("dates", {}).get("first", "1"),
        whole=tuple(raw.get("breaks", {}).get("whole", ())),
        heads=raw.get("notes", {}).get("begin") == "capital",
        path=shown,
        numbers=raw.get("numbers", {}),
    )
