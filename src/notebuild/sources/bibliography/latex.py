"""Take the notation of BibTeX values apart, find LaTeX that would vanish, and make values safe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from notebuild.core.problems import nearest

COMMANDS = frozenset(
    # Accents that take a letter, letters of their own, and the few commands of text that a
    # reference needs. Tried one by one with pandoc 3.9's biblatex reader, which drops any other
    # command without a word.
    str.split("""c u v H k d b r t G h AE ae OE oe AA aa O o L l ss i j
    emph textit textbf textsc textsuperscript textsubscript enquote mkbibquote mkbibemph
    mkbibparens dots ldots textquoteright textquoteleft textquotesingle textquotedblleft
    textquotedblright textbackslash textasciicircum textasciitilde textdegree
    guillemotleft guillemotright S P pounds euro copyright""")
)
SYMBOLS = frozenset("'`^\"~=.&%$#_{}-")
"""What may follow a backslash as a command of one sign: accents, escaped signs, spacing."""

_PIECE = re.compile(r"[\w:.+/-]+")
"""One piece of a value that is neither in braces nor quoted: a number, or the name of an @string."""

_ENGLISH = str.split("January February March April May June July August September October November December")
MONTHS = {name[:3].lower(): name for name in _ENGLISH} | {name.lower(): name for name in _ENGLISH}
"""BibTeX's own @string names of the months, and what is typed for them."""

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\\$|[{}%&#_^$]", re.S)
_ESCAPED = {sign: "\\" + sign for sign in "%&#_$"} | {"^": "\\textasciicircum{}"}
_OPEN = r"(?:^|(?<=[\s(\[{/\u2013\u2014-]))"
_CLOSE = r"(?=$|[\s)\]}.,:;!?/\u2013\u2014-])"
_QUOTED = tuple(
    re.compile(rf"{_OPEN}{mark}(?=[^\s{mark}])([^{mark}]*(?:{mark}\w[^{mark}]*)*?){mark}{_CLOSE}")
    for mark in ('"', "'")
)


def safe(value: str) -> str:
    """Return the value as LaTeX that prints what was typed: no comment, no command but the known ones.

    Braces come out balanced, signs that LaTeX takes for its own are escaped, white space is single.
    """
    text = single("".join(c for c in value if c >= " " or c in "\n\t"))
    loose = set(_loose_braces(text))

    def written(match: re.Match[str]) -> str:
        word = match.group()
        if word in "{}":
            return "\\" + word if match.start() in loose else word
        if word[0] != "\\":
            return _ESCAPED[word]
        return word if _known(word) else "\\textbackslash{}" + "".join(map(_one, word[1:]))

    return _TOKEN.sub(written, text)


_INCHES, _FEET = re.compile(r'(?<=\d)"'), re.compile(r"(?<=\d)'(?=[ ~]?\d+(?:[.,]\d+)?\")")
"""The signs after figures that close no quotation: 5'10"."""


def single(value: str) -> str:
    """Return the value with white space single and none at its ends; spaces that do not break stay."""
    if "  " in value or not value.isprintable():  # of ten thousand entries few are not single already
        value = re.sub(r"[ \t\r\n\f\v]+", " ", value)
    return value.strip(" ")


def quoted(value: str) -> str:
    """Return straight quotation marks in pairs as `\\enquote`, so that an edition sets its own, and feet and inches.

    An apostrophe stays one; pandoc would print the opening mark of a pair as an apostrophe too.
    """
    value = value.replace("'n'", "’n’")  # rock 'n' roll
    for pattern in _QUOTED:
        value = pattern.sub(r"\\enquote{\1}", value)
    return _INCHES.sub("″", _FEET.sub("′", value)) if '"' in value else value


def marked(value: str, marks: tuple[str, str]) -> str:
    """Return the value with a language's own `marks` for quotation marks in pairs, straight ones or commands."""
    return re.sub(r"\\enquote\{([^{}]*)\}", lambda match: f"{marks[0]}{match[1]}{marks[1]}", quoted(value))


def bald(value: str, marks: tuple[str, str] = ("“", "”")) -> str:
    """Return the value as text without LaTeX: no emphasis, nothing that could act.

    What stands in straight quotation marks gets a language's own `marks`, an apostrophe its curly one.
    """
    text = marked(value, marks)
    text = re.sub(r"\\(?:text(?:asciitilde|asciicircum|backslash))\{\}", "~", text)
    text = re.sub(r"\\[A-Za-z]+", "", text)
    text = re.sub(r"[{}\\\x00-\x1f]", "", text)
    return single(text.replace("'", "’").replace("---", "—").replace("--", "–"))


def address(value: str) -> str:
    """Return a web address or identifier, as biblatex reads it: verbatim, spaces and escapes undone."""
    value = re.sub(r"\\([%&#_~$])", r"\1", "".join(value.split()))
    return re.sub(r"[{}\\]", lambda match: f"%{ord(match.group()):02X}", value)


def bare(value: str) -> str:
    """Return the value without the one pair of braces that encloses the whole of it."""
    value = value.strip()
    if value[:1] == "{" and closing(value) == len(value) - 1:
        return value[1:-1].strip()
    return value


def names(value: str) -> tuple[str, ...]:
    """Return the names of a list joined by `and`, an `and` within braces left alone."""
    found, depth, start = [], 0, 0
    for match in re.finditer(r"\\.|[{}]|\s+and(?=\s|$)", value, re.S | re.I):
        word = match.group()
        if word in "{}":
            depth += 1 if word == "{" else -1
        elif word[0] != "\\" and depth == 0:
            found.append(value[start : match.start()].strip())
            start = match.end()
    return (*found, value[start:].strip())


LONGEST = 100_000
"""Characters of a value: an abstract has two thousand. @string names that double each other reach any length."""


def resolved(value: str, strings: Mapping[str, str]) -> str:
    """Return a raw BibTeX value without its delimiters, `#` and @string names put together.

    White space stays as typed. Raises ValueError, in words for the editor, where it is no value.
    """
    found, rest = "", value.strip()
    while True:
        match = _PIECE.match(rest)
        piece = match.group() if match else ""
        if rest[:1] == "{" and rest[-1] == "}" and rest.count("{") == rest.count("}") == 1:
            piece, text = rest, rest[1:-1]  # most values, quickly
        elif rest[:1] == "{" and (end := closing(rest)) > 0:
            piece, text = rest[: end + 1], rest[1:end]
        elif rest[:1] == '"' and (end := _quoted_end(rest)) > 0:
            piece, text = rest[: end + 1], rest[1:end]
        elif re.fullmatch(r"\d+(?:\.\d+)*", piece):
            text = piece
        elif piece.lower() in strings:
            text = strings[piece.lower()]
        elif piece:
            raise ValueError(
                f"{piece} is neither in braces nor the name of an @string{nearest(piece, strings)}"
            )
        else:
            raise ValueError("there is no value")
        found += text
        if len(found) > LONGEST:
            raise ValueError(f"the value is longer than {LONGEST} characters")
        rest = rest[len(piece) :].lstrip()
        if not rest:
            return found
        if rest[0] != "#":
            raise ValueError(f"a comma is missing before {rest.split('=')[0].strip()[:40]}")
        rest = rest[1:].lstrip()


def _quoted_end(text: str) -> int:
    """Return the place of the quotation mark that closes the one at the head of the text, or -1."""
    depth = 0
    for at, sign in enumerate(text[1:], 1):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == '"' and depth == 0:
            return at
    return -1


def unclosed(raw: str, start: int) -> int:
    """Return the line, from 0, of the field whose braces are still open where the next one begins."""
    depth, field = 0, start
    for number, row in enumerate(raw.split("\n"), start):
        if re.match(r"\s*[\w-]+\s*=", row):
            if depth > 1:
                return field
            field = number
        depth += sum({"{": 1, "}": -1}.get(sign, 0) for sign in re.findall(r"\\.|[{}]", row))
    return field


def _known(word: str) -> bool:
    return word[1:] in COMMANDS if word[1:].isalpha() else word[1:] in SYMBOLS


def _one(sign: str) -> str:
    return _ESCAPED.get(sign, "\\textbackslash{}" if sign == "\\" else sign)


def _loose_braces(text: str) -> Iterator[int]:
    opened: list[int] = []
    for match in re.finditer(r"\\.|[{}]", text):
        if match.group() == "{":
            opened.append(match.start())
        elif match.group() == "}" and opened:
            opened.pop()
        elif match.group() == "}":
            yield match.start()
    yield from opened


def closing(text: str) -> int:
    """Return the place of the brace that closes the one at the head of the text, or -1."""
    depth = 0
    for match in re.finditer(r"\\.|[{}]", text):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return match.start()
    return -1
