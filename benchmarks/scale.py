"""What a house of many notes costs: one command a figure, each measured on houses that are made for it.

    .venv/bin/python benchmarks/scale.py nothing        a run with nothing to do, beside doit on an empty graph
    .venv/bin/python benchmarks/scale.py sentence       one sentence changed, beside a house of one note
    .venv/bin/python benchmarks/scale.py linear         a full build of 25, 50, 100 notes, and its memory
    .venv/bin/python benchmarks/scale.py bibliography   10,000 entries read first, and later runs beside 100
    .venv/bin/python benchmarks/scale.py shards         eight shards beside the whole, byte for byte
    .venv/bin/python benchmarks/scale.py looking        list, status and check in a house of 1,000 notes
    .venv/bin/python benchmarks/scale.py long           check and status of a note of 2,000 footnotes

CPU seconds are user and system of a run with all its processes, medians of `--runs`; memory is the largest process.
Notes have 1,500 words and 30 footnotes, in English and French, in three formats, and are made from a seed (`many.py`).
With `--one` one note is built and stands for all the others, whose files are copies: what a run with nothing to do
looks at is the same, and a slow machine need not build two hundred notes for it.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import many

ROOT = Path(__file__).resolve().parent.parent
SETTLE = """
from doit.dependency import Dependency, SqliteDB
from doit.loader import load_tasks
from notebuild.pipeline import tasks
settings = tasks.DOIT_CONFIG
known = Dependency(SqliteDB, settings["dep_file"], settings["check_file_uptodate"])
for task in load_tasks(vars(tasks)):
    if task.actions:
        known.get_status(task, {}, get_log=True)
        task.save_extra_values()
        known.save_success(task)
known.close()
"""
"""Has doit take what lies in build/ for what its tasks made."""


def spent() -> float:
    """CPU seconds of the processes that have ended."""
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    return use.ru_utime + use.ru_stime


def run(folder: Path, *words: str, may_fail: bool = False) -> float:
    """CPU seconds of one run of the tool."""
    before = spent()
    done = subprocess.run(
        [sys.executable, "-m", "notebuild.commands.main", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and not may_fail:
        sys.exit(f"{' '.join(words) or 'the build'} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return spent() - before


def python(folder: Path, code: str) -> float:
    """CPU seconds of a process that runs this code."""
    before = spent()
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True)
    return spent() - before


@contextlib.contextmanager
def house(notes: int, entries: int = 100, formats: str = "", **length: int) -> Iterator[Path]:
    """A house of so many notes, nothing built."""
    with tempfile.TemporaryDirectory(prefix="scale-") as name:
        folder = many.house(Path(name), notes, entries, **length)
        if formats:
            values = (folder / "styles/house.toml").read_text(encoding="utf-8")
            chosen = ", ".join(f'"{name}"' for name in formats.split(","))
            values = re.sub(r"(?m)^formats = .*$", f"formats = [{chosen}]", values)
            (folder / "styles/house.toml").write_text(values, encoding="utf-8")
        shutil.rmtree(folder / "build")  # what was read to make the catalogues
        yield folder


@contextlib.contextmanager
def built(notes: int, one: bool) -> Iterator[Path]:
    """The same, built; or one note built, and the others its copies."""
    with house(1 if one else notes) as folder:
        run(folder)
        if one:
            for number in range(1, notes):
                copy(folder, "note000", f"note{number:03}")
            (folder / ".doit.db.sqlite3").unlink()
            python(folder, SETTLE)
        yield folder


def copy(folder: Path, before: str, after: str) -> None:
    """Put a copy of a note beside it, its sources and what was built of it, under another name."""
    for room in ("manuscript", "build"):
        shutil.copytree(folder / room / before, folder / room / after)
        for path in (folder / room / after).rglob(f"{before}*"):
            path.rename(path.with_name(path.name.replace(before, after)))
    for path in (folder / "manuscript" / after).iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def change(folder: Path, note: str, number: int) -> None:
    """Change a sentence of a note, and what its catalogue translates; the French words stay as they are."""
    for name in ("note.md", "fr.po"):
        path = folder / "manuscript" / note / name
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace(f" of {note}{'x' * number}", f" of {note}{'x' * (number + 1)}"), encoding="utf-8"
        )


def nothing(given: argparse.Namespace) -> None:
    """A run with nothing to do."""
    with built(given.notes, given.one) as folder:
        run(folder)
        idle, empty = [], []
        (folder / "empty.py").write_text("def task_none():\n    return {'actions': None}\n", encoding="utf-8")
        for _ in range(given.runs):
            idle.append(run(folder))
            empty.append(run(folder, "run", "-f", "empty.py"))
        quiet, bare = statistics.median(idle), statistics.median(empty)
        print(f"nothing to do, {given.notes} notes: {quiet:.2f} CPU s; doit on an empty graph {bare:.2f}")


def sentence(given: argparse.Namespace) -> None:
    """The title of one note changed: all its files are made anew."""
    taken = {}
    for notes in (1, given.notes):
        with built(notes, given.one) as folder:
            times = []
            for number in range(given.runs):
                change(folder, "note000", number)
                times.append(run(folder))
            taken[notes] = statistics.median(times)
    alone, among = taken[1], taken[given.notes]
    print(
        f"one sentence: {alone:.2f} CPU s in a house of one note, {among:.2f} of {given.notes} ({among / alone:.2f})"
    )


def linear(given: argparse.Namespace) -> None:
    """A full build of more and more notes, and the memory of its largest process."""
    for size in map(int, given.sizes.split(",")):
        with house(size, formats=given.formats) as folder:
            taken = run(folder)
            # Never less than that of a smaller house: the largest process so far.
            memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{size} notes: {taken:.0f} CPU s, {taken / size:.2f} a note; {memory:.0f} MB", flush=True)


def bibliography(given: argparse.Namespace) -> None:
    """The first reading of a long bibliography, and the runs after it beside those with a short one."""
    code = "import gc; gc.set_threshold(1000000, 10, 100)\nfrom notebuild.pipeline.library import library\nlibrary()"
    later: dict[int, dict[str, float]] = {}
    for entries in (100, given.entries):
        with house(1, entries) as folder:
            (folder / "build").mkdir(exist_ok=True)
            first = python(folder, code) - python(folder, "import notebuild.pipeline.library")
            print(f"{entries} entries: first read in {first:.2f} CPU s", flush=True)
            run(folder)
            note = folder / "manuscript/note000/note.md"
            rows: dict[str, list[float]] = {"nothing to do": [], "check": [], "edition": [], "verify": []}
            for number in range(given.runs):
                rows["nothing to do"].append(run(folder))
                note.write_text(note.read_text(encoding="utf-8") + f"\n<!-- {number} -->\n", encoding="utf-8")
                rows["check"].append(run(folder, "check", may_fail=True))
                rows["edition"].append(run(folder, "edition:note000.en", may_fail=True))
                rows["verify"].append(run(folder, "verify:note000", may_fail=True))
            later[entries] = {name: statistics.median(times) for name, times in rows.items()}
    for name, short in later[100].items():
        long = later[given.entries][name]
        print(
            f"{name:<14}{short:6.2f} CPU s with 100 entries, {long:.2f} with {given.entries}: {long / short:.2f}"
        )


def shards(given: argparse.Namespace) -> None:
    """Eight shards, each in a folder of its own, beside the whole."""
    with (
        house(given.notes, formats=given.formats) as folder,
        tempfile.TemporaryDirectory(prefix="shards-") as name,
    ):
        copies = [shutil.copytree(folder, Path(name) / str(number)) for number in range(1, given.count + 1)]
        whole = files(folder, run(folder))
        union: dict[str, str] = {}
        for number, one in enumerate(copies, 1):
            taken = run(one, "--shard", f"{number}/{given.count}")
            part = files(one, taken)
            print(
                f"shard {number}/{given.count}: {len({path.split('/')[1] for path in part})} notes, {taken:.1f} CPU s"
            )
            if twice := union.keys() & part.keys():
                sys.exit(f"built twice: {sorted(twice)[:5]}")
            union |= part
    if union != whole:
        sys.exit(f"not the same: {sorted(dict(union.items() ^ whole.items()))[:10]}")
    print(f"the union of {given.count} shards is the whole, byte for byte: {len(whole)} files")


def files(folder: Path, _: float) -> dict[str, str]:
    """The digests of all that was built of notes, release and steps too, by path."""
    found = (
        path for path in (folder / "build").glob("note*/**/*") if path.is_file() and path.name != "front.json"
    )
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in found}


def looking(given: argparse.Namespace) -> None:
    """The commands that only look, where nothing is built."""
    with house(1) as folder:
        for number in range(1, given.notes):
            shutil.copytree(folder / "manuscript/note000", folder / f"manuscript/note{number:03}")
        for words in (
            ("list",),
            ("list", "--all"),
            ("status", "note000"),
            ("check:note000.en",),
            ("status",),
        ):
            print(
                f"{' '.join(words):<20}{run(folder, *words, may_fail=True):6.2f} CPU s, {given.notes} notes",
                flush=True,
            )


def long(given: argparse.Namespace) -> None:
    """The check and the status of one note with very many footnotes."""
    with house(1, 100, words=given.footnotes * 25, footnotes=given.footnotes) as folder:
        for words in (("list",), ("check",), ("status",)):
            print(
                f"{' '.join(words):<20}{run(folder, *words, may_fail=True):6.2f} CPU s, {given.footnotes} footnotes",
                flush=True,
            )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    figures = {one.__name__: one for one in (nothing, sentence, linear, bibliography, shards, looking, long)}
    parser.add_argument("figure", choices=figures)
    parser.add_argument("--notes", type=int, default=200)
    parser.add_argument("--sizes", default="25,50,100")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--footnotes", type=int, default=2_000)
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--formats", default="", help="such as html, for linear and shards on a slow machine")
    parser.add_argument("--one", action="store_true")
    given = parser.parse_args()
    os.environ |= {"PYTHONPATH": str(ROOT / "src")}
    figures[given.figure](given)


if __name__ == "__main__":
    main()
