"""How large a picture prints, in every place that it can stand in."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.core.model import Node
from notebuild.core.problems import NotebuildError
from notebuild.edition import tree
from notebuild.render import sizes

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"/>'


@pytest.fixture(scope="module")
def house() -> House:
    """A house whose page has a column of 116 mm, 162 mm with its margin, and 245.5 mm of height."""
    own = read_house(HOUSE / "house.toml", "styles/house.toml")
    page = {"width": 210, "height": 297, "top": 27, "bottom": 24.5, "left": 67, "right": 27, "hang": 46}
    return House(
        **{**{name: getattr(own, name) for name in own.__slots__}, "tokens": {**own.tokens, "page": page}}
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pictures of known sizes."""
    out = tmp_path_factory.mktemp("pictures")
    for name, size in (("wide", (400, 100)), ("tall", (100, 400))):
        (out / f"{name}.svg").write_text(DRAWING.format(*size))
    for name, pixels in (("small", (300, 150)), ("large", (3000, 1500)), ("high", (600, 3000))):
        content = io.BytesIO()
        Image.new("L", pixels).save(content, "PNG")
        (out / f"{name}.png").write_bytes(content.getvalue())
    return out


def image(source: str, **said: str) -> Node:
    return {"t": "Image", "c": [["", [], [list(pair) for pair in said.items()]], [], [source, ""]]}


def plain(*inlines: Node) -> Node:
    return {"t": "Plain", "c": list(inlines)}


def figure(inside: Node) -> Node:
    return {"t": "Figure", "c": [["", [], []], [None, []], [plain(inside)]]}


def table(cell: Node, columns: int) -> Node:
    content: Any = [
        ["", [], []],
        [None, []],
        [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * columns,
        cell,
    ]
    return {"t": "Table", "c": content}


@pytest.mark.parametrize(
    ("block", "width"),
    [
        pytest.param(figure(image("wide.svg")), 162, id="a drawing, alone"),
        pytest.param(figure(image("tall.svg")), 245.5 * 0.7 / 4, id="a tall drawing, alone"),
        pytest.param(plain(image("wide.svg")), 105.8, id="a drawing in a line: 400 px of 1/96 in"),
        pytest.param(figure(image("small.png")), 50.8, id="300 px of 1/150 in"),
        pytest.param(figure(image("large.png")), 162, id="large"),
        pytest.param(plain(image("large.png")), 116, id="large, in a line"),
        pytest.param(figure(image("high.png")), 245.5 * 0.7 / 5, id="high"),
        pytest.param(figure(image("small.png", width="50%")), 81, id="half"),
        pytest.param(figure(image("small.png", width="8cm")), 80, id="centimetres"),
        pytest.param(figure(image("small.png", width="96px")), 25.4, id="pixels"),
        pytest.param(figure(image("small.png", width="96")), 25.4, id="no unit: pixels"),
        pytest.param(plain(image("small.png", width="1px")), 0.5, id="so small that it would not be seen"),
        pytest.param(figure(image("small.png", height="1in")), 50.8, id="a height"),
        pytest.param(figure(image("wide.svg", width="90cm")), 162, id="more than there is"),
        pytest.param({"t": "BulletList", "c": [[plain(image("large.png"))]]}, 106, id="in a list"),
        pytest.param({"t": "BlockQuote", "c": [figure(image("wide.svg"))]}, 106, id="in a quotation"),
        pytest.param(table(plain(image("large.png")), 4), 25, id="in a cell of four"),
    ],
)
def test_width(block: Node, width: float, folder: Path, house: House) -> None:
    """A picture is as wide as asked, or as it is; never wider than its place, nor higher than 0.7 of the page."""
    (found,) = tree.find(sizes.sized([block], folder, house), "Image")
    assert sizes.width_of(found) == pytest.approx(width, abs=0.06)
    assert tree.attribute(found, "height") == ""


@pytest.mark.parametrize("source", ["gone.png", "../out.png"])
def test_missing(source: str, folder: Path, house: House) -> None:
    """A picture that is not there, or not in the edition's folder, is told."""
    (folder.parent / "out.png").write_bytes(b"")
    with pytest.raises(NotebuildError) as caught:
        sizes.sized([plain(image(source))], folder, house)
    (problem,) = caught.value.problems
    assert problem.message == "this picture is missing"
    assert problem.remedy == "put it under figures/ beside the note"


def test_a_speck(folder: Path) -> None:
    """A picture of next to no width is printed as a speck, not as nothing."""
    own = sizes.Measure(0.01, 1.0, False)
    made = sizes.widened(image("dot.png"), sizes.Place(100, 200), own)
    assert tree.attribute(made, "width") == f"{sizes.LEAST}mm"
