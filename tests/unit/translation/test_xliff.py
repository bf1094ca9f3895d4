"""XLIFF 2.0 out and in: what others read in it, what comes back, and every file that is refused."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from translate.storage.xliff2 import Xliff2File

from notebuild import translation
from notebuild.core.model import Segment
from notebuild.core.problems import NotebuildError
from notebuild.sources import markdown
from notebuild.translation import Catalogue, Taken, xliff

TEXT = """## One {#one}

First sentence[^a].
Second *sentence*.

[^a]: A note [@key].

    With a second paragraph & a <mark>.

## Two {#two}

Another paragraph here.

A last one.
"""
CHANGED = TEXT.replace("Another", "One more")
PATH = "manuscript/x/note.md"
PO = """# Our translators
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# ok: same
#. One: heading
#: note.md
msgctxt "one:heading"
msgid "One"
msgstr "One"

#. One: paragraph
#: note.md
msgctxt "one:paragraph"
msgid ""
"First sentence[^a].\\n"
"Second *sentence*."
msgstr ""
"Première phrase[^a].\\n"
"Deuxième *phrase*."

#. One: footnote
#: note.md
msgctxt "footnote:a"
msgid ""
"A note [@key].\\n"
"\\n"
"With a second paragraph & a <mark>."
msgstr ""
"Une note [@key].\\n"
"\\n"
"Et son deuxième paragraphe & un <signe>."

#. Two: heading
#: note.md
msgctxt "two:heading"
msgid "Two"
msgstr "Deux"

#. Two: paragraph
#. changed: [-Another-] {+One more+} paragraph here.
#: note.md
#, fuzzy
#| msgid "Another paragraph here."
msgctxt "two:paragraph"
msgid "One more paragraph here."
msgstr "Un autre paragraphe."

#. Two: paragraph
#: note.md
msgctxt "two:paragraph"
msgid "A last one."
msgstr ""

#~ msgctxt "two:paragraph"
#~ msgid "Gone."
#~ msgstr "Parti."
"""
"""A catalogue of CHANGED, written by hand: one entry of every kind."""


def segments(text: str = CHANGED) -> tuple[Segment, ...]:
    return markdown.segments(text, PATH)


@pytest.fixture
def held(tmp_path: Path) -> Catalogue:
    """The catalogue above, read and brought up to date."""
    path = tmp_path / "fr.po"
    path.write_text(PO, encoding="utf-8")
    found, problems = translation.read(path, "fr.po")
    assert not problems
    assert translation.write(translation.update(found, segments())) == PO
    return translation.update(found, segments())


def written(held: Catalogue, text: str = CHANGED) -> str:
    made = translation.units(held, segments(text))
    return xliff.write(made, "x", PATH, "en-GB", "fr-FR").decode()


def back(held: Catalogue, file: str, folder: Path, text: str = CHANGED) -> Taken:
    """A file taken into the catalogue."""
    path = folder / "back.xlf"
    path.write_text(file, encoding="utf-8")
    read, problems = xliff.read(path, "back.xlf")
    taken = translation.take(held, segments(text), read.units, "back.xlf")
    return replace(taken, problems=(*problems, *taken.problems))


def told(folder: Path, data: bytes) -> list[str]:
    """What is said of a file that cannot be read."""
    path = folder / "back.xlf"
    path.write_bytes(data)
    with pytest.raises(NotebuildError) as raised:
        xliff.read(path, "back.xlf")
    return [str(problem) for problem in raised.value.problems]


ATTRIBUTES = {
    "xliff": {"version", "srcLang", "trgLang"},
    "file": {"id", "original"},
    "unit": {"id", "name", "canResegment", "{http://www.w3.org/XML/1998/namespace}space"},
    "notes": set(),
    "note": {"category"},
    "segment": {"state", "subState"},
    "source": set(),
    "target": set(),
}
"""Of the attributes that the OASIS schema (xliff_core_2.0.xsd) lets each element have, those we write."""

CHILDREN = {
    "xliff": ["file"],
    "file": ["unit"] * 6,
    "unit": ["notes", "segment"],
    "notes": ["note"],
    "segment": ["source", "target"],
}
"""The order in which that schema wants them."""


def test_the_file_is_xliff(held: Catalogue) -> None:
    """Names, order, versions, languages and ids as the standard wants them."""
    root = etree.fromstring(written(held).encode())
    assert root.nsmap == {None: "urn:oasis:names:tc:xliff:document:2.0"}
    assert dict(root.attrib) == {"version": "2.0", "srcLang": "en-GB", "trgLang": "fr-FR"}
    for element in root.iter():
        name = etree.QName(element).localname
        assert set(element.attrib) <= ATTRIBUTES[name]
        kinds = [etree.QName(child).localname for child in element]
        assert list(dict.fromkeys(kinds)) == [
            one for one in dict.fromkeys(CHILDREN.get(name, [])) if one in kinds
        ]
        assert len(kinds) == len(set(kinds)) or name in ("file", "notes")
    ids = [unit.get("id") for unit in root.iter("{*}unit")]
    assert ids == [
        "one:heading",
        "one:paragraph:1",
        "footnote:a",
        "two:heading",
        "two:paragraph:1",
        "two:paragraph:2",
    ]
    assert [s.get("state") for s in root.iter("{*}segment")] == [*["translated"] * 4, "initial", "initial"]


def test_an_outsider_reads_it(held: Catalogue) -> None:
    """translate-toolkit finds every text with its lines, and which are translated, fuzzy and empty."""
    store = Xliff2File.parsestring(written(held).encode())
    entries = [entry for entry in held.file if not entry.obsolete]
    assert [unit.source for unit in store.units] == [entry.msgid for entry in entries]
    assert [unit.target or "" for unit in store.units] == [entry.msgstr for entry in entries]
    assert [unit.isfuzzy() for unit in store.units] == [*[False] * 4, True, False]
    assert [unit.istranslated() for unit in store.units] == [*[True] * 4, False, False]
    stale = store.units[4].getunitelement()
    notes = {note.get("category"): note.text for note in stale.iter("{*}note")}
    assert notes == {
        "developer": "Two: paragraph\nchanged: [-Another-] {+One more+} paragraph here.",
        "former-source": "Another paragraph here.",
    }


def test_out_and_in_is_the_identity(held: Catalogue, tmp_path: Path) -> None:
    """What comes back untouched changes no byte: fuzzy, obsolete and signed entries stay."""
    taken = back(held, written(held), tmp_path)
    assert (taken.count, taken.problems) == (0, ())
    assert translation.write(taken.catalogue) == PO


def test_a_translator_has_worked(held: Catalogue, tmp_path: Path) -> None:
    """New and mended translations come in, their marks go; what is still to be reviewed stays fuzzy."""
    store = Xliff2File.parsestring(written(held).encode())
    store.units[4].target = "Encore un paragraphe."
    store.units[4].marktranslated()
    store.units[5].target = "Le dernier."
    store.units[5].marktranslated()
    store.units[3].markfuzzy()
    taken = back(held, bytes(store).decode(), tmp_path)
    assert (taken.count, taken.problems) == (3, ())
    assert translation.write(taken.catalogue) == PO.replace(
        "#. changed: [-Another-] {+One more+} paragraph here.\n#: note.md\n#, fuzzy\n"
        '#| msgid "Another paragraph here."\n',
        "#: note.md\n",
    ).replace("Un autre paragraphe.", "Encore un paragraphe.").replace(
        'msgid "A last one."\nmsgstr ""', 'msgid "A last one."\nmsgstr "Le dernier."'
    ).replace('#: note.md\nmsgctxt "two:heading"', '#: note.md\n#, fuzzy\nmsgctxt "two:heading"')


@pytest.mark.parametrize("meanwhile", ["Un autre paragraphe.", "Encore un paragraphe."])
def test_the_catalogue_was_mended_meanwhile(held: Catalogue, tmp_path: Path, meanwhile: str) -> None:
    """What was confirmed or mended in the catalogue is not undone by a file in which nobody reviewed it."""
    file = written(held)
    now = translation.accept(held, [part for part in segments() if part.id == "two:paragraph:1"])
    path = tmp_path / "fr.po"
    path.write_text(translation.write(now).replace("Un autre paragraphe.", meanwhile), encoding="utf-8")
    now, _ = translation.read(path, "fr.po")
    taken = back(now, file, tmp_path)
    assert (taken.count, taken.problems) == (0, ())
    assert f'msgstr "{meanwhile}"' in translation.write(taken.catalogue)
    assert "fuzzy" not in translation.write(taken.catalogue)


def test_a_translator_signs_an_exception(held: Catalogue, tmp_path: Path) -> None:
    """A note of the category "translator" is the translator's comment of the catalogue, both ways."""
    file = written(held)
    assert file.count('<note category="translator">ok: same</note>') == 1
    more = file.replace(
        '<note category="developer">One: paragraph</note>',
        '<note category="developer">One: paragraph</note><note category="translator">ok: emphasis</note>',
    )
    taken = back(held, more, tmp_path)
    assert translation.write(taken.catalogue) == PO.replace(
        "#. One: paragraph", "# ok: emphasis\n#. One: paragraph"
    )


def test_a_tool_that_drops_things(held: Catalogue, tmp_path: Path) -> None:
    """Without names, notes and state the units are found by their ids, and nothing of ours is lost."""
    root = etree.fromstring(written(held).encode())
    for element in list(root.iter("{*}notes")):
        element.getparent().remove(element)
    for element in root.iter("{*}unit", "{*}segment"):
        for name in ("name", "subState", "{http://www.w3.org/XML/1998/namespace}space"):
            element.attrib.pop(name, None)
    taken = back(held, etree.tostring(root, encoding="unicode"), tmp_path)
    assert (taken.count, taken.problems) == (0, ())
    assert translation.write(taken.catalogue) == PO


def test_an_empty_target_takes_nothing_away(held: Catalogue, tmp_path: Path) -> None:
    """A unit that came back without its translation leaves that of the catalogue."""
    taken = back(held, written(held).replace("<target>Deux</target>", "<target/>"), tmp_path)
    assert translation.write(taken.catalogue) == PO


def test_the_text_has_changed_meanwhile(held: Catalogue, tmp_path: Path) -> None:
    """A unit whose English is no longer that of the text is refused by name; the others are taken."""
    file = written(held).replace("<target>Deux</target>", "<target>Seconde</target>")
    new = CHANGED.replace("First sentence", "The first sentence")
    now = translation.update(held, segments(new))
    taken = back(now, file, tmp_path, new)
    assert [str(problem) for problem in taken.problems] == [
        "back.xlf:14: the original of one:paragraph:1 is another than in this file: "
        "[-First-] {+The first+} sentence[^a]. Second *sentence*.\n"
        "    hand the catalogue out again with ./doit xliff, and translate it there"
    ]
    assert taken.count == 1
    assert 'msgstr "Seconde"' in translation.write(taken.catalogue)
    assert '"Première phrase[^a].\\n"' in translation.write(taken.catalogue)


def test_a_unit_that_has_moved_is_found(held: Catalogue, tmp_path: Path) -> None:
    """A paragraph put before another gives it another id; its context and words still name it."""
    file = written(held)
    new = CHANGED.replace("One more paragraph", "A new one.\n\nOne more paragraph")
    now = translation.update(held, segments(new))
    taken = back(now, file.replace("Un autre paragraphe.", "Un paragraphe de plus."), tmp_path, new)
    assert (taken.count, taken.problems) == (1, ())


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            'id="two:heading" name="two:heading"',
            'id="two:haeding"',
            "back.xlf:38: two:haeding is no segment of the note (did you mean two:heading?)\n"
            "    take the unit out, or hand the catalogue out again with ./doit xliff",
            id="unknown unit",
        ),
        pytest.param(
            "<source>Two</source>",
            "<source>One</source>",
            "back.xlf:38: the original of two:heading is another than in this file: [-One-] {+Two+}\n"
            "    hand the catalogue out again with ./doit xliff, and translate it there",
            id="a source that was touched",
        ),
        pytest.param(
            'id="footnote:a" name="footnote:a"',
            'id="one:heading" name="one:heading"',
            "back.xlf:25: the original of one:heading is another than in this file: "
            "[-A note [@key]. With a second paragraph & a <mark>.-] {+One+}\n"
            "    hand the catalogue out again with ./doit xliff, and translate it there",
            id="another unit's id",
        ),
        pytest.param(
            "<target>Deux</target>",
            '<target>Deux<ph id="1"/></target>',
            "back.xlf:38: two:heading holds the element <ph>\n    write the marks of the text as characters",
            id="markup of the tool",
        ),
        pytest.param(
            "<target>Deux</target>",
            "<target>Deux<!-- x --></target>",
            "back.xlf:38: two:heading holds an XML comment\n    write the marks of the text as characters",
            id="a comment in the words",
        ),
        pytest.param(
            "<target>Deux</target>\n      </segment>",
            "<target>Deux</target>\n      </segment><segment><source>x</source></segment>",
            "back.xlf:38: two:heading was cut into 2 segments\n    join them again in your program",
            id="cut in two",
        ),
        pytest.param(
            '<unit id="two:heading" name="two:heading" canResegment="no" xml:space="preserve">',
            '<unit id="one:heading" name="one:heading"><segment><source>One</source><target>Un</target>'
            '</segment></unit><unit id="two:heading" name="two:heading">',
            "back.xlf:38: one:heading is in the file twice\n    keep one of the two",
            id="twice",
        ),
    ],
)
def test_units_that_are_refused(held: Catalogue, tmp_path: Path, old: str, new: str, problem: str) -> None:
    """A unit that cannot be taken is one Problem at its line; its translation stays what it was."""
    file = written(held)
    assert file.count(old) == 1
    taken = back(held, file.replace(old, new), tmp_path)
    assert [str(one) for one in taken.problems] == [problem]
    assert translation.write(taken.catalogue) == PO


def test_a_review_that_loses_a_key(held: Catalogue, tmp_path: Path) -> None:
    """A translation that comes back as reviewed, and lacks a key of the text, is told and stays stale."""
    text = CHANGED.replace("One more paragraph here.", "One more paragraph here [@key].")
    stale = translation.update(held, segments(text))
    file = written(stale, text)
    target = "<target>Un autre paragraphe.</target>"
    assert file.count(target) == 1
    state = re.search(r"<segment[^>]*>(?=\s*<source>One more)", file)
    assert state
    file = file.replace(state[0], '<segment state="final">').replace(target, "<target>Encore un.</target>")
    taken = back(stale, file, tmp_path, text)
    (problem,) = taken.problems
    assert re.match(
        r"back\.xlf:\d+: translation of two:paragraph:1 drops @key\n    keep every @key", str(problem)
    )
    key = ("two:paragraph", "One more paragraph here [@key].")
    entry = taken.catalogue.entries[key]
    assert (entry.msgstr, entry.fuzzy) == ("Encore un.", True)
    assert entry.previous_msgid == "Another paragraph here."


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE xliff [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en">&c;</xliff>"""
OUTSIDE = '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/hostname">]><xliff>&x;</xliff>'
DOCTYPE = "declares a document type\n    take out <!DOCTYPE …>: an XLIFF file has none"
NO_XLIFF = "not an XLIFF 2.0 file\n    save it as XLIFF 2.0"
AGAIN = "\n    hand the catalogue out again with ./doit xliff"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"", f"back.xlf: an empty file{AGAIN}", id="empty"),
        pytest.param(b" \n", f"back.xlf: an empty file{AGAIN}", id="white space"),
        pytest.param(LAUGHS.encode(), f"back.xlf: {DOCTYPE}", id="billion laughs"),
        pytest.param(OUTSIDE.encode(), f"back.xlf: {DOCTYPE}", id="external entity"),
        pytest.param(
            LAUGHS.encode("utf-16"),
            "back.xlf: not UTF-8 text\n    save the file with the encoding UTF-8",
            id="hidden in UTF-16",
        ),
        pytest.param(
            b'<?xml version="1.0" encoding="UTF-7"?>\n+ADwAIQ-DOCTYPE x',
            f"back.xlf:2: not well-formed XML: Start tag expected, '<' not found, line 2, column 1{AGAIN}",
            id="hidden in UTF-7",
        ),
        pytest.param(
            b"<xliff>\n<file></xliff>",
            "back.xlf:2: not well-formed XML: Opening and ending tag mismatch: file line 2 and xliff, "
            f"line 2, column 15{AGAIN}",
            id="broken",
        ),
        pytest.param(
            b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
            f"back.xlf: {NO_XLIFF}",
            id="XLIFF 1.2",
        ),
        pytest.param(b"<html/>", f"back.xlf: {NO_XLIFF}", id="something else"),
        pytest.param(
            b"<xliff>" + b"<file>" * 100_000,
            "back.xlf:1: not well-formed XML: Excessive depth in document: 256, use XML_PARSE_HUGE option, "
            f"line 1, column 1543{AGAIN}",
            id="too deep",
        ),
        pytest.param(
            b"\x00\xff\xfe", "back.xlf: not UTF-8 text\n    save the file with the encoding UTF-8", id="bytes"
        ),
    ],
)
def test_files_that_are_refused(tmp_path: Path, data: bytes, problem: str) -> None:
    """Whatever the file is, it gives one clear Problem."""
    assert told(tmp_path, data) == [problem]


def test_a_huge_file(tmp_path: Path) -> None:
    """A file of a size that no translation has is not even read."""
    with (tmp_path / "back.xlf").open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(NotebuildError) as raised:
        xliff.read(tmp_path / "back.xlf", "back.xlf")
    assert str(raised.value) == "back.xlf: larger than 20 MB\n    give the file of one translation"


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there, or is a folder, is told as such."""
    for name, said in (("gone.xlf", "no such file or directory"), (".", "is a directory")):
        with pytest.raises(NotebuildError) as raised:
            xliff.read(tmp_path / name, "gone.xlf")
        assert str(raised.value) == (
            f"gone.xlf: cannot be read: {said}\n    give the path of the translator's file"
        )


def test_nothing_is_left_out_in_silence(held: Catalogue) -> None:
    """A character that XML cannot hold is a Problem, not a text without it."""
    file = copy.deepcopy(held.file)
    file[0].msgstr = "U\x0bn"
    with pytest.raises(NotebuildError) as raised:
        written(replace(held, entries={**held.entries, ("one:heading", "One"): file[0]}))
    assert str(raised.value) == (
        "manuscript/x/note.md: one:heading holds the character U+000B, which XML cannot hold\n"
        "    take it out of the text"
    )


@pytest.mark.parametrize(
    ("name", "made"), [("one:heading", "one:heading"), ("source:a+b/c:note", "source:a_x2B_b_x2F_c:note")]
)
def test_ids_are_names_that_xml_allows(name: str, made: str) -> None:
    """A key may hold what no id may; it is found again all the same."""
    assert (xliff.token(name), xliff.name_of(made)) == (made, name)
