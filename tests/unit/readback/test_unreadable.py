"""Finished files that are damaged, foreign or no files: each is refused in words, none with a traceback."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from notebuild import readback

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paper(change: Callable[[pikepdf.Pdf], None] = lambda pdf: None, **options: object) -> bytes:
    """A PDF of one blank page with a structure tree of one element."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = pdf.make_indirect(Dictionary(S=Name.Document, K=Array()))
    pdf.Root.StructTreeRoot.K = top
    change(pdf)
    out = BytesIO()
    pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def circle(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K
    top.K = Array([pdf.make_indirect(Dictionary(S=Name.Part, K=top))])


def link_without_a_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, Dest=String("x"))])


def package(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


WORD = package({"word/document.xml": f'<w:document xmlns:w="{W}"/>'.encode()})


def locked() -> bytes:
    """The package with the flag of encryption set on its part, in the directory at its end."""
    data = bytearray(WORD)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.docx", b"\0" * 512, "is empty"),
        ("a.html", b" \n", "is empty"),
        ("a.pdf", b"<html>", "is no PDF, or a damaged one: "),
        ("a.pdf", paper()[:-60], "is no PDF, or a damaged one: "),
        ("a.pdf", paper()[:200], "is no PDF, or a damaged one: "),
        ("a.pdf", paper(encryption=pikepdf.Encryption(owner="o", user="u")), "asks for a password"),
        ("a.pdf", paper(circle), "its tags run in a circle"),
        ("a.pdf", paper(link_without_a_box), "is not a PDF as we make them: AttributeError, "),
        ("a.docx", paper(), "is no Word document, or a damaged one: BadZipFile, File is not a zip file"),
        ("a.docx", WORD[:-30], "is no Word document, or a damaged one: BadZipFile, File is not a zip file"),
        ("a.docx", WORD[:45] + b"\xff\xff" + WORD[47:], "is no Word document, or a damaged one: "),
        ("a.docx", WORD.replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xd7"), "is no Word document, or a"),
        ("a.docx", package({"word/document.xml": b"<w:document"}), "is no Word document, or a damaged one: "),
        ("a.docx", package({"mimetype": b"x"}), "is a package without word/document.xml, so no Word document"),
        ("a.docx", package({"word/document.xml": b" " * 60_000_000}), "unpacks to 60 MB of word/document.xml"),
        ("a.docx", locked(), "asks for a password"),
    ],
    ids=[
        "empty PDF", "only zeros", "only white space", "no PDF", "PDF cut at its end", "PDF cut early",
        "password", "circle of tags", "link without a box", "PDF named docx", "package cut", "package spoilt",
        "package of tomorrow",
        "part that is no XML", "another package", "bomb", "package with a password",
    ],
)  # fmt: skip
def test_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    """Whatever is wrong with a file's bytes is said in words."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(readback.Unreadable) as caught:
        readback.read(path, name)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value) and not str(caught.value).endswith(".")


def test_a_folder(tmp_path: Path) -> None:
    """A folder in a file's place is said to be one."""
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(readback.Unreadable, match=r"^is a folder, not a file$"):
        readback.read(tmp_path / "a.pdf", "a.pdf")


def test_too_large(tmp_path: Path) -> None:
    """A file larger than any of ours is not read into memory."""
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.truncate(readback.LARGEST + 1_000_000)
    with pytest.raises(readback.Unreadable, match=r"^is 101 MB large, which no web page of ours is$"):
        readback.read(path, "a.html")


def test_not_there(tmp_path: Path) -> None:
    """A file that is not there says so as the system does."""
    with pytest.raises(readback.Unreadable, match=r"^cannot be opened: No such file or directory$"):
        readback.read(tmp_path / "a.pdf", "a.pdf")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", paper()),
        ("a.docx", WORD),
        ("a.html", b"\xff\xfe\x00binary<p>"),
    ],
    ids=["PDF", "Word document", "page"],
)
def test_foreign(tmp_path: Path, name: str, content: bytes) -> None:
    """A sound file that is not ours is read, and has no notes; its comparison says the rest."""
    path = tmp_path / name
    path.write_bytes(content)
    assert [reading.footnotes for reading in readback.read(path, name)] in ([()], [(), ()])
