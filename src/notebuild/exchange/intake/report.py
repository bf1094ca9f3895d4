"""Writes the report of a document that was taken in: what wants a look, in the order of the text, and the rest."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from notebuild.core.problems import counted
from notebuild.exchange.intake import placing
from notebuild.exchange.intake.make import Made
from notebuild.exchange.intake.value import Remark
from notebuild.render import templates


def summary(made: Made) -> str:
    """Return in one line what was made."""
    cited = sum(use.place.startswith("note ") for use in made.uses)
    looks = sum(remark.wants_look for remark in made.remarks)
    said = [
        f"{counted(cited, 'note')} read as citations" if cited else "",
        f"{counted(len(made.pictures), 'picture')}" if made.pictures else "",
        f"{counted(looks, 'thing')} to look at" if looks else "nothing to look at",
    ]
    return ", ".join(filter(None, said))


def _what(remark: Remark) -> str:
    return remark.what


def page(made: Made, file: str, name: str, program: str) -> str:
    """Return the report as one self-contained page; all its words are data and escaped."""
    order = sorted(enumerate(made.remarks), key=lambda row: (row[1].line, row[1].place, row[0]))
    uses = list(zip(placing.of_uses(made.uses, made.text), made.uses, strict=True))
    remarks = [remark for _, remark in order]
    looks = [
        (what, list(several)) for what, several in groupby((one for one in remarks if one.wants_look), _what)
    ]
    done: dict[str, list[Remark]] = {}
    for one in remarks:
        if not one.wants_look:
            done.setdefault(one.what, []).append(one)
    context = {
        "file": file,
        "name": name,
        "program": program,
        "title": made.title,
        "language": made.language,
        "summary": summary(made),
        "lost": made.lost,
        "looks": looks,
        "done": list(done.items()),
        "sources": made.sources,
        "of": {source.key: [row for row in uses if source.key in row[1].keys] for source in made.sources},
    }
    return templates.fill(Path(__file__).parent, "report.html.j2", context)
