"""Where a translation disagrees with its original, and where it must not be said to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from notebuild.translation.qa import compare, disagreement, numbers

ENGLISH, FRENCH = (
    tomllib.loads(Path(f"styles/profiles/{name}.toml").read_text(encoding="utf-8"))["numbers"]
    for name in ("en-GB", "fr-FR")
)
KEEP = "keep every @key and [^label] of the original text, in its order"
NUMBER = "write the number of the original text, or sign the change with # ok: numbers"


def faults(original: str, translation: str, kind: str = "paragraph") -> list[tuple[str, str, str]]:
    found = compare.compare(original, translation, kind, (ENGLISH, FRENCH))
    return [(fault.message, fault.remedy, fault.severity) for fault in found]


@pytest.mark.parametrize(
    ("original", "translation", "kind", "fault"),
    [
        ("Fact [@a].", "Fait.", "paragraph", ("drops @a", KEEP, "error")),
        ("Fact.", "Fait [@a].", "paragraph", ("adds @a", KEEP, "error")),
        ("Fact[^b].", "Fait.", "paragraph", ("drops [^b]", KEEP, "error")),
        ("A fact^[A note].", "Un fait.", "paragraph", ("drops ^[…]", KEEP, "error")),
        (
            "One [@a] and two[^b].",
            "Un[^b] et deux [@a].",
            "paragraph",
            ("has [^b] @a where the original has @a [^b]", KEEP, "error"),
        ),
        (
            "Fact [@a, point 9].",
            "Fait [@a, point 8].",
            "paragraph",
            ("drops @a, point 9", KEEP, "error"),
        ),
        (
            'Told [@a, p. 7: "never again"].',
            'Dit [@a, p. 7 : "never again"].',
            "paragraph",
            (
                'leaves in English beside a key: "never again"',
                "translate it, or sign the change with # ok: same",
                "warning",
            ),
        ),
        (
            "Told [@a, pp. 12 to 14].",
            "Dit [@a, p. 12 à 15].",
            "paragraph",
            ("drops @a, pp. 12 to 14", KEEP, "error"),
        ),
        (
            "At https://e.org/a.",
            "Voir https://e.org/b.",
            "paragraph",
            (
                "drops the link to https://e.org/a",
                "bring it back, or sign the change with # ok: links",
                "error",
            ),
        ),
        (
            "Told [see @a].",
            "Dit ; voir [@a].",
            "paragraph",
            (
                'leaves a call where it may not stand: "voir" is left alone before the call of a note',
                "put it in the brackets: [voir @key]",
                "warning",
            ),
        ),
        (
            "Fact [@a; @b].",
            "Fait [@a] [@b].",
            "paragraph",
            (
                "groups its citations as [@a], [@b] for [@a; @b]",
                "keep the brackets and semicolons of the original text",
                "error",
            ),
        ),
        (
            "A [word](https://e.org)[^b].",
            "Un [mot[^b]](https://e.org).",
            "paragraph",
            (
                "holds what may not be printed: [^b] in the words of a link",
                "put it after the link",
                "error",
            ),
        ),
        (
            "Fact [see @a, p. 3, on the border].",
            "Fait [voir @a, p. 3, on the border].",
            "paragraph",
            (
                'leaves in English beside a key: "on the border"',
                "translate it, or sign the change with # ok: same",
                "warning",
            ),
        ),
        (
            "Fact [@a; see also @b].",
            "Fait [@a; see also @b].",
            "paragraph",
            (
                'leaves in English beside a key: "see also"',
                "translate it, or sign the change with # ok: same",
                "warning",
            ),
        ),
        (
            "See [it](https://e.org/1).",
            "Voir.",
            "paragraph",
            (
                "drops the link to https://e.org/1",
                "bring it back, or sign the change with # ok: links",
                "error",
            ),
        ),
        (
            "See it.",
            "Voir [cela](https://e.org).",
            "paragraph",
            (
                "adds the link to https://e.org",
                "take it out, or sign the change with # ok: links",
                "error",
            ),
        ),
        (
            "See [](#tbl-a).",
            "Voir [](#tbl-b).",
            "paragraph",
            (
                "drops the cross-reference to #tbl-a",
                "bring it back, or sign the change with # ok: links",
                "error",
            ),
        ),
        (
            "A word.",
            "Un {{ mot }}.",
            "metadata",
            (
                "holds what may not be printed: {{ mot }} is a variable of a template, and would be printed",
                "write here what it stands for; put a backslash before it where it is meant as words",
                "error",
            ),
        ),
        (
            "A word.",
            r"Un \textbf{mot}.",
            "paragraph",
            (
                r"holds what may not be printed: \textbf is a command of LaTeX, and would be printed",
                r"write **…**; write \\textbf for the words themselves",
                "error",
            ),
        ),
        ("A word.", "   ", "metadata", ("is blank", "translate it", "error")),
        (
            "A word.",
            "Un <b>mot</b>.",
            "paragraph",
            (
                "holds what may not be printed: raw HTML <b>",
                "write **…**; put a backslash before a < meant as a character",
                "error",
            ),
        ),
        (
            "A word.",
            "Un [mot](javascript:x).",
            "paragraph",
            (
                "holds what may not be printed: link to javascript:x",
                "link to an address that begins with https://, or to a #label of this note",
                "error",
            ),
        ),
        (
            "A word.",
            "Un ![mot](/etc/passwd).",
            "paragraph",
            (
                "holds what may not be printed: image /etc/passwd is outside the note's folder",
                "put the file in the note's folder and name it from there: figures/name.svg",
                "error",
            ),
        ),
        (
            "A word.",
            "Un mot\ue010.",
            "paragraph",
            ("holds the character U+E010, which is no text", "take it out", "error"),
        ),
        (
            "A heading",
            "Un titre {#autre}",
            "heading",
            ("adds the label #autre", "take it out; labels are those of the original text", "error"),
        ),
        (
            "A word.",
            "- Un mot.",
            "paragraph",
            (
                "reads as a list-item where the original is a paragraph",
                "keep the paragraphs and lists of the original text; "
                "put a backslash before a mark meant as a character",
                "error",
            ),
        ),
        (
            "A word.",
            "Un mot.\n\nEt un autre.",
            "paragraph",
            (
                "reads as 2 paragraphs where the original is a paragraph",
                "keep the paragraphs and lists of the original text; "
                "put a backslash before a mark meant as a character",
                "error",
            ),
        ),
        (
            "A word",
            "Un | mot",
            "cell",
            ("has a bar, which begins a new cell", "write it as \\|", "error"),
        ),
        (
            "An *important* word.",
            "Un mot important.",
            "paragraph",
            (
                "has 0 emphasised passages where the original has 1",
                "emphasise what the original emphasises, or sign the change with # ok: emphasis",
                "warning",
            ),
        ),
        (
            "Not yet translated.",
            "Not yet translated.",
            "paragraph",
            ("repeats the original", "translate it, or sign it with # ok: same", "warning"),
        ),
        ("Two came.", "Trois sont venus.", "paragraph", ("lacks the number 2", NUMBER, "warning")),
        ("In 2019.", "En 2018.", "paragraph", ("lacks the number 2019", NUMBER, "warning")),
        ("It ended.", "Fini en 2018.", "paragraph", ("adds the number 2018", NUMBER, "warning")),
        (
            "On 3 May and 5 June.",
            "Le 5 mai et le 3 juin.",
            "paragraph",
            ("gives other dates than the original", NUMBER, "warning"),
        ),
        (
            "In March 2024.",
            "En mai 2024.",
            "paragraph",
            ("gives other dates than the original", NUMBER, "warning"),
        ),
        ("Some 35 per cent.", "Quelque 35.", "paragraph", ("lacks the unit percent", NUMBER, "warning")),
        ("A TB2 drone.", "Un drone TB3.", "paragraph", ("lacks TB2", NUMBER, "warning")),
        (
            "Of 12 and 15, then 12 again.",
            "De 12 et 15, puis 15 de nouveau.",
            "paragraph",
            ("has 15 more often than the original, 12 less often", NUMBER, "warning"),
        ),
        ("It rose.", "Une hausse en %.", "paragraph", ("adds the unit percent", NUMBER, "warning")),
        ("Some came.", "Trois sont venus.", "paragraph", ("adds the number 3", NUMBER, "warning")),
        ("In summer.", "En juin.", "paragraph", ("gives other dates than the original", NUMBER, "warning")),
        (
            "At 10:30.",
            "À 10 h 45.",
            "paragraph",
            ("gives another hour than the original", NUMBER, "warning"),
        ),
        (
            "For five years.",
            "Pendant cinq mois.",
            "paragraph",
            ("has 5 with month where the original has it with year", NUMBER, "warning"),
        ),
        (
            "In May 2019 and June 2020.",
            "En mai 2020 et en juin 2019.",
            "paragraph",
            ("has month 5 with 2020 where the original has it with 2019", NUMBER, "warning"),
        ),
        ("Article 5.2", "Article 5.3", "paragraph", ("lacks 5.2", NUMBER, "warning")),
        ("CC BY 4.0", "CC BY 3.0", "paragraph", ("lacks the number 4", NUMBER, "warning")),
        ("EUR 4.5", "EUR 4.5", "paragraph", ("lacks the number 4.5", NUMBER, "warning")),
    ],
)
def test_slips_are_found(original: str, translation: str, kind: str, fault: tuple[str, str, str]) -> None:
    """What a translation lost, added or changed is said, with what to do and how much it matters."""
    assert fault in faults(original, translation, kind)


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("A force of 1,960 troops for five years.", "Une force de 1 960 hommes pour cinq ans."),
        ("More than 100,000 left.", "Plus de 100\u202f000 personnes sont parties."),
        ("It cost 1,234.5 million.", "Cela a coûté 1 234,5 millions."),
        ("Twelve states.", "12 États."),
        ("Told [@a, pp. 12 to 14].", "Dit [@a, p. 12 à 14]."),
        ("Told [@a, Table 3 and Figure 2].", "Dit [@a, tableau 3 et figure 2]."),
        ("Told [@a, ch. 2, p. 1,204].", "Dit [@a, chap. 2, p. 1\u202f204]."),
        ("Told [@a, p. 12n4; Ohl, in print].", "Dit [@a, p. 12, n. 4 ; Ohl, à paraître]."),
        ('Told [@a, p. 7: "never again"].', "Dit [@a, p. 7 : « jamais plus »]."),
        ("Told [see above; @a, p. 7; @b].", "Dit [voir plus haut ; @a, p. 7 ; @b]."),
        ("See https://e.org/a_b.", "Voir <https://e.org/a_b>."),
        ("12 states.", "Douze États."),
        ("A dozen states.", "Une douzaine d'États."),
        ("Worth $5bn.", "Une valeur de 5 milliards de dollars."),
        ("From 3 May to 5 June.", "Du 3 mai au 5 juin."),
        ("On 1 February and 9 April 2024.", "Le 1er février et le 9 avril 2024."),
        ("On 9 and 10 November.", "Les 9 et 10 novembre."),
        ("In the twentieth century.", "Au XXe siècle."),
        ("In the 1990s.", "Dans les années 1990."),
        ("Over 2011--20.", "De 2011 à 2020."),
        ("Over 2011--20.", "Sur la période 2011--2020."),
        ("Some 2.9 per cent.", "Quelque 2,9 %."),
        ("Two of them came.", "L'un et l'autre sont venus."),
        ("One of them, the one that counts.", "L'un d'eux, celui qui compte."),
        ("Thirty-five years; the 44-day war.", "Trente-cinq ans ; la guerre de quarante-quatre jours."),
        ("Ninety-seven, seventy-one, eighty.", "Quatre-vingt-dix-sept, soixante et onze, quatre-vingts."),
        ("Two and three, twenty-one.", "Deux et trois, vingt et un."),
        ("One hundred and five; two hundred.", "Cent cinq ; deux cents."),
        ("The third visit, in two thousand.", "La troisième visite, en deux mille."),
        ("They may march in time.", "Ils peuvent marcher au pas."),
        ("In March it may end.", "En mars cela peut finir."),
        ("The talks began at 10:30.", "Les pourparlers ont commencé à 10 h 30."),
        ("Resolution 822 (1993), S/RES/822.", "Résolution 822 (1993), S/RES/822."),
        ("See @a [p. 33] and [@b, pp. 2--4; @c].", "Voir @a [p. 33] et [@b, pp. 2--4; @c]."),
        ("Fact [see @a, p. 3, and passim].", "Fait [voir @a, p. 3, et passim]."),
        ("[Text](https://e.org/2024/03).", "[Texte](https://e.org/2024/03)."),
        ("`code 12` and *a*.", "`code 12` et *un*."),
        ("Baku", "Baku"),
        ("Civil Contract", "Civil Contract"),
        ("Violence between the two communities.", "Des violences intercommunautaires."),
        ("July 2024", "Juillet 2024"),
        ("Twice in four days.", "À deux reprises en quatre jours."),
        ("A third of its trade, 35 percent.", "Un tiers de son commerce, 35 pour cent."),
        ("Ukraine No. 3", "L'Ukraine nᵒ 3"),
        ("Several hundred people.", "Plusieurs centaines de personnes."),
        ("From 1.2 to 1.3 billion.", "Entre 1,2 milliard et 1,3 milliard."),
        ("For three decades.", "Pendant trente ans."),
        ("For thirty years.", "Pendant trois longues décennies."),
        ("Two and a half million.", "Deux millions et demi."),
        ("2.5 million.", "2 millions et demi."),
        ("In the '90s.", "Dans les années 90."),
        ("At 8 p.m.", "À 20 heures."),
        ("The ferry left at 5.30 p.m.", "Le bac est parti à 17 h 30."),
        ("The ferry left at 5.30pm.", "Le bac est parti à 17h30."),
        ("The ferry left at 11.15 a.m.", "Le bac est parti à 11 h 15."),
        ("The ferry left at 12.05 a.m.", "Le bac est parti à 0 h 05."),
        ("The ferry left at 5.30.", "Le bac est parti à 5 h 30."),
        ("From 15:00 to 17:30.", "De 15 h à 17 h 30."),
        ("Between 6 and 7 p.m.", "Entre 18 et 19 heures."),
        ("At half past five in the evening.", "À 17 h 30."),
        ("At a quarter past nine.", "À 9 h 15."),
        ("On 3/5/2024 and 2024-06-01.", "Le 3 mai 2024 et le 1er juin 2024."),
        ("OJ C, 12.11.2024", "JO C, 12.11.2024"),
        ("One-third of it", "Un tiers"),
        ("The twenty-second time", "La vingt-deuxième fois"),
        ("A wall of 5 m", "Un mur de 5 m"),
        ("On the 1st of May", "Le 1^er^ mai"),
        ("Fact [cf. @a, p. 3; see @b, on peace].", "Fait [cf. @a, p. 3 ; voir @b, sur la paix]."),
        ("As @a [p. 3, the map] has it.", "Comme le montre @a [p. 3, la carte]."),
        ("Under CC BY-SA 4.0; 2.5 per cent.", "Sous CC BY-SA 4.0 ; 2,5 pour cent."),
        ("It is HTML 5.2.", "C’est HTML 5.2."),
    ],
)
def test_good_translations_pass(original: str, translation: str) -> None:
    """The same number said as the other language says it is the same number."""
    assert faults(original, translation) == []


@pytest.mark.parametrize(
    ("text", "table", "values"),
    [
        ("mille neuf cent quatre-vingt-onze", FRENCH, {1991}),
        ("deux cent mille, trois millions", FRENCH, {200_000, 3_000_000}),
        ("soixante-dix-huit et quatre-vingt-dix", FRENCH, {78, 90}),
        ("nineteen hundred; forty-four thousand", ENGLISH, {1900, 44_000}),
        ("2,5 milliards", FRENCH, {2_500_000_000}),
        ("XIXe et IVe", FRENCH, {19, 4}),
        ("Le roi ; Ce jour", FRENCH, set()),
        ("soixante-dixième et vingt-deuxième", FRENCH, {70, 22}),
        ("3.14 and 1,000,000 and 12,34", ENGLISH, {Decimal("3.14"), 1_000_000, 12, 34}),
    ],
)
def test_numbers_are_read(text: str, table: Mapping[str, Any], values: set[int]) -> None:
    """Figures, words and Roman ordinals are read as the language's table says."""
    assert numbers.read(text, table).values == {Decimal(value) for value in values}


def test_exceptions_are_signed() -> None:
    """A translator signs with `ok:` and the sorts; other comments sign nothing."""
    assert disagreement.signed("to be discussed\nok: numbers, emphasis") == {"numbers", "emphasis"}
    assert disagreement.signed("this is ok: links") == frozenset()
