"""The words of an edition's inlines as plain text has them: calls in brackets, addresses behind what leads to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from notebuild.core.model import Node
from notebuild.edition import tree
from notebuild.edition.footnote_calls import is_call
from notebuild.edition.wording import passages

_RAISED = str.maketrans("0123456789+\u2212=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ")
_LOWERED = str.maketrans("0123456789+\u2212=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
"""Raised and lowered figures (Unicode, Superscripts and Subscripts): NFKC makes plain ones of them."""

_FIGURES = re.compile("[0-9+\u2212=()in]+")
_OUTSIDE = re.compile(r"(?:https?|ftp)://|mailto:")
_SCHEME = re.compile(r"^(?:https?://|mailto:)|/$")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a language calls a picture, and what it sets between a head and what it is of."""

    picture: str
    colon: str


def signs(labels: Mapping[str, str]) -> Signs:
    """Return the signs of a language, by the labels of its profile."""
    spaced = "\u00a0:" in labels["edition-formats"]
    return Signs(labels["figure"], "\u00a0:" if spaced else ":")


def words(inlines: Sequence[Node]) -> str:
    """Return inlines as they print; a hard break as a line's end, a picture not at all.

    An address outside stands in angle brackets (RFC 3986, appendix C) behind the words that lead to it, unless they
    are the address.
    """
    out: list[str] = []
    for node in inlines:
        kind: str = node["t"]
        content: Any = node.get("c")
        if is_call(node):
            out.append(f"[{tree.attribute(node, 'note')}]")
        elif kind == "LineBreak":
            out.append("\n")
        elif kind in tree.LEAVES or kind in tree.OPAQUE or kind in ("Note", "Image"):
            out.append(tree.text(node))
        elif kind in ("Superscript", "Subscript"):
            out.append(_set(words(content), _RAISED if kind == "Superscript" else _LOWERED))
        elif kind == "Strikeout":
            out.append(f"~~{words(content)}~~")
        elif kind == "Link":
            out.append(_linked(words(content[1]), content[2][0]))
        elif kind in ("Span", "Cite", "Quoted"):
            out.append(words(content[1]))
        elif isinstance(content, list):
            out.append(words(content))
    return "".join(out)


def _set(said: str, letters: dict[int, int]) -> str:
    """Return words in raised or lowered figures, where there are such: 10⁶ is another number than 106."""
    made = said.translate(letters)
    return made if _FIGURES.fullmatch(said) and not set(made) & set(said) else said


def _linked(said: str, target: str) -> str:
    """Return what leads to an address, with the address."""
    if not _OUTSIDE.match(target) or _SCHEME.sub("", said.strip()) == _SCHEME.sub("", target):
        return said
    return f"{said} <{target.replace('<', '%3C').replace('>', '%3E')}>"


def pictures(inlines: Any) -> list[str]:
    """Return the alternative text of each picture in inlines or blocks, in order."""
    return [tree.attribute(image, "alt") or tree.text(image["c"][1]) for image in tree.find(inlines, "Image")]


def flat(blocks: Sequence[Node]) -> str:
    """Return the words of blocks that stand in a cell or caption, a paragraph a line."""
    if all(block["t"] in ("Para", "Plain") for block in blocks):
        return "\n".join(said for block in blocks if (said := words(block["c"])).strip())
    return "\n".join(one.words for one in passages(blocks) if one.kind != "picture")
