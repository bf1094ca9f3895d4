"""Collect what an edition says about itself: its front matter, its imprint, its contents, its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from notebuild.core.formats import FORMATS
from notebuild.core.house import Profile
from notebuild.core.model import Document, Node, short
from notebuild.edition import imprint, nodes, tree, typography
from notebuild.edition.inputs import Inputs
from notebuild.sources import markdown
from notebuild.sources.frontmatter_fields import printed

TOLD = {"affiliations", "orcid", "email", "url"}
"""What is said of an author on the last page, besides the name."""


@dataclass(frozen=True, slots=True)
class Cited:
    """How an edition is cited, as inlines, and its title and subtitle as words."""

    entry: list[Node]
    title: str
    subtitle: str


def metadata(
    inputs: Inputs, values: Mapping[str, Any], read: Document, others: Mapping[str, Cited]
) -> dict[str, Any]:
    """Return everything an edition says about itself, in its own language: pandoc's inlines where it prints.

    `values` is the front matter in that language, `read` the finished document with its metadata, and
    `others` how each alternate is cited, by its language.
    """
    profile, house = inputs.profile, inputs.house
    meta, labels = read["meta"], profile.labels
    issued = date.fromisoformat(str(values["date"]))
    day = imprint.day(issued, profile)
    authors, url = (
        markdown.author_names(values["author"]),
        address(inputs, values, profile.language),
    )
    persons = markdown.persons(values["author"])
    title, subtitle = inlines(meta.get("title")), inlines(meta.get("subtitle"))
    own = imprint.citation(title, subtitle, authors, values, profile, house)
    number = imprint.own_value(values.get("doi"), profile.language, inputs.is_original, shared=True)
    doi = f"https://doi.org/{number}" if number else ""
    isbn = imprint.own_value(values.get("isbn"), profile.language, inputs.is_original)
    issn = imprint.issn(values, house, profile, inputs.is_original)
    cited = Cited(
        imprint.linked(own, doi or url or address(inputs, values)), tree.text(title), tree.text(subtitle)
    )
    told = house.about.get(profile.language, "") if imprint.is_of_house(values, house, profile) else ""
    about = typography.set_text(nodes.words(told), profile)
    out: dict[str, Any] = {name: inlines(meta.get(name)) for name in printed("inlines")}
    out |= {name: blocks(meta.get(name)) for name in printed("blocks")}
    out |= {name: [inlines(item) for item in items(meta.get(name))] for name in printed("items")}
    return out | {
        "name": inputs.note.name,
        "language": profile.language,
        "authors": authors,
        "contributors": [contributor(one, profile) for one in persons if TOLD & one.keys()],
        "persons": persons,
        "short-title": tree.text(inlines(meta.get("short-title"))),
        "keywords": [markdown.apostrophes(word) for word in values.get("keywords", ())],
        "date": issued.isoformat(),
        "date-text": day,
        "situation": imprint.situation(issued, inputs.earlier, profile),
        "earlier": [{"version": one.number, "date": one.date, "url": one.address} for one in inputs.earlier],
        "version": values["version"],
        "version-text": labels["version"].format(version=values["version"]),
        "labels": dict(labels),
        "contents": contents(read["blocks"]),
        "words": len(tree.text(read["blocks"]).split()),
        "editions": editions(inputs, values, {**others, profile.language: cited}),
        "publisher": house.publisher,
        "published-by": list(imprint.publisher(house, profile, issn, isbn, doi)),
        "about": tree.text(about),
        "series": markdown.apostrophes(values.get("series", "")) or house.series.get(profile.language, ""),
        "number": str(values.get("number", "")),
        "url": url or address(inputs, values),
        "canonical": url,
        "versions": versions(inputs, values),
        "doi": number,
        "isbn": isbn,
        "issn": issn,
        "funder": imprint.funding(values.get("funder", ()), profile),
        "funders": [
            {**one, "name": imprint.named(one["name"], profile.language)} for one in values.get("funder", ())
        ],
        "description": str(values.get("description") or tree.text(inlines(meta.get("teaser")))),
        "banner": inputs.banner,
        "word-citations": values.get("word-citations") or house.word_citations,
    }


def address(inputs: Inputs, values: Mapping[str, Any], language: str = "") -> str:
    """Return the web address of an edition, empty where it has none; without a language, that of the note.

    One address in the front matter is that of the original: a page in another language is no duplicate of it
    (RFC 6596). What has none there is in the house's published folder, where there is such a folder on the web.
    """
    given, original = values.get("url", ""), next(iter(inputs.languages))
    if not isinstance(given, Mapping):
        own = str(given) if language in ("", original) else ""
    elif not language:
        own = str(next(iter(given.values())))
    else:
        own = str(given.get(language) or given.get(short(language)) or "")
    return own or on_site(inputs, values, language or original)


def on_site(inputs: Inputs, values: Mapping[str, Any], language: str) -> str:
    """Return where the newest page of an edition is in the house's published folder; empty where it is in none."""
    name, site = inputs.note.name, inputs.house.site
    if not site or "html" not in values.get("formats", inputs.house.formats):
        return ""
    page = "" if language == next(iter(inputs.languages)) else f"{name}.{short(language)}.html"
    return f"{site.rstrip('/')}/{quote(name)}/{quote(page)}"


def versions(inputs: Inputs, values: Mapping[str, Any]) -> dict[str, str]:
    """Return where an edition's newest version and the list of its versions will be, none where nobody knows.

    They are the same for every version, so that one that is superseded leads on without a byte of it changing.
    """
    newest = on_site(inputs, values, inputs.profile.language)
    if not newest:
        return {}
    folder, tag = newest.rpartition("/")[0], short(inputs.profile.language)
    return {"newest": newest, "all": f"{folder}/versions-{tag}.html"}


def contributor(author: Mapping[str, Any], profile: Profile) -> list[Node]:
    """Return who an author is, as inlines: name, where they work, and how to reach them."""
    out = nodes.words(author["name"])
    for place in author.get("affiliations", ()):
        words = nodes.words(place["name"])
        out += [nodes.string(","), nodes.space()]
        out += [nodes.link(words, place["ror"])] if "ror" in place else words
    out = list(typography.set_text(out, profile))
    targets = [(author[key], author[key]) for key in ("orcid", "url") if key in author]
    targets += [(author["email"], f"mailto:{author['email']}")] if "email" in author else []
    for text, target in targets:
        out += [nodes.string(","), nodes.space(), nodes.link([nodes.string(text)], target, classes=["uri"])]
    return out


def contents(document: Sequence[Node]) -> list[dict[str, Any]]:
    """Return the headings of a document, each with its id, level and words: no link, since each becomes one."""
    return [
        {
            "id": tree.identifier(node),
            "level": node["c"][0],
            "inlines": tree.rewrite(node["c"][2], lambda link: list(link["c"][1]), "Link"),
        }
        for node in document
        if node["t"] == "Header"
    ]


def editions(inputs: Inputs, values: Mapping[str, Any], known: Mapping[str, Cited]) -> list[dict[str, Any]]:
    """Return the editions of the note, the original first: how each is cited, and what its files are called."""
    name, formats = inputs.note.name, values.get("formats", inputs.house.formats)
    profiles = {other.profile.language: other.profile for other in inputs.alternates}
    first = next(iter(inputs.languages))
    return [
        {
            "language": language,
            "formats": imprint.formats(language_name, formats, profiles.get(language, inputs.profile)),
            "name": language_name,
            "current": language == inputs.profile.language,
            "citation": known[language].entry if language in known else [],
            "title": known[language].title if language in known else "",
            "subtitle": known[language].subtitle if language in known else "",
            "url": address(inputs, values, language),
            "doi": imprint.own_value(values.get("doi"), language, language == first, shared=True),
            "files": {kind: f"{name}.{short(language)}.{FORMATS[kind].ending}" for kind in formats},
        }
        for language, language_name in inputs.languages.items()
    ]


def alternates(inputs: Inputs, titles: Sequence[Any], values: Mapping[str, Any]) -> dict[str, Cited]:
    """Return how each alternate that has a title is cited, by its language, in that language's typography.

    `titles` are title and subtitle of each, as pandoc read them.
    """
    return {
        other.profile.language: Cited(
            imprint.citation(
                inlines(title), inlines(subtitle), other.authors, values, other.profile, inputs.house
            ),
            tree.text(inlines(title)),
            tree.text(inlines(subtitle)),
        )
        for other, (title, subtitle) in zip(inputs.alternates, map(items, titles), strict=True)
        if other.title
    }


def inlines(value: Any) -> list[Node]:
    """Return a metadata value as inlines; none where the field is not given."""
    if not value:
        return []
    content = value["c"]
    if value["t"] == "MetaBlocks":
        return [inline for block in content for inline in block.get("c", ())]
    return list(content) if value["t"] == "MetaInlines" else nodes.words(str(content))


def blocks(value: Any) -> list[Node]:
    """Return a list of texts in the metadata as paragraphs."""
    return [nodes.para(content) for one in items(value) if (content := inlines(one))]


def items(value: Any) -> list[Any]:
    """Return the items of a metadata list."""
    return list(value["c"]) if value else []
