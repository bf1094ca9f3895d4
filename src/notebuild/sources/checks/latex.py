"""Check for commands of LaTeX, which no edition reads: they would be printed as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location, Problem
from notebuild.sources.markdown import inlines, markers

COMMAND = re.compile(r"(?<!\\)(?:\\\\)*(\\([A-Za-z]+)(\{)?)")

SHEETS = "take it out; where pages and lines break is for the sheets under styles/"

REMEDIES = {
    "newpage pagebreak clearpage cleardoublepage vspace hspace vfill hfill smallskip medskip bigskip noindent": SHEETS,
    "newline linebreak": "end the line with a backslash; in a cell of a table, make two rows of it",
    "textbf bf bfseries": "write **…**",
    "emph textit it em itshape textsl underline uline": "write *…*",
    "textsc": "write [words]{.smallcaps}",
    "textsuperscript": "write ^…^",
    "textsubscript": "write ~…~",
    "texttt tt verb": "write `…`",
    "footnote footnotemark footnotetext": "call a note with [^label], and define it below: [^label]: …",
    "cite citep citet parencite textcite autocite footcite nocite": "write [@key]",
    "ref autoref cref Cref eqref pageref label": "write [](#label)",
    "href url": "write [words](https://…)",
    "ldots dots textellipsis": "write …",
    "section subsection subsubsection chapter paragraph": "begin the line with ##",
    "item begin end itemize enumerate": 'write it in Markdown: begin each item of a list with "- " or "1. "',
    "includegraphics figure caption centering": 'write ![caption](figures/name.svg){alt="…"}',
    "hline midrule toprule bottomrule cline multicolumn multirow tabular": "write a pipe table: | one | two |",
    "small footnotesize scriptsize tiny large Large huge Huge normalsize": SHEETS,
}
"""By the names of the commands, parted by spaces."""

BY_NAME = {name: remedy for names, remedy in REMEDIES.items() for name in names.split()}

UNREAD = frozenset({"markup", "code", "comment", "front-matter"})


def check(note: Note) -> tuple[Problem, ...]:
    """Tell of every command that LaTeX's users type, and of what has a command's form, `\\word{`."""
    return tuple(fault for segment in (*note.fields, *note.segments) for fault in faults(segment))


def faults(segment: Segment) -> Iterator[Problem]:
    """Yield the commands of one segment; none in code or in an address, and none after another backslash."""
    if segment.kind in UNREAD:
        return
    for match in COMMAND.finditer(inlines.without_code(segment.text)):
        remedy = BY_NAME.get(match[2], "say it in Markdown" if match[3] else "")
        if remedy:
            where: Location = markers.place(segment.text, match.start(1), segment.location)
            message = f"\\{match[2]} is a command of LaTeX, and would be printed"
            yield Problem(where, message, f"{remedy}; write \\\\{match[2]} for the words themselves")
