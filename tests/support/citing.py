"""Notes as the citation style prints them, as text that a person can compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from notebuild.edition import tree

STYLE = Path("styles/note.csl")


def markup(node: Any) -> str:
    """Inlines and blocks as text, with italics and no-break spaces made visible."""
    if isinstance(node, list):
        return "".join(markup(one) for one in node)
    kind, content = node["t"], node.get("c")
    if kind in ("Emph", "Strong"):
        return f"*{markup(content)}*"
    if kind in ("Span", "Link", "Cite", "Quoted"):
        return markup(content[1])
    if kind in ("Para", "Plain", "SmallCaps", "Superscript", "Subscript"):
        return markup(content)
    return tree.text(node)
