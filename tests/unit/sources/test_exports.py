"""What reference managers write is brought to what biblatex means; what they leave behind is told once a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.model import Source
from notebuild.core.problems import Problem
from notebuild.sources import bibliography

HEAD = "@misc{k,\n  title = {T},\n  date = {2020},\n"


def read(tmp_path: Path, text: str) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    path = tmp_path / "b.bib"
    path.write_text(text, encoding="utf-8")
    return bibliography.read(path, "b.bib")


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("doi = {https://doi.org/10.5555/a_b}", {"doi": "10.5555/a_b"}),
        (r"doi = {doi:10.5555/a\_b}", {"doi": "10.5555/a_b"}),
        (
            "doi = {{10.5555/a_b}}, url = {{https://e.org/a_b}}",
            {"doi": "10.5555/a_b", "url": "https://e.org/a_b"},
        ),
        (r"url = {\url{https://e.org/a_b}}", {"url": "https://e.org/a_b"}),
        ("url = {<https://e.org>}", {"url": "https://e.org"}),
        ("eprint = {https://e.org/x.pdf}", {"url": "https://e.org/x.pdf"}),
        (
            "archivePrefix = {arXiv}, eprint = {arXiv:2101.00001}",
            {"eprinttype": "arXiv", "eprint": "2101.00001"},
        ),
        (r"howpublished = {\url{https://e.org/a_(b)}}", {"url": "https://e.org/a_(b)"}),
        (r"note = {Available at \url{https://e.org/a}.}", {"url": "https://e.org/a"}),
        (
            "note = {https://e.org/a (accessed 3 May 2020)}",
            {"url": "https://e.org/a", "urldate": "2020-05-03"},
        ),
        (
            r"url = {https://e.org}, note = {Annex: \url{https://e.org/annex}}",
            {"url": "https://e.org", "note": "Annex: https://e.org/annex"},
        ),
        (
            r"note = {See \href{https://e.org/a\_b}{the annex}}",
            {"note": "See the annex", "url": "https://e.org/a_b"},
        ),
        ("urldate = {May 3, 2020}", {"urldate": "2020-05-03"}),
        ("lastaccessed = {Accessed: 2020-05-03}", {"urldate": "2020-05-03"}),
        ("hyphenation = {french}", {"langid": "french"}),
        ("langid = {fr-FR}", {"langid": "french"}),
        ("langid = {en}", {"langid": "english"}),
        ("pages = {pp. 12 -- 14}", {"pages": "12–14"}),
        ("pages = {S12--S15}", {"pages": "S12–S15"}),
        ("pages = {n/a--n/a}", {}),
        ("pages = {e55}", {"eid": "e55"}),
        ("pages = {Article 104567}", {"eid": "104567"}),
        ("volume = {Vol. 3}, number = {No. 4}", {"volume": "3", "number": "4"}),
        ("number = {3/4}", {"number": "3–4"}),
        ("number = {3/2004}", {"number": "3/2004"}),
        ("number = {S/RES/822 (1993)}", {"number": "S/RES/822 (1993)"}),
        ("edition = {2nd ed.}", {"edition": "2"}),
        ("edition = {Second edition}", {"edition": "2"}),
        ("edition = {3. Aufl.}", {"edition": "3"}),
        ("edition = {Revised}", {"edition": "Revised"}),
        ("version = {v2.1}", {"version": "2.1"}),
        ("pubstate = {in press}", {"pubstate": "inpress"}),
        ("note = {}", {"note": ""}),
        ("note = {First\n   line}", {"note": "First line"}),
    ],
)
def test_field_is_brought_to_its_form(tmp_path: Path, typed: str, fields: dict[str, str]) -> None:
    """The value is what biblatex would have there, and nothing of it is lost."""
    sources, _ = read(tmp_path, f"{HEAD}  {typed},\n}}\n")
    assert sources[0].fields == {"title": "T", "date": "2020", **fields}


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("year = 2020, month = jul", {"date": "2020-07"}),
        ("year = 2020, month = july", {"date": "2020-07"}),
        ('year = 2020, month = "10~" # jan', {"date": "2020-01-10"}),
        ("year = {in press}", {"pubstate": "inpress"}),
        ("date = {n.d.}", {}),
        ("year = {ca. 1890}", {"date": "1890~"}),
    ],
)
def test_dates_become_one(tmp_path: Path, typed: str, date: dict[str, str]) -> None:
    """Year and month, in words or macros, become one date, or what stands for one."""
    sources, _ = read(tmp_path, f"@misc{{k, title = {{T}}, {typed}}}\n")
    assert sources[0].fields == {"title": "T", **date}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "note = {Place: Paris}",
            "note holds Place: Paris, which a reference manager left there: it is not printed\n"
            "    write location = {Paris} instead",
        ),
        (
            "note = {tex.publisher: X\nPMID: 12}",
            "note holds tex.publisher: X, which a reference manager left there: it is not printed\n"
            "    take it out",
        ),
        (
            "note = {\\_eprint: https://e.org/a}",
            "note holds \\_eprint: https://e.org/a, which a reference manager left there: it is not printed\n"
            "    take it out",
        ),
        (
            "url = {<Go to ISI>://WOS:0001}",
            "url <Go to ISI>://WOS:0001 leads into the database it came from: it is not printed\n"
            "    take it out",
        ),
        (
            "author = {Jane Doe 0001 and Richard Roe}",
            "author holds the number 0001, by which DBLP tells persons apart: it is not printed\n"
            "    take it out",
        ),
        (
            "note = {[Online; accessed 29-January-2019]}",
            "note holds [Online; accessed 29-January-2019], which an exporter left there: "
            "it is read as the day of access\n    write urldate = {2019-01-29} instead",
        ),
        (
            "note = {ISBN 978-3-642-13189-9}",
            "note holds ISBN 978-3-642-13189-9, which a database left there: it is not printed\n"
            "    take it out",
        ),
        (
            "note = {Cited by: 12}",
            "note holds Cited by: 12, which a database left there: it is not printed\n    take it out",
        ),
        (
            "url = {https://e.org},\n  howpublished = {Online}",
            "howpublished holds Online, which the address says too: it is not printed\n    take it out",
        ),
        ("type = {Generic}", "type Generic says no more than @misc: it is not printed\n    take it out"),
        (
            "url = {https://e.org https://e.net}",
            "url holds 2 addresses: the first is printed\n    keep the one that readers need",
        ),
        (
            "eprint = {hal-01},\n  eprinttype = {hal}",
            "eprint of hal hal-01 is not printed\n    give its address: url = {https://…}",
        ),
        (
            "editora = {Doe, Jane}",
            "editora is not printed\n"
            "    move the name to editor, or say it in note = {…}, if it should print",
        ),
        (
            "editor = {Doe, Jane},\n  editortype = {compiler}",
            "editortype compiler is not printed: the name would stand as an editor's\n"
            "    say it in words: titleaddon = {compiled by …}, and take editor and editortype out",
        ),
    ],
)
def test_what_is_left_behind_is_told(tmp_path: Path, typed: str, told: str) -> None:
    """It is a warning at its line, and is not printed."""
    sources, problems = read(tmp_path, f"{HEAD}  {typed},\n}}\n")
    assert f"warning: {told}" in "\n".join(map(str, problems))
    assert all(problem.location.line >= 4 for problem in problems)
    assert {"note", "type", "howpublished"} & sources[0].fields.keys() == set()


@pytest.mark.parametrize(
    "typed",
    [
        "mine = {x}",
        "note = {Place: Paris}",
        "publisher = {}",
        "langid = {klingon}",
    ],
)
def test_what_an_export_repeats_is_told_once(tmp_path: Path, typed: str) -> None:
    """Three entries with the same junk give one warning, at the first."""
    text = "".join(f"@misc{{k{n},\n  title = {{T}},\n  {typed},\n}}\n" for n in range(3))
    _, problems = read(tmp_path, text)
    assert [(one.location.line, one.severity) for one in problems] == [(3, "warning")]


@pytest.mark.parametrize(
    "name",
    str.split("""ids langidopts eissn source bdsk-url-1 date-added mendeley-groups __markedentry OPTnote title+an
    Web-of-Science-Categories Times-Cited Unique-ID DA adsurl groups readstatus abstract file usera
    sorttitle indextitle annote affiliation x-color research-areas"""),
)
def test_private_fields_are_silent(tmp_path: Path, name: str) -> None:
    """Fields of biblatex that nothing prints, and those of managers and databases, are no fault."""
    assert read(tmp_path, f"{HEAD}  {name} = {{x}},\n}}\n")[1] == ()


@pytest.mark.parametrize(
    "numbers",
    [
        "issn = {0036-8075, 1095-9203}",
        "issn = {00368075 and 10959203 (online)}",
        "isbn = {978-3-642-13189-9 978-3-642-13190-5}",
        "isbn = {9783642131899 (hbk.); 9783642131905 (ebook)}",
        "isbn = {ISBN: 0-226-10403-6}",
    ],
)
def test_lists_of_numbers_are_good(tmp_path: Path, numbers: str) -> None:
    """Print and electronic numbers stand in one field, joined in any way."""
    assert read(tmp_path, f"{HEAD}  {numbers},\n}}\n")[1] == ()


def test_idle_entries_stop_nothing(tmp_path: Path) -> None:
    """A fault in an entry that no note uses is a warning; one in an entry that is used, or taken from, is none."""
    text = (
        "@misc{a, title = {T}, date = {11/07/2019}}\n"
        "@book{b, title = {T}, author = {A and }, date = {2000}}\n"
        "@incollection{c, title = {T}, author = {A}, crossref = {b}}\n"
        "@misc{d, title = {D {},\n}\n"
    )
    path = tmp_path / "b.bib"
    path.write_text(text, encoding="utf-8")
    sources, problems = bibliography.read(path, "b.bib")
    used = bibliography.needed({source.key: source for source in sources}, {"c"})
    assert used >= {"b", "c"}
    lenient = bibliography.read(path, "b.bib", used)[1]
    assert [one.severity for one in problems] == ["error"] * 3
    assert [(one.location.line, one.severity) for one in lenient] == [
        (1, "warning"),
        (2, "error"),
        (4, "error"),
    ]
