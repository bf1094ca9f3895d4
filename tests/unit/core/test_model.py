"""An Edition to JSON and back."""

from __future__ import annotations

import json

from notebuild.core.model import Citation, Edition, Footnote, Node, Source, from_json, to_json
from notebuild.core.problems import Location

PARA: Node = {"t": "Para", "c": [{"t": "Str", "c": "Où ?\u202f"}]}
EDITION = Edition(
    note="quay",
    language="fr-FR",
    metadata={"title": [{"t": "Str", "c": "T"}], "version": 2},
    tree={"pandoc-api-version": [1, 23], "meta": {}, "blocks": [PARA, PARA]},
    footnotes=(
        Footnote(1, "dates", "authored", (Citation("k", "page", "3", "K, p. 3"),), "x", (PARA,), "s"),
    ),
    sources=(Source("k", "book", {"title": "{K}"}, Location("bibliography.bib")),),
    markdown="# T\n",
    bibliography="@book{k,\n}\n",
)


def test_there_and_back() -> None:
    """What was written is read back whole."""
    assert from_json(to_json(EDITION)) == EDITION


def test_the_file_is_json_with_a_line_for_each_block() -> None:
    """A person finds a block or a note on a line of its own; a machine reads one JSON value."""
    text = to_json(EDITION)
    assert json.loads(text)["tree"]["blocks"] == [PARA, PARA]
    assert [line.rstrip(",") for line in text.splitlines()].count(
        json.dumps(PARA, ensure_ascii=False, sort_keys=True)
    ) == 2


def test_the_same_edition_is_the_same_text() -> None:
    """Names are sorted, so the order in which a dict was filled leaves no trace."""
    other = dict(reversed(list(EDITION.metadata.items())))
    assert to_json(EDITION) == to_json(
        Edition(**{**{n: getattr(EDITION, n) for n in EDITION.__slots__}, "metadata": other})
    )
