"""What a reviewer changed in a passage, and the smallest change of its source that says the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from notebuild.compare.words import Stretch
from notebuild.exchange.review.atoms import STOPS, Atom, plain
from notebuild.exchange.review.openings import closed
from notebuild.exchange.review.replacements import (
    THING,
    Asked,
    Replacement,
    Unchangeable,
    bare,
    clustered,
    emptied,
    united,
)
from notebuild.exchange.review.source import Text, in_code, space_before
from notebuild.exchange.review.stretches import changed
from notebuild.exchange.review.typed import Hand, break_before, markdown

Place = tuple[int, int] | None


class Passage:
    """A passage as it was printed, and its source."""

    def __init__(
        self,
        printed: Sequence[Atom],
        source: Text,
        places: Sequence[Place],
        hand: Hand,
        call: Callable[[Atom], str],
    ) -> None:
        self.printed, self.source, self.places = printed, source, list(places)
        self.hand, self.call = hand, call
        self.stands = sorted(
            [(atom.start, atom.end) for atom in source.atoms] + [(one.start, one.end) for one in source.calls]
        )

    def asked(self, returned: Sequence[Atom]) -> list[Asked]:
        """Return what is asked for of this passage."""
        self.returned = returned
        return [self._asked(part) for part in changed(self.printed, returned)]

    def _asked(self, part: Stretch) -> Asked:
        i, j, k, m = part.old.start, part.old.stop, part.new.start, part.new.stop
        if i == j and self._parts_call(i) and k and self.returned[m - 1].key == self.printed[i - 1].key:
            i, j, k, m = i - 1, j - 1, k - 1, m - 1  # a sentence before a call: the call goes on with its end
        calls = tuple(atom.key for atom in self.returned[k:m] if atom.kind == "call")
        around = (plain(self.printed[max(0, i - 6) : i]), plain(self.printed[j : j + 6]))
        said, at = (plain(self.printed[i:j]), plain(self.returned[k:m])), self._near(i)
        how = self.hand
        try:
            self.hand = replace(how, raw=self._is_code(i, j))
            if self.hand.raw and any(atom.kind == "call" for atom in self.returned[k:m]):
                raise Unchangeable("it is code, in which no note is called")
            found = self._replacements(i, j, k, m)
            made = tuple(found if how.bar else closed(self.source.text, how.prefix, found))
        except Unchangeable as reason:
            return Asked(*said, *around, at, refused=str(reason), calls=calls)
        finally:
            self.hand = how
        return Asked(*said, *around, at, made, calls=calls)

    def _is_code(self, i: int, j: int) -> bool:
        """Return whether what is changed stands in one stretch of code."""
        ends = (i, j - 1) if i < j else (i - 1, i)
        return in_code(
            self.source.text, [self.places[at] if 0 <= at < len(self.places) else None for at in ends]
        )

    def _parts_call(self, at: int) -> bool:
        """Return whether a place is between a stop and the call that is printed behind it."""
        before = self.printed[at - 1] if 0 < at < len(self.printed) else None
        return before is not None and before.key in STOPS and self.printed[at].kind == "call"

    def _near(self, at: int) -> int:
        """Return where a printed atom stands in the source, or the nearest before it that stands there."""
        for near in [*range(at, len(self.printed)), *range(at - 1, -1, -1)]:
            if near < len(self.places) and self.places[near] is not None:
                return (self.places[near] or (0, 0))[0]
        return 0

    def _replacements(self, i: int, j: int, k: int, m: int) -> list[Replacement]:
        if any(atom.kind == "thing" for atom in (*self.returned[k:m], *self.printed[i:j])):
            raise Unchangeable(THING)
        if any(self.places[at] is None for at in range(i, j)):
            raise Unchangeable("generated")
        if i == j:
            return self._inserted(i, k, m)
        is_call = {atom.kind == "call" for atom in self.printed[i:j]}
        if is_call == {True} and any(atom.kind == "word" for atom in self.returned[k:m]):
            spot = self._end(j - 1, cluster=True)
            assert spot is not None  # of the calls
            text = (self._gap(i, k) if self.returned[k].space else "") + self._typed(i, k, m, frozenset())
            gone = [Replacement(*self._span(at), "") for at in range(i, j)]
            return united([*gone, Replacement(spot, spot, text)], self.source.text)
        return self._replaced(i, j, k, m)

    def _lead(self, at: int) -> tuple[int, int] | None:
        """Return the white space before a printed atom in the source."""
        place = self.places[at] if at < len(self.printed) else None
        return None if place is None else space_before(self.source.text, self.stands, place[0])

    def _replaced(self, i: int, j: int, k: int, m: int) -> list[Replacement]:
        """Return the replacements where words go, and perhaps others come."""
        gone = sorted(self._span(at) for at in range(i, j))
        kept = [one[0] for one in self.stands if not any(a <= one[0] and one[1] <= b for a, b in gone)]
        clusters = clustered(gone, kept)
        first = self._span(i)
        lead, follow = self._lead(i), self._follow(j)
        wanted = m < len(self.returned) and self.returned[m].space
        starts_call = self.printed[i].kind == "call"
        made: list[Replacement] = []
        new = self._typed(i, k, m, self.printed[i].look) if k < m else ""
        out: list[Replacement] = []
        for cluster in clusters:
            start, end = cluster[0][0], cluster[-1][1]
            marks = bare("".join(self.source.text[a[1] : b[0]] for a, b in pairwise(cluster)))
            holds = first in cluster
            text = (new if holds else "") + marks
            if holds and new and not starts_call:
                if self.returned[k].space and lead is None and i:
                    text = " " + text
                elif not self.returned[k].space and lead is not None and lead[1] == start:
                    start = lead[0]
            if holds and new and starts_call and self.returned[k].space:
                text = self._gap(i, k) + text
            out.append(Replacement(start, end, text) if text else emptied(self.source.text, start, end))
        if new:
            if wanted and follow is None and j < len(self.printed) and self.printed[j].kind != "call":
                last = out[-1]
                out[-1] = Replacement(last.start, last.end, last.text + " ")
            elif not wanted and follow is not None:
                made.append(Replacement(*follow, ""))
        else:
            own = None if starts_call else lead
            if j == len(self.printed):
                made += [Replacement(*own, "")] if own else []
            elif not wanted:
                made += [Replacement(*one, "") for one in (own, follow) if one]
            elif own and follow:
                keeps_own = (
                    "\n" in self.source.text[slice(*own)] and "\n" not in self.source.text[slice(*follow)]
                )
                made.append(Replacement(*(follow if keeps_own else own), ""))
            elif not own and not follow and self.printed[j].kind != "call":
                out[-1] = Replacement(out[-1].start, out[-1].end, out[-1].text + " ")
        return united([*out, *made], self.source.text)

    def _span(self, at: int) -> tuple[int, int]:
        """Return what goes with a printed atom: of a call, the space before it too."""
        place = self.places[at]
        assert place is not None
        if self.printed[at].kind == "call":
            lead = self._lead(at)
            if lead and lead[1] == place[0] and "\n" not in self.source.text[slice(*lead)]:
                return lead[0], place[1]
        return place

    def _follow(self, at: int) -> tuple[int, int] | None:
        """Return the white space before what follows; before a call it is nobody's."""
        if at >= len(self.printed) or self.printed[at].kind == "call":
            return None
        return self._lead(at)

    def _gap(self, at: int, k: int) -> str:
        """Return the space before inserted words: a line's end where a sentence begins on a line of its own."""
        before = plain(atom for atom in self.printed[max(0, at - 4) : at] if atom.kind != "call")
        is_new = self.hand.sentences and break_before(before, self.returned[k])
        return f"\n{self.hand.prefix}" if is_new else " "

    def _typed(self, at: int, k: int, m: int, context: frozenset[str]) -> str:
        before = plain(atom for atom in self.returned[max(0, k - 4) : k] if atom.kind != "call")
        return markdown(self.returned[k:m], self.hand, self.call, before, context)

    def _inserted(self, at: int, k: int, m: int) -> list[Replacement]:
        """Return the replacements where words come between two that stay."""
        only_call = all(atom.kind == "call" for atom in self.returned[k:m])
        before, after = at - 1, at
        if only_call:
            while (
                before > 0
                and self.printed[before].kind == "sign"
                and self.printed[before].key in STOPS
                and self.places[before]
                and not self.printed[before].space
            ):
                before -= 1
            spot = self._end(before, cluster=False)
            if spot is None:
                raise Unchangeable("generated")
            return [Replacement(spot, spot, self._typed(at, k, m, frozenset()))]
        spot = self._end(before, cluster=True)
        look = self.returned[k].look
        wanted = m < len(self.returned) and self.returned[m].space
        prefers_next = (
            before >= 0
            and after < len(self.printed)
            and self.printed[before].look != look
            and self.printed[after].look == look
        )
        if spot is None or prefers_next:
            if after >= len(self.printed) or self.places[after] is None:
                if spot is None:
                    raise Unchangeable("generated")
            else:
                start = (self.places[after] or (0, 0))[0]
                text = self._typed(at, k, m, self.printed[after].look)
                typed_end = plain(self.returned[max(k, m - 4) : m])
                breaks = (
                    self.hand.sentences
                    and m < len(self.returned)
                    and break_before(typed_end, self.returned[m])
                )
                gap = f"\n{self.hand.prefix}" if breaks else " "
                return [Replacement(start, start, text + (gap if wanted else ""))]
        assert spot is not None
        context = self.printed[before].look if before >= 0 else frozenset()
        text, lead = self._typed(at, k, m, context), self._gap(at, k) if self.returned[k].space else ""
        made = [Replacement(spot, spot, lead + text)]
        if after < len(self.printed) and self.printed[after].kind != "call":
            follow = self._lead(after)
            if wanted and follow is None and self.places[after] is not None:
                made = [Replacement(spot, spot, lead + text + " ")]
            elif not wanted and follow is not None:
                made.append(Replacement(*follow, ""))
        return united(made, self.source.text)

    def _end(self, at: int, *, cluster: bool) -> int | None:
        """Return where what stands before an insertion ends in the source: behind its calls and stops."""
        if at < 0:
            return None
        ends = []
        while at >= 0:
            place = self.places[at]
            atom = self.printed[at]
            if place is not None:
                ends.append(place[1])
            joint = atom.kind == "call" or (atom.kind == "sign" and atom.key in STOPS and not atom.space)
            if not (cluster and joint):
                break
            at -= 1
        return max(ends) if ends else None
