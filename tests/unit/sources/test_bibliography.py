"""A BibTeX file is read whole: its sources, and every fault at its line with a remedy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from notebuild.core.model import Source
from notebuild.core.problems import Location, Problem
from notebuild.sources import bibliography
from notebuild.sources.bibliography import latex

BOOK = "@book{k,\n  author = {Doe, Jane},\n  title = {T},\n  date = {2020},\n"
ONLINE = "@online{k,\n  title = {T},\n  url = {https://example.org},\n"


def read(tmp_path: Path, text: str | bytes) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    path = tmp_path / "b.bib"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return bibliography.read(path, "b.bib")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "@book{a,\n  title = {A {x},\n  date = {2020},\n}\n" + BOOK + "}\n",
            "b.bib:1:7: a is never closed and would swallow what follows it\n"
            "    look for a missing } or quotation mark in line 2 or at the entry's end",
            id="unclosed-brace",
        ),
        pytest.param(
            BOOK + "  note = {x},\n\n" + ONLINE.replace("{k", "{m") + "}\n",
            "b.bib:1:7: k is never closed and would swallow what follows it\n"
            "    look for a missing } or quotation mark in line 5 or at the entry's end",
            id="unclosed-entry",
        ),
        pytest.param(
            BOOK + '  note = "x,\n',
            "b.bib:1:7: k is never closed and would swallow what follows it\n"
            "    look for a missing } or quotation mark in line 5 or at the entry's end",
            id="unclosed-quotation-at-the-end",
        ),
        pytest.param(
            BOOK.replace("{T}", "{T}}") + "}\n",
            "b.bib:4:3: date = {2020} belongs to no entry: a brace closes the entry before it\n"
            "    take out the } that is one too many",
            id="closed-too-early",
        ),
        pytest.param(
            "@book{d title = {D}}\n",
            "b.bib:1:7: no comma follows the key d\n    write @book{d,",
            id="no-comma-after-key",
        ),
        pytest.param(
            BOOK + "  note\n}\n",
            "b.bib:5:3: k cannot be read: note is followed by no = and value\n"
            "    write each field as name = {value}, with a comma after it",
            id="no-value",
        ),
        pytest.param(
            BOOK.replace("{T},", "{T}") + "}\n",
            "b.bib:3:3: title of k: a comma is missing before date\n    write title = {…} and a comma",
            id="no-comma-between-fields",
        ),
        pytest.param(
            BOOK + "  publisher = nyup,\n}\n",
            "b.bib:5:3: publisher of k: nyup is neither in braces nor the name of an @string\n"
            "    write publisher = {…} and a comma",
            id="undefined-string",
        ),
        pytest.param(
            '@string{a = "x" # missing}\n',
            "b.bib:1:9: missing is neither in braces nor the name of an @string\n"
            "    define it above this line",
            id="string-of-an-undefined-string",
        ),
        pytest.param(
            BOOK + "}\n" + BOOK.replace("{T}", "{U}") + "}\n",
            "b.bib:6:7: k is defined twice, first in line 1\n    delete one, or give it another key",
            id="duplicate-key",
        ),
        pytest.param(
            BOOK + "}\n" + BOOK + "}\n",
            "b.bib:6:7: warning: k is defined twice, first in line 1\n    delete one, or give it another key",
            id="twice-the-same",
        ),
        pytest.param(
            BOOK + "  Title = {U},\n}\n",
            "b.bib:5:3: k has the field title twice\n    keep one of them",
            id="duplicate-field",
        ),
        pytest.param(
            "@book{,\n  title = {T},\n}\n",
            "b.bib:1:1: warning: an entry @book has no key\n    write @book{key, …",
            id="empty-key",
        ),
        pytest.param(
            ONLINE.replace("{k", "{a b") + "}\n",
            "b.bib:1:9: warning: no note can cite the key a b\n    use letters, digits and hyphens",
            id="key-that-no-note-can-cite",
        ),
        pytest.param(
            "% " + ONLINE + "}\n",
            "b.bib:1:3: k is behind a % sign, but BibTeX reads it all the same\n"
            "    delete the entry, or the sign",
            id="commented-out",
        ),
        pytest.param(
            ONLINE.replace("online", "onlin") + "}\n",
            "b.bib:1:8: warning: @onlin is no entry type (did you mean online?): it prints as @misc\n"
            "    use a type of biblatex, such as @online, @report or @misc",
            id="unknown-type",
        ),
        pytest.param(
            BOOK + "  publisherr = {P},\n}\n",
            "b.bib:5:3: warning: publisherr is no field of biblatex (did you mean publisher?): nothing prints it\n"
            "    correct its name, or take it out",
            id="misspelt-field",
        ),
        pytest.param(
            BOOK + "  zzz = {P},\n}\n",
            "b.bib:5:3: warning: zzz is no field of biblatex: nothing prints it\n"
            "    take it out, or give it a name of biblatex",
            id="field-of-ones-own",
        ),
        pytest.param(
            BOOK + "  publisher = {},\n}\n",
            "b.bib:5:3: warning: publisher is empty\n    fill it in, or remove the line",
            id="empty-field",
        ),
        pytest.param(
            BOOK + "  crossref = {other},\n}\n",
            "b.bib:5:3: crossref names other, which is no other entry of this file\n"
            "    correct the key, or take the field out",
            id="crossref",
        ),
        pytest.param(
            BOOK.replace("2020", "11/07/2024") + "}\n",
            "b.bib:4:3: date 11/07/2024 is no date in ISO form\n"
            "    write 2024-07-11, 2024-07, 2024 or a range 2024-07/2024-09",
            id="date-that-may-be-two",
        ),
        pytest.param(
            BOOK.replace("date = {2020}", "year = {2019a}") + "}\n",
            "b.bib:4:3: year 2019a gives no date\n    write date = {2024-07-11}, {2024-07} or {2024}",
            id="year-in-words",
        ),
        pytest.param(
            BOOK + "  year = {2019},\n}\n",
            "b.bib:5:3: warning: k has both date and year\n    keep date, remove year",
            id="date-and-year",
        ),
        pytest.param(
            ONLINE.replace("https://example.org", "example.org/a b") + "}\n",
            "b.bib:3:3: url example.org/a b is no web address\n"
            "    write it whole, from https:// on, without spaces",
            id="address",
        ),
        pytest.param(
            ONLINE + "  doi = {mepo},\n}\n",
            "b.bib:4:3: doi mepo is no DOI\n    a DOI begins with 10. and has a slash",
            id="doi",
        ),
        pytest.param(
            BOOK + "  isbn = {9780814719443},\n}\n",
            "b.bib:5:3: warning: isbn 9780814719443 has a wrong check digit\n    compare it with the book",
            id="isbn-check-digit",
        ),
        pytest.param(
            BOOK + "  isbn = {978081471944 and more},\n}\n",
            "b.bib:5:3: warning: isbn 978081471944 and more is no ISBN\n"
            "    write the 13 (or 10) digits and nothing else",
            id="isbn-form",
        ),
        pytest.param(
            BOOK + "  issn = {1061-1925},\n}\n",
            "b.bib:5:3: warning: issn 1061-1925 is no ISSN, or has a wrong check digit\n"
            "    write it as 0012-3456, as printed",
            id="issn",
        ),
        pytest.param(
            BOOK + "  langid = {frensh},\n}\n",
            "b.bib:5:3: warning: langid frensh is no language (did you mean french?)\n"
            "    write its name in English in lower case, such as french",
            id="langid",
        ),
        pytest.param(
            BOOK.replace("{T}", "{Black Garden: Peace}") + "}\n",
            "b.bib:3:3: warning: the title of k has a colon but the entry no shorttitle\n"
            "    add shorttitle = {Black Garden}, or what short notes should print",
            id="colon",
        ),
        pytest.param(
            BOOK.replace("{T}", "{La guerre : une histoire}") + "}\n",
            "b.bib:3:3: warning: the title of k has a colon but the entry no shorttitle\n"
            "    add shorttitle = {La guerre}, or what short notes should print",
            id="french-colon",
        ),
        pytest.param(
            BOOK.replace("Doe, Jane", "de Waal, Thomas") + "}\n",
            "b.bib:2:3: warning: the particle de of de Waal, Thomas would be lost in short notes\n"
            "    add options = {useprefix=true}; put an organisation's name in braces",
            id="particle",
        ),
        pytest.param(
            BOOK.replace("Doe, Jane", "Doe, Jane, Roe, Richard, Moe, Max") + "}\n",
            "b.bib:2:3: author has too many commas in Doe, Jane, Roe, Richard, Moe, Max\n"
            "    join names with and: author = {Doe, Jane and Roe, Richard and Moe, Max}",
            id="names-joined-by-commas",
        ),
        pytest.param(
            BOOK.replace("Doe, Jane", "European Parliament") + "}\n",
            "b.bib:2:3: warning: European Parliament would be read as a person's name\n"
            "    put it in braces: author = {{European Parliament}}",
            id="body-without-braces",
        ),
        pytest.param(
            BOOK.replace("Doe, Jane", "Doe, Jane and et al.") + "}\n",
            "b.bib:2:3: et al. is no name\n    write and others",
            id="et-al",
        ),
        pytest.param(
            BOOK.replace("Doe, Jane", "Doe, Jane and  and Roe, Richard") + "}\n",
            "b.bib:2:3: author holds an empty name\n    remove the and that joins nothing",
            id="empty-name",
        ),
        pytest.param(
            BOOK.replace("{T}", '{The "Great Game}') + "}\n",
            'b.bib:3:3: title has a " without its pair in The "Great Game\n'
            "    write both marks, or the curly one that is meant",
            id="quotation-never-closed",
        ),
        pytest.param(
            BOOK.replace("{T}", r"{Ba\textcyr{k}u}") + "}\n",
            "b.bib:3:3: \\textcyr in title is no command known here\n"
            "    write the character itself, in UTF-8",
            id="latex-that-would-vanish",
        ),
        pytest.param(
            BOOK.replace("{T}", "{" * 60 + r"\'e" + "}" * 60) + "}\n",
            "b.bib:3:3: braces in title stand too deep in each other\n    take them out of each other",
            id="braces-too-deep",
        ),
        pytest.param(
            b"@book{k,\n  title = {caf\xe9},\n}\n",
            "b.bib:2: this line is not UTF-8\n    save the file in the encoding UTF-8",
            id="latin-1",
        ),
    ],
)
def test_fault_is_told_at_its_line(tmp_path: Path, text: str | bytes, told: str) -> None:
    """Every fault has a place, says what is wrong in the words of the file, and what to do."""
    _, problems = read(tmp_path, text)
    assert told in "\n".join(map(str, problems))


@pytest.mark.parametrize(
    ("kind", "fields", "lacking"),
    [
        ("article", "title, date", "journaltitle or journal"),
        ("article", "title, journaltitle", "date or year"),
        ("book", "title, date", "author or editor"),
        ("book", "author, date", "title"),
        ("incollection", "title, author, date", "booktitle"),
        ("online", "title", "url or doi or eprint"),
        ("report", "title, date", "author or institution or organization or school or publisher"),
        ("thesis", "title, author, date, institution", "type"),
        ("phdthesis", "title, author, date", "institution or school"),
        ("patent", "title, author, date", "number"),
        ("misc", "author", "title"),
    ],
)
def test_required_field_is_missed(tmp_path: Path, kind: str, fields: str, lacking: str) -> None:
    """What an entry type requires is biblatex's own list, relaxed for anonymous works."""
    values = "".join(f"  {name} = {{2020}},\n" for name in fields.split(", "))
    _, problems = read(tmp_path, f"@{kind}{{k,\n{values}}}\n")
    first = lacking.split(" or ")[0]
    assert problems == (
        Problem(
            Location("b.bib", 1, len(kind) + 3),
            f"k (@{kind}) lacks {lacking}",
            f"add {first} = {{…}} to the entry",
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "@misc{treaty, title = {Bishkek Protocol}, date = {1994-05-05}}",
        "@online{page, title = {T}, url = {https://example.org/a(b)?c=d&e=f}}",
        "@article{a, title = {T}, journaltitle = {The Economist}, date = {2020-01}}",
        "@legislation{r, author = {{UN}}, title = {Resolution 822 (1993)}, date = {1993-04-30}}",
        "@collection{c, editor = {Roe, R.}, title = {T: U}, shorttitle = {T}, date = {2001}}",
        "@book{d, author = {{de Gaulle Institute} and others}, title = {T}, date = {2020~}}",
        "@book{e, author = {de Waal, T.}, options = {useprefix = true}, title = {T}, year = 2003}",
        "@online{f, title = {[Report: ours]}, url = {https://e.org}, date = {2024-05/2024-06}}",
        "@misc{g, title = {T}, date = {2024-21}, langid = {fr-FR}, isbn = {0-19-853453-1}}",
        "@misc(h, title = {T}, date = {2024-07/}, file = {a.pdf}, issn = {0378-5955})",
        "@misc{i, title = {caf{\\'e} \\& \\emph{co}}, year = {2024}, month = mar, day = {3}}",
        '@string{un = "UN"}\n@comment{any {thing}}\n@misc{j, author = "{" # un # "}", title = {T}}',
        "Some words, an address a@b.org, and 100 % sure.\n% @comment\n",
    ],
)
def test_good_entry_is_silent(tmp_path: Path, text: str) -> None:
    """A treaty has no author, a page may have no date, a range is a date: nothing is said."""
    assert read(tmp_path, text)[1] == ()


def test_missing_file_is_told(tmp_path: Path) -> None:
    """Without a bibliography there are no sources, and one Problem."""
    assert bibliography.read(tmp_path / "no.bib", "no.bib") == (
        (),
        (Problem(Location("no.bib"), "this file is missing", "make it, even if it is empty"),),
    )


def test_sources_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    """A source has its key, type, fields in lower case as typed, and the place of its key."""
    text = (
        '@string{n = {New York}}\n\n@BOOK{b,\n Title = {A\n   {B}},\n location = n # " City",\n}\n'
        '@misc{a, title = "x"}'
    )
    sources, _ = read(tmp_path, text.replace("\n", "\r\n"))
    assert sources == (
        Source("b", "book", {"title": "A {B}", "location": "New York City"}, Location("b.bib", 3, 1)),
        Source("a", "misc", {"title": "x"}, Location("b.bib", 8, 1)),
    )


def test_a_broken_entry_costs_only_itself(tmp_path: Path) -> None:
    """After an entry that is never closed the next one is read, and so are all faults after it."""
    sources, problems = read(tmp_path, "@book{a,\n title = {A {,\n}\n" + BOOK + "}\n@misc{z,}\n")
    assert [one.key for one in sources] == ["k", "z"]
    assert [str(one.location) for one in problems] == ["b.bib:1:7", "b.bib:9:7"]


OFFICIAL = Source(
    "s",
    "online",
    {
        "author": "{Republic of Azerbaijan} and {Republic of Turkey}",
        "title": "[Remarks at Baku]",
        "shorttitle": "[Remarks]",
        "howpublished": "Full text",
        "note": "{Signed}",
        "type": "phdthesis",
        "institution": "The Court",
        "keywords": "treaty, official",
    },
    Location("b.bib", 4, 1),
)


def test_words_are_what_a_source_says_itself() -> None:
    """Notes, kinds, descriptions and official names are translated, pandoc's keywords not."""
    assert [(one.context, one.text) for one in bibliography.words(OFFICIAL)] == [
        ("source:s:author", "{Republic of Azerbaijan} and {Republic of Turkey}"),
        ("source:s:title", "[Remarks at Baku]"),
        ("source:s:shorttitle", "[Remarks]"),
        ("source:s:howpublished", "Full text"),
        ("source:s:note", "Signed"),
        ("source:s:institution", "The Court"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"author": "{UN}", "title": "Resolution", "institution": "X"},
        {"author": "Mogherini, Federica", "title": "Remarks", "keywords": "official"},
        {"author": "{UN}", "title": "Resolution", "keywords": "unofficial"},
    ],
)
def test_titles_and_persons_keep_their_language(fields: dict[str, str]) -> None:
    """Titles of works, names of persons and of bodies that are not official are not translated."""
    assert bibliography.words(Source("s", "misc", fields, Location("b.bib", 1, 1))) == ()


RESOLUTION = {
    "author": "{European Parliament}",
    "title": "European Parliament resolution of 5 October 2023",
    "shorttitle": "Resolution of 5 October 2023",
    "keywords": "official, multilingual",
    "langid": "english",
}


def test_a_multilingual_document_is_asked_for_its_title_in_each_language() -> None:
    """The Parliament publishes each text in every official language, under a title in each."""
    asked = bibliography.words(Source("s", "legislation", RESOLUTION, Location("b.bib", 1, 1)))
    assert [one.context.split(":")[2] for one in asked] == ["author", "title", "shorttitle"]


FRENCH = ("«\u00a0", "\u00a0»")


def entry(kind: str = "online", /, words: Any = None, **fields: str) -> list[str]:
    source = Source("k", kind, fields, Location("b.bib", 1, 1))
    translated = {("k", name): text for name, text in (words or {}).items()}
    text = bibliography.bibtex(
        [source], translated, "fr-FR", joints={"fr": " : "}, conjunction="et", marks=FRENCH
    )
    return [line.strip().rstrip(",") for line in text.split("\n")]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        pytest.param({"title": "NATO Says No"}, "title = {{NATO Says No}}", id="title-kept"),
        pytest.param({"title": "{NATO}"}, "title = {{NATO}}", id="braced-once"),
        pytest.param(
            {"title": "69 % of & # _ $ ^"},
            r"title = {{69 \% of \& \# \_ \$ \textasciicircum{}}}",
            id="signs",
        ),
        pytest.param({"title": r"a \& b \% c"}, r"title = {{a \& b \% c}}", id="escaped-signs"),
        pytest.param(
            {"title": r"x \input{/etc/passwd}"},
            r"title = {{x \textbackslash{}input{/etc/passwd}}}",
            id="command",
        ),
        pytest.param({"title": r"caf{\'e} \emph{x}"}, r"title = {{caf{\'e} \emph{x}}}", id="accent"),
        pytest.param({"title": "a } b { c"}, r"title = {{a \} b \{ c}}", id="loose-braces"),
        pytest.param(
            {"title": "trailing \\"},
            r"title = {{trailing \textbackslash{}}}",
            id="trailing-backslash",
        ),
        pytest.param({"title": "a\n\n b\x00"}, "title = {{a b}}", id="white-space"),
        pytest.param(
            {"title": "'Yes' and \"no\""},
            r"title = {{\enquote{Yes} and \enquote{no}}}",
            id="quotes",
        ),
        pytest.param({"title": "Armenia's boys' '90s"}, "title = {{Armenia's boys' '90s}}", id="apostrophes"),
        pytest.param(
            {"title": "'The Greeks' gift'"},
            r"title = {{\enquote{The Greeks} gift'}}",
            id="apostrophe-or-quote",
        ),
        pytest.param({"title": "A", "subtitle": "B"}, "title = {{A: B}}", id="subtitle"),
        pytest.param({"title": "A", "subtitle": "B"}, "shorttitle = {{A}}", id="short-of-subtitle"),
        pytest.param({"title": "A?", "subtitle": "B"}, "title = {{A? B}}", id="subtitle-after-question"),
        pytest.param(
            {"title": "A", "subtitle": "B", "langid": "french"},
            "title = {{A : B}}",
            id="french-subtitle",
        ),
        pytest.param({"title": "A: B"}, "shorttitle = {{A: B}}", id="never-cut"),
        pytest.param({"url": r"https://e.org/a\_b c{d}"}, "url = {https://e.org/a_bc%7Bd%7D}", id="address"),
        pytest.param({"year": "2003", "month": "July", "day": "4"}, "date = {2003-07-04}", id="old-date"),
        pytest.param({"journal": "The {FT}"}, "journaltitle = {{The {FT}}}", id="old-journal"),
        pytest.param(
            {"howpublished": "A", "institution": "B and C"},
            "publisher = {{A, B and C}}",
            id="one-publisher",
        ),
        pytest.param(
            {"author": "{A}", "institution": "A", "publisher": "B"},
            "publisher = {{B}}",
            id="not-the-author",
        ),
        pytest.param(
            {"titleaddon": "as amended", "type": "Act"}, "type = {as amended, Act}", id="titleaddon"
        ),
        pytest.param(
            {"author": "de Waal, T. and {de X}", "options": "useprefix=true"},
            "author = {{de Waal}, T. and {de X}}",
            id="particle",
        ),
        pytest.param({"langid": "english"}, "langid = {english}", id="langid"),
        pytest.param({"author": "A, B AND C, D"}, "author = {A, B and C, D}", id="and-in-capitals"),
        pytest.param({"location": "Paris and London"}, "location = {{Paris et London}}", id="places"),
        pytest.param({"location": "A and B and C"}, "location = {{A, B et C}}", id="three-places"),
        pytest.param({"location": "{A and B}"}, "location = {{A and B}}", id="one-place"),
        pytest.param(
            {"location": "London ; Paris"}, "location = {{London et Paris}}", id="places-by-semicolon"
        ),
        pytest.param(
            {"type": 'R&D report\'s "end"'},
            "type = {R&D report’s «␣end␣»}".replace("␣", "\u00a0"),
            id="type-without-latex",
        ),
        pytest.param(
            {"title": "Rock 'n' Roll"}, "title = {{Rock ’n’ Roll}}", id="lone-letter-in-apostrophes"
        ),
        pytest.param({"note": "N", "addendum": "A"}, "note = {{N, A}}", id="addendum"),
        pytest.param({"type": "phdthesis"}, "type = {thèse de doctorat}", id="kind-of-thesis"),
        pytest.param({"pubstate": "forthcoming"}, "pubstate = {à paraître}", id="state"),
        pytest.param({"booktitle": "B", "booktitleaddon": "C"}, "journaltitle = {{B. C}}", id="container"),
        pytest.param({"issue": "Winter"}, "number = {Winter}", id="issue-without-number"),
        pytest.param({"number": "3", "issue": "Winter"}, "number = {3, Winter}", id="issue-and-number"),
        pytest.param({"holder": "{A} and Doe, Jane"}, "publisher = {{A, Jane Doe}}", id="holder"),
        pytest.param(
            {"author": '{Les "Amis"}'}, "author = {{Les «␣Amis␣»}}".replace("␣", "\u00a0"), id="quoted-name"
        ),
        pytest.param({"pubstate": 'in "press"'}, r"pubstate = {in \enquote{press}}", id="quoted-state"),
    ],
)
def test_derived_entry_prints_what_was_typed(fields: dict[str, str], line: str) -> None:
    """Nothing in a value acts as LaTeX, and pandoc gets no chance to recase, cut or join."""
    assert line in entry(**fields)


@pytest.mark.parametrize(
    ("kind", "fields", "lines"),
    [
        pytest.param(
            "book",
            {"title": "V", "maintitle": "M", "mainsubtitle": "S", "volume": "2", "volumes": "3", "part": "1"},
            [
                "@book{k",
                "title = {{V}}",
                "shorttitle = {{V}}",
                "journaltitle = {{M: S}}",
                "volume = {2}",
                "part = {1}",
            ],
            id="volume-of-a-set",
        ),
        pytest.param(
            "article",
            {"title": "A", "journaltitle": "J", "eid": "104567", "publisher": "P", "series": "3"},
            [
                "@article{k",
                "title = {{A}}",
                "journaltitle = {{J}}",
                "series = {{3e série}}",
                "chapter = {{104567}}",
            ],
            id="article-number",
        ),
        pytest.param(
            "article",
            {"title": "A", "journaltitle": "J", "issuetitle": "I", "issuesubtitle": "S"},
            ["@article{k", "title = {{A}}", "journaltitle = {{J}}", "series = {{I: S}}"],
            id="special-issue",
        ),
        pytest.param(
            "inbook",
            {"title": "A", "chapter": "2"},
            ["@book{k", "title = {{A}}", "chapter = {{2}}"],
            id="chapter-of-the-book-itself",
        ),
        pytest.param(
            "periodical",
            {"title": "P", "issuetitle": "I"},
            ["@article{k", "title = {{I}}", "shorttitle = {{P}}", "journaltitle = {{P}}"],
            id="issue",
        ),
        pytest.param(
            "mastersthesis",
            {"title": "A"},
            ["@thesis{k", "title = {{A}}", "type = {mémoire de master}"],
            id="thesis-of-bibtex",
        ),
        pytest.param("foo", {"title": "A"}, ["@misc{k", "title = {{A}}"], id="unknown-type"),
        pytest.param("website", {"title": "A"}, ["@online{k", "title = {{A}}"], id="type-of-ones-own"),
        pytest.param("suppbook", {"title": "A"}, ["@incollection{k", "title = {{A}}"], id="foreword"),
        pytest.param(
            "newspaper",
            {"title": "A"},
            ["@article{k", "title = {{A}}", "entrysubtype = {newspaper}"],
            id="newspaper",
        ),
        pytest.param(
            "inbook",
            {"title": "A", "booktitle": "B", "author": "Roe, Ann", "bookauthor": "Roe, Ann"},
            ["@inbook{k", "author = {Roe, Ann}", "title = {{A}}", "booktitle = {{B}}"],
            id="author-of-the-book-too",
        ),
        pytest.param(
            "patent",
            {"title": "A", "location": "countryfr and countryuk"},
            ["@patent{k", "title = {{A}}", "location = {countryfr and countryuk}"],
            id="countries",
        ),
    ],
)
def test_types_and_titles_are_pandocs(kind: str, fields: dict[str, str], lines: list[str]) -> None:
    """Each type is one that pandoc reads as what it is, and each title stands where it takes it from."""
    assert entry(kind, **fields) == [*lines, "}", ""]


def test_listed_entries_are_biblatex() -> None:
    """What a reader takes away has the fields of biblatex, translated words, and nothing private."""
    fields = {
        "title": "R&D",
        "journal": "J",
        "maintitle": "M",
        "year": "2020",
        "note": "n",
        "file": "/home/x",
    }
    text = bibliography.listed([Source("k", "book", fields, Location())], {("k", "note"): "traduit"})
    assert text == (
        "@book{k,\n  title = {R\\&D},\n  maintitle = {M},\n  journaltitle = {J},\n  date = {2020},\n"
        "  note = {traduit},\n}\n"
    )


@pytest.mark.parametrize(
    ("name", "value", "is_worded"),
    [
        ("edition", "2", False),
        ("edition", "2nd revised edition", True),
        ("number", "Special Issue", True),
        ("number", "S/RES/822 (1993)", False),
        ("volume", "XII", False),
        ("issue", "Winter", True),
        ("pubstate", "inpress", False),
        ("pubstate", "in press for long", True),
    ],
)
def test_words_where_a_figure_may_stand_are_translated(name: str, value: str, is_worded: bool) -> None:
    """A special issue is translated, a number is not."""
    words = bibliography.words(Source("k", "article", {name: value}, Location("b.bib", 1, 1)))
    assert [one.text for one in words] == ([value] if is_worded else [])


@pytest.mark.parametrize("name", ["abstract", "file", "annotation", "timestamp"])
def test_private_fields_stay_behind(name: str) -> None:
    """What no reference prints, a path on someone's disk above all, is not handed on."""
    assert entry(title="T", **{name: "x"}) == ["@online{k", "title = {{T}}", "}", ""]


def test_description_is_no_title() -> None:
    """A bracketed description of a page gets a type whose title has no quotation marks."""
    assert entry(title="[Remarks]")[0] == "@unpublished{k"
    assert entry("report", title="[Remarks]")[0] == "@report{k"


@pytest.mark.parametrize(
    ("author", "word", "line"),
    [
        ("{European Parliament}", "Parlement européen", "author = {{Parlement européen}}"),
        ("{A} and {B}", "{C} and {D}", "author = {{C} and {D}}"),
        ("{A}", "X and Y", "author = {{X and Y}}"),
    ],
)
def test_translated_names_stay_corporate(author: str, word: str, line: str) -> None:
    """A body's translated name is braced again, so that it is never taken for a person's."""
    assert line in entry(words={"author": word}, author=author)


def test_hostile_translation_cannot_leave_its_field() -> None:
    """A translation that closes braces or begins an entry prints as the text it is."""
    lines = entry(words={"note": "x}}, title = {y}\n@book{z, \\write18{ls}"}, note="n")
    assert lines[1] == (r"note = {{x\}\}, title = {y} @book\{z, \textbackslash{}write18{ls}}}")


def test_derived_file_is_the_same_twice() -> None:
    """The same sources give the same bytes, whatever the order of their fields."""
    a = Source("k", "misc", {"title": "T", "date": "2020"}, Location())
    b = Source("k", "misc", {"date": "2020", "title": "T"}, Location())
    assert bibliography.bibtex([a], {}) == bibliography.bibtex([b], {})
    assert bibliography.bibtex([a], {}) == "@misc{k,\n  title = {{T}},\n  date = {2020},\n}\n"


def test_safe_text_stays_safe() -> None:
    """Making text safe twice is making it safe once."""
    text = r"5 % \foo {a} } \' \\ $x$ ~ #"
    assert latex.safe(latex.safe(text)) == latex.safe(text)


def test_loading_the_module_loads_no_parser() -> None:
    """The task graph imports this package: bibtexparser waits until a file is read."""
    code = "import sys, notebuild.sources.bibliography; sys.exit('bibtexparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd="src").returncode == 0


def test_strings_that_double_each_other(tmp_path: Path) -> None:
    """Forty @strings, each twice the one before, would fill a hard disk: the first too long is told, and no other."""
    doubled = "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 41))
    path = tmp_path / "b.bib"
    path.write_text("@string{a0 = {words of sixteen}}\n" + doubled, encoding="utf-8")
    _, problems = bibliography.read(path, "b.bib")
    assert [str(problem) for problem in problems] == [
        "b.bib:14:9: the value is longer than 100000 characters\n"
        "    write the words themselves; names of names double each other"
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TY  - JOUR\nAU  - Roe, Ann\nER  - \n", "RIS"),
        ("\nPMID- 12\nTI  - Lakes\n", "MEDLINE"),
        ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "Web of Science's own format"),
        ("%0 Book\n%A Roe, Ann\n", "EndNote's own format"),
        ('<?xml version="1.0"?>\n<xml/>\n', "XML"),
        ('[{"id": "roe", "type": "book"}]\n', "JSON"),
        ("---\nreferences:\n- id: roe\n", "YAML"),
    ],
)
def test_a_file_of_another_format(tmp_path: Path, text: str, name: str) -> None:
    """An export in another format, saved under the bibliography's name, is told for what it is, and alone."""
    path = tmp_path / "b.bib"
    path.write_text(text, encoding="utf-8")
    sources, (problem,) = bibliography.read(path, "b.bib")
    assert sources == ()
    assert str(problem) == (
        f"b.bib:1:1: this file is {name}, not BibTeX\n    export it again as BibTeX or BibLaTeX, in UTF-8"
    )


@pytest.mark.parametrize(
    "text", ["", "% no sources yet\n", "Sources of the house\n", "{\n@book{a, title = {A}}\n"]
)
def test_a_file_of_comments(tmp_path: Path, text: str) -> None:
    """A file without entries, or with words before them, is BibTeX."""
    path = tmp_path / "b.bib"
    path.write_text(text, encoding="utf-8")
    assert not any("not BibTeX" in problem.message for problem in bibliography.read(path, "b.bib")[1])


def test_a_title_in_the_editions_language_is_not_marked_as_foreign() -> None:
    """The official French title is French; untranslated, the title is still English."""
    official = "Résolution du Parlement européen du 5 octobre 2023"
    assert f"title = {{{{{official}}}}}" in entry("legislation", words={"title": official}, **RESOLUTION)
    foreign = "title = {{\\foreignlanguage{english}{European Parliament resolution of 5 October 2023}}}"
    assert foreign in entry("legislation", **RESOLUTION)
