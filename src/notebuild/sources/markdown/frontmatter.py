"""Read the YAML at the head of a note: its values, its words to translate, and what is wrong with it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from notebuild.core.characters import NO_TEXT
from notebuild.core.model import Segment
from notebuild.core.problems import Location, Problem
from notebuild.sources.frontmatter_fields import BY_NAME, CURRENT_NAMES, FIELDS, Field
from notebuild.sources.markdown.field_authors import author_names, name_nodes
from notebuild.sources.markdown.field_values import value_of
from notebuild.sources.markdown.head import HEAD

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST_VALUE = 6
"""How deep values may be nested; the deepest is that of an author's affiliations, 5."""

OPENING = re.compile(r"\ufeff?---[ \t]*\r?(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values by field; `end` is where the body begins; `fields` are the words to translate."""

    values: Mapping[str, Any]
    fields: tuple[Segment, ...]
    problems: tuple[Problem, ...]
    end: int
    places: Mapping[str, Location] = dataclasses.field(default_factory=dict)
    """Where the value of each field begins."""


def read(text: str, shown: str) -> FrontMatter:
    """Return the front matter of a note's text; values that are wrong are left out and become Problems.

    `shown` is the note's path in messages.
    """
    head = HEAD.match(text)
    if head is None:
        return FrontMatter({}, (), (_missing(text, shown),), 0)
    body, first = head[1] or "", text.count("\n", 0, head.start(1) if head[1] else head.end())
    problems = list(_refused(body, shown, first))
    if problems:
        return FrontMatter({}, (), tuple(problems), head.end())
    tree = yaml.compose(body, Loader=LOADER)
    if not isinstance(tree, yaml.MappingNode):
        message, remedy = "the front matter is not a list of fields", 'write "field: value" lines'
        problem = Problem(Location(shown, first + 1, 1), message, remedy)
        return FrontMatter({}, (), (problem,), head.end())
    values: dict[str, Any] = {}
    words: list[Segment] = []
    places: dict[str, Location] = {}
    for key, node in tree.value:
        where = _at(key.start_mark, shown, first)
        if not isinstance(key.value, str):
            problems.append(Problem(where, "not the name of a field", 'write "field: value"'))
            continue
        name = CURRENT_NAMES.get(key.value, key.value)
        if name != key.value:
            message = f"{key.value} is a former name of the field {name}"
            problems.append(Problem(where, message, f'write "{name}:"', "warning"))
        if name in places:
            remedy = f"keep one; the other is on line {places[name].line}"
            problems.append(Problem(where, f"{name} is given twice", remedy))
            continue
        places[name] = _at(node.start_mark, shown, first)
        value, faults = value_of(name, node, where, places[name])
        problems += faults
        if value is not None:
            values[name] = value
            if _is_translated(BY_NAME[name], value):
                words += _words(BY_NAME[name], node, body, shown, first)
    problems += _lacking(values, places, shown)
    if "version" not in places:
        values["version"] = 1
    return FrontMatter(values, tuple(words), tuple(problems), head.end(), places)


def _missing(text: str, shown: str) -> Problem:
    """Return what is wrong with a text that begins with no front matter."""
    where = Location(shown, 1, 1)
    if OPENING.match(text):
        remedy = 'close it with "---" on a line of its own'
        return Problem(where, "the front matter is never closed", remedy)
    remedy = 'begin the file with "---", the fields and "---"'
    return Problem(where, "the front matter is missing", remedy)


def _lacking(values: Mapping[str, Any], places: Mapping[str, Location], shown: str) -> Iterator[Problem]:
    """Tell of required fields that are not given, and of a new version that names no correction."""
    for field in FIELDS:
        if field.required and field.name not in places:
            remedy = f'add "{field.name}: …" to the front matter'
            yield Problem(Location(shown, 1, 1), f"{field.name} is missing", remedy)
    if values.get("version", 1) > 1 and "corrections" not in places:
        yield Problem(
            Location(shown, places["version"].line, 1),
            f"version {values['version']} does not say what was corrected",
            'add "corrections:" with a line "- …" for each; readers of an older version look there',
        )


def with_fields(values: Mapping[str, Any], words: tuple[Segment, ...]) -> dict[str, Any]:
    """Return the values with the (translated) words of fields put in their places."""
    result = dict(values)
    for field in FIELDS:
        own = [segment for segment in words if segment.context == field.context]
        if own and field.shape == "authors":
            named = {int(segment.id.rpartition(":")[2]): segment.text for segment in own}
            authors = enumerate(values[field.name], 1)
            result[field.name] = [_renamed(author, named.get(n, author["name"])) for n, author in authors]
        elif texts := [segment.text for segment in own]:
            result[field.name] = texts if field.is_list else "\n\n".join(texts)
    return result


def _renamed(author: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return an author under the name that another language has; the parts of the old one are then no more known."""
    parts = () if name == author["name"] else ("given", "family")
    return {key: value for key, value in author.items() if key not in parts} | {"name": name}


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a field, as blank lines part them."""
    return [one.strip() for one in re.split(r"\n\s*\n", text) if one.strip()]


def _is_translated(field: Field, value: Any) -> bool:
    """Whether a field's words are the translator's: names are the same in every language."""
    return field.translated and not (field.shape == "authors" and all(map(_is_name, author_names(value))))


def _is_name(author: str) -> bool:
    """Whether an author is a person or a house by name: every word but a particle has a capital."""
    return all(word[:1].isupper() or len(word) < 4 for word in author.split())


def _refused(body: str, shown: str, first: int) -> Iterator[Problem]:
    """Tell of what makes YAML unreadable, or more than a list of plain values: the first of each kind."""
    remedies: set[str] = set()
    depth = 0
    try:
        for event in yaml.parse(body, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            for message, remedy in _tricks(event, depth):
                if remedy not in remedies:
                    remedies.add(remedy)
                    yield Problem(_at(event.start_mark, shown, first), message, remedy)
            if depth > DEEPEST_VALUE:
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
    """Tell of what YAML has beyond plain values; some of it makes a small file fill all memory."""
    if isinstance(event, yaml.AliasEvent):
        yield f"the front matter uses the YAML alias *{event.anchor}", "write the value out"
    elif getattr(event, "anchor", None):
        yield f"the front matter uses the YAML anchor &{event.anchor}", "take it out"
    if getattr(event, "tag", None):
        yield f"the front matter uses the YAML tag {event.tag}", "write the plain value"
    if hidden := NO_TEXT.search(getattr(event, "value", "")):  # written by its number: "\\0", "\\u202e"
        yield f"character U+{ord(hidden[0]):04X}, which is no text", "take it out"
    if depth > DEEPEST_VALUE:
        yield "the front matter is nested too deep", "write plain values and lists"


def _words(field: Field, node: yaml.Node, body: str, shown: str, first: int) -> Iterator[Segment]:
    """Give the words of one field: a segment for each paragraph or list item."""
    count = 0
    items: list[Any] = node.value if isinstance(node, yaml.SequenceNode) else [node]
    numbered = name_nodes(node) if field.shape == "authors" else ((0, item) for item in items)
    for number, item in numbered:
        where = _at(item.start_mark, shown, first)
        if item.style in ("|", ">"):
            text = body.split("\n")[item.start_mark.line + 1]
            where = Location(shown, where.line + 1, len(text) - len(text.lstrip()) + 1)
        elif item.style in ("'", '"'):
            where = Location(shown, where.line, where.column + 1)
        line = where.line
        paragraphs = [item.value] if field.is_list else re.split(r"(\n\s*\n)", item.value)
        for paragraph in paragraphs:
            if words := paragraph.strip():
                count = number or count + 1
                skipped = paragraph[: paragraph.index(words[0])].count("\n")
                ordinal = f":{count}" if field.is_list or len(paragraphs) > 1 else ""
                at = Location(shown, line + skipped, where.column)
                yield Segment(f"{field.context}{ordinal}", "metadata", at, words, field.context)
            line += paragraph.count("\n")


def _at(mark: Any, shown: str, first: int) -> Location:
    """Return the place of a mark of PyYAML's, which counts from 0 and from the line after the dashes."""
    return Location(shown, (mark.line if mark else 0) + first + 1, (mark.column if mark else 0) + 1)
