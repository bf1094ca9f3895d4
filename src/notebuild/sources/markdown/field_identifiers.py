"""Check what a front matter says for libraries and repositories: DOI, ISBN, ISSN, and who paid for the work."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from notebuild.core import numbers
from notebuild.core.problems import Location, Problem, nearest
from notebuild.sources.frontmatter_fields import Shape
from notebuild.sources.markdown.field_authors import Place, identifier

Read = Callable[[str, str, Location], tuple[Any, list[Problem]]]
"""Reads one value: its field's name, what was typed, and where."""

KEYS = ("name", "ror", "award")
"""What a note may say of a funder."""


def doi(name: str, value: str, at: Location) -> tuple[Any, list[Problem]]:
    """Check a DOI (ISO 26324), as a name or as an address; the name is kept."""
    if found := re.fullmatch(
        r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/[^\s<>\"]+)", value, re.IGNORECASE
    ):
        return found[1], []
    return None, [Problem(at, f"{name} {value} is no DOI", "write it as 10.5555/12345678")]


def isbn(name: str, value: str, at: Location) -> tuple[Any, list[Problem]]:
    """Check an ISBN; its hyphens are kept as they are printed."""
    number = re.sub(r"(?i)^isbn(?:-1[03])?:?\s*", "", value).upper().replace(" ", "-")
    if not numbers.is_isbn(number):
        return None, [Problem(at, f"{name} {value} is no ISBN", "write it as 978-3-16-148410-0")]
    if (check := numbers.isbn_check(number)) != number[-1]:
        message = f"{name} {value} is no ISBN: its last figure would be {check}"
        return None, [Problem(at, message, "compare it with what the agency gave")]
    return number, []


def issn(name: str, value: str, at: Location) -> tuple[Any, list[Problem]]:
    """Check an ISSN."""
    number = re.sub(r"(?i)^issn:?\s*", "", value).upper()
    if not numbers.ISSN.fullmatch(number):
        return None, [Problem(at, f"{name} {value} is no ISSN", "write it as 0317-8471")]
    if (check := numbers.issn_check(number)) != number[-1]:
        message = f"{name} {value} is no ISSN: its last figure would be {check}"
        return None, [Problem(at, message, "compare it with the certificate")]
    return number, []


def funders(node: yaml.Node, at: Location, place: Place) -> tuple[Any, list[Problem]]:
    """Return who paid: names alone, or entries with a ROR and the number of the award; and what is wrong with them.

    A name may be given by language.
    """
    made: list[dict[str, Any]] = []
    problems: list[Problem] = []
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for item in items:
        if isinstance(item, yaml.ScalarNode) and item.value.strip():
            made.append({"name": item.value.strip()})
        elif isinstance(item, yaml.MappingNode):
            one, wrong = _funder(item, place)
            problems += wrong
            made += [one] if one.get("name") else []
            if not one.get("name") and not wrong:
                problems.append(Problem(place(item), "a funder without a name", 'add "name: …" to the entry'))
        else:
            problems.append(Problem(place(item), "funder has an empty item", "fill it in or take it out"))
    if not items:
        problems.append(Problem(at, "funder is empty", "fill in funder, or take the line out"))
    return made or None, problems


def _funder(node: yaml.MappingNode, place: Place) -> tuple[dict[str, Any], list[Problem]]:
    """Return one funder."""
    made: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in node.value:
        name = str(key.value)
        if name == "ror":
            ror, wrong = identifier("ror", value, place(value))
            made |= {"ror": ror} if ror else {}
            problems += wrong
        elif name == "name" and isinstance(value, yaml.MappingNode):
            made["name"] = {str(tag.value): str(words.value).strip() for tag, words in value.value}
        elif name in KEYS and isinstance(value, yaml.ScalarNode) and value.value.strip():
            made[name] = value.value.strip()
        elif name in KEYS:
            problems.append(
                Problem(place(value), f"{name} of a funder is no text", "write it in double quotes")
            )
        else:
            message = f"unknown part {name} of a funder{nearest(name, KEYS)}"
            problems.append(Problem(place(key), message, f"use {', '.join(KEYS)}"))
    return made, problems


def by_language(
    name: str, node: yaml.MappingNode, read: Read, language: Read, place: Place
) -> tuple[dict[str, str] | None, list[Problem]]:
    """Return the value of each edition by its language, and what is wrong; `read` reads one, `language` a tag."""
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for key, value in node.value:
        tag = str(key.value)
        problems += language(name, tag, place(key))[1]
        if not isinstance(value, yaml.ScalarNode):
            problems.append(
                Problem(place(value), f"{name} of {tag} is not a text", "put it in double quotes")
            )
            continue
        good, wrong = read(name, value.value.strip(), place(value))
        problems += wrong
        values |= {tag: good} if good else {}
    return values or None, problems


BY_SHAPE: Mapping[Shape, Read] = {"doi": doi, "isbn": isbn, "issn": issn}
"""The check of each identifier by its field's shape."""
