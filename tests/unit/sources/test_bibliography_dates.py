"""Dates as managers and people write them are read as biblatex's (EDTF), or as none."""

from __future__ import annotations

import pytest

from notebuild.sources.bibliography import dates


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2020", "2020"),
        ("2020-1-5", "2020-01-05"),
        ("2020-01-02T10:11:12Z", "2020-01-02"),
        ("2020/01/02", "2020-01-02"),
        ("{2020}", "2020"),
        ("2019.", "2019"),
        ("1999-05-00", "1999-05"),
        ("11 July 2019", "2019-07-11"),
        ("July 11th, 2019", "2019-07-11"),
        ("29-January-2019", "2019-01-29"),
        ("1er juillet 2020", "2020-07-01"),
        ("12. März 2021", "2021-03-12"),
        ("JUN 2018", "2018-06"),
        ("Spring 2019", "2019-21"),
        ("2001-23", "2001-23"),
        ("c. 1920", "1920~"),
        ("2010?", "2010?"),
        ("2010–2012", "2010/2012"),
        ("2010--2012", "2010/2012"),
        ("2019/..", "2019/"),
        ("July–August 2019", "2019-07/2019-08"),
        ("NOV-DEC 2019", "2019-11/2019-12"),
        ("11-12 July 2019", "2019-07-11/2019-07-12"),
        ("30 July - 2 August 2019", "2019-07-30/2019-08-02"),
        ("-0044", "-0044"),
    ],
)
def test_date_is_read(typed: str, iso: str) -> None:
    """Words, ranges, seasons, circa, and zeros for what is not known."""
    assert dates.iso(typed) == iso
    assert dates.iso(iso) == iso


@pytest.mark.parametrize(
    "typed",
    [
        "11/07/2019",
        "2019-20",
        "20190711",
        "2020-02-30",
        "1990s",
        "199X",
        "2019a",
        "[1920]",
        "99",
        "soon",
        "/",
        "",
    ],
)
def test_what_may_be_two_dates_is_none(typed: str) -> None:
    """A day that may be a month, a range that may be a month, a decade: nothing is guessed."""
    assert dates.iso(typed) == ""


@pytest.mark.parametrize(
    ("year", "month", "day", "iso"),
    [
        ("2019", "7", "4", "2019-07-04"),
        ("2019", "July", "4", "2019-07-04"),
        ("2019", "JUL 15", "", "2019-07-15"),
        ("2019", "10\u00a0January", "", "2019-01-10"),
        ("2019", "8--13 June", "", "2019-06-08/2019-06-13"),
        ("2019", "NOV-DEC", "", "2019-11/2019-12"),
        ("2019", "SPR", "", "2019-21"),
        ("2019", "no month", "", "2019"),
        ("2010/2012", "5", "", "2010/2012"),
        ("soon", "", "", ""),
    ],
)
def test_old_dates_are_put_together(year: str, month: str, day: str, iso: str) -> None:
    """Year, month and day of BibTeX, as Web of Science and BibTeX's own manual write them."""
    assert dates.of({"year": year, "month": month, "day": day}) == iso


@pytest.mark.parametrize(
    ("typed", "state", "undated"),
    [
        ("In press", "inpress", False),
        ("(forthcoming)", "forthcoming", False),
        ("to appear", "forthcoming", False),
        ("à paraître", "forthcoming", False),
        ("n.d.", "", True),
        ("s. d.", "", True),
        ("2019", "", False),
    ],
)
def test_what_stands_for_a_date(typed: str, state: str, undated: bool) -> None:
    """A state of publication, or that there is no date."""
    assert (dates.state(typed), dates.is_undated(typed)) == (state, undated)


@pytest.mark.parametrize(
    "typed",
    [
        "2019-01-29",
        "accessed 29 January 2019",
        "[Online; accessed 29-January-2019]",
        "Last visited on January 29, 2019",
        "consulté le 29 janvier 2019",
        "abgerufen am 29. Januar 2019",
    ],
)
def test_day_of_access_is_read(typed: str) -> None:
    """The words before it are taken off."""
    assert dates.visited(typed) == "2019-01-29"
