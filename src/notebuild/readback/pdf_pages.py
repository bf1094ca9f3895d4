"""Pages of a finished PDF as pictures, and two of them side by side with what differs marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

POINTS = 72
"""In an inch (ISO 32000-1, 8.3.2.3)."""

MARK = (178, 67, 44)
"""The colour of the line beside what differs: red, green, blue."""

NEAR = 4
"""Rows of pixels between two differences that are marked as one."""

COLOURS = 48
"""Colours that a picture keeps: type is grey, and a page of it takes a third of the bytes."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it looks."""

    words: str
    picture: Image.Image

    @property
    def pixels(self) -> bytes:
        return self.picture.tobytes()


def pages(content: bytes, resolution: int) -> list[Page]:
    """Return each page of a PDF, drawn at so many dots to the inch."""
    file = pdfium.PdfDocument(content)
    try:
        return [
            Page(
                leaf.get_textpage().get_text_range(),
                leaf.render(scale=resolution / POINTS).to_pil().convert("RGB"),
            )
            for leaf in file
        ]
    finally:
        file.close()


def side_by_side(old: Page | None, new: Page | None) -> bytes:
    """Return two pages as one picture (PNG), a line beside what differs in each; a page that lacks is white."""
    there = [page.picture for page in (old, new) if page]
    width, height = (max(picture.size[axis] for picture in there) for axis in (0, 1))
    sheets = []
    for page in (old, new):
        sheet = Image.new("RGB", (width, height), "white")
        if page:
            sheet.paste(page.picture)
        sheets.append(sheet)
    rows = _rows(ImageChops.difference(*sheets)) if old and new else [(0, height)]
    whole = Image.new("RGB", (2 * width + 1, height), (183, 194, 199))
    for number, sheet in enumerate(sheets):
        pen = ImageDraw.Draw(sheet)
        for top, bottom in rows:
            pen.rectangle((2, top, 4, bottom), fill=MARK)
        whole.paste(sheet, (number * (width + 1), 0))
    out = BytesIO()
    whole.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _rows(difference: Image.Image) -> Sequence[tuple[int, int]]:
    """Return the runs of rows, first and last, in which two pictures differ."""
    found: list[tuple[int, int]] = []
    grey = difference.convert("L")
    for row in range(grey.height):
        if grey.crop((0, row, grey.width, row + 1)).getbbox() is None:
            continue
        if found and row - found[-1][1] <= NEAR:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
