"""What an edition says about itself, from its tree."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from notebuild.core.house import House
from notebuild.edition import metadata, nodes, tree
from notebuild.edition.inputs import Inputs


def test_contents_have_no_links() -> None:
    """Each line of the contents is a link to its heading, and no link holds another (HTML, the a element)."""
    heading = nodes.header(
        2, [*nodes.words("At "), nodes.link(nodes.words("the quay"), "https://e.org")], "x"
    )
    (line,) = metadata.contents([heading])
    assert (line["id"], line["level"], tree.text(line["inlines"])) == ("x", 2, "At the quay")
    assert not list(tree.find(line["inlines"], "Link"))


SITE = "https://notes.example.org/deep"


def address(values: dict[str, Any], language: str, site: str = SITE, name: str = "gas") -> str:
    """The address of an edition of a note in English and French, of a house that publishes at `site`."""
    inputs = cast(
        Inputs,
        SimpleNamespace(
            note=SimpleNamespace(name=name),
            house=House("A house", {}, (), ("pdf", "html"), {}, site=site),
            languages={"en-GB": "English", "fr-FR": "Français"},
            profile=SimpleNamespace(language=language or "en-GB"),
        ),
    )
    return metadata.address(inputs, values, language)


@pytest.mark.parametrize(
    ("values", "site", "expected"),
    [
        pytest.param({}, "", ["", "", ""], id="nobody has said"),
        pytest.param(
            {"url": "https://a.b/n/"}, "", ["https://a.b/n/", "https://a.b/n/", ""], id="the note's own"
        ),
        pytest.param(
            {"url": {"en": "https://a.b/n/", "fr-FR": "https://a.b/fr/n/"}},
            "",
            ["https://a.b/n/", "https://a.b/n/", "https://a.b/fr/n/"],
            id="one a language",
        ),
        pytest.param(
            {}, SITE, [f"{SITE}/gas/", f"{SITE}/gas/", f"{SITE}/gas/gas.fr.html"], id="in the folder"
        ),
        pytest.param(
            {"url": "https://a.b/n/"},
            f"{SITE}/",
            ["https://a.b/n/", "https://a.b/n/", f"{SITE}/gas/gas.fr.html"],
            id="its own before the folder's",
        ),
        pytest.param({"formats": ["pdf"]}, SITE, ["", "", ""], id="no page, no address of one"),
    ],
)
def test_address(values: dict[str, Any], site: str, expected: list[str]) -> None:
    """The address of the note, of its original, of its translation: as the note says, else in the published folder."""
    assert [address(values, language, site) for language in ("", "en-GB", "fr-FR")] == expected


def test_address_of_any_name() -> None:
    """A note's name stands in an address as RFC 3986 has it."""
    assert address({}, "fr-FR", SITE, "l’eau") == f"{SITE}/l%E2%80%99eau/l%E2%80%99eau.fr.html"
