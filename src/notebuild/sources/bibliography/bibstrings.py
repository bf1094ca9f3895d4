"""The words of biblatex that each language has its own of: kinds of theses, reports and patents, states, series.

From biblatex's localisation files (english.lbx, french.lbx, german.lbx); a language without a table gets
the English words. pandoc has them too, but not all, and none in German.
"""

from __future__ import annotations

_ENGLISH = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "technical report",
    "resreport": "research report",
    "software": "computer software",
    "datacd": "CD-ROM",
    "audiocd": "audio CD",
    "patent": "patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "US patent",
    "patreq": "patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "US patent request",
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
    "newseries": "new series",
    "oldseries": "old series",
}
_FRENCH = {
    "phdthesis": "thèse de doctorat",
    "mathesis": "mémoire de master",
    "bathesis": "mémoire de licence",
    "candthesis": "thèse de candidature",
    "techreport": "rapport technique",
    "resreport": "rapport scientifique",
    "software": "logiciel",
    "datacd": "cédérom",
    "audiocd": "disque compact audio",
    "patent": "brevet",
    "patentde": "brevet allemand",
    "patenteu": "brevet européen",
    "patentfr": "brevet français",
    "patentuk": "brevet britannique",
    "patentus": "brevet américain",
    "patreq": "demande de brevet",
    "patreqde": "demande de brevet allemand",
    "patreqeu": "demande de brevet européen",
    "patreqfr": "demande de brevet français",
    "patrequk": "demande de brevet britannique",
    "patrequs": "demande de brevet américain",
    "inpreparation": "en préparation",
    "submitted": "soumis",
    "forthcoming": "à paraître",
    "inpress": "sous presse",
    "prepublished": "prépublication",
    "newseries": "nouvelle série",
    "oldseries": "ancienne série",
}
_GERMAN = {
    "phdthesis": "Dissertation",
    "mathesis": "Masterarbeit",
    "bathesis": "Bachelorarbeit",
    "candthesis": "Kandidatenarbeit",
    "techreport": "Technischer Bericht",
    "resreport": "Forschungsbericht",
    "software": "Software",
    "datacd": "CD-ROM",
    "audiocd": "Audio-CD",
    "patent": "Patent",
    "patentde": "deutsches Patent",
    "patenteu": "europäisches Patent",
    "patentfr": "französisches Patent",
    "patentuk": "britisches Patent",
    "patentus": "US-Patent",
    "patreq": "Patentanmeldung",
    "patreqde": "deutsche Patentanmeldung",
    "patreqeu": "europäische Patentanmeldung",
    "patreqfr": "französische Patentanmeldung",
    "patrequk": "britische Patentanmeldung",
    "patrequs": "US-Patentanmeldung",
    "inpreparation": "in Vorbereitung",
    "submitted": "eingereicht",
    "forthcoming": "im Erscheinen",
    "inpress": "im Druck",
    "prepublished": "Vorveröffentlichung",
    "newseries": "neue Folge",
    "oldseries": "alte Folge",
}
_TABLES = {"en": _ENGLISH, "fr": _FRENCH, "de": _GERMAN}

NAMES = frozenset(_ENGLISH)
"""biblatex's names of the words."""


def worded(value: str, language: str) -> str:
    """Return the words of a language (a primary subtag) for a name of biblatex; any other value as it is."""
    return _TABLES.get(language, _ENGLISH).get(value, value)


def series(number: str, language: str) -> str:
    """Return `3rd series`: a number in the field `series` of an article counts the journal's series."""
    if language == "fr":
        return f"{number}{'re' if number == '1' else 'e'} série"
    if language == "de":
        return f"{number}. Folge"
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")
    return f"{number}{'th' if number[-2:-1] == '1' else ending} series"
