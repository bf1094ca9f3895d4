"""Set a profile's typography on a tree: quotation marks, spaces, superscripts; never code or addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from notebuild.core.house import Profile, Rule
from notebuild.core.model import Node
from notebuild.edition.nodes import string, superscript, with_content
from notebuild.edition.tree import (
    OPAQUE,
    Whole,
    attribute,
    classes,
    is_inlines,
    rewrite,
    rewrite_down,
    rewrite_runs,
    text,
)

HOLE = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: stands in for what is no text, so that a rule sees it is not a space."""

ADDRESS = re.compile(r"(?:https?://|www\.|doi:|mailto:)\S+|\S+@\S+\.\S+|10\.\d{4,}/\S+")


def set_text(whole: Whole, profile: Profile) -> Whole:
    """Return a document, list or element as the profile sets it. Setting it twice changes nothing more."""
    begun = rewrite(whole, lambda element: going_on(element, profile), "Para")
    marked = rewrite(begun, lambda element: quoted(element, profile), "Quoted")
    return raised(spaced(marked, profile), profile)


def going_on(node: Node, profile: Profile) -> Node | None:
    """Return a paragraph whose first mark opens a quotation that goes on in the next one, with the profile's mark."""
    first = node["c"][0] if node["c"] else {"t": ""}
    if first["t"] != "Str" or not first["c"].startswith("“"):
        return None
    return with_content(node, [string(profile.quotes[0][0] + first["c"][1:]), *node["c"][1:]])


def quoted(node: Node, profile: Profile) -> list[Node]:
    """Return a Quoted element as the profile's own marks around its content; quotes inside take the inner pair."""
    opening, closing = profile.quotes[0]
    inside = rewrite(node["c"][1], lambda element: swap(element, profile), "Str")
    return [string(opening), *inside, string(closing)]


def swap(node: Node, profile: Profile) -> Node | None:
    """Return a mark that a deeper Quoted has become, from the outer pair to the inner one."""
    pairs = dict(zip(profile.quotes[0], profile.quotes[1], strict=True))
    return string(pairs[node["c"]]) if node["c"] in pairs else None


def raised(whole: Whole, profile: Profile) -> Whole:
    """Return the tree with the letters that the profile sets above the line in Superscripts."""
    if not profile.raised:
        return whole

    def change(node: Node) -> list[Node] | None:
        if node["t"] == "Str":
            return letters(node["c"], profile)
        return [node] if node["t"] not in ("Span", "Link") or is_fixed(node, profile) else None

    return rewrite_down(whole, change, "Str", "Span", "Link", "Superscript", *OPAQUE)


def letters(word: str, profile: Profile) -> list[Node]:
    """Return a word as inlines, its superior letters in Superscripts; an address has none."""
    rows = () if ADDRESS.search(word) else profile.raised
    spans = sorted(match.span(1) for row in rows for match in pattern(row.find).finditer(word))
    out: list[Node] = []
    at = 0
    for start, end in spans:
        out += [string(word[at:start])] if start > at else []
        out.append(superscript([string(word[start:end])]))
        at = end
    return out if spans and at == len(word) else [*out, string(word[at:])]


def spaced(whole: Whole, profile: Profile) -> Whole:
    """Return the tree with the profile's rules applied to each run of inlines as one text."""
    return rewrite_runs(whole, lambda run: apply(run, profile), inner=False)


def apply(inlines: list[Node], profile: Profile) -> list[Node]:
    """Return one paragraph's inlines with the rules applied across emphasis, links and calls."""
    leaves: list[Node] = []
    parts: list[str] = []

    def gather(nodes: list[Node]) -> None:
        for node in nodes:
            kind = node["t"]
            if kind == "Str":
                words = node["c"]
            elif kind in ("Space", "SoftBreak"):
                words = " "
            elif kind in OPAQUE or kind in ("LineBreak", "Note", "Image") or is_fixed(node, profile):
                words = HOLE
            else:
                leaves.append(node)
                parts.append("")
                gather(children(node))
                continue
            leaves.append(node)
            parts.append(words)

    gather(inlines)
    plain = "".join(parts)
    owners = [leaf for leaf, words in enumerate(parts) for _ in words]
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


def worded(text: str, profile: Profile) -> str:
    """Return a text of words alone as the profile spaces it."""
    set_so: tuple[str, list[int], str] = (text, [0] * len(text), hidden(text))
    for rule in profile.rules:
        set_so = applied(rule, *set_so)
    return set_so[0]


def applied(rule: Rule, text: str, owners: list[int], shown: str) -> tuple[str, list[int], str]:
    """Return a text after one rule, the leaf that each character belongs to, and what the next rule sees of it."""
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
    """Return the leaf that takes a space put in at `at`: that of the mark it belongs to, not of the word.

    So the space before a semicolon stands outside the italics that the semicolon follows.
    """
    following = shown[at] if at < len(shown) else ""
    previous = shown[at - 1] if at else ""
    if following and following != HOLE and (not following.isalnum() or previous in ("", HOLE)):
        return owners[at]
    return owners[at - 1 if at else at]


@lru_cache(maxsize=256)
def pattern(find: str) -> re.Pattern[str]:
    """Return a rule's pattern, compiled once."""
    return re.compile(find)


def hidden(plain: str) -> str:
    """Return a text as the rules see it: as long, with `HOLE` for each character of an address."""
    return ADDRESS.sub(lambda match: HOLE * len(match[0]), plain)


def is_fixed(node: Node, profile: Profile) -> bool:
    """Whether this inline's text stays as it is: a call, an address, a passage in another language."""
    if node["t"] == "Span":
        language = attribute(node, "lang")
        foreign = bool(language) and language.split("-")[0] != profile.language.split("-")[0]
        return foreign or bool({"note-call", "call-separator"} & set(classes(node)))
    if node["t"] == "Link":
        return "uri" in classes(node) or bool(ADDRESS.fullmatch(text(node)))
    return False


def children(node: Node) -> list[Node]:
    """Return the inlines inside an inline that has some."""
    content = node["c"]
    if node["t"] in ("Span", "Link", "Cite", "Quoted"):
        return list(content[1])
    return list(content) if isinstance(content, list) else []


def rebuilt(inlines: list[Node], written: dict[int, str], profile: Profile) -> list[Node]:
    """Return the inlines with their new text: a break that became no plain space turns into a Str."""
    out: list[Node] = []
    for node in inlines:
        kind = node["t"]
        value = written.get(id(node), "")
        if kind in ("Str", "Space", "SoftBreak"):
            if kind != "Str" and value == " ":
                out.append(node)
            elif value and out and out[-1]["t"] == "Str":
                out[-1] = string(out[-1]["c"] + value)
            elif value:
                out.append(string(value))
        elif kind == "Image":
            attr, alt, target = node["c"]
            out.append(with_content(node, [attr, spaced(alt, profile), target]))
        elif kind in OPAQUE or kind in ("LineBreak", "Note") or is_fixed(node, profile):
            out.append(node)
        else:
            content = node["c"]
            inner = rebuilt(children(node), written, profile)
            new = inner if content and is_inlines(content) else [content[0], inner, *content[2:]]
            out.append(with_content(node, new))
    return out
