"""The pictures of the documentation, made from what was built: `./doit picture`.

`first-pages.png`, which the README shows, is the first page of the first note's PDFs, side by side;
`rooms.svg` is the package's rooms and who imports whom.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
import rooms
from PIL import Image, ImageOps

DOCS = Path(__file__).parent
BUILD = DOCS.parent / "build"

WIDTH, GAP = 640, 24
"""Pixels of one page in the picture, and between two."""

FRAME = "#b7c2c7"


def first_pages(files: Sequence[bytes]) -> bytes:
    """Return the first page of each PDF, side by side with a hairline around it, as a PNG's bytes."""
    pages = []
    for data in files:
        page = pypdfium2.PdfDocument(data)[0]
        scale = 2 * WIDTH / page.get_width()  # drawn twice as large and reduced: finer letters
        large = page.render(scale=scale).to_pil().convert("RGB")
        size = (WIDTH, round(large.height * WIDTH / large.width))
        pages.append(ImageOps.expand(large.resize(size, Image.Resampling.LANCZOS), border=1, fill=FRAME))
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    sheet = Image.new("RGB", (width, max(page.height for page in pages)), "#ffffff")
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + GAP
    out = BytesIO()
    sheet.quantize(256, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> int:
    """Make every picture anew; return the exit status."""
    (DOCS / "rooms.svg").write_text(rooms.drawing(), encoding="utf-8")
    print("docs/rooms.svg is made anew")
    notes = sorted({path.parent for path in BUILD.glob("*/*.pdf")})
    if not notes:
        print("build: no PDF is built\n    run ./doit first", file=sys.stderr)
        return 1
    target = DOCS / "first-pages.png"
    target.write_bytes(first_pages([path.read_bytes() for path in sorted(notes[0].glob("*.pdf"))]))
    print(f"{target.relative_to(DOCS.parent)} is made anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
