"""Makes a note out of a document: its text, its pictures, and the sources proposed from its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from notebuild.core.model import Node, Source
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import nodes, tree
from notebuild.exchange.intake import (
    arrange,
    citing,
    floats,
    footnotes,
    formulas,
    front,
    headings,
    losses,
    placing,
    proposals,
    tidying,
    typed_lists,
    typed_marks,
    writing,
)
from notebuild.exchange.intake import pictures as images
from notebuild.exchange.intake.proposals import Use
from notebuild.exchange.intake.value import MARK, Field, Incoming, Remark, squeezed


@dataclass(frozen=True, slots=True)
class House:
    """What a new note needs to know of its house."""

    sources: Mapping[str, Source]
    publisher: str
    program: str = "./doit"


@dataclass(frozen=True, slots=True)
class Made:
    """A note made of a document."""

    text: str
    proposed: str
    """The text of `proposed.bib`; empty where nothing is proposed."""

    pictures: Mapping[str, bytes]
    sources: tuple[Source, ...]
    uses: tuple[Use, ...]
    remarks: tuple[Remark, ...]
    lost: tuple[str, ...]
    """Words of the document that are nowhere: in the note, in its sources, among what is told."""

    title: str
    language: str


def made(
    incoming: Incoming, house: House, name: str, file: str, language: str, languages: Sequence[str] = ()
) -> Made:
    """Return the note of a document; `name` is the note's, `file` the document's, `language` a tag."""
    whole: dict[str, Any] = {"blocks": incoming.blocks, "meta": incoming.meta}
    document, letters, told = formulas.opened(whole)
    incoming = replace(incoming, blocks=document["blocks"], meta=document["meta"])
    remarks = [*incoming.remarks, *told, *tidying.counted_losses(incoming.blocks)]
    found = arrange.items(_marked(incoming.blocks, incoming.fields))
    if not found:
        raise NotebuildError([Problem(Location(file), "has no text", "give the document that is meant")])
    found, told = floats.opened(found)
    remarks += told
    fields, found, told = front.read(incoming, found, file, house.publisher)
    remarks += told
    found, told = headings.without_sources(found)
    remarks += told
    found, told = typed_lists.typed_lists(typed_lists.regrouped(found))
    remarks += told
    found, told = headings.bold(found)
    remarks += told
    found, told, labels = headings.arranged(found)
    remarks += told
    remarks += typed_marks.told(found, [one.words for one in told if one.left_out])
    found, more, told = floats.floats(found)
    remarks += told
    blocks: list[Node] = []
    places: list[int] = []  # of each note, the block that calls it
    for item in found:
        done = arrange.finished(replace(item, block=_level(item.block)))
        done, told = arrange.linked(done, {**labels, **more}, item.place)
        remarks += told
        blocks.append(done)
        places += [item.place for _ in tree.find(done, "Note")]
    calls = list(tree.find(blocks, "Note"))
    runs = [writing.note_inlines(one) for one in calls]
    own = dict(incoming.sources)
    renamed, matched = citing.renamed(own, house.sources)
    shelf = footnotes.read(
        [footnotes.flat(run) if not any(tree.find(run, "Cite")) else "" for run in runs],
        house.sources.values(),
        [*house.sources, *renamed.values()],
    )
    cites = citing.Citing(calls, runs, shelf, renamed)
    blocks = cites.placed(blocks)
    kept = writing.passages([run for _, _, run in cites.uses])
    uses = [Use(place, said, text) for (place, said, _), text in zip(cites.uses, kept, strict=True)]
    told = [*cites.remarks, *_joined(shelf, runs)]
    remarks += [replace(one, place=places[_number(one.what) - 1]) for one in told]
    proposed = [
        replace(own[key], key=new)
        for key, new in renamed.items()
        if new not in house.sources and new in cites.cited
    ]
    proposed += [source for key, source in shelf.proposed.items() if key in cites.cited]
    for key in sorted(matched & cites.cited | {one for one in cites.cited if one in house.sources}):
        remarks.append(Remark(f"a source that the house has: cited as {key}", wants_look=False))

    remarks = list(placing.placed(remarks, found))
    origins = [found[at].place for at in cites.origins]
    held, blocks, told = images.brought(blocks, incoming.pictures, origins)
    remarks += told
    head = _head(fields, language)
    blocks = tidying.without_keys(blocks)
    body = writing.markdown(blocks)
    text = writing.front_matter(head, languages) + "\n" + body
    heads = {
        "file": file.rpartition("/")[2].replace("@", proposals.AT),
        "program": house.program,
        "note": name,
    }
    listed = proposals.written(proposed, uses, heads) if proposed else ""
    fronted = [
        piece for value in head.values() for piece in ([value] if isinstance(value, str) else map(str, value))
    ]
    kept = [*fronted, *losses.said("\n\n".join([body, *fronted])), *letters, *(use.words for use in uses)]
    lost = losses.lost(incoming.passages, kept, remarks)
    remarks = list(placing.lined(remarks, blocks, origins, text))
    return Made(
        text,
        listed,
        held,
        tuple(proposed),
        tuple(uses),
        tuple(remarks),
        lost,
        squeezed(tree.text(fields["title"])),
        language,
    )


def _number(what: str) -> int:
    """Return the number of the note that a remark is of."""
    found = re.search(r"note (\d+)", what)
    assert found
    return int(found[1])


def _level(block: Node) -> Node:
    return arrange.levelled(block) if block["t"] in ("BulletList", "OrderedList", "BlockQuote") else block


def _marked(blocks: list[Node], fields: Sequence[Field]) -> list[Node]:
    """Return blocks with a Cite for each mark of a field."""
    if not fields:
        return blocks

    def change(one: Node) -> list[Node] | None:
        pieces = MARK.split(str(one["c"]))
        if len(pieces) == 1:
            return None
        out: list[Node] = []
        for at, piece in enumerate(pieces):
            if at % 2:
                out.append(_cite(fields[int(piece)]))
            elif piece:
                out.append(nodes.string(piece))
        return out

    return tree.rewrite(blocks, change, "Str")


def _cite(field: Field) -> Node:
    citations = [
        {
            "citationId": one.key,
            "citationPrefix": nodes.words(one.prefix) if one.prefix else [],
            "citationSuffix": nodes.words(
                ", ".join(filter(None, [f", {one.locator}" if one.locator else "", one.suffix]))
            ),
            "citationMode": {"t": "SuppressAuthor" if one.alone else "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for one in field.cited
    ]
    return {"t": "Cite", "c": [citations, nodes.words(field.words)]}


def _joined(shelf: footnotes.Shelf, runs: Sequence[list[Node]]) -> list[Remark]:
    """Return what is to be said of notes that stay in words though they mean a source."""
    from notebuild.exchange.intake import short_forms

    out = []
    for number, (outcome, run) in enumerate(zip(shelf.outcomes, runs, strict=True), 1):
        text = footnotes.flat(run)
        if outcome.cited or any(tree.find(run, "Cite")):
            continue
        said = squeezed(tree.text(run))
        if any(map(short_forms.is_short, footnotes.parts(text))):
            out.append(
                Remark(
                    f"note {number} means an earlier source, and it is not clear which: it stays in words",
                    said,
                )
            )
        elif re.search(r"https?://|“[^”]{12,}”|«|‘[^’]{12,}’|\x02", text):
            out.append(Remark(f"note {number} stays in words: no source was read from it", said))
        else:
            out.append(Remark(f"note {number} stays in words", said, wants_look=False))
    return out


def _head(fields: Mapping[str, Any], language: str) -> dict[str, str | list[Any]]:
    """Return the values of the front matter, its words as Markdown."""
    head: dict[str, str | list[Any]] = {}
    runs = {name: fields[name] for name in ("title", "subtitle") if name in fields}
    done = dict(
        zip(runs, writing.passages([tidying.inlines(_callless(run)) for run in runs.values()]), strict=True)
    )
    head |= done
    head["author"] = [name for name in fields["author"] if name]
    head["date"] = fields["date"]
    head["version"] = "1"
    head["lang"] = language
    if "abstract" in fields:
        head["abstract"] = writing.markdown(
            [nodes.para(tidying.sentences(one["c"])) for one in fields["abstract"]]
        ).strip()
    if "key-points" in fields:
        head["key-points"] = writing.passages(fields["key-points"])
    if "keywords" in fields:
        head["keywords"] = fields["keywords"]
    return head


def _callless(run: list[Node]) -> list[Node]:
    return tree.rewrite(run, lambda one: [], "Note", "Cite")
