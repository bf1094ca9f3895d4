"""PNG and JPEG pictures: what a file is, whether it is whole, how large it prints, and the copy of an edition."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from notebuild.core.problems import Location
from notebuild.sources import markdown, pictures
from notebuild.sources.checks import pictures as check_of_pictures
from notebuild.sources.markdown import inlines


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (90, 60), **options: Any) -> bytes:
    """A picture of a slope of colours, in a file of this kind."""
    out = io.BytesIO()
    slope = Image.linear_gradient("L").resize(size)
    Image.merge("RGB", (slope, slope.rotate(90), slope.rotate(180))).convert(mode).save(out, kind, **options)
    return out.getvalue()


def held(turn: int) -> dict[str, Any]:
    """What a camera that was held so says of it (EXIF 2.3, 4.6.4, tag 0x0112)."""
    exif = Image.Exif()
    exif[0x0112] = turn
    return {"exif": exif}


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG (PNG specification, 5.3)."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(
    width: int, height: int, pixels: bytes, colour: int = 2, depth: int = 8, interlaced: int = 0
) -> bytes:
    """A PNG written by hand, whose head may promise what its pixels do not keep."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


ROW = b"\0" + bytes(30)
"""A row of ten pixels."""

PNG, JPEG = encoded("PNG"), encoded("JPEG")
SIZE_OF_JPEG = JPEG.index(b"\xff\xc0") + 5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.png", PNG, id="png"),
        pytest.param("A.PNG", PNG, id="capitals"),
        pytest.param("a.jpg", JPEG, id="jpg"),
        pytest.param("a.JPEG", JPEG, id="jpeg"),
        pytest.param("a.jpg", encoded("JPEG", progressive=True), id="progressive"),
        pytest.param("a.jpg", encoded("JPEG", "L"), id="grey jpg"),
        pytest.param("a.jpg", encoded("JPEG", "CMYK"), id="four colours"),
        pytest.param("a.png", encoded("PNG", "P"), id="palette"),
        pytest.param("a.png", encoded("PNG", "1"), id="two colours"),
        pytest.param("a.png", encoded("PNG", "RGBA"), id="alpha"),
        pytest.param("a.png", encoded("PNG", "LA"), id="grey and alpha"),
        pytest.param("a.png", png(10, 6, (b"\0" + bytes(60)) * 6, depth=16), id="sixteen bits"),
        pytest.param("a.png", png(1, 1, b"\0\0", colour=0, interlaced=1), id="one pixel, interlaced"),
        pytest.param("a.jpg", encoded("JPEG", size=(8, 100)), id="narrow"),
        pytest.param("a.jpg", encoded("JPEG", size=(400, 16)), id="flat"),
    ],
)
def test_good_pictures_pass(name: str, content: bytes) -> None:
    """Every sort of PNG and JPEG is taken, whatever the case of its name's ending."""
    assert pictures.fault(content, f"figures/{name}") is None


@pytest.mark.parametrize(
    ("name", "content", "message", "remedy"),
    [
        pytest.param("a.png", b"", "is an empty file", "bring the picture back", id="empty"),
        pytest.param("a.png", PNG[:20], "is damaged: it cannot be read", "save it again as PNG", id="head"),
        pytest.param(
            "a.png", PNG[:100], "is damaged: part of it is missing", "save it again as PNG", id="cut"
        ),
        pytest.param(
            "a.png",
            PNG[:-12],
            "is damaged: part of it is missing",
            "save it again as PNG",
            id="no last chunk",
        ),
        pytest.param(
            "a.png",
            png(10, 9, ROW * 4),
            "is damaged: part of it is missing",
            "save it again as PNG",
            id="lies",
        ),
        pytest.param(
            "a.png",
            png(10, 3, ROW * 4),
            "is damaged: part of it is missing",
            "save it again as PNG",
            id="more",
        ),
        pytest.param(
            "a.jpg", JPEG[:900], "is damaged: part of it is missing", "save it again as JPEG", id="cut jpg"
        ),
        pytest.param(
            "a.jpg",
            encoded("JPEG", size=(300, 300))[:2500] + b"\xff\xd9",
            "is damaged: part of it is missing",
            "save it again as JPEG",
            id="cut jpg with an end mark",
        ),
        pytest.param(
            "a.jpg",
            JPEG[:SIZE_OF_JPEG] + struct.pack(">H", 900) + JPEG[SIZE_OF_JPEG + 2 :],
            "is damaged: part of it is missing",
            "save it again as JPEG",
            id="jpg lies",
        ),
        pytest.param(
            "a.png", JPEG, "is JPEG, not PNG", "call it figures/a.jpg, here and in its folder", id="named png"
        ),
        pytest.param(
            "a.jpg", PNG, "is PNG, not JPEG", "call it figures/a.png, here and in its folder", id="named jpg"
        ),
        pytest.param(
            "a.svg", PNG, "is PNG, not SVG", "call it figures/a.png, here and in its folder", id="named svg"
        ),
        pytest.param("a.png", encoded("GIF"), "is a GIF file, not PNG", "save it again as PNG", id="gif"),
        pytest.param(
            "a.jpg", encoded("WEBP"), "is a WebP file, not JPEG", "save it again as JPEG", id="webp"
        ),
        pytest.param("a.png", b"words", "is no picture", "save it again as PNG", id="words"),
        pytest.param(
            "a.png",
            png(13_000, 13_000, b"\0"),
            "has 13,000 × 13,000 pixels, too many",
            "save it smaller: a page prints at most 2,000 pixels beside each other",
            id="huge",
        ),
        pytest.param(
            "a.png",
            encoded("PNG", size=(4, 200)),
            "has 4 × 200 pixels: one side is more than 25 times the other",
            "cut out the part that matters",
            id="slim",
        ),
        pytest.param(
            "a.png",
            PNG + bytes(25_000_000),
            "has more than 25 million bytes",
            "save it smaller, or as JPEG",
            id="heavy",
        ),
    ],
)
def test_faults_are_told(name: str, content: bytes, message: str, remedy: str) -> None:
    """A file that is not what it says, or not all of it, is told before anything is made of it."""
    assert pictures.fault(content, f"figures/{name}") == (message, remedy)


@pytest.mark.parametrize(
    ("content", "size", "resolution"),
    [
        pytest.param(PNG, (90, 60), 150, id="none said"),
        pytest.param(encoded("PNG", dpi=(300, 300)), (90, 60), 300, id="said"),
        pytest.param(encoded("JPEG", dpi=(72, 72)), (90, 60), 150, id="what programs write that know none"),
        pytest.param(encoded("JPEG", dpi=(9999, 9999)), (90, 60), 150, id="beyond belief"),
        pytest.param(encoded("JPEG", **held(3)), (90, 60), 150, id="upside down"),
        pytest.param(encoded("JPEG", **held(6)), (60, 90), 150, id="on its side"),
    ],
)
def test_size(content: bytes, size: tuple[int, int], resolution: int) -> None:
    """A picture is as large as its pixels and their resolution say, as it is seen."""
    raster = pictures.read(content)
    assert ((raster.width, raster.height), raster.resolution) == (size, resolution)


def test_copy_of_a_plain_picture() -> None:
    """What every format shows alike is not encoded anew."""
    assert pictures.copied(PNG) == PNG and pictures.copied(JPEG) == JPEG


def test_copy_stands_upright() -> None:
    """The copy of a picture that was taken sideways is turned, since Word does not turn it; and says nothing of it."""
    copy = pictures.copied(encoded("JPEG", **held(6)))
    image = Image.open(io.BytesIO(copy))
    assert image.size == (60, 90) and 0x0112 not in image.getexif()


def test_copy_says_nothing_of_its_origin() -> None:
    """Where and with what a photograph was taken is not published with it; its pixels stay as they are."""
    exif = Image.Exif()
    exif[0x010F] = "A maker"
    given = encoded("JPEG", exif=exif)
    copy = pictures.copied(given)
    assert b"A maker" in given and b"A maker" not in copy and b"Exif" not in copy
    assert Image.open(io.BytesIO(copy)).tobytes() == Image.open(io.BytesIO(given)).tobytes()


@pytest.mark.parametrize(
    ("given", "mode"),
    [
        pytest.param(encoded("JPEG", "CMYK"), "RGB", id="four colours"),
        pytest.param(encoded("PNG", "I;16"), "L", id="sixteen bits of grey"),
    ],
)
def test_copy_in_colours_that_all_show(given: bytes, mode: str) -> None:
    """A copy has eight bits of grey or of red, green and blue, its lightest and darkest as they were."""
    image = Image.open(io.BytesIO(pictures.copied(given)))
    assert image.mode == mode and image.size == (90, 60)


def test_copy_in_srgb() -> None:
    """Colours that a profile explains are those that are seen, in a file without it."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    given = encoded("PNG", icc_profile=profile.tobytes())
    assert "icc_profile" not in Image.open(io.BytesIO(pictures.copied(given))).info


SVG = "http://www.w3.org/2000/svg"

FRONT = "---\ntitle: T\n---\n\n"


def told(folder: Path, body: str) -> list[str]:
    """What the check of a note with this body says of its pictures; its first line is line 5."""
    (folder / "note.md").write_text(FRONT + body, encoding="utf-8")
    note, _ = markdown.read(folder / "note.md", "n.md")
    assert note is not None
    return [str(problem) for problem in check_of_pictures.check(note, folder)]


def test_a_damaged_picture_is_told_at_its_line(tmp_path: Path) -> None:
    """The place is that of the picture in the note, once, however often it is shown."""
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.png").write_bytes(PNG[:100])
    shown = '![A](figures/a.png){alt="B"}\n\n'
    assert told(tmp_path, shown * 2) == [
        "n.md:5:4: image figures/a.png is damaged: part of it is missing\n    save it again as PNG"
    ]


def test_what_cannot_be_drawn_is_told_at_its_line(tmp_path: Path) -> None:
    """A drawing is drawn once by the check, in a process that may die: here of a tile of 10 million pixels a side."""
    (tmp_path / "figures").mkdir()
    tile = (
        '<pattern id="p" width="1e7" height="1e7" patternUnits="userSpaceOnUse">'
        '<rect width="1" height="1"/></pattern>'
    )
    shape = '<rect width="400" height="300" fill="url(#p)"/>'
    (tmp_path / "figures" / "a.svg").write_text(
        f'<svg xmlns="{SVG}" viewBox="0 0 400 300">{tile}{shape}</svg>'
    )
    assert told(tmp_path, '![A](figures/a.svg){alt="B"}\n') == [
        "n.md:5:4: image figures/a.svg cannot be drawn: the program that draws it crashed\n"
        "    simplify it in the drawing program, or export it as PNG"
    ]


def test_a_drawing_that_is_no_text(tmp_path: Path) -> None:
    """A drawing in another encoding is told at its first byte that is none of UTF-8."""
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.svg").write_bytes(b'<svg viewBox="0 0 4 3">\n<title>\xe9</title></svg>')
    (problem,) = told(tmp_path, '![A](figures/a.svg){alt="B"}\n')
    assert problem == (
        "figures/a.svg:2: the figure is not in UTF-8\n    save it in UTF-8 in the drawing program"
    )


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        pytest.param(
            "A note[^a].\n\n[^a]: See ![M](figures/a.png) here.",
            "n.md:7:11: image figures/a.png stands in a footnote\n"
            "    put it into the text, in a paragraph of its own",
            id="in a footnote",
        ),
        pytest.param(
            "## ![M](figures/a.png) here",
            "n.md:5:4: image figures/a.png stands in a heading\n"
            "    put it into the text, in a paragraph of its own",
            id="in a heading",
        ),
        pytest.param(
            "[![M](figures/a.png)](https://example.org/)",
            "n.md:5:1: a picture is the words of a link\n"
            "    write the picture alone, and the link into its caption or a line of text",
            id="in a link",
        ),
        pytest.param(
            '![M](figures/a.png "Words"){alt="A"}',
            "n.md:5:4: the words after figures/a.png in its brackets print in no format\n"
            "    write them into the caption, or take them out",
            id="a title",
        ),
        pytest.param(
            'Two ![M](figures/a.png){alt="A"} in a line.',
            "n.md:5:5: the caption of image figures/a.png prints nowhere: only one alone in its paragraph has one\n"
            "    put it in a paragraph of its own, with a blank line before and after",
            id="a caption in a line",
        ),
        pytest.param(
            '![](figures/a.png){alt="A"}',
            "n.md:5:3: image figures/a.png stands alone and has no caption\n"
            "    write it between the square brackets",
            id="no caption",
        ),
        pytest.param(
            "![[figures/a.png]]",
            "n.md:5:1: ![[figures/a.png]] is another program's way to show a picture\n"
            '    write ![caption](figures/a.png){alt="…"}',
            id="another program's",
        ),
    ],
)
def test_places_that_hold_no_picture(tmp_path: Path, body: str, problem: str) -> None:
    """A picture that some format would not show, or not with its words, is told."""
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.png").write_bytes(PNG)
    assert told(tmp_path, body + "\n") == [problem]


@pytest.mark.parametrize(
    ("address", "message", "remedy"),
    [
        (
            "figures/a b.png",
            "the file name figures/a b.png has a space",
            "rename the file to figures/a-b.png, ",
        ),
        (
            "<figures/a b.png>",
            "the file name figures/a b.png has a space",
            "rename the file to figures/a-b.png, ",
        ),
        (
            "figures/a%20b.png",
            "the file name figures/a b.png has a space",
            "rename the file to figures/a-b.png, ",
        ),
        ("figures/%C3%A9.png", "image figures/%C3%A9.png is written as in an address", "write figures/é.png"),
    ],
)
def test_names_as_in_an_address(tmp_path: Path, address: str, message: str, remedy: str) -> None:
    """A space in a name is told once, however it is written; so are letters in the signs of an address."""
    (tmp_path / "figures").mkdir()
    for name in ("a b.png", "é.png"):
        (tmp_path / "figures" / name).write_bytes(PNG)
    (problem,) = told(tmp_path, f'![M]({address}){{alt="A"}}\n')
    assert problem.startswith(f"n.md:5:4: {message}\n    {remedy}")


@pytest.mark.parametrize(
    "body",
    [
        'Alone:\n\n![M](figures/a.png){#fig-a alt="A" width=50%}',
        "In a ![small picture](figures/a.png) line.",
        'In a ![](figures/a.png){alt="small picture" width=.5in} line.',
        "- In a ![list](figures/a.png).",
        "| A | B |\n|---|---|\n| ![one](figures/a.png){width=2cm} | two |",
        "In code `![[x]]` and \\![[x]].",
    ],
)
def test_places_that_hold_a_picture(tmp_path: Path, body: str) -> None:
    """A picture that every format shows is passed in silence."""
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.png").write_bytes(PNG)
    assert told(tmp_path, body + "\n") == []


@pytest.mark.parametrize("value", ["abc", "0", "-3cm", "8,5cm", "20em", "0.0%", "5 cm"])
def test_a_width_that_is_none(value: str) -> None:
    """A width that pandoc or an engine would pass over is told."""
    assert [str(one) for one in inlines.attributes(f'width="{value}"', Location("n.md", 5, 9))] == [
        f'n.md:5:9: width="{value}" is no width\n'
        "    write a part of the line, width=50%, or a length, width=8cm"
    ]


@pytest.mark.parametrize("value", ["50%", "8cm", "8.5cm", ".5in", "300", "300px", "100%"])
def test_a_width(value: str) -> None:
    """A part of the line, or a length."""
    assert list(inlines.attributes(f"width={value}", Location("n.md", 5, 9))) == []


def test_both_sizes() -> None:
    """Width and height together would draw a picture out of shape."""
    (problem,) = inlines.attributes("width=8cm height=3cm", Location("n.md", 5, 9))
    assert str(problem) == (
        "n.md:5:9: a picture has both a width and a height\n"
        "    take one of them out; the other follows from it"
    )


def test_small_letters_are_told_at_the_picture(tmp_path: Path) -> None:
    """Letters that nobody reads on a telephone are a warning, where no frame lets a reader enlarge them."""
    (tmp_path / "figures").mkdir()
    text = '<text x="5" y="20" font-size="7">Words</text>'
    (tmp_path / "figures" / "a.svg").write_text(f'<svg xmlns="{SVG}" viewBox="0 0 500 300">{text}</svg>')
    assert told(tmp_path, '![A](figures/a.svg){alt="B"}\n') == [
        "n.md:5:4: warning: the smallest letters of figures/a.svg are 4.5 pixels high on a telephone\n"
        "    make them larger, or the drawing wider than 600 pixels: then a reader can enlarge it"
    ]
