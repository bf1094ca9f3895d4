"""The labels that a finished page keeps for its own places, so that no author's label can be taken for one."""

from __future__ import annotations

import re

FOOTNOTE = "fn-"
"""What a cross-reference to the footnote `[^quay]` begins with: `[](#fn-quay)`."""

RESERVED = re.compile(rf"(?:note|call)-\d+\Z|{FOOTNOTE}|page-|part-")
"""Footnotes and their calls (`note-7`, `call-7`), cross-references to them (`fn-quay`), the page's own
headings (`page-notes`) and the parts it is put together from (`part-body`)."""

ROW = "page-row-{table}-{row}"
"""The name of a row of a printed table, by the table's number in the note and its own, both counted from 0."""

PARAGRAPH = "page-p{}"
"""The name of a paragraph of a web page, by its number in the note, counted from 1."""
