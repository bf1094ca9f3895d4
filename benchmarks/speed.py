"""How fast it is: ratios of two things that are measured in turn, in one run; medians of so many pairs.

    .venv/bin/python benchmarks/speed.py [--pairs 5] [--only build|render|edit|long|nothing …]

build    a cold build of the published note of the tests, two languages, three formats, every file read back and
         proved, against pandoc and typst, which prove nothing, on the same text: seconds of the clock
render   a render of that note's print pages with our changes to the PDF engine against one as it comes: CPU seconds
edit     a sentence of its English text edited until the PDF stands, against one render of that edition with the
         engine as it comes, both from the start of the process: CPU seconds
long     the English PDF of the long note of the tests, 12,000 words with 250 footnotes, proved, against one render
         with the engine as it comes: CPU seconds
nothing  a run with nothing to do against doit on an empty graph: CPU seconds

Needs two free cores. `build` sets up typst in `build/benchmarks`, once; nothing of the product uses it.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pypandoc

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))

import long_note  # noqa: E402  the path must be set first
from engines import doit, nothing, project, spent  # noqa: E402

from houses import NOTE, TOOL, furnish  # noqa: E402

Pair = tuple[float, float]
Pairs = Generator[Pair, None, None]
TYPST = ROOT / "build" / "benchmarks"
COMPILE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def clock(run: Callable[[], object]) -> float:
    """Seconds of the clock that something takes."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def cpu(run: Callable[[], object]) -> float:
    """Seconds of the processor, user and system, that something takes, with the processes that it starts."""
    before = spent()
    run()
    return spent() - before


def tool(*arguments: str | Path, folder: Path | None = None) -> str:
    """What a program prints; it must succeed."""
    ran = subprocess.run([*map(str, arguments)], cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(f"{' '.join(map(str, arguments))} failed:\n{ran.stdout}\n{ran.stderr}")
    return ran.stdout


def typst() -> Path:
    """The Python that has typst; set up the first time."""
    python = TYPST / "bin" / "python"
    if not python.exists():
        venv.create(TYPST, with_pip=True)
    lock = Path(__file__).with_name("requirements.lock")
    tool(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock)
    return python


def unlinked(built: Path, language: str) -> None:
    """Write the text of an edition as pandoc and typst take it: they know no names of footnotes, figures or tables."""
    source = built / "build" / NOTE / language
    text = (source / "text.md").read_text(encoding="utf-8")
    (source / "plain.md").write_text(re.sub(r"\[([^\[\]]*)\]\(#[^()]*\)", r"\1", text), encoding="utf-8")


def plainly(python: Path, built: Path, language: str) -> None:
    """Make the three formats of one edition with pandoc and typst, from the text that our build hands to pandoc."""
    source = built / "build" / NOTE / language
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        options: list[str | Path] = [
            source / "plain.md",
            "--citeproc",
            f"--bibliography={source / 'cited.bib'}",
            f"--csl={TOOL / 'note.csl'}",
            f"--resource-path={source}",
            f"--metadata=lang:{language}",
            f"--metadata=title:{NOTE}",
            "--standalone",
        ]
        pandoc = Path(pypandoc.get_pandoc_path())
        tool(pandoc, *options, "--embed-resources", f"--output={made / 'note.html'}", folder=source)
        tool(pandoc, *options, f"--output={made / 'note.docx'}", folder=source)
        tool(pandoc, *options, f"--output={source / 'note.typ'}", folder=source)
        tool(python, "-c", COMPILE, source / "note.typ", made / "note.pdf", folder=source)


def build() -> Pairs:
    """Cold builds, each followed by pandoc and typst: an edition a core."""
    python = typst()
    while True:
        with project() as folder:
            ours = clock(partial(doit, folder))
            for language in ("en", "fr"):
                unlinked(folder, language)
            with ThreadPoolExecutor(2) as two:
                started = time.perf_counter()
                list(two.map(partial(plainly, python, folder), ("en", "fr")))
                yield ours, time.perf_counter() - started


def rendered(page: Path, way: str) -> float:
    """CPU seconds of one render of a print page, without what the engine takes to load; `way`: ours or its."""
    return float(tool(sys.executable, __file__, "--render", page.resolve(), "--way", way))


def render_page(page: Path, way: str) -> None:
    """Render a page in this process, and print the CPU seconds."""
    from notebuild.render.pdf import engine, footnote_area

    if way == "its":
        footnote_area.install = lambda: None
    weasyprint = engine.load()
    before = time.process_time()
    with engine.warnings():
        weasyprint.HTML(filename=page).write_pdf(pdf_variant=engine.VARIANT)
    print(time.process_time() - before)


def render() -> Pairs:
    """Renders of the note's English and French pages, ours and the engine's in turn."""
    with project() as folder:
        doit(folder, "pdf")
        pages = sorted((folder / "build" / NOTE).glob("*/print.html"))
        while True:
            yield sum(rendered(page, "ours") for page in pages), sum(rendered(page, "its") for page in pages)


def edit() -> Pairs:
    """An English sentence edited again and again."""
    with project() as folder:
        doit(folder)
        path = folder / "manuscript" / NOTE / "note.md"
        page = folder / "build" / NOTE / "en" / "print.html"
        while True:
            text = path.read_text(encoding="utf-8")
            found = re.search(r"(?m)^[A-Z][^\n\[\]@*^]{40,}\.$", text)
            assert found
            path.write_text(text.replace(found[0], f"{found[0][:-1]} again."), encoding="utf-8")
            yield (
                doit(folder, f"pdf:{NOTE}.en"),
                cpu(partial(rendered, page, "its")),
            )


def long() -> Pairs:
    """PDFs of the long note, whose edition is made already."""
    with tempfile.TemporaryDirectory() as name:
        folder = furnish(Path(name))
        long_note.write(folder)
        doit(folder, "edition")
        while True:
            ours = cpu(partial(doit, folder, "--always-execute", "--single", f"pdf:{long_note.NAME}.en"))
            how = (folder / "build" / long_note.NAME / "en" / "layout.json").read_text(encoding="utf-8")
            print(f"long: {' '.join(how.split())}")
            yield ours, cpu(partial(rendered, folder / "build" / long_note.NAME / "en" / "print.html", "its"))


def idle() -> Pairs:
    """Runs with nothing to do."""
    with project() as folder:
        doit(folder)
        while True:
            yield doit(folder), nothing(folder)


FIGURES = {
    "build": (build, "cold build / pandoc and typst", 1.6),
    "render": (render, "render with our changes / as the engine comes", 0.55),
    "edit": (edit, "edited sentence to PDF / one render as the engine comes", 0.9),
    "long": (long, "PDF of the long note / one render as the engine comes", 1.2),
    "nothing": (idle, "nothing to do / doit on an empty graph", 1.3),
}
"""What is measured, by name: how, what of what, and the ratio that is to be reached."""


def main() -> None:
    """Measure and print: the medians of both sides, and of the ratios of the pairs with the least and the most."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=FIGURES, default=list(FIGURES))
    parser.add_argument("--render", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--way", choices=("ours", "its"), default="ours", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.render:
        render_page(chosen.render, chosen.way)
        return
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in chosen.only:
        measure, title, goal = FIGURES[name]
        running = measure()
        pairs = [next(running) for _ in range(chosen.pairs)]
        running.close()
        ratios = [ours / theirs for ours, theirs in pairs]
        one, other = (statistics.median(side) for side in zip(*pairs, strict=True))
        print(
            f"{title:<58}{statistics.median(ratios):6.2f} ({min(ratios):.2f} to {max(ratios):.2f};"
            f" goal {goal})   {one:.2f} s / {other:.2f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
