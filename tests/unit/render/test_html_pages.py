"""The page is made of the edition's parts, says nothing of its own, and lets no text become markup."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from houses import HOUSE, TOOL
from notebuild.core.house import House, Profile, read_house, read_profile
from notebuild.core.model import Document, Edition, Footnote
from notebuild.core.problems import NotebuildError
from notebuild.render import templates
from notebuild.render.html import pages
from notebuild.render.pdf.layouts import Layout

EVIL = "<script>alert(1)</script> & {{ 7 * 7 }}"


def words(text: str) -> list[dict[str, Any]]:
    return [{"t": "Str", "c": text}]


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


@pytest.fixture(scope="module")
def profile() -> Profile:
    return read_profile(TOOL / "profiles" / "fr-FR.toml", "styles/profiles/fr-FR.toml")


@pytest.fixture
def edition() -> Edition:
    call = {"t": "Span", "c": [["", ["note-call"], [["note", "1"]]], words("1")]}
    blocks: list[Any] = [
        {"t": "Header", "c": [2, ["quai", [], []], words("Le quai")]},
        {"t": "Para", "c": [*words("Dit"), call, *words(".")]},
    ]
    files = {kind: f"n.fr.{kind}" for kind in ("pdf", "docx", "html")}
    metadata = {
        "title": words("Titre"),
        "subtitle": [],
        "credit": words("Source"),
        "teaser": words(EVIL),
        "abstract": [{"t": "Para", "c": words("Résumé")}],
        "key-points": [words("Un"), words("Deux")],
        "corrections": [],
        "authors": ["A. Auteur"],
        "persons": [{"name": "A. Auteur"}],
        "short-title": "",
        "published-by": [words("Une maison"), words("notes@example.org")],
        "canonical": "",
        "doi": "",
        "keywords": [EVIL],
        "date": "2025-03-31",
        "date-text": "31 mars 2025",
        "situation": words("Situation au 31 mars 2025"),
        "version": 1,
        "version-text": "Version 1",
        "name": "n",
        "contents": [{"id": "quai", "level": 2, "inlines": words("Le quai")}],
        "words": 9,
        "editions": [
            {
                "language": "en-GB",
                "name": "English",
                "formats": [("", "English: "), ("html", "web page")],
                "files": {"html": "n.en.html"},
                "current": False,
                "citation": words("The editors, Title."),
            },
            {
                "language": "fr-FR",
                "name": "Français",
                "formats": [("", "Français : "), ("pdf", "PDF"), ("", " et "), ("html", "page web")],
                "files": files,
                "current": True,
                "citation": words("A. Auteur, Titre."),
            },
        ],
        "publisher": "notebuild",
        "about": "",
        "series": "Notes",
        "number": "",
        "license": words("CC BY 4.0"),
        "url": "",
        "description": "",
        "banner": "",
        "word-citations": "plain",
    }
    note = Footnote(1, "quai", "authored", (), "Note.", ({"t": "Para", "c": words("Note.")},))
    return Edition("n", "fr-FR", metadata, {"blocks": blocks, "meta": {}}, (note,))


def write(tree: Document, to: str, options: Any = ()) -> str:
    """The few nodes of the edition above as HTML, in place of pandoc."""

    def inlines(nodes: Any) -> str:
        out = []
        for node in nodes:
            if node["t"] == "Str":
                out.append(node["c"].replace("&", "&amp;").replace("<", "&lt;"))
            else:
                number = dict(node["c"][0][2])["note"]
                out.append(f'<span class="note-call" data-note="{number}">{number}</span>')
        return "".join(out)

    def blocks(nodes: Any) -> str:
        out = []
        for node in nodes:
            kind, content = node["t"], node["c"]
            if kind == "Div":
                name = f' id="{content[0][0]}"' if content[0][0] else ""
                out.append(f"<div{name}>{blocks(content[1])}</div>")
            elif kind == "Header":
                out.append(f'<h2 id="{content[1][0]}">{inlines(content[2])}</h2>')
            else:
                out.append(inlines(content) if kind == "Plain" else f"<p>{inlines(content)}</p>")
        return "".join(out)

    return blocks(tree["blocks"])


LAYOUTS = {"screen": None, "print": Layout("set"), "endnotes": Layout("endnotes", endnotes=True)}


def made(edition: Edition, house: House, profile: Profile, media: str | Layout, script: str = "") -> Any:
    """The page for the screen, or for print in the layout of this name, or in this layout; parsed, and as text."""
    materials = pages.Materials(house, profile, Path(), HOUSE)
    layout = LAYOUTS[media] if isinstance(media, str) else media
    page = pages.page(edition, materials, "p { }", layout, script=script, write=write)
    return parser.document_fromstring(page), page


@pytest.mark.parametrize("media", ["screen", "print"])
def test_call_and_note_meet(edition: Edition, house: House, profile: Profile, media: str) -> None:
    """On screen and in print a call leads to its note and the note back, with the profile's words."""
    root, _ = made(edition, house, profile, media)
    (call,) = root.xpath('//a[@id="call-1"]')
    (note,) = root.xpath('//*[@id="note-1"]')
    assert call.get("href") == "#note-1"
    assert call.get("aria-label") == profile.labels["call"].replace("{number}", "1")
    (back,) = note.xpath('.//a[@href="#call-1"]')
    assert back.get("aria-label") == profile.labels["back"].replace("{number}", "1")
    assert "Note." in note.text_content()
    assert root.get("lang") == "fr-FR"


@pytest.mark.parametrize("media", ["screen", "print"])
def test_text_is_never_markup(edition: Edition, house: House, profile: Profile, media: str) -> None:
    """Text of the manuscript stays text: no script, no template."""
    root, _ = made(edition, house, profile, media)
    assert not root.xpath("//script[text()][not(@type='application/ld+json')] | //@onclick | //@onload")
    assert "49" not in root.xpath('string(//p[@class="teaser"])')
    assert EVIL in root.xpath('string(//p[@class="teaser"])')
    assert EVIL in root.xpath('string(//meta[@name="keywords"]/@content)')


def test_no_line_begins_with_a_dot(edition: Edition, house: House, profile: Profile) -> None:
    """Where authors, topics or formats take two lines, the dot between two of them ends the first line."""
    said = replace(edition, metadata={**edition.metadata, "keywords": ["ports", "tides"]})
    root, _ = made(said, house, profile, "screen")
    line = root.xpath('string(//p[@class="byline"])')
    assert line.count("·") == line.count("\u00a0· ") >= 3
    assert "ports\u00a0· tides" in root.text_content()
    exports = root.xpath('string(//p[@class="exports"])')
    assert exports.count("·") == exports.count("\u00a0· ")


def test_print_has_plain_hyphens(edition: Edition, house: House, profile: Profile) -> None:
    """In print a hyphen that few faces have is the plain one, and one that may not break a line still may not."""
    typed = replace(edition, metadata={**edition.metadata, "teaser": words("on\u2010line well\u2011known")})
    assert "on-line well\u2060-\u2060known" in made(typed, house, profile, "print")[1]
    assert "well\u2011known" in made(typed, house, profile, "screen")[1]


def test_screen_is_one_file(edition: Edition, house: House, profile: Profile) -> None:
    """The page on screen fetches nothing, and leads to its twin and to the other formats."""
    root, page = made(edition, house, profile, "screen")
    assert not root.xpath(
        '//@src[not(starts-with(., "data:"))] | //link[@rel="stylesheet"][not(starts-with(@href, "data:"))]'
    )
    assert "url(http" not in page
    assert "url(/" not in page
    assert 'url("data:font/woff;' in page
    switch = root.xpath('//nav[@class="switch"]/a/@href')
    assert switch == ["n.en.html", "n.fr.html"]
    assert {"n.fr.pdf", "n.fr.docx", "n.en.html#quai"} <= set(root.xpath("//a/@href"))
    assert root.xpath('//link[@hreflang="x-default"]/@href') == ["n.en.html"]


def test_only_its_own_script(edition: Edition, house: House, profile: Profile) -> None:
    """The policy of a page allows its script by its digest (CSP 3), what it says to machines, and no other."""
    code = "let a = '<b>';"
    root, page = made(edition, house, profile, "screen", code)
    (policy,) = root.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    assert f"<script>{code}</script>" in page
    (data,) = root.xpath("//script[@type='application/ld+json']/text()")
    said = base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()
    assert policy.startswith(f"script-src 'sha256-{said}' 'sha256-{digest}'; connect-src 'none';")


def test_no_bar_for_one_language(edition: Edition, house: House, profile: Profile) -> None:
    """A note of one language has no bar of languages, no way to another and no alternate."""
    (own,) = [e for e in edition.metadata["editions"] if e["current"]]
    alone = replace(edition, metadata={**edition.metadata, "editions": [own]})
    root, _ = made(alone, house, profile, "screen")
    assert not root.xpath("//nav[@class='switch'] | //@hreflang")


def test_alternates_by_their_addresses(edition: Edition, house: House, profile: Profile) -> None:
    """Where the editions have addresses the alternates are absolute; the first is also the default."""
    editions = [
        {**e, "url": f"https://example.org/{e['language'][:2]}/"} for e in edition.metadata["editions"]
    ]
    root, _ = made(
        replace(edition, metadata={**edition.metadata, "editions": editions}), house, profile, "screen"
    )
    alternates = [(e.get("hreflang"), e.get("href")) for e in root.xpath("//link[@hreflang]")]
    assert alternates == [
        ("en-GB", "https://example.org/en/"),
        ("x-default", "https://example.org/en/"),
        ("fr-FR", "https://example.org/fr/"),
    ]


def test_alternates_beside_the_one_whose_address_is_known(
    edition: Edition, house: House, profile: Profile
) -> None:
    """Where only the note has an address its other pages stand beside it, as its picture and its PDF do."""
    known = {**edition.metadata, "url": "https://example.org/n/"}
    root, _ = made(replace(edition, metadata=known), house, profile, "screen")
    assert root.xpath("//link[@hreflang='fr-FR']/@href") == ["https://example.org/n/n.fr.html"]
    assert root.xpath("//nav[@class='switch']/a/@href") == ["n.en.html", "n.fr.html"]


def test_print_floats_its_notes(edition: Edition, house: House, profile: Profile) -> None:
    """In print a note stands at its call; with endnotes it stands once, at the end, and the page says so."""
    root, _ = made(edition, house, profile, "print")
    assert root.xpath('//p/span[@class="note"]/@id') == ["note-1"]
    root, page = made(edition, house, profile, "endnotes")
    assert not root.xpath('//p/span[@class="note"]')
    assert root.xpath('count(//*[@id="note-1"])') == 1
    assert root.xpath('//*[@id="note-1"]//a/text()') == ["1"]
    assert profile.labels["endnotes-notice"] in page


@pytest.mark.parametrize(("count", "expected"), [(0, "last"), (6, "last"), (7, "last parts")])
def test_a_long_list_of_corrections(
    edition: Edition, house: House, profile: Profile, count: int, expected: str
) -> None:
    """Only with a long list of corrections may what is said of the publication go over a page, and that list too."""
    corrected = [words(f"Correction {number}") for number in range(count)]
    root, _ = made(
        replace(edition, metadata={**edition.metadata, "corrections": corrected}), house, profile, "print"
    )
    (last,) = root.xpath("//footer")
    assert last.get("class") == expected
    assert len(last.xpath('.//*[@class="row changes"]//li')) == count


def test_pinned_paragraph(edition: Edition, house: House, profile: Profile) -> None:
    """A layout that pins a footnote says so on its paragraph."""
    root, _ = made(edition, house, profile, Layout("set", pinned=((1, 2),)))
    assert root.xpath('//p[@class="pinned-2"]/a/@id') == ["call-1"]


@pytest.mark.parametrize(
    ("template", "place", "message", "remedy"),
    [
        (
            "<p>\n{% if %}",
            "screen.html.j2:2",
            "the template cannot be filled in: Expected an expression, got 'end of statement block'",
            "mend the line it names",
        ),
        (
            "<p>\n\n{{ quay.name }}",
            "screen.html.j2:3",
            "the template cannot be filled in: 'quay' is undefined",
            "mend the line it names",
        ),
        (None, "screen.html.j2", "this template is missing", "bring the file back"),
    ],
    ids=["syntax", "unknown-name", "missing"],
)
def test_a_broken_template(
    tmp_path: Path, template: str | None, place: str, message: str, remedy: str
) -> None:
    """A template is the house's own to change: a fault in it is told at its line."""
    if template is not None:
        (tmp_path / "screen.html.j2").write_text(template, encoding="utf-8")
    with pytest.raises(NotebuildError) as caught:
        templates.fill(tmp_path, "screen.html.j2", {})
    (problem,) = caught.value.problems
    assert str(problem.location) == (tmp_path / place).as_posix()
    assert (problem.message, problem.remedy) == (message, remedy)


def test_a_fault_in_an_included_template(tmp_path: Path) -> None:
    """What the house includes may be its own file or the tool's; a fault is told in the one that is read."""
    house, tool, other = (tmp_path / name for name in ("house", "tool", "other"))
    for folder in (house, tool, other):
        folder.mkdir()
    (tool / "page.html.j2").write_text("{% include '_mast.html.j2' %}", encoding="utf-8")
    (tool / "_mast.html.j2").write_text("the tool's", encoding="utf-8")
    assert templates.fill(other, "page.html.j2", {}, tool) == "the tool's"
    (house / "_mast.html.j2").write_text("mine\n{{ quay }}", encoding="utf-8")
    with pytest.raises(NotebuildError) as caught:
        templates.fill(house, "page.html.j2", {}, tool)
    (problem,) = caught.value.problems
    assert str(problem.location) == f"{(house / '_mast.html.j2').as_posix()}:2"
    assert problem.message == "the template cannot be filled in: 'quay' is undefined"


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_sheet_cannot_end_its_element(edition: Edition, house: House, profile: Profile, media: str) -> None:
    """A sheet that says `</style>`, in the name of a face say, stays a sheet (HTML, 13.2.5.3, RAWTEXT)."""
    evil = 'p { font-family: "</style><script>x</script>" }'
    materials = pages.Materials(house, profile, Path(), HOUSE)
    page = pages.page(edition, materials, evil, LAYOUTS[media], write=write)
    sheets = "".join(parser.document_fromstring(page).xpath("//style/text()"))
    assert r'font-family: "<\/style><script>x<\/script>"' in sheets
    assert "<script>x</script>" not in page


def test_missing_label(edition: Edition, house: House, profile: Profile) -> None:
    """A label that the profile lacks is told by its key, with what to add."""
    labels = {key: text for key, text in profile.labels.items() if key != "how-to-cite"}
    with pytest.raises(NotebuildError) as caught:
        made(edition, house, replace(profile, labels=labels), "screen")
    (problem,) = caught.value.problems
    assert str(problem.location) == "styles/profiles/fr-FR.toml"
    assert problem.message == "no label how-to-cite"
    assert problem.remedy == 'add how-to-cite = "…" under [labels]'


def test_same_input_same_page(edition: Edition, house: House, profile: Profile) -> None:
    """The same edition gives the same page."""
    assert made(edition, house, profile, "screen")[1] == made(edition, house, profile, "screen")[1]


def test_what_libraries_read(edition: Edition, house: House, profile: Profile) -> None:
    """The head has what Scholar (citation_) and Dublin Core ask for, and no element that says nothing."""
    given = {
        "doi": "10.5555/1",
        "isbn": "978-3-16-148410-0",
        "issn": "0317-8471",
        "number": "7",
        "keywords": ["ports"],
        "license": words("CC BY 4.0"),
    }
    root, _ = made(replace(edition, metadata={**edition.metadata, **given}), house, profile, "screen")
    said = {one.get("name"): one.get("content") for one in root.xpath("//meta[@name]")}
    expected = {
        "citation_technical_report_number": "7",
        "citation_issn": "0317-8471",
        "citation_isbn": "978-3-16-148410-0",
        "citation_doi": "10.5555/1",
        "dcterms.title": "Titre",
        "dcterms.creator": "A. Auteur",
        "dcterms.identifier": "https://doi.org/10.5555/1",
        "dcterms.license": "https://creativecommons.org/licenses/by/4.0/",
        "dcterms.subject": "ports",
    }
    assert expected.items() <= said.items()
    assert "" not in made(edition, house, profile, "screen")[0].xpath("//meta/@content")


def test_own_citation_comes_first(edition: Edition, house: House, profile: Profile) -> None:
    """How to cite: this edition, then its twin, said to be in its own language."""
    for media in ("screen", "print"):
        root, _ = made(edition, house, profile, media)
        cited = [p for p in root.xpath("//footer//p") if "Tit" in p.text_content()]
        assert [(p.text_content(), p.get("lang")) for p in cited] == [
            ("A. Auteur, Titre.", None),
            ("The editors, Title.", "en-GB"),
        ]


def test_code_only_for_a_note_with_an_address(edition: Edition, house: House, profile: Profile) -> None:
    """The printed page has a QR code, with words for who cannot see it, where the note has an address."""
    assert made(edition, house, profile, "print")[0].xpath('//img[@class="qr"]') == []
    address = "https://example.org/note/"
    named = replace(edition, metadata={**edition.metadata, "url": address})
    (code,) = made(named, house, profile, "print")[0].xpath('//img[@class="qr"]')
    assert code.get("src").startswith("data:image/svg+xml;base64,")
    assert code.get("alt") == profile.labels["qr"].format(url=address)
    assert made(named, house, profile, "screen")[0].xpath('//img[@class="qr"]') == []


def test_a_link_shows_its_picture_where_the_note_has_an_address(
    edition: Edition, house: House, profile: Profile
) -> None:
    """Open Graph wants whole addresses: the picture and the PDF are named beside the page, or not at all."""
    root, _ = made(edition, house, profile, "screen")
    assert not root.xpath('//meta[@property="og:image" or @name="citation_pdf_url"]')
    named = replace(edition, metadata={**edition.metadata, "url": "https://example.org/notes/n/"})
    root, _ = made(named, house, profile, "screen")
    assert root.xpath('//meta[@property="og:image"]/@content') == ["https://example.org/notes/n/n.fr.png"]
    assert root.xpath('//meta[@name="citation_pdf_url"]/@content') == ["https://example.org/notes/n/n.fr.pdf"]


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_licence_of_words(edition: Edition, house: House, profile: Profile, media: str) -> None:
    """A licence that is words and no address prints as these words, under its label."""
    root, _ = made(edition, house, profile, media)
    (title,) = [node for node in root.xpath("//h3") if node.text_content() == profile.labels["license"]]
    assert title.getnext().text_content() == "CC BY 4.0"


def test_a_template_that_is_no_text(tmp_path: Path) -> None:
    """A template in another encoding is told by its file."""
    (tmp_path / "page.html.j2").write_bytes(b"caf\xe9 ")
    with pytest.raises(NotebuildError) as caught:
        templates.fill(tmp_path, "page.html.j2", {})
    assert str(caught.value) == (
        f"{tmp_path.as_posix()}/page.html.j2: the template is not UTF-8 at byte 4\n    save it as UTF-8 text"
    )
