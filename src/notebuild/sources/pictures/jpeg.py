"""The parts of a JPEG file (ITU-T T.81, annex B): whether its pixels end early, and what it says of its maker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

START_OF_SCAN, APP1 = 0xDA, 0xE1
BASELINE = (0xC0, 0xC1)
"""Frames whose pixels come once, from the top down."""

MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""What ends a scan; restarts do not."""

TAIL = 4
"""Bytes taken from the end of a scan: too few for more than one line of blocks."""

LAST = 64
"""Pixels at the foot that these bytes may be of."""


def segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield each segment before the first scan, and the head of that: marker, where it begins and ends."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        if content[at + 1] == 0xFF:  # fill bytes may stand before a marker
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        yield content[at + 1], at, end
        if content[at + 1] == START_OF_SCAN:
            return
        at = end


def without_origin(content: bytes) -> bytes:
    """Return a JPEG without its EXIF and XMP: they tell where a photograph was taken, and with what.

    Not one pixel is encoded anew.
    """
    pieces, at = [], 0
    for marker, start, end in segments(content):
        if marker == APP1:
            pieces.append(content[at:start])
            at = end
    return b"".join([*pieces, content[at:]])


def ends_early(content: bytes, decode: Callable[[bytes], Image]) -> bool:
    """Return whether a JPEG's pixels end before its last lines: decoders repeat the last colour, and say nothing.

    Without the last bytes of its scan a whole picture differs at its foot alone, one cut off where its
    data end. Only a picture of one scan can be asked.
    """
    from PIL import ImageChops

    heads = list(segments(content))
    if not heads or heads[-1][0] != START_OF_SCAN or not any(one[0] in BASELINE for one in heads):
        return False
    start = heads[-1][2]
    end = MARKER.search(content, start)
    if end is None or content[end.start() + 1] != 0xD9 or end.start() - TAIL <= start:
        return False
    whole = decode(content)
    less = decode(content[: end.start() - TAIL] + content[end.start() :])
    box = ImageChops.difference(whole, less).getbbox(alpha_only=False)
    return box is not None and box[1] < whole.height - max(LAST, 16 * LAST // max(1, whole.width // 8))
