"""Letters that stand from right to left are read in their order (expected: Unicode Standard Annex 9, by hand)."""

from __future__ import annotations

import pytest

from notebuild.readback import pdf_direction

A, B, G = "\u05d0", "\u05d1", "\u05d2"
ALEF, BEH, LAM = "\u0627", "\u0628", "\u0644"

PASSAGES = [
    ([B, A], A + B),
    ([*"2015", " ", B, A], f"{A}{B} 2015"),
    ([*"12", *" ,", B, A], f"{A}{B}, 12"),
    ([*"2012", "–", *"2010", " ", A], f"{A} 2010–2012"),
    ([*"2010-2012", " ", A], f"{A} 2010-2012"),
    ([*"50%", " ", A], f"{A} 50%"),
    ([*"2012", "-", *"2010", " ", BEH], f"{BEH} 2010-2012"),
    ([*"1,5", " ", BEH], f"{BEH} 1,5"),
    (["(", B, ")", " ", A], f"{A} ({B})"),
    (["?", *"G20", "-", B, *" EU ", A], f"{A} EU {B}-G20?"),
    (["«", A, "»"], f"«{A}»"),
    ([LAM + ALEF, BEH], BEH + LAM + ALEF),
]


@pytest.mark.parametrize(("stand", "read"), PASSAGES, ids=[ascii(read) for _, read in PASSAGES])
def test_a_passage(stand: list[str], read: str) -> None:
    """Figures and words in other scripts keep their own order, brackets open again, a ligature is one letter."""
    assert "".join(pdf_direction.logical(stand)) == read


def test_a_line() -> None:
    """Each passage is put in order by itself; what stands beside it stays; parts side by side are one passage."""
    units = [
        *((c, 1) for c in "See "),
        (B, 2),
        (A, 2),
        (",", 1),
        (" ", 1),
        (G, 3),
        (A, 3),
        *((c, 1) for c in ", 3."),
    ]
    assert pdf_direction.ordered(units) == f"See {A}{B}, {A}{G}, 3."
    assert (
        pdf_direction.ordered([("x", 1), (" ", 1), (G, 3), (" ", 3), (B, 2), (" ", 4), (A, 4)])
        == f"x {A} {B} {G}"
    )


def test_nothing_stood_in_place() -> None:
    """A text without any such letter comes back as it is."""
    assert pdf_direction.read("one", {"\ue100": A}) == "one"
    assert pdf_direction.read("\ue101\ue100", {"\ue100": A, "\ue101": B}) == A + B
