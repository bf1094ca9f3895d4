"""Give a translator the words of the sources, and write the .bib of one edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from notebuild.core.model import Segment, Source
from notebuild.sources.bibliography import (
    alike,
    bibstrings,
    dates,
    latex,
    people,
    scripts,
    titles,
    vocabulary,
)

_WORDS = ("titleaddon", "type", "howpublished", "note", "addendum")
"""What an entry says in words of ours: translated always."""

_COUNTED = ("edition", "number", "issue", "volume", "version", "pubstate")
_NAMED = re.compile(r"(?:(?=.*[a-zà-ÿ]{3})[^\W\d_][\w .,;’'-]*|\d+\w* [a-zà-ÿ]{3}[\w .,;’'-]*)")
"""Words where a figure may stand (Special Issue, 2nd revised edition): translated too."""

_OFFICIAL = ("author", "editor", "institution", "organization", "publisher")
"""Names, translated where the keywords call the entry official."""

_UNTITLED = frozenset({"online", "electronic", "www", "misc"})
"""Types whose title may be a description in square brackets."""


def words(source: Source) -> tuple[Segment, ...]:
    """Return what the source says in words, to be translated; titles of works stay in their language.

    A document that the keywords call multilingual has a title of its own in each: it is asked for.
    """
    fields, keywords = list(_WORDS), re.split(r"\s*[,;]\s*", source.fields.get("keywords", ""))
    if "official" in keywords:
        fields += [name for name in _OFFICIAL if _corporate(name, source.fields.get(name, ""))]
    if "multilingual" in keywords or latex.bare(source.fields.get("title", "")).startswith("["):
        fields += ["title", "shorttitle"]
    fields += [name for name in _COUNTED if _NAMED.fullmatch(source.fields.get(name, ""))]
    return tuple(
        Segment(context, "source", source.location, latex.bare(source.fields[name]), context)
        for name in source.fields
        if name in fields and source.fields[name] not in bibstrings.NAMES
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
    marks: tuple[str, str] = ("“", "”"),
) -> str:
    """Return a .bib of just these sources, in this order, as pandoc's biblatex reader wants it.

    `words` replaces fields, by (key, field name). Titles in another language than `language` (a BCP
    47 tag) are marked as such, so that they are set and spoken in their own. `joints` are what stands
    between title and subtitle, by the language of the title; else a colon. `conjunction` stands between the
    last two places of several. `apart` names, by key, what tells a source from others of the same short form,
    which the style is to print with it. `marks` are the language's quotation marks.

    All titles stand in two pairs of braces: pandoc would set those of English entries in lower case.
    Nothing in a value acts as LaTeX but accents and the commands of text in `latex.COMMANDS`.
    """
    manner = _Manner(language.split("-")[0], joints, conjunction, marks)
    return "\n".join(_entry(source, words, manner, apart.get(source.key, ())) for source in sources)


class _Manner(NamedTuple):
    """What a language has of its own."""

    language: str
    joints: Mapping[str, str]
    conjunction: str
    marks: tuple[str, str]


def listed(sources: Iterable[Source], words: Mapping[tuple[str, str], str]) -> str:
    """Return a .bib of just these sources as they are in biblatex, for a reader to take away.

    `words` replaces fields, by (key, field name). Private fields stay behind.
    """
    out = []
    for source in sources:
        fields = {
            vocabulary.OLD_NAMES.get(name, name): _translated(name, value, words.get((source.key, name)))
            for name, value in source.fields.items()
            if value
        }
        if date := dates.of(source.fields):
            fields["date"] = date
        lines = [
            f"  {name} = {{{latex.address(value) if name in ('url', 'doi', 'eprint') else latex.safe(value)}}},"
            for name in vocabulary.PRINTED
            if (value := fields.get(name))
        ]
        out.append("\n".join((f"@{source.kind}{{{source.key},", *lines, "}", "")))
    return "\n".join(out)


def _entry(
    source: Source,
    words: Mapping[tuple[str, str], str],
    manner: _Manner,
    apart: Sequence[str],
) -> str:
    language = manner.language
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
    titles.join(fields, manner.joints)
    titles.tell_apart(fields, apart)
    kind = _kind(source.kind, fields)
    for name in ("type", "pubstate", "series"):
        if name in fields:
            fields[name] = bibstrings.worded(fields[name].strip(), language)
    titles.place(kind, fields, language)
    _join_publishers(kind, fields)
    if "location" in fields and kind != "patent":
        fields["location"] = _several(fields["location"], manner.conjunction)
    if addition := latex.bare(fields.pop("addendum", "")):
        fields["note"] = ", ".join(filter(None, (latex.bare(fields.get("note", "")), addition)))
    for name in vocabulary.NAMES & fields.keys():  # pandoc takes names as text
        fields[name] = latex.marked(fields[name], manner.marks)
    if "type" in fields:  # pandoc takes it as it stands, without LaTeX
        fields["type"] = latex.bald(fields["type"], manner.marks)
    if fields.get("author") == fields.get("bookauthor"):
        fields.pop("bookauthor", None)
    if people.uses_prefix(fields.get("options", "")):
        for name in vocabulary.NAMES & fields.keys():
            fields[name] = " and ".join(map(people.braced, latex.names(fields[name])))
    spoken = fields.get("langid", "").strip().lower()
    own = vocabulary.SUBTAGS.get(spoken, language) == language or (source.key, "title") in words
    if own or kind == "unpublished" or not language:
        spoken = ""
    fields["options"] = "useprefix=true" if people.uses_prefix(fields.get("options", "")) else ""
    lines = [
        f"  {name} = {_value(kind, name, fields[name], spoken if name in _TITLES else '')},"
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
    if kind in ("inbook", "incollection", "inproceedings") and "journaltitle" in fields:
        fields.setdefault("booktitle", fields.pop("journaltitle"))
    if kind == "book" and fields.get("booktitle", fields.get("title")) != fields.get("title"):
        return "incollection"  # it has a title of its own in the book
    if kind == "inbook" and not fields.get("booktitle"):
        return "book"  # BibTeX's: the title is that of the book, chapter or pages say where in it
    if kind == "commentary":
        return "book"
    if kind in ("suppbook", "suppcollection"):
        return "incollection"
    if kind == "periodical":  # an issue as a whole
        fields.setdefault("shorttitle", fields.get("title", ""))
        fields["journaltitle"] = fields.pop("title", "")
        fields["title"] = fields.pop("issuetitle", "")
        return "article"
    if latex.bare(fields.get("title", "")).startswith("[") and kind in _UNTITLED:
        return "unpublished"  # a description of ours is no title: no quotation marks around it
    return kind if kind in vocabulary.TYPES else "misc"


def _translated(name: str, value: str, word: str | None) -> str:
    if word is None:
        return value
    braced = name in vocabulary.NAMES and latex.bare(value) != value and latex.bare(word) == word
    return f"{{{word}}}" if braced else word


def _join_publishers(kind: str, fields: dict[str, str]) -> None:
    """Put one publisher where pandoc would join several with semicolons; none that is the author."""
    if kind in ("article", "suppperiodical", "review"):  # a journal is known without its publisher
        fields.pop("publisher", None)
        fields.pop("location", None)
    names = ("howpublished", "institution", "organization", "school", "publisher", "holder")
    values = [latex.bare(fields.pop(name, "")) for name in names]
    if values[-1]:
        values[-1] = ", ".join(map(_spoken, latex.names(values[-1])))
    author = latex.bare(fields.get("author", ""))
    if told := [value for value in dict.fromkeys(values) if value and value != author]:
        fields["publisher"] = ", ".join(map(scripts.isolated, told))


def _spoken(name: str) -> str:
    """Return a name as it is spoken, the given name first; an organisation's without its braces."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and latex.bare(name) == name else latex.bare(name)


def _several(value: str, conjunction: str) -> str:
    """Return a list of places in words: `Paris and London` is a list, `{Bosnia and Herzegovina}` is none."""
    places = [
        scripts.isolated(latex.bare(place))
        for place in latex.names(re.sub(r"\s*;\s*(?![^{}]*\})", " and ", value))
    ]
    return f" {conjunction} ".join(filter(None, (", ".join(places[:-1]), places[-1])))


def _value(kind: str, name: str, value: str, spoken: str) -> str:
    if name in ("url", "doi", "eprint"):
        return f"{{{latex.address(value)}}}"
    if name in vocabulary.NAMES:
        return f"{{{latex.safe(scripts.names(value))}}}"
    if name == "type":
        return f"{{{value}}}"
    if (kind, name) == ("patent", "location"):
        return f"{{{latex.safe(value)}}}"  # countries, which pandoc has in each language
    if name in vocabulary.TEXT:
        title = latex.safe(latex.quoted(latex.bare(value)))
        title = title if spoken else scripts.isolated(title)
        return f"{{{{\\foreignlanguage{{{spoken}}}{{{title}}}}}}}" if spoken else f"{{{{{title}}}}}"
    return f"{{{latex.safe(latex.quoted(value))}}}"


def _corporate(name: str, value: str) -> bool:
    return name not in vocabulary.NAMES or any(one.startswith("{") for one in latex.names(value))
