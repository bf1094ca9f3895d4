"""What to write instead of an HTML tag, which no edition lets through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from notebuild.core.problems import Problem
from notebuild.sources.markdown.markers import Mark

NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")

REMEDIES = {
    "a": "write [words](https://…)",
    "b strong": "write **…**",
    "i em cite dfn var mark": "write *…*",
    "u ins": "write *…*: emphasis is the only underlining",
    "s del strike": "write ~~…~~",
    "sup": "write ^…^, as in m^2^",
    "sub": "write ~…~, as in CO~2~",
    "code kbd samp tt": "write `…`",
    "q": 'write "…": the edition has its language\'s marks',
    "br": "end the line with a backslash",
    "hr": "write * * * on a line of its own",
    "p div section": "part the paragraphs with a blank line",
    "h1 h2 h3 h4 h5 h6": "begin the line with ##",
    "ul ol li": 'begin each item with "- " or "1. "',
    "blockquote": 'begin each line with "> "',
    "pre": "put the lines between two lines of ```",
    "img figure figcaption picture": 'write ![caption](figures/name.svg){alt="…"}',
    "table caption thead tbody tfoot tr th td": "write a pipe table: | one | two |",
    "span": "take it out, or write [words]{lang=…} for words of another language",
    "font center big small style": "take it out; how it looks is for the sheets under styles/",
    "script iframe object embed form input button video audio": "take it out; an edition is text and pictures",
}
"""By the names of the tags, parted by spaces."""

BY_NAME = {name: remedy for names, remedy in REMEDIES.items() for name in names.split()}

IN_CELL = "make two rows of it, or part the words with a comma or a semicolon: a cell is one line"
"""Instead of what would break a line or hold blocks in a cell of a table."""

BREAKING = frozenset("br p div section hr ul ol li blockquote pre h1 h2 h3 h4 h5 h6 table tr td th".split())

OTHER = "say it in Markdown"
CHARACTER = "; put a backslash before a < meant as a character"


def faults(marks: Iterable[Mark], kind: str = "") -> Iterator[Problem]:
    """Yield a Problem for each tag of one text, whose segment is of this kind; none for the end of one told of."""
    begun: set[str] = set()
    for mark in marks:
        if mark.kind != "raw-html":
            continue
        match = NAME.match(mark.value)
        name = match[2].lower() if match else ""
        if match and match[1] and name in begun:
            continue
        begun.add(name)
        shown = " ".join(mark.value.split())
        shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
        where = " in a cell of a table" if kind == "cell" else ""
        yield Problem(mark.location, f"raw HTML {shown}{where}", remedy(name, kind) + CHARACTER)


def remedy(name: str, kind: str = "") -> str:
    """Return what to write instead of a tag of this name, in a segment of this kind."""
    return IN_CELL if kind == "cell" and name in BREAKING else BY_NAME.get(name, OTHER)
