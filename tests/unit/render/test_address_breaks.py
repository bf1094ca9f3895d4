"""Where a printed address may break; the expected places are read off the rule of The Chicago Manual of Style."""

from __future__ import annotations

import pytest

from notebuild.render.html.address_breaks import parts, short_parts, tied


@pytest.mark.parametrize(
    "expected",
    [
        "https://a |.org |/b |-c",
        "https://www.example |.org |/a |_b |/c |?d |= |e |& |f |#h |%20i",
        "doi:10 |.1234 |/abc |.def |-5",
        "https://web |.archive |.org |/web |/2020 |/https:// |x |.org |/a |.pdf",
        "https://a |.org |/b |~c |,d/",
        "10.1080 |/0966 |.2019",
        "mailto:a |.b",
        "https://x",
    ],
)
def test_parts(expected: str) -> None:
    """Before a slash, stop, comma, hyphen and their like, after a double slash, on both sides of = and &.

    The scheme does not stand alone, nor does a last sign.
    """
    assert parts(expected.replace(" |", "")) == expected.split(" |")


def test_tied() -> None:
    """A chance is a space of no width; after each other sign where the engine would break stands a joiner."""
    assert (
        tied("https://a.org/b-cd")
        == "https:\u2060/\u2060/\u2060a\u200b.\u2060org\u200b/\u2060b\u200b-\u2060cd"
    )
    assert "".join(parts("https://a.org/b-cd")) == "https://a.org/b-cd"


@pytest.mark.parametrize(
    "expected",
    [
        "https://a |.org |/b |-c",
        "https://www.thecaliforniacourier |.com",
        "https://a |.org |/4f1c0a9be2d74c1c |bbf23adf13d32d0e |.pdf",
        "https://www.a |/abcdefghijklmnopqrstu |vwxyzabcdefghijklmnopq |rstuvwxyzabcdefghijkl",
    ],
    ids=["short pieces", "a long host", "a sum", "a longer word"],
)
def test_short_parts(expected: str) -> None:
    """On screen a piece of more than 32 signs may break too, in equal parts: no column is wider for it."""
    pieces = short_parts(expected.replace(" |", ""))
    assert pieces == expected.split(" |")
    assert max(map(len, pieces)) <= 32
