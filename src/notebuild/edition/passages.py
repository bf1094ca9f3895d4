"""Find the marked passages of a translation in the tree, and set them apart.

Each becomes a Span of class "stale", or "untranslated" with its language; `translation.gaps` has marked them.
"""

from __future__ import annotations

from typing import Any, cast

from notebuild.core.house import Profile
from notebuild.core.model import Node
from notebuild.edition import nodes, typography
from notebuild.edition.blocks import BOX
from notebuild.edition.footnote_calls import is_call
from notebuild.edition.nodes import space, span, words
from notebuild.edition.tree import Whole, classes, find, is_inlines, rewrite
from notebuild.translation.gaps import MARKS, STATE_OF, quiet


def wrap(whole: Whole, profile: Profile, original: Profile) -> Whole:
    """Return a tree with each marked passage in a Span, and the profile's label before the longer ones.

    A mark in a note is for the whole note.
    """

    def visit(node: Any, given: list[str]) -> Any:
        if isinstance(node, list):
            if not is_inlines(node):
                return [visit(value, given) for value in node]
            content, own = stripped(node)
            inside = [visit(value, []) for value in content]
            head = 2 if inside and BOX in classes(inside[0]) else 0  # the mark of a task stays before all
            sign = own or next(iter(given), "")
            if given:
                given[0] = quiet(given[0])
            if not sign:
                return inside
            return inside[:head] + enclosed(inside[head:], sign, profile, original)
        if not isinstance(node, dict):
            return node
        if node.get("t") == "Note":
            return nodes.note(visit(node["c"], marks_in(node["c"])))
        if node.get("t") == "Image":
            return spoken(nodes.image(*visit(node["c"], [])), original)
        if node.get("t") in ("Str", "Code"):
            return node
        return {name: visit(value, given) for name, value in node.items()}

    return cast(Whole, visit(whole, []))


def marks_in(blocks: list[Node]) -> list[str]:
    """Return the mark that stands somewhere in these blocks, in a list; an empty list where there is none."""
    strings = (node["c"] for node in find(blocks, "Str"))
    return MARKS.findall("".join(strings))[:1]


def stripped(inlines: list[Node]) -> tuple[list[Node], str]:
    """Return inlines without the mark at their end, and the mark; empty where they have none."""
    out, sign = list(inlines), ""
    for index, node in enumerate(inlines):
        if node["t"] == "Str" and (signs := MARKS.findall(node["c"])):
            sign = signs[0]
            out[index] = nodes.string(MARKS.sub("", node["c"]))
    if not sign:
        return inlines, ""
    out = [node for node in out if node != nodes.string("")]
    while out and out[-1]["t"] in ("Space", "SoftBreak"):
        out.pop()
    return out, sign


def enclosed(inlines: list[Node], sign: str, profile: Profile, original: Profile) -> list[Node]:
    """Return a passage in the Span of its state, after its label where it is long enough for one."""
    name = STATE_OF[sign]
    language = {"lang": original.language} if name == "untranslated" else {}
    passage = span([name], inlines, **language)
    if sign == quiet(sign):
        return [passage]
    label = span(["state"], words(f"[{profile.labels[f'{name}-passage']}]"))
    return [label, space(), passage]


def spoken(image: Node, original: Profile) -> Node:
    """Return an image whose untranslated `alt` says its language; no mark is left in a stale one."""
    (own, names, pairs), *rest = image["c"]
    signs = [sign for key, value in pairs for sign in MARKS.findall(value) if key == "alt"]
    pairs = [[key, MARKS.sub("", value)] for key, value in pairs]
    if signs and STATE_OF[signs[0]] == "untranslated":
        pairs = [*pairs, ["lang", original.language]]
    return nodes.with_content(image, [[own, names, pairs], *rest])


def set_original(whole: Whole, original: Profile) -> Whole:
    """Return a tree whose untranslated passages have the typography of their own language."""

    def change(node: Node) -> Node | None:
        if "untranslated" not in classes(node):
            return None
        return nodes.with_content(node, [node["c"][0], typography.set_text(node["c"][1], original)])

    return rewrite(whole, change, "Span")


def part(whole: Whole) -> Whole:
    """Return a tree whose calls stand beside the marked passages, not inside them.

    A note takes the language of where it is called, and the PDF engine floats it from there.
    """

    def change(node: Node) -> list[Node] | None:
        if not {"stale", "untranslated"} & set(classes(node)):
            return None
        attributes, content = node["c"]
        out: list[Node] = []
        run: list[Node] = []
        for inline in [*content, None]:
            if inline is not None and not is_outside(inline):
                run.append(inline)
                continue
            if run:
                out.append(nodes.with_content(node, [attributes, run]))
                run = []
            if inline is not None:
                out.append(inline)
        return out

    return rewrite(whole, change, "Span")


def is_outside(inline: Node) -> bool:
    """Whether this inline belongs to the numbering, not to the passage."""
    return is_call(inline) or (inline["t"] == "Span" and "call-separator" in classes(inline))
