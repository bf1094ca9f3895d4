"""Our reading of blocks is pandoc's: each block of words that pandoc sees is exactly one segment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from random_markdown import documents

from notebuild import manuscript, pandoc
from notebuild.errors import NotebuildError


def spoken(node: Any) -> list[str]:
    """The text of each block of words in a piece of pandoc's tree, those in notes after the rest."""
    words, notes = [], []

    def text(node: Any) -> str:
        if isinstance(node, list):
            return "".join(map(text, node))
        if not isinstance(node, dict):
            return ""
        kind, content = node["t"], node.get("c")
        if kind == "Note":
            notes.extend(spoken(content))
            return ""
        if kind == "Code":
            return str(content[1])
        return str(content) if kind == "Str" else text(content)

    def walk(node: Any) -> None:
        if isinstance(node, dict) and node.get("t") in {"Para", "Plain"}:
            words.append(text(node["c"]))
        elif isinstance(node, dict) and node.get("t") == "Header":
            words.append(text(node["c"][2]))
        elif isinstance(node, dict):
            walk(node.get("c"))
        elif isinstance(node, list):
            for part in node:
                walk(part)

    walk(node)
    return words + notes


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents)
def test_every_block_is_one_segment(text: str) -> None:
    """Each segment's words made one token, pandoc finds each token alone in a block, and no other words."""
    parts, tokens, labels = [], [], []
    for number, part in enumerate(manuscript.segments(text, "note.md")):
        if part.kind == "front-matter":
            part = replace(part, text="")
        elif part.kind == "comment":
            part = replace(part, text="\n" * part.text.count("\n"))
        elif part.kind == "footnote":
            label = part.id.removeprefix("footnote:")
            labels.append(label)
        if part.kind not in manuscript.UNTRANSLATED:
            tokens.append(f"Q{number}Q")
            part = replace(part, text=tokens[-1])
        parts.append(part)
    calls = "".join(f"[^{label}]" for label in labels)
    try:
        read = pandoc.read(f"{manuscript.join(parts)}\n\n{calls}\n", {}, "note.md")
    except NotebuildError:
        assume(False)  # a label that came twice: refused before it comes to pandoc
    assert sorted(filter(None, spoken(read["blocks"]))) == sorted(tokens), text
