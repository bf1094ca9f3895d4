"""Brings a catalogue up to date with the English text, as msgmerge does.

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
from notebuild.translation.catalogue.po import Catalogue, catalogue_of, entry_of, state_of

CHANGED = re.compile(r"\n?^changed: .*", re.MULTILINE | re.DOTALL)
"""What `update` adds to the comment of a stale entry."""

ALIKE = 0.6
"""From this likeness on, an old translation is offered for a changed segment."""


def update(catalogue: Catalogue, segments: Iterable[Segment]) -> Catalogue:
    """The catalogue brought up to date with the English segments; doing it twice is doing it once."""
    wanted: dict[tuple[str, str], Segment] = {}
    titles: dict[tuple[str, str], str] = {}
    title = ""
    for segment in markdown.translatable(segments):
        key = (segment.context, markdown.words(segment))
        title = key[1] if segment.kind == "heading" else title
        if key not in wanted:
            wanted[key], titles[key] = segment, _comment(segment, title)
    olds = {(entry.msgctxt or "", entry.msgid): entry for entry in reversed(catalogue.file) if entry.msgstr}
    olds |= {key: entry for key, entry in catalogue.entries.items() if entry.msgstr}
    kept = {key: olds[key] for key in wanted if key in olds}
    spare = {key: entry for key, entry in olds.items() if key not in kept}
    offers = dict(_offers([key for key in wanted if key not in kept], spare))
    file = copy.copy(catalogue.file)
    file.metadata = dict(catalogue.file.metadata)
    file.wrapwidth = 0
    del file[:]
    for key, segment in wanted.items():
        blank = catalogue.entries.get(key)
        former = kept.get(key) or offers.get(key)
        file.append(_renewed(key, segment, titles[key], former, blank))
    used = {id(entry) for entry in (*kept.values(), *offers.values())}
    for entry in catalogue.file:
        if entry.msgstr and id(entry) not in used and (entry.msgctxt or "", entry.msgid) not in wanted:
            gone = copy.deepcopy(entry)
            gone.obsolete, gone.comment, gone.occurrences = True, "", []
            file.append(gone)
    return catalogue_of(catalogue.path, file, catalogue.found)


@dataclass(frozen=True, slots=True)
class Change:
    """A stale segment: the English that its translation was made from, and the English now."""

    segment: Segment
    old: str
    new: str
    translation: str


def changes(catalogue: Catalogue, segments: Iterable[Segment]) -> tuple[Change, ...]:
    """The stale segments of a catalogue that was brought up to date with these segments."""
    found = []
    for segment in markdown.translatable(segments):
        entry = entry_of(segment, catalogue)
        if entry is not None and state_of(entry) == "stale":
            new = markdown.words(segment)
            found.append(Change(segment, entry.previous_msgid or "", new, entry.msgstr))
    return tuple(found)


def accept(catalogue: Catalogue, segments: Iterable[Segment]) -> Catalogue:
    """The catalogue with the translations of these segments confirmed: no longer fuzzy."""
    file = copy.deepcopy(catalogue.file)
    keys = {(segment.context, markdown.words(segment)) for segment in segments}
    for entry in file:
        if (entry.msgctxt or "", entry.msgid) in keys and not entry.obsolete and entry.msgstr:
            confirm(entry)
    return catalogue_of(catalogue.path, file, catalogue.found)


def difference(old: str, new: str) -> str:
    """The words that changed from one text to another: [-gone-] {+come+}."""
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
    key: tuple[str, str],
    segment: Segment,
    comment: str,
    former: polib.POEntry | None,
    blank: polib.POEntry | None,
) -> polib.POEntry:
    """The entry for a segment, with what a former one has to give."""
    entry = copy.copy(former or blank) or polib.POEntry()
    entry.flags = list(entry.flags)
    known = (entry.msgctxt or "", entry.msgid)
    moved = _moved(key, known)
    if former is not None and known != key and not moved:
        entry.previous_msgid = (entry.fuzzy and entry.previous_msgid) or known[1]
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


def _offers(
    wanted: list[tuple[str, str]], spare: Mapping[tuple[str, str], polib.POEntry]
) -> Iterator[tuple[tuple[str, str], polib.POEntry]]:
    """For new segments, the spare translations that fit best; each is given once.

    The same text elsewhere first (it moved), then a like text in the same context, then in the same kind.
    """
    left, open_ = dict(spare), list(wanted)
    for nearness in (_moved, _same_context, _same_kind):
        pairs = []
        for order, key in enumerate(open_):
            for old, entry in left.items():
                if nearness(key, old) and (score := _likeness(key[1], old[1], entry)) >= ALIKE:
                    pairs.append((-score, order, key, old))
        taken: set[tuple[str, str]] = set()
        for _, _, key, old in sorted(pairs, key=lambda pair: pair[:2]):
            if key not in taken and old in left:
                taken.add(key)
                yield key, left.pop(old)
        open_ = [key for key in open_ if key not in taken]


def _moved(key: tuple[str, str], old: tuple[str, str]) -> bool:
    return key[1] == old[1] and _same_kind(key, old)


def _same_context(key: tuple[str, str], old: tuple[str, str]) -> bool:
    return key[0] == old[0]


def _same_kind(key: tuple[str, str], old: tuple[str, str]) -> bool:
    return _kind(key[0]) == _kind(old[0])


def _kind(context: str) -> str:
    head, _, last = context.rpartition(":")
    return head.split(":")[0] if head.split(":")[0] in {"footnote", "source", "figure"} else last


def _likeness(new: str, old: str, entry: polib.POEntry) -> float:
    """How alike two texts are, from 0 to 1; a fuzzy entry's translation is of its previous text."""
    if new == old or (entry.fuzzy and entry.previous_msgid == new):
        return 1.0
    if not 2 * min(len(new), len(old)) / max(1, len(new) + len(old)) >= ALIKE:
        return 0.0
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _comment(segment: Segment, title: str) -> str:
    """Which section and what kind, for the translator."""
    name, _, rest = segment.context.partition(":")
    if segment.kind == "metadata":
        return f"front matter: {rest}"
    if name in {"source", "figure"}:
        return segment.context.replace(":", ": ", 1)
    return f"{title or 'before the first heading'}: {segment.kind}"
