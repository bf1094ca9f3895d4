"""The faults of a language's profile, at their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core import styles
from notebuild.core.house import read_profile
from notebuild.core.problems import NotebuildError

SIBLING = 'like = "en-GB"\n'


def told(folder: Path, text: str) -> list[str]:
    path = folder / "en-AU.toml"
    path.write_text(text, encoding="utf-8")
    try:
        read_profile(path, "en-AU.toml")
    except NotebuildError as fault:
        return [str(problem).removeprefix("en-AU.toml:") for problem in fault.problems]
    return []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "[label]\nx = 1",
            "2: label says nothing here (did you mean labels?)\n    mend the name, or take it out",
        ),
        ("labels = 3", "2: labels is a number, not a table\n    give it a table"),
        ("[labels]\nnotes = 3", "3: labels.notes is a number, not words\n    give it words"),
        (
            '[labels]\nnotess = "Notes"',
            "3: no format prints the label notess (did you mean notes?)\n    mend the name, or take it out",
        ),
        (
            '[labels]\nversion = "Version {vers}"',
            "3: labels.version asks for {vers}, and is given {version}\n    mend the name between the braces",
        ),
        (
            '[labels]\nsituation = "As at {date"',
            "3: labels.situation has a brace without its other\n    write {{ and }} for braces that print",
        ),
        (
            '[quotes]\nouter = ["x"]',
            "3: quotes.outer holds not 2 words\n    give it 2, as its siblings have",
        ),
        (
            "[locators]\npage = [1, 2, 3]",
            "3: locators.page holds not 1 or 2 words\n    give it 1 or 2, as its siblings have",
        ),
        (
            '[calls]\nplace = "befor"',
            "3: calls.place befor is unknown (did you mean before?)\n    use before, after",
        ),
        (
            '[breaks]\nwhole = ["Ben Nevis"]',
            "3: breaks.whole holds more than words\n    give it words of letters alone",
        ),
        (
            '[notes]\nbegin = "capitals"',
            "3: notes.begin capitals is unknown (did you mean capital?)\n    use as-written, capital",
        ),
        (
            '[calls]\nplcae = "before"',
            "3: calls.plcae says nothing here (did you mean place?)\n    mend the name, or take it out",
        ),
        (
            "[[rules]]\nfind = '('\nreplace = ''\nsource = 'house'",
            "2: the pattern ( is none: missing ), unterminated subpattern at position 0\n    mend it (Python's re)",
        ),
        (
            "[[rules]]\nfind = 'x'",
            "2: a row of rules has not find, replace, source, each in words\n    write it as its siblings are",
        ),
        (
            'language = "English!"',
            "2: English! is not a language tag\n    write it as en-GB or fr-FR (BCP 47)",
        ),
    ],
)
def test_faults(tmp_path: Path, text: str, problem: str) -> None:
    """A name that says nothing, a value of another kind, a pattern that is none: each at its line."""
    assert told(tmp_path, SIBLING + text) == [problem]


def test_labels_that_are_missing(tmp_path: Path) -> None:
    """A profile on its own has every label that the formats print; each that lacks is told before one is built."""
    text = (styles.TOOL / "profiles/en-GB.toml").read_text(encoding="utf-8")
    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace('situation = "Situation as at {date}"\n', "")) == [
        f'{text.splitlines().index("[labels]") + 1}: no label situation\n    add situation = "…" under [labels]'
    ]


@pytest.mark.parametrize(
    "path", sorted((styles.TOOL / "profiles").glob("*.toml")), ids=lambda path: path.stem
)
def test_the_tool_s_own(path: Path) -> None:
    """Every profile that comes with the tool is without fault."""
    assert read_profile(path, path.name).labels.keys() >= {"notes", "license", "contributors"}
