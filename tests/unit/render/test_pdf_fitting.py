"""Tests of how a figure that left a blank is set again: on elements, without the engine."""

from __future__ import annotations

from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from notebuild.render.pdf import fitting
from notebuild.render.pdf.fitting import Standing


def standing(root: ElementTree.Element, blank: float) -> Standing:
    """The first figure of a page, 300 pixels high, of which 250 are its picture, and the blank before it."""
    figure = next(root.iter("figure"))
    return Standing(figure, next(figure.iter("img")), 300, 250, blank)


def page(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<body><main>{text}</main></body>")


FIGURE = '<figure><img style="width: 100.0mm"/></figure>'


@pytest.mark.parametrize(
    ("blank", "style"),
    [
        pytest.param(298, "width: 98.4mm", id="to what the blank holds"),
        pytest.param(250, "width: 79.2mm", id="by a fifth"),
        pytest.param(235, "width: 100.0mm", id="never below three quarters"),
        pytest.param(400, "width: 100.0mm", id="nor where it is not too high"),
    ],
)
def test_shrunk(blank: float, style: str) -> None:
    """A figure shrinks by what it is too high for the blank before it, and by a quarter at most."""
    root = page(FIGURE)
    changed = fitting.shrunk(standing(root, blank))
    assert next(root.iter("img")).get("style") == style
    assert changed == (style != "width: 100.0mm")


CALLING = '<figure><img/><p>Drawn<a class="call">1</a></p></figure>'


@pytest.mark.parametrize(
    ("text", "order"),
    [
        pytest.param(f"<p/>{FIGURE}<p/>", "ppf", id="a paragraph"),
        pytest.param(f"{FIGURE}{FIGURE}<ul/>", "uff", id="two figures in a row"),
        pytest.param(f"{FIGURE}<h2/>", "fh", id="no heading"),
        pytest.param(f"{FIGURE * 4}<p/>", "ffffp", id="not before four figures"),
        pytest.param(f"{CALLING}<p/>", "fp", id="not before a call of the figure"),
        pytest.param(FIGURE, "f", id="nothing there"),
    ],
)
def test_gave_way(text: str, order: str) -> None:
    """What follows a figure goes before it, where the order of the calls allows it."""
    root = page(text)
    moved = fitting.gave_way(root, standing(root, 100))
    (main,) = root
    assert "".join(one.tag[0] for one in main) == order
    assert moved == (order not in ("fh", "ffffp", "fp", "f"))


@pytest.mark.parametrize(
    ("pages", "part", "names"),
    [
        ([1], 0.5, "long flowing"),
        ([1], 0.8, "long"),
        ([2, 1], 0.9, "long tight"),
        ([2] * 6, 0.3, "long bare flowing"),
    ],
    ids=["half a page", "most of one", "more than one", "more in any way"],
)
def test_cover(monkeypatch: pytest.MonkeyPatch, pages: list[int], part: float, names: str) -> None:
    """A cover takes one page; one that leaves much of it blank, or holds too much, lets the text begin below it."""
    body = ElementTree.fromstring('<body class="long"><header/><main/><footer/></body>')
    counts = iter(pages)
    monkeypatch.setattr(fitting, "filled", lambda _: part)
    fitting.cover(body, lambda: SimpleNamespace(pages=[None] * next(counts)))
    assert body.get("class") == names
    assert [one.tag for one in body] == ["header", "main", "footer"]
