"""The laws of segments and catalogues, over Markdown made at random."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from random_markdown import documents, noise

from notebuild import translation
from notebuild.core.model import Segment
from notebuild.sources import markdown
from notebuild.sources.markdown import markers
from notebuild.translation import Catalogue, xliff

pytestmark = pytest.mark.slow

TEXTS = st.one_of(documents, noise)


def segments(text: str) -> tuple[Segment, ...]:
    return markdown.segments(text, "note.md")


def updated(text: str) -> Catalogue:
    return translation.update(translation.empty("fr.po", "fr", "x"), segments(text))


def again(held: Catalogue, folder: Path) -> Catalogue:
    """The catalogue written to a file and read from it."""
    path = folder / "fr.po"
    path.write_text(translation.write(held), encoding="utf-8")
    read, problems = translation.read(path, "fr.po")
    assert not problems
    return read


def identities(held: Catalogue, mark: str = "") -> Catalogue:
    """The catalogue with every text translated by itself, and a mark."""
    file = copy.deepcopy(held.file)
    for entry in file:
        entry.msgstr = entry.msgid + mark
    used = {(entry.msgctxt or "", entry.msgid): entry for entry in file}
    return Catalogue("fr.po", True, file, used)


@settings(max_examples=200, deadline=None)
@given(st.one_of(TEXTS, st.text()))
@example("- a\r\n\r\n  b\r\n")
@example("> a\n\n[^x]:\n\n    b\n")
@example("| a\n|-\n")
def test_joining_what_was_parted_is_the_text(text: str) -> None:
    """Segments lose nothing: joined, they are the text, character for character."""
    assert markdown.join(segments(text)) == text


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_segments_are_named_and_placed(text: str) -> None:
    """Every segment has an id of its own and begins where it says."""
    parts = segments(text)
    lines = text.split("\n")
    assert len({part.id for part in parts}) == len(parts)
    for part in parts:
        rest = "\n".join(lines[part.location.line - 1 :])[part.location.column - 1 :]
        assert rest.startswith(part.text)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_words_of_a_segment_are_its_own(text: str) -> None:
    """A segment given its own words back is the same segment."""
    for part in segments(text):
        assert markdown.with_words(part, markdown.words(part)) is part


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_an_empty_catalogue_gives_the_english(text: str) -> None:
    """Without translations the text is what it was."""
    assert markdown.join(translation.translate(segments(text), updated(text))) == text


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_identities_give_the_english(text: str) -> None:
    """A catalogue that translates everything by itself changes no character."""
    held = identities(updated(text))
    assert markdown.join(translation.translate(segments(text), held)) == text


@settings(max_examples=60, deadline=None)
@given(documents)
def test_a_translation_touches_words_only(text: str) -> None:
    """With every text changed, the marks between the words are byte for byte what they were."""
    parts = segments(text)
    other = translation.translate(parts, identities(updated(text), " encore"))
    assert [p.text for p in other if not p.context] == [p.text for p in parts if not p.context]
    assert all(p.text != q.text for p, q in zip(parts, other, strict=True) if p.context)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_up_to_date_twice_is_once(text: str) -> None:
    """Bringing a catalogue up to date again changes nothing."""
    held = updated(text)
    assert translation.write(translation.update(held, segments(text))) == translation.write(held)
    full = identities(held)
    assert translation.write(translation.update(full, segments(text))) == translation.write(full)


@settings(max_examples=40, deadline=None)
@given(documents, documents)
def test_up_to_date_with_another_text_twice_is_once(text: str, other: str) -> None:
    """Whatever changed: the second time nothing is left to do."""
    held = translation.update(identities(updated(text)), segments(other))
    assert translation.write(translation.update(held, segments(other))) == translation.write(held)


@settings(max_examples=40, deadline=None)
@given(documents, documents)
def test_a_change_taken_back_leaves_the_translations(text: str, other: str) -> None:
    """When the text is again what it was, so is every translation that nobody touched."""
    held = identities(updated(text), " encore")
    back = translation.update(translation.update(held, segments(other)), segments(text))
    assert translation.translate(segments(text), back) == translation.translate(segments(text), held)
    assert set(translation.states(segments(text), back).values()) <= {"translated"}


@settings(max_examples=30, deadline=None)
@given(documents)
def test_a_catalogue_survives_its_file(text: str) -> None:
    """Written and read again, a catalogue says the same."""
    held = identities(updated(text))
    with tempfile.TemporaryDirectory() as folder:
        read = again(held, Path(folder))
    assert translation.write(read) == translation.write(held)
    assert translation.states(segments(text), read) == translation.states(segments(text), held)


@settings(max_examples=40, deadline=None)
@given(documents, documents)
def test_out_to_xliff_and_in_again_is_the_identity(text: str, other: str) -> None:
    """Whatever is translated, stale or missing: a file handed out and taken back changes no byte."""
    held = translation.update(identities(updated(text), " encore"), segments(other))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlf"
        made = translation.units(held, segments(other))
        path.write_bytes(xliff.write(made, "x", "note.md", "en-GB", "fr-FR"))
        file, problems = xliff.read(path, "x.xlf")
    assert not problems
    assert [unit.source for unit in file.units] == [unit.source for unit in made]
    taken = translation.take(held, segments(other), file.units, "x.xlf")
    assert (taken.count, taken.problems) == (0, ())
    assert translation.write(taken.catalogue) == translation.write(held)


@given(st.one_of(TEXTS, st.text()))
def test_marks_stand_where_they_say(text: str) -> None:
    """Every mark is a piece of the text, in order, at its place."""
    found = markers.scan(text)
    assert [mark.start for mark in found] == sorted(mark.start for mark in found)
    assert all(text[mark.start :].startswith(mark.text) for mark in found)
    bare = markers.without_marks(text)
    assert len(bare) == len(text) and bare.count("\n") == text.count("\n")
