"""What is read of a source out of the words of a note: each field stands there, and words that are none stay words."""

from __future__ import annotations

import re

import pytest

from notebuild.exchange.intake import footnotes, names, readings
from notebuild.exchange.intake.publication import CLOSE, OPEN
from notebuild.sources.bibliography import dates

# Notes as style guides of different traditions write them (Chicago, MHRA, OSCOLA, ISO 690, APA), slanted words
# between asterisks; the fields beside them are a librarian's reading.
NOTES = [
    (
        "Thomas de Waal, *Black Garden: Armenia and Azerbaijan* (New York: NYU Press, 2003), p. 33.",
        "book",
        {
            "author": "de Waal, Thomas",
            "title": "Black Garden: Armenia and Azerbaijan",
            "location": "New York",
            "publisher": "NYU Press",
            "date": "2003",
        },
        "p. 33",
    ),
    (
        "See Jane Doe and Richard Roe, “The Road through Syunik,” *Journal of Roads* 31, no. 2 (2024): 83–94.",
        "article",
        {
            "author": "Doe, Jane and Roe, Richard",
            "title": "The Road through Syunik",
            "journaltitle": "Journal of Roads",
            "volume": "31",
            "number": "2",
            "date": "2024",
            "pages": "83--94",
        },
        "",
    ),
    (
        "Jane Doe et al., “The Road through Syunik,” Chatham House, 27 June 2017, https://www.example.org/road.",
        "online",
        {
            "author": "Doe, Jane and others",
            "title": "The Road through Syunik",
            "howpublished": "Chatham House",
            "date": "2017-06-27",
            "url": "https://www.example.org/road",
        },
        "",
    ),
    (
        "Jean Dupont, « La route du Syunik », *Le Monde*, 3 mars 2024, https://www.lemonde.fr/a/2024.html "
        "(consulté le 4 mai 2024).",
        "article",
        {
            "author": "Dupont, Jean",
            "title": "La route du Syunik",
            "journaltitle": "Le Monde",
            "date": "2024-03-03",
            "url": "https://www.lemonde.fr/a/2024.html",
            "urldate": "2024-05-04",
        },
        "",
    ),
    (
        "Cf. Marie Martin (dir.), *Le Caucase du Sud*, Paris, Karthala, 2019, p. 12-14.",
        "book",
        {
            "editor": "Martin, Marie",
            "title": "Le Caucase du Sud",
            "location": "Paris",
            "publisher": "Karthala",
            "date": "2019",
        },
        "pp. 12–14",
    ),
    (
        "International Crisis Group, ‘Armenia Struggles to Cope’, 4 March 2024, https://www.crisisgroup.org/x.",
        "online",
        {
            "author": "{International Crisis Group}",
            "title": "Armenia Struggles to Cope",
            "date": "2024-03-04",
            "url": "https://www.crisisgroup.org/x",
        },
        "",
    ),
    (
        "Doe, J. (2019). The price of a corridor. https://doi.org/10.1000/182",
        "online",
        {"author": "Doe, J.", "title": "The price of a corridor", "date": "2019", "doi": "10.1000/182"},
        "",
    ),
    (
        "United Nations Security Council, Resolution 822 (1993), S/RES/822 (1993), 30 April 1993.",
        "legislation",
        {
            "author": "{United Nations Security Council}",
            "title": "Resolution 822 (1993)",
            "number": "S/RES/822 (1993)",
            "date": "1993-04-30",
        },
        "",
    ),
    (
        "Jane Doe, ‘After the War’, in Richard Roe (ed.), *Roads and Borders*, Verso, London, 2021, pp. 20–41.",
        "incollection",
        {
            "author": "Doe, Jane",
            "title": "After the War",
            "booktitle": "Roads and Borders",
            "editor": "Roe, Richard",
            "publisher": "Verso",
            "location": "London",
            "date": "2021",
            "pages": "20--41",
        },
        "",
    ),
    (
        "Asia Maior, ‘Quo Vadis Yerevan?’, n.d., https://www.asiamaior.org/?p=2342",
        "online",
        {
            "author": "{Asia Maior}",
            "title": "Quo Vadis Yerevan?",
            "url": "https://www.asiamaior.org/?p=2342",
        },
        "",
    ),
]


def marked(text: str) -> str:
    """The text with its asterisks as the marks that a note's slanted words have."""
    return re.sub(r"\*([^*]*)\*", f"{OPEN}\\1{CLOSE}", text)


@pytest.mark.parametrize(("text", "kind", "fields", "locator"), NOTES, ids=[row[0][:30] for row in NOTES])
def test_a_source_is_read(text: str, kind: str, fields: dict[str, str], locator: str) -> None:
    reading = readings.read(marked(text))
    assert reading is not None
    read = {name: value for name, value in reading.fields.items() if name not in ("shorttitle", "options")}
    assert (reading.kind, read, reading.locator) == (kind, fields, locator)


@pytest.mark.parametrize("text", [row[0] for row in NOTES])
def test_every_field_stands_in_the_note(text: str) -> None:
    """No word, number, name or address is invented; a date is one that the note's own words give."""
    reading = readings.read(marked(text))
    assert reading is not None
    said = set(re.findall(r"\w+", text.casefold()))
    joined = {"and", "others"} if "et al." in text else {"and"}  # as BibTeX writes them
    for name, value in reading.fields.items():
        if name in ("date", "urldate"):
            pieces = re.findall(r"\d{1,2}(?:er)? [^\W\d_]+ \d{4}|\d{4}", text)
            assert value in {dates.iso(piece) for piece in pieces}
        elif name != "options":
            assert set(re.findall(r"\w+", value.casefold())) - joined <= said, (name, value)


@pytest.mark.parametrize(
    "text",
    [
        "Names follow English usage: the town that we call Shusha is Shushi to Armenians.",
        "Interview with an official, Yerevan, 3 May 2024.",
        "https://www.example.org/report",
        "The figures differ: see the discussion in the annex of the report, which gives “69 per cent” for 2016.",
        "He said “the road is ours” on 3 May 2024, and later denied it.",
        "",
    ],
)
def test_words_are_no_source(text: str) -> None:
    """What only says something, or an address alone, is proposed as nothing."""
    assert readings.read(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe", ("Doe, Jane", "author")),
        ("J. M. Doe and R. Roe", ("Doe, J. M. and Roe, R.", "author")),
        ("Ludwig van der Berg", ("van der Berg, Ludwig", "author")),
        ("Doe, J., & Roe, R.", ("Doe, J. and Roe, R.", "author")),
        ("Marie Martin et Paul Durand (dir.)", ("Martin, Marie and Durand, Paul", "editor")),
        ("Jane Doe et al.", ("Doe, Jane and others", "author")),
        ("Ministère des Affaires étrangères", ("{Ministère des Affaires étrangères}", "author")),
        ("AFP", ("{AFP}", "author")),
        ("OC Media", ("{OC Media}", "author")),
    ],
)
def test_names(text: str, expected: tuple[str, str]) -> None:
    assert names.read(text) == expected


SEEN = (
    "Jane Doe, ‘After the War’, *Roads*, vol. 3, 2021, pp. 20–41; Richard Roe, *Borders*, Verso, London, 2019.",
    "Laurence Broers, *Armenia and Azerbaijan: Anatomy of a Rivalry*, EUP, Edinburgh, 2019, p. 7.",
)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Ibid.", [("broers2019", "p. 7")]),
        ("Ibid., p. 14.", [("broers2019", "p. 14")]),
        ("Broers, op. cit., p. 5.", [("broers2019", "p. 5")]),
        ("Broers, loc. cit.", [("broers2019", "p. 7")]),
        ("See Broers, *Armenia and Azerbaijan*, pp. 3–4.", [("broers2019", "pp. 3–4")]),
        ("Roe, supra note 1, at 12.", [("roe2019", "p. 12")]),
        ("Voir Doe, « After the War », note 1 supra.", [("doe2021", "")]),
        ("Roe, *Borders*; Broers, *Armenia and Azerbaijan*.", [("roe2019", ""), ("broers2019", "")]),
        ("Doe 2021, p. 30.", [("doe2021", "p. 30")]),
        ("Voir note 2.", [("broers2019", "")]),
        ("See note 1.", []),
        ("Smith, op. cit., p. 5.", []),
        ("Smith, *Other Matters*.", []),
    ],
)
def test_short_forms_are_joined_or_stay(text: str, cited: list[tuple[str, str]]) -> None:
    """Each means one source before it (Chicago, 14.29–36), or stays in words where that is not clear."""
    shelf = footnotes.read([marked(one) for one in (*SEEN, text)], [], [])
    assert [(one.key, one.locator) for one in shelf.outcomes[2].cited] == cited


def test_ibid_after_several_sources_is_not_guessed() -> None:
    shelf = footnotes.read([marked(SEEN[0]), "Ibid., p. 3."], [], [])
    assert shelf.outcomes[1].cited == ()
