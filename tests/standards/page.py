"""vnu on every page; in a browser axe-core at two widths, light and dark, and what a reader does."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from tools import HERE, Tools, run
from verdict import Built, Verdict


def pages(built: Built) -> list[Path]:
    """What a reader or an editor opens: the notes, and the report on them."""
    return [*built.files("html"), *sorted(built.root.glob("build/*/concordance.html"))]


def planted(built: Built, scratch: Path, name: str, old: str, new: str) -> Path:
    """A copy of a good page with one fault in it."""
    target = scratch / name
    text = built.files("html")[0].read_text("utf-8")
    target.write_text(text.replace(old, new, 1), "utf-8")
    return target


def vnu(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """The HTML standard's own checker: no error, no warning."""
    files = pages(built)
    bad = planted(built, scratch, "id.html", 'id="note-2"', 'id="note-1"')
    return Verdict("vnu", f"{len(files)} pages", standing(tools, *files), standing(tools, bad))


def standing(tools: Tools, *paths: Path) -> list[str]:
    """What vnu has to say against pages."""
    done = run(*tools.vnu, "--stdout", "--format", "json", *paths)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [
        f"{Path(one.get('url', '')).name}:{one.get('lastLine', 0)}: {one['message']}"
        for one in messages
        if one["type"] != "info" or one.get("subType") == "warning"
    ]


def axe(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """axe-core on the page as shown: no violation, no error in the console, no sideways scroll."""
    files = pages(built)
    bad = planted(built, scratch, "lang.html", "<html lang=", "<html data-lang=")
    return shown("axe-core", tools, files, bad)


def shown(judge: str, tools: Tools, files: list[Path], bad: Path) -> Verdict:
    """What axe-core says of pages at two widths in both schemes, and of one with a fault planted in it."""
    modules = tools.node / "node_modules"
    chromium = shutil.which("chromium") or "chromium"
    done = run("node", HERE / "axe.cjs", chromium, modules, *files, bad)
    if done.returncode:
        return Verdict(judge, "", [done.stderr.strip()[-400:]], [])
    results: list[dict[str, Any]] = json.loads(done.stdout)
    runs = sum(not one["id"] and one["file"] != str(bad) for one in results)
    found = [one for one in results if one["id"]]
    said = [
        f"{Path(one['file']).name} at {one['width']} px, {one['scheme']}: {one['id']} on "
        f"{len(one['nodes'])}: {one['nodes'][0][:100]}"
        for one in found
        if one["file"] != str(bad)
    ]
    seen = [one["id"] for one in found if one["file"] == str(bad)]
    return Verdict(judge, f"{len(files)} pages, {runs} runs", said, seen)


SLIPS = {
    "lang": ("<html lang=", "<html data-lang="),
    "focus": ("</style>", ":focus-visible { outline: none !important }</style>"),
    "call": ('href="#note-1"', 'href="#note-2"'),
    "back": ('href="#call-1"', 'href="#call-2"'),
    "sideways": ("</style>", ".page { width: 100vw }</style>"),
    "address": ("</style>", ".address { white-space: normal !important }</style>"),
    "print": ("</style>", "@media print { .notes { display: none !important } }</style>"),
    "unstyled": ('class="side" hidden="hidden"', 'class="side"'),
    "open": ("' 'sha256-", "' 'sha256-x"),
    "margin": ("</style>", ".side { margin-top: 15rem !important }</style>"),
    "contents": ("</style>", ".contents { position: static !important }</style>"),
    "first": ('<div class="front">', '<div class="front" style="padding-top: 2000px">'),
    "linked": ("</style>", ".call:target { scroll-margin-top: 300vh !important }</style>"),
    "console": ("<body>", '<body><script>console.error("planted")</script>'),
}
"""By the check that must see it: what of a good page is replaced, once, by what."""

STRETCHED = ("</style>", ".points li { padding-bottom: 9rem } .side { padding-bottom: 9rem }</style>")
"""A page whose key points would fill a phone, and whose notes in the margin would push one another down: it holds."""


DESIGNED = (("awkward", "--letter"), ("long",))
"""Notes that the page is designed on, and their house: the strangest in the second one, the longest in the first."""


def designed(scratch: Path) -> list[Path]:
    """The pages of the notes that the page is designed on, made anew."""
    for name, *house in DESIGNED:
        run(sys.executable, HERE.parent / "support" / "looking.py", name, scratch / name, *house, "web")
    return [path for name, *_ in DESIGNED for path in Built(scratch / name).files("html")]


def reader(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """What a reader does: to a note and back, through by keyboard, on paper, on a phone, without style."""
    others = designed(scratch)
    if len(others) < 2 * len(DESIGNED):
        return Verdict("reader", "", ["the notes that the page is designed on have no pages"], [])
    files = [*built.files("html"), *others]
    language = files[0].name.split(".")[-2]
    bad = {
        planted(built, scratch, f"{check}.{language}.html", old, new): check
        for check, (old, new) in SLIPS.items()
    }
    chromium = shutil.which("chromium") or "chromium"
    files.append(planted(built, scratch, f"stretched.{language}.html", *STRETCHED))
    results: list[dict[str, Any]] = []
    for widths, some in (("1280,360", files), ("360", [*bad])):
        done = run("node", HERE / "reader.cjs", chromium, tools.node / "node_modules", widths, *some)
        if done.returncode:
            return Verdict("reader", "", [done.stderr.strip()[-400:]], [])
        results += json.loads(done.stdout)
    said = [
        f"{Path(one['file']).name} at {one['width']} px: {one['check']}: {one['said']}"
        for one in results
        if Path(one["file"]) not in bad
    ]
    seen = {(one["file"], one["check"]) for one in results}
    blind = [check for path, check in bad.items() if (str(path), check) not in seen]
    said += [f"the check {check} does not see the fault planted for it" for check in blind]
    return Verdict("reader", f"{len(files)} pages, {len(SLIPS)} checks, 2 widths", said, list(SLIPS))
