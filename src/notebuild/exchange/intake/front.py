"""Finds what the front matter of a note needs in a document: title, authors, date, language, summary, key points."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from notebuild.core.model import Node
from notebuild.edition import nodes, tree
from notebuild.exchange.intake import tidying
from notebuild.exchange.intake.value import Incoming, Remark, squeezed
from notebuild.sources.bibliography import dates

if TYPE_CHECKING:
    from notebuild.exchange.intake.arrange import Item

ABSTRACT = re.compile(r"(?:executive summary|summary|abstract|résumé|synthèse|zusammenfassung)\s*:?", re.I)
POINTS = re.compile(
    r"(?:key (?:points|messages|findings|takeaways)|main points|highlights|points clés|messages clés|l['’]essentiel|"
    r"kernpunkte)\s*:?",
    re.I,
)
KEYWORDS = re.compile(r"\s*(?:key\s?words|mots[- ]clés|schlagwörter)\s*[:—–]\s*(?P<words>.+)", re.I)
BYLINE = re.compile(r"\s*(?:by|par|von)\s+(?P<names>[A-ZÀ-Þ].{2,120})", re.I)
NOBODY = re.compile(
    r"(?:microsoft office user|user|admin\w*|python-docx|pandoc|unknown|owner|utilisateur.*|auteur|author|-)?",
    re.I,
)
"""What programs write where they know no author."""


def read(
    incoming: Incoming, found: list[Item], file: str, publisher: str
) -> tuple[dict[str, Any], list[Item], list[Remark]]:
    """Return the fields of the front matter, words as inlines or blocks; the rest of the text; what was taken."""
    fields: dict[str, Any] = {}
    remarks: list[Remark] = []
    meta, own = incoming.meta, incoming.properties
    for name in ("title", "subtitle"):
        if words := _meta(meta.get(name)):
            fields[name] = words
    rest = list(found)
    if "title" not in fields:
        rest, fields["title"], told = _title(rest, own, file)
        remarks += told
    names = _authors(meta.get("author"))
    saved = [one.strip() for one in own.get("author", "").split(";") if one.strip()]
    while (
        not names
        and saved
        and rest
        and rest[0].block["t"] == "Para"
        and tree.text(rest[0].block["c"]) in saved
    ):
        first, *rest = rest
        remarks.append(_taken("the line that names an author", tree.text(first.block["c"])))
    rest, fields, names = _byline(rest, fields, names, remarks)
    if not names:
        names = [name for name in saved if not NOBODY.fullmatch(name)] or [publisher]
        what = (
            "the file's own note of who made it"
            if names[0] in saved
            else "no author named: the publisher stands for one"
        )
        remarks.append(Remark(f"author in the front matter: {what}", names[0], field="author"))
    fields["author"] = [
        re.sub(r"^([^,]+), ([^,]+)$", r"\2 \1", name) if isinstance(name, str) else name for name in names
    ]
    said = squeezed(tree.text(_meta(meta.get("date"))))
    if dates.iso(said):
        remarks.append(_taken("the date", said))
    day = dates.iso(said) or fields.pop("date", "")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        day = own.get("date") or datetime.date.today().isoformat()
        remarks.append(
            Remark("date in the front matter: when the file was last saved, or taken in", day, field="date")
        )
    fields["date"] = day
    if terms := [squeezed(tree.text(run)) for run in _metas(meta.get("keywords"))]:
        fields["keywords"] = [one.strip() for term in terms for one in re.split(r"[,;]", term) if one.strip()]
    if abstract := _metas(meta.get("abstract")):
        fields["abstract"] = [nodes.para(one) for one in abstract]
    rest = _parts(rest, fields, remarks)
    what = "a note of the title, which has none in a note of the house, left out: put its words into the text"
    remarks += [
        Remark(what, squeezed(tree.text(note["c"])), left_out=True, field="title")
        for note in tree.find([fields["title"], fields.get("subtitle", [])], "Note")
    ]
    return fields, rest, remarks


def _authors(value: Any) -> list[Any]:
    """Return authors as names, or as entries with affiliation, orcid, email and url where the document has them."""
    if isinstance(value, dict) and value.get("t") == "MetaList":
        return [one for each in value["c"] for one in _authors(each)]
    if not (isinstance(value, dict) and value.get("t") == "MetaMap"):
        return [squeezed(tree.text(one)) for one in _metas(value)]
    held = value["c"]
    name = squeezed(" ".join(tree.text(run) for run in _metas(held.get("name"))))
    if not name:
        return []
    entry = {"name": name}
    for field, given in (
        ("affiliation", ("affiliation", "affiliations", "institute")),
        ("orcid", ("orcid",)),
    ):
        words = [squeezed(tree.text(run)) for key in given for run in _metas(held.get(key))]
        entry |= {field: ", ".join(words)} if any(words) else {}
    for field in ("email", "url"):
        words = [squeezed(tree.text(run)) for run in _metas(held.get(field))]
        entry |= {field: words[0]} if words else {}
    return [entry] if len(entry) > 1 else [name]


def _meta(value: Any) -> list[Node]:
    """Return a field of pandoc's metadata as one run."""
    runs = _metas(value)
    return tidying.inlines(
        [one for number, run in enumerate(runs) for one in ([nodes.space()] if number else []) + run]
    )


def _metas(value: Any) -> list[list[Node]]:
    if not isinstance(value, dict):
        return []
    kind = value.get("t")
    content: Any = value.get("c")
    if kind == "MetaInlines":
        runs: list[list[Node]] = [[]]
        for one in content:  # a line each, as Word's paragraphs of one style become
            if one["t"] == "LineBreak":
                runs.append([])
            else:
                runs[-1].append(one)
        return [run for run in map(tidying.inlines, runs) if run]
    if kind == "MetaString":
        return [nodes.words(str(content))]
    if kind == "MetaBlocks":
        return [tidying.inlines(list(one["c"])) for one in content if one["t"] in ("Para", "Plain")]
    if kind == "MetaList":
        return [run for one in content for run in _metas(one)]
    if kind == "MetaMap":
        name = content.get("name") or content.get("literal")
        return _metas(name) if name else []
    return []


def _title(
    rest: list[Item], own: Mapping[str, str], file: str
) -> tuple[list[Item], list[Node], list[Remark]]:
    """Return the text without its title, the title, and what is to be said of it."""
    tops = [item for item in rest if item.block["t"] == "Header" and item.block["c"][0] == 1]
    if rest and rest[0].block["t"] == "Header" and rest[0].block["c"][0] == 1 and len(tops) == 1:
        return rest[1:], rest[0].block["c"][2], []
    if said := own.get("title", ""):
        same = [at for at, item in enumerate(rest[:3]) if tree.text(item.block.get("c")).strip() == said]
        left = [item for at, item in enumerate(rest) if at not in same]
        return (
            left,
            nodes.words(said),
            [Remark("title in the front matter: the file's own", said, field="title")],
        )
    first = rest[0].block if rest else None
    if (
        first is not None
        and first["t"] == "Para"
        and 0 < len(tree.text(first["c"]).split()) <= 16
        and len(rest) > 1
    ):
        said = tree.text(first["c"]).strip()
        if said[-1:] not in ".;:," and not any(tree.find(first, "Note", "Cite", "Image")):
            plain = tree.rewrite(first["c"], lambda one: one["c"], "Strong")
            return (
                rest[1:],
                plain,
                [Remark("title in the front matter: the first line of the document", said, field="title")],
            )
    named = squeezed(re.sub(r"[_-]+", " ", file.rpartition("/")[2].rpartition(".")[0])) or "…"
    named = named[:1].upper() + named[1:]
    return (
        rest,
        nodes.words(named),
        [
            Remark(
                "title in the front matter: the document has none, so the file's name", named, field="title"
            )
        ],
    )


def _byline(
    rest: list[Item], fields: dict[str, Any], names: list[Any], remarks: list[Remark]
) -> tuple[list[Item], dict[str, Any], list[Any]]:
    """Take a line "By …" and a date from the head of the text."""
    for at in range(min(3, len(rest))):
        block = rest[at].block
        said = squeezed(tree.text(block["c"])) if block["t"] == "Para" else ""
        if not names and (by := BYLINE.fullmatch(said)) and len(said.split()) < 14 and not said.endswith("."):
            names = [
                one.strip() for one in re.split(r",\s*|\s+(?:and|et|und|&)\s+", by["names"]) if one.strip()
            ]
            rest = [*rest[:at], *rest[at + 1 :]]
            remarks.append(_taken("the line that names the authors", said))
            return _byline(rest, fields, names, remarks)
        if said and len(said) < 40 and len(dates.iso(said)) == 10:
            fields["date"] = dates.iso(said)
            rest = [*rest[:at], *rest[at + 1 :]]
            remarks.append(_taken("the line with the date", said))
            return _byline(rest, fields, names, remarks)
        if said and len(said) < 40 and len(dates.iso(said)) == 7:
            what = "a date without a day: write the whole date into the front matter, and take this line out"
            remarks.append(Remark(what, said, place=rest[at].place))
        if block["t"] != "Para":
            break
    return rest, fields, names


def _taken(what: str, words: str) -> Remark:
    return Remark(f"{what}: it is in the front matter", words, wants_look=False, left_out=True)


def _parts(rest: list[Item], fields: dict[str, Any], remarks: list[Remark]) -> list[Item]:
    """Take summary, key points and keywords out of the head of the text."""
    at = 0
    while at < min(len(rest), 12):
        block = rest[at].block
        said = (
            squeezed(tree.text(block["c"] if block["t"] == "Para" else block["c"][2]))
            if block["t"] in ("Para", "Header")
            else ""
        )
        found = KEYWORDS.fullmatch(said) if block["t"] == "Para" else None
        if found and "keywords" not in fields:
            fields["keywords"] = [
                one.strip(" .") for one in re.split(r"[;,·]", found["words"]) if one.strip(" .")
            ]
            rest = [*rest[:at], *rest[at + 1 :]]
            remarks.append(_taken("the keywords", said[: found.start("words")]))
            continue
        is_head = _is_head(block)
        below = _below(rest, at) if is_head else []
        if (
            is_head
            and ABSTRACT.fullmatch(said)
            and "abstract" not in fields
            and below
            and _plain(below, ("Para",))
        ):
            fields["abstract"] = [item.block for item in below]
            rest = [*rest[:at], *rest[at + 1 + len(below) :]]
            remarks.append(_taken("the summary", said))
        elif is_head and POINTS.fullmatch(said) and len(below) == 1 and _plain(below, ("BulletList",)):
            fields["key-points"] = [item[0]["c"] for item in below[0].block["c"] if len(item) == 1]
            rest = [*rest[:at], *rest[at + 2 :]]
            remarks.append(_taken("the key points", said))
        else:
            at += 1
    return rest


def _is_head(block: Node) -> bool:
    """Return whether a block heads what follows it: a heading, a bold line, or the word for a summary alone."""
    if block["t"] != "Para":
        return block["t"] == "Header"
    if len(block["c"]) == 1 and block["c"][0]["t"] == "Strong":
        return True
    said = squeezed(tree.text(block["c"]))
    return bool(ABSTRACT.fullmatch(said) or POINTS.fullmatch(said))


def _below(rest: list[Item], at: int) -> list[Item]:
    """Return what stands below a heading until the next one, or until a line in bold."""
    out: list[Item] = []
    for item in rest[at + 1 :]:
        if _is_head(item.block):
            return out
        out.append(item)
    return []  # all of the text is no summary


def _plain(below: list[Item], kinds: tuple[str, ...]) -> bool:
    """Return whether blocks are few, of these kinds, and call no note: the front matter has none."""
    return (
        len(below) <= 5
        and all(item.block["t"] in kinds for item in below)
        and not any(tree.find([item.block for item in below], "Note", "Cite", "Image"))
    )
