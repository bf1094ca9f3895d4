"""Makes one reduced PNG of the first pages of finished PDFs, for the README."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

WIDTH = 640
"""Pixels of one page in the picture."""

GAP = 24


def first_pages(files: Sequence[bytes]) -> bytes:
    """Return the first page of each PDF, side by side with a hairline around it, as a PNG's bytes."""
    import pypdfium2
    from PIL import Image, ImageOps

    pages = []
    for data in files:
        page = pypdfium2.PdfDocument(data)[0]
        scale = 2 * WIDTH / page.get_width()
        whole = page.render(scale=scale).to_pil().convert("RGB")
        reduced = whole.resize((WIDTH, round(whole.height * WIDTH / whole.width)), Image.Resampling.LANCZOS)
        pages.append(ImageOps.expand(reduced, border=1, fill="#b7c2c7"))
    height = max(page.height for page in pages)
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    sheet = Image.new("RGB", (width, height), "#ffffff")
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + GAP
    out = BytesIO()
    sheet.quantize(256, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()
