"""Every planted slip is found, and no correct pair raises an alarm: see `tests/support/planted.py`."""

from __future__ import annotations

import planted
import pytest

HALVES = tuple(planted.HALVES)


def shown(found: list[planted.Pair], count: int) -> str:
    """What went wrong in a half, for the reader of a failure."""
    lines = [
        f"{pair.number} [{pair.kind}] {pair.original} | {pair.translation}\n    "
        + (
            "; ".join(f"{fault.kind}: {fault.message}" for fault in planted.faults(pair))
            or "nothing was said"
        )
        for pair in found
    ]
    return "\n".join([f"{len(found)} of {count}", *lines])


@pytest.mark.parametrize("half", HALVES)
def test_every_slip_is_found(half: str) -> None:
    """Each planted slip is named by the check that it was planted for."""
    slips = list(planted.slips(half))
    missed = [pair for pair in slips if not planted.is_found(pair)]
    assert not missed, f"missed on the {half} half: {shown(missed, len(slips))}"


@pytest.mark.parametrize("half", HALVES)
def test_no_correct_pair_raises_an_alarm(half: str) -> None:
    """Nothing is said of a correct translation, and none of them is excepted."""
    good = list(planted.pairs(half))
    alarms = [pair for pair in good if planted.faults(pair)]
    assert not alarms, f"alarms on the {half} half: {shown(alarms, len(good))}"


@pytest.mark.parametrize(
    ("half", "least_slips", "least_pairs", "kinds"),
    [
        ("tuned", 60, 220, {*planted.SIGNABLE, "keys", "blocks", "marks"}),
        ("fresh", 30, 60, {*planted.SIGNABLE, "keys", "blocks"} - {"capitals"}),
        ("German", 12, 25, {"numbers", "terms", "acronyms", "quotes", "keys", "emphasis"}),
    ],
)
def test_there_are_enough_of_them(half: str, least_slips: int, least_pairs: int, kinds: set[str]) -> None:
    """Slips of all these sorts and correct pairs, enough of both; none stands there twice."""
    slips, good = list(planted.slips(half)), list(planted.pairs(half))
    assert len(slips) >= least_slips and len(good) >= least_pairs
    assert {pair.kind for pair in slips} >= kinds
    assert len({(pair.original, pair.translation) for pair in [*slips, *good]}) == len(slips) + len(good)


def test_the_halves_share_nothing() -> None:
    """What the fresh half measures was not in the half on which the checks were tuned."""
    tuned, fresh = (
        {(pair.original, pair.translation) for pair in [*planted.slips(half), *planted.pairs(half)]}
        for half in ("tuned", "fresh")
    )
    assert not tuned & fresh
