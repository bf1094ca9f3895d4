"""What stays together on a line, language by language; `␣` is a no-break space, `~` a narrow one.

The expected texts follow what each row of a profile names: the Lexique of the Imprimerie nationale, "Coupures",
New Hart's Rules 10 and 11, DIN 5008 and the Duden, and the SI Brochure.
"""

from __future__ import annotations

import pytest

from houses import TOOL
from notebuild.core.house import Profile, read_profile
from notebuild.edition.typography import worded

FRENCH = """
il va à␣Bakou, il a␣dit, il y␣a␣là, ô␣temps, À␣l’invitation
l’a dit, a-t-il dit, vitamine A et, c’est-à-dire
n°␣3, nᵒ␣12, N°␣4, nos␣3 et 4, n°␣5
10␣km², 5␣°C, 12␣MW, 3␣kWh, 63␣kV, 20␣MVA, 50␣Hz, 4␣Go, 40␣ha, 5␣€, 3␣M€, 12␣%
5␣millions de dollars, 3␣milliards, 20␣ans, 5␣mois, 40~000␣soldats
5 hommages, 3 mers, 40 toujours
J.␣Dupont, J.-P.␣Dupont, G.␣W.␣Bush, M.␣Aliev, MM.␣Aliev et Roth, Mme␣Roth, Dr␣Roth, Mgr␣Roth
art.␣5, chap.␣IV, al.␣2, p.␣33, pp.␣33, t.␣II, l.␣12, fig.␣3, §␣5
article␣5, chapitre␣IV, résolution␣1325, tableau␣3, page␣12, Annexe␣II
Nicolas␣II, Louis␣XIV régna, Henri et
le 12␣mars 2025, le 1er␣mai, XXe␣siècle
s.␣d., op.␣cit., cf.␣Roth, av.␣J.-C.
"""

ENGLISH = """
p.␣5, pp.␣12–14, No.␣3, no.␣3, Nos␣3 and 4, art.␣5, fig.␣3, vol.␣II, ch.␣4, §␣5
10␣km², 5␣°C, 12␣MW, 3␣kWh, 63␣kV, 20␣MVA, 50␣Hz, 40␣ha, 12␣per cent, 5␣million dollars, 3␣bn, 20␣years, 400␣troops
5 homes, 3 seas, 40 always, 3 mining towns
12␣March 2025, 12th␣March, 12␣Sept 2020
Dr␣Roth, Mr␣Aliev, Mrs.␣Aliev, Gen.␣Roth, Prof␣Roth, St␣Andrews
J.␣Dupont, G.␣W.␣Bush, J.-P.␣Sartre
Article␣5, section␣2, Resolution␣1325, Chapter␣IV, page␣12
Nicholas␣II went, World War␣II, When I saw
8␣p.m., et␣al., op.␣cit., n.␣d., cf.␣Roth, e.g.␣this
"""

AMERICAN = "March␣12, 2025 and 12␣March, p.␣5, Dr.␣Roth, 5␣million"

GERMAN = """
S.␣5, Nr.␣3, Art.␣5, Abb.␣2, Kap.␣IV, §␣5, Artikel␣5, Kapitel␣IV, Seite␣12, Resolution␣1325
10␣km², 5␣°C, 12␣MW, 63␣kV, 20␣MVA, 50␣Hz, 5␣Mio. Euro, 5␣Millionen Euro, 20␣Jahre, 12␣Uhr
5 Hommagen, 3 Meere
12.␣März 2025, 19.␣Jahrhundert
z.~B. Berlin, d.~h. morgen, i.~d.~R. so
Dr.␣Roth, Prof.␣Roth, Frau␣Roth, Herrn␣Roth, G.␣W.␣Bush, Friedrich␣II. regierte
"""

ROWS = [
    (name, line)
    for name, lines in {
        "fr-FR": FRENCH,
        "fr-CA": FRENCH,
        "en-GB": ENGLISH,
        "en-US": AMERICAN,
        "de-DE": GERMAN,
    }.items()
    for line in lines.strip().split("\n")
]


def profile(name: str) -> Profile:
    path = TOOL / "profiles" / f"{name}.toml"
    return read_profile(path, path.as_posix())


@pytest.mark.parametrize(("name", "line"), ROWS, ids=[f"{name}: {line[:24]}" for name, line in ROWS])
def test_what_stays_together(name: str, line: str) -> None:
    """Typed with plain spaces it is bound where the rule says, and nowhere else; set twice it stays."""
    typed = line.replace("␣", " ").replace("~", " ")
    set_once = worded(typed, profile(name))
    assert set_once.replace("\u00a0", "␣").replace("\u202f", "~") == line
    assert worded(set_once, profile(name)) == set_once


@pytest.mark.parametrize("name", ["fr-FR", "en-GB", "de-DE", "en-US", "fr-CA", "eu-isg"])
def test_notes_begin_with_a_capital(name: str) -> None:
    """Every language that the tool knows begins a note with a capital, be it a name's particle."""
    assert profile(name).heads
