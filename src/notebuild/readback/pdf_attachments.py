"""Takes the files out of a PDF that travel inside it, whoever made it: few, of a bounded size, written nowhere."""

from __future__ import annotations

import zlib
from io import BytesIO
from itertools import islice
from typing import Any

import pikepdf

from notebuild.readback.value import Unreadable

MOST, LARGEST = 50, 20_000_000
"""Files that are looked at, and bytes that each may have unpacked; ours are three, of some hundred thousand."""


def attachments(data: bytes) -> dict[str, bytes]:
    """Return the files inside a PDF's bytes, by the names that it gives them: words, never paths to write to.

    Raises Unreadable for one that is too large or packed in a way of which ours are not.
    """
    with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
        found = {}
        for name in islice(pdf.attachments, MOST):
            file: Any = pdf.attachments[name].obj.EF.F
            said = "".join(letter if letter.isprintable() else "?" for letter in str(name))[:200]
            found[said] = _unpacked(file, said)
        return found


def _unpacked(file: Any, name: str) -> bytes:
    """Return the bytes of an embedded file; a small one can unpack to gigabytes."""
    packed, how = file.read_raw_bytes(), file.get("/Filter")
    if isinstance(how, pikepdf.Array) and len(how) < 2:
        how = how[0] if len(how) else None
    if how is None:
        unpacked = bytes(packed)
    elif how == pikepdf.Name.FlateDecode and "/DecodeParms" not in file:
        unpacked = zlib.decompressobj().decompress(packed, LARGEST + 1)
    else:
        raise Unreadable(f"holds a file {name} that is packed in another way than ours")
    if len(unpacked) > LARGEST:
        raise Unreadable(f"holds a file {name} that unpacks to more than any of ours")
    return unpacked
