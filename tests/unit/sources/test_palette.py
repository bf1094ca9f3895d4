"""The raster of a drawing: a palette where it has few colours; pixels as Pillow decodes them."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from notebuild.sources.pictures.palette import lean


def png(picture: Image.Image) -> bytes:
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def drawing(ground: tuple[int, int, int, int] = (255, 255, 255, 255)) -> Image.Image:
    picture = Image.new("RGBA", (300, 200), ground)
    pen = ImageDraw.Draw(picture)
    for at in range(0, 200, 9):
        pen.ellipse((at, at // 2, at + 60, at // 2 + 40), fill=(18, 58, 78 + at % 3, 255))
    return picture


def test_few_colours_lose_nothing() -> None:
    """A drawing of few colours becomes smaller, and every pixel stays what it was."""
    plain = png(drawing())
    made = lean(plain)
    assert len(made) < len(plain)
    assert Image.open(BytesIO(made)).mode == "P"
    assert Image.open(BytesIO(made)).convert("RGBA").tobytes() == drawing().tobytes()


def test_transparent_is_left_alone() -> None:
    """A drawing that shows the page through it is returned as it is."""
    content = png(drawing((255, 255, 255, 0)))
    assert lean(content) == content


def test_many_colours_stay() -> None:
    """A gradient or a photograph keeps each of its colours."""
    content = png(Image.merge("RGB", [Image.linear_gradient("L").rotate(turn) for turn in (0, 90, 180)]))
    assert lean(content) == content
