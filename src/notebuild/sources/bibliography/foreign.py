"""Tell of a bibliography that a reference manager has written in another format than BibTeX, under its name."""

from __future__ import annotations

import re

from notebuild.core.problems import Location, Problem

ENTRY = re.compile(r"(?m)^[ \t]*@[A-Za-z]+[ \t]*[{(]")

FORMATS = (
    ("RIS", re.compile(r"(?m)\A\s*TY  ?- ")),
    ("MEDLINE", re.compile(r"(?m)\A\s*PMID ?- ")),
    ("Web of Science's own format", re.compile(r"\A\s*(?:FN |PT [JBSP]\b)")),
    ("EndNote's own format", re.compile(r"\A\s*%[0-9A-Z] \S")),
    ("XML", re.compile(r"\A\s*<(?:\?xml|[A-Za-z])")),
    ("JSON", re.compile(r"\A\s*[\[{]\s*[{\"\]]")),
    ("YAML", re.compile(r"(?m)\A\s*(?:---[ \t]*\n)?\s*(?:references:|- id:)")),
)
"""How a file of each format begins (RIS: "TY  - "; CSL-JSON: a list of objects; CSL-YAML: "references:")."""

REMEDY = "export it again as BibTeX or BibLaTeX, in UTF-8"


def fault(text: str, shown: str) -> Problem | None:
    """Return why a text without an entry of BibTeX is none, where it begins as a file of another format does."""
    if ENTRY.search(text):
        return None
    name = next((name for name, begins in FORMATS if begins.match(text)), "")
    return Problem(Location(shown, 1, 1), f"this file is {name}, not BibTeX", REMEDY) if name else None
