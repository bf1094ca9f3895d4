"""Citations and calls as people type them: what an edition prints of them, from a file one can read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from houses import PUBLISHED
from notebuild.core.house import read_house, read_profile
from notebuild.core.model import Edition, Node, Note
from notebuild.edition import make, nodes, tree
from notebuild.edition.inputs import Inputs
from notebuild.sources import markdown
from notebuild.sources.bibliography.read import parsed

GOLDEN = Path(__file__).parent / "typed.txt"
LANGUAGES = ("en-GB", "fr-FR")
CASE = re.compile(r"^== (.*)\n((?:.*\n)*?)--\n((?:(?!== ).*\n)*)", re.MULTILINE)
BIB = """@book{ohl, author = {Ohl, Ana}, title = {Tides}, publisher = {Quay}, location = {Oslo}, date = {2018}}
@article{poe, author = {Poe, Lew}, title = {Coal}, journaltitle = {Harbours}, volume = {3}, date = {2021}}
@report{first, author = {{Quay}}, title = {Report}, institution = {Quay}, date = {2020}}
@report{second, author = {{Quay}}, title = {Report}, institution = {Quay}, date = {2021}}
"""


def cases() -> list[tuple[str, str, str, int]]:
    """Title, input, expected text and line of each case."""
    text = GOLDEN.read_text(encoding="utf-8")
    return [
        (found[1], found[2], found[3], text.count("\n", 0, found.start()) + 1)
        for found in CASE.finditer(text)
    ]


def markup(node: Any) -> str:
    """Text with italics, calls and no-break spaces made visible."""

    def seen(one: Node) -> list[Node] | None:
        if "note-call" in tree.classes(one):
            return [nodes.string(f"[{tree.text(one)}]")]
        if "call-separator" in tree.classes(one):
            return []
        if one["t"] == "Link":
            return [nodes.string("<"), *one["c"][1], nodes.string(">")]
        return [nodes.string("*"), *one["c"], nodes.string("*")] if one["t"] == "Emph" else None

    text = tree.text(tree.rewrite(node, seen, "Span", "Emph", "Link"))
    return text.translate({0xA0: "␣", 0x202F: "~"})


@pytest.fixture(scope="module")
def editions() -> dict[str, Edition]:
    """One edition of all the cases in each language: a heading each, labels of its own each."""
    text = ""
    for number, (_, given, _, _) in enumerate(cases()):
        text += (
            f"## {number} {{#case-{number}}}\n\n" + re.sub(r"\[\^(\w)\]", rf"[^\g<1>{number}]", given) + "\n"
        )
    values = {"title": "T", "author": [{"name": "A"}], "date": "2025-03-31", "version": 1, "lang": "en-GB"}
    note = Note("typed", "typed.md", values, markdown.segments(text, "typed.md"), ())
    sources, problems = parsed(BIB, "typed.bib")
    assert not problems
    house = read_house(PUBLISHED / "styles" / "house.toml")
    made = {}
    for language in LANGUAGES:
        path = Path(f"styles/profiles/{language}.toml")
        profile = read_profile(path, path.as_posix())
        languages = {"en-GB": "English", "fr-FR": "Français"}
        inputs = Inputs(
            note, note.segments, (), sources, {}, profile, house, Path("styles/note.csl"), languages
        )
        made[language] = make.make(inputs)
    return made


def test_entries_keep_what_they_are(editions: dict[str, Edition]) -> None:
    """What the citation pass is told of sources alike is not in the entries that travel with an edition."""
    assert all(" = {1}" not in edition.bibliography for edition in editions.values())


def printed(edition: Edition, number: int) -> str:
    """The text of a case and the notes that it calls, a line each."""
    blocks = edition.tree["blocks"]
    heads = [at for at, block in enumerate(blocks) if block["t"] == "Header"]
    end = [*heads, len(blocks)][number + 1]
    lines = [markup(block) for block in blocks[heads[number] + 1 : end]]
    notes = [note for note in edition.footnotes if note.section == f"case-{number}"]
    return "\n".join([*lines, *(f"{note.number}. {markup(list(note.blocks))}" for note in notes)])


@pytest.mark.parametrize("number", range(len(cases())), ids=[case[0] for case in cases()])
def test_typed(number: int, editions: dict[str, Edition], request: pytest.FixtureRequest) -> None:
    """Each call stands on its word and its language's side of the mark, and each note says what was typed."""
    title, given, wanted, line = cases()[number]
    got = "".join(f"{language}\n{printed(editions[language], number)}\n\n" for language in LANGUAGES)
    if request.config.getoption("--update-golden"):
        text = GOLDEN.read_text(encoding="utf-8")
        case = f"== {title}\n{given}--\n"
        GOLDEN.write_text(text.replace(case + wanted, case + got), encoding="utf-8")
        return
    assert got == wanted, f"tests/golden/typed.txt:{line}: {title}"
