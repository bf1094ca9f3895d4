"""Check the value of each field of a front matter: one check for each shape in the table of fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import yaml

from notebuild.core.formats import FORMATS
from notebuild.core.problems import Location, Problem, nearest
from notebuild.sources.foreign_fields import FILES, FOREIGN
from notebuild.sources.frontmatter_fields import BY_NAME, Field, Shape
from notebuild.sources.markdown import field_identifiers
from notebuild.sources.markdown.field_authors import authors

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}|[a-z]{5,8}))*\Z")
LONGEST = 20_000
"""Characters in one value; a note's summary has a few hundred."""

LONGEST_LINE = 1_000
"""Characters in a value that is one line of print, as a title is."""

LAST_YEAR = 2106
"""The last whole year in which a file of the Word document can be dated: ZIP has seven bits for it, from 1980."""

CITING = ("plain", "live")
POLICIES = ("block", "banner", "omit")

Checked = tuple[Any, list[Problem]]
"""A value, None where there is none to keep, and what is wrong with it."""


def value_of(name: str, node: yaml.Node, name_at: Location, at: Location) -> Checked:
    """Return the value of the field of this name, and what is wrong with it.

    `name_at` and `at` are where the name and the value begin.
    """
    if name in FILES:
        remedy = "take it out; notebuild gives pandoc its files and code itself"
        return None, [Problem(name_at, f"{name} may not be set in a note", remedy)]
    if name in FOREIGN:
        return None, [Problem(name_at, f"{name} is no field of a note", FOREIGN[name])]
    if name not in BY_NAME:
        remedy = f"use one of {', '.join(sorted(BY_NAME))}"
        return None, [Problem(name_at, f"unknown field {name}{nearest(name, BY_NAME)}", remedy)]
    field = BY_NAME[name]
    most = LONGEST_LINE if field.printed_as in ("inlines", "head") else LONGEST
    if node.end_mark.index - node.start_mark.index > most:
        problem = Problem(at, f"{name} is longer than {most} characters", "move the text into the body")
        return None, [problem]
    if field.shape == "authors":
        return authors(node, at, lambda part: _beside(part, node, at))
    if field.shape == "policies":
        return _policies(field, node, at)
    if field.shape == "funders":
        return field_identifiers.funders(node, at, lambda part: _beside(part, node, at))
    if field.shape in BY_LANGUAGE and isinstance(node, yaml.MappingNode):
        read, where = BY_LANGUAGE[field.shape], lambda part: _beside(part, node, at)
        return field_identifiers.by_language(field.name, node, read, _language, where)
    return _list(field, node, at) if field.is_list else _scalar(field, node, at)


def _scalar(field: Field, node: yaml.Node, at: Location) -> Checked:
    """Check one value that is no list."""
    if not isinstance(node, yaml.ScalarNode):
        return None, [Problem(at, f"{field.name} is not a text", "put the value in double quotes")]
    value = node.value.strip()
    if not value:
        remedy = f"fill in {field.name}, or take the line out"
        return None, [Problem(at, f"{field.name} is empty", remedy)]
    return SCALARS[field.shape](field.name, value, at)


def _text(name: str, value: str, at: Location) -> Checked:
    return value, []


def _date(name: str, value: str, at: Location) -> Checked:
    try:
        if len(value) != 10:
            raise ValueError
        given = date.fromisoformat(value)
    except ValueError:
        return None, [Problem(at, f"{name} {value} is not a date", "write it as 2025-03-31")]
    if given.year > LAST_YEAR:
        return None, [Problem(at, f"{name} {value} is after {LAST_YEAR}", "correct the year")]
    return given.isoformat(), []


def _count(name: str, value: str, at: Location) -> Checked:
    if re.fullmatch(r"[1-9]\d{0,5}", value):
        return int(value), []
    message = f"{name} {value} is not a whole number above 0"
    return None, [Problem(at, message, f"count {name}s 1, 2, 3, …")]


def _language(name: str, value: str, at: Location) -> Checked:
    """Check a language tag of BCP 47, in the form that the profiles' names have."""
    if LANGUAGE.match(value):
        return value, []
    message, remedy = f"{value} is not a language tag", "write it as en-GB, fr-FR or de (BCP 47)"
    return None, [Problem(at, message, remedy)]


def _address(name: str, value: str, at: Location) -> Checked:
    if re.fullmatch(r"https?://[^\s<>\"]+", value):
        return value, []
    return None, [Problem(at, f"{name} {value} is not a web address", "begin it with https://")]


def _citing(name: str, value: str, at: Location) -> Checked:
    if value in CITING:
        return value, []
    return None, [
        Problem(
            at, f"{name} {value} is not one of {' and '.join(CITING)}", f"write {CITING[0]} or {CITING[1]}"
        )
    ]


SCALARS: Mapping[Shape, Callable[[str, str, Location], Checked]] = {
    "text": _text,
    "date": _date,
    "count": _count,
    "language": _language,
    **field_identifiers.BY_SHAPE,
    "addresses": _address,
    "citing": _citing,
}
"""The check of a value by its field's shape."""

BY_LANGUAGE: Mapping[Shape, Callable[[str, str, Location], Checked]] = {
    "addresses": _address,
    **field_identifiers.BY_SHAPE,
}
"""The shapes of fields of which each edition may have its own value, and the check of one."""


def _list(field: Field, node: yaml.Node, at: Location) -> Checked:
    """Check a list of texts, then its items by the field's shape."""
    name = field.name
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    is_listed = isinstance(node, yaml.SequenceNode) or field.shape == "words"
    if not is_listed or any(not isinstance(item, yaml.ScalarNode) for item in items):
        remedy = 'write one "- …" line for each; put one that has ": " in it in double quotes'
        return None, [Problem(at, f"{name} is not a list of texts", remedy)]
    if not items and field.shape == "languages":
        return [], []  # the original alone, whatever the house's default is
    if not items:
        return None, [Problem(at, f"{name} is empty", f"fill in {name}, or take the line out")]
    values = [item.value.strip() for item in items]
    problems = []
    if not all(values):
        problems.append(Problem(at, f"{name} has an empty item", "fill it in or take it out"))
    if field.shape in ITEMS:
        values, wrong = ITEMS[field.shape](items, node, at)
        problems += wrong
    return values or None, problems


def _languages(items: list[yaml.Node], node: yaml.Node, at: Location) -> tuple[list[str], list[Problem]]:
    """Keep the tags that are tags, and one for each primary language, the first."""
    values: dict[str, str] = {}
    problems = [
        problem
        for item in items
        for problem in _language("languages", item.value, _beside(item, node, at))[1]
    ]
    for value in (item.value.strip() for item in items):
        if not LANGUAGE.match(value):
            continue
        if (primary := value.split("-")[0]) in values:
            message = f"{value} stands beside another {primary}"
            remedy = "keep one of them: an edition's files are named by that part of the tag"
            problems.append(Problem(at, message, remedy))
        else:
            values[primary] = value
    return list(values.values()), problems


def _formats(items: list[yaml.Node], node: yaml.Node, at: Location) -> tuple[list[str], list[Problem]]:
    """Keep the formats that notebuild prints."""
    problems = [
        Problem(
            _beside(item, node, at),
            f"unknown format {item.value}{nearest(item.value, FORMATS)}",
            f"use {', '.join(FORMATS)}",
        )
        for item in items
        if item.value not in FORMATS
    ]
    return [value for item in items if (value := item.value.strip()) in FORMATS], problems


ITEMS: Mapping[Shape, Callable[[list[yaml.Node], yaml.Node, Location], tuple[list[str], list[Problem]]]] = {
    "languages": _languages,
    "formats": _formats,
}
"""The check of a list's items by its field's shape; the items of the others are free."""


def _policies(field: Field, node: yaml.Node, at: Location) -> Checked:
    """Check what the editions may print of a translation with gaps, by language."""
    if not isinstance(node, yaml.MappingNode):
        message = f"{field.name} is not a list of languages"
        return None, [Problem(at, message, f'write "{field.name}:" and "  fr-FR: block"')]
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for name, policy in node.value:
        problems += _language(field.name, str(name.value), _beside(name, node, at))[1]
        if policy.value in POLICIES:
            values[name.value] = policy.value
        else:
            word = policy.value if isinstance(policy.value, str) else "…"
            message = f"unknown translation policy {word}{nearest(word, POLICIES)}"
            problems.append(Problem(_beside(policy, node, at), message, f"use {', '.join(POLICIES)}"))
    return values, problems


def _beside(item: yaml.Node, node: yaml.Node, at: Location) -> Location:
    """Return where an item of a list is, given where the list is."""
    line = at.line + item.start_mark.line - node.start_mark.line
    return Location(at.path, line, item.start_mark.column + 1)
