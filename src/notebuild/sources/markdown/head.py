"""Find where a note's front matter ends and its text begins."""

from __future__ import annotations

import re

HEAD = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:(.*?)^)??(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE | re.DOTALL
)
"""The front matter: from a line of three dashes at the very head to the next such line, or of dots."""
