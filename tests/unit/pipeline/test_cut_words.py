"""Words of a drawing that an edition would cut off are told at check, where they were written."""

from __future__ import annotations

from pathlib import Path

import pytest

from houses import furnish
from notebuild.core.problems import Location, Problem
from notebuild.pipeline import cut_words
from notebuild.sources import project

NOTE = """---
title: Lakes
author: Ann Roe
date: 2025-03-31
lang: en-GB
languages: [fr-FR]
---

![A lake](figures/lake.svg){alt="A lake"}
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40">
<text x="4" y="24" font-size="14">lake</text>
<text x="4" y="36" font-size="14">WORDS</text></svg>
"""
PO = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"

msgctxt "figure:lake.svg"
msgid "lake"
msgstr "WORDS"
"""
LONG = "the treaty of the northern lakes"


@pytest.mark.parametrize(
    ("english", "french", "expected"),
    [
        pytest.param("in print", "un lac", [], id="within"),
        pytest.param(
            LONG,
            "un lac",
            [
                Problem(
                    Location("manuscript/lakes/figures/lake.svg", 3, 35),
                    f'the words "{LONG}" run out of the drawing',
                    "make the drawing's viewBox larger, or the words shorter, smaller, or move them",
                )
            ],
            id="the author's words, told once",
        ),
        pytest.param(
            "in print",
            "le traité des lacs du nord",
            [
                Problem(
                    Location("manuscript/lakes/fr.po", 7),
                    "translation of figure:lake.svg:1 runs out of the drawing",
                    "shorten it, or give it more room in the drawing",
                )
            ],
            id="the translation",
        ),
    ],
)
def test_words_that_an_edition_cuts_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: str, french: str, expected: list[Problem]
) -> None:
    """What is cut in the original is told in the drawing alone, what only the translation loses in the catalogue."""
    monkeypatch.chdir(furnish(tmp_path))
    folder = tmp_path / "manuscript" / "lakes"
    (folder / "figures").mkdir(parents=True)
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    (folder / "figures" / "lake.svg").write_text(SVG.replace("WORDS", english), encoding="utf-8")
    (folder / "fr.po").write_text(PO.replace("WORDS", french), encoding="utf-8")
    jobs = project.jobs("lakes", project.house())
    assert [problem for job in jobs for problem in cut_words.check(job)] == expected
