"""DOI, ISBN, ISSN and funders of a front matter: what is read, and what is told at its place."""

from __future__ import annotations

from typing import Any

import pytest

from notebuild.core import numbers
from notebuild.sources.markdown import frontmatter

HEAD = "---\ntitle: A title\ndate: 2025-03-31\nlang: en-GB\nauthor: Ida Holm\n{}\n---\n\nText.\n"


def read(line: str) -> tuple[dict[str, Any], list[str]]:
    found = frontmatter.read(HEAD.replace("{}", line), "n.md")
    return dict(found.values), [str(problem) for problem in found.problems]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('isbn: "978-3-16-148410-0"', "978-3-16-148410-0"),
        ('isbn: "ISBN-13: 978 3 16 148410 0"', "978-3-16-148410-0"),
        ("isbn: 9783161484100", "9783161484100"),
        ('isbn: "0-306-40615-2"', "0-306-40615-2"),
        ('isbn: "0-8044-2957-x"', "0-8044-2957-X"),
        (
            'isbn: {en-GB: "978-3-16-148410-0", fr: "979-10-90636-07-1"}',
            {"en-GB": "978-3-16-148410-0", "fr": "979-10-90636-07-1"},
        ),
        ('issn: "0317-8471"', "0317-8471"),
        ('issn: "ISSN 2434-561x"', "2434-561X"),
        (
            'doi: {en-GB: 10.5555/12345678, fr-FR: "https://doi.org/10.5555/12345679"}',
            {"en-GB": "10.5555/12345678", "fr-FR": "10.5555/12345679"},
        ),
    ],
)
def test_numbers(line: str, expected: Any) -> None:
    """Numbers in the forms in which they are printed; examples of ISO 2108, ISO 3297 and their agencies."""
    values, problems = read(line)
    assert (values[line.partition(":")[0]], problems) == (expected, [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            'isbn: "978-3-16-148410-1"',
            "n.md:6:7: isbn 978-3-16-148410-1 is no ISBN: its last figure would be 0\n"
            "    compare it with what the agency gave",
        ),
        (
            "isbn: 978316148410",
            "n.md:6:7: isbn 978316148410 is no ISBN\n    write it as 978-3-16-148410-0",
        ),
        (
            "isbn: 978-316-148410-X",
            "n.md:6:7: isbn 978-316-148410-X is no ISBN\n    write it as 978-3-16-148410-0",
        ),
        (
            "issn: 0317-8472",
            "n.md:6:7: issn 0317-8472 is no ISSN: its last figure would be 1\n"
            "    compare it with the certificate",
        ),
        ("issn: 03178471", "n.md:6:7: issn 03178471 is no ISSN\n    write it as 0317-8471"),
        ("isbn:\n  fr-FR: 12", "n.md:7:10: isbn 12 is no ISBN\n    write it as 978-3-16-148410-0"),
        (
            "doi: {English: 10.5555/1234}",
            "n.md:6:7: English is not a language tag\n    write it as en-GB, fr-FR or de (BCP 47)",
        ),
        ("doi: {en-GB: [a]}", "n.md:6:14: doi of en-GB is not a text\n    put it in double quotes"),
        (
            "funder: [{name: A fund, ror: 00k4n6c33}]",
            "n.md:6:30: ror 00k4n6c33 is no ROR, or has wrong check digits\n"
            "    write it as https://ror.org/ and its nine figures",
        ),
        (
            "funder: [{nam: A fund}]",
            "n.md:6:11: unknown part nam of a funder (did you mean name?)\n    use name, ror, award",
        ),
        ("funder: [{award: 7}]", 'n.md:6:10: a funder without a name\n    add "name: …" to the entry'),
        (
            "funder: [{name: A fund, award: [7]}]",
            "n.md:6:32: award of a funder is no text\n    write it in double quotes",
        ),
        ('funder: ["", A fund]', "n.md:6:10: funder has an empty item\n    fill it in or take it out"),
        ("funder: []", "n.md:6:9: funder is empty\n    fill in funder, or take the line out"),
    ],
)
def test_faults(line: str, expected: str) -> None:
    """What is wrong is told at its place, with how it is written."""
    assert read(line)[1] == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("funder: A fund", [{"name": "A fund"}]),
        ("funder: [A fund, Another]", [{"name": "A fund"}, {"name": "Another"}]),
        (
            "funder: [{name: A fund, ror: 00k4n6c32, award: 24-117}]",
            [{"name": "A fund", "ror": "https://ror.org/00k4n6c32", "award": "24-117"}],
        ),
        (
            "funder: [{name: {en-GB: A fund, fr-FR: Un fonds}}]",
            [{"name": {"en-GB": "A fund", "fr-FR": "Un fonds"}}],
        ),
    ],
)
def test_funders(line: str, expected: list[dict[str, Any]]) -> None:
    """A name alone, several, or what is known of each."""
    values, problems = read(line)
    assert (values["funder"], problems) == (expected, [])


@pytest.mark.parametrize(
    ("isbn", "expected"), [("978-3-16-148410-?", "0"), ("0-8044-2957-?", "X"), ("979-10-90636-07-?", "1")]
)
def test_check_characters(isbn: str, expected: str) -> None:
    """The check character of the examples of ISO 2108."""
    assert numbers.isbn_check(isbn) == expected
