"""Where a PDF draws its pictures: what a clip hides is no part of them."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest

from notebuild.readback import pdf_shapes

MARKED = b"q 10 10 50 50 re W n /Figure <</MCID 0>> BDC %d 20 400 10 re f EMC Q"


@pytest.mark.parametrize(("left", "expected"), [(0, [10, 20, 60, 30]), (500, [500, 20, 900, 30])])
def test_a_shape_is_as_large_as_its_clip_lets_it_be_seen(left: int, expected: list[int]) -> None:
    """A clipping path (ISO 32000-2, 8.5.4) bounds what is painted after it; one that hides all is no view of it."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.pages[0].Contents = pdf.make_stream(MARKED % left)
    held = io.BytesIO()
    pdf.save(held)
    page = pdfium.PdfDocument(held.getvalue())[0]
    (box,) = pdf_shapes.boxes([(page.raw, None)]).values()
    assert [round(edge) for edge in box] == expected
