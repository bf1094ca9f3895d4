"""How much a cold build costs beside the engine runs it cannot do without, and a run with nothing to do.

    .venv/bin/python benchmarks/engines.py [--runs 3]

All figures are CPU seconds, user and system, of this process and its children. The engine runs are
those of one edition, in each language: one parse, one citation pass, three writers, and one render on
the first layout, with the flags and the inputs of the build. Reading the finished files back, and
mending the PDF's tags, are our own doing and are timed apart.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("dodo.py", "pyproject.toml", "bibliography.bib", "manuscript", "styles")


def spent() -> float:
    """CPU seconds of this process and of its finished children."""
    return sum(
        use.ru_utime + use.ru_stime
        for use in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


@contextlib.contextmanager
def project() -> Iterator[Path]:
    """A copy of the sources in a folder of its own, with nothing built."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in COPIED:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, folder / part)
            else:
                shutil.copy(source, folder / part)
        yield folder


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


def engines(folder: Path) -> dict[str, float]:
    """CPU seconds of each engine run of a built project, and of reading its files back."""
    os.chdir(folder)
    from notebuild import actions, deliver, docx, pandoc, pdf, readers, sheets, tagging, web
    from notebuild import project as files

    house = files.house()
    times: dict[str, float] = {}

    def timed(name: str, run: Callable[..., Any], *given: Any, **named: Any) -> Any:
        before = spent()
        made = run(*given, **named)
        times[name] = times.get(name, 0.0) + spent() - before
        return made

    def writer(name: str, run: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given, **named: timed(name, run, *given, **named)

    timed("render, first layout", pdf.engine)
    for job in files.every_job(house):
        edition, profile = deliver.read_edition(job), actions.profile_of(job)
        text = (job.folder / "text.md").read_text(encoding="utf-8")
        read = timed("parse", pandoc.read, text, {}, "text.md")
        entries = edition.bibliography
        timed("citation pass", pandoc.cite, read, entries, files.STYLE, edition.language, "text.md")
        sheet = sheets.local(house) + sheets.sheet(
            (files.STYLES / "print.css").read_text(encoding="utf-8"), house, "print.css"
        )
        pages = {
            media: web.page(
                edition,
                house,
                profile,
                job.folder,
                files.STYLES,
                sheet,
                media,
                write=writer(f"writer, {media}", pandoc.write),
            )
            for media in ("screen", "print")
        }
        reference = files.REFERENCE.read_bytes()
        write = writer("writer, docx", pandoc.write_file)
        docx.build(edition, house, profile, job.folder, reference, "note.docx", write=write)
        roots = pdf.roots(job.folder, house)
        made = timed("render, first layout", pdf.render, pages["print"], "page", roots)
        mended = timed("· mending tags", tagging.repair, made[0], deliver.facts_of(job, edition))
        timed("· reading back", readers.pdf_notes, mended)
        for kind in job.formats:
            path = job.deliverable(kind)
            timed("· reading back", readers.read, path, path.as_posix())
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="runs of each measurement; medians are printed")
    runs = parser.parse_args().runs
    builds, idle, empty = [], [], []
    parts: list[dict[str, float]] = []
    for _ in range(runs):
        with project() as folder:
            builds.append(doit(folder))
            for _ in range(3):
                idle.append(doit(folder))
                empty.append(nothing(folder))
            here = Path.cwd()
            parts.append(engines(folder))
            os.chdir(here)
    middle = {name: statistics.median(part[name] for part in parts) for name in parts[0]}
    needed = sum(value for name, value in middle.items() if not name.startswith("·"))
    own = sum(value for name, value in middle.items() if name.startswith("·"))
    build = statistics.median(builds)
    for name, value in middle.items():
        print(f"{name:<24}{value:8.2f} s")
    print(f"{'engines, all':<24}{needed:8.2f} s")
    print(f"{'read back and mended':<24}{own:8.2f} s")
    print(f"{'cold build':<24}{build:8.2f} s   {build / needed:.2f} times the engines", end="")
    print(f", {(build - own) / needed:.2f} without reading back")
    quiet, bare = statistics.median(idle), statistics.median(empty)
    print(f"{'nothing to do':<24}{quiet:8.2f} s   {quiet / bare:.2f} times doit on an empty graph")


if __name__ == "__main__":
    main()
