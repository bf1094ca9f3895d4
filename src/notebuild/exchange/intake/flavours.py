"""Reads Markdown as pandoc, Quarto and Manubot have it, and brings what they add into what a note holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from notebuild.core.model import Node, Source
from notebuild.edition import nodes, pandoc, tree
from notebuild.exchange.intake import csl, flavour_keys, formulas
from notebuild.exchange.intake.value import Incoming, Remark, squeezed
from notebuild.sources import bibliography

BESIDE = ("metadata.yaml", "manual-references.json", "references.json")
"""Files of Manubot's folder `content/` that a text of it needs."""

INCLUDE = re.compile(r"^\{\{<\s*include\s+(\S+)\s*>\}\}\s*$", re.MULTILINE)
"""Where Quarto puts another file."""

NOTHING = re.compile(r"^\{\{<\s*pagebreak\s*>\}\}\s*$", re.MULTILINE)
LABEL = re.compile(r"\{#(eq[-:][\w:.-]+)[^}]*\}")
"""The label of a formula, behind it."""

BOXES = {"note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution"}
OURS = frozenset("title subtitle author authors date lang abstract keywords bibliography references".split())


def named(text: str) -> list[str]:
    """Return the files of its folder that a text names or needs: pictures, bibliographies, Manubot's own."""
    found = re.findall(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)", text) + INCLUDE.findall(text)
    head = re.match(r"---\n(.*?)\n(?:---|\.\.\.)\n", text, re.DOTALL)
    if head:
        found += re.findall(r"[\w./-]+\.(?:bib|json)\b", head[1])
    return [path for path in dict.fromkeys([*found, *BESIDE]) if not re.match(r"\w+:|/", path)]


def read(text: str, shown: str, beside: Mapping[str, bytes]) -> Incoming:
    """Return a Markdown text as a document; `beside` holds the files that `named` names, as far as there are any."""
    text = text.replace("\r\n", "\n")
    if not text.startswith("---\n") and (head := beside.get("metadata.yaml")):
        fields = head.decode("utf-8", "replace").strip().removeprefix("---").removesuffix("---").strip()
        text = f"---\n{fields}\n---\n\n{text}"
    text = NOTHING.sub("", INCLUDE.sub(lambda match: _included(match, beside), text))
    tags = dict(flavour_keys.TAG.findall(text))
    text = re.sub(r"^(`{3,}|~{3,})\s*\{(\w+)[^}\n]*\}\s*$", r"\1 {.cell-\2}", text, flags=re.MULTILINE)
    document = pandoc.imported(flavour_keys.TAG.sub("", text).encode(), "markdown", shown)
    meta: dict[str, Any] = dict(document["meta"])
    remarks = [
        Remark(
            f"the field {name} of the front matter, left out: the house has no such field, or makes it itself"
        )
        for name in sorted(meta.keys() - OURS)
    ]
    meta.setdefault("author", meta.get("authors"))
    sources = _sources(beside, document["meta"], shown)
    whole, numbers = _numbered(document["blocks"])
    passages = tuple(filter(None, map(squeezed, _words(whole))))
    blocks = [made for block in whole for made in _block(block, remarks)]
    remarks += [
        Remark("a value that is computed: write it here", str(one["c"][1]), near=str(one["c"][1]))
        for one in tree.find(blocks, "Code")
        if re.match(r"r |\{\w+\} ?", str(one["c"][1]))
    ]
    blocks = tree.rewrite(
        blocks, lambda one: flavour_keys.cited(one, sources, tags, numbers, remarks), "Cite"
    )
    blocks = tree.rewrite(blocks, lambda one: _raw(one, remarks), "RawInline")
    properties = (
        {"language": squeezed(tree.text(meta.get("lang", {}).get("c", [])))} if "lang" in meta else {}
    )
    pictures = {path: data for path, data in beside.items() if not path.endswith((".bib", ".json", ".yaml"))}
    return Incoming(blocks, meta, passages, sources, (), pictures, properties, tuple(remarks))


def _words(blocks: list[Node]) -> Iterator[str]:
    """Yield the words of a text, of its notes and of its pictures; a citation has none."""
    bare = tree.rewrite(blocks, lambda one: [], "Cite")
    bare = tree.rewrite(bare, lambda one: nodes.space(), "RawInline")
    bare = tree.rewrite(bare, lambda one: [], "RawBlock")
    bare = tree.rewrite(bare, lambda one: nodes.string(f" {formulas.letters_of(one['c'][1])} "), "Math")
    for block in bare:
        yield tree.text(block)
    for note in tree.find(bare, "Note"):
        yield tree.text(note["c"])
    for image in tree.find(bare, "Image"):
        yield tree.text(image["c"][1])


def _sources(beside: Mapping[str, bytes], meta: Mapping[str, Any], shown: str) -> dict[str, Source]:
    """Return what the bibliographies of a text hold, by their keys."""
    found: dict[str, Source] = {}
    for path, data in beside.items():
        if path.endswith(".bib"):
            entries, _ = bibliography.parsed(data.decode("utf-8-sig", "replace"), path)
            found |= {entry.key: entry for entry in entries}
        elif path.endswith(".json"):
            try:
                items = json.loads(data)
            except (ValueError, RecursionError):
                continue
            for item in items if isinstance(items, list) else ():
                if isinstance(item, dict) and item.get("id"):
                    found[str(item["id"])] = csl.entry(str(item["id"]), item)
    if "references" in meta:
        held = pandoc.write({"blocks": [], "meta": dict(meta)}, "csljson", ("--standalone",), shown)
        found |= {str(item["id"]): csl.entry(str(item["id"]), item) for item in json.loads(held)}
    return found


def _block(block: Node, remarks: list[Remark]) -> Iterator[Node]:
    """Yield what a note has for a block of another tool: boxes as quotations, figures made of parts as figures."""
    kind = block["t"]
    if kind == "Div":
        inner = [made for one in block["c"][1] for made in _block(one, remarks)]
        near = squeezed(tree.text(inner[:1]))
        own, classes = tree.identifier(block), tree.classes(block)
        box = next((name.removeprefix("callout-") for name in classes if name.startswith("callout-")), "")
        if box:
            yield _box(box, block, inner)
            remarks.append(
                Remark(f"a box of Quarto ({box}): it is a quotation now", tree.text(inner)[:80], near=near)
            )
        elif re.match(r"fig[-:]", own) and _is_figure(inner):
            yield from _figure(own, inner, remarks)
        elif set(classes) & {"source", "pullquote"}:
            yield block
        else:
            if classes:
                remarks.append(
                    Remark(f"a part of the class {classes[0]}: its paragraphs stand in the text", near=near)
                )
            yield {"t": "Div", "c": [nodes.attr(own), inner]}
    elif kind == "CodeBlock" and (cell := re.match(r"cell-(\w+)", " ".join(tree.classes(block)))):
        remarks.append(
            Remark(
                f"a cell that computes ({cell[1]}), left out: put what it makes into the text",
                block["c"][1],
                left_out=True,
            )
        )
    elif kind == "RawBlock":
        said = squeezed(str(block["c"][1]))
        remarks.append(Remark(f"raw code for {block['c'][0]}, left out", said, left_out=True))
    else:
        yield block


def _is_figure(inner: list[Node]) -> bool:
    """Return whether the last of several blocks is the caption of a picture among them."""
    return len(inner) > 1 and inner[-1]["t"] == "Para" and any(tree.find(inner, "Image"))


def _box(kind: str, block: Node, inner: list[Node]) -> Node:
    """Return a box as a quotation that begins with its title, or with its kind, in bold."""
    title = nodes.words(tree.attribute(block, "title") or BOXES.get(kind, kind.capitalize()))
    if inner and inner[0]["t"] == "Header":
        title, inner = inner[0]["c"][2], inner[1:]
    end = [] if tree.text(title).rstrip()[-1:] in ".!?:" else [nodes.string(".")]
    first: Node = {"t": "Strong", "c": [*title, *end]}
    if inner and inner[0]["t"] == "Para":
        return {"t": "BlockQuote", "c": [nodes.para([first, nodes.space(), *inner[0]["c"]]), *inner[1:]]}
    return {"t": "BlockQuote", "c": [nodes.para([first]), *inner]}


def _included(match: re.Match[str], beside: Mapping[str, bytes]) -> str:
    """Return what stands in another file, without its front matter; the shortcode where it is not at hand."""
    if match[1] not in beside:
        return match[0]
    text = beside[match[1]].decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return re.sub(r"\A---\n.*?\n(?:---|\.\.\.)\n", "", text, flags=re.DOTALL)


def _numbered(blocks: list[Node]) -> tuple[list[Node], dict[str, str]]:
    """Return blocks with a number in brackets for the label of each formula, and the number of each label."""
    numbers: dict[str, str] = {}

    def number(one: Node) -> Node | None:
        found = LABEL.fullmatch(str(one["c"]).rstrip(".,;"))
        if not found:
            return None
        return nodes.string(numbers.setdefault(found[1], f"({len(numbers) + 1})"))

    return tree.rewrite(blocks, number, "Str"), numbers


def _figure(own: str, inner: list[Node], remarks: list[Remark]) -> Iterator[Node]:
    """Yield the pictures of a figure made of parts: one alone as it is, several each with its own caption."""
    images = list(tree.find(inner, "Image"))
    if len(images) == 1 and len(inner) == 2:
        caption = [None, [nodes.plain(inner[-1]["c"])]]
        yield {"t": "Figure", "c": [nodes.attr(own), caption, [nodes.plain(images)]]}
        return
    said = squeezed(tree.text(inner[-1]))
    what = "a figure made of several: each stands by itself, their common caption below them"
    remarks.append(Remark(what, said, near=said))
    yield {"t": "Div", "c": [nodes.attr(own), inner]}


def _raw(one: Node, remarks: list[Remark]) -> list[Node]:
    said = str(one["c"][1])
    if re.fullmatch(r"<br\s*/?>", said):
        return [{"t": "LineBreak"}]
    remarks.append(
        Remark(f"raw code for {one['c'][0]}, left out", said, wants_look=not said.startswith("</"))
    )
    return []
