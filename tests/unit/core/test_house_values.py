"""Values of a house file that are of the right kind, and that nothing can be made with."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core import styles
from notebuild.core.formats import FORMATS
from notebuild.core.house import read_house
from notebuild.core.problems import NotebuildError

PLAIN = "take ; { } < > and \\ out"
NAME = "write letters, figures, spaces and hyphens"


def told(folder: Path, text: str) -> list[str]:
    path = folder / "house.toml"
    path.write_text(f'publisher = "A house"\n{text}', encoding="utf-8")
    try:
        read_house(path)
    except NotebuildError as fault:
        return [str(problem).removeprefix("styles/house.toml:") for problem in fault.problems]
    return []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[size]\ntext = -3", "3: size.text is -3\n    give it 4 to 96 points"),
        (
            "word-citations = 'zotero'",
            "2: word-citations zotero is not one of plain and live\n    write plain or live",
        ),
        ("formats = []", f"2: formats is empty: nothing would be made\n    use {', '.join(FORMATS)}"),
        (
            "[colour]\nink = '#123456'",
            "3: colour.ink is in no scheme\n    put it under [colour.light] or [colour.dark]",
        ),
        (
            f"[series]\nen-GB = '{'word ' * 30}'",
            "3: series.en-GB has 150 characters, more than 120\n    shorten it",
        ),
        (
            "[issn]\nen-GB = '0317-8472'",
            "3: issn.en-GB 0317-8472 is no ISSN: its last figure would be 1\n    compare it with the certificate",
        ),
        ("[issn]\nfr-FR = '03178471'", "3: issn.fr-FR 03178471 is no ISSN\n    write it as 0317-8471"),
        (
            "[contact]\nemail = 'notes at example.org'",
            "3: contact.email notes at example.org is no e-mail address\n    write it as notes@example.org",
        ),
        (
            "[contact.fr-FR]\nplace = ''",
            "3: contact.fr-FR.place '': not one line of words\n    fill it in, or take the line out",
        ),
        (
            "[contact]\nfax = '12'",
            "3: contact.fax says nothing here\n"
            "    use place, address, email, phone, or put them in a table [contact.fr-FR]",
        ),
        ("[contact]\nplace = 3", "3: contact.place is a number, not words\n    give contact.place words"),
        (
            "[contact.fr-FR]\nphone = 3",
            "3: contact.fr-FR.phone is no words\n    give contact.fr-FR.phone words",
        ),
        (
            f"[contact]\naddress = '{'quay ' * 50}'",
            "3: contact.address has 250 characters, more than 200\n    shorten it",
        ),
        ("[size]\ntext = 900", "3: size.text is 900\n    give it 4 to 96 points"),
        ("[size]\ntext = inf", "3: size.text is inf\n    give it 4 to 96 points"),
        ("[size]\nnote = nan", "3: size.note is nan\n    give it 4 to 96 points"),
        ("[screen]\nmeasure = 0", "3: screen.measure is 0\n    give it 6 to 200 CSS pixels or em"),
        (
            "[size]\nleading = 5",
            "2: size.text of 10.2 points has lines of 5\n    give the lines once to three times the size",
        ),
        (
            "[size]\nrunning = 7.9",
            "3: size.running and size.note are both 7.9\n"
            "    make them differ: notes and running heads are told apart by their size",
        ),
        (
            "[page]\nleft = 140",
            "2: page leaves 43 mm for the text between its margins\n"
            "    leave 60 mm: make left and right less, or width more",
        ),
        (
            "[page]\nheight = 100",
            "2: page leaves 48.5 mm for the text between head and foot\n"
            "    leave 80 mm: make top and bottom less, or height more",
        ),
        (
            "[page]\nhang = 90",
            "3: page.hang 90 is more than the left margin, 67\n"
            "    make it less: what hangs would stand off the page",
        ),
        (
            "[page]\nwidht = 200",
            "3: page.widht says nothing here (did you mean width?)\n    mend the name, or take it out",
        ),
        (
            '[colour.light]\nink = "#12394a; } body { display: none"',
            "3: colour.light.ink #12394a; } body { display: none is no colour\n"
            '    write it as "#", then six figures from 0 to f',
        ),
        (
            "[face]\ntext = 'Georgia\"; } @import \"x'",
            f'3: face.text Georgia"; }} @import "x is no name of a face\n    {NAME}',
        ),
        (
            '[face]\nsans-fallback = "Arial; }"',
            f"3: face.sans-fallback Arial; }} is no name of a face\n    {NAME}",
        ),
        (
            '[mine]\nrule = "1px; } p {"',
            f"3: mine.rule holds what would end its declaration in a sheet\n    {PLAIN}",
        ),
        (
            '[size]\nfigures = "oldstyle"',
            "3: size.figures oldstyle is no kind of figures (did you mean oldstyle-nums?)\n"
            "    use oldstyle-nums or lining-nums",
        ),
        (
            'url = "javascript:alert(1)"',
            "2: url javascript:alert(1) is not a web address\n    begin it with https://",
        ),
        (
            'site = "https://a.b/?n=1"',
            "2: site https://a.b/?n=1 is not the address of a folder of the web\n"
            "    begin it with https://, without ? and #",
        ),
        (
            'logo = "../../etc/passwd"',
            "2: logo ../../etc/passwd is not the name of a file\n    name an SVG file that lies beside this one",
        ),
        ('lang = "English"', "2: English is not a language tag\n    write it as en-GB, fr-FR or de (BCP 47)"),
        (
            'languages = ["fr_FR"]',
            "2: fr_FR is not a language tag\n    write it as en-GB, fr-FR or de (BCP 47)",
        ),
        (
            '[[font]]\nfamily = "A"\nfile = "a.ttf"\nweight = "bold"',
            "2: weight bold is no weight of a face\n    write 400, 600 or the like",
        ),
        (
            '[[fallback]]\nfamily = "A"\nfile = "a.ttf"\npackage = 3',
            '2: package 3 is no name of a package\n    write package = "…"',
        ),
        (
            '[[font]]\nfamily = "A;}"\nfile = "a.ttf"',
            f"2: family A;}} is no name of a face\n    {NAME}",
        ),
    ],
)
def test_values_that_nothing_can_be_made_with(tmp_path: Path, text: str, problem: str) -> None:
    """Each is told at its line, before a page or a Word document is made with it."""
    assert told(tmp_path, text) == [problem]


def test_a_profile_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile chosen for a language is told where it is chosen, with the nearest of those that there are."""
    monkeypatch.setattr(styles, "HOUSE", tmp_path / "styles")
    (found,) = told(tmp_path, '[profiles]\nfr-FR = "eu-isgg"')
    assert found.startswith("3: no profile eu-isgg (did you mean eu-isg?)\n    use one of de-DE, en-GB, ")
    (found,) = told(tmp_path, '[profiles]\nfr-FR = "../../x"')
    assert found.startswith("3: ../../x is no name of a profile\n    use one of de-DE, en-GB, ")
    assert found.endswith("; it is a name, not a path")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('lang = "xx"', "2: no profile for the language xx\n    use one of de-DE, en-GB, "),
        ('languages = ["fr", "fr-FF"]', "2: no profile for the language fr-FF (did you mean fr-FR?)\n"),
    ],
)
def test_a_language_that_has_no_profile(tmp_path: Path, text: str, problem: str) -> None:
    """What a house says of its notes' languages is told in its own file, not in every note."""
    (found,) = told(tmp_path, text)
    assert found.startswith(problem)
    assert told(tmp_path, '[profiles]\nxx = "en-GB"\n') == []


def test_a_byte_order_mark(tmp_path: Path) -> None:
    """The mark that editors on Windows put at the head of a file is no part of it."""
    path = tmp_path / "house.toml"
    path.write_text("publisher = 'x'\n", encoding="utf-8-sig")
    assert read_house(path).publisher == "x"


def test_a_small_page(tmp_path: Path) -> None:
    """A page of another size, with margins to match, is a house's own business."""
    assert (
        told(tmp_path, "[page]\nwidth = 148\nheight = 210\nleft = 30\nright = 20\nhang = 10\nside = 8\n")
        == []
    )


def test_a_folder_in_place_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a house has put in the place of a style file is not passed over: it is told that it is no file."""
    monkeypatch.setattr(styles, "HOUSE", tmp_path / "styles")
    (tmp_path / "styles/print.css").mkdir(parents=True)
    with pytest.raises(NotebuildError) as caught:
        styles.text(styles.style("print.css"), "styles/print.css")
    assert str(caught.value) == (
        "styles/print.css: cannot be read: is a directory\n    put a text file that you may read in its place"
    )
