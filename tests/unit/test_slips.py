"""Every planted slip is found, and no correct pair raises an alarm: see `tests/support/planted.py`."""

from __future__ import annotations

import planted
import pytest

HALVES = ("odd", "even")


def shown(found: list[planted.Pair], count: int) -> str:
    """What went wrong in a half, for the reader of a failure."""
    lines = [
        f"{pair.number} [{pair.kind}] {pair.original} | {pair.translation}\n    "
        + (
            "; ".join(f"{fault.sort}: {fault.message}" for fault in planted.faults(pair))
            or "nothing was said"
        )
        for pair in found
    ]
    return "\n".join([f"{len(found)} of {count}", *lines])


@pytest.mark.parametrize("half", HALVES)
def test_every_slip_is_found(half: str) -> None:
    """Each planted slip is named by the check that it was planted for."""
    slips = [pair for pair in planted.pairs("slips.txt") if pair.half == half]
    missed = [pair for pair in slips if not planted.is_found(pair)]
    assert not missed, f"missed on the {half} half: {shown(missed, len(slips))}"


@pytest.mark.parametrize("half", HALVES)
def test_no_correct_pair_raises_an_alarm(half: str) -> None:
    """Nothing is said of a correct translation, and none of them is excepted."""
    good = [pair for pair in planted.pairs("pairs.txt") if pair.half == half]
    alarms = [pair for pair in good if planted.faults(pair)]
    assert not alarms, f"alarms on the {half} half: {shown(alarms, len(good))}"


def test_there_are_enough_of_them() -> None:
    """Sixty slips or more of every sort that may be signed, and 220 pairs or more."""
    slips, good = list(planted.pairs("slips.txt")), list(planted.pairs("pairs.txt"))
    assert len(slips) >= 60 and len(good) >= 220
    assert {pair.kind for pair in slips} >= {*planted.SIGNABLE, "keys", "blocks", "marks"}
    assert len({(pair.original, pair.translation) for pair in [*slips, *good]}) == len(slips) + len(good)
