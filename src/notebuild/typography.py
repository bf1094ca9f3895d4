"""A profile's typography on a tree: quotation marks, white space, superior letters; never code or addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from notebuild.house import Profile, Rule
from notebuild.model import Tree
from notebuild.tree import BREAKS, OPAQUE, attribute, classes, is_inlines, rewrite, text

HOLE = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: stands in for what is no text, so that a rule sees it is not a space."""

ADDRESS = re.compile(r"(?:https?://|www\.|doi:|mailto:)\S+|\S+@\S+\.\S+|10\.\d{4,}/\S+")


def set_text(node: Any, profile: Profile) -> Any:
    """A tree, or part of one, as the profile sets it. Setting it twice changes nothing more."""
    marked = rewrite(node, lambda element: quoted(element, profile, 0))
    return raised(spaced(marked, profile), profile)


def quoted(node: Tree, profile: Profile, depth: int) -> list[Tree] | None:
    """A Quoted element as the profile's own marks around its content; quotes inside take the inner pair."""
    if node["t"] != "Quoted":
        return None
    opening, closing = profile.quotes[depth]
    inside = node["c"][1]
    if depth == 0:
        inside = rewrite(inside, lambda element: swap(element, profile))
    return [{"t": "Str", "c": opening}, *inside, {"t": "Str", "c": closing}]


def swap(node: Tree, profile: Profile) -> Tree | None:
    """A mark that a deeper Quoted has become, from the outer pair to the inner one."""
    pairs = dict(zip(profile.quotes[0], profile.quotes[1], strict=True))
    return {"t": "Str", "c": pairs[node["c"]]} if node["t"] == "Str" and node["c"] in pairs else None


def raised(node: Any, profile: Profile) -> Any:
    """`node` with the letters that the profile sets above the line in Superscripts."""
    if isinstance(node, list):
        out: list[Any] = []
        for value in node:
            is_word = isinstance(value, dict) and value.get("t") == "Str"
            out += letters(value["c"], profile) if is_word else [raised(value, profile)]
        return out
    if not isinstance(node, dict):
        return node
    if "t" in node and (node["t"] in OPAQUE | {"Superscript"} or is_fixed(node, profile)):
        return node
    return {name: raised(value, profile) for name, value in node.items()}


def letters(said: str, profile: Profile) -> list[Tree]:
    """A word as inlines, its superior letters in Superscripts; an address has none."""
    rows = () if ADDRESS.search(said) else profile.raised
    spans = sorted(found.span(1) for row in rows for found in pattern(row.find).finditer(said))
    out: list[Tree] = []
    at = 0
    for start, end in spans:
        out += [{"t": "Str", "c": said[at:start]}] if start > at else []
        out.append({"t": "Superscript", "c": [{"t": "Str", "c": said[start:end]}]})
        at = end
    return out if spans and at == len(said) else [*out, {"t": "Str", "c": said[at:]}]


def spaced(node: Any, profile: Profile) -> Any:
    """`node` with the profile's rules applied to each run of inlines as one text."""
    if is_inlines(node):
        return apply(node, profile)
    if isinstance(node, list):
        return [spaced(value, profile) for value in node]
    if isinstance(node, dict):
        return {name: spaced(value, profile) for name, value in node.items()}
    return node


def apply(inlines: list[Tree], profile: Profile) -> list[Tree]:
    """One paragraph's inlines with the rules applied across emphasis, links and calls."""
    leaves: list[Tree] = []
    characters: list[tuple[str, int]] = []

    def gather(nodes: list[Tree]) -> None:
        for node in nodes:
            kind = node["t"]
            leaves.append(node)
            mine = len(leaves) - 1
            if kind == "Str":
                characters.extend((c, mine) for c in node["c"])
            elif kind in BREAKS:
                characters.append((" ", mine))
            elif kind in OPAQUE or is_fixed(node, profile):
                characters.append((HOLE, mine))
            elif kind in ("Note", "Image"):
                characters.append((HOLE, mine))
            else:
                gather(children(node))

    gather(inlines)
    plain = "".join(c for c, _ in characters)
    shown = "".join(hide(c, i, plain) for i, c in enumerate(plain))
    for rule in profile.rules:
        characters, shown = applied(rule, characters, shown)
    texts = [""] * len(leaves)
    for character, leaf in characters:
        texts[leaf] += character
    written = {id(leaf): value for leaf, value in zip(leaves, texts, strict=True)}
    return rebuilt(inlines, written, profile)


def applied(
    rule: Rule, characters: Sequence[tuple[str, int]], shown: str
) -> tuple[list[tuple[str, int]], str]:
    """The characters, with the leaf each belongs to, after one rule; and what the next rule sees."""
    out: list[tuple[str, int]] = []
    seen: list[str] = []
    last = 0
    for match in pattern(rule.find).finditer(shown):
        start, end = match.span()
        out.extend(characters[last:start])
        seen.append(shown[last:start])
        new = match.expand(rule.replace)
        owner = keeper(characters, shown, start) if start == end else characters[start][1]
        out.extend((character, owner) for character in new)
        seen.append(new)
        last = end
    out.extend(characters[last:])
    seen.append(shown[last:])
    return out, "".join(seen)


def keeper(characters: Sequence[tuple[str, int]], shown: str, at: int) -> int:
    """The leaf that takes a space put in at `at`: that of the mark it belongs to, not of the word.

    So the space before a semicolon stands outside the italics that the semicolon follows.
    """
    following = shown[at] if at < len(shown) else ""
    previous = shown[at - 1] if at else ""
    if following and following != HOLE and (not following.isalnum() or previous in ("", HOLE)):
        return characters[at][1]
    return characters[at - 1 if at else at][1]


@lru_cache(maxsize=256)
def pattern(find: str) -> re.Pattern[str]:
    """A rule's pattern, compiled once."""
    return re.compile(find)


def hide(character: str, index: int, plain: str) -> str:
    """The character, or `HOLE` where it belongs to an address."""
    return HOLE if any(start <= index < end for start, end in addresses(plain)) else character


@lru_cache(maxsize=64)
def addresses(plain: str) -> tuple[tuple[int, int], ...]:
    """Where addresses stand in a text, as half-open ranges of characters."""
    return tuple(match.span() for match in ADDRESS.finditer(plain))


def is_fixed(node: Tree, profile: Profile) -> bool:
    """Whether this inline's text stays as it is: a call, an address, a passage in another language."""
    if node["t"] == "Span":
        language = attribute(node, "lang")
        foreign = bool(language) and language.split("-")[0] != profile.language.split("-")[0]
        return foreign or bool({"note-call", "call-separator"} & set(classes(node)))
    if node["t"] == "Link":
        return "uri" in classes(node) or bool(ADDRESS.fullmatch(text(node)))
    return False


def children(node: Tree) -> list[Tree]:
    """The inlines inside an inline that has some."""
    content = node["c"]
    if node["t"] in ("Span", "Link", "Cite", "Quoted"):
        return list(content[1])
    return list(content) if isinstance(content, list) else []


def rebuilt(inlines: list[Tree], written: dict[int, str], profile: Profile) -> list[Tree]:
    """The inlines with their new text: a break that became no plain space turns into a Str."""
    out: list[Tree] = []
    for node in inlines:
        kind = node["t"]
        value = written.get(id(node), "")
        if kind == "Str" or kind in BREAKS:
            if kind in BREAKS and value == " ":
                out.append(node)
            elif value and out and out[-1]["t"] == "Str":
                out[-1] = {"t": "Str", "c": out[-1]["c"] + value}
            elif value:
                out.append({"t": "Str", "c": value})
        elif kind == "Image":
            attr, alt, target = node["c"]
            out.append({"t": "Image", "c": [attr, spaced(alt, profile), target]})
        elif kind in OPAQUE or kind == "Note" or is_fixed(node, profile):
            out.append(node)
        else:
            content = node["c"]
            inner = rebuilt(children(node), written, profile)
            new = inner if content and is_inlines(content) else [content[0], inner, *content[2:]]
            out.append({"t": kind, "c": new})
    return out
