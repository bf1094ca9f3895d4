"""Reads the comments of a document of Word, with their replies and what is settled; writes them into a note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from notebuild.exchange.review.base import Base
from notebuild.exchange.review.lines import block_start
from notebuild.exchange.review.package import DOCUMENT, ENDNOTES, NOTES, parsed
from notebuild.exchange.review.replacements import Replacement
from notebuild.render.word.ooxml import Element, every, name, value
from notebuild.sources.markdown.head import HEAD

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
COMMENTS, EXTENDED = "word/comments.xml", "word/commentsExtended.xml"
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a reviewer, or a reply to one."""

    id: str
    author: str
    date: str
    """As ISO 8601 writes a day; empty where the document has none."""

    text: str
    quoted: str
    """The words that it is on."""

    parent: str = ""
    """The id of the comment that it replies to."""

    settled: bool = False


def read(parts: Mapping[str, bytes]) -> tuple[Comment, ...]:
    """Return the comments of a document in the order of the text, each followed by its replies."""
    if COMMENTS not in parts:
        return ()
    quoted: dict[str, str] = {}
    for part in (DOCUMENT, NOTES, ENDNOTES):
        if part in parts:
            quoted |= _quoted(parsed(parts[part]))
    threads = _threads(parts)
    own: dict[str, str] = {}
    found: dict[str, Comment] = {}
    for one in every(parsed(parts[COMMENTS]), "w:comment"):
        identifier = value(one, "w:id")
        paragraphs = every(one, "w:p")
        for paragraph in paragraphs:
            if named := paragraph.get(f"{W14}paraId"):
                own[str(named)] = identifier
        last = str(paragraphs[-1].get(f"{W14}paraId", "")) if paragraphs else ""
        parent, settled = threads.get(last, ("", False))
        said = "\n".join("".join(text.text or "" for text in every(each, "w:t")) for each in paragraphs)
        date = value(one, "w:date")[:10]
        known = bool(re.fullmatch(r"[12]\d{3}-\d{2}-\d{2}", date))
        found[identifier] = Comment(
            identifier,
            value(one, "w:author"),
            date if known else "",
            said.strip(),
            quoted.get(identifier, ""),
            parent,
            settled,
        )
    order = [*(one for one in quoted if one in found), *(one for one in found if one not in quoted)]
    heads = [found[one] for one in order if not own.get(found[one].parent)]
    out: list[Comment] = []
    for head in heads:
        out.append(head)
        out += [one for one in found.values() if own.get(one.parent) == head.id]
    return tuple(
        Comment(one.id, one.author, one.date, one.text, one.quoted, own.get(one.parent, ""), one.settled)
        for one in out
    )


def _threads(parts: Mapping[str, bytes]) -> dict[str, tuple[str, bool]]:
    """Return by paragraph of a comment which one it replies to, and whether it is settled ([MS-DOCX] 2.5.4)."""
    if EXTENDED not in parts:
        return {}
    return {
        str(one.get(f"{W15}paraId", "")): (
            str(one.get(f"{W15}paraIdParent", "")),
            str(one.get(f"{W15}done", "0")) in ("1", "true"),
        )
        for one in parsed(parts[EXTENDED]).iter(f"{W15}commentEx")
    }


def _quoted(start: Element) -> dict[str, str]:
    """Return the words that each comment is on, by its id, in the order of the text."""
    opened: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    for one in start.iter(
        *map(name, ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:t", "w:p"))
    ):
        identifier = value(one, "w:id")
        if one.tag == name("w:commentRangeStart"):
            done[identifier] = ""
            opened[identifier] = []
        elif one.tag == name("w:commentRangeEnd") and identifier in opened:
            done[identifier] = " ".join("".join(opened.pop(identifier)).split())
        elif one.tag == name("w:commentReference"):
            done.setdefault(identifier, "")
        else:
            for words in opened.values():
                words.append(one.text or "" if one.tag == name("w:t") else " ")
    return done


def shown(comment: Comment) -> str:
    """Return a comment in one line: who, when, on what, what, and whether it is settled."""
    who = ", ".join(filter(None, (comment.author or "a reviewer", comment.date, "settled" * comment.settled)))
    words = (
        comment.quoted
        if len(comment.quoted) <= SHOWN
        else f"{comment.quoted[:SHOWN].rpartition(' ')[0]} \u2026"
    )
    on = f', on "{words}"' if words and not comment.parent else ""
    lead = "reply, " if comment.parent else ""
    return f"{lead}{who}{on}: {' '.join(comment.text.split())}"


def written(base: Base, comments: Mapping[int, list[str]]) -> list[Replacement]:
    """Return comments as changes of a note's file: each on a line of its own before the passage that it is on.

    `comments` are lines by the character at which a passage begins. In the front matter and in a catalogue
    they are comments of those files.
    """
    out = []
    for start, lines in sorted(comments.items()):
        at, lead, tail = _before(base, start)
        said = "".join(f"{lead}{_safe(line, tail)}{tail}\n" for line in lines)
        out.append(Replacement(at, at, said))
    return out


def _safe(line: str, tail: str) -> str:
    line = " ".join(line.split())
    return re.sub(r"--+", "\u2013", line).replace("<!", "< !").rstrip("-") if tail else line


def _before(base: Base, start: int) -> tuple[int, str, str]:
    """Return where comments on a passage go, and how their lines begin and end."""
    text = base.text
    if not base.is_original:
        blank = text.rfind("\n\n", 0, start)
        return (0 if blank < 0 else blank + 2), "# ", ""
    head = HEAD.match(text)
    if head and start < head.end():
        keys = [match.start() for match in re.finditer(r"(?m)^[\w-]+:", text[:start])]
        return (keys[-1] if keys else 0), "# ", ""
    return block_start(text, start, head.end() if head else 0), "<!-- ", " -->"
