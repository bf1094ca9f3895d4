"""Number tables and figures in their captions, and give empty links the words of what they refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notebuild.core.house import Profile
from notebuild.core.labels import FOOTNOTE
from notebuild.core.model import Document, Footnote, Node
from notebuild.core.problems import Location, NotebuildError, Problem, nearest
from notebuild.edition import nodes
from notebuild.edition.tree import BREAKS, classes, find, identifier, rewrite, rewrite_runs, text


def anchor(tree: Document, ids: Sequence[str]) -> Document:
    """Return the tree with its headings' ids replaced by `ids`, in order: those of the original text.

    A heading without an id of its own would get another slug in each language, and a link from one
    edition to its twin would miss. There are as many ids as headings (see `structure.check`).
    """
    left = iter(ids)

    def change(node: Node) -> Node:
        level, (_, classes, pairs), content = node["c"]
        return nodes.with_content(node, [level, [next(left), classes, pairs], content])

    return {**tree, "blocks": rewrite(tree["blocks"], change, "Header")}


def number(tree: Document, profile: Profile) -> Document:
    """Return the tree with `Table 1. ` before each table's caption, `Figure 1. ` before each figure's."""
    counts = {"Table": 0, "Figure": 0}

    def change(node: Node) -> Node | None:
        kind = node["t"]
        if not node["c"][1][1]:
            return None
        counts[kind] += 1
        attr, (short, blocks), *rest = node["c"]
        label = profile.labels["caption-label"].format(word=profile.labels[kind.lower()], number=counts[kind])
        words = [nodes.span(["caption-label"], [nodes.string(label)]), nodes.space(), *blocks[0]["c"]]
        first = nodes.with_content(blocks[0], words)
        return nodes.with_content(node, [attr, [short, [first, *blocks[1:]]], *rest])

    return rewrite(tree, change, *counts)


def targets(tree: Document, footnotes: Sequence[Footnote], profile: Profile) -> dict[str, tuple[str, str]]:
    """Return what can be referred to: `#id` as the author writes it, to the final address and the words."""
    places: dict[str, tuple[str, str]] = {}
    counts = {"Table": 0, "Figure": 0}
    for node in find(tree["blocks"], "Header", *counts):
        kind, own = node["t"], identifier(node)
        if kind in counts and node["c"][1][1]:
            counts[kind] += 1
            words = profile.labels[f"xref-{kind.lower()}"].format(number=counts[kind])
        elif kind == "Header":
            words = profile.labels["xref-section"].format(title=text(node["c"][2]))
        else:
            continue
        if own:
            places[f"#{own}"] = (f"#{own}", words)
    for note in footnotes:
        words = profile.labels["xref-note"].format(number=note.number)
        places[f"#{FOOTNOTE}{note.label}"] = (f"#note-{note.number}", words)
    return places


def fill(tree: Document, places: Mapping[str, tuple[str, str]], shown: str) -> Document:
    """Return the tree with each empty internal link given its words, and links to notes their number.

    Raises NotebuildError for a link that leads nowhere.
    """
    dead: list[Problem] = []
    met = False

    def change(node: Node) -> Node | None:
        nonlocal met
        if not node["c"][2][0].startswith("#") or "xref" in node["c"][0][1]:
            return None
        attr, content, (target, title) = node["c"]
        if target not in places:
            hint = nearest(target, places)
            dead.append(
                Problem(
                    Location(shown),
                    f"{target} leads nowhere{hint}",
                    "name a heading, table, figure or note",
                )
            )
            return None
        address, words = places[target]
        if content:
            return nodes.with_content(node, [attr, content, [address, title]])
        met = True
        attr = [attr[0], [*attr[1], "xref"], attr[2]]
        return nodes.with_content(node, [attr, nodes.words(words), [address, title]])

    filled = rewrite(tree, change, "Link")
    if dead:
        raise NotebuildError(dead)
    return rewrite_runs(filled, capitals) if met else filled


def capitals(inlines: list[Node]) -> list[Node]:
    """Return the inlines with a capital on each reference that begins a sentence: some profiles' words have none."""
    out: list[Node] = []
    for index, node in enumerate(inlines):
        begins = index == 0 or (
            index > 1
            and inlines[index - 1]["t"] in BREAKS
            and text(inlines[index - 2]).endswith((".", "!", "?"))
        )
        if begins and node["t"] == "Link" and "xref" in classes(node):
            attr, (first, *rest), target = node["c"]
            word = first["c"][:1].upper() + first["c"][1:]
            node = nodes.with_content(node, [attr, [nodes.string(word), *rest], target])
        out.append(node)
    return out
