"""Reads Markdown as pandoc, Quarto and Manubot have it, and brings what they add into what a note holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from notebuild.core.model import Node, Source
from notebuild.edition import nodes, pandoc, tree
from notebuild.exchange.intake import csl
from notebuild.exchange.intake.value import Incoming, Remark, squeezed
from notebuild.sources import bibliography

REFERENCE = re.compile(r"(?:fig|tbl|sec|eq|lst|table|figure)[-:].+")
"""Keys that Quarto, pandoc-crossref and Manubot take for references within the text."""

BESIDE = ("metadata.yaml", "manual-references.json", "references.json")
"""Files of Manubot's folder `content/` that a text of it needs."""

IDENTIFIERS = {
    "doi": "https://doi.org/{}",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmc": "https://www.ncbi.nlm.nih.gov/pmc/articles/{}/",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/{}/",
    "arxiv": "https://arxiv.org/abs/{}",
    "isbn": "ISBN {}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "url": "{}",
    "https": "https:{}",
    "http": "http:{}",
}
"""Where each kind of identifier leads that Manubot takes for a key (its USAGE.md, "Citations")."""

IDENTIFIER = re.compile(rf"({'|'.join(IDENTIFIERS)}):(\S+)", re.I)
BOXES = {"note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution"}
OURS = frozenset("title subtitle author authors date lang abstract keywords bibliography references".split())


def named(text: str) -> list[str]:
    """Return the files of its folder that a text names or needs: pictures, bibliographies, Manubot's own."""
    found = re.findall(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)", text)
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
    text = re.sub(r"^(`{3,}|~{3,})\s*\{(\w+)[^}\n]*\}\s*$", r"\1 {.cell-\2}", text, flags=re.MULTILINE)
    document = pandoc.imported(text.encode(), "markdown", shown)
    meta: dict[str, Any] = dict(document["meta"])
    remarks = [
        Remark(
            f"the field {name} of the front matter, left out: the house has no such field, or makes it itself"
        )
        for name in sorted(meta.keys() - OURS)
    ]
    meta.setdefault("author", meta.get("authors"))
    sources = _sources(beside, document["meta"], shown)
    blocks = [made for block in document["blocks"] for made in _block(block, remarks)]
    passages = tuple(filter(None, map(squeezed, _words(blocks))))
    blocks = tree.rewrite(blocks, lambda one: _cite(one, sources, remarks), "Cite")
    blocks = tree.rewrite(blocks, lambda one: _raw(one, remarks), "RawInline")
    properties = (
        {"language": squeezed(tree.text(meta.get("lang", {}).get("c", [])))} if "lang" in meta else {}
    )
    pictures = {path: data for path, data in beside.items() if not path.endswith((".bib", ".json", ".yaml"))}
    return Incoming(blocks, meta, passages, sources, (), pictures, properties, tuple(remarks))


def _words(blocks: list[Node]) -> Iterator[str]:
    """Yield the words of a text, of its notes and of its pictures; a citation has none."""
    bare = tree.rewrite(blocks, lambda one: [], "Cite")
    bare = tree.rewrite(bare, lambda one: [], "RawInline", "RawBlock")
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
        own, classes = tree.identifier(block), tree.classes(block)
        box = next((name.removeprefix("callout-") for name in classes if name.startswith("callout-")), "")
        if box:
            yield _box(box, block, inner)
            remarks.append(Remark(f"a box of Quarto ({box}): it is a quotation now", tree.text(inner)[:80]))
        elif (
            re.match(r"fig[-:]", own)
            and len(inner) > 1
            and inner[-1]["t"] == "Para"
            and any(tree.find(inner, "Image"))
        ):
            image = next(iter(tree.find(inner, "Image")))
            caption = [None, [nodes.plain(inner[-1]["c"])]]
            yield {"t": "Figure", "c": [nodes.attr(own), caption, [nodes.plain([image])]]}
        elif set(classes) & {"source", "pullquote"}:
            yield block
        else:
            if classes:
                remarks.append(Remark(f"a part of the class {classes[0]}: its paragraphs stand in the text"))
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


def _cite(one: Node, sources: Mapping[str, Source], remarks: list[Remark]) -> list[Node] | None:
    """Return what a note has for a key that is none: a reference within the text, or an identifier."""
    cited = one["c"][0]
    keys = [str(each["citationId"]) for each in cited]
    if all(REFERENCE.fullmatch(key) and key not in sources for key in keys):
        out: list[Node] = []
        for key in keys:
            joint = [nodes.string(","), nodes.space()] if out else []
            out += [*joint, nodes.link([], f"#{key}")]
        return out
    found = [IDENTIFIER.fullmatch(key) for key in keys]
    if any(match and key not in sources for match, key in zip(found, keys, strict=True)):
        said = "; ".join(
            _address(match) if match else f"@{key}" for match, key in zip(found, keys, strict=True)
        )
        remarks.append(
            Remark("a source of which only the identifier is known: write author, title and date", said)
        )
        return [nodes.note([nodes.para(list(_linked(said)))])]
    return None


def _address(match: re.Match[str]) -> str:
    return IDENTIFIERS[match[1].lower()].format(match[2])


def _linked(said: str) -> Iterator[Node]:
    for number, piece in enumerate(said.split("; ")):
        if number:
            yield from (nodes.string(";"), nodes.space())
        yield nodes.link([nodes.string(piece)], piece) if piece.startswith("http") else nodes.string(piece)


def _raw(one: Node, remarks: list[Remark]) -> list[Node]:
    said = str(one["c"][1])
    if re.fullmatch(r"<br\s*/?>", said):
        return [{"t": "LineBreak"}]
    remarks.append(
        Remark(f"raw code for {one['c'][0]}, left out", said, wants_look=not said.startswith("</"))
    )
    return []
