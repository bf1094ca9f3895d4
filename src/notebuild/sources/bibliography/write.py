"""Give a translator the words of the sources, and write the .bib of one edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from notebuild.core.model import Segment, Source
from notebuild.sources.bibliography import alike, dates, latex, people, scripts, vocabulary

_WORDS = ("titleaddon", "type", "howpublished", "note", "addendum")
"""What an entry says in words of ours: translated always."""

_OFFICIAL = ("author", "editor", "institution", "organization", "publisher")
"""Names, translated where the keywords call the entry official."""

_BIBSTRINGS = frozenset(
    str.split("""bathesis mathesis phdthesis candthesis techreport resreport software datacd audiocd patent
    patentde patenteu patentfr patentuk patentus patreq patreqde patreqeu patreqfr patrequk patrequs""")
)
"""Values of `type` that pandoc itself words in the language (biblatex manual, 4.9.2.13)."""

_BOOKS = frozenset(
    ("book", "collection", "proceedings", "reference", "report", "manual", "mvbook", "mvcollection")
)
_PARTS = frozenset(
    str.split("inbook bookinbook suppbook incollection inreference suppcollection inproceedings")
)

_UNTITLED = frozenset({"online", "electronic", "www", "misc"})
"""Types whose title may be a description in square brackets."""


def words(source: Source) -> tuple[Segment, ...]:
    """Return what the source says in words, to be translated; titles of works stay in their language."""
    fields = list(_WORDS)
    if "official" in re.split(r"\s*[,;]\s*", source.fields.get("keywords", "")):
        fields += [name for name in _OFFICIAL if _corporate(name, source.fields.get(name, ""))]
    if latex.bare(source.fields.get("title", "")).startswith("["):
        fields += ["title", "shorttitle"]
    return tuple(
        Segment(context, "source", source.location, latex.bare(source.fields[name]), context)
        for name in source.fields
        if name in fields and source.fields[name] not in _BIBSTRINGS
        for context in (f"source:{source.key}:{name}",)
    )


_TITLES = frozenset({"title", "shorttitle", "journaltitle", "booktitle", "maintitle"})
_PANDOC = (*vocabulary.PRINTED, "entrysubtype", *alike.FLAGS.values())
"""Fields in the language of the work, not of the edition."""


def bibtex(
    sources: Iterable[Source],
    words: Mapping[tuple[str, str], str],
    language: str = "",
    joints: Mapping[str, str] = MappingProxyType({}),
    conjunction: str = "and",
    apart: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """Return a .bib of just these sources, in this order, as pandoc's biblatex reader wants it.

    `words` replaces fields, by (key, field name). Titles in another language than `language` (a BCP
    47 tag) are marked as such, so that they are set and spoken in their own. `joints` are what stands
    between title and subtitle, by the language of the title; else a colon. `conjunction` stands between the
    last two places of several. `apart` names, by key, what tells a source from others of the same short form,
    which the style is to print with it. All titles stand in two pairs of braces: pandoc would set those of English
    entries in lower case. Nothing in a value acts as LaTeX but accents and the commands of text in
    `latex.COMMANDS`.
    """
    return "\n".join(
        _entry(source, words, language.split("-")[0], joints, conjunction, apart.get(source.key, ()))
        for source in sources
    )


def _entry(
    source: Source,
    words: Mapping[tuple[str, str], str],
    language: str,
    joints: Mapping[str, str],
    conjunction: str,
    apart: Sequence[str],
) -> str:
    fields = {
        name: _translated(name, value, words.get((source.key, name)))
        for name, value in source.fields.items()
        if value
    }
    for old, name in vocabulary.OLD_NAMES.items():
        if old != "year" and old in fields:
            fields.setdefault(name, fields[old])
    if date := dates.of(fields):
        fields["date"] = date
    kind = _kind(source.kind, fields)
    _join_titles(fields, joints)
    _tell_apart(fields, apart)
    _place_titles(kind, fields)
    _join_publishers(kind, fields)
    if "location" in fields and kind != "patent":
        fields["location"] = _several(fields["location"], conjunction)
    if fields.get("author") == fields.get("bookauthor"):
        fields.pop("bookauthor", None)
    if people.uses_prefix(fields.get("options", "")):
        for name in vocabulary.NAMES & fields.keys():
            fields[name] = " and ".join(map(_particle, latex.names(fields[name])))
    spoken = fields.get("langid", "").strip().lower()
    if kind == "unpublished" or vocabulary.SUBTAGS.get(spoken, language) == language or not language:
        spoken = ""
    fields["options"] = "useprefix=true" if people.uses_prefix(fields.get("options", "")) else ""
    lines = [
        f"  {name} = {_value(name, fields[name], spoken if name in _TITLES else '')},"
        for name in _PANDOC
        if fields.get(name)
    ]
    return "\n".join((f"@{kind}{{{source.key},", *lines, "}", ""))


def _kind(kind: str, fields: dict[str, str]) -> str:
    """Return the type by which pandoc reads an entry as what it is, and set what the type itself said."""
    if kind in ("newspaper", "newspaperarticle"):
        fields.setdefault("entrysubtype", "newspaper")
    kind = vocabulary.SYNONYMS.get(kind, kind)
    if kind in ("bachelorsthesis", "mastersthesis", "phdthesis"):
        fields.setdefault("type", {"b": "bathesis", "m": "mathesis", "p": "phdthesis"}[kind[0]])
        return "thesis"
    if kind == "inbook" and not fields.get("booktitle"):
        return "book"  # BibTeX's: the title is that of the book, chapter or pages say where in it
    if kind == "commentary":
        return "book"
    if kind in ("suppbook", "suppcollection"):
        return "incollection"
    if latex.bare(fields.get("title", "")).startswith("[") and kind in _UNTITLED:
        return "unpublished"  # a description of ours is no title: no quotation marks around it
    return kind if kind in vocabulary.TYPES else "misc"


def _translated(name: str, value: str, word: str | None) -> str:
    if word is None:
        return value
    braced = name in vocabulary.NAMES and latex.bare(value) != value and latex.bare(word) == word
    return f"{{{word}}}" if braced else word


def _join_titles(fields: dict[str, str], joints: Mapping[str, str]) -> None:
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
    if addition := fields.pop("titleaddon", ""):
        kind = fields.get("type", "")
        fields["type"] = ", ".join(filter(None, (addition, kind)))


def _tell_apart(fields: dict[str, str], ways: Sequence[str]) -> None:
    """Give an entry the whole of its title for a short one, and the fields by which the style knows what to add."""
    fields |= {name: "1" if way in ways else "" for way, name in alike.FLAGS.items()}
    if "title" in ways:
        fields["shorttitle"] = fields["title"]


def _place_titles(kind: str, fields: dict[str, str]) -> None:
    """Put the title of the set, of the issue, and the number of an article where pandoc takes them from.

    It would print a set's title for that of the volume, and knows no article number; no article has a
    chapter.
    """
    if kind in _BOOKS and "maintitle" in fields:
        fields.setdefault("shorttitle", latex.bare(fields.get("title", "")))
        fields["journaltitle"] = fields.pop("maintitle")
    if kind == "periodical":
        fields.setdefault("shorttitle", latex.bare(fields.get("title", "")))
        fields["journaltitle"] = fields.pop("title", "")
        fields["title"] = fields.pop("issuetitle", "")
    if kind == "article" and "issuetitle" in fields:
        fields.setdefault("series", fields.pop("issuetitle"))
    if kind in ("article", "suppperiodical", "review"):
        fields.pop("chapter", None)
        fields["chapter"] = fields.pop("eid", "")
    if kind in _PARTS and fields.get("maintitle") == fields.get("booktitle"):
        fields.pop("maintitle", None)


def _join_publishers(kind: str, fields: dict[str, str]) -> None:
    """Put one publisher where pandoc would join several with semicolons; none that is the author."""
    names = ("howpublished", "institution", "organization", "school", "publisher", "holder")
    values = [latex.bare(fields.pop(name, "")) for name in names]
    if values[-1]:
        values[-1] = ", ".join(map(latex.bare, latex.names(values[-1])))
    author = latex.bare(fields.get("author", ""))
    if told := [value for value in dict.fromkeys(values) if value and value != author]:
        fields["publisher"] = ", ".join(told)


def _several(value: str, conjunction: str) -> str:
    """Return a list of places in words: `Paris and London` is a list, `{Bosnia and Herzegovina}` is none."""
    places = [latex.bare(place) for place in latex.names(latex.bare(value))]
    return f" {conjunction} ".join(filter(None, (", ".join(places[:-1]), places[-1])))


def _value(name: str, value: str, spoken: str) -> str:
    if name in ("url", "doi", "eprint"):
        return f"{{{latex.address(value)}}}"
    if name in vocabulary.NAMES:
        return f"{{{latex.safe(scripts.names(value))}}}"
    if name == "type":  # pandoc takes it as it stands, without LaTeX
        return f"{{{value if value in _BIBSTRINGS else latex.bald(value)}}}"
    if name in vocabulary.TEXT:
        title = latex.safe(latex.quoted(latex.bare(value)))
        title = title if spoken else scripts.isolated(title)
        return f"{{{{\\foreignlanguage{{{spoken}}}{{{title}}}}}}}" if spoken else f"{{{{{title}}}}}"
    return f"{{{latex.safe(value)}}}"


def _particle(name: str) -> str:
    """Return a family name in braces where it begins with a particle: pandoc would capitalise it there."""
    family, comma, given = name.partition(",")
    return f"{{{family}}},{given}" if comma and family[:1].islower() else name


def _corporate(name: str, value: str) -> bool:
    return name not in vocabulary.NAMES or any(one.startswith("{") for one in latex.names(value))
