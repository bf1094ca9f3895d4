"""The faults of a language's profile that has been read, against the tool's own for English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from notebuild.core import styles
from notebuild.core.house_faults import kind, line
from notebuild.core.problems import Location, Problem, nearest

Fault = tuple[str, str, str]

NAME = re.compile(r"[\w-]+")
"""What a profile may be called."""

KNOWN: Mapping[str, Any] = {
    "language": "",
    "name": "",
    "like": "",
    "without": [],
    "calls": {"place": "", "form": []},
    "titles": {"capitals": ""},
    "dates": {"format": "", "first": ""},
    "notes": {"begin": ""},
    "breaks": {"whole": []},
    "quotes": {"outer": [], "inner": []},
    "labels": {},
    "locators": {},
    "rules": [],
    "raised": [],
    "numbers": {},
}
"""What a profile may say, each with an empty value of its kind."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "calls.place": ("before", "after"),
    "titles.capitals": ("sentence", "headline", "nouns"),
    "notes.begin": ("as-written", "capital"),
}
ROWS: Mapping[str, tuple[str, ...]] = {"rules": ("find", "replace", "source"), "raised": ("find", "source")}
TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


Values = Mapping[str, Any]


def check(own: Values, whole: Values, model: Values, text: str, shown: str) -> list[Problem]:
    """Return a Problem for each fault of a profile, at its line.

    `own` are the file's values, `whole` those with what it is `like`, `model` the tool's profile whose labels
    every profile has; `text` are its lines, and `shown` its path.
    """
    faults = [*_strangers(own), *_misfits(KNOWN, own)]
    faults = faults or [*_lists(own), *_whole(own), *_choices(own), *_rows(own), *_labels(own, whole, model)]
    return [Problem(Location(shown, line(text, name)), message, remedy) for name, message, remedy in faults]


def _strangers(own: Mapping[str, Any]) -> Iterator[Fault]:
    for name in own.keys() - KNOWN.keys():
        yield name, f"{name} says nothing here{nearest(name, KNOWN)}", "mend the name, or take it out"
    for table in ("calls", "titles", "dates", "notes", "breaks", "quotes"):
        rows = own.get(table, {})
        for name in rows.keys() - KNOWN[table].keys() if isinstance(rows, Mapping) else ():
            at = f"{table}.{name}"
            yield at, f"{at} says nothing here{nearest(name, KNOWN[table])}", "mend the name, or take it out"


def _misfits(base: Mapping[str, Any], own: Mapping[str, Any], at: str = "") -> Iterator[Fault]:
    for name, value in own.items():
        expected = {"labels.": "", "locators.": []}.get(at, base.get(name, value))
        if kind(expected) != kind(value):
            yield (
                f"{at}{name}",
                f"{at}{name} is {kind(value)}, not {kind(expected)}",
                f"give it {kind(expected)}",
            )
        elif isinstance(value, Mapping) and isinstance(expected, Mapping) and name != "numbers":
            yield from _misfits(expected, value, f"{name}.")


def _lists(own: Mapping[str, Any]) -> Iterator[Fault]:
    """Tell of a list that has not the words it should: two marks of quotation, one or two forms of a locator."""
    pairs: list[tuple[str, str, tuple[int, ...]]] = [("quotes", name, (2,)) for name in own.get("quotes", {})]
    pairs += [("locators", name, (1, 2)) for name in own.get("locators", {})]
    pairs += [("calls", "form", (2,))] if "form" in own.get("calls", {}) else []
    for table, name, lengths in pairs:
        value = own[table][name]
        if len(value) not in lengths or not all(isinstance(word, str) for word in value):
            many = " or ".join(map(str, lengths))
            yield (
                f"{table}.{name}",
                f"{table}.{name} holds not {many} words",
                f"give it {many}, as its siblings have",
            )


def _whole(own: Mapping[str, Any]) -> Iterator[Fault]:
    """Tell of words to keep whole that are none."""
    if not all(isinstance(word, str) and word.isalpha() for word in own.get("breaks", {}).get("whole", ())):
        yield "breaks.whole", "breaks.whole holds more than words", "give it words of letters alone"


def _choices(own: Mapping[str, Any]) -> Iterator[Fault]:
    for at, choices in CHOICES.items():
        table, name = at.split(".")
        value = own.get(table, {}).get(name, choices[0])
        if value not in choices:
            yield at, f"{at} {value} is unknown{nearest(value, choices)}", f"use {', '.join(choices)}"
    if "language" in own and not TAG.fullmatch(own["language"]):
        yield "language", f"{own['language']} is not a language tag", "write it as en-GB or fr-FR (BCP 47)"


def _rows(own: Mapping[str, Any]) -> Iterator[Fault]:
    """Tell of a row of typography that lacks a part, or whose pattern is none."""
    for table, names in ROWS.items():
        for number, row in enumerate(own.get(table, ())):
            at = f"{table}.{number}"
            parts = row if isinstance(row, Mapping) else {}
            if {*parts} != {*names} or not all(isinstance(part, str) for part in parts.values()):
                message = f"a row of {table} has not {', '.join(names)}, each in words"
                yield at, message, "write it as its siblings are"
                continue
            try:
                pattern = re.compile(row["find"])
                if table == "rules":
                    re.compile(f"(?:{pattern.pattern})|(?s:.)").sub(row["replace"], "x")
            except (re.error, IndexError) as fault:
                yield at, f"the pattern {row['find']} is none: {fault}", "mend it (Python's re)"


def _labels(own: Mapping[str, Any], whole: Mapping[str, Any], model: Mapping[str, Any]) -> Iterator[Fault]:
    """Tell of labels that are missing, that nothing prints, or that ask for what they are not given."""
    labels, known = whole.get("labels", {}), model["labels"]
    for name in known.keys() - labels.keys():
        yield "labels", f"no label {name}", f'add {name} = "…" under [labels]'
    for name, words in own.get("labels", {}).items():
        at = f"labels.{name}"
        if name not in known:
            if close := nearest(name, known):
                yield at, f"no format prints the label {name}{close}", "mend the name, or take it out"
            continue
        asked, given = _fields(words), _fields(known[name])
        if asked is None:
            yield at, f"{at} has a brace without its other", "write {{ and }} for braces that print"
        elif given is not None and (strange := sorted(asked - given)):
            what = f"is given {{{'}, {'.join(sorted(given))}}}" if given else "is given nothing"
            yield at, f"{at} asks for {{{strange[0]}}}, and {what}", "mend the name between the braces"


def _fields(words: str) -> set[str] | None:
    """Return the names between braces in a label; None where the braces do not pair."""
    try:
        return {name for _, name, _, _ in Formatter().parse(words) if name is not None}
    except ValueError:
        return None


def unknown(own: Mapping[str, Any], text: str, shown: str) -> Iterator[Problem]:
    """Tell of a profile that is chosen for a language and is not there, and of a language that has none."""
    known = [path.stem for path in styles.matching("profiles/*.toml")]
    one_of = f"use one of {', '.join(known)}"
    chosen = own.get("profiles", {})
    for language, name in chosen.items():
        where = Location(shown, line(text, f"profiles.{language}"))
        if not NAME.fullmatch(name):
            yield Problem(where, f"{name} is no name of a profile", f"{one_of}; it is a name, not a path")
        elif not styles.profile(name).is_file():
            message = f"no profile {name}{nearest(name, known)}"
            yield Problem(where, message, f"{one_of}, or make styles/profiles/{name}.toml")
    tags = [("lang", own["lang"])] if own.get("lang") else []
    for named, tag in (*tags, *(("languages", tag) for tag in own.get("languages", ()))):
        kin = (name for name in known if name == tag or name.startswith(f"{tag}-"))
        if tag not in chosen and not any(kin):
            where = Location(shown, line(text, named))
            message = f"no profile for the language {tag}{nearest(tag, known)}"
            yield Problem(where, message, f"{one_of}, or make styles/profiles/{tag}.toml, like a sibling")
