"""Our reading of blocks is pandoc's: each block of words that pandoc sees is exactly one segment.

And what a catalogue of identities does to the tree that pandoc makes: nothing.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from random_markdown import documents

from houses import PUBLISHED, furnish
from notebuild import translation
from notebuild.core import house
from notebuild.core.problems import NotebuildError
from notebuild.edition import blocks, make, pandoc, structure, typography
from notebuild.pipeline import edition
from notebuild.sources import bibliography, markdown, project
from notebuild.translation import Catalogue, gaps

pytestmark = pytest.mark.slow


def spoken(node: Any) -> list[str]:
    """The text of each block of words in a piece of pandoc's tree, those in notes after the rest."""
    words, notes = [], []

    def text(node: Any) -> str:
        if isinstance(node, list):
            return "".join(map(text, node))
        if not isinstance(node, dict):
            return ""
        kind, content = node["t"], node.get("c")
        if kind == "Note":
            notes.extend(spoken(content))
            return ""
        if kind == "Code":
            return str((content or ["", ""])[1])
        return str(content) if kind == "Str" else text(content)

    def walk(node: Any) -> None:
        if isinstance(node, dict) and node.get("t") in {"Para", "Plain"}:
            words.append(text(node["c"]))
        elif isinstance(node, dict) and node.get("t") == "Header":
            words.append(text(node["c"][2]))
        elif isinstance(node, dict) and node.get("t") == "LineBlock":
            words.extend(map(text, node["c"]))
        elif isinstance(node, dict) and node.get("t") == "DefinitionList":
            for term, meanings in node["c"]:
                words.append(text(term))
                walk(meanings)
        elif isinstance(node, dict):
            walk(node.get("c"))
        elif isinstance(node, list):
            for part in node:
                walk(part)

    walk(node)
    return words + notes


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents)
@example("> (a) One.\n>\n>     <!-- a comment\n>\n>     over lines -->\n>\n>     Two.")
def test_every_block_is_one_segment(text: str) -> None:
    """Each segment's words made one token, pandoc finds each token alone in a block, and no other words."""
    parts, tokens, labels = [], [], []
    for number, part in enumerate(markdown.segments(text, "note.md")):
        if part.kind == "front-matter":
            part = replace(part, text="")
        elif part.kind == "comment":
            part = replace(part, text=markdown.blank(part))
        elif part.kind == "footnote":
            label = part.id.removeprefix("footnote:")
            labels.append(label)
        if part.kind not in markdown.UNTRANSLATED:
            tokens.append(f"Q{number}Q")
            part = replace(part, text=tokens[-1])
        parts.append(part)
    calls = "".join(f"[^{label}]" for label in labels)
    try:
        read = pandoc.read(f"{make.source(parts)}\n\n{calls}\n", {}, "note.md")
    except NotebuildError:
        assume(False)  # a label that came twice: refused before it comes to pandoc
    words = [word.lstrip(blocks.OPEN + blocks.DONE) for word in spoken(read["blocks"])]
    assert sorted(filter(None, words)) == sorted(tokens), text


@pytest.mark.parametrize("path", sorted(Path("styles/profiles").glob("*.toml")), ids=lambda path: path.stem)
def test_apostrophes_are_curly(path: Path) -> None:
    """An apostrophe typed straight is printed curly in every language, within words and before figures."""
    read = pandoc.read("L'accord de l’été et Armenia's '90s.\n", {}, "note.md")
    made = typography.set_text(read, house.read_profile(path, path.name))
    assert spoken(made["blocks"]) == ["L’accorddel’étéetArmenia’s’90s."]  # spoken() leaves spaces out


def identities(held: Catalogue) -> Catalogue:
    """The catalogue with every text translated by itself."""
    file = copy.deepcopy(held.file)
    for entry in file:
        entry.msgstr = entry.msgid
    return replace(held, file=file, entries={(entry.msgctxt or "", entry.msgid): entry for entry in file})


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents)
def test_identities_give_the_same_tree(text: str) -> None:
    """A full catalogue of identities, put in place by the policy, gives the tree of no catalogue."""
    parts = markdown.segments(text, "note.md")
    held = identities(translation.update(translation.empty("fr.po", "fr", "x"), parts))
    printed = gaps.printed(parts, held, gaps.standing(parts, held))
    assert printed == parts
    try:
        bare = pandoc.read(text, {}, "note.md")
    except NotebuildError:
        assume(False)
    assert pandoc.read(markdown.join(printed), {}, "note.md") == bare


def test_identities_leave_the_note_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So with every text of a whole note: front matter, drawings and the words of its sources too."""
    monkeypatch.chdir(furnish(tmp_path, PUBLISHED))
    job = next(one for one in project.every_job(project.house()) if not one.is_original)
    note, problems = edition.read_note(job)
    sources, _ = bibliography.read(project.BIBLIOGRAPHY, project.BIBLIOGRAPHY.as_posix())
    assert note is not None and not problems and sources
    everything = edition.everything(job, note, sources)
    held = identities(translation.update(translation.empty("fr.po", "fr", "x"), everything))
    standing = gaps.standing(everything, held)
    assert standing.current
    assert gaps.printed(note.segments, held, standing) == note.segments
    assert gaps.printed(note.fields, held, standing) == note.fields
    assert gaps.values(note.metadata, note.fields, note.fields) == note.metadata
    assert gaps.source_words(sources, held) == {}


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents)
def test_the_structure_is_the_segments(text: str) -> None:
    """What stops an edition when pandoc reads it otherwise stops none that is read as it is written."""
    parts = markdown.segments(text, "note.md")
    labels = [part.id.removeprefix("footnote:") for part in parts if part.kind == "footnote"]
    calls = "".join(f"[^{label}]" for label in labels)
    parts = markdown.segments(f"{text}\n\n{calls}\n", "note.md")
    try:
        read = pandoc.read(make.source(parts), {}, "note.md")
    except NotebuildError:
        assume(False)  # a label that came twice: refused before it comes to pandoc
    structure.check(read, parts, "note.md")
