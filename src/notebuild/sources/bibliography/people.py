"""Check lists of names: persons joined by `and`, organisations in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from notebuild.sources.bibliography import latex
from notebuild.sources.bibliography.faults import FieldProblem

_BODY = re.compile(
    r"\b(?:of|for|the|council|committee|commission|parliament|assembly|ministry|office|agency|court"
    r"|government|university|institute|institution|foundation|organi[sz]ation|association|cent(?:re|er)"
    r"|group|union|nations|bank|press|news|service|embassy|secretariat|international)\b",
    re.I,
)
"""Words that a body's name has and a person's has not."""

_PARTICLE = re.compile(r"(?:^|\s)(?!and\s)([a-zà-ÿ][\w'’]*)\s+(?=\S)")
_SUFFIX = re.compile(r"(?:jr|sr|jun|sen|esq|ph\.?d|m\.?d|[ivx]+|(?:2nd|3rd|4th))\.?", re.I)
_INITIALS = re.compile(r"(?:[^\W\d_](?:\.|(?=[-\s]|$))[-\s]*)+|[A-Z]{2,3}")
_TWO_SURNAMES = ("spanish", "portuguese", "brazilian", "catalan", "galician")
"""Languages in which two family names before a comma are the rule."""


def problems(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    """Tell of the names in a field that would print as other persons than are meant."""
    for person in latex.names(value):
        if not person:
            yield FieldProblem(name, f"{name} holds an empty name", "remove the and that joins nothing")
        elif person[0] != "{" and person.lower() != "others":  # but for a corporate name, and "et al."
            yield from _person(name, person, fields)


def uses_prefix(options: str) -> bool:
    """Return whether the options of an entry make the particle a part of the family name."""
    return bool(re.search(r"\buseprefix\b(?!\s*=\s*false)", options))


def named(person: str) -> str:
    """Return a name of biblatex's extended form (`family=Waal, given=Tom, prefix=de`) as BibTeX writes it."""
    parts = {
        name.lower(): latex.bare(value.strip().strip('"'))
        for name, value in re.findall(r"([\w-]+)\s*=\s*(\"[^\"]*\"|\{[^{}]*\}|[^,]*)", person)
    }
    if not parts.get("family"):
        return person
    family = " ".join(filter(None, (parts.get("prefix", ""), parts["family"])))
    if parts.get("useprefix", "").lower() == "true":
        family = f"{{{family}}}"
    return ", ".join(filter(None, (family, parts.get("suffix", ""), parts.get("given", ""))))


def braced(name: str) -> str:
    """Return a family name in braces where it begins with a particle: pandoc would capitalise it there."""
    family, comma, given = name.partition(",")
    return f"{{{family}}},{given}" if comma and family[:1].islower() else name


def _person(name: str, person: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    seen = re.sub(r"\{[^{}]*\}", "X", person)
    parts = [part.strip() for part in seen.split(",")]
    if re.search(r"\bet\.? al\b|\bu\. ?a\.", seen):
        yield FieldProblem(name, f"{person} is no name", "write and others")
    elif "," not in seen and _BODY.search(person):
        yield FieldProblem(
            name,
            f"{person} would be read as a person's name",
            f"put it in braces: {name} = {{{{{person}}}}}",
            "warning",
        )
    elif ";" in seen:
        message = f"{name} has a semicolon in {person}"
        yield FieldProblem(name, message, _joined(name, re.split(r"\s*;\s*", person)))
    elif re.search(r"\s(?:et|und|with|avec|mit)\s|\+", seen):
        word = re.search(r"\s(et|und|with|avec|mit)\s|(\+)", seen)
        message = f"{name} has {(word[1] or word[2]) if word else ''} in {person}"
        yield FieldProblem(
            name, message, _joined(name, re.split(r"\s+(?:et|und|with|avec|mit)\s+|\s*\+\s*", person))
        )
    elif "/" in seen:
        message = f"{name} has / in {person}"
        yield FieldProblem(name, message, _joined(name, re.split(r"\s*/\s*", person)))
    elif role := re.search(r"[(\[][^)\]]*[)\]]", seen):
        message = f"{role[0]} in {person} would print as a part of the name"
        yield FieldProblem(name, message, "take it out: the field says who is author, editor or translator")
    elif "&" in seen:
        message = f"{name} has & in {person}"
        remedy = _joined(name, re.split(r"\s*,?\s*\\?&\s*", person))
        yield FieldProblem(
            name, message, f"{remedy}, or put an organisation's name in braces: {{{{{person}}}}}"
        )
    elif not all(parts):
        remedy = "take it out, or write the other part of the name beside it"
        yield FieldProblem(name, f"{name} has a comma beside nothing in {person}", remedy)
    elif len(parts) > 3 or (len(parts) == 3 and not any(map(_SUFFIX.fullmatch, parts[1:]))):
        message = f"{name} has too many commas in {person}"
        yield FieldProblem(name, message, _joined(name, _paired(person.split(","))))
    elif len(parts) == 2 and _are_two(parts, fields):
        yield FieldProblem(
            name,
            f"{person} would be read as one person",
            f"{_joined(name, person.split(','))}, or keep two family names together in braces: "
            f"{{{parts[0]}}}, {parts[1]}",
            "warning",
        )
    elif "useprefix" not in fields.get("options", "") and (particle := _particle(person)):
        yield FieldProblem(
            name,
            f"the particle {particle} of {person} would be lost in short notes",
            "add options = {useprefix=true}; put an organisation's name in braces",
            "warning",
        )


def _particle(person: str) -> str:
    """Return the word in small letters before a family name, as the citation pass reads it, or nothing."""
    family, comma, _ = person.partition(",")
    found = _PARTICLE.match(family) if comma else _PARTICLE.search(f"{person.rpartition(' ')[0]} x")
    return found[1] if found else ""


def _are_two(parts: list[str], fields: Mapping[str, str]) -> bool:
    """Return whether both parts around a comma have the look of a whole name: Jane Doe, Richard Roe."""
    if fields.get("langid", "").strip() in _TWO_SURNAMES or parts[0][:1].islower():
        return False
    words = [[word for word in part.split() if not _INITIALS.fullmatch(word)] for part in parts]
    return all(len(part.split()) > 1 and part[:1].isupper() for part in parts) and all(
        row and row[-1][:1].isupper() and len(row[-1]) > 1 and part.split()[-1] == row[-1]
        for row, part in zip(words, parts, strict=True)
    )


def _paired(parts: list[str]) -> list[str]:
    """Return the names of a list with commas alone: family and given name by turns, or whole names."""
    found = [part.strip() for part in parts if part.strip()]
    given = [part for part in found[1::2] if _INITIALS.fullmatch(part) or " " not in part]
    if len(found) % 2 == 0 and len(given) == len(found) // 2:
        return [", ".join(pair) for pair in zip(found[::2], found[1::2], strict=True)]
    return found


def _joined(name: str, people: list[str]) -> str:
    """Return the remedy: the names joined as BibTeX wants it."""
    whole = " and ".join(re.sub(r"^and\s+", "", one.strip()) for one in people if one.strip())
    return f"join names with and: {name} = {{{whole}}}"
