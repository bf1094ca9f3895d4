"""What biblatex knows: entry types and what they require, fields, languages.

From the biblatex manual, sections 2.1 and 2.2, relaxed where a policy note needs it: a treaty has
no author, a web page may have no date.
"""

from __future__ import annotations

from collections.abc import Mapping

_WHO = "author|editor"
_WHEN = "date|year"
_BODY = "author|institution|organization|school|publisher"
_PLACE = "url|doi|eprint"
_BOOK = ("title", _WHO, _WHEN)
_PART = ("title", _WHO, "booktitle", _WHEN)
_THESIS = ("title", "author", "institution|school", _WHEN)

TYPES: Mapping[str, tuple[str, ...]] = {
    "article": ("title", "journaltitle|journal", _WHEN),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "reference"), _BOOK),
    **dict.fromkeys(("proceedings", "mvproceedings", "mvreference", "periodical"), ("title", _WHEN)),
    **dict.fromkeys(("inbook", "incollection", "inproceedings", "conference"), _PART),
    **dict.fromkeys(("bookinbook", "suppbook", "suppcollection", "inreference"), _PART),
    "suppperiodical": ("title", "journaltitle|journal", _WHEN),
    "review": ("title", "journaltitle|journal", _WHEN),
    "thesis": (*_THESIS, "type"),
    "phdthesis": _THESIS,
    "mastersthesis": _THESIS,
    "report": ("title", _BODY, _WHEN),
    "techreport": ("title", _BODY, _WHEN),
    "unpublished": ("title", _WHO, _WHEN),
    "patent": ("title", "author", "number", _WHEN),
    "dataset": ("title", f"{_WHO}|organization"),
    "manual": ("title", f"{_WHO}|organization"),
    "booklet": ("title", f"{_WHO}|organization|howpublished"),
    "online": ("title", _PLACE),
    "electronic": ("title", _PLACE),
    "www": ("title", _PLACE),
    **dict.fromkeys(
        str.split("""misc software artwork audio image video movie music performance standard letter
        legislation legal jurisdiction commentary"""),
        ("title",),
    ),
}
"""Entry type to what it requires; `a|b` is met by either."""

PRINTED = str.split(
    """author editor translator title subtitle titleaddon shorttitle maintitle booktitle
    booksubtitle journaltitle journalsubtitle issuetitle type number series edition
    volume volumes issue eid chapter part pages version howpublished institution
    organization school publisher location date origdate eventdate eventtitle venue
    pubstate note addendum url urldate doi isbn issn eprint eprinttype langid options
    keywords"""
)
"""The fields handed on with a cited entry, in the order they are written."""

OLD_NAMES = {"journal": "journaltitle", "address": "location", "year": "date"}

_SILENT = frozenset(
    # Fields of biblatex that no reference of ours prints, and what reference managers add.
    str.split("""abstract annotation annote annotator file pdf library pagetotal pagination
    bookpagination indextitle indexsorttitle sortkey sortname sorttitle sortyear presort
    label shorthand shorthandintro shortauthor shorteditor shortjournal shortseries
    language origlanguage origlocation origpublisher origtitle reprinttitle entrysubtype
    month day eprintclass archiveprefix primaryclass editortype authortype nameaddon
    holder isrn commentator introduction foreword afterword maintitleaddon mainsubtitle
    booktitleaddon issuesubtitle journaltitleaddon usera userb userc userd usere userf
    verba verbb verbc gender execute timestamp owner creationdate modificationdate
    groups ranking readstatus priority qualityassured comment review date-added
    date-modified bdsk-url-1 bdsk-url-2 bdsk-file-1 mendeley-tags mendeley-groups citationkey
    copyright issue_date numpages articleno key""")
)
FIELDS = frozenset(PRINTED) | _SILENT | OLD_NAMES.keys()
POINTERS = ("crossref", "xref", "xdata", "entryset", "related")
"""Fields through which an entry takes from another one."""

TEXT = frozenset(
    str.split("""title subtitle titleaddon shorttitle maintitle booktitle booksubtitle journaltitle
    journalsubtitle issuetitle series howpublished institution organization school publisher
    location eventtitle venue note addendum type journal address""")
)
NAMES = frozenset({"author", "editor", "translator"})

LANGUAGES = frozenset(
    str.split("""english american british canadian australian newzealand usenglish ukenglish french
    acadian canadien german ngerman austrian naustrian swissgerman nswissgerman russian armenian
    turkish azerbaijani persian farsi arabic hebrew georgian ukrainian italian spanish portuguese
    brazilian dutch polish czech slovak hungarian romanian bulgarian greek serbian croatian
    slovene slovenian danish swedish norsk nynorsk norwegian finnish estonian latvian lithuanian
    latin catalan galician basque chinese japanese korean kazakh uzbek""")
)

SUBTAGS = {
    name: subtag
    for subtag, names in {
        "ar": "arabic",
        "bg": "bulgarian",
        "ca": "catalan",
        "cs": "czech",
        "da": "danish",
        "de": "german ngerman austrian naustrian swissgerman nswissgerman",
        "el": "greek",
        "en": "english american british canadian australian newzealand usenglish ukenglish",
        "es": "spanish",
        "et": "estonian",
        "fi": "finnish",
        "fr": "french acadian canadien",
        "he": "hebrew",
        "hr": "croatian",
        "hu": "hungarian",
        "hy": "armenian",
        "it": "italian",
        "la": "latin",
        "lt": "lithuanian",
        "lv": "latvian",
        "nl": "dutch",
        "pl": "polish",
        "pt": "portuguese brazilian",
        "ro": "romanian",
        "ru": "russian",
        "sk": "slovak",
        "sl": "slovene slovenian",
        "sr": "serbian",
        "sv": "swedish",
        "tr": "turkish",
        "uk": "ukrainian",
    }.items()
    for name in names.split()
}
"""Babel's names of languages that pandoc's LaTeX reader knows, to their primary subtags (BCP 47)."""
