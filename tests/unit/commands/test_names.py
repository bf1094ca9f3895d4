"""Notes and editions by their full names and short, and what is said of a wrong one."""

from __future__ import annotations

import pytest

from notebuild.commands import names
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.sources.project import Job

JOBS = [
    Job(note, language, "en-GB", ("html",)) for note in ("gas", "ports") for language in ("fr-FR", "de-DE")
]


@pytest.mark.parametrize(
    ("words", "editions"),
    [
        pytest.param([], ["gas.fr", "gas.de", "ports.fr", "ports.de"], id="all"),
        pytest.param(["gas"], ["gas.fr", "gas.de"], id="a note is all its editions"),
        pytest.param(["ports.de", "gas"], ["gas.fr", "gas.de", "ports.de"], id="in the order of the house"),
        pytest.param(["gas", "gas.fr"], ["gas.fr", "gas.de"], id="named twice"),
    ],
)
def test_chosen(words: list[str], editions: list[str]) -> None:
    """A note's name means its editions, each is chosen once."""
    assert [job.name for job in names.chosen(words, JOBS, "translation")] == editions


def test_wrong_names() -> None:
    """Every wrong name is told, with the nearest right one and all there are."""
    with pytest.raises(NotebuildError) as refusal:
        names.chosen(["gas.rf", "gas", "prots"], JOBS, "translation")
    assert [str(problem) for problem in refusal.value.problems] == [
        "the command line: gas.rf is no translation (did you mean gas.fr?)\n"
        "    name one of gas.fr, gas.de, ports.fr, ports.de",
        "the command line: prots is no translation (did you mean ports?)\n"
        "    name one of gas.fr, gas.de, ports.fr, ports.de",
    ]


def test_where_there_is_none() -> None:
    """A house without translations has no name to offer."""
    with pytest.raises(NotebuildError, match="gas is no translation\n    the house has no translation yet"):
        names.chosen(["gas"], [], "translation")


def test_each_goes_on() -> None:
    """What is wrong with one item keeps no other from being done; all that is wrong is raised at the end."""
    done = []

    def act(number: int) -> None:
        if number % 2:
            raise NotebuildError([Problem(Location(f"{number}.md"), "is odd")])
        done.append(number)

    with pytest.raises(NotebuildError) as refusal:
        names.each(act, range(1, 5))
    assert done == [2, 4]
    assert str(refusal.value) == "1.md: is odd\n3.md: is odd"
