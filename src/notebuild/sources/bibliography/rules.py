"""Check one entry of the bibliography: what its type requires, and the form of names, dates and numbers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from notebuild.core.problems import Severity, nearest
from notebuild.sources.bibliography import latex
from notebuild.sources.bibliography.vocabulary import FIELDS, LANGUAGES, NAMES, POINTERS, TEXT, TYPES

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2})?")
_MOMENT = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?[?~%]?")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_URL = re.compile(r"(https?|ftp)://[^\s/?#]+\.[^\s/?#]+\S*|https?://localhost\S*")
_BODY = re.compile(
    r"\b(?:of|for|the|council|committee|commission|parliament|assembly|ministry|office|agency|court"
    r"|government|university|institute|institution|foundation|organi[sz]ation|association|cent(?:re|er)"
    r"|group|union|nations|bank|press|news|service|embassy|secretariat|international)\b",
    re.I,
)
"""Words that a body's name has and a person's has not."""

_PARTICLE = re.compile(r"(?:^|\s)(?!and\s)([a-zà-ÿ][\w'’]*)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong with an entry; `field` is empty where the entry as a whole is meant."""

    field: str
    message: str
    remedy: str
    severity: Severity = "error"


def problems(
    kind: str, key: str, fields: Mapping[str, str], unread: Collection[str] = ()
) -> Iterator[FieldProblem]:
    """Tell what is wrong with one entry, field by field; `kind` and field names in lower case.

    `unread` names the fields that are there but could not be read: they do not count as missing.
    """
    if kind not in TYPES:
        yield FieldProblem(
            "",
            f"@{kind} is no entry type{nearest(kind, TYPES)}",
            "use a type of biblatex, such as @online, @report or @misc",
        )
    for required in TYPES.get(kind, ("title",)):
        if not any(fields.get(name) or name in unread for name in required.split("|")):
            yield FieldProblem(
                "",
                f"{key} (@{kind}) lacks {required.replace('|', ' or ')}",
                f"add {required.split('|')[0]} = {{…}} to the entry",
            )
    for name, value in fields.items():
        yield from _field(name, value, fields)
    yield from _title(key, fields)


def _field(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    if name in POINTERS:
        yield FieldProblem(
            name,
            f"{name} is not followed here",
            f"write the fields of {value} into this entry and take {name} out",
        )
    elif name not in FIELDS:
        near = nearest(name, FIELDS)
        yield FieldProblem(
            name,
            f"{name} is no field of biblatex{near}",
            "correct its name" if near else "remove it, or give it a name of biblatex",
            "error" if near else "warning",
        )
    elif not value:
        yield FieldProblem(name, f"{name} is empty", "fill it in, or remove the line", "warning")
    elif name in TEXT or name in NAMES:
        for command in dict.fromkeys(latex.unprintable(value)):
            yield FieldProblem(
                name,
                f"{command} in {name} is no command known here",
                "write the character itself, in UTF-8",
                "warning",
            )
        if name in NAMES:
            yield from _names(name, value, fields)
    elif name in CHECKS:
        yield from CHECKS[name](name, value, fields)


def _names(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    for person in latex.names(value):
        if not person:
            yield FieldProblem(name, f"{name} holds an empty name", "remove the and that joins nothing")
        elif person[0] == "{" or person == "others" or re.match(r"\w+\s*=", person):
            continue  # a corporate name, "et al.", or biblatex's form that names every part
        elif re.search(r"\bet al\b", person):
            yield FieldProblem(name, f"{person} is no name", "write and others")
        elif "," not in person and _BODY.search(person):
            yield FieldProblem(
                name,
                f"{person} would be read as a person's name",
                f"put it in braces: {name} = {{{{{person}}}}}",
                "warning",
            )
        elif person.count(",") > 2:
            yield FieldProblem(
                name,
                f"{name} has too many commas in {person}",
                "join names with and, as in Doe, Jane and Roe, Richard",
            )
        elif "useprefix" not in fields.get("options", ""):
            family = person.split(",")[0] if "," in person else person.rpartition(" ")[0] + " x"
            if particle := _PARTICLE.search(family):
                yield FieldProblem(
                    name,
                    f"the particle {particle[1]} of {person} would be lost in short notes",
                    "add options = {useprefix=true}; put an organisation's name in braces",
                    "warning",
                )


def _title(key: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    title = latex.bare(fields.get("title", ""))
    if (
        re.search(r"\w[?!]?\s?: ", title)
        and not ({"shorttitle", "subtitle"} & fields.keys())
        and title[0] != "["
    ):
        yield FieldProblem(
            "title",
            f"the title of {key} has a colon but the entry no shorttitle",
            f"add shorttitle = {{{title.split(':')[0].strip()}}}, or what short notes should print",
            "warning",
        )
    if fields.get("date") and fields.get("year"):
        yield FieldProblem("year", f"{key} has both date and year", "keep date, remove year", "warning")


def _date(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    ends = value.split("/")
    if (name == "urldate" and len(ends) > 1) or len(ends) > 2 or not any(ends):
        ends = ["x"]
    if any(end and not _moment(end) for end in ends):
        undated = re.fullmatch(r"(?i)n\.?\s?d\.?|s\.?\s?d\.?|undated|no date|unknown|forthcoming", value)
        yield FieldProblem(
            name,
            f"{name} {value} is no date in ISO form",
            "leave it out: the note says that there is none"
            if undated
            else "write 2024-07-11, 2024-07, 2024 or a range 2024-07/2024-09",
        )


def _moment(text: str) -> bool:
    match = _MOMENT.fullmatch(text)
    if not match:
        return False
    year, month, day = match[1], match[2] or "01", match[3] or "01"
    if 21 <= int(month) <= 24 and not match[3]:
        return True  # EDTF: the seasons, spring to winter
    try:
        datetime.date(max(int(year), 1), int(month), int(day))
    except ValueError:
        return False
    return True


def _year(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    if not iso_date(fields):
        yield FieldProblem(
            name, f"{name} {value} gives no date", "write date = {2024-07-11}, {2024-07} or {2024}"
        )


def iso_date(fields: Mapping[str, str]) -> str:
    """Return the date of an entry in ISO form, put together from year, month and day in old entries."""
    if fields.get("date") or not fields.get("year"):
        return fields.get("date", "")
    month, day = fields.get("month", "").strip().lower(), fields.get("day", "").strip()
    month = latex.MONTHS.get(month[:3], month)
    parts = [fields["year"].strip(), *([month.zfill(2)] if month else [])]
    text = "-".join([*parts, *([day.zfill(2)] if day and month else [])])
    return text if _moment(text) else ""


def _doi(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    if not _DOI.fullmatch(value):
        doi = _DOI.search(value)
        yield FieldProblem(
            name,
            f"doi {value} is no DOI",
            f"write {doi.group()}" if doi else "a DOI begins with 10. and has a slash",
        )


def _url(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    if not _URL.fullmatch(value):
        yield FieldProblem(
            name,
            f"url {value} is no web address",
            "write it whole, from https:// on, without spaces",
        )


def _isbn(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    digits = value.replace("-", "").replace(" ", "").upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        good = sum((10 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits)) % 11 == 0
    elif re.fullmatch(r"97[89]\d{10}", digits):
        good = sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0
    else:
        yield FieldProblem(name, f"isbn {value} is no ISBN", "write the 13 (or 10) digits and nothing else")
        return
    if not good:
        yield FieldProblem(name, f"isbn {value} has a wrong check digit", "compare it with the book")


def _issn(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    digits = value.replace("-", "").upper()
    if (
        not re.fullmatch(r"\d{7}[\dX]", digits)
        or sum((8 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits)) % 11
    ):
        yield FieldProblem(
            name,
            f"issn {value} is no ISSN, or has a wrong check digit",
            "write it as 0012-3456, as printed",
        )


def _langid(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    if value not in LANGUAGES and not _TAG.fullmatch(value):
        yield FieldProblem(
            name,
            f"langid {value} is no language{nearest(value, LANGUAGES)}",
            "write its name in English in lower case, such as french",
        )


CHECKS = {
    "date": _date,
    "urldate": _date,
    "origdate": _date,
    "eventdate": _date,
    "year": _year,
    "doi": _doi,
    "url": _url,
    "isbn": _isbn,
    "issn": _issn,
    "langid": _langid,
}
"""Field to the check of its form."""
