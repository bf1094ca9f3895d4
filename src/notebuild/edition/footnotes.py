"""Number the footnotes of a cited tree once, in reading order: calls in the tree, their notes beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from notebuild.core.model import Citation, Document, Footnote, Node
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import nodes, written_notes
from notebuild.edition.blocks import LINES, box, unboxed
from notebuild.edition.tree import attribute, classes, find, identifier, rewrite, rewrite_down, text

CITED = "cited"
"""Class of the span around a citation inside a written note, while its text is being set."""

MARK = "note-label"
"""Class of the empty Span that carries a note's label from the source text into pandoc's tree."""

SEPARATOR = "\u2063"
"""INVISIBLE SEPARATOR: written by the citation style before each citation after the first."""

JOINER = "\u2060"
"""WORD JOINER: keeps pandoc from reading a worded locator as one of its own."""

BLOCK_START = re.compile(r"(?:[-*+>|:]|#{1,6} |\d+[.)]|[(]?[a-zA-Z#][.)]|```|~~~|\s)")


def mark(label: str, definition: str, prefix: str = "    ") -> str:
    """Return a note's source text (after `[^label]:`) with its label as an empty span at its head.

    The span stands on the note's first line, so that no line moves; only where the note begins with
    a list, a table or code, which a span would turn into text, is it a paragraph of its own. `prefix` is
    what begins each further line of the note: its indentation, behind that of what it stands in.
    """
    anchor = f'[]{{.{MARK} note="{label}"}}'
    stripped = definition.lstrip(" ")
    if BLOCK_START.match(stripped):
        return f"{anchor}\n{prefix.rstrip()}\n{prefix}{stripped}"
    return anchor + stripped


def number(
    document: Document, cited: Sequence[tuple[Citation, ...]], shown: str
) -> tuple[Document, tuple[Footnote, ...]]:
    """Return the document with each note replaced by its call, and the notes, numbered from 1.

    `document` has been through the citation pass; `cited` holds, for each Cite in reading order, what the
    author cited there. Raises NotebuildError when the pass lost or changed a citation, or when a
    label stands in two notes: nothing after this could be trusted.
    """
    cites = list(find(document["blocks"], "Cite"))
    given = [tuple(citation.key for citation in group) for group in cited]
    got = [tuple(citation["citationId"] for citation in node["c"][0]) for node in cites]
    if given != got:
        raise NotebuildError(
            [Problem(Location(shown), "the citation pass changed which keys are cited", "report this")]
        )
    by_cite = {id(node): group for node, group in zip(cites, cited, strict=True)}
    footnotes: list[Footnote] = []
    section, block, nth = "", 0, 0

    def called(node: Node) -> list[Node] | None:
        """Replace a Note, or a Cite around one, by its call; Cites inside notes by their words."""
        if node["t"] == "Note":
            return [call(node, (), "authored")]
        if node["t"] == "Cite" and any(inner["t"] == "Note" for inner in node["c"][1]):
            return [
                call(inner, by_cite[id(node)], "citation") if inner["t"] == "Note" else inner
                for inner in node["c"][1]
            ]
        return rewrite(node["c"][1], plain, *WORDED) if node["t"] == "Cite" else None

    def call(note: Node, citations: tuple[Citation, ...], origin: str) -> Node:
        nonlocal nth
        nth += 1
        blocks = note["c"]
        label = ""
        if origin == "authored":
            marks = [node for node in find(blocks, "Span") if MARK in classes(node)]
            label = attribute(marks[0], "note") if marks else ""
            inside = [by_cite[id(node)] for node in find(blocks, "Cite")]
            citations = tuple(citation for group in inside for citation in group)
            blocks = written_notes.set_sources(blocks)
        blocks = unlisted(without_marks(rewrite(blocks, boxed, "Cite")))
        value = len(footnotes) + 1
        footnotes.append(
            Footnote(
                number=value,
                label=label or f"{section or 'start'}-{block}-{nth}",
                origin="citation" if origin == "citation" else "authored",
                citations=citations,
                text="",
                blocks=tuple(blocks),
                section=section,
            )
        )
        return nodes.span(["note-call"], [nodes.string(str(value))], note=str(value))

    blocks = []
    for node in document["blocks"]:
        if node["t"] == "Header":
            section, block = identifier(node), -1
        block, nth = block + 1, 0
        blocks.append(rewrite_down(node, called, "Note", "Cite"))
    labels = [note.label for note in footnotes]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    if twice:
        raise NotebuildError(
            [
                Problem(
                    Location(shown),
                    f"note [^{label}] is called more than once",
                    "call it once, refer to it with [](#fn-…)",
                )
                for label in twice
            ]
        )
    return {**document, "blocks": blocks}, tuple(footnotes)


def boxed(node: Node) -> Node:
    """Return a Cite inside a written note as a span that `settle` finds again, once its text is set."""
    return nodes.span([CITED], list(node["c"][1]))


WORDED = ("Cite", "Span", "Str")
"""What `plain` looks at."""


def plain(node: Node) -> Node | list[Node] | None:
    """Replace a Cite or its span by its words, without the characters that steered the pass."""
    if node["t"] == "Str":
        words = node["c"].replace(SEPARATOR, "").replace(JOINER, "")
        return None if words == node["c"] else nodes.string(words)
    return list(node["c"][1]) if node["t"] == "Cite" or CITED in classes(node) else None


def without_marks(blocks: list[Node]) -> list[Node]:
    """Return note blocks without the label's span, and without a paragraph that held nothing else."""

    def drop(node: Node) -> list[Node] | None:
        return [] if MARK in classes(node) else None

    cleaned: list[Node] = rewrite(blocks, drop, "Span")
    return [node for node in cleaned if not (node["t"] in ("Para", "Plain") and not node["c"])]


def settle(note: Footnote) -> Footnote:
    """Return a note whose text is set, with what is printed for each of its citations, and its plain text.

    What stands between two citations is the style's `SEPARATOR`; a group in parentheses, as inside a
    written note, is read without them.
    """
    boxes = [node for node in find(list(note.blocks), "Span") if CITED in classes(node)]
    groups = [text(box) for box in boxes] if note.origin == "authored" else [text(list(note.blocks))]
    parts: list[str] = []
    for whole in groups:
        if boxes and whole.startswith("(") and whole.endswith(")"):
            whole = whole[1:-1]
        parts += [part.strip(" .;\u00a0\u202f") for part in whole.replace(JOINER, "").split(SEPARATOR)]
    blocks = rewrite(list(note.blocks), plain, *WORDED)
    printed = parts if len(parts) == len(note.citations) else [""] * len(note.citations)
    return replace(
        note,
        blocks=tuple(blocks),
        text=text(blocks),
        citations=tuple(
            replace(citation, printed=part) for citation, part in zip(note.citations, printed, strict=True)
        ),
    )


def unlisted(blocks: Iterable[Node]) -> list[Node]:
    """Return blocks as paragraphs: an item of a list begins with its mark, code and verse keep their lines.

    A note is running text. Left a list, its marks would be made by each format in its own way, or by
    none, and the note's own number would stand alone above it.
    """
    out: list[Node] = []
    for block in blocks:
        if block["t"] == "BulletList":
            for item in block["c"]:
                mark = box(item)
                out += _marked(mark or "–", unlisted(unboxed(item) if mark else item))
        elif block["t"] == "CodeBlock":
            out.append(nodes.para(_code(block["c"][1])))
        elif block["t"] == "Div" and LINES in classes(block):
            out += block["c"][1]
        elif block["t"] == "BlockQuote" and not out:  # beside the note's number
            out += unlisted(block["c"])
        elif block["t"] == "OrderedList":
            (start, style, delimiter), items = block["c"]
            around = {"OneParen": "{})", "TwoParens": "({})"}.get(delimiter["t"], "{}.")
            for number, item in enumerate(items, start):
                out += _marked(around.format(_numeral(number, style["t"])), unlisted(item))
        elif block["t"] == "DefinitionList":
            for term, meanings in block["c"]:
                out += [
                    nodes.para([nodes.strong(term)]),
                    *(part for one in meanings for part in unlisted(one)),
                ]
        else:
            out.append(nodes.para(block["c"]) if block["t"] == "Plain" else block)
    return out


def _code(text: str) -> list[Node]:
    """Return code as inlines, its lines parted by breaks and its indentation kept."""
    out: list[Node] = []
    for line in text.split("\n"):
        inner = line.lstrip(" ")
        kept = "\u00a0" * (len(line) - len(inner)) + inner
        out += [{"t": "LineBreak"}] if out else []
        out.append({"t": "Code", "c": [nodes.attr(), kept]})
    return out


def _marked(mark: str, item: list[Node]) -> list[Node]:
    """Return an item's blocks, the mark and a no-break space at the head of the first paragraph."""
    start = nodes.string(f"{mark}\u00a0")
    if item and item[0]["t"] == "Para":
        return [nodes.para([start, *item[0]["c"]]), *item[1:]]
    return [nodes.para([start]), *item]


def _numeral(number: int, style: str) -> str:
    """Return a number as pandoc's list style writes it: `3`, `c`, `C`, `iii` or `III`."""
    if style.endswith("Alpha") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if style == "LowerAlpha" else letter.upper()
    if style.endswith("Roman") and 0 < number < 40:
        tens, ones = divmod(number, 10)
        digits = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return digits if style == "LowerRoman" else digits.upper()
    return str(number)
