"""Check for marks of other tools than pandoc, which would be printed as they stand or mean nothing here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location, Problem, nearest
from notebuild.sources import markdown
from notebuild.sources.checks import links
from notebuild.sources.markdown import inlines, lines, markers
from notebuild.sources.markdown.blocks import ROLES

UNREAD = frozenset({"markup", "code", "comment", "front-matter"})

ESCAPE = "put a backslash before it where it is meant as words"

TEMPLATE = "write here what it stands for"
FORMULA = (
    r"(?<![\w$])(?:\$\$(?=[^$\n]*[^\W\d_])[^$\n]+\$\$"
    r"|\$(?![\s$])(?:[^\W\d_]|(?=[^$\n]*[\\^_])[^$\n]+|(?!\d)(?=[^$\n]*=)[^$\n]+)(?<!\s)\$(?![\w$]))"
)
"""As pandoc finds one (tex_math_dollars): amounts, "$20 and $30", are none."""

MARKS: tuple[tuple[str, str, str], ...] = (
    (r"(?s)\{\{[<%].*?[>%]\}\}", "a shortcode of Quarto or Hugo", TEMPLATE),
    (r"(?s)\{%.*?%\}", "a tag of Jekyll or Liquid", TEMPLATE),
    (r"\{\{[^{}<%]+\}\}", "a variable of a template", TEMPLATE),
    (
        r"(?im)^\s*(?:\[toc\]|\[\[_?toc_?\]\])\s*$",
        "a mark for the contents",
        "take it out: a long note has them",
    ),
    (
        r"(?i)\[!(?:note|tip|important|warning|caution|info|example|quote)\][+-]?",
        "a mark of GitHub for a box",
        "take it out, and begin the quotation with a word in bold: **Note.**",
    ),
    (
        r"(?<!\^)\[\[[^\[\]\n]+\]\]",
        "a link of a wiki",
        "write [words](https://…), or [](#label) within this note",
    ),
    (
        r"(?s)\{(?:\+\+|--|~~|>>|==).*?(?:\+\+|--|~~|<<|==)\}",
        "a mark of CriticMarkup",
        "make the change in the text, or leave it",
    ),
    (r"(?<![=\w])==(?=\S)[^=\n]+(?<=\S)==(?![=\w])", "a mark for highlighting", "write **…** or *…*"),
    (r"(?s)(?<![:\w])%%.*?%%", "a comment of Obsidian", "write <!-- … -->"),
    (FORMULA, "a formula of TeX", "write it with Markdown's own marks, E = mc^2^ or x~i~"),
    (r"(?<![\w:]):[a-z][a-z0-9_+-]{2,}:(?![\w:])", "the name of an emoji", "write what it says in words"),
)
"""What is looked for, what it is, and what to write."""

CLASSES = frozenset("smallcaps underline ul nocase unnumbered unlisted".split()) | ROLES
"""Classes in braces that an edition keeps, or that say what holds anyway."""

CLASS = re.compile(r"(?<![^\s{])\.([A-Za-z][\w-]*)")

REFERENCES = ("refs", "references", "bibliography")


def check(note: Note) -> tuple[Problem, ...]:
    """Tell of every mark of another tool, at its place, and of parts that this one does not know."""
    found = [*note.fields, *note.segments]
    told = [fault for segment in found for fault in (*faults(segment), *_parts(segment))]
    return (*told, *_classes(note))


def formulas(note: Note) -> tuple[tuple[Location, Location], ...]:
    """Return where each formula begins and ends: a fault inside only follows from its being one."""
    return tuple(
        (
            markers.place(segment.text, match.start(), segment.location),
            markers.place(segment.text, match.end(), segment.location),
        )
        for segment in note.segments
        if segment.kind not in UNREAD
        for match in re.finditer(FORMULA, segment.text)
    )


def faults(segment: Segment) -> Iterator[Problem]:
    """Yield the marks of other tools in one segment; none in code."""
    if segment.kind in UNREAD:
        return
    bare = inlines.without_code(segment.text)
    taken: list[range] = []
    for pattern, what, remedy in MARKS:
        for match in re.finditer(pattern, bare):
            if (
                match[0]
                and not any(match.start() in one for one in taken)
                and not _escaped(bare, match.start())
            ):
                taken.append(range(match.start(), match.end()))
                at = match.start() + len(match[0]) - len(match[0].lstrip())
                where = markers.place(segment.text, at, segment.location)
                shown = " ".join(match[0].split())
                yield Problem(where, f"{shown} is {what}, and would be printed", f"{remedy}; {ESCAPE}")


def _escaped(text: str, at: int) -> bool:
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1


def _parts(segment: Segment) -> Iterator[Problem]:
    """Tell of fenced parts (pandoc's fenced_divs) of a class that nothing here prints apart."""
    if segment.kind != "markup":
        return
    start = 0
    for line in segment.text.split("\n"):
        text = line.strip().lstrip("> ")
        where = markers.place(segment.text, start + len(line) - len(line.lstrip()), segment.location)
        start += len(line) + 1
        match = lines.DIV.match(text.rstrip("\r"))
        if not match:
            continue
        classes = re.findall(r"\.([^\s{}.#=]+)", match[1]) if match[1].startswith("{") else [match[1]]
        unknown = [name for name in classes if name not in ROLES]
        if lines.identifier(match[1]) in REFERENCES:
            yield Problem(
                where, "a place for the list of sources", "take it out: each source stands in its footnote"
            )
        elif unknown:
            known = " or ".join(f'"::: {name}"' for name in sorted(ROLES))
            remedy = f"write {known}, or take the lines of colons out"
            yield Problem(
                where, f"no part of a note is called {unknown[0]}{nearest(unknown[0], ROLES)}", remedy
            )


def _classes(note: Note) -> Iterator[Problem]:
    """Tell of classes in braces that no sheet knows; of fences `_parts` tells, of code they name the language."""
    rows = markdown.join(note.segments).split("\n")
    for text, where in links.braces(note):
        before = rows[where.line - 1][: where.column - 1].rstrip() if where.line <= len(rows) else ""
        if before.lstrip("> ").startswith(":::") or before.endswith("`"):
            continue
        for name in CLASS.findall(text):
            if name not in CLASSES:
                message = f"class {name} is not kept by any edition{nearest(name, CLASSES)}"
                remedy = (
                    "take it out; write *…* or **…** for words that stand out, .smallcaps for small capitals"
                )
                yield Problem(where, message, remedy, "warning")
