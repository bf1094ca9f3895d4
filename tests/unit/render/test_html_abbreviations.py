"""An acronym says what it stands for where the note or the term base does, and nothing is made up."""

from __future__ import annotations

import pytest

from notebuild.render.html import abbreviations
from notebuild.render.html.elements import acronyms, inner, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "the Collective Security Treaty Organization (CSTO) and",
            {"CSTO": "Collective Security Treaty Organization"},
        ),
        (
            "by the Organization for Security and Co-operation in Europe (OSCE)",
            {"OSCE": "Organization for Security and Co-operation in Europe"},
        ),
        (
            "L’Organisation du traité de l’Atlantique nord (OTAN)",
            {"OTAN": "Organisation du traité de l’Atlantique nord"},
        ),
        (
            "la Communauté des États indépendants (CEI)",
            {"CEI": "Communauté des États indépendants"},
        ),
        ("the FMI (Fonds monétaire international) says", {"FMI": "Fonds monétaire international"}),
        ("in the capital (NATO)", {}),
        ("Armenia met Azerbaijan. Russia Watched (AAR)", {}),
        ("the BBC (see above)", {}),
        ("a study of Russian gas (UNRG)", {}),
    ],
    ids=[
        "plain",
        "small words",
        "apostrophe",
        "accent",
        "before",
        "no words",
        "two sentences",
        "no name",
        "too short",
    ],
)
def test_expansions(text: str, expected: dict[str, str]) -> None:
    """The words before brackets, or in them, are an acronym's where they begin with its letters, in their order."""
    assert abbreviations.expansions([text]) == expected


def test_the_term_base() -> None:
    """A form of several words is behind another of capitals where the letters agree; the note's words come first."""
    terms = [("Cour pénale internationale", "CPI"), ("Nations unies", "ONU"), ("Banque centrale", "BC")]
    assert abbreviations.expansions(["la Belle Cité (BC)"], terms) == {
        "CPI": "Cour pénale internationale",
        "BC": "Belle Cité",
    }


def test_explain() -> None:
    """Each acronym is an abbreviation with its words, but where they stand before it; others stay as they were."""
    root = parse("<p>The Treaty Organization of Rome (TOR) met. <em>TOR</em> and ABC said TOR.</p>")
    acronyms(root)
    abbreviations.explain(root, abbreviations.expansions(abbreviations.texts([root])))
    assert inner(root) == (
        '<p>The Treaty Organization of Rome (<span class="caps">TOR</span>) met. '
        '<em><abbr class="caps" title="Treaty Organization of Rome">TOR</abbr></em> and '
        '<span class="caps">ABC</span> said <abbr class="caps" title="Treaty Organization of Rome">TOR</abbr>.</p>'
    )
