"""Gives a footnote that begins with the particle of a name its capital: De Waal, at the head of a note alone.

A note is a sentence and begins with a capital (New Hart's Rules 17; Lexique des règles typographiques en usage à
l'Imprimerie nationale, "Capitales"; Amtliches Regelwerk § 54). The citation style writes a name as its owner does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from notebuild.core.model import Node
from notebuild.edition.nodes import string, with_content
from notebuild.edition.tree import text

HEAD = re.compile(
    r"(?:(?:de|du|des|van|von|vom|zu|zum|zur|den|der|ter|ten|te|da|das|do|dos|di|del|della|degli|dei|la|le|les|lo"
    r"|el|al|af|av|ibn|bin|ben|abu)[ \u00a0]|(?:d|l|dell)['’]|(?:al|el|ul|es|as|ad|an)-){1,3}[^\W\d_]"
)
"""Particles of names, up to three, before the name; whether it has a capital is looked at beside."""


def begun(blocks: Sequence[Node]) -> list[Node]:
    """Return the blocks of a footnote, with a capital where it begins with a name's particle."""
    if not blocks or blocks[0]["t"] not in ("Para", "Plain"):
        return list(blocks)
    found = HEAD.match(text(blocks[0]))
    if found is None or not found[0][-1].isupper():
        return list(blocks)
    return [with_content(blocks[0], _raised(blocks[0]["c"])), *blocks[1:]]


def _raised(inlines: Sequence[Any]) -> list[Any]:
    """Return inlines with the first letter of their text a capital."""
    first, *rest = inlines
    if first["t"] == "Str":
        return [string(first["c"][:1].upper() + first["c"][1:]), *rest]
    content = first["c"]
    if first["t"] in ("Span", "Link"):
        return [with_content(first, [content[0], _raised(content[1]), *content[2:]]), *rest]
    return [with_content(first, _raised(content)), *rest] if isinstance(content, list) else list(inlines)
