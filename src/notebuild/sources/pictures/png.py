"""Whether a PNG file holds all the pixels that its head promises (PNG specification, third edition)."""

from __future__ import annotations

import struct
import zlib

SIGNATURE = 8
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel by colour type (11.2.1)."""

PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Adam7 (8.1): where each pass begins and how far it steps, across and down."""


def is_whole(content: bytes) -> bool:
    """Return whether the pixels of a PNG are as many as its head says, neither fewer nor whole rows more.

    Decoders fill up with black what is missing, and say nothing. Raises struct.error where the file ends
    before its last chunk, KeyError for a colour type that there is not, zlib.error for spoilt pixels.
    """
    width: int
    height: int
    depth: int
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", content[16:29])
    bits = depth * CHANNELS[colour]
    full = _length(width, height, bits, bool(interlaced))
    row = 1 + (width * bits + 7) // 8
    unpacking, found, at, kind = zlib.decompressobj(), 0, SIGNATURE, b""
    while kind != b"IEND":
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        if kind == b"IDAT":
            rest = content[at + 8 : at + 8 + size]
            while rest and found < full + row:
                found += len(unpacking.decompress(rest, 1 << 20))
                rest = unpacking.unconsumed_tail
        at += size + 12
    return full <= found < full + row


def _length(width: int, height: int, bits: int, interlaced: bool) -> int:
    """Return how many bytes the pixels take: a filter byte and the samples, row by row."""
    if not interlaced:
        return height * (1 + (width * bits + 7) // 8)
    total = 0
    for left, top, across, down in PASSES:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * bits + 7) // 8)
    return total
