"""How people write the label of a place in a source: CSL's names, and a few of legal texts."""

from __future__ import annotations

WORDS = {
    "act": "act acte akt | acts actes akte",
    "annex": "annex annexe | annexes",
    "appendix": "app appendix | apps appendices appendixes",
    "article": "art article artikel | arts articles",
    "book": "bk book livre buch | bks books livres bücher",
    "canon": "canon kanon | canons kanones",
    "chapter": "ch chap chapter chapitre kap kapitel | chs chaps chapters chapitres",
    "clause": "cl clause klausel | cls clauses klauseln",
    "column": "col column colonne sp spalte | cols columns colonnes spalten",
    "equation": "eq equation éq équation gl gleichung | eqs equations équations gleichungen",
    "figure": "fig figure abb abbildung | figs figures abbildungen",
    "folio": "f fo fol folio f° fᵒ bl blatt | ff fols folios fᵒˢ blätter",
    "issue": "iss issue | issues",
    "line": "l line ligne z zeile | ll lines lignes zeilen",
    "map": "map carte karte | maps cartes karten",
    "margin-number": "rn rdnr rdn rz randnr randnummer randziffer | rnn randnrn randnummern randziffern",
    "note": "n note fn footnote anm anmerkung fußnote | nn notes footnotes anmerkungen fußnoten",
    "number": "no nr number n° nº nᵒ numéro nummer | nos numbers n°s nᵒˢ numéros nrn nummern",
    "opus": "op opus | opp",
    "page": "p pg page seite | pp pgs pages seiten",
    "paragraph": "para par paragraph paragraphe abs absatz ¶ | paras pars paragraphs paragraphes absätze ¶¶",
    "part": "pt part partie teil | pts parts parties teile",
    "plate": "pl plate planche taf tafel | pls plates planches tafeln",
    "point": "point punkt | points punkte",
    "preamble": "preamble préambule präambel",
    "recital": "recital considérant erwägungsgrund | recitals considérants erwägungsgründe",
    "rule": "rule règle regel | rules règles regeln",
    "scene": "sc scene scène szene | scs scenes scènes szenen",
    "schedule": "sch schedule | schs schedules",
    "section": "s sec sect section abschnitt | ss secs sects sections abschnitte",
    "section-sign": "§ | §§",
    "slide": "slide diapo diapositive folie | slides diapos diapositives folien",
    "subparagraph": "al alinéa subpara subparagraph uabs unterabsatz | alinéas subparas subparagraphs unterabsätze",
    "supplement": "supp suppl supplement supplément | supps suppls supplements suppléments",
    "table": "tab table tableau tabelle | tables tableaux tabellen",
    "title": "tit title titre titel | titles titres",
    "verse": "v verse verset vers | vv verses versets verse",
    "volume": "vol volume tome t bd band | vols volumes tomes bde bände",
}
"""Name of each label to the words for one and, after the bar, for several: English, French, German; no stop."""

LABELS = {
    word: (label, number > 0)
    for label, words in reversed(WORDS.items())
    for number, half in reversed(list(enumerate(words.split("|"))))
    for word in half.split()
}
"""Each word to its label and whether it is for several."""

PLAIN = frozenset(
    str.split("""a about after and around as at before between by during for from in into near of on
    only or over see since than the then through till to under until up when with within is was were
    are esp especially around circa c january february march april may june july august
    september october november december""")
)
"""Words that may stand before a number without being a label: "in 2016", "5 October 2023"."""


def label_of(word: str) -> tuple[str, bool]:
    """Return the label that a word is, and whether it is for several; empty where it is none.

    A capital `S.` is none: a page in German, a section in English statutes.
    """
    return LABELS.get(word.lower(), ("", False)) if word != "S" else ("", False)
