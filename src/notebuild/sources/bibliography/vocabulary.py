"""What biblatex knows: entry types and what they require, fields, languages.

From the biblatex manual, sections 2.1 and 2.2, relaxed where a policy note needs it: a treaty has
no author, a web page may have no date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_WHO = "author|editor"
_WHEN = "date|year"
_BODY = "author|institution|organization|school|publisher"
_PLACE = "url|doi|eprint"
_BOOK = ("title", _WHO, _WHEN)
_PART = ("title", _WHO, "booktitle", _WHEN)
_ARTICLE = ("title", "journaltitle|journal", _WHEN)
_THESIS = ("title", "author", "institution|school", _WHEN)

TYPES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("article", "suppperiodical", "review"), _ARTICLE),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "commentary"), _BOOK),
    **dict.fromkeys(("proceedings", "mvproceedings", "reference", "mvreference"), ("title", _WHEN)),
    "periodical": ("title", _WHEN),
    "inbook": ("title", _WHO, "booktitle|chapter|pages", _WHEN),
    **dict.fromkeys(("incollection", "inproceedings"), _PART),
    **dict.fromkeys(("bookinbook", "suppbook", "suppcollection"), _PART),
    "inreference": ("title", "booktitle", _WHEN),
    "thesis": (*_THESIS, "type"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "bachelorsthesis"), _THESIS),
    "report": ("title", _BODY, _WHEN),
    "techreport": ("title", _BODY, _WHEN),
    "unpublished": ("title", "author|editor", _WHEN),
    "patent": ("title", "author|holder", "number", _WHEN),
    "dataset": ("title", f"{_WHO}|organization|publisher"),
    "manual": ("title",),
    "booklet": ("title", f"{_WHO}|organization|howpublished"),
    "online": ("title", _PLACE),
    **dict.fromkeys(
        str.split("""misc software artwork audio image video movie music performance standard letter
        legislation legal jurisdiction"""),
        ("title",),
    ),
}
"""Entry type to what it requires; `a|b` is met by either."""

SYNONYMS = {
    "electronic": "online",
    "www": "online",
    "webpage": "online",
    "website": "online",
    "blog": "online",
    "conference": "inproceedings",
    "presentation": "unpublished",
    "talk": "unpublished",
    "speech": "unpublished",
    "newspaper": "article",
    "newspaperarticle": "article",
    "magazine": "article",
    "magazinearticle": "article",
    "journal": "article",
    "preprint": "unpublished",
    "bachelorthesis": "bachelorsthesis",
    "masterthesis": "mastersthesis",
    "dissertation": "phdthesis",
    "encyclopedia": "inreference",
    "dictionary": "inreference",
    "ebook": "book",
    "chapter": "incollection",
    "bookchapter": "incollection",
    "whitepaper": "report",
    "policybrief": "report",
    "workingpaper": "report",
    "law": "legislation",
    "statute": "legislation",
    "bill": "legislation",
    "regulation": "legislation",
    "treaty": "legal",
    "case": "jurisdiction",
    "data": "dataset",
    "program": "software",
    "code": "software",
    "film": "movie",
    "map": "image",
    "softwareversion": "software",
    "softwaremodule": "software",
}
"""Types of BibTeX, of reference managers and of their users, to those of biblatex."""

UNCITED = frozenset(("xdata", "ieeetranbstctl", "control", "bibnote", "comment"))
"""Types of what is no source: data for other entries, settings of a style."""

PRINTED = str.split(
    """author editor translator title subtitle titleaddon shorttitle maintitle mainsubtitle maintitleaddon
    booktitle booksubtitle booktitleaddon journaltitle journalsubtitle journaltitleaddon issuetitle
    issuesubtitle bookauthor type number series edition
    volume volumes issue eid chapter part pages version howpublished institution
    organization school publisher holder location date origdate eventdate eventtitle eventtitleaddon venue
    pubstate note addendum url urldate doi isbn issn eprint eprinttype langid options
    keywords"""
)
"""The fields handed on with a cited entry, in the order they are written."""

OLD_NAMES = {"journal": "journaltitle", "address": "location", "year": "date"}

ALIASES = {
    "hyphenation": "langid",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "article-number": "eid",
    "article_number": "eid",
    "articleno": "eid",
    "artnum": "eid",
    "art_number": "eid",
    "elocation-id": "eid",
    **dict.fromkeys(
        (
            "lastaccessed",
            "lastchecked",
            "accessed",
            "accessdate",
            "access-date",
            "urlaccessdate",
            "lastvisited",
        ),
        "urldate",
    ),
    "origyear": "origdate",
    "howpubl": "howpublished",
}
"""What databases and managers call fields of biblatex."""

VERBATIM = frozenset(str.split("url doi eprint file pdf ids crossref xref xdata entryset options isbn issn"))
"""Fields in which no sign is LaTeX."""

DATES = frozenset(("date", "urldate", "origdate", "eventdate"))

_SILENT = frozenset(
    # Fields of biblatex that no reference of ours prints, and what reference managers and databases add.
    str.split("""abstract annotation annote annotator file pdf library pagetotal pagination
    bookpagination indextitle indexsorttitle sortkey sortname sorttitle sortyear presort sortshorthand
    label shorthand shorthandintro shortauthor shorteditor shortjournal shortseries shortbooktitle
    language origlanguage origlocation origpublisher origtitle reprinttitle entrysubtype
    month day eprintclass archiveprefix primaryclass editortype editora editorb editorc editoratype
    editorbtype editorctype authortype nameaddon bookpagination eventyear urlyear urlmonth urlday
    isrn isan ismn iswc commentator introduction foreword afterword
    gender execute timestamp owner creationdate modificationdate
    ids langidopts crossref xref xdata entryset related relatedtype relatedstring relatedoptions
    groups ranking readstatus priority printed relevance quality qualityassured comment comments review
    date-added date-modified citationkey keyword added-at interhash intrahash biburl bibsource
    copyright issue_date numpages articleno key eissn pissn essn e-issn lccn mrnumber mrclass mrreviewer
    zblnumber zbl pmid pmcid coden jstor_articletype jstor_formatteddate refid adsurl adsnote
    source document_type affiliation affiliations author_keywords abbrev_source_title correspondence_address1
    funding_details publication_stage page_count cited_by sponsors
    research-areas web-of-science-categories web-of-science-index author-email keywords-plus unique-id
    times-cited usage-count-last-180-days usage-count-since-2013 journal-iso doc-delivery-number
    number-of-cited-references cited-references orcid-numbers researcherid-numbers funding-acknowledgement
    funding-text book-group-author book-author early-access-date earlyaccessdate da oa esi-highly-cited-paper
    esi-hot-paper meeting publication-type accession-number access archive archiveid
    call-number callnumber db dbname dp a1 u1 rights license medium place-published
    series-editor serieseditor database-provider short-title secondary-title
    collaborator contributor read contents rating notes urn bestandnr signatur rating location-of-original
    journal-full pst remote-url mesh hal_id hal_version swhid repository license file-2 file-3
    bibdate bibkey categories tags citeseerurl opac status language-of-publication publisher-address
    reporter court assignee nationality dayfiled monthfiled yearfiled intype juniorauthor amount""")
)
PRIVATE = re.compile(
    r"(?:bdsk-|date-|mendeley-|citeulike-|zotero-|citavi|jabref|priv|x-|_|opt|alt(?=[a-z])|tex\.|usage-count|local-).*"
    r"|.*\+an(?::.*)?|(?:user|list)[a-f]|name[a-c](?:type)?|verb[a-c]|sort\w*|.*-file-\d+|attachments?|url_\w+|file[-\w]*"
)
"""Names of fields that a manager keeps for itself, or that are switched off (OPTpages), or annotate others."""

FIELDS = frozenset(PRINTED) | _SILENT | OLD_NAMES.keys() | ALIASES.keys()

UNPRINTED = {
    "editora": "editor",
    "editorb": "editor",
    "editorc": "editor",
    "commentator": "editor",
    "annotator": "editor",
    "introduction": "titleaddon",
    "foreword": "titleaddon",
    "afterword": "titleaddon",
}
"""People whom a reference of ours does not name, to the field that would."""

TEXT = frozenset(
    str.split("""title subtitle titleaddon shorttitle maintitle mainsubtitle maintitleaddon booktitle booksubtitle
    booktitleaddon journaltitle journalsubtitle journaltitleaddon issuetitle issuesubtitle series howpublished
    institution organization school publisher holder location eventtitle eventtitleaddon venue note addendum type
    journal address edition version chapter""")
)
NAMES = frozenset({"author", "editor", "translator", "bookauthor"})

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

NAMED = {subtag: name for name, subtag in reversed(SUBTAGS.items())}
"""Primary subtags to the first of their names."""
