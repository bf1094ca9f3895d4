"""Tell of an author's name that is none: several persons in one, or the family name first, as in bibliographies."""

from __future__ import annotations

import re

from notebuild.core.problems import Location, Problem

AND = re.compile(r"\s*[;&]\s*|\s+(?:and|et|und)\s+")
BODY = re.compile(
    r"\b(?:of|for|the|and|de la|institut\w*|cent(?:re|er)|group\w*|universit\w*|foundation|fondation|office"
    r"|bureau|committee|comité|council|conseil|ministry|ministère|team|équipe|rédaction|house|press)\b",
    re.IGNORECASE,
)
"""Words that the name of a house has and that of a person has not."""

PERSON = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s+[\w.'’-]+){0,2}\s+[^\W\d_a-z][\w'’-]+")
FAMILY = re.compile(r"(?:[a-z]\w*\s+){0,2}[^\W\d_a-z][\w'’-]+")
GIVEN = re.compile(
    r"(?!(?:Jr|Sr|Jun|Sen|Esq|PhD|MD|[IVX]+)\b)[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){0,2}"
)


def check(name: str, where: Location) -> list[Problem]:
    """Return a warning about a name that readers, and those who cite, would take otherwise than it is meant."""
    for parts in (AND.split(name), re.split(r"\s*,\s*", name)):
        if len(parts) > 1 and all(PERSON.fullmatch(one) and not BODY.search(one) for one in parts):
            remedy = f"write a list: [{', '.join(parts)}]"
            return [Problem(where, f"{name} is taken for one author", remedy, "warning")]
    family, comma, given = (one.strip() for one in name.partition(","))
    if comma and FAMILY.fullmatch(family) and GIVEN.fullmatch(given) and not BODY.search(name):
        remedy = f"write {given} {family}; or name: {{given: {given}, family: {family}}}"
        return [Problem(where, f"the author {name} is printed family name first", remedy, "warning")]
    return []
