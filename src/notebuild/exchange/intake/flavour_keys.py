"""Reads the keys of Quarto and Manubot that are none: references within the text, and identifiers of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from notebuild.core.model import Node, Source
from notebuild.edition import nodes
from notebuild.exchange.intake.value import Remark

REFERENCE = re.compile(r"(?:fig|tbl|sec|eq|lst|table|figure)[-:].+")
"""Keys that Quarto, pandoc-crossref and Manubot take for references within the text."""

IDENTIFIERS = {
    "doi": "https://doi.org/{}",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmc": "https://www.ncbi.nlm.nih.gov/pmc/articles/{}/",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/{}/",
    "arxiv": "https://arxiv.org/abs/{}",
    "isbn": "ISBN {}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "url": "{}",
    "https": "https:{}",
    "http": "http:{}",
}
"""Where each kind of identifier leads that Manubot takes for a key (its USAGE.md, "Citations")."""

IDENTIFIER = re.compile(rf"({'|'.join(IDENTIFIERS)}):(\S+)", re.I)
TAG = re.compile(r"^\[@([^\]\s]+)\]:[ \t]*(\S+)[ \t]*$", re.MULTILINE)
"""A short key of Manubot for an identifier (its USAGE.md, "Citation tags")."""


def cited(
    one: Node,
    sources: Mapping[str, Source],
    tags: Mapping[str, str],
    numbers: Mapping[str, str],
    remarks: list[Remark],
) -> list[Node] | None:
    """Return what a note has for a key that is none: a reference within the text, or an identifier."""
    cited = one["c"][0]
    keys = [tags.get(each["citationId"], str(each["citationId"])) for each in cited]
    if all(key in numbers for key in keys):
        return nodes.words(", ".join(numbers[key] for key in keys))
    if all(REFERENCE.fullmatch(key) and key not in sources for key in keys):
        out: list[Node] = []
        for key in keys:
            joint = [nodes.string(","), nodes.space()] if out else []
            out += [*joint, nodes.link([], f"#{key}")]
        return out
    found = [IDENTIFIER.fullmatch(key) for key in keys]
    if any(match and key not in sources for match, key in zip(found, keys, strict=True)):
        said = "; ".join(
            _address(match) if match else f"@{key}" for match, key in zip(found, keys, strict=True)
        )
        remarks.append(
            Remark("a source of which only the identifier is known: write author, title and date", said)
        )
        return [nodes.note([nodes.para(list(_linked(said)))])]
    return None


def _address(match: re.Match[str]) -> str:
    return IDENTIFIERS[match[1].lower()].format(match[2])


def _linked(said: str) -> Iterator[Node]:
    for number, piece in enumerate(said.split("; ")):
        if number:
            yield from (nodes.string(";"), nodes.space())
        yield nodes.link([nodes.string(piece)], piece) if piece.startswith("http") else nodes.string(piece)
