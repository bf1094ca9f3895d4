"""The catalogue: reading, translating, bringing up to date, and every fault of a translation."""

from __future__ import annotations

from pathlib import Path

import pytest
from translate.storage import pypo

from notebuild import translation
from notebuild.core.model import Segment
from notebuild.sources import markdown
from notebuild.sources.markdown import frontmatter
from notebuild.translation import Catalogue

TEXT = """## One {#one}

First sentence[^a].
Second sentence.

[^a]: A note [@key].

## Two {#two}

Another paragraph here.
"""


def segments(text: str = TEXT) -> tuple[Segment, ...]:
    return markdown.segments(text, "manuscript/x/note.md")


def fresh(text: str = TEXT) -> Catalogue:
    return translation.update(translation.empty("fr.po", "fr-FR", "x"), segments(text))


def read(folder: Path, text: str) -> tuple[Catalogue, list[str]]:
    path = folder / "fr.po"
    path.write_text(text, encoding="utf-8")
    held, problems = translation.read(path, "fr.po")
    return held, [str(problem) for problem in problems]


def translated(folder: Path, text: str = TEXT, **words: str) -> Catalogue:
    """A full catalogue of identities, but for the words given."""
    file = translation.write(fresh(text))
    out, msgid = [], []
    for line in file.split("\n"):
        if line.startswith("msgid"):
            msgid = [line[len("msgid ") :]]
        elif line.startswith('"') and msgid:
            msgid.append(line)
        if line == 'msgstr ""' and msgid != ['""']:
            body = "\n".join(msgid)
            for old, new in words.items():
                body = body.replace(old, new)
            line, msgid = f"msgstr {body}", []
        out.append(line)
    held, problems = read(folder, "\n".join(out))
    assert not problems
    return held


def changed(held: Catalogue, text: str, folder: Path) -> tuple[Catalogue, str]:
    """The catalogue brought up to date with another text, written and read again."""
    file = translation.write(translation.update(held, segments(text)))
    return read(folder, file)[0], file


def test_a_new_catalogue() -> None:
    """Entries stand in the order of the text, each with its section, kind and context; one line a line."""
    assert translation.write(fresh()).split("\n\n", 1)[1] == (
        '#. One: heading\n#: note.md\nmsgctxt "one:heading"\nmsgid "One"\nmsgstr ""\n\n'
        '#. One: paragraph\n#: note.md\nmsgctxt "one:paragraph"\nmsgid ""\n'
        '"First sentence[^a].\\n"\n"Second sentence."\nmsgstr ""\n\n'
        '#. One: footnote\n#: note.md\nmsgctxt "footnote:a"\nmsgid "A note [@key]."\nmsgstr ""\n\n'
        '#. Two: heading\n#: note.md\nmsgctxt "two:heading"\nmsgid "Two"\nmsgstr ""\n\n'
        '#. Two: paragraph\n#: note.md\nmsgctxt "two:paragraph"\n'
        'msgid "Another paragraph here."\nmsgstr ""\n'
    )


def test_a_header_that_translators_know() -> None:
    """Language and character set are said; who translated, and when, is left to the tools."""
    header = translation.write(fresh()).split("\n\n")[0]
    assert '"Language: fr_FR\\n"' in header
    assert '"Content-Type: text/plain; charset=UTF-8\\n"' in header
    assert '"Project-Id-Version: x\\n"' in header


def test_a_missing_catalogue(tmp_path: Path) -> None:
    """A catalogue that is not there is told once, and can be brought up to date all the same."""
    held, problems = translation.read(tmp_path / "x" / "fr.po", "manuscript/x/fr.po")
    assert [str(p) for p in problems] == [
        "manuscript/x/fr.po: this catalogue is missing\n    make it with ./doit catalogue, then translate it"
    ]
    assert translation.check(segments(), held) == ()
    assert '"Language: fr\\n"' in translation.write(translation.update(held, segments()))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            'msgid "a"\nmsgstr "b\n',
            "fr.po:2: not a line of a PO catalogue\n"
            '    begin it with msgid or msgstr, close its quotation marks, write one in a text as \\"',
        ),
        (
            'msgid "a"\nmsgstr "b "c" d"\n',
            "fr.po:2: not a line of a PO catalogue\n"
            '    begin it with msgid or msgstr, close its quotation marks, write one in a text as \\"',
        ),
        (
            'msgid "a"\nmsgid "b"\nmsgstr "c"\n',
            "fr.po:2: not a line of a PO catalogue\n"
            '    begin it with msgid or msgstr, close its quotation marks, write one in a text as \\"',
        ),
        (
            'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\nmsgctxt "a"\nmsgid "b"\nmsgstr "d"\n',
            "fr.po:7: a is in the catalogue twice\n    keep one of the two; the other is on line 3",
        ),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
            "fr.po:2: an entry with plural forms\n    give it one msgid and one msgstr: nothing is counted",
        ),
        (
            'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "a"\nmsgstr "é"\n',
            "fr.po:3: the header says that the file is ISO-8859-1, and it is UTF-8\n    write charset=UTF-8 there",
        ),
        (
            'msgid ""\nmsgstr ""\n"Language: de\\n"\n\nmsgid "a"\nmsgstr "b"\n',
            "fr.po:3: the header says that this is a translation into de, and the file is fr.po\n"
            "    put the catalogue of fr in its place, or mend the header",
        ),
        (
            'msgid "a"\nmsgstr "b"\n\nmsgctxt "c"\nmsgid "d"\n',
            'fr.po:5: the file ends within an entry\n    add its msgstr "…", or bring the whole file back',
        ),
        (
            'msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> other\n',
            "fr.po:2: two versions that were never merged\n"
            "    keep one of the two, and delete the lines of <, = and >",
        ),
    ],
)
def test_faults_of_the_file(tmp_path: Path, text: str, problem: str) -> None:
    """What keeps a catalogue from being read has its line."""
    assert read(tmp_path, text)[1] == [problem]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A catalogue in another encoding is told, not guessed at."""
    path = tmp_path / "fr.po"
    path.write_bytes('msgid "a"\nmsgstr "é"\n'.encode("latin-1"))
    assert [str(p) for p in translation.read(path, "fr.po")[1]] == [
        "fr.po:2: not UTF-8 text\n    save the file with the encoding UTF-8"
    ]


def test_a_compiled_catalogue(tmp_path: Path) -> None:
    """An MO file under the name of the catalogue is told as what it is."""
    path = tmp_path / "fr.po"
    path.write_bytes(b"\xde\x12\x04\x95" + bytes(24))
    assert [str(p) for p in translation.read(path, "fr.po")[1]] == [
        "fr.po: a compiled catalogue (MO), which nobody can edit\n    put the PO file in its place"
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_and_marks_of_other_systems(tmp_path: Path, end: str, mark: str) -> None:
    """A catalogue saved on Windows, or with a byte order mark, is read like any other."""
    path = tmp_path / "fr.po"
    header = 'msgid ""\nmsgstr ""\n"Language: fr_FR\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    text = f'{header}\nmsgctxt "one:heading"\nmsgid "One"\nmsgstr "Un"\n\n#~ msgid "x"\n#~ msgstr "y"\n'
    path.write_bytes((mark + text.replace("\n", end)).encode())
    held, problems = translation.read(path, "fr.po")
    assert not problems
    assert held.entries["one:heading", "One"].msgstr == "Un"


def test_a_catalogue_of_another_text(tmp_path: Path) -> None:
    """A catalogue none of whose words or sections is of the note is one Problem, not one for each passage."""
    entry = 'msgctxt "other:paragraph"\nmsgid "Words {0}."\nmsgstr "Mots {0}."\n\n'
    held, problems = read(tmp_path, "".join(entry.format(number) for number in range(6)))
    assert not problems
    assert [str(p) for p in translation.foreign(segments(), held)] == [
        "fr.po: a catalogue of another text: none of its 6 passages is of this note\n"
        "    put the note's own catalogue in its place, or move this one away and run ./doit catalogue"
    ]
    assert not translation.foreign(segments(), translated(tmp_path))
    few, _ = read(tmp_path, entry.format(1))
    assert not translation.foreign(segments(), few)


def test_words_of_a_renamed_field(tmp_path: Path) -> None:
    """A field that now has pandoc's name keeps its translation, and nothing of it goes stale."""
    text = "---\ntitle: T\nabstract: Words.\nlicense: Free words.\nauthor: the editors\n---\n"
    fields = frontmatter.read(text, "n.md").fields
    contexts = {"abstract": "summary", "license": "licence", "author": "authors"}
    entries = ""
    for one in fields:
        name = one.context.removeprefix("meta:")
        entries += f'msgctxt "meta:{contexts.get(name, name)}"\nmsgid "{one.text}"\n'
        entries += f'msgstr "{one.text.upper()}"\n\n'
    held, problems = read(
        tmp_path, f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n{entries}'
    )
    assert not problems
    held = translation.update(held, fields)
    assert set(translation.states(fields, held).values()) == {"translated"}
    assert [one.text for one in translation.translate(fields, held)] == [
        "T",
        "WORDS.",
        "FREE WORDS.",
        "THE EDITORS",
    ]
    assert "meta:summary" not in translation.write(held)


def test_a_title_that_fills_a_page(tmp_path: Path) -> None:
    """A translation has the limits of the note: a title of 1,000 characters, which no line of a page could hold."""
    fields = frontmatter.read("---\ntitle: T\n---\n", "n.md").fields
    entry = 'msgctxt "meta:title"\nmsgid "T"\nmsgstr "{}"\n'
    held, _ = read(tmp_path, entry.format("mot " * 300 + "mot"))
    assert [str(p) for p in translation.check(fields, held)] == [
        "fr.po:3: translation of meta:title is longer than 1000 characters\n"
        "    shorten it, or part it as the original is"
    ]
    held, _ = read(tmp_path, entry.format("mot " * 20 + "mot"))
    assert translation.check(fields, held) == ()


def test_an_empty_catalogue_changes_nothing() -> None:
    """What is not translated stays English, and every segment is said to be missing."""
    assert translation.translate(segments(), fresh()) == segments()
    assert set(translation.states(segments(), fresh()).values()) == {"missing"}


def test_translations_are_put_in_place(tmp_path: Path) -> None:
    """Only the words change; marks, blank lines and labels stay."""
    held = translated(tmp_path, First="Première", Another="Un autre", note="remarque")
    text = markdown.join(translation.translate(segments(), held))
    assert text == TEXT.replace("First", "Première").replace("Another", "Un autre").replace(
        "A note", "A remarque"
    )


def test_an_unchanged_text_keeps_everything(tmp_path: Path) -> None:
    """Bringing up to date what is up to date changes no byte."""
    held = translated(tmp_path)
    assert translation.write(translation.update(held, segments())) == translation.write(held)


def test_a_changed_segment_becomes_stale(tmp_path: Path) -> None:
    """One English word changes: one entry is fuzzy, with the former English and the words that changed."""
    held, file = changed(translated(tmp_path), TEXT.replace("Another", "One more"), tmp_path)
    assert [
        id
        for id, state in translation.states(segments(TEXT.replace("Another", "One more")), held).items()
        if state != "translated"
    ] == ["two:paragraph:1"]
    assert (
        "#. Two: paragraph\n#. changed: [-Another-] {+One more+} paragraph here.\n#: note.md\n#, fuzzy\n"
        '#| msgid "Another paragraph here."\nmsgctxt "two:paragraph"\n'
        'msgid "One more paragraph here."\nmsgstr "Another paragraph here."\n'
    ) in file.replace('#| msgctxt "two:paragraph"\n', "")


def test_a_second_change_keeps_the_first_english(tmp_path: Path) -> None:
    """A stale translation is of the text it was made from, however often that has changed since."""
    held, _ = changed(translated(tmp_path), TEXT.replace("Another", "One more"), tmp_path)
    _, file = changed(held, TEXT.replace("Another", "Still one more"), tmp_path)
    assert '#| msgid "Another paragraph here."' in file


def test_a_change_taken_back_is_no_change(tmp_path: Path) -> None:
    """When the original is again what the translation was made from, it holds again."""
    first = translated(tmp_path)
    held, _ = changed(first, TEXT.replace("Another", "One more"), tmp_path)
    assert changed(held, TEXT, tmp_path)[1] == translation.write(first)


def test_a_moved_segment_keeps_its_translation(tmp_path: Path) -> None:
    """A paragraph that goes to another section, or whose section is renamed, needs no translator."""
    moved = TEXT.replace("{#two}", "{#second}")
    held, file = changed(translated(tmp_path), moved, tmp_path)
    assert set(translation.states(segments(moved), held).values()) == {"translated"}
    assert "fuzzy" not in file and "#~" not in file


def test_a_removed_segment_becomes_obsolete_and_comes_back(tmp_path: Path) -> None:
    """What is taken out is kept aside, with its translation, and found again."""
    first = translated(tmp_path)
    shorter = TEXT.replace("Another paragraph here.\n", "")
    held, file = changed(first, shorter, tmp_path)
    assert '#~ msgctxt "two:paragraph"\n#~ msgid "Another paragraph here."' in file
    back, _ = changed(held, TEXT, tmp_path)
    assert set(translation.states(segments(), back).values()) == {"translated"}


def test_untranslated_entries_go_without_a_trace(tmp_path: Path) -> None:
    """An entry that nobody translated is not kept when its text goes."""
    _, file = changed(fresh(), TEXT.replace("Another paragraph here.\n", ""), tmp_path)
    assert "Another" not in file


def test_two_like_changes_find_their_own(tmp_path: Path) -> None:
    """Among several changed segments each gets the translation that fits it best."""
    text = "## A {#a}\n\nThe first harbour was open.\n\nThe second harbour was shut.\n"
    new = "## A {#a}\n\nThe second harbour was shut again.\n\nThe first harbour was open again.\n"
    _, file = changed(translated(tmp_path, text, harbour="port"), new, tmp_path)
    assert 'msgid "The second harbour was shut again."\nmsgstr "The second port was shut."' in file
    assert 'msgid "The first harbour was open again."\nmsgstr "The first port was open."' in file


def test_equal_texts_in_one_context_share_an_entry() -> None:
    """A PO file may not hold one context and text twice."""
    file = translation.write(fresh("| A | B |\n|---|---|\n| yes | yes |\n"))
    assert file.count('msgid "yes"') == 1


def test_an_outsider_reads_it(tmp_path: Path) -> None:
    """translate-toolkit finds contexts, states, former texts, comments and places where gettext has them."""
    new = TEXT.replace("Another", "One more").replace("Second sentence.\n", "").replace("## One", "## Uno")
    _, file = changed(translated(tmp_path), new, tmp_path)
    store = pypo.pofile.parsestring(file.encode())
    header = store.parseheader()
    assert header["Language"] == "fr_FR"
    assert header["Content-Type"] == "text/plain; charset=UTF-8"
    assert "Plural-Forms" not in header
    units = [unit for unit in store.units if unit.source]
    assert [(unit.getcontext(), unit.isfuzzy(), unit.isobsolete()) for unit in units] == [
        ("one:heading", False, False),
        ("one:paragraph", True, False),
        ("footnote:a", False, False),
        ("two:heading", False, False),
        ("two:paragraph", True, False),
        ("one:heading", False, True),
    ]
    assert units[4].prev_source == "Another paragraph here."
    assert units[4].getnotes("developer").startswith("Two: paragraph\nchanged: [-Another-] {+One more+}")
    assert {place for unit in units[:5] for place in unit.getlocations()} == {"note.md"}


def test_comments_of_translators_stay(tmp_path: Path) -> None:
    """What a translator wrote beside an entry is kept, and what a tool put into the header too."""
    file = translation.write(translated(tmp_path)).replace(
        "#. Two: paragraph\n", "# ok: numbers\n#. Two: paragraph\n"
    )
    file = file.replace('"Language: fr_FR\\n"', '"Language: fr_FR\\n"\n"X-Generator: Poedit 3.4\\n"')
    held, _ = read(tmp_path, file)
    again = translation.write(translation.update(held, segments()))
    assert "# ok: numbers\n" in again and "X-Generator: Poedit 3.4" in again


def test_missing_and_stale_are_told(tmp_path: Path) -> None:
    """What is missing or stale is named, with its line in the catalogue and what changed."""
    new = TEXT.replace("Another", "One more") + "\nA new paragraph.\n"
    held, _ = changed(translated(tmp_path), new, tmp_path)
    assert [str(p) for p in translation.check(segments(new), held) if p.severity == "error"] == [
        "fr.po:48: the original of two:paragraph:1 has changed: [-Another-] {+One more+} paragraph here.\n"
        "    run ./doit catalogue, mend the translation and take the word fuzzy out of its flags; "
        "if it still holds: ./doit accept .fr two:paragraph:1",
        "fr.po:54: two:paragraph:2 has no translation: A new paragraph.\n    translate it",
    ]


def test_a_segment_without_an_entry_is_told(tmp_path: Path) -> None:
    """A catalogue that was not brought up to date says so, where the entry would stand."""
    held = translated(tmp_path)
    found = translation.check(segments(TEXT + "\nA new paragraph.\n"), held)
    assert [str(p) for p in found if p.severity == "error"] == [
        "fr.po:45: two:paragraph:2 has no translation: A new paragraph.\n"
        "    run ./doit catalogue, then translate it"
    ]


def test_lost_keys_are_told_at_their_line(tmp_path: Path) -> None:
    """A translation that drops a key is named by segment, at the line of its entry."""
    held = translated(tmp_path, **{" [@key]": ""})
    found = [str(p) for p in translation.check(segments(), held) if p.severity == "error"]
    assert found == [
        "fr.po:33: translation of footnote:a drops @key\n"
        "    keep every @key and [^label] of the original text, in its order"
    ]


def test_an_exception_is_signed_in_a_comment(tmp_path: Path) -> None:
    """A translator's comment takes a warning away, but never one about keys."""
    file = translation.write(translated(tmp_path, **{" [@key]": ""}))
    held, _ = read(tmp_path, file.replace("#. One: footnote", "# ok: same, keys\n#. One: footnote"))
    found = [p for p in translation.check(segments(), held) if p.location.line == 34]
    assert [p.message for p in found] == ["translation of footnote:a drops @key"]


def test_the_words_that_changed() -> None:
    """A difference is by words, with what stays the same cut short."""
    assert translation.difference("a b c", "a x c d") == "a [-b-] {+x+} c {+d+}"
    long = " ".join("abcdefghij")
    assert translation.difference(long, long + " k") == "a b c … h i j {+k+}"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue that the system does not let us read is told with the system's reason."""
    path = tmp_path / "fr.po"
    path.write_text("", encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [str(p) for p in translation.read(path, "fr.po")[1]] == [
        "fr.po: cannot be opened: Permission denied\n    let the project read it"
    ]


def test_bringing_up_to_date_changes_a_copy(tmp_path: Path) -> None:
    """The catalogue that was read, which others may hold, stays as it was, flags and header too."""
    held = translated(tmp_path)
    before = translation.write(held)
    newer = translation.update(held, segments(TEXT.replace("Another paragraph", "One more paragraph")))
    assert "#, fuzzy" in translation.write(translation.with_version(newer, "7"))
    assert translation.write(held) == before
