"""Tells what is wrong with a citation style in CSL 1.0.2, at its line, before anything is cited with it."""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat

from notebuild.core import styles
from notebuild.core.model import Document
from notebuild.core.problems import Location, NotebuildError, Problem, nearest
from notebuild.edition import pandoc

TRIED = "@book{x,\n  author = {Roe, Ann},\n  title = {Lakes},\n  date = {2001}\n}\n"
"""A source to cite, so that the processor reads the whole style."""


def faults(path: Path) -> list[Problem]:
    """Return the faults of a style: those of its form at their lines, else what pandoc's processor says of it."""
    shown = path.as_posix()
    try:
        found = _form(styles.text(path, shown), shown)
        if not found:
            pandoc.cite(_citing(), TRIED, path, "en-GB", shown)
    except NotebuildError as fault:
        return list(fault.problems)
    return found


def _form(text: str, shown: str) -> list[Problem]:
    """Return why a text is no note style: no XML, of another class, without a macro that it calls (CSL 1.0.2)."""
    macros: dict[str, int] = {}
    called: list[tuple[str, int]] = []
    head: list[tuple[str, str, int]] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        line = parser.CurrentLineNumber
        if not head:
            head.append((name.rpartition(":")[2], attributes.get("class", ""), line))
        if name == "macro":
            macros.setdefault(attributes.get("name", ""), line)
        elif "macro" in attributes:
            called.append((attributes["macro"], line))

    parser.StartElementHandler = start
    try:
        parser.Parse(text, True)
    except expat.ExpatError as fault:
        where = Location(shown, fault.lineno, fault.offset + 1)
        message = f"the style is not XML: {expat.errors.messages[fault.code]}"
        return [Problem(where, message, "mend the element it names")]
    ((root, kind, line),) = head
    if root != "style":
        return [Problem(Location(shown, line), "this file is no citation style", "take a style in CSL 1.0.2")]
    if kind != "note":
        message = f'the style is of class "{kind}": it makes no footnotes'
        return [Problem(Location(shown, line), message, 'take a style of class="note"')]
    return [
        Problem(
            Location(shown, line),
            f"no macro {name}{nearest(name, macros)}",
            "mend the name, or add the macro",
        )
        for name, line in called
        if name not in macros
    ]


def _citing() -> Document:
    """Return a document that cites the source."""
    mode, no = {"t": "NormalCitation"}, list[object]()
    citation = {"citationId": "x", "citationPrefix": no, "citationSuffix": no, "citationMode": mode}
    cite = {"t": "Cite", "c": [[{**citation, "citationNoteNum": 1, "citationHash": 0}], no]}
    return {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [{"t": "Para", "c": [cite]}]}
