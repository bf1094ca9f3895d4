"""The notes that the house's citation style prints, in four languages, from a file one can read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from citing import STYLE, markup

from notebuild.core.house import Profile, read_profile
from notebuild.edition import citations, pandoc, tree
from notebuild.sources import bibliography
from notebuild.sources.bibliography.read import parsed

HERE = Path(__file__).parent
GOLDEN = HERE / "citations.txt"
LANGUAGES = ("en-GB", "en-US", "fr-FR", "de-DE")
CASE = re.compile(r"^== (.*)\n((?:.*\n)*?)--\n((?:(?!== ).*\n)*)", re.MULTILINE)


def cases() -> list[tuple[str, str, str, int]]:
    """Title, input, expected text and line of each case."""
    text = GOLDEN.read_text(encoding="utf-8")
    return [
        (found[1], found[2], found[3], text.count("\n", 0, found.start()) + 1)
        for found in CASE.finditer(text)
    ]


def profile(language: str) -> Profile:
    """The profile of a language of this house, or a near one under another tag."""
    path = Path(f"styles/profiles/{language}.toml")
    if path.exists():
        return read_profile(path, path.as_posix())
    english = read_profile(Path("styles/profiles/en-GB.toml"), "en-GB.toml")
    if language == "de-DE":  # the house has no German profile; the words that the cases need
        pages = {"page": ("S.", "S."), "paragraph": ("Rn.", "Rn."), "point": ("Punkt", "Punkte")}
        labels = {**english.labels, "and": "und"}
        english = replace(english, labels=labels, locators={**english.locators, **pages})
    return replace(english, language=language)


@pytest.fixture(scope="session")
def printed() -> dict[tuple[str, str], list[str]]:
    """The notes of each case and language: one pandoc run reads all, one a language cites them.

    Each case has its own copies of the sources, so that each begins with first mentions.
    """
    sources, problems = bibliography.read(HERE / "citations.bib", "citations.bib")
    wrong = [one.message for one in problems if one.severity == "error"]
    assert wrong == ["\\foo in title is no command known here", "\\input in title is no command known here"]
    keys = "|".join(one.key for one in sources)
    text, entries = "", []
    for number, (_, given, _, _) in enumerate(cases()):
        text += f"# {number}\n\n" + re.sub(rf"@({keys})\b", rf"@\1-{number}", given)
        text = text.replace("[^a]", f"[^a{number}]") + "\n"
        entries += [replace(one, key=f"{one.key}-{number}") for one in sources]
    read = pandoc.read(text, {}, "citations.txt")
    out: dict[tuple[str, str], list[str]] = {}
    for language in LANGUAGES:
        worded = citations.rewrite(read, profile(language))
        cited = pandoc.cite(
            worded, bibliography.bibtex(entries, {}, language), STYLE, language, "citations.txt"
        )
        title = ""
        for block in cited["blocks"]:
            if block["t"] == "Header":
                title = cases()[int(tree.text(block["c"][2]))][0]
                continue
            for note in (node for node in tree.walk(block) if node["t"] == "Note"):
                line = markup(note["c"]).replace(citations.JOINER, "").replace("\u2063", "")
                line = line.replace("\u00a0", "␣")
                out.setdefault((title, language), []).append(line)
    return out


def expected(lines: dict[str, list[str]]) -> str:
    """What follows `--` in the file: each language's name, then its notes."""
    blocks = ("".join(f"{line}\n" for line in (language, *notes)) for language, notes in lines.items())
    return "".join(f"{block}\n" for block in blocks)


@pytest.mark.parametrize(("title", "given", "wanted", "line"), cases(), ids=[c[0] for c in cases()])
def test_notes_print_as_kept(
    title: str, given: str, wanted: str, line: int, printed: Any, request: pytest.FixtureRequest
) -> None:
    """Each source prints as the house's style has it, in every language, first and later."""
    got = expected({language: printed[title, language] for language in LANGUAGES})
    if request.config.getoption("--update-golden"):
        text = GOLDEN.read_text(encoding="utf-8")
        case = f"== {title}\n{given}--\n"
        GOLDEN.write_text(text.replace(case + wanted, case + got), encoding="utf-8")
        return
    assert got == wanted, f"tests/golden/citations.txt:{line}: {title}"


APART = """@report{a, author = {{Quay Institute}}, title = {Annual Report}, date = {2020}}
@report{b, author = {{Quay Institute}}, title = {Annual Report}, subtitle = {Tides}, date = {2021}}
@report{c, author = {{Quay Institute}}, title = {Annual Report}, subtitle = {Winds}, date = {2021}}
@online{d, author = {Ohl, Ana}, title = {Bulletin}, date = {2021-03-01}, url = {https://example.org/d}}
@online{e, author = {Ohl, Bea}, title = {Bulletin}, date = {2021-03-02}, url = {https://example.org/e}}
@report{f, author = {{Quay Institute}}, title = {Soundings}, number = {4}, date = {2021}}
@report{g, author = {{Quay Institute}}, title = {Soundings}, number = {5}, date = {2021}}
"""


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        (
            "en-GB",
            "Quay Institute, *Annual Report*, 2020, p.␣3; Quay Institute, *Annual Report: Tides*, 2021; "
            "Quay Institute, *Annual Report: Winds*, 2021; Ohl, ‘Bulletin’, 1 March 2021; "
            "Ohl, ‘Bulletin’, 2 March 2021; Quay Institute, *Soundings*, no.␣4; Quay Institute, *Soundings*, no.␣5.",
        ),
        (
            "fr-FR",
            "Quay Institute, *Annual Report*, 2020, p.␣3; Quay Institute, *Annual Report: Tides*, 2021; "
            "Quay Institute, *Annual Report: Winds*, 2021; Ohl, «␣Bulletin␣», 1er␣mars 2021; "
            "Ohl, «␣Bulletin␣», 2␣mars 2021; Quay Institute, *Soundings*, nᵒ␣4; Quay Institute, *Soundings*, nᵒ␣5.",
        ),
    ],
)
def test_short_forms_are_told_apart(language: str, printed: str) -> None:
    """Later notes show what tells a source from others: the year, then the title, then the number, or the day."""
    sources, _ = parsed(APART, "b.bib")
    text = "A [@a; @b; @c; @d; @e; @f; @g]. B [@a, p. 3; @b; @c; @d; @e; @f; @g].\n"
    worded = citations.rewrite(pandoc.read(text, {}, "n.md"), profile(language))
    entries = bibliography.bibtex(sources, {}, language, apart=bibliography.apart(sources)[0])
    cited = pandoc.cite(worded, entries, STYLE, language, "n.md")
    *_, last = (node for node in tree.walk(cited["blocks"]) if node["t"] == "Note")
    got = markup(last["c"]).replace(citations.JOINER, "").replace("\u2063", "").replace("\u00a0", "␣")
    assert got == printed
