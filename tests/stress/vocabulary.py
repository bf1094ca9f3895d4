"""The words of random notes in English and in French: a closed list, and marks by which a word is found again."""

from __future__ import annotations

import re

WORDS = dict(
    pair.split("=")
    for pair in """harbour=port river=fleuve border=frontière treaty=traité corridor=couloir road=route
    bridge=pont winter=hiver summer=été council=conseil office=bureau register=registre lake=lac boat=barque
    village=bourg market=marché paper=papier letter=lettre answer=réponse question=demande plan=projet
    railway=chemin-de-fer tower=tour garden=jardin window=fenêtre stone=pierre forest=forêt valley=vallée
    season=saison report=rapport chapter=chapitre minister=ministre observer=observatrice agreement=accord
    opened=ouvrit closed=ferma signed=signa answered=répondit measured=mesura counted=compta quiet=calme
    narrow=étroit northern=septentrional eastern=oriental common=commun former=ancien wooden=boisé
    with=avec near=près under=sous before=avant after=après between=entre against=contre during=pendant
    boats=barques metres=mètres May=mai June=juin March=mars see=voir also=aussi said=dit""".split()
)
"""English to French. The words of a note are these, its numbers, and marked words."""

PLAIN = [word for word in WORDS if word.islower() and word not in {"see", "also", "said", "boats", "metres"}]

VOWELS, CONSONANTS = "aeiou", "bdgkmnprtv"
MARKED = re.compile(r"(?<![A-Za-z])[qx](?:[aeiou][bdgkmnprtv]){3}(?:te)?(?![A-Za-z])")
"""A marked word: it stands once in a note. One with x belongs to a source and is in no language; one with q
is translated by the ending -te."""

CODE = r"(`+)(?:(?!\1).|\n)+?\1(?!`)"
KEPT = re.compile(
    rf"{CODE}|@\{{[^}}]*\}}|@[A-Za-z][\w:.-]*|\[\^\w+\]|\]\([^)\s]*\)|\{{[^}}\n]*\}}|<[^\s>]+>|<!--.*?-->|https?://[^\s)]+"
    r"|\\.|(?<!\^)\[(?:[^\[\]]|\[[^\[\]]*\])*?@[^\]]*\]|\[\]\(#[\w-]+\)",
)
"""What a translator leaves as it is: code, keys, calls, addresses, attributes; numbers in a citation too."""


def marked(number: int, initial: str = "q") -> str:
    """Return the marked word of this number: the same for the same number, different for different ones."""
    word = initial
    for _ in range(3):
        number, vowel = divmod(number, len(VOWELS))
        number, consonant = divmod(number, len(CONSONANTS))
        word += VOWELS[vowel] + CONSONANTS[consonant]
    return word


def in_french(text: str) -> str:
    """Return a text of these words as its translator would write it: keys, calls, code and addresses kept."""
    out, at = [], 0
    for kept in KEPT.finditer(text):
        out.append(numbers(worded(text[at : kept.start()])))
        cites = kept[0].startswith("[") and "@" in kept[0]
        out.append(worded_citation(kept[0]) if cites else kept[0])
        at = kept.end()
    return "".join([*out, numbers(worded(text[at:]))])


def worded(text: str) -> str:
    """Return a text with each word of the vocabulary, and each marked word, in French."""

    def french(match: re.Match[str]) -> str:
        word = match[0]
        if MARKED.fullmatch(word):
            return word + "te" if word.startswith("q") and len(word) == 7 else word
        found = WORDS.get(word) or WORDS.get(word.lower(), "")
        return (found.capitalize() if word[0].isupper() and word not in WORDS else found) or word

    return re.sub(r"(?<![A-Za-z])[A-Za-z]+(?![A-Za-z])", french, text)


def worded_citation(text: str) -> str:
    """Return a citation in brackets with its words in French, its keys and numbers as they are."""
    parts = re.split(r"(-?@\{[^}]*\}|-?@[\w:.-]+)", text)
    return "".join(part if at % 2 else worded(part) for at, part in enumerate(parts))


def numbers(text: str) -> str:
    """Return a text with its numbers as French writes them: 1 204, 3,5, 12 %."""
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "\u202f", text)
    text = re.sub(r"(?<=\d)\.(?=\d)", ",", text)
    return text.replace(" per cent", "\u00a0%")
