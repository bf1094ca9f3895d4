"""Writes what a reviewer typed as the Markdown of a note: escaped, in straight quotation marks, a sentence a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from notebuild.exchange.review.atoms import Atom

SENTENCE_END = re.compile(r"[.!?\u2026][\"'\u2018\u2019\u201c\u201d\u00bb)\]]*\Z")
ADDRESS = re.compile(r"(?<![\w<(])https?://[^\s<>\"\u201c\u201d\u00ab\u00bb]+")
TRAILING = ".,;:!?'\u2019)\u201d"
SHORT = re.compile(
    r"(?:\A|[\s(])(?:[A-Z]|[Mm]r|[Mm]rs|[Dd]r|[Pp]rof|St|no|vol|pp?|cf|vs|[Mm]me|[Mm]lle|art|ch|ed|eds|fig|ibid|op|cit|etc|[eE]\.g|i\.e|[A-Za-z]\.[A-Za-z])\.\Z"
)
"""What ends in a stop and ends no sentence: an initial, a title, a word cut short."""

QUOTES = str.maketrans(
    {
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u2026": "...",
    }
)
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f]")
ESCAPED = re.compile(
    r"([\\`*\[\]<>^~|])|(?<![^\W_])(_)|(_)(?![^\W_])|(?<![\w])(@)(?=\w)|(\$)(?=\S)|(?<=\w)(#)\Z|(&)(?=#?\w+;)"
)


@dataclass(frozen=True, slots=True)
class Hand:
    """How a note is written: what its author's source does, a reviewer's words do too."""

    sentences: bool = True
    """Whether each sentence has a line of its own."""

    quotes: bool = True
    """Whether quotation marks are typed straight, for the edition to set."""

    dashes: bool = True
    """Whether an en dash is typed as two hyphens."""

    prefix: str = ""
    """What begins each further line."""

    bar: bool = False
    """Whether a bar parts cells here."""

    raw: bool = False
    """Whether a sign means itself here: in code."""

    indent: str = "    "
    """What begins the further paragraphs of a note."""


def hand(text: str, prefix: str, kind: str, note: str) -> Hand:
    """Return how a passage is written; `note` is the text of the whole note, for what the passage does not show."""
    alone = kind in ("heading", "cell", "caption", "term", "line", "metadata", "alt", "definition")
    own = re.findall(
        r"[.!?][\"')\]]*(?:[ \t]*\[[^\]]*\]\.?)?(\n|[ \t])[ \t>]*(?=[A-Z\u00c0-\u00dd\"'])", text
    )
    if kind == "footnote":
        sentences = "\n" in own and " " not in own
    else:
        sentences = not alone and (all(one == "\n" for one in own) if own else _lined(note))
    quotes = not re.search("[\u201c\u201d\u2018\u00ab]", note)
    return Hand(sentences, quotes, "\u2013" not in note, prefix, kind == "cell")


def _lined(note: str) -> bool:
    """Return whether the paragraphs of a note have a sentence a line."""
    ends = re.findall(r"[a-z\]]\.(\n|[ \t])(?=[A-Z])", note)
    return bool(ends) and ends.count("\n") * 2 > len(ends)


def ends_sentence(text: str) -> bool:
    """Return whether a text ends with a sentence, and not with a word cut short."""
    return bool(SENTENCE_END.search(text)) and not SHORT.search(text)


def break_before(before: str, atom: Atom) -> bool:
    """Return whether a new sentence begins with an atom that follows this text."""
    begins = atom.kind == "word" and (atom.text[:1].isupper() or atom.text[:1].isdigit())
    opens = atom.kind == "sign" and atom.text in "\"'\u2018\u201c\u00ab([\u00bf\u00a1"
    return (begins or opens) and ends_sentence(before)


def markdown(
    atoms: Sequence[Atom],
    how: Hand,
    call: Callable[[Atom], str],
    before: str = "",
    context: frozenset[str] = frozenset(),
) -> str:
    """Return typed atoms as Markdown, without the space before the first.

    `call` gives the mark of a note's call; `before` is the text that they follow, by which a sentence is
    known; `context` is the look of the place, which nothing has to say.
    """
    out, words, look = "", "", context
    said = before
    started = False

    def flush() -> None:
        nonlocal out, words
        if not words:
            return
        lead, body, tail = _bare(escaped(words, how))
        marks = _marks(look, context)
        out += f"{lead}{marks}{body}{marks[::-1]}{tail}" if body else lead + tail
        words = ""

    for atom in atoms:
        space = (
            ""
            if not (atom.space and started)
            else f"\n{how.prefix}"
            if how.sentences and break_before(said, atom)
            else " "
        )
        if atom.kind == "end":
            flush()
            out += f"\n\n{how.indent}"
            said, started = "", False
            continue
        started = True
        said += space + ("" if atom.kind == "call" else atom.text)
        if atom.kind == "call":
            flush()
            out += space
            out = _called(out, call(atom))
            continue
        if atom.look != look:
            flush()
            out += space if not words else ""
            words, look, space = "", atom.look, ""
        words += space + atom.text
    flush()
    return out


def _called(before: str, mark: str) -> str:
    """Return a text with a call behind its last word: before its stop, as authors write it."""
    stops = re.search(r"[.,;:!?]*\Z", before)
    at = stops.start() if stops else len(before)
    return f"{before[:at]}{mark}{before[at:]}"


def _bare(text: str) -> tuple[str, str, str]:
    body = text.strip()
    if not body:
        return text, "", ""
    at = text.index(body)
    return text[:at], body, text[at + len(body) :]


def _marks(look: frozenset[str], context: frozenset[str]) -> str:
    signs = {"bold": "**", "italic": "*", "strike": "~~", "super": "^", "sub": "~"}
    return "".join(sign for name, sign in signs.items() if name in look and name not in context)


def escaped(text: str, how: Hand) -> str:
    """Return plain words as Markdown that prints them."""
    text = SPACES.sub(" ", text)
    if how.raw:
        return text
    parts, at = [], 0
    for match in ADDRESS.finditer(text):
        address = match[0]
        while address[-1] in TRAILING and not (
            address[-1] == ")" and address.count("(") >= address.count(")")
        ):
            address = address[:-1]
        parts += [_escaped(text[at : match.start()], how), f"<{address}>"]
        at = match.start() + len(address)
    return "".join([*parts, _escaped(text[at:], how)])


def _escaped(text: str, how: Hand) -> str:
    text = ESCAPED.sub(lambda match: "\\" + match[0], text)
    if how.quotes:
        text = re.sub(r"\u00ab\s*|\s*\u00bb", '"', text).translate(QUOTES)
    if how.dashes:
        text = text.replace("\u2014", "---").replace("\u2013", "--")
    return text
