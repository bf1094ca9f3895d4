"""vnu and axe-core on the pages of the published folder, made of a few notes by the house of this repository."""

from __future__ import annotations

import sys
from pathlib import Path

import page
from tools import HERE, Tools
from verdict import Built, Verdict

from notebuild.sources import project

ASKED = (
    "index.html",
    "404.html",
    "fr/index.html",
    "en/topics.html",
    "fr/authors.html",
    "en/topics/gas.html",
    "en/authors/ada-byron.html",
    "gas/versions.html",
    "gas/versions-fr.html",
)
"""One page of each kind, and some in another language."""


def pages(scratch: Path) -> list[Path]:
    """The pages of a site of three notes, one in two versions, one in French alone; with the house's real pictures."""
    sys.path.append(str(HERE.parent / "support"))
    import sites

    onto = scratch / "site"
    if not onto.exists():
        new = [
            sites.version(scratch, "gas"),
            sites.version(scratch, "gas", 2, date="2025-05-01", title="A title <b> & that is long " * 4),
            sites.version(scratch, "eau", languages=("fr-FR",), series="Carnets"),
            sites.version(scratch, "oil", date="2024-01-01", keywords=(), subtitle="After the war"),
        ]
        for one in new:
            for name in (name for name in one.sources if name.endswith(".png")):
                one.sources[name].write_bytes(next(Path("build").glob("*/*.en.png")).read_bytes())
        sites.put(onto, *map(sites.measured, new), by=project.house())
    return [onto / name for name in ASKED]


def vnu(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """The HTML standard's own checker: no error, no warning."""
    files = pages(scratch)
    bad = planted(files[0], 'id="page-text"', 'id="page-find"')
    return Verdict(
        "vnu, site", f"{len(files)} pages", page.standing(tools, *files), page.standing(tools, bad)
    )


def axe(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """axe-core on the pages as shown: no violation, no error in the console, no sideways scroll."""
    files = pages(scratch)
    return page.shown("axe-core, site", tools, files, planted(files[0], "<html lang=", "<html data-lang="))


def planted(good: Path, old: str, new: str) -> Path:
    """A copy of a good page with one fault in it, beside it."""
    bad = good.with_name("planted.html")
    text = good.read_text("utf-8")
    assert old in text
    bad.write_text(text.replace(old, new, 1), "utf-8")
    return bad
