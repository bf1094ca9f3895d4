"""Writes a document as a note of the house: its text, its citations and notes, its front matter."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from notebuild.core.model import Node
from notebuild.edition import nodes, pandoc, tree
from notebuild.exchange.intake import tidying
from notebuild.exchange.intake.footnotes import flat
from notebuild.exchange.intake.value import Cited, squeezed
from notebuild.sources.checks.citations import call

OPTIONS = ("--wrap=preserve", "--columns=72", "--markdown-headings=atx")
EDGE = "\ue010"
"""What parts passages that are written in one run of pandoc; a private character of Unicode."""


def markdown(blocks: list[Node]) -> str:
    """Return blocks as Markdown that a note may hold."""
    text = pandoc.write({"blocks": blocks, "meta": {}, "pandoc-api-version": API}, pandoc.READER, OPTIONS)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)


API = [1, 23, 1]
"""The version of pandoc's tree that is written here (pandoc-types)."""


def pieces(blocks: list[Node]) -> list[str]:
    """Return each block as it stands in the Markdown of all."""
    parted = [one for block in blocks for one in (nodes.para([nodes.string(EDGE)]), block)]
    return [one.strip("\n") for one in re.split(rf"^{EDGE}$", markdown(parted), flags=re.MULTILINE)[1:]]


def passages(runs: Sequence[list[Node]]) -> list[str]:
    """Return runs of inlines as Markdown, each on one line."""
    if not runs:
        return []
    blocks: list[Node] = []
    for run in runs:
        plain = [nodes.space() if one["t"] in ("SoftBreak", "LineBreak") else one for one in run]
        blocks += [nodes.para([nodes.string(EDGE)]), nodes.para(plain or [nodes.string(EDGE + EDGE)])]
    text = pandoc.write({"blocks": blocks, "meta": {}, "pandoc-api-version": API}, pandoc.READER)
    found = re.split(rf"^{EDGE}$", text, flags=re.MULTILINE)[1:]
    return [squeezed(one.replace(EDGE + EDGE, "")) for one in found]


def raw(text: str) -> Node:
    """Return Markdown that goes into the text as it stands."""
    return {"t": "RawInline", "c": ["markdown", text]}


def cited(sources: Sequence[Cited]) -> str:
    """Return how a note cites these sources: `[see @doe2019, p. 3; @roe2020]`."""
    if len(sources) == 1 and sources[0].woven:
        one = sources[0]
        place = "".join(filter(None, (one.locator, one.suffix)))
        return f"{call(one.key)} [{_plain(place.strip())}]" if place.strip() else call(one.key)
    parts = []
    for one in sources:
        prefix = f"{one.prefix} " if one.prefix else ""
        place = f", {one.locator}" if one.locator else ""
        suffix = one.suffix if not one.suffix or one.suffix[0] in ";," else f" {one.suffix}"
        parts.append(f"{_plain(prefix)}{'-' if one.alone else ''}{call(one.key)}{place}{_plain(suffix)}")
    return f"[{'; '.join(parts)}]"


def _plain(text: str) -> str:
    """Return words for the inside of a citation, in plain quotation marks and with marks of Markdown escaped."""
    text = re.sub("[“”„]", '"', text).replace("’", "'").replace("‘", "'")
    return re.sub(r"([\[\]*_@\\])", r"\\\1", text)


def note_inlines(note: Node) -> list[Node]:
    """Return the words of a note as one run, its paragraphs parted by spaces, its lists by semicolons."""
    from notebuild.exchange.intake.captions import one_line

    paragraphs = [one for one in note["c"] if one["t"] in ("Para", "Plain")]
    if len(paragraphs) == len(note["c"]):
        runs = [tidying.inlines(one["c"]) for one in paragraphs]
        joined = [
            inline for number, run in enumerate(runs) for inline in ([nodes.space()] if number else []) + run
        ]
        return tidying.inlines(joined)
    return one_line(note["c"])


def until(run: list[Node], letters: int) -> list[Node] | None:
    """Return a run up to the bracket that opens after so many letters of its flat words; None where there is none."""
    for at, one in enumerate(run):
        if one["t"] == "Str" and str(one["c"]).startswith("(") and len(flat(run[:at])) + 1 == letters:
            return tidying.inlines(run[:at])
    return None


def definition(label: str, note: Node) -> list[Node]:
    """Return the definition of a written note: its paragraphs, the further ones indented."""
    out: list[Node] = []
    for block in note["c"]:
        if block["t"] in ("Para", "Plain"):
            runs = [tidying.before_stops(tidying.inlines(block["c"]))]
        elif block["t"] in ("BulletList", "OrderedList"):
            items = block["c"] if block["t"] == "BulletList" else block["c"][1]
            runs = [
                tidying.inlines([inline for one in item for inline in one.get("c", [])]) for item in items
            ]
        else:
            runs = [nodes.words(squeezed(tree.text(block)))]
        for run in filter(None, runs):
            plain = [nodes.space() if one["t"] in ("SoftBreak", "LineBreak") else one for one in run]
            out.append(
                nodes.para(
                    [
                        raw(f"[^{label}]: " if not out else "    "),
                        *tidying.unmarked([nodes.string(""), {"t": "LineBreak"}, *plain])[2:],
                    ]
                )
            )
    return out


def front_matter(fields: Mapping[str, str | list[Any]], languages: Sequence[str]) -> str:
    """Return a front matter: strings in quotation marks, lists an item a line, a summary a line a sentence."""
    lines = ["---"]
    for name, value in fields.items():
        if name == "abstract" and isinstance(value, str):
            lines += ["abstract: |", *(f"  {line}".rstrip() for line in value.split("\n"))]
        elif name in ("date", "version", "lang"):
            lines.append(f"{name}: {value}")
        elif isinstance(value, list):
            lines += [f"{name}:", *(f"  - {_yaml(one)}" for one in value)]
        else:
            lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    lines.append(f"languages: [{', '.join(languages)}]")
    return "\n".join([*lines, "---"]) + "\n"


def _yaml(value: Any) -> str:
    """Return a value of a list as YAML: a string in quotation marks, a mapping in braces."""
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in value.items())
            + "}"
        )
    return json.dumps(value, ensure_ascii=False)
