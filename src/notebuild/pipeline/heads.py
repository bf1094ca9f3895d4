"""Tells of a title that the head of the pages cuts, where a short one would be whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notebuild.core.house import House
from notebuild.core.model import Segment
from notebuild.core.problems import NotebuildError, Problem


def check(fields: Iterable[Segment], house: House, shown: str) -> Iterator[Problem]:
    """Yield a warning at the short title, or at the title where there is none, if the head of a page would cut it.

    `fields` are the words of a front matter in one language, `shown` is the path of its note.
    """
    from notebuild.edition import pandoc, tree
    from notebuild.edition.metadata import inlines
    from notebuild.render import running
    from notebuild.translation import gaps

    given = {field.context: field for field in fields}
    own = given.get("meta:short-title") or given.get("meta:title")
    words = gaps.MARKS.sub("", own.text) if own else ""
    try:
        if own is None or running.left(words, house) == words:
            return
        # Marks of Markdown take no room; only of a text that is long with them is it asked how long it is.
        text = tree.text(inlines(pandoc.read("", {"x": words}, shown)["meta"].get("x")))
        held = running.left(text, house)
    except NotebuildError:
        return  # told elsewhere
    if held == text:
        return
    if own.context == "meta:short-title":
        message, remedy = f"short-title is cut at the head of the pages: {held}", "shorten it"
    else:
        message = f"the title is cut at the head of the pages: {held}"
        remedy = 'give the note a short-title: "…"'
        if "note.md" not in own.location.path:
            remedy += ", and translate it"
    yield Problem(own.location, message, remedy, "warning")
