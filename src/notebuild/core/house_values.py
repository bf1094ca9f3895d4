"""The values of a house file that nothing can be made with, though each is of the right kind.

A sheet takes lengths, colours and faces as they are, so that none may be without a meaning, make a page on
which no text fits, or hold what would end a declaration of CSS.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from notebuild.core.formats import FORMATS
from notebuild.core.numbers import ISSN, issn_check
from notebuild.core.problems import nearest

Fault = tuple[str, str, str]
"""The name of a value, `size.text`; what is wrong with it; what to do."""

COLOUR = re.compile("#[0-9A-Fa-f]{6}")
PLAIN = re.compile(r"[^;{}<>\\\n\r]*")
"""Words that a sheet can hold as they are: they end no declaration, rule or element."""

FAMILY = re.compile(r"[\w .'-]+")
FACES = re.compile(r"[\w .,'\"-]+")
ADDRESS = re.compile(r"https?://[^\s<>\"']+")
EMAIL = re.compile(r"[^\s@<>\"',;]+@[^\s@<>\"',;]+\.[^\s@<>\"',;]+")
TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

LIMITS: Mapping[str, tuple[float, float, str]] = {
    "page": (0, 600, "millimetres"),
    "size": (4, 96, "points"),
    "screen": (6, 200, "CSS pixels or em"),
}
"""The smallest and largest number in each table of lengths, and their unit."""

NARROWEST, LOWEST = 60, 80
"""The smallest width and height of the text on a page, in millimetres."""

MOST: Mapping[str, int] = {"series": 120, "about": 5_000}
"""The most characters of a series' name, which stands on one line of every page, and of what is said of it."""

LONGEST = 200
"""The most characters of a house's place, address or telephone number: a line or two of the last page."""

CONTACT = ("place", "address", "email", "phone")
"""What a house may say of where it is and how to reach it."""

FIGURES = ("oldstyle-nums", "lining-nums")


def unusable(own: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield each value of the right kind that nothing can be made with.

    `own` are the values of the file, `whole` what comes of laying them over the tool's own.
    """
    publisher = own.get("publisher", "")
    if not publisher.strip() or not publisher.isprintable():
        yield "publisher", f"publisher {publisher!r}: not one line of words", "say who publishes the notes"
    if own.get("url") and not ADDRESS.fullmatch(own["url"]):
        yield "url", f"url {own['url']} is not a web address", "begin it with https://"
    if own.get("site") and not (ADDRESS.fullmatch(own["site"]) and not {"?", "#"} & {*own["site"]}):
        remedy = "begin it with https://, without ? and #"
        yield "site", f"site {own['site']} is not the address of a folder of the web", remedy
    logo = own.get("logo", "")
    if "/" in logo or "\\" in logo:
        yield "logo", f"logo {logo} is not the name of a file", "name an SVG file that lies beside this one"
    if own.get("formats") == []:
        yield "formats", "formats is empty: nothing would be made", f"use {', '.join(FORMATS)}"
    for name, row in own.get("colour", {}).items():
        if not isinstance(row, Mapping):
            yield (
                f"colour.{name}",
                f"colour.{name} is in no scheme",
                "put it under [colour.light] or [colour.dark]",
            )
    for name in own.get("formats", ()):
        if name not in FORMATS:
            yield (
                "formats",
                f"unknown format {name}{nearest(str(name), FORMATS)}",
                f"use {', '.join(FORMATS)}",
            )
    if (citing := own.get("word-citations", "plain")) not in ("plain", "live"):
        yield "word-citations", f"word-citations {citing} is not one of plain and live", "write plain or live"
    for name in ("lang", "languages"):
        for tag in [own[name]] if isinstance(own.get(name), str) else own.get(name, ()):
            if tag and not (isinstance(tag, str) and TAG.fullmatch(tag)):
                yield name, f"{tag} is not a language tag", "write it as en-GB, fr-FR or de (BCP 47)"
    yield from _colours(own)
    lengths = list(_lengths(own))
    yield from lengths or _together(own, whole)
    yield from _words(own)
    yield from _contact(own.get("contact", {}))
    yield from _issn(own.get("issn", {}))
    yield from _faces(own)


def _colours(own: Mapping[str, Any]) -> Iterator[Fault]:
    for scheme, colours in own.get("colour", {}).items():
        for name, colour in colours.items() if isinstance(colours, Mapping) else ():
            if not COLOUR.fullmatch(str(colour)):
                at = f"colour.{scheme}.{name}"
                yield at, f"{at} {colour} is no colour", 'write it as "#", then six figures from 0 to f'


def _lengths(own: Mapping[str, Any]) -> Iterator[Fault]:
    for table, (low, high, unit) in LIMITS.items():
        for name, value in own.get(table, {}).items():
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            if is_number and not (math.isfinite(value) and low <= value <= high):
                at = f"{table}.{name}"
                yield at, f"{at} is {value}", f"give it {low} to {high} {unit}"
    figures = own.get("size", {}).get("figures", FIGURES[0])
    if figures not in FIGURES:
        message = f"size.figures {figures} is no kind of figures{nearest(figures, FIGURES)}"
        yield "size.figures", message, f"use {' or '.join(FIGURES)}"


def _words(own: Mapping[str, Any]) -> Iterator[Fault]:
    """Tell of words of a table that would break out of the sheet that names them."""
    for table in ("series", "about"):
        for language, words in own.get(table, {}).items():
            if len(words) > MOST[table]:
                at = f"{table}.{language}"
                yield at, f"{at} has {len(words):,} characters, more than {MOST[table]:,}", "shorten it"
    face = own.get("face", {})
    for name, value in face.items():
        allowed = FACES if name.endswith("-fallback") else FAMILY
        if isinstance(value, str) and not allowed.fullmatch(value):
            at = f"face.{name}"
            yield at, f"{at} {value} is no name of a face", "write letters, figures, spaces and hyphens"
    for table in own.keys() - {
        "series",
        "about",
        "contact",
        "issn",
        "subtitles",
        "profiles",
        "face",
        "colour",
    }:
        rows = own[table] if isinstance(own[table], Mapping) else {}
        for name, value in rows.items():
            if isinstance(value, str) and not PLAIN.fullmatch(value):
                at = f"{table}.{name}"
                yield at, f"{at} holds what would end its declaration in a sheet", "take ; { } < > and \\ out"


def _contact(rows: Mapping[str, Any], at: str = "contact") -> Iterator[Fault]:
    """Tell of what is no way to reach the house; a language's table has the same rows."""
    for name, value in rows.items():
        here = f"{at}.{name}"
        if isinstance(value, Mapping) and at == "contact" and TAG.fullmatch(name):
            yield from _contact(value, here)
        elif name not in CONTACT:
            message = f"{here} says nothing here{nearest(name, CONTACT)}"
            yield here, message, f"use {', '.join(CONTACT)}, or put them in a table [contact.fr-FR]"
        elif not isinstance(value, str):
            yield here, f"{here} is no words", f"give {here} words"
        elif not value.strip() or not value.isprintable():
            yield here, f"{here} {value!r}: not one line of words", "fill it in, or take the line out"
        elif len(value) > LONGEST:
            yield here, f"{here} has {len(value)} characters, more than {LONGEST}", "shorten it"
        elif name == "email" and not EMAIL.fullmatch(value):
            yield here, f"{here} {value} is no e-mail address", "write it as notes@example.org"


def _issn(numbers: Mapping[str, str]) -> Iterator[Fault]:
    """Tell of a number that is no ISSN: its last character is a check of the others (ISO 3297, annex A)."""
    for language, number in numbers.items():
        at = f"issn.{language}"
        if not ISSN.fullmatch(number):
            yield at, f"{at} {number} is no ISSN", "write it as 0317-8471"
        elif issn_check(number) != number[-1]:
            message = f"{at} {number} is no ISSN: its last figure would be {issn_check(number)}"
            yield at, message, "compare it with the certificate"


def _faces(own: Mapping[str, Any]) -> Iterator[Fault]:
    """Tell of rows of font files that no rule can be made of (CSS Fonts 4, @font-face)."""
    for table in ("font", "fallback"):
        for number, row in enumerate(own.get(table, ())):
            at = f"{table}.{number}"
            if not isinstance(row, Mapping):
                yield at, f"{table} holds what is no table", f"write each as [[{table}]]"
                continue
            family, weight, style = row.get("family", "x"), row.get("weight", 400), row.get("style", "normal")
            if not isinstance(family, str) or not FAMILY.fullmatch(family):
                yield (
                    at,
                    f"family {family} is no name of a face",
                    "write letters, figures, spaces and hyphens",
                )
            for name in ("file", "package"):
                if not isinstance(row.get(name, ""), str):
                    yield at, f"{name} {row[name]} is no name of a {name}", f'write {name} = "…"'
            if isinstance(weight, bool) or weight not in range(1, 1001):
                yield at, f"weight {weight} is no weight of a face", "write 400, 600 or the like"
            if style not in ("normal", "italic"):
                yield at, f"style {style} is no style of a face", "write normal or italic"
            if not all(isinstance(name, str) for name in row.get("only", ())):
                yield at, "only holds what is no name of an element", 'write only = ["strong"]'


def _together(own: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Fault]:
    """Tell of lengths that leave no room for text, or that whoever reads the page back takes for each other."""
    page, size = whole["page"], whole["size"]
    width = page["width"] - page["left"] - page["right"]
    height = page["height"] - page["top"] - page["bottom"]
    if "page" in own and width < NARROWEST:
        message = f"page leaves {width:g} mm for the text between its margins"
        yield "page", message, f"leave {NARROWEST} mm: make left and right less, or width more"
    if "page" in own and height < LOWEST:
        message = f"page leaves {height:g} mm for the text between head and foot"
        yield "page", message, f"leave {LOWEST} mm: make top and bottom less, or height more"
    if "page" in own and page["hang"] > page["left"]:
        message = f"page.hang {page['hang']:g} is more than the left margin, {page['left']:g}"
        yield "page.hang", message, "make it less: what hangs would stand off the page"
    changed = own.get("size", {})
    pairs = [("text", "leading")] + [(name, f"{name}-leading") for name in size if f"{name}-leading" in size]
    for name, lines in pairs:
        if changed.keys() & {name, lines} and not 0.95 * size[name] <= size[lines] <= 3 * size[name]:
            message = f"size.{name} of {size[name]:g} points has lines of {size[lines]:g}"
            yield f"size.{name}", message, "give the lines once to three times the size"
    if "size" in own and abs(size["running"] - size["note"]) < 0.1:
        message = f"size.running and size.note are both {size['note']:g}"
        yield (
            "size.running",
            message,
            "make them differ: notes and running heads are told apart by their size",
        )
