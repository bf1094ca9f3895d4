"""What the geometry reader makes of pages drawn by hand: a few lines, named places and links."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from notebuild.readback import pdf_footnotes, plain

Row = tuple[float, float, float, str]
"""Left edge, base line, size and words of a line."""


def paper(
    pages: Sequence[Sequence[Row]],
    places: dict[str, tuple[int, float, float]],
    links: Sequence[tuple[int, float, float, float, str]],
) -> bytes:
    """A PDF of A5 pages; a link is a page, left, right, base line and the place it leads to."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, Encoding=Name.WinAnsiEncoding)
    )
    for rows in pages:
        page = pdf.add_blank_page(page_size=(420, 595))
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Contents = pdf.make_stream(
            b"".join(
                f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n".encode("cp1252")
                for x, y, size, words in rows
            )
        )
        page.Annots = Array()
    for at, left, right, base, target in links:
        pdf.pages[at].Annots.append(
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=[left, base - 2, right, base + 8],
                    Dest=String(target),
                )
            )
        )
    names = Array()
    for name, (at, x, y) in sorted(places.items()):
        names.append(String(name))
        names.append(Array([pdf.pages[at].obj, Name.XYZ, x, y, 0]))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=names))
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


HEAD: Row = (60, 570, 8, "A running title")


def test_one_page() -> None:
    """A note begins at its place and ends where the next begins; its number is no part of it."""
    content = paper(
        [
            [
                HEAD,
                (60, 500, 11, "Text with two"),
                (146, 504, 6, "1"),
                (160, 500, 11, "calls"),
                (193, 504, 6, "2"),
                (60, 100, 8, "1"),
                (74, 100, 8, "First note, which is bro-"),
                (74, 90, 8, "ken over two lines."),
                (60, 80, 8, "2"),
                (74, 80, 8, "Second."),
                (200, 30, 8, "1 / 1"),
            ]
        ],
        {
            "call-1": (0, 146, 508),
            "call-2": (0, 193, 508),
            "note-1": (0, 60, 108),
            "note-2": (0, 60, 88),
        },
        [
            (0, 146, 150, 504, "note-1"),
            (0, 193, 197, 504, "note-2"),
            (0, 60, 70, 100, "call-1"),
            (0, 60, 70, 80, "call-2"),
        ],
    )
    first, second = pdf_footnotes(content)
    assert (plain(first.text), plain(second.text)) == (
        "First note, which is broken over two lines.",
        "Second.",
    )
    assert (first.call, first.marker, second.call, second.marker) == ("1", "1", "2", "2")
    assert all(note.there and note.back for note in (first, second))


def split(body: Sequence[Row] = ()) -> bytes:
    """Two pages; note 1 goes on at the foot of the second, above note 2."""
    return paper(
        [
            [
                HEAD,
                (60, 500, 11, "Text"),
                (90, 504, 6, "1"),
                (74, 60, 8, "Begins here"),
                (200, 20, 8, "1 / 2"),
            ],
            [
                HEAD,
                (60, 500, 11, "More"),
                (90, 504, 6, "2"),
                *body,
                (74, 80, 8, "and ends here."),
                (60, 70, 8, "2"),
                (74, 70, 8, "Another."),
                (74, 60, 8, "Second paragraph."),
                (200, 20, 8, "2 / 2"),
            ],
        ],
        {
            "call-1": (0, 90, 508),
            "call-2": (1, 90, 508),
            "note-1": (0, 60, 68),
            "note-2": (1, 60, 78),
        },
        [(0, 90, 94, 504, "note-1"), (1, 90, 94, 504, "note-2"), (1, 60, 70, 70, "call-2")],
    )


@pytest.mark.parametrize(
    "body",
    [
        pytest.param([], id="space above"),
        pytest.param([(60, 94, 11, "The last line of the text")], id="text above"),
        pytest.param([(60, 104, 8, "Source: in the size of notes")], id="small text above"),
    ],
)
def test_note_over_two_pages(body: list[Row]) -> None:
    """A note goes on with the lines of its size right above the first note of the next page."""
    first, second = pdf_footnotes(split(body))
    assert plain(first.text) == "Begins here and ends here."
    assert plain(second.text) == "Another. Second paragraph."
    assert (first.call_page, first.note_page, second.note_page) == (1, 1, 2)


def test_no_link_back() -> None:
    """A note without a link back says so."""
    first, second = pdf_footnotes(split())
    assert (first.back, second.back) == (False, True)


def test_note_lost() -> None:
    """A call whose note has no place is a note without text and page."""
    content = paper(
        [[(60, 500, 11, "Text"), (90, 504, 6, "1")]],
        {"call-1": (0, 90, 508)},
        [(0, 90, 94, 504, "note-1")],
    )
    (only,) = pdf_footnotes(content)
    assert (only.number, only.text, only.call_page, only.note_page, only.there) == (
        1,
        "",
        1,
        0,
        False,
    )


def test_two_notes_on_a_line() -> None:
    """Of two notes that begin on one line, the second begins at its own left edge."""
    content = paper(
        [
            [
                (60, 500, 11, "Text"),
                (90, 504, 6, "1"),
                (96, 504, 6, "2"),
                (60, 60, 8, "1 One."),
                (120, 60, 8, "2 Two."),
            ]
        ],
        {
            "call-1": (0, 90, 508),
            "call-2": (0, 96, 508),
            "note-1": (0, 60, 68),
            "note-2": (0, 120, 68),
        },
        [(0, 60, 64, 60, "call-1"), (0, 120, 124, 60, "call-2")],
    )
    assert [plain(note.text) for note in pdf_footnotes(content)] == ["One.", "Two."]


def test_reference_is_no_call() -> None:
    """A link to a note from elsewhere in the text is not taken for its call."""
    content = paper(
        [
            [
                (60, 520, 11, "see note 1"),
                (60, 500, 11, "Text"),
                (90, 504, 6, "1"),
                (60, 60, 8, "1"),
                (74, 60, 8, "One."),
            ]
        ],
        {"call-1": (0, 90, 508), "note-1": (0, 60, 68)},
        [(0, 86, 126, 520, "note-1"), (0, 90, 94, 504, "note-1"), (0, 60, 66, 60, "call-1")],
    )
    (only,) = pdf_footnotes(content)
    assert (only.call, only.there) == ("1", True)
