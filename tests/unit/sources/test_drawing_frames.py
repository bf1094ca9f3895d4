"""Words that run out of a drawing's frame are found as the engine draws them, however they are placed."""

from __future__ import annotations

import pytest

from houses import HOUSE
from notebuild.core.house import read_house
from notebuild.render import raster
from notebuild.sources import drawing_frames

BOX = 'viewBox="0 0 100 40" width="100" height="40"'


@pytest.mark.parametrize(
    ("head", "body", "beyond"),
    [
        (BOX, '<text x="4" y="24">lake</text>', ()),
        (BOX, '<text x="4" y="24">lake</text><text x="4" y="38">the treaty of the lakes</text>', (1,)),
        (BOX, '<text x="4" y="24">lake</text><text x="4" y="52">far below</text>', (1,)),
        (BOX, '<text x="50" y="24" text-anchor="middle">of the lakes</text>', ()),
        (BOX, '<text x="10" y="24" text-anchor="middle">of the lakes</text>', (0,)),
        (BOX, '<text transform="rotate(90)" x="2" y="-40">of the lakes</text>', (0,)),
        (BOX, '<g transform="scale(.5)"><text x="4" y="24">the treaty of the lakes</text></g>', ()),
        (BOX, '<rect x="-40" width="300" height="300"/><circle cx="90" cy="30" r="30"/>', ()),
        (
            BOX,
            '<text x="4" y="14">lake</text><text x="4" y="30">of <tspan>many northern</tspan> lakes</text>',
            (2,),
        ),
        ('width="100" height="40"', '<text x="4" y="24">the treaty of the lakes</text>', (0,)),
        ('viewBox="-100 0 100 40"', '<text x="-96" y="24">lake</text><text x="4" y="24">lake</text>', (1,)),
        ('viewBox="0 0 20 20" width="100" height="20"', '<text x="-30" y="16">lakes now</text>', ()),
        (BOX, '<text x="4" y="24" display="none">the treaty of the lakes</text>', ()),
    ],
    ids=[
        "within",
        "to the right",
        "below",
        "centred",
        "centred and too far left",
        "turned",
        "made small",
        "shapes",
        "in spans",
        "without a viewBox",
        "a view that begins elsewhere",
        "a view broader than the viewBox",
        "not drawn",
    ],
)
def test_words_beyond_the_frame(head: str, body: str, beyond: tuple[int, ...]) -> None:
    """Each run of words that is not wholly within the view is named; shapes may go on (SVG 2, 8.2)."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {head} font-family="Source Sans Pro" font-size="14">{body}</svg>'
    assert drawing_frames.beyond(svg, raster.fonts(read_house(HOUSE / "house.toml"))) == beyond
