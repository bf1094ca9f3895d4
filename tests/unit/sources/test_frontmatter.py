"""The front matter: its values, its words for the translator, and every fault of it."""

from __future__ import annotations

import time

import pytest

from notebuild.core.formats import FORMATS
from notebuild.core.problems import Location
from notebuild.sources import frontmatter_fields
from notebuild.sources.foreign_fields import FILES, FOREIGN
from notebuild.sources.frontmatter_fields import Field
from notebuild.sources.markdown import field_values, frontmatter

GOOD = {
    "title": '"A title"',
    "author": "[The editors]",
    "date": "2025-03-31",
    "version": "1",
    "lang": "en-GB",
}


def head(**fields: str) -> str:
    lines = {**GOOD, **{name.replace("_", "-"): value for name, value in fields.items()}}
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in lines.items()) + "---\n\nText.\n"


def problems(text: str) -> list[str]:
    return [str(problem) for problem in frontmatter.read(text, "n.md").problems]


def test_good_values() -> None:
    """Texts are texts, lists lists, and a version is a number."""
    found = frontmatter.read(head(languages="[fr-FR]", translation="{fr-FR: banner}"), "n.md")
    assert not found.problems
    assert dict(found.values) == {
        "title": "A title",
        "author": [{"name": "The editors"}],
        "date": "2025-03-31",
        "version": 1,
        "lang": "en-GB",
        "languages": ["fr-FR"],
        "translation": {"fr-FR": "banner"},
    }


def test_words_for_the_translator() -> None:
    """Each paragraph of the summary and each key point is a segment, at its own line."""
    text = head(abstract="|\n  One.\n\n  Two,\n  still two.", key_points="\n  - First\n  - 'Second'")
    found = frontmatter.read(text, "n.md").fields
    assert [(f.id, f.context, f.text, f.location.line, f.location.column) for f in found] == [
        ("meta:title", "meta:title", "A title", 2, 9),
        ("meta:author:1", "meta:author", "The editors", 3, 10),
        ("meta:abstract:1", "meta:abstract", "One.", 8, 3),
        ("meta:abstract:2", "meta:abstract", "Two,\nstill two.", 10, 3),
        ("meta:key-points:1", "meta:key-points", "First", 13, 5),
        ("meta:key-points:2", "meta:key-points", "Second", 14, 6),
    ]


def test_translated_fields_go_back() -> None:
    """The words of the fields replace the values, lists item by item, paragraphs joined again."""
    found = frontmatter.read(head(abstract="|\n  One.\n\n  Two.", key_points="[A, B]"), "n.md")
    upper = tuple(type(f)(f.id, f.kind, f.location, f.text.upper(), f.context) for f in found.fields)
    values = frontmatter.with_fields(found.values, upper)
    assert (values["title"], values["abstract"]) == ("A TITLE", "ONE.\n\nTWO.")
    assert values["key-points"] == ["A", "B"]
    assert frontmatter.with_fields(found.values, found.fields) == dict(found.values)


FIELDS = ", ".join(sorted(frontmatter_fields.BY_NAME))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "Text.",
            'n.md:1:1: the front matter is missing\n    begin the file with "---", the fields and "---"',
        ),
        (
            "---\ntitle: A\n",
            'n.md:1:1: the front matter is never closed\n    close it with "---" on a line of its own',
        ),
        (
            "---\ntitle: A: B\n---\n",
            "n.md:2:9: the front matter is not valid YAML: mapping values are not allowed in this "
            "context\n    put a value that has a colon, a quote or a bracket in double quotes",
        ),
        (
            "---\ntitle: T\n\tdate: 2025-03-31\n---\n",
            "n.md:3:1: the front matter is not valid YAML: found a tab character that violates indentation\n"
            "    indent it with spaces",
        ),
        (
            "---\n- a\n---\n",
            'n.md:2:1: the front matter is not a list of fields\n    write "field: value" lines',
        ),
        (
            "---\na: &x 1\n---\n",
            "n.md:2:4: the front matter uses the YAML anchor &x\n    take it out",
        ),
        (
            "---\na: !!str 1\n---\n",
            "n.md:2:4: the front matter uses the YAML tag tag:yaml.org,2002:str\n    write the plain value",
        ),
        (
            "---\na: " + "[" * 9000 + "]" * 9000 + "\n---\n",
            "n.md:2:9: the front matter is nested too deep\n    write plain values and lists",
        ),
        (
            head().replace("title:", "? [a]\n: b\ntitle:"),
            'n.md:2:3: not the name of a field\n    write "field: value"',
        ),
        (
            head(titel="x"),
            f"n.md:7:1: unknown field titel (did you mean title?)\n    use one of {FIELDS}",
        ),
        (
            head(bibliography="/etc/passwd"),
            "n.md:7:1: bibliography may not be set in a note\n"
            "    take it out; notebuild gives pandoc its files and code itself",
        ),
        (
            head(header_includes="x"),
            "n.md:7:1: header-includes may not be set in a note\n"
            "    take it out; notebuild gives pandoc its files and code itself",
        ),
        (
            head(date="31/3/2025"),
            "n.md:4:7: date 31/3/2025 is not a date\n    write it as 2025-03-31",
        ),
        (
            head(date="9999-12-31"),
            "n.md:4:7: date 9999-12-31 is after 2106\n    correct the year",
        ),
        (
            head(title='"A \\0 b"'),
            "n.md:2:8: character U+0000, which is no text\n    take it out",
        ),
        (
            head(version="1.2"),
            "n.md:5:10: version 1.2 is not a whole number above 0\n    count versions 1, 2, 3, …",
        ),
        (
            head(lang="English"),
            "n.md:6:7: English is not a language tag\n    write it as en-GB, fr-FR or de (BCP 47)",
        ),
        (
            head(languages="[fr_FR]"),
            "n.md:7:13: fr_FR is not a language tag\n    write it as en-GB, fr-FR or de (BCP 47)",
        ),
        (
            head(formats="[html, pfd]"),
            f"n.md:7:17: unknown format pfd (did you mean pdf?)\n    use {', '.join(FORMATS)}",
        ),
        (
            head(translation="{fr-FR: blok}"),
            "n.md:7:22: unknown translation policy blok (did you mean block?)\n    use block, banner, omit",
        ),
        (
            head(word_citations="fields"),
            "n.md:7:17: word-citations fields is not one of plain and live\n    write plain or live",
        ),
        (
            head(key_points="one point"),
            "n.md:7:13: key-points is not a list of texts\n"
            '    write one "- …" line for each; put one that has ": " in it in double quotes',
        ),
        (
            head(subtitle="[a]"),
            "n.md:7:11: subtitle is not a text\n    put the value in double quotes",
        ),
        (
            head(subtitle=""),
            "n.md:7:10: subtitle is empty\n    fill in subtitle, or take the line out",
        ),
        (
            head(author='["", A]'),
            "n.md:3:10: author has an empty item\n    fill it in or take it out",
        ),
        (
            head(url="javascript:x"),
            "n.md:7:6: url javascript:x is not a web address\n    begin it with https://",
        ),
        (
            head(teaser="x" * 20_001),
            "n.md:7:9: teaser is longer than 1000 characters\n    move the text into the body",
        ),
        (
            head().replace("date:", "title: B\ndate:"),
            "n.md:4:1: title is given twice\n    keep one; the other is on line 2",
        ),
        (
            head().replace("lang: en-GB\n", ""),
            'n.md:1:1: lang is missing\n    add "lang: …" to the front matter',
        ),
        (
            head(version="2"),
            "n.md:5:1: version 2 does not say what was corrected\n"
            '    add "corrections:" with a line "- …" for each; readers of an older version look there',
        ),
    ],
)
def test_faults_are_told(text: str, problem: str) -> None:
    """Each fault of the front matter has its place, what is wrong, and what to do."""
    assert problems(text) == [problem]


def test_an_alias_is_refused_before_it_is_followed() -> None:
    """A billion laughs costs nothing: aliases and anchors are refused as they are met."""
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    start = time.perf_counter()
    found = problems("---\n" + "\n".join(lines) + "\n---\n")
    assert "n.md:3:10: the front matter uses the YAML alias *a0\n    write the value out" in found
    assert time.perf_counter() - start < 1


def test_faults_do_not_hide_each_other() -> None:
    """Whoever edits is told everything wrong in one run."""
    found = problems(head(date="x", version="x", titel="x"))
    assert [line.split(" ")[0] for line in found] == ["n.md:4:7:", "n.md:5:10:", "n.md:7:1:"]


def test_values_that_are_wrong_are_left_out() -> None:
    """Nobody after this meets a format, a language or a date that does not exist."""
    values = frontmatter.read(head(date="x", formats="[pfd, pdf]", languages="[fr_FR]"), "n.md").values
    assert "date" not in values and values["formats"] == ["pdf"] and "languages" not in values


def test_places_in_the_file() -> None:
    """A field's place counts the line of three dashes."""
    field = frontmatter.read(head(), "n.md").fields[0]
    assert field.location == Location("n.md", 2, 9)


@pytest.mark.parametrize(
    ("authors", "translated"),
    [
        ("[The notebuild editors]", True),
        ("[Jane Doe, Charles de Gaulle]", False),
        ("[Jane Doe, the editors]", True),
    ],
)
def test_authors_are_translated_unless_they_are_names(authors: str, translated: bool) -> None:
    """A body that signs in words has a name in each language; a person has one name."""
    text = f"---\ntitle: T\nauthor: {authors}\ndate: 2025-03-31\nversion: 1\nlang: en-GB\n---\n"
    found = frontmatter.read(text, "note.md").fields
    assert any(field.context == "meta:author" for field in found) is translated


def test_one_language_may_be_all() -> None:
    """An empty list of languages says: the original alone, whatever the house's default."""
    found = frontmatter.read(head(languages="[]"), "n.md")
    assert found.values["languages"] == [] and not found.problems


def test_two_editions_cannot_share_their_file_names() -> None:
    """Two tags with one primary subtag would be two editions in one file; the first is kept."""
    found = frontmatter.read(head(languages="[fr-FR, fr-CA]"), "n.md")
    assert found.values["languages"] == ["fr-FR"]
    assert [str(problem) for problem in found.problems] == [
        "n.md:7:12: fr-CA stands beside another fr\n"
        "    keep one of them: an edition's files are named by that part of the tag"
    ]


def test_every_shape_has_its_check() -> None:
    """A shape of the table is that of a list, of the policies, of the funders, or has a check of its own, once."""
    shapes = {field.shape for field in frontmatter_fields.FIELDS}
    assert shapes == frontmatter_fields.LIST_SHAPES | field_values.SCALARS.keys() | {"policies", "funders"}
    assert field_values.ITEMS.keys() <= frontmatter_fields.LIST_SHAPES
    assert len(frontmatter_fields.BY_NAME) == len(frontmatter_fields.FIELDS)


def test_what_prints_is_running_text() -> None:
    """What is printed as Markdown is a text or a list of texts, and the translator's."""
    for field in frontmatter_fields.FIELDS:
        if field.printed_as:
            assert field.shape == ("texts" if field.printed_as == "items" else "text"), field.name
            assert field.translated, field.name


@pytest.mark.parametrize(
    ("former", "name", "written"),
    [
        ("authors", "author", "[Somebody]"),
        ("language", "lang", "en-GB"),
        ("summary", "abstract", '"Words."'),
        ("licence", "license", '"CC BY 4.0"'),
    ],
)
def test_former_names(former: str, name: str, written: str) -> None:
    """The names used before pandoc's are read, each with a warning that gives the new one; words keep their context."""
    text = "".join(line for line in head().splitlines(True) if not line.startswith(f"{name}:"))
    at = text.splitlines().index("---", 1) + 1
    lines = text.splitlines(True)
    found = frontmatter.read("".join([*lines[: at - 1], f"{former}: {written}\n", *lines[at - 1 :]]), "n.md")
    assert [str(problem) for problem in found.problems] == [
        f'n.md:{at}:1: warning: {former} is a former name of the field {name}\n    write "{name}:"'
    ]
    assert name in found.values and former not in found.values
    assert frontmatter_fields.CURRENT_CONTEXTS.get(f"meta:{former}", f"meta:{name}") == f"meta:{name}"


def test_both_names_of_a_field() -> None:
    """One name a field: the other is told, with the line of the first."""
    assert problems(head(abstract="Words.", summary="Others.")) == [
        'n.md:8:1: warning: summary is a former name of the field abstract\n    write "abstract:"',
        "n.md:8:1: abstract is given twice\n    keep one; the other is on line 7",
    ]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("tags", "write keywords: […]"),
        ("affiliation", "write it in the author's entry: author: [{name: …, affiliation: …}]"),
        ("toc", "take it out; how notes look is in the house's styles/"),
        ("slug", "take it out; the note's folder gives its files their name"),
    ],
)
def test_foreign_names(name: str, remedy: str) -> None:
    """A field of pandoc's, of Quarto's or of a site's is told with the right one."""
    assert problems(head(**{name: "x"})) == [f"n.md:7:1: {name} is no field of a note\n    {remedy}"]


def test_foreign_names_are_none_of_ours() -> None:
    """No field, of today or of before, is called foreign; each foreign name stands once."""
    assert not FOREIGN.keys() & {
        *frontmatter_fields.BY_NAME,
        *frontmatter_fields.CURRENT_NAMES,
        *FILES,
    }


def test_version_1_is_the_first() -> None:
    """A note that gives no version is version 1."""
    found = frontmatter.read(head().replace("version: 1\n", ""), "n.md")
    assert found.values["version"] == 1 and not found.problems


@pytest.mark.parametrize(
    "doi", ["10.5555/12345678", "https://doi.org/10.5555/12345678", "doi:10.5555/12345678"]
)
def test_a_doi_in_its_three_forms(doi: str) -> None:
    """A DOI is kept as a name, however it is written (ISO 26324)."""
    assert frontmatter.read(head(doi=f'"{doi}"'), "n.md").values["doi"] == "10.5555/12345678"


def test_a_doi_that_is_none() -> None:
    """What is no DOI is told."""
    assert problems(head(doi="12345678")) == [
        "n.md:7:6: doi 12345678 is no DOI\n    write it as 10.5555/12345678"
    ]


def test_an_address_for_each_edition() -> None:
    """The address is the note's, or a mapping of languages to the address of each edition."""
    found = frontmatter.read(head(url="{en-GB: https://example.org/a, fr-FR: https://example.org/b}"), "n.md")
    assert found.values["url"] == {"en-GB": "https://example.org/a", "fr-FR": "https://example.org/b"}
    assert problems(head(url="{en-GB: example.org}")) == [
        "n.md:7:14: url example.org is not a web address\n    begin it with https://"
    ]


def test_a_former_name_is_read_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that was renamed is read under its old name too, once, and the new name is given."""
    field = Field(
        "abstract", "…", "a summary", printed_as="blocks", translated=True, former_names=("resume",)
    )
    monkeypatch.setitem(frontmatter_fields.BY_NAME, field.name, field)
    monkeypatch.setitem(frontmatter_fields.CURRENT_NAMES, "resume", field.name)
    found = frontmatter.read(head(resume="Words.", abstract="Others."), "n.md")
    assert found.values["abstract"] == "Words."
    assert [segment.context for segment in found.fields][-1] == "meta:abstract"
    assert [str(problem) for problem in found.problems] == [
        'n.md:7:1: warning: resume is a former name of the field abstract\n    write "abstract:"',
        "n.md:8:1: abstract is given twice\n    keep one; the other is on line 7",
    ]
