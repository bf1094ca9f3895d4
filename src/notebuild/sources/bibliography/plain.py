"""Turn the LaTeX of a BibTeX value into the characters that it prints, as far as it is known here.

What stays LaTeX is what no character can say: emphasis, superscripts, quotation marks that each
language sets its own way, and signs escaped because LaTeX would take them for its own.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from itertools import accumulate
from typing import NamedTuple

from notebuild.sources.bibliography.letters import (
    ACCENTS,
    DROPPED,
    DROPPED_WITH_ARGUMENT,
    KEPT,
    MATHS,
    RENAMED,
    SIGNS,
    SWITCHES,
    TAGS,
    UNWRAPPED,
)

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?|\\(?P<sign>.)|(?P<brace>[{}])|\$(?P<maths>(?:\\.|[^$\\])+)\$|(?P<tie>~)",
    re.S,
)
_LONE = re.compile(r"\s*\\(?:[A-Za-z]+|.)\s*(?:\{[^{}]*\}|\\?[A-Za-z])?\s*", re.S)
_SWITCH = re.compile(r"\s*\\(" + "|".join(SWITCHES) + r")\b\s*")
_MATHS = re.compile(
    r"(?!.*(?:^|\s)[A-Za-z]{2,}(?:\s|$))"
    r"(?:.*(?:\\[A-Za-z,;:!{|]|[\^_]).*|\s*[A-Za-z]\s*|\s*[-+<>=*']\s*|\s*[A-Za-z]\s*[<>=]+\s*[\w.,]+\s*)",
    re.S,
)
"""What stands between dollar signs and is no sum of money."""

_QUOTED = re.compile(r"(?<!\\)``((?:(?!``|'').)+)''|(?<![`\w\\])`([^`']+)(?<!\\)'(?!['\w])", re.S)
_ENTITY = re.compile(r"\\?&(?=#?\w+;)(#\d+|#x[0-9A-Fa-f]+|[A-Za-z]+);")
_TAGGED = re.compile(r"<(i|em|b|strong|sub|sup|sc|scp|span)\b[^<>]*>([^<>]*)</\1>", re.I)
DEEPEST = 50
"""Levels of braces in a value: a name of biblatex's takes three."""

DEEP = "{"
"""Stands among the unknown commands for braces that are too deep in each other."""

_HIDDEN = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\u2063"))
"""Characters without a width; two of them are the citation style's own marks."""


class Plain(NamedTuple):
    """A value in characters, and the commands in it that nobody here knows, as they were typed."""

    text: str
    unknown: tuple[str, ...]


def plain(value: str) -> Plain:
    """Return a raw value in characters, its letters composed (NFC)."""
    unknown: list[str] = []
    value = _unmarked(value)
    if "`" in value:
        value = _QUOTED.sub(lambda match: f"\\enquote{{{match[1] or match[2]}}}", value)
    if _deepest(value) > DEEPEST:
        unknown.append(DEEP)
    elif "\\" in value or "$" in value or "~" in value:
        value = _unmarked(
            _written(value, unknown)
        )  # some managers write HTML in LaTeX: \textless i\textgreater
    if not value.isascii():
        value = unicodedata.normalize("NFC", value).translate(_HIDDEN)
    return Plain(value, tuple(dict.fromkeys(unknown)))


def _unmarked(value: str) -> str:
    """Return the value with HTML as LaTeX, and its entities as characters."""
    if "<" in value:
        value = _untagged(value)
    return _ENTITY.sub(_entity, value) if "&" in value else value


def _deepest(value: str) -> int:
    """Return how deep the braces of a value stand in each other."""
    if "{" not in value:
        return 0
    steps = ((sign == "{") - (sign == "}") for sign in value if sign in "{}")
    return max(accumulate(steps), default=0)


def _written(text: str, unknown: list[str]) -> str:
    out: list[str] = []
    at = 0
    while match := _TOKEN.search(text, at):
        out.append(text[at : match.start()])
        at = match.end()
        if match["brace"] == "{":
            inner, at = _group(text, match.start())
            out.append(_braced(inner, unknown))
        elif match["brace"]:
            out.append("}")
        elif match["tie"]:
            out.append("\u00a0")
        elif (maths := match["maths"]) is not None:
            if _MATHS.fullmatch(maths):
                out.append(_formula(maths, unknown))
            else:
                out.append("$")  # a sum of money: what follows it is read as text
                at = match.start() + 1
        else:
            piece, at = _command(match["word"] or match["sign"], text, at, unknown)
            out.append(piece)
    return "".join((*out, text[at:]))


def _braced(inner: str, unknown: list[str]) -> str:
    """Return a group: without its braces where they hold one character written as a command."""
    if switch := _SWITCH.match(inner):
        name = SWITCHES[switch[1]]
        rest = _written(inner[switch.end() :], unknown)
        return f"\\{name}{{{rest}}}" if name else rest
    done = _written(inner, unknown)
    is_lone = bool(_LONE.fullmatch(inner)) and not done.startswith("\\") and len(done) < 3
    return done if is_lone else f"{{{done}}}"


def _command(name: str, text: str, at: int, unknown: list[str]) -> tuple[str, int]:
    """Return what a command prints, and where the text goes on."""
    if name in ACCENTS and (not name.isalpha() or re.match(r"\s*[{\\]|\s+\w", text[at:])):
        base, end = _argument(text, at)
        return _accented(name, base, unknown), end
    if name in SIGNS:
        return SIGNS[name], _after(name, text, at)
    if name in DROPPED:
        return "", _after(name, text, at)
    if name in DROPPED_WITH_ARGUMENT:
        return "", _argument(text, at)[1]
    if name in ("href", "textcolor", "foreignlanguage"):
        _, middle = _argument(text, at)
        argument, end = _argument(text, middle)
        done = _written(argument, unknown)
        return (f"\\{name}{text[at:middle]}{{{done}}}" if name == "foreignlanguage" else done), end
    if name in ("url", "nolinkurl", "path"):
        argument, end = _argument(text, at)
        return re.sub(r"\\(.)", r"\1", argument).replace("~", "\\textasciitilde{}"), end
    if name == "ensuremath":
        argument, end = _argument(text, at)
        return _formula(argument, unknown), end
    if name in ("uppercase", "MakeUppercase", "lowercase", "MakeLowercase"):
        argument, end = _argument(text, at)
        done = _written(argument, unknown)
        return (done.upper() if name.endswith("ppercase") else done.lower()), end
    if name in UNWRAPPED:
        argument, end = _argument(text, at)
        return _written(argument, unknown), end
    name = RENAMED.get(name, name)
    if name in KEPT:
        argument, end = _argument(text, at)
        return f"\\{name}{{{_written(argument, unknown)}}}", end
    if name in "%&#_${}":
        return ("\\" + name if name in "{}" else name), at
    if (character := _mathematical(name)) is not None:
        return character, _after(name, text, at)
    unknown.append("\\" + name)
    return "\\" + name, at


def _accented(accent: str, base: str, unknown: list[str]) -> str:
    letter = _written({"\\i": "i", "\\j": "j", "{\\i}": "i"}.get(base.strip(), base), unknown).strip()
    if not letter:
        return {"~": "\\textasciitilde{}"}.get(accent, accent if not accent.isalpha() else "")
    return unicodedata.normalize("NFC", letter[0] + ACCENTS[accent] + letter[1:])


def _formula(maths: str, unknown: list[str]) -> str:
    """Return a short formula in characters: letters in italics, figures and signs as they are."""
    out: list[str] = []
    at = 0
    while at < len(maths):
        sign = maths[at]
        at += 1
        if sign == "\\" and (match := re.compile(r"([A-Za-z]+)\s*|.", re.S).match(maths, at)):
            name, at = match[1] or match[0], match.end()
            if name in UNWRAPPED or name in KEPT:
                argument, at = _argument(maths, at)
                out.append(_written(argument, unknown))
            elif (character := _mathematical(name)) is not None:
                out.append(character)
            else:
                unknown.append("\\" + name)
        elif sign in "_^":
            argument, at = _argument(maths, at)
            done = _formula(argument, unknown)
            name = "textsubscript" if sign == "_" else "textsuperscript"
            out.append(done if done in "°′″" else f"\\{name}{{{done}}}")
        elif sign == "{":
            inner, at = _group(maths, at - 1)
            out.append(_formula(inner, unknown))
        elif sign in "-'":
            out.append({"-": "−", "'": "′"}[sign])
        elif sign.isascii() and sign.isalpha():
            out.append(f"\\emph{{{sign}}}")
        elif not sign.isspace() and sign != "}":
            out.append(sign)
    return "".join(out)


def _mathematical(name: str) -> str | None:
    """Return the character of a command of mathematics, or None: its own table, Greek letters, signs of text."""
    if name in MATHS:
        return MATHS[name]
    size = "CAPITAL" if name[:1].isupper() else "SMALL"
    letter = {"lambda": "lamda"}.get(name.lower(), name.lower()).removeprefix("var")
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {letter.upper()}")
    except KeyError:
        return SIGNS.get(name)


def _group(text: str, at: int) -> tuple[str, int]:
    """Return what stands in the braces that open at a place, and the place after them."""
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.S).finditer(text, at):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return text[at + 1 : match.start()], match.end()
    return text[at + 1 :], len(text)


def _argument(text: str, at: int) -> tuple[str, int]:
    """Return the argument of a command: a group, a command, or one character."""
    at += len(text[at:]) - len(text[at:].lstrip())
    if text[at : at + 1] == "{":
        return _group(text, at)
    match = re.compile(r"\\(?:[A-Za-z]+|.)|.", re.S).match(text, at)
    return (match.group(), match.end()) if match else ("", at)


def _after(name: str, text: str, at: int) -> int:
    """Return where the text goes on after a command without arguments: TeX takes the spaces after its name."""
    if not name.isalpha():
        return at
    match = re.compile(r"\{\}|\s+").match(text, at)
    return match.end() if match else at


def _untagged(value: str) -> str:
    """Return the value with the HTML that databases leave in titles as LaTeX."""
    before = ""
    while before != value:
        before = value
        value = _TAGGED.sub(
            lambda match: (
                f"\\{TAGS[match[1].lower()]}{{{match[2]}}}" if match[1].lower() in TAGS else match[2]
            ),
            value,
        )
    return value


def _entity(match: re.Match[str]) -> str:
    character = unescape(f"&{match[1]};")
    return match.group() if character.startswith("&") and len(character) > 1 else character
