"""Makes the redline of two versions of a document, and proves that it holds both (ECMA-376-1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from notebuild.compare.align import Pair, align, dice
from notebuild.compare.words import words
from notebuild.exchange.redline.atoms import Side
from notebuild.exchange.redline.blocks import alone, merged
from notebuild.exchange.redline.package import Lists, Package, Relations, add_styles
from notebuild.exchange.redline.paragraphs import Merge, dress
from notebuild.exchange.resolve import FORMER
from notebuild.render.word import cleanup, ooxml
from notebuild.render.word.ooxml import CONTENT_TYPES, Element, element, every, name, value

DOCUMENT, NOTES, NUMBERING, SETTINGS, STYLES = (
    f"word/{part}.xml" for part in ("document", "footnotes", "numbering", "settings", "styles")
)
TRACKS = ("w:ins", "w:del", *FORMER)
GONE = "gone-"
"""What tells the call of a note that the new version does not have from those of the new one."""


def redline(old: bytes, new: bytes, author: str, date: str) -> bytes:
    """Return a document that is `new` with all its changes accepted and `old` with all of them rejected.

    Both are whole packages of Word, as the build makes them. `author` and `date` (`2025-03-31`) are
    those of each change. Notes are known by what they say: one whose number alone has changed is not
    marked. The same packages give the same bytes.
    """
    before, after = ooxml.read(old), ooxml.read(new)
    media = {part: content for part, content in after.items() if part.startswith("word/media/")}
    tracked = partial(track, author, f"{date}T00:00:00Z")
    was, now = (_notes(parts) for parts in (before, after))
    pairs = _pairs(was, now)
    twins = {a: b for a, b in pairs if a is not None and b is not None}
    numbers = [note_id for note_id, _ in was], [note_id for note_id, _ in now]
    known = {numbers[0][a]: numbers[1][b] for a, b in twins.items()}

    text = Relations(after.get(rels(DOCUMENT)))
    of_notes = Relations(after.get(rels(NOTES)))

    def merge_of(part: str, into: Relations) -> Merge:
        sides = []
        for parts, key in ((before, lambda note: known.get(note, GONE + note)), (after, lambda note: note)):
            package = Package(parts, rels(part), into, media)
            sides.append(Side(_called(key), package.wrapper, package.picture))
        return Merge(sides[0], sides[1], tracked)

    body_merge, note_merge = merge_of(DOCUMENT, text), merge_of(NOTES, of_notes)
    document = ooxml.parse(after[DOCUMENT])
    (body,) = document
    (old_body,) = ooxml.parse(before[DOCUMENT])
    section = body.findall(name("w:sectPr"))
    body[:] = [*merged(old_body, body, body_merge), *section]
    notes = _apparatus(body, dict(was), dict(now), known, note_merge, after.get(NOTES))

    lists = Lists(before.get(NUMBERING), after.get(NUMBERING))
    dressed = [(pair.new, pair.old) for merge in (body_merge, note_merge) for pair in merge.dressed]
    lists.join(dressed, [*body_merge.former, *note_merge.former])
    dress(body_merge)
    dress(note_merge)
    cleanup.number_ids(body, notes)
    _number(body, notes)
    settings = ooxml.parse(after[SETTINGS])
    tab = settings.find(name("w:defaultTabStop"))
    assert tab is not None
    tab.addprevious(element("w:trackRevisions"))

    styles = ooxml.parse(after[STYLES])
    if STYLES in before:
        add_styles(styles, ooxml.parse(before[STYLES]), document, notes)

    made = {
        DOCUMENT: document,
        NOTES: notes,
        NUMBERING: lists.new,
        SETTINGS: settings,
        STYLES: styles,
        rels(DOCUMENT): text.root,
        rels(NOTES): of_notes.root,
    }
    whole = {**after, **media, **{part: ooxml.serialize(start) for part, start in made.items()}}
    if not len(of_notes.root):
        del whole[rels(NOTES)]
    whole[CONTENT_TYPES] = ooxml.serialize(ooxml.content_types(whole))
    return ooxml.write(whole)


def rels(part: str) -> str:
    """Return the name of a part's relationships (ECMA-376-2, 8.3)."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def track(author: str, stamp: str, tag: str, *children: Element) -> Element:
    """Return an element that tracks a change; it is numbered when all are made."""
    return element(tag, *children, w_id="0", w_author=author, w_date=stamp)


def _called(key: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    return lambda note: ("call", key(note))


def _notes(parts: dict[str, bytes]) -> list[tuple[str, Element]]:
    """Return the notes of a package by id, in the order of their calls; Word's own separators are none."""
    if NOTES not in parts:
        return []
    bodies = {value(note, "w:id"): note for note in ooxml.parse(parts[NOTES]) if not value(note, "w:type")}
    calls = every(ooxml.parse(parts[DOCUMENT]), "w:footnoteReference")
    return [(value(call, "w:id"), bodies[value(call, "w:id")]) for call in calls]


def _pairs(old: list[tuple[str, Element]], new: list[tuple[str, Element]]) -> list[Pair]:
    """Return which note of the new version is which of the old one."""
    said = [[(text := cleanup.text(note), words(text)) for _, note in notes] for notes in (old, new)]
    return align(said[0], said[1], lambda note: note[0], lambda a, b: dice(a[1], b[1]))


def _apparatus(
    body: Element,
    old: dict[str, Element],
    new: dict[str, Element],
    known: dict[str, str],
    merge: Merge,
    part: bytes | None,
) -> Element:
    """Return the notes of the redline, in the order of their calls, which get their numbers.

    A call that stands untracked is of a note of both versions. One of a pair that has moved is in a
    deletion and in an insertion: then each is a note of its own.
    """
    twins = {ours: theirs for theirs, ours in known.items()}
    made = ooxml.root("w:footnotes", prefixes=("w", "r")) if part is None else ooxml.parse(part)
    made[:] = [note for note in made if value(note, "w:type")]
    for number, call in enumerate(every(body, "w:footnoteReference"), 1):
        its = value(call, "w:id")
        states = [above.tag for above in call.iterancestors(name("w:ins"), name("w:del"))]
        if states == [name("w:del")]:
            content = alone(old[its], "del", merge)
        elif states == [name("w:ins")]:
            content = alone(new[its], "ins", merge)
        else:
            content = merged(old[twins[its]], new[its], merge)
        made.append(element("w:footnote", *content, w_id=str(number)))
        call.set(name("w:id"), str(number))
    return made


def _number(body: Element, notes: Element) -> None:
    """Number what tracks the changes, after the bookmarks, so that no two annotations share an id."""
    number = 1 + max((int(value(mark, "w:id")) for mark in every(body, "w:bookmarkStart")), default=0)
    for part in (body, notes):
        for number, change in enumerate(every(part, *TRACKS), number):  # noqa: B020  goes on from part to part
            change.set(name("w:id"), str(number))
        number += 1
