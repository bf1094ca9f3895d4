"""Put the titles of an entry together, and where pandoc takes them from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notebuild.sources.bibliography import alike, bibstrings, latex, vocabulary

_BOOKS = frozenset(
    ("book", "collection", "proceedings", "reference", "report", "manual", "mvbook", "mvcollection")
)
_PARTS = frozenset(
    str.split("inbook bookinbook suppbook incollection inreference suppcollection inproceedings")
)


def join(fields: dict[str, str], joints: Mapping[str, str]) -> None:
    """Join titles with their subtitles; short notes print the title alone, never a part cut off."""
    title, subtitle = latex.bare(fields.get("title", "")), latex.bare(fields.get("subtitle", ""))
    if ":" in title or subtitle:
        fields.setdefault("shorttitle", title)
    joint = joints.get(vocabulary.SUBTAGS.get(fields.get("langid", "").strip().lower(), ""), ": ")
    for name, below, addition in (
        ("title", "subtitle", ""),
        ("maintitle", "mainsubtitle", "maintitleaddon"),
        ("booktitle", "booksubtitle", "booktitleaddon"),
        ("journaltitle", "journalsubtitle", "journaltitleaddon"),
        ("issuetitle", "issuesubtitle", ""),
        ("eventtitle", "eventtitleaddon", ""),
    ):
        head, more = latex.bare(fields.get(name, "")), latex.bare(fields.pop(below, ""))
        if head and more:
            fields[name] = head + (" " if head[-1:] in "?!" else joint) + more
        if extra := latex.bare(fields.pop(addition, "")):
            fields[name] = ". ".join(filter(None, (latex.bare(fields.get(name, "")), extra)))


def tell_apart(fields: dict[str, str], ways: Sequence[str]) -> None:
    """Give an entry the whole of its title for a short one, and the fields by which the style knows what to add."""
    fields |= {name: "1" if way in ways else "" for way, name in alike.FLAGS.items()}
    if "title" in ways:
        fields["shorttitle"] = fields["title"]


def place(kind: str, fields: dict[str, str], language: str) -> None:
    """Put the title of the set, of the issue, and the number of an article where pandoc takes them from.

    It would print a set's title for that of the volume, and knows no article number; no article has a
    chapter.
    """
    if kind in _BOOKS and "maintitle" in fields:
        fields.setdefault("shorttitle", latex.bare(fields.get("title", "")))
        fields["journaltitle"] = fields.pop("maintitle")
    if kind == "article" and fields.get("series", "").isdigit():
        fields["series"] = bibstrings.series(fields["series"], language)
    if kind == "article" and "issuetitle" in fields:
        fields.setdefault("series", fields.pop("issuetitle"))
    if addition := fields.pop("titleaddon", ""):
        fields["type"] = ", ".join(filter(None, (addition, fields.get("type", ""))))
    if issue := fields.pop("issue", ""):  # pandoc takes it beside a number only
        fields["number"] = ", ".join(filter(None, (fields.get("number", ""), issue)))
    if kind not in (*_BOOKS, *_PARTS) and "booktitle" in fields:
        fields.setdefault("journaltitle", fields.pop("booktitle"))
    if "volume" in fields:
        fields.pop("volumes", None)
    if kind in ("article", "suppperiodical", "review"):
        fields.pop("chapter", None)
        fields["chapter"] = fields.pop("eid", "")
    elif eid := fields.pop("eid", ""):
        fields["note"] = ", ".join(filter(None, (latex.bare(fields.get("note", "")), eid)))
    if kind in _PARTS and fields.get("maintitle") == fields.get("booktitle"):
        fields.pop("maintitle", None)
