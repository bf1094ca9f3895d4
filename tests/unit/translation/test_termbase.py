"""The term base: how its file is read, what is wrong with one, and what a check asks of a translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from houses import HOUSE
from notebuild import translation
from notebuild.sources import markdown
from notebuild.translation import Terms
from notebuild.translation.qa import compare, termbase

BASE = """[places]
"Armenia" = ["Arménie", "arménien(ne)(s)"]
"Western Armenia" = ["Arménie occidentale"]
"Baku" = ["Bakou"]

[words]
"cease(-)fire" = ["cessez-le-feu"]
"Declaration of Independence" = ["déclaration d'indépendance"]
"CSTO" = ["OTSC"]
"""
QUOTES = (("«\u00a0", "\u00a0»"), ("“", "”"))


def base(folder: Path, text: str = BASE) -> tuple[Terms, list[str]]:
    path = folder / "terms.fr.toml"
    path.write_text(text, encoding="utf-8")
    found, problems = termbase.read_terms(path, "styles/terms.fr.toml")
    return found, [str(problem) for problem in problems]


def test_a_language_without_a_term_base(tmp_path: Path) -> None:
    """A language need not have one: there are no terms to keep then, and nothing is said."""
    assert termbase.read_terms(tmp_path / "terms.de.toml", "styles/terms.de.toml") == (Terms(), ())
    assert compare.compare("The CSTO met.", "Die OVKS tagte.", base=Terms()) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[a]\n"Baku" = "Bakou"\n',
            "styles/terms.fr.toml:2: Baku has no list of forms\n"
            '    write Baku = ["…"], with each form between quotation marks',
        ),
        (
            '[a]\n\n"Baku" = []\n',
            "styles/terms.fr.toml:3: Baku has no list of forms\n"
            '    write Baku = ["…"], with each form between quotation marks',
        ),
        (
            '[a]\nBaku = ["Bakou"]\n[b]\n"Baku" = ["Bacou"]\n',
            "styles/terms.fr.toml:4: Baku stands in two tables\n    keep one of the two",
        ),
        (
            '"Baku" = ["Bakou"]\n',
            "styles/terms.fr.toml:1: Baku stands outside a table\n    put it under a [heading]",
        ),
        (
            '[a]\n"Turk" = ["turc(s"]\n',
            "styles/terms.fr.toml:2: turc(s has brackets that do not close\n"
            "    close them around the letters that may be absent",
        ),
        (
            '[a]\n"Baku" = [Bakou]\n',
            "styles/terms.fr.toml:2:11: not valid TOML: Invalid value\n    mend the line it names",
        ),
    ],
)
def test_faults_of_the_file(tmp_path: Path, text: str, problem: str) -> None:
    """Each fault of a term base is said with its line and what to do."""
    assert base(tmp_path, text)[1] == [problem]


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("Armenia's trade.", "Le commerce de l’Arménie."),
        ("Armenia's trade.", "Le commerce arménien."),
        ("Armenia's laws.", "Les lois arméniennes."),
        ("In Western Armenia.", "En Arménie\u00a0occidentale."),
        ("A ceasefire in Baku.", "À Bakou, un cessez-le-feu."),
        ("Cease-fire", "Cessez-le-feu"),
        ("The Declaration of\nIndependence.", "La déclaration d’indépendance."),
        ("The CSTO and the OSCE.", "L’OTSC et l’OSCE."),
        ("armenian is no name here.", "Rien."),
        ("SUMMARY OF FINDINGS", "RÉSUMÉ DES CONCLUSIONS"),
        ("The title ‘A Day in Baku’.", "Le titre « [A Day in Baku]{lang=en} »."),
        ("The title ‘A Day in Baku’.", "Le titre « A Day in Baku »."),
        ("`CSTO` and [@CSTO2020].", "`CSTO` et [@CSTO2020]."),
    ],
)
def test_agreed_forms_pass(tmp_path: Path, original: str, translation: str) -> None:
    """Any listed form will do, with any space, apostrophe and ending that the list allows."""
    assert compare.compare(original, translation, base=base(tmp_path)[0]) == ()


@pytest.mark.parametrize(
    ("original", "translation", "sort", "message", "remedy"),
    [
        ("In Baku.", "À Baku.", "terms", "lacks Baku", "write Bakou"),
        (
            "In Western Armenia.",
            "En Arménie de l’Ouest.",
            "terms",
            "lacks Western Armenia",
            "write Arménie occidentale",
        ),
        ("In Armenia.", "Au pays.", "terms", "lacks Armenia", "write Arménie or arménien"),
        ("In Armenia.", "À Arméniens-Ville.", "terms", "", ""),
        ("The CSTO met.", "Le CSTO s’est réuni.", "acronyms", "lacks CSTO", "write OTSC"),
        (
            "The OSCE met.",
            "L’OCDE s’est réunie.",
            "acronyms",
            "lacks OSCE",
            "write OSCE, or put it in the term base with its form",
        ),
    ],
)
def test_what_a_translation_lacks(
    tmp_path: Path, original: str, translation: str, sort: str, message: str, remedy: str
) -> None:
    """The longest term counts, and an acronym that the base does not have must come again unchanged."""
    found = compare.compare(original, translation, base=base(tmp_path)[0])
    remedy = f"{remedy}, or sign the change with # ok: {sort}"
    expected = [(sort, message, remedy, "warning")] if message else []
    assert [(one.kind, one.message, one.remedy, one.severity) for one in found] == expected


@pytest.mark.parametrize(
    ("original", "translation", "sort", "message", "remedy"),
    [
        (
            "‘A’ b",
            "« A b",
            "quotes",
            "has a quotation mark without its fellow",
            "close or open the quotation",
        ),
        ("‘A’ b", '"A" b', "quotes", 'has the quotation mark "', "write « … »"),
        ("‘A’ b", "'A' b", "quotes", "has the quotation mark '", "write « … »"),
        ("‘A’ b", "“A” b", "quotes", "has “ outside « »", "write « … »"),
        ("‘A’ b", "A b", "quotes", "has no quotation marks where the original has them", "write « … »"),
        ("(Law) b", "(Loi b", "quotes", "has a ( without its fellow", "close or open the brackets"),
        ("(Law) b", "Loi) b", "quotes", "has a ) without its fellow", "close or open the brackets"),
        ("A b", "A  b", "spaces", "has two spaces in a row", "leave one of them"),
        ("A, b", "A , b", "spaces", "has a space before a comma or stop", "close it up"),
        ("A, b", "A,b", "spaces", "has no space after a comma or semicolon", "put one in"),
        ("Left. Then", "Partis.Puis", "spaces", "has no space between two sentences", "put one in"),
        (
            "It fell, and the press was not there.",
            "Il est tombé, and the press was not là.",
            "same",
            "leaves in English: and the press was",
            "translate it",
        ),
    ],
)
def test_slips_of_the_pen(original: str, translation: str, sort: str, message: str, remedy: str) -> None:
    """Marks that have no fellow or are another language's, spaces, and passages left in English."""
    found = [
        (one.kind, one.message, one.remedy, one.severity)
        for one in compare.compare(original, translation, quotes=QUOTES)
    ]
    assert (sort, message, f"{remedy}, or sign the change with # ok: {sort}", "warning") in found


def test_what_the_catalogue_says(tmp_path: Path) -> None:
    """The check of a catalogue asks for terms and quotes, at the entry's line, unless they are signed away."""
    text = "## One {#one}\n\nIt is ‘so’ in Baku.\n"
    parts = markdown.segments(text, "manuscript/x/note.md")
    file = translation.write(translation.update(translation.empty("fr.po", "fr-FR", "x"), parts))
    file = file.replace('msgid "One"\nmsgstr ""', 'msgid "One"\nmsgstr "Un"')
    file = file.replace('in Baku."\nmsgstr ""', 'in Baku."\nmsgstr "C’est  “ainsi” à Baku."')

    def said(file: str) -> list[str]:
        (tmp_path / "fr.po").write_text(file, encoding="utf-8")
        held, _ = translation.read(tmp_path / "fr.po", "fr.po")
        found = translation.check(parts, held, terms=base(tmp_path)[0], quotes=QUOTES)
        return [str(problem) for problem in found]

    assert [line.split("\n")[0].split(": ", 2)[2] for line in said(file)] == [
        "translation of one:paragraph:1 has two spaces in a row",
        "translation of one:paragraph:1 has “ outside « »",
        "translation of one:paragraph:1 lacks Baku",
    ]
    signed = file.replace("#. One: paragraph", "# ok: spaces, quotes, terms\n#. One: paragraph")
    assert said(signed) == []
    misspelt = file.replace("#. One: paragraph", "# ok: spaces, quotes, term\n#. One: paragraph")
    assert said(misspelt)[0] == (
        "fr.po:24: warning: one:paragraph:1 signs an exception to term, which is no check (did you mean terms?)\n"
        "    sign with numbers, links, emphasis, terms, acronyms, quotes, spaces, same, capitals"
    )


@pytest.mark.parametrize(("language", "enough"), [("fr", 200), ("de", 100)])
def test_long_term_bases(language: str, enough: int) -> None:
    """Bases as a house grows them have no fault."""
    path = HOUSE / f"terms.{language}.toml"
    base, problems = termbase.read_terms(path, path.name)
    assert not problems and len(base.entries) > enough


@pytest.mark.parametrize("language", ["fr", "de"])
def test_every_spelling_is_found(language: str) -> None:
    """Each term of a house is found in a text as itself, with what may be absent or without it."""
    known, _ = termbase.read_terms(HOUSE / f"terms.{language}.toml", "styles")
    for at, (term, _) in enumerate(known.entries):
        for spelling in {termbase.plain(term), term.replace("(", "").replace(")", "")}:
            for said in (spelling, spelling.replace(" ", "\n").replace("'", "’").replace("-", "‑")):
                ((words, entry),) = termbase.found(f"({said})", known)
                assert words == said and entry <= at, (term, known.entries[entry])
