"""Read PNG and JPEG pictures: what a file is, whether it is whole, how large it prints; make an edition's copy."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from notebuild.core.apart import Died, apart
from notebuild.sources.pictures import jpeg, png

if TYPE_CHECKING:
    from PIL.Image import Image

SUFFIXES = {".svg": "SVG", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
"""The endings of a picture's name, in any case, and what each says that the file is."""

SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"%!PS", "PostScript"),
    (b"8BPS", "Photoshop"),
    (b"PK\x03\x04", "ZIP"),
)
"""How files of each kind begin."""

BYTES = 25_000_000
"""The largest file of a picture; a photograph of 50 megapixels takes fifteen million."""

PIXELS = 50_000_000
"""The most pixels of a picture: what telephones take, and six times what a page can print."""

SLIMMEST = 25
"""How many times longer than its other side a picture may be; one more so would be a line."""

SECONDS, MEGABYTES = 3, 450
"""What decoding one may take; one of 50 megapixels takes a second and 300 MB."""

TOLD = range(100, 2401)
"""Pixels to the inch that are believed; 72 and 96 are what programs write that know none."""

UNTOLD = 150
"""Pixels to the inch where the file says none: the coarsest that looks sharp, so a small picture stays small."""

PLAIN = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
"""Ways of holding colours (Pillow's modes) that every format shows the same."""

UNREADABLE = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, struct.error, zlib.error)
"""What decoders raise for a bad file."""

UPRIGHT, ORIENTATION = 1, 0x0112
"""The EXIF tag that says how a camera was held, and its value where that was as the picture is seen."""


@dataclass(frozen=True, slots=True)
class Raster:
    """What a PNG or JPEG says of itself; width and height in pixels, as it is seen."""

    kind: str
    width: int
    height: int
    resolution: int
    """Pixels to the inch in print."""


def kind(content: bytes) -> str:
    """Return what a file is by how it begins: "PNG", "JPEG", "SVG" …; empty where that is not known."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WebP"
    if content[4:8] == b"ftyp":
        return "HEIC or AVIF"
    named = next((name for sign, name in SIGNS if content.startswith(sign)), "")
    return named or ("SVG" if b"<svg" in content[:100_000] else "")


def promised(path: PurePath) -> str:
    """Return what a picture's name says that it is; empty for a name of no picture."""
    return SUFFIXES.get(path.suffix.lower(), "")


def fault(content: bytes, name: str) -> tuple[str, str] | None:
    """Return what keeps a file from being printed as the PNG or JPEG that its name promises, and the remedy."""
    path = PurePath(name)
    found, said = kind(content), promised(path)
    again = f"save it again as {said}"
    if not content:
        return "is an empty file", "bring the picture back"
    if len(content) > BYTES:
        return f"has more than {BYTES // 1_000_000} million bytes", "save it smaller, or as JPEG"
    if found not in SUFFIXES.values():
        return f"is a {found} file, not {said}" if found else "is no picture", again
    if found != said:
        ending = next(suffix for suffix, one in SUFFIXES.items() if one == found)
        return f"is {found}, not {said}", f"call it {path.with_suffix(ending)}, here and in its folder"
    if found == "SVG":
        return None
    return _damage(content, again)


def _damage(content: bytes, again: str) -> tuple[str, str] | None:
    """Return what is wrong with a PNG or JPEG, found by decoding it; nothing of one that is whole."""
    smaller = "save it smaller: a page prints at most 2,000 pixels beside each other"
    try:
        size = apart(lambda: _header(content), SECONDS, MEGABYTES)
        if size is None:
            return "is damaged: it cannot be read", again
        width, height = size
        if width * height > PIXELS:
            return f"has {width:,} × {height:,} pixels, too many", smaller
        if max(size) > SLIMMEST * min(size):
            message = f"has {width:,} × {height:,} pixels: one side is more than {SLIMMEST} times the other"
            return message, "cut out the part that matters"
        whole = apart(lambda: _is_whole(content), SECONDS, MEGABYTES)
    except Died as death:
        return f"cannot be read: the program that decodes it {death}", again
    return None if whole else ("is damaged: part of it is missing", again)


def _header(content: bytes) -> tuple[int, int] | None:
    """Return the width and height that a file says; None where it says none."""
    try:
        return _opened(content).size
    except UNREADABLE:
        return None


def _is_whole(content: bytes) -> bool:
    """Return whether all pixels of a file are there and can be decoded."""
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the print engine, once it is loaded, lets them pass
    try:
        _decoded(content)
        if kind(content) == "PNG":
            return png.is_whole(content)
        return not jpeg.ends_early(content, _in_greys)
    except UNREADABLE:
        return False


def read(content: bytes) -> Raster:
    """Return what a sound PNG or JPEG says of itself."""
    image = _opened(content)
    width, height = image.size
    if image.getexif().get(ORIENTATION, UPRIGHT) > 4:  # the camera was held on its side
        width, height = height, width
    said = round(float(image.info.get("dpi", (0, 0))[0]))
    return Raster(kind(content), width, height, said if said in TOLD else UNTOLD)


def copied(content: bytes) -> bytes:
    """Return a picture as every format shows it alike: upright, in sRGB, of one frame, in the kind that it has.

    One that is all that already is returned as it is. PDF/A-3 wants one colour space (ISO 19005-3,
    6.2.4), Word turns no picture after its EXIF tag, and a page shows the first of several.
    """
    return apart(lambda: _copied(content), SECONDS * 5, MEGABYTES * 2)


def _copied(content: bytes) -> bytes:
    """Make the copy."""
    from PIL import ImageOps

    image = _opened(content)
    profile = image.info.get("icc_profile", b"")
    turned = image.getexif().get(ORIENTATION, UPRIGHT) != UPRIGHT
    frames = getattr(image, "n_frames", 1)
    if image.mode in PLAIN and not turned and not profile and frames == 1:
        return jpeg.without_origin(content) if kind(content) == "JPEG" else content
    kept: dict[str, Any] = {"icc_profile": None}
    if "dpi" in image.info:
        kept["dpi"] = image.info["dpi"]
    if "transparency" in image.info and image.mode in {"L", "P", "RGB"}:
        kept["transparency"] = image.info["transparency"]
    if turned:
        image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # sixteen bits of grey
        image = image.convert("I").point(lambda level: level / 256).convert("L")
    if profile:
        image = _in_srgb(image, profile)
    if image.mode not in PLAIN:
        image = image.convert("RGB")
    out = io.BytesIO()
    if kind(content) == "JPEG":
        image.save(out, "JPEG", quality=92, subsampling=0, **kept)
    else:
        image.save(out, "PNG", **kept)
    return out.getvalue()


def _in_srgb(image: Image, profile: bytes) -> Image:
    """Return an image, whose colours a profile (ICC.1) explains, in sRGB; as it is where the profile is faulty."""
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(own).lower():
            return image
        wanted = ImageCms.createProfile("sRGB")
        if image.mode in {"P", "LA"}:
            image = image.convert("RGBA" if image.mode == "LA" or "transparency" in image.info else "RGB")
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, own, wanted, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def as_png(content: bytes, kind: str) -> bytes:
    """Return a picture of another kind as PNG, its first frame. Raises one of `UNREADABLE`; for work done apart."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = PIXELS
    opened = Image.open(io.BytesIO(content), formats=(kind.upper(),))
    plain = "RGBA" if "transparency" in opened.info else "RGB"
    out = io.BytesIO()
    (opened if opened.mode in PLAIN else opened.convert(plain)).save(out, "PNG")
    return out.getvalue()


def _decoded(content: bytes) -> Image:
    """Return a picture with its pixels read."""
    image = _opened(content)
    image.load()
    return image


def _in_greys(content: bytes) -> Image:
    """Return a JPEG with its pixels read as greys: a third of the memory."""
    image = _opened(content)
    image.draft("L", image.size)
    image.load()
    return image


def _opened(content: bytes) -> Image:
    """Return a picture opened, its pixels not read yet; nothing but PNG and JPEG is tried."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # we have our own limit, and say so
    return Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
