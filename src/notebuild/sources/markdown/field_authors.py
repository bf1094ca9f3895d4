"""Check the authors of a front matter: names, or entries as Quarto has them, with identifiers.

The forms are those of pandoc and Quarto ("Authors & Affiliations"); ORCID's check digit is that of ISO 7064,
MOD 11-2, ROR's the MOD 97-10 of its identifier pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from notebuild.core.problems import Location, Problem, nearest
from notebuild.sources.markdown import field_names

Author = dict[str, Any]
"""`name`, and where they are given its parts, `given` and `family`, or `house` (true), `affiliations` (each a mapping
with `name` and perhaps `ror`), `orcid`, `email` and `url`; the identifiers as addresses."""

Place = Callable[[yaml.Node], Location]

KEYS = ("name", "affiliation", "affiliations", "orcid", "email", "url")
UNPRINTED = (
    "acknowledgements",
    "attributes",
    "corresponding",
    "degrees",
    "equal-contributor",
    "fax",
    "id",
    "note",
    "number",
    "phone",
    "role",
    "roles",
)
"""What Quarto knows of an author besides, and no format of ours prints."""

PLACES = ("name", "ror", "department", "city", "region", "country", "state", "id", "number", "url", "isni")
"""What Quarto knows of an affiliation; `department`, `name`, `city` and `country` print."""

ORCID = re.compile(r"(?:https?://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])/?", re.IGNORECASE)
ROR = re.compile(r"(?:https?://)?(?:ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})/?", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""The figures of Crockford's base 32, in which a ROR is written."""


def authors(node: yaml.Node, at: Location, place: Place) -> tuple[list[Author] | None, list[Problem]]:
    """Return the authors, and what is wrong with them; None where there is nothing to keep.

    `at` is where the value begins, `place` gives the place of any node of it.
    """
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found: list[Author] = []
    problems: list[Problem] = []
    for item in items:
        made, wrong = _author(item, place)
        problems += wrong
        found += [made] if made else []
    if not items:
        problems.append(Problem(at, "author is empty", "fill in author, or take the line out"))
    return found or None, problems


def author_names(found: Sequence[Author]) -> list[str]:
    """Return the names of the authors, as they print."""
    return [apostrophes(author["name"]) for author in found]


def persons(found: Sequence[Author]) -> list[Author]:
    """Return the authors, their names and those of their houses as they print."""
    out = []
    for author in found:
        places = [one | {"name": apostrophes(one["name"])} for one in author.get("affiliations", ())]
        names = {key: apostrophes(author[key]) for key in ("name", "given", "family") if key in author}
        out.append(author | names | ({"affiliations": places} if places else {}))
    return out


def apostrophes(text: str) -> str:
    """Return a text with the apostrophes inside its words as they print: O'Neil, Côte d'Ivoire."""
    return APOSTROPHE.sub("’", text)


def name_nodes(node: yaml.Node) -> Iterator[tuple[int, yaml.ScalarNode]]:
    """Yield the place in the list, counted from 1, and the node of each author's name that is one text."""
    for place, item in enumerate(node.value if isinstance(node, yaml.SequenceNode) else [node], 1):
        if isinstance(item, yaml.ScalarNode):
            yield place, item
        elif isinstance(item, yaml.MappingNode):
            named = (value for key, value in item.value if key.value == "name")
            yield from ((place, value) for value in named if isinstance(value, yaml.ScalarNode))


def _author(item: yaml.Node, place: Place) -> tuple[Author | None, list[Problem]]:
    """Return one author, and what is wrong with the entry."""
    where = place(item)
    if isinstance(item, yaml.ScalarNode):
        if name := item.value.strip():
            return {"name": name}, field_names.check(name, where)
        return None, [Problem(where, "author has an empty item", "fill it in or take it out")]
    if not isinstance(item, yaml.MappingNode):
        return None, [Problem(where, "author holds a list in a list", 'write one "- …" line for each author')]
    author: Author = {}
    problems: list[Problem] = []
    for key, value in item.value:
        name = str(key.value)
        if name == "name":
            author |= {"name": _name(value), **_parts(value)}
            if isinstance(value, yaml.ScalarNode):
                problems += field_names.check(author["name"], place(value))
        elif name in ("affiliation", "affiliations"):
            made, wrong = _affiliations(value, place)
            author["affiliations"] = [*author.get("affiliations", ()), *made]
            problems += wrong
        elif name in IDENTIFIERS:
            made_of, wrong = identifier(name, value, place(value))
            author |= {name: made_of} if made_of else {}
            problems += wrong
        elif name in UNPRINTED:
            message, remedy = f"{name} of an author is printed nowhere", "take it out, or say it in the text"
            problems.append(Problem(place(key), message, remedy, "warning"))
        else:
            message = f"unknown part {name} of an author{nearest(name, KEYS)}"
            problems.append(Problem(place(key), message, f"use {', '.join(KEYS)}"))
    if not author.get("name"):
        problems.append(Problem(where, "an author without a name", 'add "name: …" to the entry'))
        return None, problems
    return author, problems


def _name(node: yaml.Node) -> str:
    """Return a name: a text, or Quarto's parts of one."""
    if not isinstance(node, yaml.MappingNode):
        return node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
    parts = {str(key.value): value.value for key, value in node.value if isinstance(value, yaml.ScalarNode)}
    if literal := parts.get("literal", "").strip():
        return str(literal)
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(parts[name].strip() for name in order if parts.get(name, "").strip())


def _parts(node: yaml.Node) -> dict[str, Any]:
    """Return given and family name, where the author parted them, or that it is a house, whose name is literal."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    parts = {str(key.value): str(value.value).strip() for key, value in node.value}
    family = [parts.get(name, "") for name in ("non-dropping-particle", "family", "suffix")]
    given = [parts.get(name, "") for name in ("given", "dropping-particle")]
    if parts.get("literal"):
        return {"house": True}
    if not parts.get("family"):
        return {}
    names = {"given": " ".join(filter(None, given)), "family": " ".join(filter(None, family))}
    return {name: words for name, words in names.items() if words}


def _affiliations(node: yaml.Node, place: Place) -> tuple[list[dict[str, str]], list[Problem]]:
    """Return where an author works: texts, or mappings as Quarto has them."""
    made: list[dict[str, str]] = []
    problems: list[Problem] = []
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(item, yaml.ScalarNode):
            made += [{"name": item.value.strip()}] if item.value.strip() else []
            continue
        if not isinstance(item, yaml.MappingNode):
            problems.append(Problem(place(item), "affiliation is no text", 'write "name: …" for each'))
            continue
        parts: dict[str, str] = {}
        for key, value in item.value:
            if key.value == "ref":
                message = f"an affiliation that is a reference to {value.value}"
                problems.append(Problem(place(key), message, "write its name here"))
            elif key.value not in PLACES or not isinstance(value, yaml.ScalarNode):
                message = f"unknown part {key.value} of an affiliation{nearest(str(key.value), PLACES)}"
                problems.append(Problem(place(key), message, f"use {', '.join(PLACES[:6])}"))
            elif key.value == "ror":
                ror, wrong = identifier("ror", value, place(value))
                parts |= {"ror": ror} if ror else {}
                problems += wrong
            else:
                parts[key.value] = value.value.strip()
        printed = [parts.get(name, "") for name in ("department", "name", "city", "country")]
        if any(printed):
            name = ", ".join(filter(None, printed))
            made.append({"name": name} | ({"ror": parts["ror"]} if "ror" in parts else {}))
    return made, problems


def _orcid(text: str) -> str:
    """Return an ORCID iD as an address; empty where it is none."""
    found = ORCID.fullmatch(text)
    if not found:
        return ""
    total, digits = 0, found[1].upper().replace("-", "")
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return f"https://orcid.org/{found[1].upper()}" if "0123456789X"[check] == digits[-1] else ""


def _ror(text: str) -> str:
    """Return the identifier of an organisation as an address; empty where it is none."""
    found = ROR.fullmatch(text)
    if not found:
        return ""
    number = 0
    for letter in found[1].lower()[:7]:
        number = number * 32 + LETTERS.index(letter)
    check = 98 - (number * 100) % 97
    return f"https://ror.org/{found[1].lower()}" if int(found[1][7:]) == check else ""


def _email(text: str) -> str:
    return text if EMAIL.fullmatch(text) else ""


def _address(text: str) -> str:
    return text if re.fullmatch(r"https?://[^\s<>\"]+", text) else ""


IDENTIFIERS: Mapping[str, tuple[Callable[[str], str], str, str]] = {
    "orcid": (_orcid, "is no ORCID iD, or has a wrong check digit", "write it as 0000-0002-1825-0097"),
    "ror": (
        _ror,
        "is no ROR, or has wrong check digits",
        "write it as https://ror.org/ and its nine figures",
    ),
    "email": (_email, "is no address of e-mail", "write it as name@example.org"),
    "url": (_address, "is not a web address", "begin it with https://"),
}
"""Each identifier: how it is read, what is wrong with one that is none, and how it is written."""


def identifier(name: str, node: yaml.Node, at: Location) -> tuple[str, list[Problem]]:
    """Return an identifier in its full form, and what is wrong with it."""
    read, fault, remedy = IDENTIFIERS[name]
    text = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
    if not text:
        return "", [Problem(at, f"{name} is empty", "fill it in or take it out")]
    full = read(text)
    return full, [] if full else [Problem(at, f"{name} {text} {fault}", remedy)]
