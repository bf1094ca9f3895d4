"""Takes the YAML at the head of a note; gives its values, its translatable fields, and its faults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from notebuild.errors import Location, Problem, nearest
from notebuild.manuscript.segmentation import HEAD
from notebuild.model import Segment

OPENING = re.compile(r"\ufeff?---[ \t]*\r?(?:\n|\Z)")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}|[a-z]{5,8}))*\Z")
LONGEST = 20_000
"""Characters in one value; a note's summary has a few hundred."""

TEXTS = (
    "title",
    "subtitle",
    "credit",
    "teaser",
    "summary",
    "series",
    "licence",
    "description",
    "url",
    "number",
)
LISTS = ("authors", "key-points", "keywords", "corrections", "languages", "formats")
REQUIRED = ("title", "authors", "date", "version", "language")
FIELDS = (*TEXTS, *LISTS, "date", "version", "language", "translation")
TRANSLATED = (
    "title",
    "subtitle",
    "credit",
    "teaser",
    "summary",
    "key-points",
    "description",
    "keywords",
    "corrections",
    "series",
    "licence",
)
FORMATS = ("pdf", "docx", "html")
POLICIES = ("block", "banner", "omit")
FILES = (
    "bibliography",
    "citation-abbreviations",
    "csl",
    "css",
    "defaults",
    "epub-cover-image",
    "filters",
    "header-includes",
    "include-after",
    "include-before",
    "metadata-files",
    "reference-doc",
    "template",
)
"""Fields with which pandoc would read a file, or take raw code (MANUAL.txt, "Metadata variables")."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values by field; `end` is where the body begins; `fields` are the words to translate."""

    values: Mapping[str, Any]
    fields: tuple[Segment, ...]
    problems: tuple[Problem, ...]
    end: int


def read(text: str, shown: str) -> FrontMatter:
    """The front matter of a note's text; values that are wrong are left out and told as Problems."""
    head = HEAD.match(text)
    if head is None:
        where = Location(shown, 1, 1)
        if OPENING.match(text):
            problem = Problem(
                where,
                "the front matter is never closed",
                'close it with "---" on a line of its own',
            )
        else:
            problem = Problem(
                where,
                "the front matter is missing",
                'begin the file with "---", the fields and "---"',
            )
        return FrontMatter({}, (), (problem,), 0)
    body, first = head[1] or "", text.count("\n", 0, head.start(1) if head[1] else head.end())
    problems = list(_refused(body, shown, first))
    if problems:
        return FrontMatter({}, (), tuple(problems), head.end())
    tree = yaml.compose(body, Loader=yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)
    if not isinstance(tree, yaml.MappingNode):
        problem = Problem(
            Location(shown, first + 1, 1),
            "the front matter is not a list of fields",
            'write "field: value" lines',
        )
        return FrontMatter({}, (), (problem,), head.end())
    values: dict[str, Any] = {}
    fields: list[Segment] = []
    names: dict[str, int] = {}
    for name, node in tree.value:
        where = _where(name, shown, first)
        if name.value in names:
            problems.append(
                Problem(
                    where,
                    f"{name.value} is given twice",
                    f"keep one; the other is on line {names[name.value]}",
                )
            )
            continue
        names[name.value] = where.line
        value, faults = _value(name.value, node, where, _where(node, shown, first))
        problems += faults
        if value is not None:
            values[name.value] = value
            if name.value in TRANSLATED:
                fields += _fields(name.value, node, body, shown, first)
    for name in REQUIRED:
        if name not in names:
            problems.append(
                Problem(
                    Location(shown, 1, 1),
                    f"{name} is missing",
                    f'add "{name}: …" to the front matter',
                )
            )
    return FrontMatter(values, tuple(fields), tuple(problems), head.end())


def with_fields(values: Mapping[str, Any], fields: tuple[Segment, ...]) -> dict[str, Any]:
    """The values with the words of (translated) fields put in their places."""
    result = dict(values)
    for name in TRANSLATED:
        words = [field.text for field in fields if field.context == f"meta:{name}"]
        if words:
            result[name] = words if name in LISTS else "\n\n".join(words)
    return result


def _refused(body: str, shown: str, first: int) -> Iterator[Problem]:
    """What makes YAML unreadable, or more than a list of plain values: the first of each sort."""
    told = set()
    try:
        for event in yaml.parse(
            body, Loader=yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
        ):
            where = Location(shown, event.start_mark.line + first + 1, event.start_mark.column + 1)
            found = None
            if isinstance(event, yaml.AliasEvent):
                found = f"the front matter uses the YAML alias *{event.anchor}", "write the value out"
            elif getattr(event, "anchor", None):
                found = f"the front matter uses the YAML anchor &{event.anchor}", "take it out"
            elif getattr(event, "tag", None):
                found = f"the front matter uses the YAML tag {event.tag}", "write the plain value"
            if found and found[1] not in told:
                told.add(found[1])
                yield Problem(where, *found)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        where = Location(
            shown, (mark.line if mark else 0) + first + 1, (mark.column if mark else 0) + 1
        )
        yield Problem(
            where,
            f"the front matter is not valid YAML: {fault.problem or fault.context}",
            "put a value that has a colon, a quote or a bracket in double quotes",
        )
    except yaml.YAMLError as fault:
        yield Problem(
            Location(shown, first + 1, 1),
            f"the front matter is not valid YAML: {str(fault).splitlines()[0]}",
            "take the unprintable character out",
        )


def _value(
    name: str, node: yaml.Node, name_at: Location, at: Location
) -> tuple[Any, list[Problem]]:
    """The value of one field, or None with what is wrong."""
    if name in FILES:
        remedy = "take it out; notebuild gives pandoc its files and code itself"
        return None, [Problem(name_at, f"{name} may not be set in a note", remedy)]
    if name not in FIELDS:
        remedy = f"use one of {', '.join(sorted(FIELDS))}"
        return None, [Problem(name_at, f"unknown field {name}{nearest(name, FIELDS)}", remedy)]
    if node.end_mark.index - node.start_mark.index > LONGEST:
        return None, [
            Problem(
                at, f"{name} is longer than {LONGEST} characters", "move the text into the body"
            )
        ]
    if name == "translation":
        return _translation(node, at)
    if name in LISTS:
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if any(not isinstance(item, yaml.ScalarNode) for item in items) or (
            name not in {"authors", "keywords"} and not isinstance(node, yaml.SequenceNode)
        ):
            remedy = 'write one "- …" line for each; put one that has ": " in it in double quotes'
            return None, [Problem(at, f"{name} is not a list of texts", remedy)]
        values = [item.value.strip() for item in items]
        faults = (
            [Problem(at, f"{name} has an empty item", "fill it in or take it out")]
            if not all(values)
            else []
        )
        if name == "languages":
            faults += [f for item in items for f in _language(item.value, _beside(item, node, at))]
            values = [value for value in values if LANGUAGE.match(value)]
        if name == "formats":
            faults += [
                Problem(
                    _beside(item, node, at),
                    f"unknown format {item.value}{nearest(item.value, FORMATS)}",
                    f"use {', '.join(FORMATS)}",
                )
                for item in items
                if item.value not in FORMATS
            ]
            values = [value for value in values if value in FORMATS]
        if not items:
            faults += [Problem(at, f"{name} is empty", f"fill in {name}, or take the line out")]
        return values or None, faults
    if not isinstance(node, yaml.ScalarNode):
        return None, [Problem(at, f"{name} is not a text", "put the value in double quotes")]
    if not node.value.strip():
        return None, [Problem(at, f"{name} is empty", f"fill in {name}, or take the line out")]
    return _scalar(name, node.value.strip(), at)


def _scalar(name: str, value: str, at: Location) -> tuple[Any, list[Problem]]:
    if name == "date":
        try:
            if len(value) != 10:
                raise ValueError
            return date.fromisoformat(value).isoformat(), []
        except ValueError:
            return None, [Problem(at, f"date {value} is not a date", "write it as 2025-03-31")]
    if name == "version":
        if not re.fullmatch(r"[1-9]\d{0,5}", value):
            return None, [
                Problem(
                    at,
                    f"version {value} is not a whole number above 0",
                    "count versions 1, 2, 3, …",
                )
            ]
        return int(value), []
    if name == "language":
        faults = _language(value, at)
        return None if faults else value, faults
    if name == "url" and not re.fullmatch(r"https?://[^\s<>\"]+", value):
        return None, [Problem(at, f"url {value} is not a web address", "begin it with https://")]
    return value, []


def _language(value: str, at: Location) -> list[Problem]:
    """A language tag of BCP 47, in the form that the profiles' names have."""
    if LANGUAGE.match(value):
        return []
    return [
        Problem(at, f"{value} is not a language tag", "write it as en-GB, fr-FR or de (BCP 47)")
    ]


def _translation(node: yaml.Node, at: Location) -> tuple[Any, list[Problem]]:
    if not isinstance(node, yaml.MappingNode):
        return None, [
            Problem(
                at,
                "translation is not a list of languages",
                'write "translation:" and "  fr-FR: block"',
            )
        ]
    values, faults = {}, []
    for name, policy in node.value:
        faults += _language(str(name.value), _beside(name, node, at))
        if policy.value in POLICIES:
            values[name.value] = policy.value
        else:
            word = policy.value if isinstance(policy.value, str) else "…"
            faults.append(
                Problem(
                    _beside(policy, node, at),
                    f"unknown translation policy {word}{nearest(word, POLICIES)}",
                    f"use {', '.join(POLICIES)}",
                )
            )
    return values, faults


def _fields(name: str, node: yaml.Node, body: str, shown: str, first: int) -> Iterator[Segment]:
    """The words of one field: one segment a paragraph or list item."""
    count = 0
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        where = _where(item, shown, first)
        if item.style in ("|", ">"):
            line = body.split("\n")[item.start_mark.line + 1]
            where = Location(shown, where.line + 1, len(line) - len(line.lstrip()) + 1)
        elif item.style in ("'", '"'):
            where = Location(shown, where.line, where.column + 1)
        line = where.line
        paragraphs = [item.value] if name in LISTS else re.split(r"(\n\s*\n)", item.value)
        for paragraph in paragraphs:
            if words := paragraph.strip():
                count += 1
                skipped = paragraph[: paragraph.index(words[0])].count("\n")
                ordinal = f":{count}" if name in LISTS or len(paragraphs) > 1 else ""
                at = Location(shown, line + skipped, where.column)
                yield Segment(f"meta:{name}{ordinal}", "metadata", at, words, f"meta:{name}")
            line += paragraph.count("\n")


def _where(node: yaml.Node, shown: str, first: int) -> Location:
    return Location(shown, node.start_mark.line + first + 1, node.start_mark.column + 1)


def _beside(item: yaml.Node, node: yaml.Node, at: Location) -> Location:
    """Where an item of a list is, given where the list is."""
    line = at.line + item.start_mark.line - node.start_mark.line
    return Location(at.path, line, item.start_mark.column + 1)
