"""Lists of names that would print other persons than are meant are told, with the right reading."""

from __future__ import annotations

import pytest

from notebuild.sources.bibliography import people


def told(value: str, **fields: str) -> list[str]:
    """What is said of an author field, with its severity."""
    return [
        f"{one.severity}: {one.message}: {one.remedy}" for one in people.problems("author", value, fields)
    ]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (
            "Jane Doe, Richard Roe",
            "warning: Jane Doe, Richard Roe would be read as one person: join names with and: "
            "author = {Jane Doe and Richard Roe}, or keep two family names together in braces: "
            "{Jane Doe}, Richard Roe",
        ),
        (
            "Jane Doe, Richard Roe, Max Moe",
            "error: author has too many commas in Jane Doe, Richard Roe, Max Moe: "
            "join names with and: author = {Jane Doe and Richard Roe and Max Moe}",
        ),
        (
            "Doe, J., Roe, R.",
            "error: author has too many commas in Doe, J., Roe, R.: "
            "join names with and: author = {Doe, J. and Roe, R.}",
        ),
        (
            "Doe, Jane; Roe, Richard",
            "error: author has a semicolon in Doe, Jane; Roe, Richard: "
            "join names with and: author = {Doe, Jane and Roe, Richard}",
        ),
        (
            "Jane Doe & Richard Roe",
            "error: author has & in Jane Doe & Richard Roe: join names with and: "
            "author = {Jane Doe and Richard Roe}, or put an organisation's name in braces: "
            "{{Jane Doe & Richard Roe}}",
        ),
        (
            "Jane Doe et Richard Roe",
            "error: author has et in Jane Doe et Richard Roe: "
            "join names with and: author = {Jane Doe and Richard Roe}",
        ),
        (
            "Jane Doe / Richard Roe",
            "error: author has / in Jane Doe / Richard Roe: "
            "join names with and: author = {Jane Doe and Richard Roe}",
        ),
        (
            "Doe, Jane, and Roe, Richard",
            "error: author has a comma beside nothing in Doe, Jane,: "
            "take it out, or write the other part of the name beside it",
        ),
        (
            "Doe, Jane (ed.)",
            "error: (ed.) in Doe, Jane (ed.) would print as a part of the name: "
            "take it out: the field says who is author, editor or translator",
        ),
        ("Doe, Jane et al.", "error: Doe, Jane et al. is no name: write and others"),
        ("Doe, Jane and", "error: author holds an empty name: remove the and that joins nothing"),
        (
            "Council of Lakes (CL)",
            "warning: Council of Lakes (CL) would be read as a person's name: "
            "put it in braces: author = {{Council of Lakes (CL)}}",
        ),
    ],
)
def test_names_are_told(value: str, problem: str) -> None:
    """Commas, semicolons, ampersands and words that join names elsewhere: the right reading is offered."""
    assert told(value) == [problem]


@pytest.mark.parametrize(
    "value",
    [
        "Doe, Jane AND Roe, Richard",
        "Doe, Jr., John and King, III, Max",
        "{A & B; C} and {X, Y, Z and W} and others",
        "{García Márquez}, Gabriel José",
        "Smith Jones, Mary A.",
        "Smith, JA and Müller-Lüdenscheidt, K.-H.",
        "Ortega y Gasset, José",
        "Aristotle",
        "Van Buren, Martin",
    ],
)
def test_good_names_are_silent(value: str) -> None:
    """Suffixes, initials, organisations in braces, two family names in braces, AND in capitals."""
    assert told(value) == []


def test_two_family_names_are_spanish() -> None:
    """In an entry of a language with two family names, a comma between whole names is the rule."""
    assert told("García Márquez, Gabriel José", langid="spanish") == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [("useprefix", True), ("useprefix=true, skipbib", True), ("useprefix = false", False), ("", False)],
)
def test_option_for_particles(options: str, expected: bool) -> None:
    """The option needs no value; that it is false means that it is not set."""
    assert people.uses_prefix(options) is expected


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("family=Waal, given=Tom, prefix=de, useprefix=true", "{de Waal}, Tom"),
        ("given=Tom, prefix=de, family=Waal", "de Waal, Tom"),
        ('family="Waal", given={Tom B.}, suffix=Jr.', "Waal, Jr., Tom B."),
        ("Waal, Tom", "Waal, Tom"),
    ],
)
def test_names_by_their_parts(typed: str, name: str) -> None:
    """biblatex's extended form, which Better BibTeX exports, becomes BibTeX's."""
    assert people.named(typed) == name
