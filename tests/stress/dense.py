"""Random dense notes through the PDF renderer, set in English and in French, and read back.

Each is set in the project's own fallback layouts, then read in both ways and compared with its
edition. Prints what became of them; fails where one is incomplete, or where
more than one in a hundred needs the last layout, with its notes at the end.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from manuscripts import manuscript  # noqa: E402
from word_edition import edition as make  # noqa: E402
from word_edition import profile  # noqa: E402

from houses import HOUSE, TOOL  # noqa: E402
from notebuild import readback  # noqa: E402
from notebuild.core import progress  # noqa: E402
from notebuild.core.house import read_house  # noqa: E402
from notebuild.core.problems import NotebuildError  # noqa: E402
from notebuild.proof import concordance  # noqa: E402
from notebuild.proof.counts import count  # noqa: E402
from notebuild.render import fonts, sheets  # noqa: E402
from notebuild.render.html import pages  # noqa: E402
from notebuild.render.pdf import engine, renderer, tags  # noqa: E402
from notebuild.render.pdf.layouts import Layout  # noqa: E402

LANGUAGES = ("en-GB", "fr-FR")
LAST = 0.01
"""The share of notes that may need the last layout."""


@dataclass(frozen=True)
class Outcome:
    """What became of one random note in one language."""

    seed: int
    language: str
    notes: int
    pages: int
    layout: str
    retries: int
    splits: int
    """Footnotes that begin on a later page than their call."""

    broken: int
    """Lines that the engine broke off and no layout mended."""

    faults: tuple[str, ...]


def outcome(seed: int, language: str) -> Outcome:
    """Set one random note, read it back in both ways, compare."""
    house = read_house(HOUSE / "house.toml")
    text = (TOOL / "print.css").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        edition = make(folder, language, manuscript(seed, language), licence="")

        materials = pages.Materials(house, profile(language), folder, HOUSE)

        def html(layout: Layout) -> str:
            sheet = fonts.local(house) + sheets.sheet(text, house, "print.css", layout)
            return pages.page(edition, materials, sheet, layout)

        facts = tags.Facts(f"stress-{seed}", "1", "2025-03-31", language)
        number = len(edition.footnotes)
        try:
            page = renderer.Page(
                edition,
                html,
                readback.pdf_footnotes,
                engine.roots(folder, house),
                repair=lambda content: tags.repair(content, facts),
                broken=lambda content: len(count(readback.read_pdf(content, "")[0]).broken),
            )
            made = renderer.build(page, f"{seed}.{language}.pdf")
        except NotebuildError as fault:
            said = tuple(str(problem) for problem in fault.problems)
            return Outcome(seed, language, number, 0, "none", 0, 0, 0, said or ("refused",))
        found = concordance.compare(
            {language: edition}, {language: readback.read_pdf(made.content, f"{seed}.{language}.pdf")}
        )
        faults = tuple(f"{p.location}: {p.message}" for p in found.problems)
        return Outcome(
            *(seed, language, number, made.pages, made.layout, made.retries, len(made.splits)),
            *(made.broken, faults),
        )


def report(outcomes: list[Outcome], seconds: float) -> int:
    """Print the sum of it; 0 where every note is complete and the last layout is rare."""
    layouts = Counter(one.layout.split(", pinned")[0] for one in outcomes)
    wrong = [one for one in outcomes if one.faults]
    rare = layouts["endnotes"] <= LAST * len(outcomes)
    notes, pages = (sum(getattr(one, name) for one in outcomes) for name in ("notes", "pages"))
    print(f"{len(outcomes)} documents, {notes} notes, {pages} pages, {seconds:.0f} s")
    print(f"incomplete: {len(wrong)}")
    for one in wrong:
        print(f"    seed {one.seed} {one.language}: {one.faults[0]} (of {len(one.faults)})")
    print(f"retries: {sum(one.retries for one in outcomes)} in {sum(one.retries > 0 for one in outcomes)}")
    print(
        f"split from their calls: {sum(o.splits for o in outcomes)} in {sum(o.splits > 0 for o in outcomes)}"
    )
    print(f"broken lines: {sum(one.broken for one in outcomes)} in {sum(one.broken > 0 for one in outcomes)}")
    print(f"in the last layout, endnotes: {layouts['endnotes']}")
    pinned = sum(", pinned" in one.layout for one in outcomes)
    print(f"with paragraphs pinned: {pinned}")
    for name, often in layouts.most_common():
        print(f"    {often:5} {name}")
    return 0 if not wrong and rare else 1


def run(seeds: range, jobs: int) -> int:
    """Run the notes of these seeds in both languages, and report."""
    begun, outcomes = time.monotonic(), []
    with ProcessPoolExecutor(jobs) as pool:
        waiting = [pool.submit(outcome, seed, language) for seed in seeds for language in LANGUAGES]
        with progress.shown(f"0 of {len(waiting)}", sys.stderr) as busy:
            for done, job in enumerate(as_completed(waiting), 1):
                outcomes.append(job.result())
                wrong = sum(bool(one.faults) for one in outcomes)
                last = sum(one.layout == "endnotes" for one in outcomes)
                busy.words = f"{done} of {len(waiting)}: {wrong} incomplete, {last} in the last layout"
    return report(outcomes, time.monotonic() - begun)
