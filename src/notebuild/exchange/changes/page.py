"""The changes as one self-contained page, and as JSON."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import asdict
from pathlib import Path
from typing import Any

from notebuild.compare.changes import ranges
from notebuild.exchange.changes.value import Figure, Report, sentence
from notebuild.exchange.redline.listing import named, shortened
from notebuild.render import templates

TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}

LARGEST_PICTURE = 400_000
"""Bytes of a figure that is shown; a larger one is named."""


def page(report: Report) -> str:
    """Return the changes as a page that loads nothing and runs nothing; all words in it are data and escaped."""
    context = {
        "report": report,
        "sentence": sentence,
        "named": named,
        "shortened": shortened,
        "ranges": lambda changes: ranges(changes, both=True),
        "picture": lambda content: _data("image/png", content),
        "figure": _figure,
        "kilobytes": lambda size: f"{size / 1000:,.0f}\u00a0kB",
    }
    return templates.fill(Path(__file__).parent, "page.html.j2", context)


def _figure(figure: Figure, side: str) -> str:
    """Return the address of a figure's picture; empty where this version has none, or one too large to show."""
    content = figure.old if side == "old" else figure.new
    kind = TYPES.get(figure.name.rpartition(".")[2].lower(), "")
    return _data(kind, content) if content and kind and len(content) <= LARGEST_PICTURE else ""


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"


def to_json(report: Report) -> str:
    """Return the changes as stable JSON: words, numbers and places; of pictures their numbers and sizes alone."""

    def bare(value: Any) -> Any:
        if isinstance(value, bytes):
            return len(value)
        if isinstance(value, dict):
            return {name: bare(one) for name, one in value.items()}
        return [bare(one) for one in value] if isinstance(value, list | tuple) else value

    return json.dumps(bare(asdict(report)), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
