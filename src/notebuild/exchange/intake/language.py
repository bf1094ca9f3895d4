"""Tells in which language a document is written, by its small words."""

from __future__ import annotations

import re
from collections.abc import Sequence

STOPWORDS = {
    "en": frozenset("the of and to in is that for was with as are be by not this has have".split()),
    "fr": frozenset("le la les de des du et est que en un une pour dans qui sur au par pas ne".split()),
    "de": frozenset("der die das und ist von zu den mit nicht für im ein eine auf dem des sich".split()),
    "es": frozenset("el los las y en que de por con para una del se no es su al lo como".split()),
    "it": frozenset("il di che e la per un è non una del con della sono le dei nel gli si da".split()),
    "pt": frozenset("o os as de que e do da em um para com não uma no na por mais dos ao".split()),
    "nl": frozenset("de het een en van in is dat op te voor met zijn niet aan er om ook als".split()),
}


def language(texts: Sequence[str], said: str) -> str:
    """Return the language of texts by their small words: a primary subtag, or the file's own tag where it agrees."""
    found = [word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())]
    counts = {name: sum(word in words for word in found) for name, words in STOPWORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    if counts[best] < 5:
        return said or "en"
    return said if said.casefold().startswith(best) else best
