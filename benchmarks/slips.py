"""How many planted slips the checks of translations find, and on how many correct pairs they raise an alarm.

    python benchmarks/slips.py [--half tuned|fresh|German] [--each] [--made]

The slips and pairs are those of `tests/slips`, in two halves: the one on which the checks were tuned, and a
fresh one, written afterwards. What the checks said of the fresh half when they first saw it stands below it:
only that foretells new prose, for the faults that it showed were then mended. The German ones show that the
checks ask for no language by name. `--each` names every slip missed and every false alarm.
`--made` plants one more slip after another in every correct pair: another figure, month, number word,
acronym, a quotation mark less, a space more.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in ("src", "tests/support")]

import planted  # noqa: E402  the path must be set first

FIRST = (
    "when first seen, before anything was mended for them: 37 of 37 slips found, 5 alarms on 80 pairs;",
    "on the 40 of [later], seen after those were mended: 3 alarms",
)
"""What the checks said of the fresh half when it was new. Kept by hand: figures of the past."""


def main() -> None:
    """Print one row for each half and kind, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=tuple(planted.HALVES), help="one half only")
    parser.add_argument("--each", action="store_true", help="name what was missed, and each false alarm")
    parser.add_argument("--made", action="store_true", help="slips made from the correct pairs, too")
    chosen = parser.parse_args()
    for half in [chosen.half] if chosen.half else planted.HALVES:
        slips, good = list(planted.slips(half)), list(planted.pairs(half))
        missed = [pair for pair in slips if not planted.is_found(pair)]
        alarms = [pair for pair in good if planted.faults(pair)]
        print(f"{half} half\n  {'slips':<14}{'planted':>8}{'found':>8}{'missed':>8}")
        table("  ", Counter(pair.kind for pair in slips), Counter(pair.kind for pair in missed))
        print(f"  {'pairs':<14}{'correct':>8}{'silent':>8}{'alarms':>8}")
        table("  ", Counter(pair.kind for pair in good), Counter(pair.kind for pair in alarms))
        if chosen.made:
            slips = list(planted.made(half))
            unseen = [pair for pair in slips if not planted.faults(pair)]
            print(f"  {'slips made':<14}{'planted':>8}{'found':>8}{'missed':>8}")
            table("  ", Counter(pair.kind for pair in slips), Counter(pair.kind for pair in unseen))
            missed += unseen
        if half == "fresh":
            print("  " + "\n  ".join(FIRST) + "\n")
        if chosen.each:
            for pair in [*missed, *alarms]:
                said = "; ".join(f"{fault.kind}: {fault.message}" for fault in planted.faults(pair))
                print(f"\n{pair.number} [{pair.kind}] {said or 'nothing was said'}")
                print(f"    {pair.original}\n    {pair.translation}")


def table(indent: str, all_: Counter[str], wrong: Counter[str]) -> None:
    """Rows of kind, all, right and wrong; then their sums."""
    for kind, count in all_.items():
        print(f"{indent}{kind:<14}{count:>8}{count - wrong[kind]:>8}{wrong[kind]:>8}")
    count, bad = all_.total(), wrong.total()
    print(f"{indent}{'all':<14}{count:>8}{count - bad:>8}{bad:>8}\n")


if __name__ == "__main__":
    main()
