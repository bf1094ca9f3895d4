"""A pull quote that has no room at the end of a page lets the next paragraph go before it."""

from __future__ import annotations

import pytest
from pypdfium2 import PdfDocument

from notebuild.render.pdf import engine, fitting

SHEET = (
    "@page { size: 300px 200px; margin: 0 } body { font: 10px/20px 'Source Serif Pro'; margin: 0 } p { margin: 0 }"
    ".pullquote { float: left; width: 100px; line-height: 40px; height: 80px }"
)
"""Ten lines a page; a quote is as high as four."""

CASES = {
    "it may stand lower": (["next"] * 3, ["below"] * 5, 1),
    "there is too little text below it": (["next"] * 3, ["below"] * 3, 2),
    "what stands below it says the same": (["next"] * 3, ["below"] * 3 + ["A quote that has words"] * 2, 2),
}
"""The lines of two paragraphs after it, and the page on which the first of them begins."""


@pytest.mark.parametrize(("first", "second", "begins"), CASES.values(), ids=CASES.keys())
def test_where_a_quote_stands(first: list[str], second: list[str], begins: int) -> None:
    """Seven lines leave three: too few for the quote, enough for the paragraph after it."""
    weasyprint = engine.load()
    before, one, two = ("<br>".join(lines) for lines in (["before"] * 7, first, second))
    quote = '<blockquote class="pullquote">A quote that has words</blockquote>'
    page = weasyprint.HTML(
        string=f"<style>{SHEET}</style><body><main><p>{before}</p>{quote}<p>{one}</p><p>{two}</p></main>"
    )
    with engine.warnings():
        document = fitting.fitted(page.etree_element, page.render)
        file = PdfDocument(document.write_pdf())
    words = [leaf.get_textpage().get_text_bounded() for leaf in file]
    assert next(at for at, text in enumerate(words, 1) if "next" in text) == begins
    assert "quote" in words[1]
