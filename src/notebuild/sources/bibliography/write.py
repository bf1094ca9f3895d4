"""Give a translator the words of the sources, and write the .bib of one edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from notebuild.core.model import Segment, Source
from notebuild.sources.bibliography import latex, rules, vocabulary

_WORDS = ("titleaddon", "type", "howpublished", "note")
"""What an entry says in words of ours: translated always."""

_OFFICIAL = ("author", "editor", "institution", "organization", "publisher")
"""Names, translated where the keywords call the entry official."""

_BIBSTRINGS = frozenset(
    ("mathesis", "phdthesis", "candthesis", "techreport", "resreport", "software", "datacd")
)
"""Values of `type` that pandoc itself words in the language."""

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
"""Fields in the language of the work, not of the edition."""


def bibtex(
    sources: Iterable[Source],
    words: Mapping[tuple[str, str], str],
    language: str = "",
    joints: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return a .bib of just these sources, in this order, as pandoc's biblatex reader wants it.

    `words` replaces fields, by (key, field name). Titles in another language than `language` (a BCP
    47 tag) are marked as such, so that they are set and spoken in their own. `joints` are what stands
    between title and subtitle, by the language of the title; else a colon. All titles stand in two
    pairs of braces: pandoc would set those of English entries in lower case. Nothing in a value acts
    as LaTeX but accents and the commands of text in `latex.COMMANDS`.
    """
    return "\n".join(_entry(source, words, language.split("-")[0], joints) for source in sources)


def _entry(
    source: Source, words: Mapping[tuple[str, str], str], language: str, joints: Mapping[str, str]
) -> str:
    fields = {
        name: _translated(name, value, words.get((source.key, name)))
        for name, value in source.fields.items()
        if value
    }
    for old, name in vocabulary.OLD_NAMES.items():
        if old != "year" and old in fields:
            fields.setdefault(name, fields[old])
    if date := rules.iso_date(fields):
        fields["date"] = date
    _join_titles(fields, joints)
    _join_publishers(fields)
    kind = source.kind
    if latex.bare(source.fields.get("title", "")).startswith("[") and kind in _UNTITLED:
        kind = "unpublished"  # a description of ours is no title: no quotation marks around it
    if "useprefix" in fields.get("options", ""):
        for name in vocabulary.NAMES & fields.keys():
            fields[name] = " and ".join(map(_particle, latex.names(fields[name])))
    spoken = fields.get("langid", "").strip()
    if kind == "unpublished" or vocabulary.SUBTAGS.get(spoken, language) == language or not language:
        spoken = ""
    lines = [
        f"  {name} = {_value(name, fields[name], spoken if name in _TITLES else '')},"
        for name in vocabulary.PRINTED
        if fields.get(name)
    ]
    return "\n".join((f"@{kind}{{{source.key},", *lines, "}", ""))


def _translated(name: str, value: str, word: str | None) -> str:
    if word is None:
        return value
    braced = name in vocabulary.NAMES and latex.bare(value) != value and latex.bare(word) == word
    return f"{{{word}}}" if braced else word


def _join_titles(fields: dict[str, str], joints: Mapping[str, str]) -> None:
    """Join title and subtitle; short notes print the title alone, never a part cut off."""
    title, subtitle = latex.bare(fields.get("title", "")), latex.bare(fields.pop("subtitle", ""))
    if ":" in title or subtitle:
        fields.setdefault("shorttitle", title)
    if subtitle:
        spoken = vocabulary.SUBTAGS.get(fields.get("langid", "").strip(), "")
        joint = " " if title[-1:] in "?!" else joints.get(spoken, ": ")
        fields["title"] = title + joint + subtitle
    if addition := fields.pop("titleaddon", ""):
        fields["type"] = ", ".join(filter(None, (addition, fields.get("type", ""))))


def _join_publishers(fields: dict[str, str]) -> None:
    """Put one publisher where pandoc would join several with semicolons; none that is the author."""
    names = ("howpublished", "institution", "organization", "school", "publisher")
    values = dict.fromkeys(latex.bare(fields.pop(name, "")) for name in names)
    author = latex.bare(fields.get("author", ""))
    if told := [value for value in values if value and value != author]:
        fields["publisher"] = ", ".join(told)


def _value(name: str, value: str, spoken: str) -> str:
    if name in ("url", "doi", "eprint"):
        return f"{{{latex.address(value)}}}"
    if name in vocabulary.NAMES:
        return f"{{{latex.safe(value)}}}"
    if name == "type" and value not in _BIBSTRINGS:
        return f"{{{latex.safe(latex.quoted(latex.bare(value)))}}}"
    if name in vocabulary.TEXT and name != "type":
        title = latex.safe(latex.quoted(latex.bare(value)))
        return f"{{{{\\foreignlanguage{{{spoken}}}{{{title}}}}}}}" if spoken else f"{{{{{title}}}}}"
    return f"{{{latex.safe(value)}}}"


def _particle(name: str) -> str:
    """Return a family name in braces where it begins with a particle: pandoc would capitalise it there."""
    family, comma, given = name.partition(",")
    return f"{{{family}}},{given}" if comma and family[:1].islower() else name


def _corporate(name: str, value: str) -> bool:
    return name not in vocabulary.NAMES or any(one.startswith("{") for one in latex.names(value))
