"""The command `site` before anything is built: what it is given, and what it says of it."""

from __future__ import annotations

import pytest
import sites

from notebuild.commands import site
from notebuild.core.problems import NotebuildError


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("https://n.org", "https://n.org/"),
        ("https://n.org/", "https://n.org/"),
        ("http://n.org/a", "http://n.org/a/"),
    ],
)
def test_whole(given: str, expected: str) -> None:
    """An address ends with one slash, however it was typed."""
    assert site.whole(given) == expected


@pytest.mark.parametrize(
    "given", ["n.org", "ftp://n.org/", "https://n.org/?a", "https://n.org/#a", 'https://"', "https://n o"]
)
def test_no_address(given: str) -> None:
    """What is no address of a folder of the web is told, with what to type."""
    with pytest.raises(NotebuildError) as error:
        site.whole(given)
    assert [str(problem) for problem in error.value.problems] == [
        f"the command line: --address {given}: not an address of the web\n    begin it with https://, without ? and #"
    ]


@pytest.mark.parametrize(
    ("of_house", "address", "expected"),
    [
        ("", "", "no site: the pages of a version do not lead to newer ones, and there is no sitemap"),
        ("", "https://n.org/", "no site: the pages of a version do not lead to newer ones"),
        ("https://n.org", "https://n.org/", ""),
        (
            "https://n.org/",
            "https://m.org/",
            "site is https://n.org/, and --address https://m.org/: published pages lead to the first",
        ),
    ],
)
def test_unaddressed(of_house: str, address: str, expected: str) -> None:
    """A house that has not said where its site is, or says otherwise than the command, is warned at its file."""
    told = site.unaddressed(sites.house(site=of_house), address)
    assert [problem.message for problem in told] == [expected] * bool(expected)
    assert all(
        problem.severity == "warning" and problem.location.path == "styles/house.toml" for problem in told
    )
