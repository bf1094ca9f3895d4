"""Documents of Word with other words in one of their parts."""

from __future__ import annotations

import io
import zipfile


def changed(package: bytes, *pairs: tuple[str, str], part: str = "word/document.xml", **parts: str) -> bytes:
    """A document in whose XML some words stand for others, with further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                said = data.decode()
                for before, after in pairs:
                    assert said.count(before) == 1, f"{before!r} stands {said.count(before)} times"
                    said = said.replace(before, after)
                data = said.encode()
            new.writestr(name, data)
        for name, text in parts.items():
            new.writestr(name.replace("__", "/"), text)
    return out.getvalue()
