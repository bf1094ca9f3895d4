"""Font files cut down to the characters of one page, by HarfBuzz, and packed as WOFF for its sheet."""

from __future__ import annotations

import base64
import ctypes
import struct
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from notebuild.core.problems import Location, NotebuildError, Problem

LIBRARIES = (
    "libharfbuzz-subset.so.0",
    "libharfbuzz-subset.0.dylib",
    "/opt/homebrew/lib/libharfbuzz-subset.0.dylib",
    "/usr/local/lib/libharfbuzz-subset.0.dylib",
)
"""The library that the PDF engine needs too, by the names it has on Linux and macOS."""

FEATURES = ("onum", "pnum", "lnum", "tnum", "c2sc", "smcp")
"""OpenType features that the sheets ask for, besides those every engine turns on."""

LAYOUT_FEATURES, DROP_TABLES = 6, 3
"""Sets of a subset's input, as `hb_subset_sets_t` counts them."""

NO_HINTING = 1
"""`HB_SUBSET_FLAGS_NO_HINTING`: screens of today smooth, and hints are a third of a file."""


@cache
def harfbuzz() -> Any:
    """HarfBuzz's subsetter; raises NotebuildError when the machine lacks it."""
    for name in LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for function in (
            "hb_blob_create", "hb_face_create", "hb_subset_input_create_or_fail",
            "hb_subset_input_unicode_set", "hb_subset_input_set", "hb_subset_or_fail",
            "hb_face_reference_blob",
        ):  # fmt: skip
            getattr(library, function).restype = ctypes.c_void_p
        library.hb_blob_get_data.restype = ctypes.POINTER(ctypes.c_char)
        return library
    raise NotebuildError(
        [
            Problem(
                Location("harfbuzz"),
                "the library HarfBuzz-Subset is not on this machine",
                "install it: apt-get install libharfbuzz-subset0, or brew install harfbuzz",
            )
        ]
    )


def subset(path: Path, characters: Iterable[str]) -> bytes:
    """The font at `path` with only what these characters need, as an OpenType file."""
    hb, void = harfbuzz(), ctypes.c_void_p
    raw = path.read_bytes()
    blob = void(hb.hb_blob_create(raw, len(raw), 1, None, None))
    face = void(hb.hb_face_create(blob, 0))
    wanted = void(hb.hb_subset_input_create_or_fail())
    points = void(hb.hb_subset_input_unicode_set(wanted))
    for character in sorted(set(characters)):
        hb.hb_set_add(points, ord(character))
    features = void(hb.hb_subset_input_set(wanted, LAYOUT_FEATURES))
    for feature in FEATURES:
        hb.hb_set_add(features, int.from_bytes(feature.encode(), "big"))
    hb.hb_subset_input_set_flags(wanted, NO_HINTING)
    small = void(hb.hb_subset_or_fail(face, wanted))
    out = void(hb.hb_face_reference_blob(small))
    length = ctypes.c_uint()
    data = ctypes.string_at(hb.hb_blob_get_data(out, ctypes.byref(length)), length.value)
    for free, thing in (
        (hb.hb_blob_destroy, out), (hb.hb_face_destroy, small), (hb.hb_subset_input_destroy, wanted),
        (hb.hb_face_destroy, face), (hb.hb_blob_destroy, blob),
    ):  # fmt: skip
        free(thing)
    return data


def woff(font: bytes) -> bytes:
    """An OpenType file packed as WOFF 1.0 (W3C Recommendation, sections 3 to 5), tables in file order."""
    flavour, count = struct.unpack(">4sH6x", font[:12])
    entries = [struct.unpack(">4sLLL", font[12 + 16 * n : 28 + 16 * n]) for n in range(count)]
    offset, whole = 44 + 20 * count, 12 + 16 * count
    directory, packed = {}, b""
    for tag, check, start, length in sorted(entries, key=lambda entry: entry[2]):
        table = font[start : start + length]
        pressed = zlib.compress(table, 9)
        if len(pressed) >= length:  # section 5: equal lengths mean "not compressed"
            pressed = table
        directory[tag] = struct.pack(">4sLLLL", tag, offset + len(packed), len(pressed), length, check)
        packed += pressed + bytes(-len(pressed) % 4)
        whole += length + -length % 4
    head = struct.pack(
        ">4s4sLHHLHHLLLLL",
        b"wOFF", flavour, offset + len(packed), count, 0, whole, 1, 0, 0, 0, 0, 0, 0,
    )  # fmt: skip
    return head + b"".join(directory[tag] for tag in sorted(directory)) + packed


def source(path: Path, characters: Iterable[str]) -> str:
    """The value of `src` in an `@font-face` rule: the cut-down font, inside the sheet."""
    coded = base64.b64encode(woff(subset(path, characters))).decode()
    return f'url("data:font/woff;base64,{coded}") format("woff")'
