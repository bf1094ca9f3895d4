"""What the preview shows besides the note: the page of Problems, the bar over a good page, the index.

All text is data: it is escaped here, and no served page may run a script but the preview's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from notebuild.core.problems import Problem

ROLES = {
    "ground": "Canvas", "text": "CanvasText", "ink": "CanvasText", "accent": "LinkText",
    "quiet": "CanvasText", "hairline": "GrayText", "tint": "Canvas",
}  # fmt: skip
"""The colours of the house by their role, and CSS system colours for when the house cannot be read."""

SHEET = """
.preview *,.preview-bar,.preview-bar *{box-sizing:border-box}
body.preview{margin:0;background:var(--p-ground);color:var(--p-text);
font:400 17px/1.5 "Source Sans Pro",Calibri,Arial,sans-serif}
.preview header{background:var(--p-mast);color:#fff;padding:1rem max(1.25rem,calc(50vw - 23rem));font-weight:600}
.preview main{max-width:46rem;margin:0 auto;padding:2.2rem 0 4rem;width:calc(100% - 2.5rem)}
.preview h1{font:300 2.1rem/1.2 "Source Serif Pro",Georgia,serif;color:var(--p-ink);margin:0 0 .6rem}
.preview h2{font-size:1.1rem;color:var(--p-ink);margin:2rem 0 .3rem}
.preview a{color:var(--p-accent)}
.preview :focus-visible,.preview-bar :focus-visible{outline:2px solid var(--p-accent);outline-offset:2px}
.preview-problems{list-style:none;margin:1.4rem 0 0;padding:0}
.preview-problems li{border-left:3px solid var(--p-accent);background:var(--p-tint);
padding:.8rem 1rem;margin-top:.8rem;overflow-wrap:anywhere}
.preview-problems li.warning{border-left-color:var(--p-hairline)}
.preview-problems .place{display:block;font:.82em/1.5 ui-monospace,Consolas,monospace;color:var(--p-quiet)}
.preview-problems .message{display:block;font-weight:600;white-space:pre-wrap}
.preview-problems .remedy{display:block;white-space:pre-wrap}
.preview-bar{position:fixed;left:0;right:0;bottom:0;z-index:9;max-height:60vh;overflow:auto;
background:var(--p-ground);color:var(--p-text);border-top:1px solid var(--p-hairline);
font:400 15px/1.45 "Source Sans Pro",Calibri,Arial,sans-serif;padding:.35rem 1.25rem}
.preview-bar summary{cursor:pointer;color:var(--p-quiet)}
.preview-bar .preview-problems{max-width:46rem;margin:.3rem 0 1rem}
@media print{.preview-bar{display:none}}
"""


def sheet(colours: Mapping[str, Mapping[str, str]]) -> str:
    """The style of what the preview adds, in the house's colours: `light` and `dark`, by role."""

    def values(scheme: str) -> str:
        held = {**ROLES, **colours.get(scheme, {})}
        return "".join(f"--p-{role}:{held[role]};" for role in ROLES)

    # White on the house's dark ink, as the masthead of the note, whatever the scheme.
    mast = colours.get("light", {}).get("ink", "#333")
    light = f":root{{color-scheme:light dark;--p-mast:{mast};{values('light')}}}"
    dark = f"@media (prefers-color-scheme:dark){{:root{{{values('dark')}}}}}"
    return f"<style>{(light + dark + SHEET).replace('</', '')}</style>"


def listed(problems: Iterable[Problem]) -> str:
    """The Problems as a list: place, message, remedy; each escaped."""
    rows = []
    for problem in problems:
        word = "warning: " if problem.severity == "warning" else ""
        remedy = f'<span class="remedy">{escape(problem.remedy)}</span>' if problem.remedy else ""
        rows.append(
            f'<li class="{problem.severity}"><span class="place">{escape(str(problem.location))}</span>'
            f'<span class="message">{word}{escape(problem.message)}</span>{remedy}</li>'
        )
    return f'<ul class="preview-problems">{"".join(rows)}</ul>'


def counted(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are, in words."""
    mild = sum(problem.severity == "warning" for problem in problems)
    parts = [(len(problems) - mild, "problem"), (mild, "warning")]
    return ", ".join(f"{number} {word}{'s' * (number != 1)}" for number, word in parts if number)


def _whole(title: str, head: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{head}\n</head>\n"
        f'<body class="preview">\n<header>Preview</header>\n<main>{body}</main>\n</body>\n</html>\n'
    )


def refusal(name: str, problems: Sequence[Problem], last: str, head: str) -> str:
    """The page in the place of an edition that was refused; `last` is the address of its last good page."""
    errors_first = sorted(problems, key=lambda problem: problem.severity)
    link = (
        f'<p><a href="{escape(last)}">See the last good page</a>, from before this change.</p>'
        if last
        else "<p>There is no earlier page to show.</p>"
    )
    body = f"<h1>{escape(name)} cannot be built</h1><p>{counted(problems)}. "
    body += f"This page comes back when they are mended and saved.</p>{link}{listed(errors_first)}"
    return _whole(f"{name}: {counted(problems)}", head, body)


def index(rows: Iterable[tuple[str, Iterable[tuple[str, str, bool]]]], head: str, found: str = "") -> str:
    """The list of what there is: each note with its files, as name, address and whether refused.

    `found` is what stands above it, as HTML.
    """
    body = "<h1>Notes</h1>" + found
    for note, files in rows:
        items = "".join(
            f'<li><a href="{escape(address)}">{escape(name)}</a>{" – refused" if refused else ""}</li>'
            for name, address, refused in files
        )
        body += f"<h2>{escape(note)}</h2><ul>{items}</ul>"
    return _whole("Preview", head, body)


def over(page: str, problems: Sequence[Problem], head: str) -> str:
    """A good page with the preview's script, and a bar for what was found besides."""
    bar = (
        f'<details class="preview-bar"><summary>{counted(problems)}</summary>{listed(problems)}</details>'
        if problems
        else ""
    )
    before, mark, after = page.partition("</head>")
    above, end, below = after.rpartition("</body>")
    return f"{before}{head}\n{mark}{above}{bar}\n{end}{below}"


SCRIPT = """\
"use strict";
// Reloads the page when the server has another one, and puts the reader back where they were:
// at the same distance from the nearest named place above, since the text before it may have grown.
(function () {
  var me = document.currentScript, key = "preview:" + location.pathname;
  var good = me.dataset.kind === "page", settled = false;
  function place() {
    var found = { id: "", off: -Infinity, y: scrollY };
    document.querySelectorAll("main [id]").forEach(function (one) {
      var top = one.getBoundingClientRect().top;
      // What is not drawn, as the title of a picture, has no place.
      if (one.getClientRects().length && top <= 1 && top > found.off) { found.id = one.id; found.off = top; }
    });
    return found;
  }
  function back() {
    var kept = sessionStorage.getItem(key);
    settled = true;
    if (!good || !kept) { return; }
    sessionStorage.removeItem(key);
    kept = JSON.parse(kept);
    var one = kept.id && document.getElementById(kept.id);
    var top = one ? scrollY + one.getBoundingClientRect().top - kept.off : kept.y;
    scrollTo({ top: top, behavior: "instant" });
  }
  history.scrollRestoration = sessionStorage.getItem(key) ? "manual" : "auto";
  addEventListener("load", back);
  var events = new EventSource("/events?page=" + encodeURIComponent(me.dataset.page));
  events.onmessage = function (event) {
    if (event.data === me.dataset.stamp) { return; }
    events.close();
    if (good && settled) { sessionStorage.setItem(key, JSON.stringify(place())); }
    location.reload();
  };
})();
"""


def head(name: str, kind: str, stamp: str, colours: Mapping[str, Mapping[str, str]]) -> str:
    """What goes into the head of a served page; `kind` is "page" where a reader's place is worth keeping."""
    return (
        f'{sheet(colours)}\n<script src="/preview.js" data-kind="{kind}" data-page="{escape(name)}" '
        f'data-stamp="{stamp}"></script>'
    )
