"""What the preview shows besides the note: the page of Problems, the bar over a good page, the index.

All text is data: the templates beside this file escape it, and no served page may run a script but the
preview's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from notebuild.core.problems import Problem, counted
from notebuild.preview.shelf import Note, causes_first
from notebuild.render import templates

HERE = Path(__file__).parent
SCRIPT = HERE / "preview.js"

ROLES = {
    "ground": "Canvas", "text": "CanvasText", "ink": "CanvasText", "accent": "LinkText",
    "quiet": "CanvasText", "hairline": "GrayText", "tint": "Canvas",
}  # fmt: skip
"""The colours of the house by their role, and CSS system colours for when the house cannot be read."""

MAST = "#333"
"""The ground of the masthead where the house has no ink: its white letters must stand out in either scheme."""


POLICY = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>\n')
"""What a page for mailing allows; served, it is told by the server, which allows the preview's script too."""


def head(page: str, kind: str, stamp: str, colours: Mapping[str, Mapping[str, str]]) -> str:
    """Return what goes into the head of a served page: the preview's style and script.

    `page` is its address; `kind` is "page" where a reader's place is worth keeping; `stamp` tells its
    content from another; `colours` are the house's, `light` and `dark`, by role.
    """
    light, dark = (
        {role: colours.get(scheme, {}).get(role, system) for role, system in ROLES.items()}
        for scheme in ("light", "dark")
    )
    mast = colours.get("light", {}).get("ink", MAST)
    context = {"page": page, "kind": kind, "stamp": stamp, "light": light, "dark": dark, "mast": mast}
    return templates.fill(HERE, "head.html.j2", context)


def summary(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are, in words; "" for none."""
    warnings = sum(problem.severity == "warning" for problem in problems)
    parts = [(len(problems) - warnings, "problem"), (warnings, "warning")]
    return ", ".join(counted(number, noun) for number, noun in parts if number)


def filled(template: str, head: str, problems: Sequence[Problem], **context: object) -> str:
    """Return one of the preview's own pages; `head` is HTML, made by the function of that name."""
    given = {"head": templates.trusted(head), "problems": problems, "summary": summary(problems)}
    return templates.fill(HERE, template, given | context)


def refusal(name: str, problems: Sequence[Problem], last: str, head: str, title: str = "") -> str:
    """Return the page in the place of an edition that was refused, what to mend first at its head.

    `last` is the address of its last good page, or ""; `title` is the note's.
    """
    told = causes_first(problems, name.partition(".")[0])
    return filled("refusal.html.j2", head, told, name=name, last=last, title=title or name)


def gone(name: str, problems: Sequence[Problem], head: str) -> str:
    """Return the page at the address of an edition that there is no longer, or not yet."""
    return filled("gone.html.j2", head, causes_first(problems, name.partition(".")[0]), name=name)


def index(notes: Iterable[Note], problems: Sequence[Problem], head: str) -> str:
    """Return the list of what there is: each note by its title, with its editions and how they stand."""
    return filled("index.html.j2", head, causes_first(problems), notes=notes)


def over(page: str, problems: Sequence[Problem], head: str) -> str:
    """Return a good page with the preview's script, and a bar for what was found besides."""
    bar = filled("bar.html.j2", "", causes_first(problems)) if problems else ""
    before, mark, after = POLICY.sub("", page, count=1).partition("</head>")
    above, end, below = after.rpartition("</body>")
    return f"{before}{head}\n{mark}{above}{bar}\n{end}{below}"
