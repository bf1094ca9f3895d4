"""Puts the house's mark into the bar of the first page: its drawing, and a raster for readers that show none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notebuild.core.problems import Location
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import EMU, SVG_EXTENSION, Element, element
from notebuild.sources import drawing_faults, drawing_rasters

RELATIONS = "word/_rels/header2.xml.rels"
"""The part that says where the first page's header has its pictures."""

RASTER, DRAWING = "media/mark.png", "media/mark.svg"
HEIGHT, WIDTH = 14.0, 42.0
"""The most that the mark takes of the bar, in points."""

NUMBER = "1000000"
"""The mark's number among the document's pictures, which count from 1: no two may have one."""

PIXELS = 240
"""How wide the raster is: more than a printer shows."""


def parts(svg: str, faces: Sequence[str], shown: str) -> dict[str, bytes]:
    """Return the parts that the mark adds to a document; `faces` are the files that its words may be set in.

    Raises NotebuildError, in the file that is shown as `shown`, for one that cannot be drawn.
    """
    rows = [("rId1", "image", RASTER), ("rId2", "image", DRAWING)]
    return {
        f"word/{RASTER}": drawing_rasters.drawn(svg.encode(), faces, Location(shown), PIXELS),
        f"word/{DRAWING}": svg.encode(),
        RELATIONS: ooxml.serialize(ooxml.relationships(rows)),
    }


def run(held: Mapping[str, bytes], publisher: str) -> Element | None:
    """Return the mark as a run of a line, said by the publisher's name; None where these parts hold none."""
    if RELATIONS not in held:
        return None
    width, height = drawing_faults.size(held[f"word/{DRAWING}"].decode()) or (1.0, 1.0)
    scale = min(WIDTH / width, HEIGHT / height)
    across, down = (str(round(side * scale * 20) * EMU) for side in (width, height))
    drawing = element("asvg:svgBlip", r_embed="rId2")
    blip = element(
        "a:blip", element("a:extLst", element("a:ext", drawing, uri=SVG_EXTENSION)), r_embed="rId1"
    )
    shape = element(
        "pic:spPr",
        element("a:xfrm", element("a:off", x="0", y="0"), element("a:ext", cx=across, cy=down)),
        element("a:prstGeom", element("a:avLst"), prst="rect"),
    )
    picture = element(
        "pic:pic",
        element(
            "pic:nvPicPr",
            element("pic:cNvPr", id=NUMBER, name="mark.svg", descr=publisher),
            element("pic:cNvPicPr"),
        ),
        element("pic:blipFill", blip, element("a:stretch", element("a:fillRect"))),
        shape,
    )
    inline = element(
        "wp:inline",
        element("wp:extent", cx=across, cy=down),
        element("wp:docPr", id=NUMBER, name="mark.svg", descr=publisher),
        element("a:graphic", element("a:graphicData", picture, uri=ooxml.NAMESPACES["pic"])),
        **{f"dist{edge}": "0" for edge in "TBLR"},
    )
    # Lowered, so that its middle is that of the words beside it.
    look = element("w:rPr", element("w:position", w_val="-6"))
    return element("w:r", look, element("w:drawing", inline))
