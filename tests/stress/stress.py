"""Random notes of all constructs through the whole pipeline, in two languages and three formats.

Each is built by the actions of the tasks and read back; it is released with every word in place, or
refused by check, or a finding: a failure after check, a traceback, a note that never ends, a word that a
reader misses, a refusal of something ordinary. For the first finding of each sort the smallest part of the
note that still shows it is printed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "support"), str(Path(__file__).parent)]

import dense  # noqa: E402
from shrinking import smallest  # noqa: E402
from trial import Finding, Outcome, outcome  # noqa: E402
from written import manuscript  # noqa: E402

from notebuild.core import progress  # noqa: E402

DIED = "the process that built it died"


def built(seed: int) -> Outcome:
    """Build the note of a seed."""
    return outcome(seed, manuscript(seed))


def outcomes(seeds: range, jobs: int, ends: float) -> Iterator[Outcome]:
    """Yield what becomes of each note, until the time is up; one that kills its process is told too."""
    left = list(seeds)
    while left and time.monotonic() < ends:
        try:
            with ProcessPoolExecutor(jobs, max_tasks_per_child=50) as pool:
                running = {pool.submit(built, seed): seed for seed in left}
                for job in as_completed(running):
                    done = job.result()
                    left.remove(running[job])
                    yield done
                    if time.monotonic() > ends:
                        pool.shutdown(cancel_futures=True)
                        return
        except BrokenProcessPool:
            if jobs == 1:  # with one process, the note that it was at is the first that is left
                yield Outcome(left.pop(0), "failed", (Finding("process", DIED),))
            jobs = 1


def show(one: Outcome, found: Finding, seconds: float) -> None:
    """Print a finding: its seed, the words, and the smallest note that shows it."""
    print(f"\nseed {one.seed}, {found.sort}")
    print("    " + found.words.strip().replace("\n", "\n    "), flush=True)
    if found.words != DIED and seconds > 0:
        whole = manuscript(one.seed)
        note = smallest(one.seed, whole if found.stage == "check" else one.rest or whole, found, seconds)
        print(f"  the smallest note, of {', '.join(one.kind for one in note.blocks) or 'no block'}:")
        print("    " + f"{note.text}\n{note.bibtex}".strip().replace("\n", "\n    "), flush=True)


def report(done: list[Outcome], seconds: float) -> int:
    """Print the sum of it; 0 where there is no finding."""
    kinds = Counter(one.kind for one in done)
    told = ", ".join(f"{kinds[kind]} {kind}" for kind in ("released", "refused", "failed"))
    cpu = sum(one.seconds for one in done) / max(1, len(done))
    print(f"\n{len(done)} notes: {told}; {cpu:.1f} CPU s a note, {seconds:.0f} s")
    failed = sorted(one.seed for one in done if one.kind == "failed")
    print(
        f"failed after check passed: {len(failed)}{': seeds ' if failed else ''}{', '.join(map(str, failed))}"
    )
    blocks = Counter(kind for one in done for kind in one.refused)
    print(
        f"taken out because check refused it: {', '.join(f'{n} {kind}' for kind, n in blocks.most_common()) or '-'}"
    )
    sorts = Counter(sort for one in done for sort in {found.sort for found in one.findings})
    print(f"findings: {sum(sorts.values())} of {len(sorts)} sorts")
    for sort, count in sorts.most_common():
        print(f"    {count:4} {sort}")
    return int(bool(sorts))


def constructs(seeds: range, jobs: int, minutes: float, shrink: float) -> int:
    """Build the notes of these seeds and report; findings are shown as they come, one of each sort."""
    begun, done, shown = time.monotonic(), [], set()
    with progress.shown(f"0 of {len(seeds)} notes", sys.stderr) as busy:
        for one in outcomes(seeds, jobs, begun + 60 * minutes):
            done.append(one)
            wrong = sum(bool(each.findings) for each in done)
            busy.words = f"{len(done)} of {len(seeds)} notes, {wrong} with findings"
            for found in one.findings:
                if found.sort not in shown:
                    shown.add(found.sort)
                    with busy.aside():
                        show(one, found, shrink)
    return report(done, time.monotonic() - begun)


def main(arguments: list[str]) -> int:
    """Run random notes of all constructs, or dense ones through the PDF renderer alone."""
    parser = argparse.ArgumentParser(prog="tests/stress", description=__doc__.partition("\n")[0])
    parser.add_argument("--notes", type=int, default=300, metavar="N", help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the first one's seed (%(default)s)")
    parser.add_argument("--jobs", type=int, default=2, metavar="J", help="processes (%(default)s)")
    parser.add_argument("--minutes", type=float, default=120, metavar="M", help="at most (%(default)s)")
    parser.add_argument("--shrink", type=float, default=60, metavar="SECONDS", help="for each smallest note")
    parser.add_argument("--dense", action="store_true", help="dense notes through the PDF renderer alone")
    options = parser.parse_args(arguments)
    seeds = range(options.seed, options.seed + options.notes)
    if options.dense:
        return dense.run(seeds, options.jobs)
    return constructs(seeds, options.jobs, options.minutes, options.shrink)
