"""A profile's typography on a tree: quotation marks, white space, superior letters; never code or addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from notebuild.core.house import Profile, Rule
from notebuild.core.model import Tree
from notebuild.edition.nodes import string, superscript, with_content
from notebuild.edition.tree import BREAKS, NESTED, OPAQUE, attribute, classes, is_inlines, rewrite, text

HOLE = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: stands in for what is no text, so that a rule sees it is not a space."""

ADDRESS = re.compile(r"(?:https?://|www\.|doi:|mailto:)\S+|\S+@\S+\.\S+|10\.\d{4,}/\S+")


def set_text(node: Any, profile: Profile) -> Any:
    """A tree, or part of one, as the profile sets it. Setting it twice changes nothing more."""
    marked = rewrite(node, lambda element: quoted(element, profile), "Quoted")
    return raised(spaced(marked, profile), profile)


def quoted(node: Tree, profile: Profile) -> list[Tree]:
    """A Quoted element as the profile's own marks around its content; quotes inside take the inner pair."""
    opening, closing = profile.quotes[0]
    inside = rewrite(node["c"][1], lambda element: swap(element, profile), "Str")
    return [string(opening), *inside, string(closing)]


def swap(node: Tree, profile: Profile) -> Tree | None:
    """A mark that a deeper Quoted has become, from the outer pair to the inner one."""
    pairs = dict(zip(profile.quotes[0], profile.quotes[1], strict=True))
    return string(pairs[node["c"]]) if node["c"] in pairs else None


def raised(node: Any, profile: Profile) -> Any:
    """`node` with the letters that the profile sets above the line in Superscripts."""
    if not profile.raised or node.__class__ not in NESTED:
        return node
    if isinstance(node, list):
        out: list[Any] = []
        for value in node:
            kind = value.get("t") if isinstance(value, dict) else ""
            if kind == "Str":
                out += letters(value["c"], profile)
            else:
                out.append(value if kind in BREAKS else raised(value, profile))
        return out
    if "t" in node and (node["t"] in OPAQUE or node["t"] == "Superscript" or is_fixed(node, profile)):
        return node
    return {name: raised(value, profile) for name, value in node.items()}


def letters(said: str, profile: Profile) -> list[Tree]:
    """A word as inlines, its superior letters in Superscripts; an address has none."""
    rows = () if ADDRESS.search(said) else profile.raised
    spans = sorted(found.span(1) for row in rows for found in pattern(row.find).finditer(said))
    out: list[Tree] = []
    at = 0
    for start, end in spans:
        out += [string(said[at:start])] if start > at else []
        out.append(superscript([string(said[start:end])]))
        at = end
    return out if spans and at == len(said) else [*out, string(said[at:])]


def spaced(node: Any, profile: Profile) -> Any:
    """`node` with the profile's rules applied to each run of inlines as one text."""
    if is_inlines(node):
        return apply(node, profile)
    if isinstance(node, list):
        return [spaced(value, profile) if value.__class__ in NESTED else value for value in node]
    if isinstance(node, dict):
        return {name: spaced(value, profile) for name, value in node.items()}
    return node


def apply(inlines: list[Tree], profile: Profile) -> list[Tree]:
    """One paragraph's inlines with the rules applied across emphasis, links and calls."""
    leaves: list[Tree] = []
    parts: list[str] = []

    def gather(nodes: list[Tree]) -> None:
        for node in nodes:
            kind = node["t"]
            if kind == "Str":
                said = node["c"]
            elif kind in BREAKS:
                said = " "
            elif kind in OPAQUE or kind in ("Note", "Image") or is_fixed(node, profile):
                said = HOLE
            else:
                leaves.append(node)
                parts.append("")
                gather(children(node))
                continue
            leaves.append(node)
            parts.append(said)

    gather(inlines)
    plain = "".join(parts)
    owners = [leaf for leaf, said in enumerate(parts) for _ in said]
    set_so = (plain, owners, hidden(plain))
    for rule in profile.rules:
        set_so = applied(rule, *set_so)
    text, owners, _ = set_so
    texts = [""] * len(leaves)
    at = 0
    for leaf, run in groupby(owners):
        end = at + sum(1 for _ in run)
        texts[leaf] += text[at:end]
        at = end
    written = {id(leaf): value for leaf, value in zip(leaves, texts, strict=True)}
    return rebuilt(inlines, written, profile)


def applied(rule: Rule, text: str, owners: list[int], shown: str) -> tuple[str, list[int], str]:
    """A text after one rule, the leaf that each character belongs to, and what the next rule sees of it."""
    matches = list(pattern(rule.find).finditer(shown))
    if not matches:
        return text, owners, shown
    out: list[str] = []
    seen: list[str] = []
    owned: list[int] = []
    last = 0
    for match in matches:
        start, end = match.span()
        new = match.expand(rule.replace)
        owner = keeper(owners, shown, start) if start == end else owners[start]
        out += text[last:start], new
        seen += shown[last:start], new
        owned += owners[last:start]
        owned += [owner] * len(new)
        last = end
    return (
        "".join((*out, text[last:])),
        owned + owners[last:],
        "".join((*seen, shown[last:])),
    )


def keeper(owners: Sequence[int], shown: str, at: int) -> int:
    """The leaf that takes a space put in at `at`: that of the mark it belongs to, not of the word.

    So the space before a semicolon stands outside the italics that the semicolon follows.
    """
    following = shown[at] if at < len(shown) else ""
    previous = shown[at - 1] if at else ""
    if following and following != HOLE and (not following.isalnum() or previous in ("", HOLE)):
        return owners[at]
    return owners[at - 1 if at else at]


@lru_cache(maxsize=256)
def pattern(find: str) -> re.Pattern[str]:
    """A rule's pattern, compiled once."""
    return re.compile(find)


def hidden(plain: str) -> str:
    """A text as the rules see it: as long, with `HOLE` for each character of an address."""
    return ADDRESS.sub(lambda found: HOLE * len(found[0]), plain)


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
                out[-1] = string(out[-1]["c"] + value)
            elif value:
                out.append(string(value))
        elif kind == "Image":
            attr, alt, target = node["c"]
            out.append(with_content(node, [attr, spaced(alt, profile), target]))
        elif kind in OPAQUE or kind == "Note" or is_fixed(node, profile):
            out.append(node)
        else:
            content = node["c"]
            inner = rebuilt(children(node), written, profile)
            new = inner if content and is_inlines(content) else [content[0], inner, *content[2:]]
            out.append(with_content(node, new))
    return out
