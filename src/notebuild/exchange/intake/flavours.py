"""Reads Markdown as pandoc, Quarto and Manubot have it, and brings what they add into what a note holds."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notebuild.edition import pandoc
from notebuild.exchange.intake.value import Incoming


def named(text: str) -> list[str]:
    """Return the files of its folder that a text names: pictures and bibliographies."""
    found = re.findall(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)", text)
    head = re.match(r"---\n(.*?)\n(?:---|\.\.\.)\n", text, re.DOTALL)
    if head:
        found += re.findall(r"[\w./-]+\.(?:bib|json)\b", head[1])
    return [path for path in dict.fromkeys(found) if not re.match(r"\w+:|/", path)]


def read(text: str, shown: str, beside: Mapping[str, bytes]) -> Incoming:
    """Return a Markdown text as a document."""
    tree = pandoc.imported(text.encode(), "markdown", shown)
    return Incoming(tree["blocks"], tree["meta"], (text,), pictures=dict(beside))
