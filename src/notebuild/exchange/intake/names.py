"""Reads the names of authors as notes write them, and gives them as BibTeX does."""

from __future__ import annotations

import re

from notebuild.exchange.intake.value import squeezed

BODY = re.compile(
    r"\b(?:of|for|the|on|le|la|les|des|du|pour|für|der|die|das|council|committee|commission|parliament|parlement|"
    r"assembl\w+|minist\w+|office|agency|agence|court|cour|tribunal|government|gouvernement|universit\w+|instituts?|"
    r"institutes?|institution|foundation|fondation|stiftung|organi[sz]ation|association|cent(?:re|er)|zentrum|group"
    r"|groupe?|union|nations|bank|banque|press|presse|news|service|embassy|ambassade|secretariat|secrétariat|"
    r"international\w*|media|médias?|watch|weekly|daily|times|post|report|reports|observatory|observatoire|"
    r"journal|review|revue|radio|tv|televis\w+|gazette|gazeta|courier|mirror|tribune|monitor|network|réseau|"
    r"society|société|federation|fédération|republic|république|state|states|department|département|"
    r"direction|bureau|board|company|corporation|authority|autorité|fund|fonds|forum|alliance|initiative|"
    r"project|programme?|academy|académie|college|école|school|museum|musée|library|city|ville|région|council's|"
    r"conseil|comité|cabinet|house|chamber|chambre|senate|sénat|congress|congrès|party|parti|bundes\w+|inc|ltd|"
    r"think|agenzia|agencia|agentur|policy|politics|economist|guardian|monde|figaro|libération|zeitung|spiegel|agency's|europe|asia|"
    r"africa|america|world|global|eurasia|armenpress|analytics|lab|center's|human|rights)\b",
    re.I,
)
"""Words that a body's name has and a person's has not."""

PARTICLES = r"(?:de|du|des|la|le|van|von|der|den|da|di|dos|el|al|bin|ibn|ter|ten|zu|zum|d['’])"
_NAME = r"(?:[A-ZÀ-ÞŁŚŽČ][\w'’.-]*|" + PARTICLES + r")"
PERSON = re.compile(
    rf"(?:[A-ZÀ-ÞŁŚŽČ][\w'’-]*\.?(?:[ -][A-ZÀ-Þ]\.?)*)(?:\s{_NAME}){{1,4}}(?:,? (?:Jr|Sr)\.?)?"
)
INVERTED = re.compile(rf"((?:{PARTICLES}\s)?[A-ZÀ-Þ][\w'’-]+),\s*([A-ZÀ-Þ][\w'’.-]*(?:[ -][A-ZÀ-Þ]\.?\w*)*)")
JOINT = re.compile(r"\s*(?:,\s*(?=(?:and|et|und|&)\s)|,)?\s*(?:\band\b|\bet\b(?!\s+al)|\bund\b|&)\s*|\s*;\s*")
OTHERS = re.compile(r"[,\s]*\b(?:et\.? al|and others|et autres|u\.\s?a)\b\.?", re.I)
ROLE = re.compile(r"[,\s]*\(?\b(eds?|éds?|dirs?|Hrsg|trans|trad|coord)\b\.?\)?[,\s]*\Z", re.I)


def is_person(name: str) -> bool:
    """Return whether a name has the look of one person's: two to five words with capitals, none of a body's."""
    inner = name.split(" ", 1)[-1]
    return bool(
        PERSON.fullmatch(name)
        and not BODY.search(re.sub(PARTICLES + r"(?=\s)", "", inner))
        and not BODY.fullmatch(name.split()[0])
        and not re.search(r"\d|\b[A-Z]{2,}\b", re.sub(r"\b[A-ZÀ-Þ]{2,}\Z", "", name))
    )


def read(text: str) -> tuple[str, str]:
    """Return the names in a text as BibTeX writes them, and their role: `author`, `editor`.

    A body stands in braces; a person's family name is what follows the last given name, its
    particle with it.
    """
    text = squeezed(text).strip(" ,;:")
    role = "author"
    if found := ROLE.search(text):
        role = "translator" if found[1].lower().startswith("tra") else "editor"
        text = text[: found.start()].strip(" ,;:")
    many = bool(OTHERS.search(text))
    text = OTHERS.sub("", text).strip(" ,;:")
    names = _listed(text)
    if not text:
        return "", role
    if not names:
        return f"{{{text}}}" + (" and others" if many else ""), role
    return " and ".join([*map(turned, names), *(["others"] if many else [])]), role


def _listed(text: str) -> list[str]:
    """Return the persons that a text lists, each as `Given Family` or `Family, Given`; none of a body."""
    inverted = INVERTED.fullmatch(text)
    if inverted and not BODY.search(text):
        return [f"{inverted[1]}, {inverted[2]}"]
    pieces = [piece.strip() for piece in re.split(JOINT, text) if piece.strip()]
    parts = [part.strip() for piece in pieces for part in _by_commas(piece)]
    return parts if parts and all("," in part or is_person(part) for part in parts) else []


def _by_commas(piece: str) -> list[str]:
    """Part a list at its commas: `A B, C D` are two, `Smith, J., Roe, R.` are two as well."""
    parts = [part.strip() for part in piece.split(",") if part.strip()]
    if (
        len(parts) > 1
        and len(parts) % 2 == 0
        and all(re.fullmatch(r"(?:[A-ZÀ-Þ]\.?[ -]?)+", one) for one in parts[1::2])
    ):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return parts


def turned(name: str) -> str:
    """Return a person's name with the family name first, a particle as its part: `de Waal, Thomas`."""
    if "," in name:
        return name
    words = name.split()
    at = len(words) - 1
    while at > 1 and re.fullmatch(PARTICLES, words[at - 1]):
        at -= 1
    return f"{' '.join(words[at:])}, {' '.join(words[:at])}"


def families(names: str) -> tuple[str, ...]:
    """Return what short notes call the authors of a field: family names, or a body's whole name."""
    out = []
    for name in names.split(" and "):
        if name != "others":
            out.append(name.strip("{}") if name.startswith("{") else name.partition(",")[0].strip("{} "))
    return tuple(out)


def has_particle(names: str) -> bool:
    """Return whether a family name begins with a particle, which then belongs to it (`useprefix`)."""
    return any(re.match(PARTICLES + r"\s", name) for name in names.split(" and "))
