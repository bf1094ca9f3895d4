"""Puts citations and the calls of written notes into a text, and keeps what was put for which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from notebuild.core.model import Node, Source
from notebuild.edition import nodes, tree
from notebuild.exchange.intake import footnotes, keys, tidying, writing
from notebuild.exchange.intake.value import Cited, Remark, squeezed


def renamed(own: Mapping[str, Source], house: Mapping[str, Source]) -> tuple[dict[str, str], set[str]]:
    """Return a key for each source that the document brings, the house's where it has it, and which of them it has."""
    names: dict[str, str] = {}
    matched: set[str] = set()
    used = {key.casefold() for key in house}
    for key, source in own.items():
        same = next((held.key for held in house.values() if keys.same(held, source)), "")
        if same:
            names[key] = same
            matched.add(same)
        else:
            fit = re.fullmatch(r"[A-Za-z][\w-]*\d{4}[\w-]*", key) and key.casefold() not in used
            names[key] = key if fit else keys.made(source.fields, used)
            used.add(names[key].casefold())
    return names, matched


class Citing:
    """Puts citations and calls of written notes into the text, and keeps what was put for which words."""

    def __init__(
        self,
        notes: Sequence[Node],
        runs: Sequence[list[Node]],
        shelf: footnotes.Shelf,
        renamed: Mapping[str, str],
    ) -> None:
        self.notes, self.runs, self.shelf, self.renamed = notes, runs, shelf, renamed
        self.count = 0
        self.uses: list[tuple[str, str, list[Node]]] = []
        self.remarks: list[Remark] = []
        self.cited: set[str] = set()
        self.waiting: list[Node] = []
        self.origins: list[int] = []
        """Of each block that was placed, which of the given ones it is, or whose notes it defines; from 0."""

    def placed(self, blocks: list[Node]) -> list[Node]:
        """Return the blocks, each with the definitions of its written notes behind it."""
        out: list[Node] = []
        for at, block in enumerate(blocks):
            done = (
                tree.rewrite_runs(block, self._run, inner=True)
                if any(tree.find(block, "Note", "Cite"))
                else block
            )
            out += [done, *self.waiting]
            self.origins += [at] * (1 + len(self.waiting))
            self.waiting = []
        return out

    def _run(self, content: list[Node]) -> list[Node]:
        out: list[Node] = []
        is_citation = False
        for one in content:
            if one["t"] not in ("Note", "Cite"):
                if is_citation and re.match(r"[\w“‘«(]", tree.text(one)):
                    out.append(nodes.space())
                is_citation = False
                out.append(one)
                continue
            text = self._note() if one["t"] == "Note" else self._cite(one, "text")
            is_citation = not text.startswith("[^")
            if is_citation and out and out[-1]["t"] not in ("Space", "SoftBreak"):
                out.append(nodes.space())
            out.append(writing.raw(text))
        return out

    def _note(self) -> str:
        """Return what stands in the text for the next note of the document."""
        run, outcome = self.runs[self.count], self.shelf.outcomes[self.count]
        self.count += 1
        number = str(self.count)
        if any(tree.find(run, "Cite")):
            return self._live(run, number)
        if outcome.cited and outcome.opens < 0:
            said = writing.cited(outcome.cited)
            self._use(f"note {number}", said, run, outcome.cited)
            self.remarks += [Remark(f"note {number}: {doubt}", tree.text(run)) for doubt in outcome.doubts]
            return said
        if outcome.cited and (head := writing.until(run, outcome.opens)) is not None:
            said = writing.cited(outcome.cited)
            rest = tidying.inlines(run[len(head) :])
            self._use(f"bracket in note {number}", said, rest, outcome.cited)
            whole = nodes.note([nodes.para([*head, nodes.space(), writing.raw(said), nodes.string(".")])])
            self.waiting += writing.definition(number, whole)
            return f"[^{number}]"
        note = self.notes[self.count - 1]
        if len(note["c"]) > 1 and any(
            one["t"] != "Para" for one in note["c"]
        ):  # pandoc's items of Word are Plain
            what = f"note {number} holds a list or a table, which are paragraphs of it now"
            self.remarks.append(Remark(what, tree.text(run)))
        self.waiting += writing.definition(number, note)
        return f"[^{number}]"

    def _live(self, run: list[Node], number: str) -> str:
        """Return what stands for a note with fields: a citation where it is nothing else."""
        rest = [one for one in run if one["t"] != "Cite"]
        found = [one for one in run if one["t"] == "Cite"]
        if not re.search(r"\w", tree.text(rest)):
            cited = [each for one in found for each in _listed(one, self.renamed)]
            said = writing.cited(cited)
            self._use(f"note {number}", said, [inline for one in found for inline in one["c"][1]], cited)
            return said
        placed = [
            writing.raw(self._cite(one, f"bracket in note {number}")) if one["t"] == "Cite" else one
            for one in run
        ]
        self.waiting += writing.definition(number, nodes.note([nodes.para(placed)]))
        return f"[^{number}]"

    def _cite(self, one: Node, place: str) -> str:
        cited = _listed(one, self.renamed)
        said = writing.cited(cited)
        self._use(place, said, one["c"][1], cited)
        return said

    def _use(self, place: str, said: str, run: list[Node], cited: Iterable[Cited]) -> None:
        self.uses.append((place, said, run))
        self.cited |= {one.key for one in cited}


def _listed(cite: Node, renamed: Mapping[str, str]) -> list[Cited]:
    """Return what a citation of pandoc's tree cites, by the note's keys."""
    found = []
    for one in cite["c"][0]:
        suffix = squeezed(tree.text(one["citationSuffix"])).strip()
        place = suffix.lstrip(", ")
        if re.match(r"\d", place):
            number = re.match(r"\d+(?:\s*[-–]+\s*\d+)?(?:,\s*\d+(?:[-–]+\d+)?)*", place)
            assert number
            several = re.search(r"[-–,]", number[0])
            place = f"{'pp.' if several else 'p.'} {place}"
        found.append(
            Cited(
                renamed.get(one["citationId"], one["citationId"]),
                place if suffix.startswith(",") or place != suffix or re.match(r"p{1,2}\. \d", place) else "",
                squeezed(tree.text(one["citationPrefix"])),
                "" if suffix.startswith(",") or place != suffix else suffix,
                one["citationMode"]["t"] == "SuppressAuthor",
                one["citationMode"]["t"] == "AuthorInText",
            )
        )
    return found
