"""The policy of a translation: current, stale or missing; what prints, and what the edition says of it."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from notebuild import translation
from notebuild.core.house import read_profile
from notebuild.core.model import Segment
from notebuild.sources import markdown, project
from notebuild.sources.markdown import frontmatter
from notebuild.translation import Catalogue, gaps

ROOT = Path(__file__).parents[3]
PROFILES = sorted((ROOT / "styles" / "profiles").glob("*.toml"))
HEAD = """---
title: "A title"
author: [Somebody]
date: 2025-03-31
version: 2
lang: en-GB
keywords: [first, second]
description: What it is.
---

"""
TEXT = """## One {#one}

First sentence[^a] [@key].

Second paragraph.

[^a]: A note [@key].
"""
FIELDS = frontmatter.read(HEAD, "manuscript/x/note.md").fields


def segments(text: str = TEXT) -> tuple[Segment, ...]:
    return (*FIELDS, *markdown.segments(text, "manuscript/x/note.md"))


def whole(folder: Path, text: str = TEXT) -> Catalogue:
    """A catalogue that translates every segment, into its own words in capitals where that is safe."""
    path = folder / "fr.po"
    fresh = translation.update(translation.empty("manuscript/x/fr.po", "fr", "x"), segments(text))
    path.write_text(translation.write(translation.with_version(fresh, "1")), encoding="utf-8")
    file = polib.pofile(str(path), wrapwidth=0)
    for entry in file:
        entry.msgstr = f"FR {entry.msgid}"
    file.save()
    held, problems = translation.read(path, "manuscript/x/fr.po")
    assert not problems
    return held


def without(folder: Path, *contexts: str) -> Catalogue:
    """The whole catalogue but for the translations of these contexts."""
    path = folder / "fr.po"
    whole(folder)
    file = polib.pofile(str(path), wrapwidth=0)
    for entry in file:
        if entry.msgctxt in contexts:
            entry.msgstr = ""
    file.save()
    return translation.read(path, "manuscript/x/fr.po")[0]


def printed(held: Catalogue, text: str = TEXT) -> list[str]:
    """The words of each segment as the edition prints it, marks shown."""
    now = segments(text)
    held = translation.update(held, now)
    stands = gaps.standing(now, held)
    return [one.text for one in gaps.printed(now, held, stands) if one.context]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        pytest.param({}, "block", id="by default"),
        pytest.param({"fr-FR": "banner"}, "banner", id="by its tag"),
        pytest.param({"fr": "omit"}, "omit", id="by its primary subtag"),
        pytest.param({"fr": "omit", "fr-FR": "banner"}, "banner", id="the tag before the subtag"),
        pytest.param({"de": "omit"}, "block", id="another language's"),
    ],
)
def test_policy(named: dict[str, str], expected: str) -> None:
    """The front matter names a policy by tag or primary subtag; without one a gap blocks."""
    assert project.policy({"translation": named}, "fr-FR") == expected


def test_whole(tmp_path: Path) -> None:
    """A whole translation prints as it is, and the edition has nothing to say of itself."""
    held = whole(tmp_path)
    stands = gaps.standing(segments(), held)
    assert stands.current
    assert stands.version == "1"
    assert gaps.banner(stands, {}) == ""
    assert all(text.startswith("FR ") for text in printed(held))


def test_one_word_changed(tmp_path: Path) -> None:
    """One English word makes one segment stale, even where the catalogue was not brought up to date."""
    new = TEXT.replace("Second", "Third")
    now = segments(new)
    held = translation.update(whole(tmp_path), now)
    stands = gaps.standing(now, held)
    assert {name for name, state in stands.states.items() if state != "translated"} == {"one:paragraph:2"}
    (change,) = translation.changes(held, now)
    assert translation.difference(change.old, change.new) == "[-Second-] {+Third+} paragraph."
    assert "FR Second paragraph.\ue010" in printed(whole(tmp_path), new)


def test_a_stale_passage_that_lost_a_key(tmp_path: Path) -> None:
    """A stale translation without the keys and calls of the English cannot print: notes keep their numbers."""
    new = TEXT.replace("[^a] [@key]", "[^a] [@key; @other]")
    assert "First sentence[^a] [@key; @other].\ue012" in printed(whole(tmp_path), new)


def test_a_missing_passage(tmp_path: Path) -> None:
    """A missing passage prints in the original language and never without its mark."""
    found = printed(without(tmp_path, "one:paragraph", "one:heading"))
    assert "One\ue013" in found
    assert "First sentence[^a] [@key].\ue012" in found
    assert "Second paragraph.\ue012" in found


def test_nothing_falls_back_in_silence(tmp_path: Path) -> None:
    """With nothing translated, every English word that prints bears a mark."""
    path = tmp_path / "fr.po"
    fresh = translation.update(translation.empty("fr.po", "fr", "x"), segments())
    path.write_text(translation.write(fresh), encoding="utf-8")
    held, _ = translation.read(path, "fr.po")
    found = [text for text in printed(held) if text != "Somebody"]
    assert found
    assert all("\ue012" in text or "\ue013" in text for text in found)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("## A *b*\n", "heading", "A *b*\ue013", id="a heading, which is short"),
        pytest.param("One\ntwo.\n", "paragraph", "One\ntwo.\ue012", id="a paragraph of two lines"),
        pytest.param(
            "A[^x]\n\n[^x]: One\n    two.\n\n    Three.\n",
            "footnote",
            "One\n    two.\ue012\n\n    Three.",
            id="the first paragraph of a note",
        ),
    ],
)
def test_mark(text: str, kind: str, expected: str) -> None:
    """The mark ends the first paragraph and moves no line."""
    (segment,) = [segment for segment in markdown.segments(text, "note.md") if segment.kind == kind]
    assert gaps.mark(segment, "untranslated").text == expected


def test_readable() -> None:
    """The text that people get has an empty span where the pipeline has a private character."""
    assert gaps.readable("A\ue010 B\ue013") == "A[]{.stale} B[]{.untranslated}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("title", "A title\ue013", id="one line, by its look"),
        pytest.param("abstract", "A text.\ue012", id="blocks, with a label"),
        pytest.param("license", "A text.\ue013", id="the licence"),
    ],
)
def test_a_field_that_prints_bears_a_mark(name: str, text: str) -> None:
    """Untranslated, a field that is running text prints in the original language, marked for its length."""
    front = HEAD.replace("description:", "abstract: A text.\nlicense: A text.\ndescription:")
    fields = frontmatter.read(front, "manuscript/x/note.md").fields
    empty = translation.update(translation.empty("fr.po", "fr", "x"), fields)
    printed_fields = gaps.printed(fields, empty, gaps.standing(fields, empty))
    assert [field.text for field in printed_fields if field.context == f"meta:{name}"] == [text]


def test_a_short_title_bears_no_mark() -> None:
    """The head of a page can say of nothing that it is not translated: the title stands there instead."""
    fields = frontmatter.read(
        HEAD.replace("description:", "short-title: Short\ndescription:"), "note.md"
    ).fields
    empty = translation.update(translation.empty("fr.po", "fr", "x"), fields)
    shown = gaps.printed(fields, empty, gaps.standing(fields, empty))
    assert "meta:short-title" in {field.context for field in fields}
    assert "meta:short-title" not in {field.context for field in shown}


def test_fields_that_cannot_be_marked(tmp_path: Path) -> None:
    """Keywords and description without a translation are left out; the other values stay."""
    held = without(tmp_path, "meta:keywords", "meta:description")
    stands = gaps.standing(segments(), held)
    fields = gaps.printed(FIELDS, held, stands)
    values = gaps.values({"keywords": ["first"], "description": "x", "version": 2}, FIELDS, fields)
    assert values == {"version": 2}


@pytest.mark.parametrize(
    ("states", "version", "expected"),
    [
        pytest.param(
            ["stale"],
            "1",
            "Cette édition traduit la version 1 de la note. "
            "Un passage de l’original a changé depuis sa traduction\u202f; il est signalé.",
            id="one stale",
        ),
        pytest.param(
            ["stale", "stale", "untranslated"],
            "1",
            "Cette édition traduit la version 1 de la note. "
            "2 passages de l’original ont changé depuis leur traduction\u202f; ils sont signalés. "
            "Un passage n’est pas encore traduit\u202f; il paraît dans la langue de l’original et il est signalé.",
            id="two stale, one missing",
        ),
        pytest.param(
            ["untranslated", "untranslated", "translated"],
            "",
            "2 passages ne sont pas encore traduits\u202f; ils paraissent dans la langue de l’original "
            "et ils sont signalés.",
            id="never whole",
        ),
    ],
)
def test_banner(states: list[gaps.Printed], version: str, expected: str) -> None:
    """The line under the title: which version, how many passages changed, how many are missing."""
    labels = read_profile(ROOT / "styles/profiles/fr-FR.toml", "fr-FR.toml").labels
    stands = gaps.Standing({str(n): state for n, state in enumerate(states)}, version)
    assert gaps.banner(stands, labels) == expected


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_every_profile_can_say_it(path: Path) -> None:
    """Each profile has the words with which an edition says what it lacks, and all that the others have."""
    profile = read_profile(path, path.name)
    english = read_profile(ROOT / "styles/profiles/en-GB.toml", "en-GB.toml")
    assert gaps.unlabelled(profile) == []
    assert set(english.labels) <= set(profile.labels)
    assert set(english.locators) == set(profile.locators)
    assert all(rule.source for rule in profile.rules)
    for name, label in english.labels.items():
        fields = [word for word in ("{date}", "{number}", "{count}", "{version}") if word in label]
        assert all(word in profile.labels[name] for word in fields), name


def test_a_profile_without_the_words() -> None:
    """A profile that lacks a word is told, with the line to add."""
    profile = read_profile(ROOT / "styles/profiles/fr-FR.toml", "fr-FR.toml")
    labels = {name: text for name, text in profile.labels.items() if name != "stale-passage"}
    assert [str(problem) for problem in gaps.unlabelled(replace(profile, labels=labels))] == [
        'fr-FR.toml: no label stale-passage\n    add stale-passage = "…" under [labels]'
    ]


def test_lenient_check(tmp_path: Path) -> None:
    """Under "banner" a stale segment is a warning, and all missing ones are one."""
    now = segments(TEXT.replace("Second", "Third"))
    held = translation.update(without(tmp_path, "one:heading", "meta:keywords"), now)
    found = [str(problem) for problem in translation.check(now, held, lenient=True)]
    stale = [one for one in found if "has changed" in one]
    missing = [one for one in found if "no translation" in one]
    assert [one.partition(": ")[2].partition(": ")[0] for one in stale] == ["warning"]
    assert [one.partition(": ")[2] for one in missing] == [
        "warning: 3 segments have no translation: meta:keywords:1, meta:keywords:2, one:heading\n"
        "    translate what readers should not miss"
    ]


LANGUAGES_OF_SOURCES = {"bibliography", "language.py", "crossref.py", "zenodo.py"}
"""Here a language's name is that of a source's own title or of a document taken in, a code of a service or the
prefix of a name space, never what an edition is treated by."""


def test_no_language_is_a_special_case() -> None:
    """Nothing in the package compares with the name or tag of a language an edition may have."""
    wrong = []
    for path in sorted((ROOT / "src" / "notebuild").rglob("*.py")):
        if LANGUAGES_OF_SOURCES & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            parts: list[ast.expr] = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
            parts += node.args if isinstance(node, ast.Call) and called(node) == "startswith" else []
            parts += [key for key in node.keys if key] if isinstance(node, ast.Dict) else []
            for part in parts:
                if isinstance(part, ast.Constant) and str(part.value).lower()[:3] in TAGS:
                    wrong.append(f"{path.name}:{part.lineno}")
    assert wrong == []


TAGS = {"fr", "fr-", "fra", "fre", "de", "de-", "ger", "deu"}


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""
