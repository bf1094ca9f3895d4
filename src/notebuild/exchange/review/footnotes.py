"""The notes of a document that came back: what was changed in them, which are new, which have gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from notebuild.core.problems import Location
from notebuild.exchange.review import cited, looks, source
from notebuild.exchange.review.atoms import Atom, keys, plain
from notebuild.exchange.review.base import Base, Target, written
from notebuild.exchange.review.edits import Passage, Place
from notebuild.exchange.review.found import Change, located
from notebuild.exchange.review.lines import line_start
from notebuild.exchange.review.replacements import Asked, Replacement, Unchangeable
from notebuild.exchange.review.returned import Body, Returned
from notebuild.exchange.review.typed import Hand, hand, markdown

CITED = "its words are printed from bibliography.bib: change the entry there"
EMPTY = "a note cannot be empty: take out its call in the text, and it goes with it"
BLANK = re.compile(r"[ \t]*\r?\n?(?:[ \t]*\r?\n)*")


class Notes:
    """What is known of the notes of both documents; gives the mark of a call, and finds what changed."""

    def __init__(
        self,
        base: Base,
        sent: Returned,
        back: Returned,
        known: Mapping[int, int],
        stands: Mapping[int, tuple[Target | None, int]],
        read: Collection[int] = (),
    ) -> None:
        self.base, self.sent, self.back, self.known, self.stands = base, sent, back, known, stands
        self.by_number = {note.number: note for note in base.edition.footnotes}
        self.labels: dict[str, str] = {}
        self.read, self.fields = read, set[int]()
        self.used = set(re.findall(r"\[\^([^\]\s]+)\]", base.note))

    def source_call(self, number: int) -> tuple[Target, source.Call] | None:
        """Return the passage that calls a note, and the call in it; None where it is not known."""
        target, nth = self.stands.get(number, (None, 0))
        if target is None:
            return None
        calls = source.atoms_of(target.text, target.prefix).calls
        return (target, calls[nth]) if nth < len(calls) else None

    def call(self, atom: Atom) -> str:
        """Return the mark of a call that comes: that of a new note, or of one that stood elsewhere."""
        if atom.key.startswith("+"):
            if atom.key not in self.labels:
                number = 1
                while f"review-{number}" in self.used:
                    number += 1
                self.labels[atom.key] = f"review-{number}"
                self.used.add(f"review-{number}")
            return f"[^{self.labels[atom.key]}]"
        at = self.source_call(int(atom.key))
        if at is None:
            return ""
        target, call = at
        if call.kind == "key":
            raise Unchangeable("a source that the sentence names is moved in the note")
        mark = target.text[call.start : call.end]
        return f" {mark}" if call.kind == "citation" else mark

    def label(self, at: int) -> str:
        """Return the label of a new note, by its place in the document from 1; empty where it got none."""
        return self.labels.get(f"+{at}", "")

    def definition(self, key: str, how: Hand) -> str:
        """Return the definition of a new note, by the key of its call."""
        body = self.back.notes[int(key[1:]) - 1]
        words = markdown(body.atoms, replace(how, sentences=False, prefix=""), lambda _: "")
        return f"[^{self.labels[key]}]: {words}"

    def definitions(self, keys: Iterable[str], how: Hand) -> str:
        """Return the definitions of the new notes among these calls, each behind a blank line."""
        return "".join(f"\n\n{self.definition(key, how)}" for key in keys if key in self.labels)

    def where(self, number: int) -> tuple[Location, int]:
        """Return where a note stands in its file, and the character at which its passage begins."""
        note = self.by_number.get(number)
        if note and note.label in self.base.footnotes:
            target = self.base.footnotes[note.label]
            return target.where, target.start
        calling = self.stands.get(number, (None, 0))[0]
        return (calling.where, calling.start) if calling else (Location(), -1)

    def changes(self, called: set[str]) -> list[Change]:
        """Return what is asked for of the notes that both have, and the definitions that go with their calls."""
        out: list[Change] = []
        for at, body in enumerate(self.back.notes, 1):
            number = self.known.get(at, 0)
            if number and not (at in self.read and self._cites_alike(number, body)):
                out += self._changed(number, self.sent.notes[number - 1], body)
                if not self._cites_alike(number, body):
                    self.fields.add(at)
        gone = {str(number) for number in range(1, len(self.sent.notes) + 1)} - called
        for key in sorted(gone, key=int):
            out += self._gone(int(key))
        return out

    def _cites_alike(self, number: int, now: Body) -> bool:
        """Return whether a note has no live citation, or the one that was sent."""
        old, new = cited.items(self.sent.notes[number - 1].field), cited.items(now.field)
        return old is None or new is None or old == new

    def looks(self) -> list[Change]:
        """Return the words of notes that look otherwise, as changes or as what is told."""
        out: list[Change] = []
        for at, body in enumerate(self.back.notes, 1):
            number = self.known.get(at, 0)
            note = self.by_number.get(number)
            if note is None:
                continue
            own = self.base.footnotes.get(note.label) if note.origin == "authored" else None
            target = own or self.stands.get(number, (None, 0))[0]
            reason = (
                ""
                if own
                else f"note {number} is printed in the house's style: say in a comment what is meant"
            )
            if target is not None:
                out += looks.changed(
                    self.base, target, self.sent.notes[number - 1].atoms, body.atoms, refused=reason
                )
        return out

    def _gone(self, number: int) -> list[Change]:
        """Return the definition of a note that is no longer called as a change: it goes."""
        note = self.by_number.get(number)
        target = self.base.footnotes.get(note.label) if note else None
        if target is None or not self.base.is_original:
            return []
        text = self.base.text
        start = line_start(text, target.start)
        blank = BLANK.match(text, target.end)
        end = blank.end() if blank else target.end
        if end == len(text) and start:
            start = len(text[:start].rstrip("\n")) + 1
        said = f"[{number}] {plain(self.sent.notes[number - 1].atoms)}"
        made = (Replacement(start, end, ""),)
        return [Change(target.where, "note", said, "", replacements=made, passage=target.start)]

    def _changed(self, number: int, was: Body, now: Body) -> list[Change]:
        note = self.by_number.get(number)
        old, new = cited.items(was.field), cited.items(now.field)
        is_field_changed = not self._cites_alike(number, now)
        if keys(was.atoms) == keys(now.atoms) and not is_field_changed:
            return []
        if note is None:
            return [self._refused(number, was, now, "it is not known in the source")]
        if not now.atoms:
            return [self._refused(number, was, now, EMPTY)]
        if note.label in self.base.footnotes and note.origin == "authored":
            target = self.base.footnotes[note.label]
            text = source.atoms_of(target.text, target.prefix)
            places = cited.guarded(was.atoms, source.mapped(was.atoms, text), note)
            return [
                self._change(number, target, one)
                for one in self._passage(target, text, places, was).asked(now.atoms)
            ]
        at = self.source_call(number)
        if at is None:
            return [self._refused(number, was, now, "its place in the source is not known")]
        target, call = at
        if call.kind == "inline-note":
            shift = call.start + 2
            text = source.atoms_of(target.text[shift : call.end - 1])
            passage = self._passage(
                target, text, cited.guarded(was.atoms, source.mapped(was.atoms, text), note), was
            )
            return [self._change(number, target, one, shift) for one in passage.asked(now.atoms)]
        own = cited.cited(target, call)
        if call.kind == "key" and (is_field_changed or len(own.keys) != 1):
            return [
                self._refused(number, was, now, "its source is named in the sentence: change it in the note")
            ]
        if old is not None and new is not None and old != new:
            return [self._recited(number, own, old, new)]
        places, ends = cited.places(was.atoms, note, own)
        stands = tuple(Atom("", "", start=place[0], end=place[1]) for place in places if place)
        passage = self._passage(target, source.Text(target.text, stands, ()), places, was)
        how = self._hand(target)
        return [
            self._change(number, target, cited.placed(one, ends, was.atoms, how))
            for one in passage.asked(now.atoms)
        ]

    def _hand(self, target: Target) -> Hand:
        how = hand(target.text, target.prefix, "footnote", self.base.note)
        return replace(how, indent=target.prefix or "    ")

    def _passage(self, target: Target, text: source.Text, places: list[Place], was: Body) -> Passage:
        return Passage(was.atoms, text, places, self._hand(target), self.call)

    def _recited(
        self,
        number: int,
        own: cited.Cited,
        old: tuple[tuple[str, str], ...],
        new: tuple[tuple[str, str], ...],
    ) -> Change:
        """Return what the field of a reference manager cites now, where it cited something else."""
        where = located(self.base, own.target, own.call.start)
        said = cited.typed(old), cited.typed(new)
        missing = next((key for key, _ in new if key not in self.base.keys), "")
        if missing:
            reason = f"note {number}: {missing} is no entry of bibliography.bib: add it there first"
            return Change(where, "note", *said, refused=reason, passage=own.target.start)
        made = tuple(written(self.base, own.target, cited.recited(own, old, new)))
        return Change(where, "note", *said, replacements=made, passage=own.target.start)

    def _change(self, number: int, target: Target, asked: Asked, shift: int = 0) -> Change:
        note = self.by_number[number]
        sources = ", ".join(f"@{key}" for key in note.keys)
        reason = asked.refused
        if reason == "generated":
            own = f"note {number} ({sources}): {CITED}" if sources else ""
            reason = own or f"note {number}: these words are the build's own"
        moved = [replace(one, start=one.start + shift, end=one.end + shift) for one in asked.replacements]
        made = () if reason else tuple(written(self.base, target, moved))
        where = located(self.base, target, asked.at + shift)
        around = asked.before, asked.after
        return Change(where, "note", asked.old, asked.new, *around, made, reason, target.start)

    def _refused(self, number: int, was: Body, now: Body, reason: str) -> Change:
        where, start = self.where(number)
        said = plain(was.atoms), plain(now.atoms)
        return Change(where, "note", *said, refused=f"note {number}: {reason}", passage=start)
