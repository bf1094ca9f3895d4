"""Holds an edition against what was published of it: the words of a version do not change, a new one says what did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notebuild.core.model import Edition
from notebuild.core.problems import Location, Problem, counted
from notebuild.edition.places import Places
from notebuild.publishing import wording
from notebuild.publishing.front import following
from notebuild.publishing.published import Published, Words

MOST = 6
"""How many lines that differ are named."""


@dataclass(frozen=True, slots=True)
class Now:
    """An edition as it stands, with what is needed to say where."""

    edition: Edition
    places: Places
    drawn: tuple[str, ...] = ()
    """The words of its drawings."""

    @property
    def words(self) -> Words:
        return wording.words(self.edition, self.drawn)


def words(published: Published, now: Now) -> list[Problem]:
    """Return the Problem of an edition whose words are not those that were published under its version, if so."""
    version = published.version(int(now.edition.metadata["version"]))
    old = version.edition(now.edition.language) if version else None
    said = now.words
    if version is None or old is None or old.digest == said.digest:
        return []
    found = wording.differences(old, said)
    places = wording.places(found, now.edition, now.drawn, now.places)
    start = wording.beginning(now.places)
    message = (
        f"version {version.number} was published on {version.date} with other words than these, dated "
        f"{now.edition.metadata['date']}: {_lines(found, [one for one in places if one != start])}"
    )
    before, after = wording.torn(found)
    remedy = following(version)
    if before:
        remedy += f'; or take the change back: "{before}" was published, "{after}" is written'
    return [Problem(places[0] if places else start, message, remedy)]


def _lines(found: wording.Differences, places: Sequence[Location]) -> str:
    """Return how much differs, and in which lines: `2 passages and 1 note differ (lines 45, 60 and 88)`."""
    said = f"{found} differ{'s' if len(found) == 1 else ''}"
    lines = [str(line) for line in sorted({one.line for one in places})]
    if not lines:
        return said
    shown = lines[:MOST] + [f"{len(lines) - MOST} more"] * (len(lines) > MOST)
    listed = " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
    return f"{said} (line{'s' if len(lines) > 1 else ''} {listed})"


def corrections(published: Published, now: Now) -> list[Problem]:
    """Return the warning of a new version of the original that names the corrections of the last one and no other."""
    number = int(now.edition.metadata["version"])
    before = published.before(number)
    if not before or published.version(number):
        return []
    last, said = before[-1], now.words
    if last.editions[0].language != said.language:
        return []
    old, named = last.editions[0], said.field("corrections")
    found = wording.differences(old, said, wording.OF_VERSION)
    if not found or not named or named != old.field("corrections"):
        return []
    what = f"{found} differ{'s' if len(found) == 1 else ''} from it"
    message = f"version {number} names the corrections of version {last.number} and no other, but {what}"
    where = now.places.fields.get("corrections", wording.beginning(now.places))
    remedy = f'say under "corrections:" what has changed since version {last.number}'
    return [Problem(where, message, remedy, "warning")]


def summary(published: Published, now: Words, version: int) -> str:
    """Return how an edition of a new version differs from the last one before it; empty where there is none.

    `version 2 differs from version 1 in 3 passages and 1 note; 1 correction is named`.
    """
    before = published.before(version)
    if not before or published.version(version):
        return ""
    named = len(now.field("corrections"))
    corrections = f"{counted(named, 'correction')} {'is' if named == 1 else 'are'} named"
    old = before[-1].edition(now.language)
    if old is None:
        return f"version {before[-1].number} was not published in this language; {corrections}"
    found = wording.differences(old, now, wording.OF_VERSION)
    return f"version {version} differs from version {before[-1].number} in {found}; {corrections}"
