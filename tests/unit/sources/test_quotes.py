"""Apostrophes are told from quotation marks, and a mark without its fellow is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.sources import markdown
from notebuild.sources.checks import manuscript
from notebuild.sources.markdown import quotes

APOSTROPHES = [
    ("The [council](https://e.org)'s 'roads'", "The [council](https://e.org)’s 'roads'"),
    ("`make`'s 'value' and *Lake*'s", "`make`’s 'value' and *Lake*’s"),
    ("@key's 'view' and <https://e.org>'s", "@key’s 'view' and <https://e.org>’s"),
    ("the boats' 'joint' trip; James' 'own'", "the boats’ 'joint' trip; James’ 'own'"),
    ("the '90s, the '70s' songs, 'twas", "the ’90s, the ’70s’ songs, ’twas"),
    ("rock 'n' roll, 'em and 'Ndrangheta", "rock ’n’ roll, ’em and ’Ndrangheta"),
    ("\"'Inner' first\" and 'outer \"last\"'", "\"'Inner' first\" and 'outer \"last\"'"),
    ("l'*Écho* d'[Arles](https://e.org/l'a)", "l’*Écho* d’[Arles](https://e.org/l'a)"),
    ("a 'word'^['So' it's.] and 'two'", "a 'word'^['So' it’s.] and 'two'"),
    ("the 'Republic''s army", "the 'Republic'’s army"),
    ("(the 'so-called' state's)", "(the 'so-called' state’s)"),
    ("word—'quoted'—word, ['a'](https://e.org)", "word—'quoted'—word, ['a'](https://e.org)"),
    ("`it's` and [x]{lang='fr'} and \\'", "`it's` and [x]{lang='fr'} and \\'"),
    ('6" wide, 5\'10" or 5\' 10" tall', "6″ wide, 5′10″ or 5′ 10″ tall"),
    ('40° 26\' 46" N, the "class of \'89"', '40° 26′ 46″ N, the "class of ’89"'),
    ('He said "all 12" and "6" there, `6"`', 'He said "all 12" and "6" there, `6"`'),
    ("'Open in one\n\nclosed in another'", "’Open in one\n\nclosed in another’"),
]

WHOLE = [
    '"I think—", he said; "no—"',
    '"Quoted"[^a] and ["so"](https://e.org "a title") and "*x*"',
    '12" wide, 5\\" high',
    '"',
    '`a "b` and "c"',
    "\"He said 'yes'\" and 'she \"no\"'",
    'A capital after ".", not after "!" or "?"; and ".notdef" too',
    'One "a"/"b", ("c"), "d".',
    'A word^["So" he said, "no".] and "another"^[One.]',
]


@pytest.mark.parametrize(("typed", "read"), APOSTROPHES)
def test_apostrophes(typed: str, read: str) -> None:
    """A mark inside a word, after what ends one, or without a fellow is an apostrophe (Hart's Rules, 4.2)."""
    assert quotes.apostrophes(typed) == read
    assert quotes.apostrophes(read) == read


@pytest.mark.parametrize("text", WHOLE)
def test_whole_quotations(text: str) -> None:
    """Nothing is told of marks in pairs, of inches, of code, titles and repetition signs."""
    assert list(quotes.unpaired(text)) == []


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('He said "no.', "8:9"),
        ('He said no".', "8:11"),
        ('He said "so "we" left".', "8:13"),
        ('Words[^a].\n\n[^a]: See "this.\n\n    Or that".', "10:11"),
        ('| A | "b |\n|---|---|\n| c | d |', "8:7"),
        ('## The "end', "8:8"),
    ],
)
def test_a_mark_without_its_fellow_is_told(tmp_path: Path, body: str, place: str) -> None:
    """It stands at its place, with what to write."""
    head = "---\ntitle: T\nauthor: [A]\ndate: 2025-03-31\nversion: 1\nlang: en-GB\n---\n"
    (tmp_path / "note.md").write_text(f"{head}{body}\n", encoding="utf-8")
    note, _ = markdown.read(tmp_path / "note.md", "n.md")
    assert note is not None
    told = [str(problem) for problem in manuscript.check(note, tmp_path)]
    remedy = "close the quotation, write ' for one inside another, or put a backslash before the mark"
    assert told == [f"n.md:{place}: a quotation mark without its fellow\n    {remedy}"]


def test_a_quotation_of_several_paragraphs(tmp_path: Path) -> None:
    """Each paragraph opens it and the last closes it (New Hart's Rules, 9.2.4)."""
    head = "---\ntitle: T\nauthor: [A]\ndate: 2025-03-31\nversion: 1\nlang: en-GB\n---\n"
    (tmp_path / "note.md").write_text(
        f'{head}"One.\n\n"Two.\n\n"Three."\n\n| "A verse,\n| its end."\n', encoding="utf-8"
    )
    note, _ = markdown.read(tmp_path / "note.md", "n.md")
    assert note is not None
    assert manuscript.check(note, tmp_path) == ()
