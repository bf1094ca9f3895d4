"""Tell which texts hold nothing to translate: figures, addresses and identifiers alone."""

from __future__ import annotations

import re
import unicodedata

from notebuild.core.model import Segment
from notebuild.sources.markdown import markers

WRITTEN_ITS_WAY = re.compile(r"\d[.,]\d|(?<!\d)(?<!\d[ \u00a0\u202f])[1-9]\d{0,2}[ \u00a0\u202f]\d{3}(?!\d)")
"""Figures that a language may write in its own way: 1,250, 12 400 and 0.5."""

ADDRESS = r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.[a-z]{2,}|(?:[a-z0-9-]+\.)+(?:com|edu|eu|gov|int|net|org)(?:/\S*)?"
DOI = r"(?:doi:)?10\.\d{4,9}/\S+"
HASH = r"(?=\S*\d)[0-9a-f]{8,}"
PART_OF_A_YEAR = r"[HQ][1-4]\b"
AMOUNT = r"\d+[A-Z]{1,2}\b"
CODE = rf"(?!{PART_OF_A_YEAR}|{AMOUNT})(?=\S*\d)(?=\S*[A-Z])[A-Z0-9]+(?:[-./_:()]+[A-Z0-9]+)*\)?"
"""A sign of capitals and figures: AM-0421, S/RES/853, 0000-0002-1825-009X. French writes T4 for Q4, and 5 M for 5M."""

IDENTIFIERS = re.compile(rf"(?<!\S)(?:{ADDRESS}|{DOI}|{HASH}|{CODE})(?=[.,;]?(?:\s|$))")


def is_wordless(text: str, kind: str) -> bool:
    """Whether there is nothing to translate in the text of a segment of this kind.

    No letter, and no figures that a language may write its way; in a cell of a table addresses and
    identifiers are no words either.
    """
    bare = markers.without_marks(text)
    bare = IDENTIFIERS.sub("", bare) if kind == "cell" else bare
    return not any(letter.isalpha() for letter in bare) and not WRITTEN_ITS_WAY.search(bare)


def is_figures(segment: Segment) -> bool:
    """Whether a segment is a cell of figures that each edition writes its way: a translator may, and need not.

    An amount of money is none: languages put its sign at either end.
    """
    bare = markers.without_marks(segment.text)
    signs = {unicodedata.category(sign) for sign in bare}
    return (
        segment.kind == "cell" and bool(segment.context) and not signs & {"Lu", "Ll", "Lt", "Lm", "Lo", "Sc"}
    )
