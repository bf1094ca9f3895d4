"""How much a cold build costs beside the engine runs it cannot do without, and a run with nothing to do.

    .venv/bin/python benchmarks/engines.py [--runs 3]

All figures are CPU seconds, user and system, of a process and its children. The engine runs are
those of one edition, in each language: one parse, one citation pass, three writers, and one render on
the first layout, with the flags, the inputs and the settings of the build; all the renders in one
process, as in the build. (The build itself lets one writer do for screen and print.) Reading the
finished files back, proving their words, and mending the PDF's tags, are our own doing and are timed
apart; only reading and proving are taken off the build's figure. Everything runs from compiled Python,
as on the second day of use.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))

from houses import PUBLISHED, furnish  # noqa: E402  the path must be set first

READING = "- reading back"
"""What proves the finished files, and is no part of making them; a name with a dash is no engine's."""

PASSAGES = "- of that, passages"
WORDS = "- proving words"
"""What every word costs beyond the notes: at most 1.5 s on the published note, both figures together."""


def spent() -> float:
    """CPU seconds of this process and of its finished children."""
    return sum(
        use.ru_utime + use.ru_stime
        for use in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


@contextlib.contextmanager
def project() -> Iterator[Path]:
    """The published note of the tests in a folder of its own, with nothing built."""
    with tempfile.TemporaryDirectory() as name:
        yield furnish(Path(name), PUBLISHED)


def doit(folder: Path, *arguments: str) -> float:
    """CPU seconds of one run of doit, which must succeed."""
    before = spent()
    done = subprocess.run(
        [sys.executable, "-m", "doit", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"the build failed:\n{done.stdout}\n{done.stderr}")
    return spent() - before


def nothing(folder: Path) -> float:
    """CPU seconds of doit on a graph without tasks."""
    empty = folder / "empty.py"
    empty.write_text("def task_none():\n    return {'actions': None}\n", encoding="utf-8")
    return doit(folder, "-f", str(empty))


def engines() -> dict[str, float]:
    """CPU seconds of each engine run of the project in this folder, and of reading its files back.

    Runs the actions of a cold build, so that flags and inputs are the build's own, and times pandoc
    inside them. The first render of each edition is made again in a process that renders and no more.
    """
    from notebuild import readback
    from notebuild.edition import pandoc
    from notebuild.pipeline import edition, figure, render, run, verify
    from notebuild.proof import words
    from notebuild.readback import docx_passages, html_passages, pdf_passages, pdf_shapes
    from notebuild.render.pdf import engine, tags
    from notebuild.sources import project

    gc.set_threshold(run.YOUNG, run.OLDER, run.OLDEST)
    times: defaultdict[str, float] = defaultdict(float)

    def timed(module: Any, name: str, label: Callable[..., str]) -> None:
        run = getattr(module, name)

        def measured(*given: Any, **named: Any) -> Any:
            before = spent()
            made = run(*given, **named)
            times[label(*given)] += spent() - before
            return made

        setattr(module, name, measured)

    def pandoc_run(arguments: Sequence[str], *_: Any) -> str:
        if "--to=json" in arguments:
            return "citation pass" if "--citeproc" in arguments else "parse"
        return "writers"

    pages: dict[str, tuple[str, list[str]]] = {}
    rendered = engine.render

    def kept(html: str, display_path: str, roots: Sequence[Path], whole: Collection[str] = ()) -> Any:
        pages.setdefault(display_path, (html, [root.as_posix() for root in roots]))
        return rendered(html, display_path, roots, whole)

    engine.render = kept
    timed(pandoc, "run", pandoc_run)
    timed(tags, "repair", lambda *_: "- mending tags")
    timed(readback, "pdf_footnotes", lambda *_: READING)
    timed(readback, "read", lambda *_: READING)
    for passages in (docx_passages, html_passages, pdf_passages):
        timed(passages, "passages", lambda *_: PASSAGES)
    timed(pdf_shapes, "boxes", lambda *_: PASSAGES)
    timed(words, "check", lambda *_: WORDS)
    jobs = list(project.every_job(project.house()))
    for note in project.notes():
        edition.sources(note)
        edition.titles(note)
    render.reference()
    for job in jobs:
        for path in job.figures():
            figure.figure(job.note, job.language, path.as_posix())
    for action in (edition.edition, render.web, render.share, render.pdf, render.docx):
        pandoc._written.cache_clear()  # each page has its writer here
        for job in jobs:
            done(action(job.note, job.language))
    for note in project.notes():
        done(verify.verify(note))
    Path("pages.json").write_text(json.dumps(pages), encoding="utf-8")
    return {"renders, first layout": alone("--render"), **times}


def render() -> None:
    """Render the pages that `engines` kept, and do nothing else."""
    from notebuild.pipeline import run
    from notebuild.render.pdf import engine

    gc.set_threshold(run.YOUNG, run.OLDER, run.OLDEST)
    for shown, (html, roots) in json.loads(Path("pages.json").read_text(encoding="utf-8")).items():
        engine.render(html, shown, [Path(root) for root in roots])
    gc.freeze()


def alone(what: str) -> float:
    """CPU seconds of a process that does this, from its start to its end."""
    before = spent()
    ran = subprocess.run([sys.executable, __file__, what], capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(f"{what} failed:\n{ran.stdout}\n{ran.stderr}")
    return spent() - before


def done(outcome: Any) -> None:
    """Stop where an action failed: its figures would be those of something else."""
    if outcome is not None:
        sys.exit(f"an action failed:\n{outcome.message}")


def measured(folder: Path) -> dict[str, float]:
    """The same, in a process of its own: what it imports is paid for each time, as in a build."""
    ran = subprocess.run(
        [sys.executable, __file__, "--engines"], cwd=folder, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        sys.exit(f"the engine runs failed:\n{ran.stdout}\n{ran.stderr}")
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--runs", type=int, default=3, help="pairs of a build and its engines; medians are printed"
    )
    parser.add_argument("--engines", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--render", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.render:
        render()
        return
    if chosen.engines:
        print(json.dumps(engines()))
        return
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(ROOT / "src", quiet=1)
    runs = chosen.runs
    builds, idle, empty = [], [], []
    parts: list[dict[str, float]] = []
    for _ in range(runs):
        with project() as folder:
            builds.append(doit(folder))
            for _ in range(3):
                idle.append(doit(folder))
                empty.append(nothing(folder))
        with project() as folder:
            parts.append(measured(folder))
    needs = [sum(value for name, value in part.items() if not name.startswith("-")) for part in parts]
    whole = [build / need for build, need in zip(builds, needs, strict=True)]
    made = [
        (b - part[READING] - part[WORDS]) / need for b, part, need in zip(builds, parts, needs, strict=True)
    ]
    for name in parts[0]:
        print(f"{name:<24}{statistics.median(part[name] for part in parts):8.2f} s")
    print(f"{'engines, all':<24}{statistics.median(needs):8.2f} s")
    print(f"{'cold build':<24}{statistics.median(builds):8.2f} s   ", end="")
    print(
        f"{statistics.median(whole):.2f} times the engines, {statistics.median(made):.2f} without reading back"
        f" ({min(made):.2f} to {max(made):.2f} in {runs} pairs)"
    )
    quiet, bare = statistics.median(idle), statistics.median(empty)
    print(f"{'nothing to do':<24}{quiet:8.2f} s   {quiet / bare:.2f} times doit on an empty graph")


if __name__ == "__main__":
    main()
