"""Bibliographies as reference managers export them: what is told, what prints, and where pandoc reads otherwise."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from citing import STYLE, markup

from notebuild.core.house import read_profile
from notebuild.edition import citations, pandoc, tree
from notebuild.sources import bibliography

HERE = Path(__file__).parent / "exports"
FILES = ("biblatex", "managers")
LANGUAGES = ("en-GB", "fr-FR")

REASONS = {
    "DOI": "the DOI alone: its address, its label and LaTeX are taken off",
    "URL": "an address in a remark is an address; of several the first",
    "abstract": "no reference prints it",
    "accessed": "the day of access that an exporter wrote into a remark",
    "annote": "no reference prints it",
    "author": "AND joins names in BibTeX too; a dotless i under an accent is an i",
    "chapter-number": "the number of an article, for which pandoc has no place; no article has a chapter",
    "collection-title": "titles keep their capitals",
    "container-author": "who wrote the book is not said again of its part",
    "container-title": "titles keep their capitals; the set of a volume; pandoc knows no book of these types",
    "edition": "the number alone: each language has its own word for it",
    "genre": "typographic apostrophes; not the entry's own type over again",
    "issue": "an issue has a name or a season where it has no number",
    "issued": "dates in words, of whole months, circa, and what says that there is none",
    "note": "what a manager or an exporter left is no remark",
    "number": "the number alone: each language has its own word for it",
    "number-of-pages": "no reference prints it",
    "other-ids": "an old key is told at the citation",
    "page": "the pages alone: each language has its own word for them; no article's number",
    "publisher": "one name is printed once; an address is none; no journal's; the holder of a patent",
    "publisher-place": "places joined by the language's own word; no journal's publisher's",
    "title": "titles keep their capitals; of a volume its own; formulas and HTML as they print",
    "title-short": "titles keep their capitals, and are never cut at a colon",
    "type": "BibTeX's inbook without a book is the book; types of BibTeX and of managers",
    "version": "the number alone: each language has its own word for it",
    "volume": "the number alone: each language has its own word for it",
    "volume-title": "the volume's title is the one that is cited",
}
"""Why we hand on another value of a CSL variable than pandoc reads from the original entry."""


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Any:
    """Compare a text with a kept one, or keep it: `--update-golden`."""

    def compare(name: str, text: str) -> None:
        path = HERE / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.mark.parametrize("name", FILES)
def test_no_false_error(name: str, keep: Any) -> None:
    """Nothing in an export is an error, and each warning is told once a file."""
    _, problems = bibliography.read(HERE / f"{name}.bib", f"{name}.bib")
    assert [str(one) for one in problems if one.severity == "error"] == []
    keep(f"{name}.told.txt", "".join(f"{problem}\n" for problem in problems))


@pytest.mark.parametrize("name", FILES)
def test_entries_print_as_kept(name: str, keep: Any) -> None:
    """Each entry prints sensibly in English and in French; the texts were read before they were kept."""
    sources, _ = bibliography.read(HERE / f"{name}.bib", f"{name}.bib")
    cited = [source for source in sources if source.kind != "set"]
    notes = {language: list(printed(cited, language)) for language in LANGUAGES}
    lines = (
        "".join(f"{line}\n" for line in (source.key, *(notes[language][at] for language in LANGUAGES), ""))
        for at, source in enumerate(cited)
    )
    keep(f"{name}.printed.txt", "".join(lines))


@pytest.mark.parametrize("name", FILES)
def test_differences_from_pandoc_have_a_reason(name: str, keep: Any) -> None:
    """Where we hand on another value than pandoc reads from the original entry, there is a reason for it."""
    path = HERE / f"{name}.bib"
    sources, _ = bibliography.read(path, path.name)
    original = csl(path.read_text(encoding="utf-8"))
    ours = csl(bibliography.bibtex(sources, {}, "en-GB"))
    assert ours.keys() == original.keys()
    found: dict[str, list[str]] = {}
    for key in ours:
        for variable in sorted(ours[key].keys() | original[key].keys()):
            before, after = original[key].get(variable), ours[key].get(variable)
            if before != after:
                found.setdefault(variable, []).append(f"  {key}: {shown(before)} -> {shown(after)}\n")
    assert not found.keys() - REASONS.keys()
    blocks = (f"{variable}: {REASONS[variable]}\n{''.join(found[variable])}\n" for variable in sorted(found))
    keep(f"{name}.differences.txt", "".join(blocks))


def test_every_reason_is_needed() -> None:
    """No reason is kept for a difference that is not there."""
    kept = "".join((HERE / f"{name}.differences.txt").read_text(encoding="utf-8") for name in FILES)
    assert [variable for variable in REASONS if f"{variable}: {REASONS[variable]}\n" not in kept] == []


def printed(sources: Any, language: str) -> Iterator[str]:
    """Yield the first note of each source, with italics and no-break spaces made visible."""
    profile = read_profile(Path(f"styles/profiles/{language}.toml"), language)
    text = "".join(f"[@{{{source.key}}}]\n\n" for source in sources)
    document = citations.rewrite(pandoc.read(text, {}, "exports"), profile)
    entries = bibliography.bibtex(sources, {}, language, {"fr": " : "}, profile.labels["and"])
    for node in tree.walk(pandoc.cite(document, entries, STYLE, language, "exports")["blocks"]):
        if node["t"] == "Note":
            yield markup(node["c"]).replace("\u2063", "").replace("\u00a0", "␣")


def csl(text: str) -> Mapping[str, Mapping[str, Any]]:
    """Return what pandoc reads from a .bib, as CSL JSON by key."""
    command = [pandoc.binary(), "--from=biblatex", "--to=csljson"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return {entry["id"]: entry for entry in json.loads(done.stdout)}


def shown(value: Any) -> str:
    """A CSL value as text: dates and names in few signs, nothing for a value that is not there."""
    if isinstance(value, dict):
        dates = "/".join("-".join(map(str, parts)) for parts in value.get("date-parts", ()))
        return dates + ("~" if value.get("circa") else "") or "(empty)"
    if isinstance(value, list):
        return "; ".join(", ".join(name.values()) for name in value)
    return str(value) if value else "(none)"
