"""Bring a catalogue up to date with the English text, as msgmerge does.

What did not change keeps its translation, what changed becomes fuzzy with the former English beside
it, what moved follows, what went becomes obsolete.
"""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import polib

from notebuild.core.model import Segment
from notebuild.sources import markdown
from notebuild.translation.catalogue.po import Catalogue, catalogue_of, entry_of, state_of, translatable

CHANGED = re.compile(r"\n?^changed: .*", re.MULTILINE | re.DOTALL)
"""What `update` adds to the comment of a stale entry."""

ALIKE = 0.6
"""From this likeness on, an old translation is offered for a changed segment."""


Key = tuple[str, str]
"""Context and words of a segment, which are its entry's msgctxt and msgid."""


def update(catalogue: Catalogue, segments: Iterable[Segment]) -> Catalogue:
    """Return the catalogue brought up to date with the English segments; doing it twice is doing it once.

    A translation whose text changed, or moved, is offered to the segment that is most like it; one that
    nobody takes is kept as obsolete.
    """
    wanted = _wanted(translatable(segments, catalogue))
    translated = {
        (entry.msgctxt or "", entry.msgid): entry for entry in reversed(catalogue.file) if entry.msgstr
    }
    translated |= {key: entry for key, entry in catalogue.entries.items() if entry.msgstr}
    same = {key: translated[key] for key in wanted if key in translated}
    spare = {key: entry for key, entry in translated.items() if key not in same}
    offers = dict(_offers([key for key in wanted if key not in same], spare))
    file = copy.copy(catalogue.file)
    file.metadata = dict(catalogue.file.metadata)
    file.wrapwidth = 0
    del file[:]
    for key, (segment, comment) in wanted.items():
        former = same.get(key) or offers.get(key)
        file.append(_renewed(key, segment, comment, former, catalogue.entries.get(key)))
    used = {id(entry) for entry in (*same.values(), *offers.values())}
    for entry in catalogue.file:
        if entry.msgstr and id(entry) not in used and (entry.msgctxt or "", entry.msgid) not in wanted:
            file.append(_obsolete(entry))
    return catalogue_of(catalogue.path, file, catalogue.found)


def _wanted(segments: Iterable[Segment]) -> dict[Key, tuple[Segment, str]]:
    """Return what a catalogue must have, by context and words: the first such segment, and its comment."""
    wanted: dict[Key, tuple[Segment, str]] = {}
    title = ""
    for segment in segments:
        key = (segment.context, markdown.words(segment))
        title = key[1] if segment.kind == "heading" else title
        wanted.setdefault(key, (segment, _comment(segment, title)))
    return wanted


def _obsolete(entry: polib.POEntry) -> polib.POEntry:
    """Return a copy of an entry that no segment has any more."""
    copied = copy.deepcopy(entry)
    copied.obsolete, copied.comment, copied.occurrences = True, "", []
    return copied


@dataclass(frozen=True, slots=True)
class Change:
    """A stale segment: the English that its translation was made from, and the English now."""

    segment: Segment
    old: str
    new: str
    translation: str


def changes(catalogue: Catalogue, segments: Iterable[Segment]) -> tuple[Change, ...]:
    """Return the stale segments of a catalogue that was brought up to date with these segments."""
    stale = []
    for segment in translatable(segments, catalogue):
        entry = entry_of(segment, catalogue)
        if entry is not None and state_of(entry) == "stale":
            new = markdown.words(segment)
            stale.append(Change(segment, entry.previous_msgid or "", new, entry.msgstr))
    return tuple(stale)


def accept(catalogue: Catalogue, segments: Iterable[Segment]) -> Catalogue:
    """Return the catalogue with the translations of these segments confirmed: no longer fuzzy."""
    file = copy.deepcopy(catalogue.file)
    keys = {(segment.context, markdown.words(segment)) for segment in segments}
    for entry in file:
        if (entry.msgctxt or "", entry.msgid) in keys and not entry.obsolete and entry.msgstr:
            confirm(entry)
    return catalogue_of(catalogue.path, file, catalogue.found)


def difference(old: str, new: str) -> str:
    """Return the words that changed from one text to another: [-gone-] {+come+}."""
    before, after = (re.findall(r"\S+|\n", text) for text in (old, new))
    parts = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            same = before[i:j]
            parts.append(" ".join(same if len(same) < 8 else [*same[:3], "…", *same[-3:]]))
            continue
        if j > i:
            parts.append(f"[-{' '.join(before[i:j])}-]")
        if m > k:
            parts.append(f"{{+{' '.join(after[k:m])}+}}")
    return re.sub(r"\s*\n\s*", " ", " ".join(parts))


def _renewed(
    key: Key,
    segment: Segment,
    comment: str,
    former: polib.POEntry | None,
    blank: polib.POEntry | None,
) -> polib.POEntry:
    """Return the entry for a segment, with what a former one has to give."""
    entry = copy.copy(former or blank) or polib.POEntry()
    entry.flags = list(entry.flags)
    former_key = (entry.msgctxt or "", entry.msgid)
    if former is not None and former_key != key and not _moved(key, former_key):
        entry.previous_msgid = (entry.fuzzy and entry.previous_msgid) or former_key[1]
        entry.previous_msgctxt = None
        if entry.previous_msgid == key[1]:
            entry.previous_msgid = None
            mark(entry, False)
        else:
            mark(entry, True)
    entry.msgctxt, entry.msgid = key
    entry.obsolete = False
    entry.occurrences = [(PurePosixPath(segment.location.path).name, "")]
    entry.comment = comment
    if entry.fuzzy and entry.previous_msgid:
        entry.comment += f"\nchanged: {difference(entry.previous_msgid, key[1])}"
    elif not entry.fuzzy:
        entry.previous_msgid = entry.previous_msgctxt = None
    return entry


def mark(entry: polib.POEntry, stale: bool) -> None:
    """Write the word fuzzy among an entry's flags, or take it out."""
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"] + ["fuzzy"] * stale


def confirm(entry: polib.POEntry) -> None:
    """Let an entry's translation be of its English as it is now."""
    mark(entry, False)
    entry.previous_msgid = entry.previous_msgctxt = None
    entry.comment = CHANGED.sub("", entry.comment)


def _offers(wanted: list[Key], spare: Mapping[Key, polib.POEntry]) -> Iterator[tuple[Key, polib.POEntry]]:
    """Give new segments the spare translations that fit best; each is given once.

    The same text elsewhere first (it moved), then a like text in the same context, then in the same kind.
    """
    left, open_ = dict(spare), list(wanted)
    for nearness in (_moved, _same_context, _same_kind):
        pairs = []
        for order, key in enumerate(open_):
            for old, entry in left.items():
                if nearness(key, old) and (score := _likeness(key[1], old[1], entry)) >= ALIKE:
                    pairs.append((-score, order, key, old))
        taken: set[Key] = set()
        for _, _, key, old in sorted(pairs, key=lambda pair: pair[:2]):
            if key not in taken and old in left:
                taken.add(key)
                yield key, left.pop(old)
        open_ = [key for key in open_ if key not in taken]


def _moved(key: Key, old: Key) -> bool:
    return key[1] == old[1] and _same_kind(key, old)


def _same_context(key: Key, old: Key) -> bool:
    return key[0] == old[0]


def _same_kind(key: Key, old: Key) -> bool:
    return _kind(key[0]) == _kind(old[0])


def _kind(context: str) -> str:
    head, _, last = context.rpartition(":")
    return head.split(":")[0] if head.split(":")[0] in {"footnote", "source", "figure"} else last


def _likeness(new: str, old: str, entry: polib.POEntry) -> float:
    """Return how alike two texts are, from 0 to 1; a fuzzy entry's translation is of its previous text."""
    if new == old or (entry.fuzzy and entry.previous_msgid == new):
        return 1.0
    if not 2 * min(len(new), len(old)) / max(1, len(new) + len(old)) >= ALIKE:
        return 0.0
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _comment(segment: Segment, title: str) -> str:
    """Return section and kind, for the translator."""
    name, _, rest = segment.context.partition(":")
    if segment.kind == "metadata":
        return f"front matter: {rest}"
    if name in {"source", "figure"}:
        return segment.context.replace(":", ": ", 1)
    return f"{title or 'before the first heading'}: {segment.kind}"
