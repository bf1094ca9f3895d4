"""The bibliography of a random note: entries of many types and fields, as reference managers export them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from running_text import KEYS, Writer

PERSONS = (
    "Roe, Ann",
    "Ann Roe",
    "Roe, Ann and Moe, Max",
    "van der Berg, Pieter",
    "Müller, Jörg and Doe, Jane and others",
    "{Lake Council}",
    "{{Office of Lakes}}",
    "Roe, Jr., Sam",
    "O'Hara, Maeve",
    "Le Goff, Anne-Marie and Poe, E. A. and Noe, N. and Zoe, Z.",
    "Fox",
)
EXPORTED = (
    "keywords = {lakes,roads}",
    "file = {:C\\:/papers/lake.pdf:PDF}",
    "abstract = {Words \\& more words, 50\\% of them.}",
    "langid = {english}",
    "issn = {0317-8471, 1050-124X}",
    "isbn = {978-0-00-000000-2}",
    "doi = {10.1000/lake.2019.1}",
    "url = {https://example.org/lake/2019/road_and_bridge.html}",
    "urldate = {2024-03-02}",
    "mendeley-groups = {Lakes}",
    "groups = {lakes}",
    "timestamp = {2020-01-01}",
    "note = {A note about the road}",
    "addendum = {Second printing}",
    "pubstate = {forthcoming}",
    "origdate = {1950}",
    "series = {Lake Papers}",
)

Fields = Callable[[Writer, str], tuple[str, list[str]]]


def place(w: Writer) -> str:
    key = w.random.choice(["location", "address"])
    return f"{key} = {{{w.random.choice(['London', 'Zürich', 'London and Paris', 'New York, NY'])}}}"


def year(w: Writer) -> str:
    number = w.random.randint(1950, 2024)
    dates = ("{0}", "{0}-05", "{0}-05-03", "{0}/{1}")
    years = ("year = {{{0}}}", "year = {0}", "year = {{{0}}},\n  month = may")
    forms = [*years, *(f"date = {{{{{date}}}}}" for date in dates)]
    return w.random.choice(forms).format(number, number + 2)


def author(w: Writer) -> str:
    return f"author = {{{w.random.choice(PERSONS)}}}"


TYPES: tuple[Fields, ...] = (
    lambda w, t: ("book", [author(w), t, "publisher = {Lake Press}", place(w), year(w)]),
    lambda w, t: (
        "book",
        [f"editor = {{{w.random.choice(PERSONS)}}}", t, "publisher = {Lake \\& Press}", year(w)],
    ),
    lambda w, t: (
        "book",
        [author(w), t, "edition = {2}", "volume = {3}", "volumes = {4}", place(w), year(w)],
    ),
    lambda w, t: (
        "book",
        [author(w), t, "subtitle = {The Roads}", "maintitle = {Lakes}", "volume = {2}", year(w)],
    ),
    lambda w, t: (
        "article",
        [
            author(w),
            t,
            "journaltitle = {Lake Quarterly}",
            "volume = {12}",
            "number = {3}",
            "pages = {14--22}",
            year(w),
        ],
    ),
    lambda w, t: (
        "article",
        [author(w), t, "journal = {Lakes and {R}oads}", "volume = 7", "pages = {14-22}", year(w)],
    ),
    lambda w, t: ("article", [author(w), t, "journal = {Open Lakes}", "eid = {e1204}", year(w)]),
    lambda w, t: (
        "incollection",
        [
            author(w),
            t,
            "booktitle = {The Book of Lakes}",
            "editor = {Poe, E.}",
            "publisher = {Press}",
            "pages = {3--9}",
            year(w),
        ],
    ),
    lambda w, t: ("inproceedings", [author(w), t, "booktitle = {Proceedings of the Lakes}", year(w)]),
    lambda w, t: (
        "techreport",
        [
            author(w),
            t,
            "institution = {Institute of Lakes}",
            "number = {12}",
            "type = {Working paper}",
            year(w),
        ],
    ),
    lambda w, t: (
        "report",
        [author(w), t, "institution = {Lake Council}", "type = {Rapporteur's report}", year(w)],
    ),
    lambda w, t: ("phdthesis", [author(w), t, "school = {University of Lakes}", year(w)]),
    lambda w, t: (
        "thesis",
        [author(w), t, "institution = {University of Lakes}", "type = {mathesis}", year(w)],
    ),
    lambda w, t: (
        "online",
        [author(w), t, "url = {https://example.org/a%20b/c_d?e=f&g=h}", "urldate = {2024-05-01}", year(w)],
    ),
    lambda w, t: ("misc", [author(w), t, "howpublished = {\\url{https://example.org/paper}}", year(w)]),
    lambda w, t: ("misc", [t, "organization = {Lake Council}", "note = {Unpublished letter}", year(w)]),
    lambda w, t: ("unpublished", [author(w), t, "note = {Typescript}", year(w)]),
    lambda w, t: ("legislation", [author(w), t, "number = {L 12/3}", year(w)]),
    lambda w, t: ("dataset", [author(w), t, "version = {2.1}", "publisher = {Lake Data}", year(w)]),
    lambda w, t: ("manual", [t, "organization = {Lake Council}", year(w)]),
    lambda w, t: ("booklet", [author(w), t, "howpublished = {By the author}", year(w)]),
    lambda w, t: (
        "inbook",
        [author(w), t, "booktitle = {Lakes}", "bookauthor = {Poe, Edna}", "chapter = {3}", year(w)],
    ),
    lambda w, t: (
        "proceedings",
        [f"editor = {{{w.random.choice(PERSONS)}}}", t, "eventtitle = {Lake Days}", year(w)],
    ),
)
TITLES: tuple[Callable[[Writer], str], ...] = (
    lambda w: f"The {{Lake}} {w.marked('x')} Road",
    lambda w: f"{w.marked('x').capitalize()}: The Lake and the Road",
    lambda w: f"{{Lake {w.marked('x')}}}",
    lambda w: f"The Council's {w.marked('x')} 'Roads'",
    lambda w: f"Roads \\& {w.marked('x')}, 1990--1994",
    lambda w: f"La rivi{{\\`e}}re et l'\\'et\\'e {w.marked('x')}",
    lambda w: f"\\emph{{Roads}} {w.marked('x')} {{\\textendash}} Lakes",
    lambda w: f"What Is a {w.marked('x')}?",
    lambda w: f"[Letter to the {w.marked('x')} Council]",
    lambda w: f"Дорога {w.marked('x')}",
)


def bibliography(random: Random, writer: Writer) -> dict[str, str]:
    """Return the entries k1 to kN, by key."""
    out = {}
    for number in range(1, KEYS + 1):
        w = writer
        kind, fields = random.choice(TYPES)(w, f"title = {{{random.choice(TITLES)(w)}}}")
        known = {field.split(" ")[0] for field in fields}
        for extra in random.sample(EXPORTED, random.randint(0, 4)):
            name = extra.split(" ")[0]
            if name not in known and (name, kind) != ("url", "online"):
                fields.append(extra)
        out[f"k{number}"] = f"@{kind}{{k{number},\n  " + ",\n  ".join(fields) + "\n}\n"
    return out
