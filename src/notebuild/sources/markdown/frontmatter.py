"""Takes the YAML at the head of a note; gives its values, its translatable fields, and its faults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from notebuild.core.model import Segment
from notebuild.core.problems import Location, Problem
from notebuild.sources.markdown.fields import LISTS, REQUIRED, TRANSLATED, value_of
from notebuild.sources.markdown.head import HEAD

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 4
"""How deep values may be nested; the deepest that a field has is 2."""

OPENING = re.compile(r"\ufeff?---[ \t]*\r?(?:\n|\Z)")


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
    tree = yaml.compose(body, Loader=LOADER)
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
        where = _at(name.start_mark, shown, first)
        if not isinstance(name.value, str):
            problems.append(Problem(where, "not the name of a field", 'write "field: value"'))
            continue
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
        value, faults = value_of(name.value, node, where, _at(node.start_mark, shown, first))
        problems += faults
        if value is not None:
            values[name.value] = value
            if name.value in TRANSLATED or (name.value == "authors" and not all(map(_is_name, value))):
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
    if values.get("version", 1) > 1 and "corrections" not in names:
        problems.append(
            Problem(
                Location(shown, names["version"], 1),
                f"version {values['version']} does not say what was corrected",
                'add "corrections:" with a line "- …" for each; readers of an older version look there',
                "warning",
            )
        )
    return FrontMatter(values, tuple(fields), tuple(problems), head.end())


def with_fields(values: Mapping[str, Any], fields: tuple[Segment, ...]) -> dict[str, Any]:
    """The values with the words of (translated) fields put in their places."""
    result = dict(values)
    for name in ("authors", *TRANSLATED):
        words = [field.text for field in fields if field.context == f"meta:{name}"]
        if words:
            result[name] = words if name in LISTS else "\n\n".join(words)
    return result


def _is_name(author: str) -> bool:
    """Whether an author is a person or a house by name: every word but a particle has a capital."""
    return all(word[:1].isupper() or len(word) < 4 for word in author.split())


def _refused(body: str, shown: str, first: int) -> Iterator[Problem]:
    """What makes YAML unreadable, or more than a list of plain values: the first of each sort."""
    told: set[str] = set()
    depth = 0
    try:
        for event in yaml.parse(body, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            for message, remedy in _tricks(event, depth):
                if remedy not in told:
                    told.add(remedy)
                    yield Problem(_at(event.start_mark, shown, first), message, remedy)
            if depth > DEEPEST:
                return
    except yaml.MarkedYAMLError as fault:
        yield Problem(
            _at(fault.problem_mark or fault.context_mark, shown, first),
            f"the front matter is not valid YAML: {fault.problem or fault.context}",
            "indent it with spaces"
            if "tab" in str(fault.problem)
            else "put a value that has a colon, a quote or a bracket in double quotes",
        )
    except yaml.YAMLError as fault:
        yield Problem(
            Location(shown, first + 1, 1),
            f"the front matter is not valid YAML: {str(fault).splitlines()[0]}",
            "take the unprintable character out",
        )


def _tricks(event: Any, depth: int) -> Iterator[tuple[str, str]]:
    """What YAML has beyond plain values; some of it makes a small file fill all memory."""
    if isinstance(event, yaml.AliasEvent):
        yield f"the front matter uses the YAML alias *{event.anchor}", "write the value out"
    elif getattr(event, "anchor", None):
        yield f"the front matter uses the YAML anchor &{event.anchor}", "take it out"
    if getattr(event, "tag", None):
        yield f"the front matter uses the YAML tag {event.tag}", "write the plain value"
    if depth > DEEPEST:
        yield "the front matter is nested too deep", "write plain values and lists"


def _fields(name: str, node: yaml.Node, body: str, shown: str, first: int) -> Iterator[Segment]:
    """The words of one field: one segment a paragraph or list item."""
    count = 0
    items: list[Any] = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for item in items:
        where = _at(item.start_mark, shown, first)
        if item.style in ("|", ">"):
            text = body.split("\n")[item.start_mark.line + 1]
            where = Location(shown, where.line + 1, len(text) - len(text.lstrip()) + 1)
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


def _at(mark: Any, shown: str, first: int) -> Location:
    """The place of a mark of PyYAML's, which counts from 0 and from the line after the dashes."""
    return Location(shown, (mark.line if mark else 0) + first + 1, (mark.column if mark else 0) + 1)
