"""Brings the pictures of a document into a note: PNG and JPEG as they are, others as PNG, or told by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from notebuild.core.apart import Died, apart
from notebuild.core.model import Node
from notebuild.core.problems import Location, NotebuildError
from notebuild.edition import nodes, tree
from notebuild.exchange.intake.value import Remark
from notebuild.sources import drawing_rasters
from notebuild.sources import pictures as rasters

SECONDS, MEGABYTES = 6, 600
CONVERTED = ("GIF", "BMP", "TIFF", "WebP")
HASHED = re.compile(r"[0-9A-Fa-f]{16,}")
"""Names that LibreOffice gives to pictures."""

AUTOMATIC = re.compile(
    r"\s*(?:description automatically generated|description générée automatiquement).*", re.I
)
NAMES = re.compile(r"\s*(?:image|picture|grafik|graphique|bild)\s*\d*\s*(?:\.\w+)?\s*", re.I)
"""What Word and LibreOffice write where nobody described a picture."""


def brought(
    blocks: list[Node], held: Mapping[str, bytes], places: Sequence[int] = ()
) -> tuple[dict[str, bytes], list[Node], list[Remark]]:
    """Return the files of the note's pictures by name, the blocks with their new names, and what is to be told.

    `places` are the numbers of the blocks in the document.
    """
    files: dict[str, bytes] = {}
    remarks: list[Remark] = []
    names: dict[str, str] = {}

    def image(one: Node) -> Node | list[Node]:
        attributes, alt, target = one["c"]
        source = str(target[0])
        if source not in names:
            content = held.get(source)
            name, told = _file(source, content, files, len(names) + 1)
            names[source] = name
            remarks.extend(told)
        said = tree.text(alt) or dict(attributes[2]).get("alt", "")
        if AUTOMATIC.search(said) or NAMES.fullmatch(said):
            remarks.append(
                Remark("words that a program wrote for a picture: describe it yourself", said, left_out=True)
            )
            said, alt = "", []
        pairs = {"alt": said} if said and not alt else {}
        return nodes.image(nodes.attr(attributes[0], **pairs), alt, [names[source], ""])

    out: list[Node] = []
    for place, block in zip_longest(places, blocks, fillvalue=0):
        assert isinstance(block, dict)
        before = len(remarks)
        out.append(tree.rewrite(block, image, "Image"))
        remarks[before:] = [replace(one, place=place) for one in remarks[before:]]
    return files, out, remarks


def _file(
    source: str, content: bytes | None, files: dict[str, bytes], count: int
) -> tuple[str, list[Remark]]:
    """Put a picture among the files; return its path in the note, also where it cannot be brought."""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", source.rpartition("/")[2].rpartition(".")[0]).strip("-")
    if not stem or HASHED.fullmatch(stem):
        stem = f"picture-{count}"
    wanted = f"figures/{stem}.png"
    if content is None:
        return wanted, [Remark(f"a picture that is not in the document: put it there as {wanted}", source)]
    kind = rasters.kind(content)
    told: list[Remark] = []
    if kind in CONVERTED:
        made = _as_png(content, kind)
        if made is None:
            what = f"a picture of the kind {kind} that cannot be read: export it as {wanted}"
            return wanted, [Remark(what, source)]
        told.append(Remark(f"a picture of the kind {kind}: it is a PNG now", source, wants_look=False))
        content, kind = made, "PNG"
    elif kind == "SVG":
        try:
            content, kind = drawing_rasters.drawn(content, (), Location(source)), "PNG"
        except NotebuildError as fault:
            what = f"a drawing that cannot be drawn ({fault.problems[0].message}): export it as {wanted}"
            return wanted, [Remark(what, source)]
        told.append(
            Remark("a drawing in SVG: it is a PNG now; the drawing itself may take its place", source)
        )
    if kind not in ("PNG", "JPEG"):
        what = source.rpartition(".")[2].upper() or "unknown"
        return wanted, [
            Remark(f"a picture of the kind {what}, which no page shows: save it as {wanted}", source)
        ]
    ending = "png" if kind == "PNG" else "jpg"
    name = next(
        one
        for one in (f"{stem}.{ending}", *(f"{stem}-{n}.{ending}" for n in range(2, 10_000)))
        if f"figures/{one}" not in files or files[f"figures/{one}"] == content
    )
    files[f"figures/{name}"] = content
    return f"figures/{name}", told


def _as_png(content: bytes, kind: str) -> bytes | None:
    """Return a picture as PNG, its first frame; None where it cannot be decoded within the limits."""
    try:
        return apart(lambda: rasters.as_png(content, kind), SECONDS, MEGABYTES)
    except (Died, *rasters.UNREADABLE):
        return None
