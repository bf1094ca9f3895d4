"""Seeded faults, each found and named by number and label; and what the report says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from houses import HOUSE
from notebuild.core.house import read_house
from notebuild.core.model import Citation, Edition, Footnote
from notebuild.core.problems import Location, Problem
from notebuild.edition.places import Places
from notebuild.proof import concordance, release
from notebuild.proof.concordance import report
from notebuild.proof.concordance.citations import derive, forms, trace
from notebuild.proof.words.say import REMEDY
from notebuild.readback import Block, Composition, FootnoteReading, Reading, SetLine

WAAL = "Thomas de Waal, Black Garden, 2003, p. 33"
WAAL_SHORT = "de Waal, Black Garden"
BROERS = "Laurence Broers, Armenia and Azerbaijan, https://example.org/a-b/c"


def footnotes(language: str) -> tuple[Footnote, ...]:
    see = "See" if language == "en-GB" else "Voir"
    page = Citation("dewaal2003", "page", "33", WAAL)
    bare = Citation("dewaal2003", "", "", WAAL_SHORT)
    broers = Citation("broers2019", "", "", BROERS)
    return (
        Footnote(1, "intro-1-1", "citation", (page, broers), f"{WAAL}; {BROERS}.", (), "intro"),
        Footnote(2, "quay", "authored", (bare,), f"{see} {WAAL_SHORT}.\nSecond.", (), "intro"),
        Footnote(3, "own", "authored", (), f"{see} above.", (), "end"),
    )


def edition(language: str = "en-GB") -> Edition:
    return Edition("harbour", language, {"version": 2}, {"meta": {}, "blocks": []}, footnotes(language))


def notes(language: str, pages: bool) -> tuple[FootnoteReading, ...]:
    return tuple(
        FootnoteReading(
            note.number,
            note.text,
            "" if not pages else str(note.number),
            call_page=note.number if pages else 0,
            note_page=note.number if pages else 0,
        )
        for note in footnotes(language)
    )


def readings(language: str = "en-GB") -> list[Reading]:
    name = f"build/harbour/harbour.{language[:2]}"
    printed = notes(language, True)
    return [
        Reading(f"{name}.pdf", "pdf", "geometry", language, "T", printed, 3),
        Reading(f"{name}.pdf", "pdf", "structure", language, "T", printed, 3),
        Reading(f"{name}.docx", "docx", "parts", language, "T", notes(language, False)),
        Reading(f"{name}.html", "html", "elements", language, "T", notes(language, False)),
    ]


def changed(group: list[Reading], kind: str, number: int, **values: Any) -> list[Reading]:
    """The readings, one note of those of a format or method changed."""
    return [
        replace(
            reading,
            footnotes=tuple(
                replace(note, **values) if note.number == number else note for note in reading.footnotes
            ),
        )
        if kind in (reading.format, reading.method)
        else reading
        for reading in group
    ]


def without(group: list[Reading], kind: str, number: int) -> list[Reading]:
    """The readings, one note of a format gone; a DOCX counts on."""
    return [
        replace(
            reading,
            footnotes=tuple(
                replace(n, number=n.number - 1) if kind == "docx" and n.number > number else n
                for n in reading.footnotes
                if n.number != number
            ),
        )
        if reading.format == kind
        else reading
        for reading in group
    ]


def said(group: list[Reading]) -> list[tuple[str, str, str, str]]:
    """Path, place, message and remedy of what the comparison of one edition finds."""
    found = concordance.compare({"en-GB": edition()}, {"en-GB": group})
    return [(p.location.path, p.location.place, p.message, p.remedy) for p in found.problems]


def test_agreement() -> None:
    """Files that say what their edition says, in two languages, agree."""
    found = concordance.compare(
        {"en-GB": edition(), "fr-FR": edition("fr-FR")},
        {"en-GB": readings(), "fr-FR": readings("fr-FR")},
        {"en-GB": "line", "fr-FR": "line"},
    )
    assert found.agrees
    assert found.rows[0].cells[1].citations == (
        ("dewaal2003", "page", "33"),
        ("broers2019", "", ""),
    )
    assert found.rows[1].cells[0].agreeing == (
        "PDF by geometry",
        "PDF by structure",
        "DOCX",
        "HTML",
    )


PDF, DOCX, HTML = (f"build/harbour/harbour.en.{kind}" for kind in ("pdf", "docx", "html"))
QUAY = "footnote 2 (quay)"


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        pytest.param(without(readings(), "docx", 2), [(DOCX, QUAY, "is missing")], id="gone-docx"),
        pytest.param(without(readings(), "html", 2), [(HTML, QUAY, "is missing")], id="gone-html"),
        pytest.param(
            changed(readings(), "geometry", 2, text=""),
            [(PDF, QUAY, "is empty, by its geometry")],
            id="gone-pdf-text",
        ),
        pytest.param(changed(readings(), "docx", 2, text=" "), [(DOCX, QUAY, "is empty")], id="empty"),
        pytest.param(
            changed(readings(), "structure", 2, call="3"),
            [(PDF, QUAY, 'is numbered "3" at its call, by its structure')],
            id="number-swapped",
        ),
        pytest.param(
            changed(
                changed(readings(), "html", 2, text="See above."),
                "html",
                3,
                text=f"See {WAAL_SHORT}. Second.",
            ),
            [
                (HTML, QUAY, "holds the text of footnote 3 (own)"),
                (
                    HTML,
                    "footnote 3 (own)",
                    "holds the text of footnote 2 (quay)",
                ),
            ],
            id="exchanged",
        ),
        pytest.param(
            changed(readings(), "html", 3, there=False, back=False),
            [
                (HTML, "footnote 3 (own)", "is not reached from its call"),
                (HTML, "footnote 3 (own)", "does not lead back to its call"),
            ],
            id="links",
        ),
        pytest.param(
            changed(readings(), "docx", 2, anchor="note-3"),
            [(DOCX, QUAY, "is reached as note-3")],
            id="anchor",
        ),
        pytest.param(
            changed(readings(), "html", 3, text="See abuse."),
            [
                (
                    HTML,
                    "footnote 3 (own)",
                    'reads "…See abuse.…" where the edition has "…See above.…"',
                )
            ],
            id="other-words",
        ),
        pytest.param(
            changed(readings(), "structure", 3, note_page=4),
            [
                (
                    PDF,
                    "footnote 3 (own)",
                    "is on page 3 by its geometry, on 4 by its structure (its call: 3 and 3)",
                )
            ],
            id="pages",
        ),
    ],
)
def test_fault(group: list[Reading], expected: list[tuple[str, str, str]]) -> None:
    """A fault in one file is named once, by file, number and label."""
    assert said(group) == [(*row, REMEDY) for row in expected]


def test_language_and_dead_links() -> None:
    """A file in another language than its edition, or with a dead link, does not agree."""
    group = [replace(readings()[3], language="fr-FR", dead=("nowhere",))]
    assert said(group) == [
        (HTML, "", 'the file says its language is "fr-FR", not en-GB', REMEDY),
        (HTML, "", "#nowhere leads nowhere, or to two places", REMEDY),
    ]


def between(french: Edition) -> list[tuple[Location, str, str]]:
    """What the comparison of two editions finds when the French files say what theirs says."""
    group = [
        replace(
            r,
            footnotes=tuple(
                replace(n, text=f.text) for n, f in zip(r.footnotes, french.footnotes, strict=False)
            ),
        )
        for r in readings("fr-FR")
    ]
    found = concordance.compare({"en-GB": edition(), "fr-FR": french}, {"en-GB": readings(), "fr-FR": group})
    return [(p.location, p.message, p.remedy) for p in found.problems]


def test_key_changed_in_translation() -> None:
    """A key that differs in French is named, with what each language cites."""
    first, *rest = footnotes("fr-FR")
    other = replace(first.citations[1], key="kinik2021")
    french = replace(
        edition("fr-FR"), footnotes=(replace(first, citations=(first.citations[0], other)), *rest)
    )
    place = "footnote 1 (intro-1-1)"
    assert between(french) == [
        (
            Location("manuscript/harbour/fr.po", place=place),
            "cites @dewaal2003, page 33; @broers2019 in en-GB and @dewaal2003, page 33; @kinik2021 in fr-FR",
            "give the translation the keys, locators and labels of the source, in order",
        )
    ]


def test_citation_lost_in_translation() -> None:
    """A citation that the French text no longer has is named."""
    first, *rest = footnotes("fr-FR")
    lost = replace(first, citations=first.citations[:1], text=f"{WAAL}.")
    messages = [message for _, message, _ in between(replace(edition("fr-FR"), footnotes=(lost, *rest)))]
    assert messages == ["cites @dewaal2003, page 33; @broers2019 in en-GB and @dewaal2003, page 33 in fr-FR"]


def test_label_changed_in_translation() -> None:
    """One number is one label in every language."""
    first, second, third = footnotes("fr-FR")
    french = replace(edition("fr-FR"), footnotes=(first, replace(second, label="quai"), third))
    assert [m for _, m, _ in between(french)] == ["is quay in en-GB and quai in fr-FR"]


def test_note_lost_in_translation() -> None:
    """A note that a language lacks altogether is named."""
    french = replace(edition("fr-FR"), footnotes=footnotes("fr-FR")[:2])
    assert (
        Location("manuscript/harbour/fr.po", place="footnote 3 (own)"),
        "stands in en-GB only",
        "give the translation the keys, locators and labels of the source, in order",
    ) in between(french)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param(f"{WAAL}; {BROERS}.", ["dewaal2003", "broers2019"], id="two"),
        pytest.param(f"{BROERS}; {WAAL}", ["broers2019", "dewaal2003"], id="order"),
        pytest.param("https://example.org", [], id="part of a form"),
        pytest.param(f"See {WAAL_SHORT}, and {WAAL_SHORT}.", ["dewaal2003"] * 2, id="short twice"),
        pytest.param(f"{WAAL_SHORT}s", [], id="inside a word"),
        pytest.param(
            "Laurence Broers, Armenia and Azer\u00ad\nbaijan, https://example.org/a-\nb/\nc",
            ["broers2019"],
            id="broken lines",
        ),
    ],
)
def test_keys_derived_from_text(text: str, keys: list[str]) -> None:
    """Keys come from the words that were read, by the longest printed form at each place."""
    found = derive(text, forms(footnotes("en-GB")))
    assert [next(iter(group))[0] for group in found] == keys


def test_a_source_in_a_notes_own_words() -> None:
    """A note that says by hand what the edition prints for a source cites no more than it does; a lost one is seen."""
    own = replace(footnotes("en-GB")[2], text=f"So {WAAL_SHORT} has it.")
    whole = replace(edition(), footnotes=(*footnotes("en-GB")[:2], own))
    for kind in ("geometry", "structure", "docx", "html"):
        group = readings()
        for each in ("pdf", "docx", "html"):
            group = changed(group, each, 3, text=own.text)
        assert not concordance.compare({"en-GB": whole}, {"en-GB": group}).problems
        (problem,) = concordance.compare(
            {"en-GB": whole}, {"en-GB": changed(group, kind, 3, text="So she has it.")}
        ).problems
        assert problem.location.place == "footnote 3 (own)"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("Waal, Garden, p. 3.", ["3"]),
        ("Waal, Garden, p. 33; Waal, Garden, p. 3.", ["33", "3"]),
        ("Waal, Garden, p. 334.", [""]),
        ("Waal, Garden, pp. 3", [""]),
    ],
    ids=["short", "both", "longer", "another word"],
)
def test_locators_derived_from_text(text: str, pages: list[str]) -> None:
    """A locator is read as a whole: page 3 is not found in page 33, nor page 33 in page 334."""
    group = (
        Citation("waal", "page", "3", "Waal, Garden, p. 3"),
        Citation("waal", "page", "33", "Waal, Garden, p. 33"),
        Citation("waal", "", "", "Waal, Garden"),
    )
    known = forms([Footnote(1, "n", "citation", group, "", ())])
    assert [next(iter(found))[2] for found in derive(text, known)] == pages


def test_ambiguous_form() -> None:
    """A text that two sources would print alike is an error, not a choice."""
    first, second, third = footnotes("en-GB")
    twin = Citation("waal2013", "", "", WAAL_SHORT)
    other = replace(edition(), footnotes=(first, second, replace(third, citations=(twin,), text=WAAL_SHORT)))
    group = [
        replace(readings()[3], footnotes=tuple(FootnoteReading(n.number, n.text) for n in other.footnotes))
    ]
    found = concordance.compare({"en-GB": other}, {"en-GB": group})
    assert [p.message for p in found.problems] == [
        "could cite @dewaal2003 or @waal2013: they print alike",
        "could cite @dewaal2003 or @waal2013: they print alike",
    ]


def test_trace() -> None:
    """Letters and digits alone, with the places where words begin and end."""
    found = trace("p. 3, self-\nmade")
    assert (found.letters, found.begins, set(found.ends)) == ("p3selfmade", (0, 1, 2), {1, 2, 10})


def test_splits() -> None:
    """A note on a later page than its call is counted; among endnotes it is none."""
    late = changed(readings(), "pdf", 2, note_page=3)
    for layout, count in (("line", 1), ("endnotes", 0)):
        found = concordance.compare({"en-GB": edition()}, {"en-GB": late}, {"en-GB": layout})
        assert (found.agrees, found.splits("en-GB")) == (True, count)


def test_report() -> None:
    """The page has a row a note, in both languages, with a verdict; its words are data."""
    english = edition()
    first = replace(english.footnotes[2], text="<script>x</script>")
    english = replace(english, footnotes=(*english.footnotes[:2], first))
    group = changed(readings(), "html", 3, text="")
    found = concordance.compare(
        {"en-GB": english, "fr-FR": edition("fr-FR")}, {"en-GB": group, "fr-FR": readings("fr-FR")}
    )
    page = concordance.page(found, "Harbour", {"en-GB": "English", "fr-FR": "Français"})
    root = html.document_fromstring(page)
    rows = root.xpath("//table[@class='notes']/tbody/tr")
    assert [row.get("id") for row in rows] == ["note-1", "note-2", "note-3"]
    assert [row.get("class") for row in rows] == [None, None, "wrong"]
    assert rows[0].xpath("td[last()]")[0].text_content() == "✓ yes"
    assert rows[0].xpath("td/p/@lang") == ["en-GB", "fr-FR"]
    assert not root.xpath("//script") and "These files do not agree" in page
    items = root.xpath("//ul[@class='differs']/li")
    assert len(items) == len(found.problems) > 0
    assert {address for item in items for address in item.xpath("a/@href")} == {"#note-3"}
    assert items[0].xpath("span")[0].text == REMEDY


def test_all_text_is_data() -> None:
    """Nothing that a note, a file or a house says becomes markup or template, wherever it is printed."""
    evil = "\"'><script>alert(1)</script>{{ 7 * 7 }}"
    first, *rest = edition().footnotes
    hostile = replace(edition(), footnotes=(replace(first, label=evil, text=evil), *rest))
    lines = (SetLine(4, 10, 90, 50, 8, evil), SetLine(5, 10, 90, 700, 8, evil))
    group = changed(readings(), "html", 1, text=evil, anchor=evil)
    group[0] = replace(group[0], composition=Composition((Block("P", "text", 0, lines),)))
    told = Problem(Location(evil, place=evil), evil, evil)
    found = concordance.compare({"en-GB": hostile}, {"en-GB": group}, {"en-GB": evil}, known=[told])
    files = {"en-GB": {"pdf": evil, "html": evil}}
    page = concordance.page(replace(found, version=evil), evil, {"en-GB": evil}, files, evil)
    root = html.document_fromstring(page)
    assert not root.xpath("//script | //*[@onclick]")
    assert "<script" not in page and "49" not in root.text_content()
    assert {element.tag for element in root.iter()} == {
        element.tag
        for element in html.document_fromstring(concordance.page(found, "T", {}, files, "R")).iter()
    }
    for place in ("//title", "//h1", "//caption", "//td[@data-head='Layout of the PDF']", "//dd", "//li"):
        assert evil in root.xpath(place)[0].text_content(), place


def test_report_of_lines_and_pages() -> None:
    """What is counted of the PDF's lines stands in the report, each place with its page and words."""
    lines = (SetLine(4, 10, 90, 50, 8, "alone"), SetLine(5, 10, 90, 700, 8, "gone on"))
    group = readings()
    group[0] = replace(group[0], composition=Composition((Block("P", "text", 0, lines),)))
    found = concordance.compare({"en-GB": edition()}, {"en-GB": group})
    root = html.document_fromstring(concordance.page(found, "Harbour", {"en-GB": "English"}))
    table = root.xpath("//div[@aria-label='Lines and pages']/table")[0]
    heads = [head.text for head in table.xpath("thead/tr/th")]
    cells = [cell.text for cell in table.xpath("tbody/tr/*")]
    assert dict(zip(heads, cells, strict=True)) == {
        "Edition": "English",
        "Lines of text and notes": "2",
        "That end in a hyphen": "0",
        "Lines at another distance": "0",
        "Third hyphens in a row": "0",
        "Hyphens added in notes": "0",
        "Words broken over a page": "0",
        "Last lines that are part of a word": "0",
        "Names, numbers and ties parted": "0",
        "Addresses broken at the wrong sign": "0",
        "Pages with more than 40 pt above the notes": "0",
        "Very short last lines": "0",
        "First lines left alone": "1",
        "Last lines left alone": "1",
        "Headings that end a page": "0",
        "Lines broken off": "0",
    }
    assert [e.text for e in root.xpath("//details//dt | //details//dd")] == [
        "English: first lines left alone",
        "page 4: alone",
        "English: last lines left alone",
        "page 5: gone on",
    ]
    assert json.loads(concordance.to_json(found))["composition"]["en-GB"]["widows"] == [[5, "gone on"]]
    said = "lines of text and notes 2, first lines left alone 1, last lines left alone 1"
    assert concordance.told(found.composition["en-GB"]) == said


def test_report_leads_to_the_files() -> None:
    """A note's page leads to that page of the PDF, and to the note on the web page; a later page is said."""
    late = changed(changed(readings(), "pdf", 2, note_page=3), "pdf", 2, anchor="note-2")
    found = concordance.compare({"en-GB": edition()}, {"en-GB": late})
    files = {"en-GB": {"pdf": "h.en.pdf", "html": "h.en.html"}}
    root = html.document_fromstring(concordance.page(found, "Harbour", {"en-GB": "English"}, files))
    (cell,) = root.xpath("//tr[@id='note-2']/td[contains(@class, 'pages')]")
    assert cell.xpath(".//a/@href") == ["h.en.pdf#page=2", "h.en.html#note-2"]
    assert cell.xpath(".//a/@aria-label") == ["English, PDF, page 2", "English, web page, this note"]
    assert cell.text_content() == "2, note on 3 web" and "later" in cell.get("class")


def test_report_can_be_narrowed() -> None:
    """Without a script: by what differs, by section, by source; what is chosen hides the rows of the others."""
    english = edition()
    found = concordance.compare({"en-GB": english}, {"en-GB": changed(readings(), "html", 3, text="")})
    root = html.document_fromstring(concordance.page(found, "Harbour", {"en-GB": "English"}))
    (sheet,) = root.xpath("//style/text()")
    for label, attribute in (("section", "data-section"), ("source", "data-sources")):
        for menu in root.xpath(f"//label[starts-with(., '{label}')]/select"):
            for option in menu[1:]:
                shown = root.xpath(
                    f"//tr[contains(concat(' ', @{attribute}, ' '), ' {option.get('value')} ')]"
                )
                assert shown, option.text
                assert f"body:has([value={option.get('value')}]:checked) tr[id]:not([{attribute}" in sheet
    (by_source,) = root.xpath("//label[starts-with(., 'source')]/select")
    keys = {key for row in found.rows for cell in row.cells for key, _, _ in cell.citations}
    assert {option.text for option in by_source[1:]} == keys
    assert len(root.xpath("//input[@id='only' or @id='texts']")) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No <b> address.", "No &lt;b&gt; address."),
        (
            "See https://e.org/a-b, p. 2",
            'See <span class="address">https://e<wbr>.org<wbr>/a<wbr>-b,</span> p. 2',
        ),
        (
            '"https://e.org/?a=1&b"',
            '&#34;<span class="address">https://e<wbr>.org<wbr>/?a<wbr>=<wbr>1<wbr>&amp;b</span>&#34;',
        ),
    ],
)
def test_addresses_break_at_their_marks(text: str, expected: str) -> None:
    """At the marks that the Chicago Manual of Style names, as on the page; never after the scheme, or in a word."""
    assert report.broken(text) == expected


def test_report_is_the_house_s() -> None:
    """The page has the house's colours in both schemes, and its sans in the file."""
    house = read_house(HOUSE / "house.toml")
    found = concordance.compare({"en-GB": edition()}, {"en-GB": readings()})
    page = concordance.page(found, "Harbour", {"en-GB": "English"}, house=house)
    assert '--sans: "Source Sans Pro", Calibri, Arial, sans-serif;' in page
    assert "--accent: #b2432c;" in page and "--accent: #f0907a;" in page
    assert page.count('@font-face { font-family: "Source Sans Pro"') == 2
    assert len(page) < 150_000


def test_what_is_already_told() -> None:
    """Problems of single files, such as one that cannot be read, stand with the others."""
    told = Problem(Location(DOCX), "is empty", "remove it")
    found = concordance.compare({"en-GB": edition()}, {"en-GB": readings()[:2]}, known=[told])
    assert found.problems == (told,) and not found.agrees
    assert f"{DOCX}: is empty" in concordance.page(found, "Harbour", {})


def test_json() -> None:
    """The JSON says whether all agree, how many footnotes of each language are split, and what was read."""
    found = concordance.compare({"en-GB": edition()}, {"en-GB": readings()}, {"en-GB": "line"})
    raw = json.loads(concordance.to_json(found))
    assert (raw["agrees"], raw["drift"], raw["layouts"]) == (True, {"en-GB": 0}, {"en-GB": "line"})
    assert raw["rows"][0]["cells"][0]["citations"][0] == ["dewaal2003", "page", "33"]


def test_release(tmp_path: Path) -> None:
    """The release is replaced as one, holds what it was given, and says which version it is."""
    (tmp_path / "a.pdf").write_bytes(b"1")
    report = tmp_path / "concordance.json"
    report.write_text('{"version": "1"}')
    assert release.version(tmp_path) == ""
    assert release.replace(tmp_path, [tmp_path / "a.pdf", report])
    assert not release.replace(tmp_path, [tmp_path / "a.pdf", report])
    (tmp_path / "a.pdf").write_bytes(b"2")
    assert release.replace(tmp_path, [tmp_path / "a.pdf"])
    assert sorted(p.name for p in (tmp_path / "release").iterdir()) == ["a.pdf"]
    assert (tmp_path / "release" / "a.pdf").read_bytes() == b"2"
    assert {p.name for p in tmp_path.iterdir()} == {"a.pdf", "concordance.json", "release"}


@pytest.mark.parametrize("spoilt", ["a folder inside", "a file in its place", "a report cut short"])
def test_release_that_somebody_changed(tmp_path: Path, spoilt: str) -> None:
    """Whatever lies where the release goes is replaced by it, and says no version."""
    place = tmp_path / "release"
    if spoilt == "a file in its place":
        place.write_bytes(b"x")
    else:
        place.mkdir()
        (place / "a.pdf").write_bytes(b"1")
    if spoilt == "a folder inside":
        (place / "concordance.json").mkdir()
    elif spoilt == "a report cut short":
        (place / "concordance.json").write_text("{")
    assert release.version(tmp_path) == ""
    (tmp_path / "a.pdf").write_bytes(b"1")
    assert release.replace(tmp_path, [tmp_path / "a.pdf"])
    assert [(p.name, p.read_bytes()) for p in place.iterdir()] == [("a.pdf", b"1")]
    assert {p.name for p in tmp_path.iterdir()} == {"a.pdf", "release"}


def test_release_killed_between(tmp_path: Path) -> None:
    """A replacement killed between its two renames is undone by the next run, which then makes its own."""
    (tmp_path / ".release-old").mkdir()
    (tmp_path / ".release-old" / "a.pdf").write_bytes(b"1")
    (tmp_path / ".release-new").mkdir()
    release.recover(tmp_path)
    assert (tmp_path / "release" / "a.pdf").read_bytes() == b"1"
    assert [p.name for p in tmp_path.iterdir()] == ["release"]


def test_release_after_one_that_was_killed(tmp_path: Path) -> None:
    """What a killed replacement left beside its place stops no later one, and is gone after it."""
    for name in (".release-old", ".release-new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.pdf").write_bytes(b"1")
    (tmp_path / "a.pdf").write_bytes(b"2")
    assert release.replace(tmp_path, [tmp_path / "a.pdf"])
    assert (tmp_path / "release" / "a.pdf").read_bytes() == b"2"
    assert {p.name for p in tmp_path.iterdir()} == {"a.pdf", "release"}


def test_release_sentence(tmp_path: Path) -> None:
    """A set that does not agree is not released, and the report says what is."""
    good = concordance.compare({"en-GB": edition()}, {"en-GB": readings()})
    bad = concordance.compare(
        {"en-GB": edition()}, {"en-GB": readings()[:0] + changed(readings(), "html", 1, text="")}
    )
    assert release.sentence(good, tmp_path) == "release/ holds this set, version 2."
    assert release.sentence(bad, tmp_path) == "This set is not released; release/ holds nothing yet."
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "concordance.json").write_text('{"version": "1"}')
    assert release.sentence(bad, tmp_path) == (
        "This set is not released; release/ still holds version 1, the last that agreed."
    )


def test_a_fault_stands_at_its_line_in_the_source() -> None:
    """Where the places of the notes are known, a fault is told there, and the file is named in its words."""
    group = without(readings(), "html", 2)
    places = Places((), {2: Location("manuscript/harbour/note.md", 14, 5)}, {}, "manuscript/harbour/note.md")
    found = concordance.compare({"en-GB": edition()}, {"en-GB": group}, places={"en-GB": places})
    assert [str(problem) for problem in found.problems] == [
        f"manuscript/harbour/note.md:14:5: footnote 2 (quay): is missing in harbour.en.html\n    {REMEDY}"
    ]


def test_a_fault_of_the_whole_file_stands_at_the_head_of_the_note() -> None:
    """A wrong language is the file's, and still no line of a built file is named."""
    group = [replace(reading, language="de-DE") for reading in readings() if reading.format == "html"]
    places = Places((), {}, {}, "manuscript/harbour/note.md")
    found = concordance.compare({"en-GB": edition()}, {"en-GB": group}, places={"en-GB": places})
    assert [(p.location.line, p.message) for p in found.problems] == [
        (1, 'the file says its language is "de-DE", not en-GB in harbour.en.html')
    ]
