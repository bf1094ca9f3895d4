"""The recipe of an edition: all that it is made from, as one text, which travels in its PDF and makes it again.

What nobody prints stays behind: comments, lines, private fields of the sources, the house's look.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from notebuild.core.house import House, Profile
from notebuild.core.model import Segment, Source
from notebuild.core.problems import Location
from notebuild.edition.inputs import Inputs
from notebuild.sources import markdown
from notebuild.sources.bibliography import vocabulary
from notebuild.sources.markdown import markers

_REMARK = re.compile("<!--.*?-->", re.DOTALL)
_BETWEEN = re.compile(r">\s*\n\s*<")
"""What in a citation style is no part of it: remarks, and white space between two elements."""

KEPT = frozenset(vocabulary.PRINTED) | vocabulary.OLD_NAMES.keys() | vocabulary.ALIASES.keys()
"""The fields of a source that may print."""

STYLE = Path("note.csl")
"""Stands for the citation style in the inputs of a recipe, which holds its text."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a PDF carries."""

    tool: str
    """The version of notebuild that made it."""

    style: str
    """The citation style, as CSL."""

    inputs: Inputs


def to_json(inputs: Inputs, style: str, tool: str) -> str:
    """Return the recipe of these inputs; `style` is the text of their citation style, `tool` the version at work."""
    plain = _BETWEEN.sub(">\n<", _REMARK.sub("", style))
    said = {"notebuild": tool, "style": plain, "inputs": _frozen(public(inputs))}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=0) + "\n"


def from_json(text: str) -> Recipe:
    """Return the recipe that `to_json` wrote; raises ValueError, TypeError or KeyError for any other text."""
    raw = json.loads(text)
    tool, style = raw["notebuild"], raw["style"]
    if not isinstance(tool, str) or not isinstance(style, str):
        raise TypeError("the recipe names no version, or no style")
    return Recipe(tool, style, _thawed(Inputs, raw["inputs"]))


def public(inputs: Inputs) -> Inputs:
    """Return inputs without what no reader is to see; what is made of them is the same."""
    # Of the original's own text the headings' names are asked for, by which links reach them, and no word.
    heads = (
        replace(one, text="", location=Location("")) for one in inputs.note.segments if one.kind == "heading"
    )
    return replace(
        inputs,
        note=replace(inputs.note, segments=tuple(heads), fields=(), places={}),
        segments=tuple(map(_said, inputs.segments)),
        fields=tuple(map(_said, inputs.fields)),
        sources=tuple(map(_cited, inputs.sources)),
        profile=_worded(inputs.profile),
        house=_named(inputs.house),
        style=STYLE,
        original=_worded(inputs.original) if inputs.original else None,
        alternates=tuple(replace(one, profile=_worded(one.profile)) for one in inputs.alternates),
    )


def _said(segment: Segment) -> Segment:
    """Return a segment without comments and without its place."""
    text = segment.text
    if segment.kind in ("front-matter", "comment"):
        text = markdown.blank(segment)
    elif segment.kind != "code":
        text = markers.without_comments(text)
    return replace(segment, text=text, location=Location(""))


def _cited(source: Source) -> Source:
    kept = {name: value for name, value in source.fields.items() if name in KEPT}
    return replace(source, fields=kept, location=Location(""))


def _worded(profile: Profile) -> Profile:
    return replace(profile, path="", numbers={})


def _named(house: House) -> House:
    return replace(house, tokens={"subtitles": house.tokens.get("subtitles", {})})


def _frozen(value: Any) -> Any:
    """Return a value as JSON has it: of a dataclass the fields that are not as they are by default."""
    if isinstance(value, Location):
        return None
    if is_dataclass(value):
        rows = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: _frozen(said) for one, said in rows if said != _default(one)}
    if isinstance(value, Mapping):
        is_plain = all(isinstance(name, str) for name in value)
        rows_of = [[_frozen(name), _frozen(said)] for name, said in value.items()]
        return dict(rows_of) if is_plain else rows_of
    if isinstance(value, list | tuple):
        return [_frozen(one) for one in value]
    return value.as_posix() if isinstance(value, Path) else value


def _default(one: Any) -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _thawed(kind: Any, value: Any) -> Any:
    """Return a value of a type from JSON; raises TypeError where it is none."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return value
    if kind is Location:
        return Location("")
    if origin in (Union, types.UnionType):
        return None if value is None else _thawed(next(one for one in inner if one is not type(None)), value)
    if is_dataclass(kind):
        if not isinstance(value, dict):
            raise TypeError(f"a {getattr(kind, '__name__', '')} is {type(value).__name__}")
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _thawed(hints[name], said) for name, said in value.items()})  # type: ignore[operator]
    if origin is tuple:
        items = _listed(value)
        each = [inner[0]] * len(items) if inner[-1] is Ellipsis else list(inner)
        return tuple(_thawed(one, said) for one, said in zip(each, items, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        pairs = value.items() if isinstance(value, dict) else _listed(value)
        return {_thawed(inner[0], name): _thawed(inner[1], said) for name, said in pairs}
    wanted = str if kind is Path else kind
    if type(value) is not wanted:
        raise TypeError(f"{value!r} is no {wanted.__name__}")
    return Path(value) if kind is Path else value


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{type(value).__name__} is no list")
    return value
