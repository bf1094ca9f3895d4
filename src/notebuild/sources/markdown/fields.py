"""The fields of a note's front matter: which there are, and what each of them may hold."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import yaml

from notebuild.core.problems import Location, Problem, nearest

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


def value_of(name: str, node: yaml.Node, name_at: Location, at: Location) -> tuple[Any, list[Problem]]:
    """The value of one field, or None with what is wrong."""
    if name in FILES:
        remedy = "take it out; notebuild gives pandoc its files and code itself"
        return None, [Problem(name_at, f"{name} may not be set in a note", remedy)]
    if name not in FIELDS:
        remedy = f"use one of {', '.join(sorted(FIELDS))}"
        return None, [Problem(name_at, f"unknown field {name}{nearest(name, FIELDS)}", remedy)]
    if node.end_mark.index - node.start_mark.index > LONGEST:
        return None, [
            Problem(at, f"{name} is longer than {LONGEST} characters", "move the text into the body")
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
            [Problem(at, f"{name} has an empty item", "fill it in or take it out")] if not all(values) else []
        )
        if name == "languages":
            faults += [f for item in items for f in _language(item.value, _beside(item, node, at))]
            values = [value for value in values if LANGUAGE.match(value)]
            faults += [
                Problem(
                    at,
                    f"{value} stands beside another {value.split('-')[0]}",
                    "keep one of them: an edition's files are named by that part of the tag",
                )
                for index, value in enumerate(values)
                if value.split("-")[0] in {other.split("-")[0] for other in values[:index]}
            ]
            values = list({value.split("-")[0]: value for value in reversed(values)}.values())[::-1]
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
        if not items and name == "languages":
            return [], faults  # the original alone, whatever the house's default is
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
    return [Problem(at, f"{value} is not a language tag", "write it as en-GB, fr-FR or de (BCP 47)")]


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


def _beside(item: yaml.Node, node: yaml.Node, at: Location) -> Location:
    """Where an item of a list is, given where the list is."""
    line = at.line + item.start_mark.line - node.start_mark.line
    return Location(at.path, line, item.start_mark.column + 1)
