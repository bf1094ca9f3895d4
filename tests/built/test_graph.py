"""What runs again after each kind of change; the expected tasks follow from who reads what, by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Project = Any  # the class of `tests/conftest.py`
NOTE = "manuscript/small/note.md"
FRENCH = "manuscript/small/fr.po"
FIGURE = "manuscript/small/figures/bar.svg"
WARNING = "bibliography.bib:25:1: warning: no note cites broers2019"

CHECKS = {"check:bibliography", "check:small.en", "check:small.fr"}
RENDERED = {
    f"{kind}:small.{language}" for kind in ("web", "share", "pdf", "docx") for language in ("en", "fr")
}
IN_ENGLISH = {f"{kind}:small.en" for kind in ("web", "share", "pdf", "docx")}
IN_FRENCH = {f"{kind}:small.fr" for kind in ("web", "share", "pdf", "docx")}
SHARES = {"share:small.en", "share:small.fr"}
EDITIONS = {"edition:small.en", "edition:small.fr"}
FIGURES = {"figure:small.en/bar.svg", "figure:small.fr/bar.svg"}
OWN = {"check:styles"}
"""The check of the style files that a house has of its own: once a test has given it one, it stays."""

FIRST = CHECKS | RENDERED | EDITIONS | FIGURES
FIRST |= {"sources:small", "titles:small", "reference", "verify:small"}


@pytest.fixture(scope="module")
def built(project: Callable[..., Project]) -> Project:
    """The small note, built once; the tests below change it further, one thing each."""
    small = project("small", "graph")
    run = small.run()
    assert run.status == 0, run.output
    assert run.ran == FIRST
    return small


@pytest.fixture
def small(built: Project, request: pytest.FixtureRequest) -> Iterator[Project]:
    """The small note with nothing left to do, whatever the test before this one did."""
    failed = request.session.testsfailed
    yield built
    if request.session.testsfailed > failed:
        built.run()


def sentence(small: Project) -> None:
    """An English sentence, and what the catalogue translates; the French words stay as they are."""
    for path in (NOTE, FRENCH):
        small.edit(path, "The second one is written by hand", "The second one is typed by hand")


def french_sentence(small: Project) -> None:
    small.edit(FRENCH, "est écrite à la main", "est tapée à la main")


def french_title(small: Project) -> None:
    """The English edition says how the French one is cited, so its title is in both."""
    small.edit(FRENCH, "Une petite note", "Une note brève")


def french_comment(small: Project) -> None:
    small.edit(FRENCH, "#. Text: heading", "# À revoir.\n#. Text: heading")


def cited_entry(small: Project) -> None:
    small.edit("bibliography.bib", "{New York University Press}", "{NYU Press}")


def uncited_entry(small: Project) -> None:
    small.edit("bibliography.bib", "{Edinburgh University Press}", "{The Press}")


def style(small: Project) -> None:
    small.edit("styles/note.csl", "</info>", "<!-- Changed by a test. --></info>")


def add(path: str, text: str) -> Callable[[Project], None]:
    """A change that adds a line at the end of a file."""

    def change(small: Project) -> None:
        with small.own(path).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def token(small: Project) -> None:
    small.edit("styles/house.toml", 'ink = "#12394a"', 'ink = "#12394b"')


def figure(small: Project) -> None:
    small.edit(FIGURE, 'fill="#f2efe9"', 'fill="#f2efea"')


def label(small: Project) -> None:
    small.edit("styles/profiles/fr-FR.toml", 'contents = "Sommaire"', 'contents = "Au sommaire"')


def name_of_language(small: Project) -> None:
    small.edit("styles/profiles/fr-FR.toml", 'name = "Français"', 'name = "En français"')


CHANGES: dict[str, tuple[Callable[[Project], None], set[str]]] = {
    "an English sentence": (
        sentence,
        CHECKS
        | {"sources:small", "titles:small", "figure:small.fr/bar.svg", "verify:small"}
        | EDITIONS
        | IN_ENGLISH,
    ),
    "a French sentence": (
        french_sentence,
        {"check:small.fr", "titles:small", "edition:small.fr", "figure:small.fr/bar.svg", "verify:small"}
        | IN_FRENCH,
    ),
    "the French title": (
        french_title,
        {"check:small.fr", "titles:small", "figure:small.fr/bar.svg", "verify:small"} | EDITIONS | RENDERED,
    ),
    "a comment of the translator's": (
        french_comment,
        {"check:small.fr", "titles:small", "edition:small.fr", "figure:small.fr/bar.svg", "verify:small"},
    ),  # a difference of words is told at its line of the catalogue, which is another now
    "an entry that is cited": (
        cited_entry,
        CHECKS | {"sources:small", "verify:small"} | EDITIONS | RENDERED,
    ),
    "an entry that is not cited": (uncited_entry, CHECKS | {"sources:small"}),
    "a remark in the citation style": (style, EDITIONS | OWN),
    "the screen sheet": (
        add("styles/screen.css", "\n.small { color: inherit; }\n"),
        {"web:small.en", "web:small.fr", "verify:small"} | OWN,
    ),
    "the print sheet": (
        add("styles/print.css", "\n.small { color: inherit; }\n"),
        {"pdf:small.en", "pdf:small.fr"} | OWN,
    ),
    "the page's template": (
        add("styles/screen.html.j2", "<!-- the end -->\n"),
        {"web:small.en", "web:small.fr", "verify:small"} | OWN,
    ),
    "the page's script": (
        add("styles/screen.js", "\n// the end\n"),
        {"web:small.en", "web:small.fr", "verify:small"},
    ),
    "the styles of Word": (
        add("styles/word.toml", "\n# a remark\n"),
        {"reference"} | OWN,
    ),
    "a design token": (
        token,
        # colours are checked for their contrast before anything is made of them
        RENDERED | {"reference", "verify:small"} | (CHECKS - {"check:bibliography"}),
    ),
    "a figure": (
        figure,
        # a translation knows how much of its figures is translated, too
        {"check:small.en", "check:small.fr", "edition:small.fr", "verify:small"}
        | FIGURES
        | (RENDERED - SHARES),
    ),
    "a label of the French profile": (
        label,
        # the English edition is cited with the French one, set by that profile; its PDF carries both
        {"check:small.fr", "figure:small.fr/bar.svg", "pdf:small.en", "verify:small"} | EDITIONS | IN_FRENCH,
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_changes(small: Project, change: tuple[Callable[[Project], None], set[str]]) -> None:
    """What changes runs again what reads it and nothing else (law 10)."""
    act, expected = change
    act(small)
    run = small.run()
    assert run.status == 0, run.output
    assert run.ran - OWN == expected - OWN
    assert expected & OWN <= run.ran


PATCH = """
from notebuild.pipeline import uptodate
real = uptodate.version
uptodate.version = lambda name: "next" if name == ENGINE else real(name)
"""
"""What the graph would see of another version of an engine; stands before the project's dodo.py."""


def due(small: Project) -> set[str]:
    """The tasks with something to do, as `doit list` knows without running any; not those run by hand."""
    output = small.run("list", "--all", "--status").output
    found = re.findall(r"^R (\S+:\S+|reference) ", output, re.MULTILINE)
    return {name for name in found if not name.startswith("catalogue:")}


@pytest.mark.parametrize(
    ("engine", "expected"),
    [
        ("pypandoc-binary", {"check", "edition", "web", "pdf", "docx"}),
        ("babel", {"check", "edition"}),
        ("weasyprint", {"check", "pdf"}),
        ("pypdfium2", {"pdf", "verify"}),
        ("pikepdf", {"pdf", "verify"}),
        ("jinja2", {"check", "web", "share", "pdf", "verify"}),
        ("resvg-py", {"check", "docx", "share", "reference"}),
        ("uharfbuzz", {"check", "figure", "web", "share", "pdf", "docx", "reference", "verify"}),
        ("segno", {"check", "web", "pdf"}),
        ("font-roboto", set()),
        ("doit", set()),
        ("polib", {"check", "edition", "figure", "titles"}),
        ("bibtexparser", {"check", "sources", "edition"}),
    ],
)
def test_engines(small: Project, engine: str, expected: set[str]) -> None:
    """Another version of an engine runs again what was made with it, and nothing else."""
    dodo = small / "dodo.py"
    text = dodo.read_text(encoding="utf-8")
    dodo.write_text(PATCH.replace("ENGINE", repr(engine)) + text, encoding="utf-8")
    found = due(small)
    dodo.write_text(text, encoding="utf-8")
    assert {name.partition(":")[0] for name in found} == expected


def test_the_publisher(small: Project) -> None:
    """The name of the house is in every edition and on every page; its letters are looked for in the faces."""
    path = "styles/house.toml"
    small.edit(path, 'publisher = "notebuild"', 'publisher = "The house"')
    found = due(small)
    small.edit(path, 'publisher = "The house"', 'publisher = "notebuild"')
    checks = CHECKS - {"check:bibliography"}
    assert found == checks | EDITIONS | (RENDERED - SHARES)  # these follow from the editions


def test_nothing_is_due(small: Project) -> None:
    """Without a change nothing is due."""
    small.run()
    assert due(small) == set()


def test_the_name_of_a_language_is_printed_by_the_other_edition_too(small: Project) -> None:
    """The English edition names the French one: a change of that name runs the English again."""
    name_of_language(small)
    run = small.run()
    assert "edition:small.en" in run.ran
    assert "En français" in small.deliverable("en", "html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_version_of_the_code(small: Project) -> None:
    """Another version of the package's own code runs again what it makes."""
    dodo = small / "dodo.py"
    text = dodo.read_text(encoding="utf-8")
    patch = (
        "from notebuild.pipeline import edition, uptodate\nreal = uptodate._reached\nuptodate._reached = "
        "lambda action: real(action) | ({'code': 'next'} if action is edition.edition else {})\n"
    )
    dodo.write_text(patch + text, encoding="utf-8")
    run = small.run()
    dodo.write_text(text, encoding="utf-8")
    small.run()
    assert "edition:small.en" in run.ran


def test_nothing_to_do(small: Project) -> None:
    """A second run runs nothing: it prints the findings that were kept, and what was made."""
    run = small.run()
    assert run.status == 0
    assert not run.ran
    lines = run.output.splitlines()
    assert lines[:2] == [WARNING, "    cite it as [@broers2019], or delete the entry"]
    assert lines[2] == ""
    assert re.fullmatch(r"file +vers\S* *pages +notes +bytes", lines[3])
    assert [line.split()[0] for line in lines[4:]] == [
        f"build/small/small.{language}.{kind}"
        for language in ("en", "fr")
        for kind in ("pdf", "docx", "html")
    ]


def test_the_table_of_what_was_made(small: Project) -> None:
    """The table gives the version, the pages, the notes and the bytes of each file."""
    table = small.run().output.splitlines()[4:]
    for line in table:
        path, number, *rest = line.split()
        size = int("".join(rest[-2:])) if path.endswith(("pdf", "docx", "html")) else 0
        assert number == "v1"
        assert size == (small / path).stat().st_size
        assert rest[-3] == "3"
        assert len(rest) == (4 if path.endswith("pdf") else 3)


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
def test_a_file_that_was_removed_is_made_again(small: Project, kind: str) -> None:
    """A deliverable that is gone is made again, with the same bytes, and nothing else is."""
    place = small.deliverable("fr", kind)
    before = place.read_bytes()
    place.unlink()
    run = small.run()
    assert run.ran == {f"{'web' if kind == 'html' else kind}:small.fr"}
    assert place.read_bytes() == before


def test_a_concordance_that_was_removed_is_made_again(small: Project) -> None:
    """The concordance is a file like the others."""
    (small.build / "concordance.html").unlink()
    assert small.run().ran == {"verify:small"}


def test_one_file_by_name(small: Project) -> None:
    """`doit pdf:small.fr` makes that file and what it needs, and no other."""
    small.edit(FRENCH, "ce qu’aucune source ne dit", "ce qu’aucun livre ne dit")
    run = small.run("pdf:small.fr")
    assert run.status == 0
    assert run.ran == {
        "check:small.fr", "titles:small", "edition:small.fr", "figure:small.fr/bar.svg", "pdf:small.fr"
    }  # fmt: skip


def test_no_default_task_writes_a_source(small: Project) -> None:
    """No default task writes a source file (law 4)."""

    def sources() -> dict[Path, bytes]:
        return {
            path: path.read_bytes()
            for folder in ("manuscript", "styles")
            for path in (small / folder).rglob("*")
            if path.is_file()
        } | {small / "bibliography.bib": (small / "bibliography.bib").read_bytes()}

    before = sources()
    small.run("--always-execute", "check", "web", "docx")
    assert sources() == before


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("0", id="in the program", marks=pytest.mark.slow),
        pytest.param("1", id="one", marks=pytest.mark.slow),
        pytest.param("4", id="four"),
    ],
)
def test_so_many_at_a_time(small: Project, number: str) -> None:
    """However many tasks are done at a time, the bytes are the same: by default one a processor is."""
    assert small.run().status == 0
    before = small.sums()
    for path in small.build.glob("small.*"):
        path.unlink()
    run = small.run("-n", number)
    assert run.status == 0, run.output
    assert small.sums() == before


def test_no_half_made_file_lies_about(small: Project) -> None:
    """Beside the deliverables nothing is left of the files that were written before they were moved."""
    assert [path for path in (small / "build").rglob("*") if path.name.startswith(".")] == []


def test_the_release_holds_the_set(small: Project) -> None:
    """`release/` holds the newest set that agrees, file for file."""
    assert small.run().status == 0
    held = {path.name: path.read_bytes() for path in (small.build / "release").iterdir()}
    assert set(held) == set(small.sums())
    assert all((small.build / name).read_bytes() == data for name, data in held.items())


def test_the_line_of_a_task(built: Project) -> None:
    """Each task that ran prints one line: its name and its seconds, after what it says itself."""
    (built.build / "concordance.html").unlink()
    run = built.run()
    said = [line for line in run.output.splitlines() if not line.startswith("small.")]
    assert re.fullmatch(r"verify:small {10,} +\d+\.\d s", said[0])
