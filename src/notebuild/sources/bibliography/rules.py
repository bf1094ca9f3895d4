"""Check one entry of the bibliography: what its type requires, and the form of names, dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from notebuild.core.problems import nearest
from notebuild.sources.bibliography import dates, latex, people
from notebuild.sources.bibliography.faults import FieldProblem
from notebuild.sources.bibliography.vocabulary import (
    FIELDS,
    LANGUAGES,
    NAMES,
    PRINTED,
    PRIVATE,
    SUBTAGS,
    SYNONYMS,
    TEXT,
    TYPES,
    UNPRINTED,
)

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_][A-Za-z]{2})?")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_URL = re.compile(r"(https?|ftp)://[^\s/?#]+\.[^\s/?#]+\S*|https?://localhost\S*")
_INSTEAD = ("howpublished", "note", "type", "maintitle", "booktitle", "journaltitle", "url")
_ROLES = frozenset(("editor", "", "director"))
_ARCHIVES = frozenset(("arxiv", "jstor", "pubmed", "googlebooks", "google books", "hdl"))
"""Where pandoc finds an eprint's address."""

_TYPES, _FIELDS = tuple(TYPES), tuple(PRINTED)
_nearest = lru_cache(maxsize=64)(nearest)
"""An export has the same wrong name in each of its entries."""


def problems(
    kind: str, key: str, fields: Mapping[str, str], unread: Collection[str] = ()
) -> Iterator[FieldProblem]:
    """Tell what is wrong with one entry, field by field; `kind` and field names in lower case.

    `unread` names the fields that are there but could not be read: they do not count as missing.
    """
    if kind not in TYPES and kind not in SYNONYMS and kind != "set":
        yield FieldProblem(
            "",
            f"@{kind} is no entry type{_nearest(kind, _TYPES)}: it prints as @misc",
            "use a type of biblatex, such as @online, @report or @misc",
            "warning",
            f"type:{kind}",
        )
    kind = SYNONYMS.get(kind, kind)
    for required in TYPES.get(kind, ("title",) if kind != "set" else ()):
        names = required.split("|")
        if any(fields.get(name) or name in unread for name in names):
            continue
        if "date" in names and fields.get("pubstate"):
            continue
        # Without a title nothing may say what is cited; what else is lacking prints as lacking.
        yield FieldProblem(
            "",
            f"{key} (@{kind}) lacks {required.replace('|', ' or ')}",
            f"add {names[0]} = {{…}} to the entry",
            "error" if required == "title" and not any(map(fields.get, _INSTEAD)) else "warning",
        )
    for name, value in fields.items():
        yield from _field(name, value, fields)
    yield from _title(key, fields)


def _field(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    if name not in FIELDS and not PRIVATE.fullmatch(name):
        near = _nearest(name, _FIELDS)
        yield FieldProblem(
            name,
            f"{name} is no field of biblatex{near}: nothing prints it",
            "correct its name, or take it out" if near else "take it out, or give it a name of biblatex",
            "warning",
            f"field:{name}",
        )
    elif not value:
        if name in PRINTED:
            message, remedy = f"{name} is empty", "fill it in, or remove the line"
            yield FieldProblem(name, message, remedy, "warning", f"empty:{name}")
    elif name in UNPRINTED and value != fields.get("editor") and value != fields.get("author"):
        yield FieldProblem(
            name,
            f"{name} is not printed",
            f"move the name to {UNPRINTED[name]}, or say it in note = {{…}}, if it should print",
            "warning",
            f"unprinted:{name}",
        )
    elif name in TEXT and '"' in value and '"' in re.sub(r'\d"', "", latex.quoted(value)):
        message = f'{name} has a " without its pair in {value[:60]}'
        yield FieldProblem(name, message, "write both marks, or the curly one that is meant")
    elif name in NAMES:
        yield from people.problems(name, value, fields)
    elif name in CHECKS:
        yield from CHECKS[name](name, value, fields)


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
    date, year = fields.get("date", ""), fields.get("year", "")
    if date and year and not date.startswith(year):
        yield FieldProblem("year", f"{key} has both date and year", "keep date, remove year", "warning")


def _date(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    if (name == "urldate" and "/" in value) or not dates.iso(value):
        yield FieldProblem(
            name,
            f"{name} {value} is no date in ISO form",
            "write 2024-07-11, 2024-07, 2024 or a range 2024-07/2024-09",
        )


def _year(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    if not dates.of(fields):
        yield FieldProblem(
            name, f"{name} {value} gives no date", "write date = {2024-07-11}, {2024-07} or {2024}"
        )


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
            f"write https://{value}"
            if _URL.fullmatch(f"https://{value}")
            else "write it whole, from https:// on, without spaces",
        )


def _isbn(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    for number in _numbers(value, r"97[89](?:[ -]?\d){10}|\d(?:[ -]?\d){8}[ -]?[\dXx]"):
        digits = re.sub(r"[ -]", "", number).upper()
        if re.fullmatch(r"\d{9}[\dX]", digits):
            good = sum((10 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits)) % 11 == 0
        elif re.fullmatch(r"97[89]\d{10}", digits):
            good = sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0
        else:
            message, remedy = f"isbn {number} is no ISBN", "write the 13 (or 10) digits and nothing else"
            yield FieldProblem(name, message, remedy, "warning")
            continue
        if not good:
            message, remedy = f"isbn {number} has a wrong check digit", "compare it with the book"
            yield FieldProblem(name, message, remedy, "warning")


def _issn(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    for number in _numbers(value, r"\d{4}[-–]?\d{3}[\dXx]"):
        digits = re.sub(r"[-–]", "", number).upper()
        if (
            not re.fullmatch(r"\d{7}[\dX]", digits)
            or sum((8 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits)) % 11
        ):
            message = f"issn {number} is no ISSN, or has a wrong check digit"
            yield FieldProblem(name, message, "write it as 0012-3456, as printed", "warning")


def _numbers(value: str, form: str) -> list[str]:
    """Return the numbers of a list, each with the words for its kind (print, online) left out; or the value."""
    value = re.sub(r"(?i)\b(?:isbn|issn)(?:-1[03])?:?\s*", "", value)
    rest = re.sub(form, "", value)
    rest = re.sub(
        r"(?i)[(\[]?\b(?:print|online|electronic|linking|e|p|pbk|hbk|hardback|paperback|ebook|pdf|epub"
        r"|cloth|alk|paper|hardcover|softcover|hc|pb|and)\b[.)\]]*",
        "",
        rest,
    )
    if re.search(r"\w", rest):
        return [value]
    return re.findall(form, value)


def _langid(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    if value.lower() not in LANGUAGES and value.lower() not in SUBTAGS and not _TAG.fullmatch(value):
        yield FieldProblem(
            name,
            f"langid {value} is no language{nearest(value, LANGUAGES)}",
            "write its name in English in lower case, such as french",
            "warning",
            f"langid:{value}",
        )


def _editortype(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    if value.strip() not in _ROLES and fields.get("editor"):
        yield FieldProblem(
            name,
            f"editortype {value} is not printed: the name would stand as an editor's",
            "say it in words: titleaddon = {compiled by …}, and take editor and editortype out",
            "warning",
            f"editortype:{value}",
        )


def _eprint(name: str, value: str, fields: Mapping[str, str]) -> Iterator[FieldProblem]:
    archive = fields.get("eprinttype", "").strip().lower()
    if archive not in _ARCHIVES and not (fields.get("url") or fields.get("doi")):
        where = f"eprint of {archive}" if archive else "eprint"
        yield FieldProblem(
            name, f"{where} {value} is not printed", "give its address: url = {https://…}", "warning"
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
    "editortype": _editortype,
    "eprint": _eprint,
}
"""Field to the check of its form."""
