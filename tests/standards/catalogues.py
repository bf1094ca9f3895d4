"""What translators' tools say of the catalogues: gettext's msgfmt and msgmerge, translate-toolkit's pofilter."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import polib
from tools import Tools, run
from verdict import Built, Verdict

from notebuild import translation
from notebuild.core.model import Segment
from notebuild.core.problems import Location

EXCLUDED = {
    "acronyms": "acronyms are translated, NATO is OTAN: our term base has each with its form",
    "brackets": "a title in another language is tagged, [words]{lang=en}, in the translation only",
    "doublequoting": "French guillemets stand for English single marks: our check counts each language's pairs",
    "isfuzzy": "./doit status tells, and the note's policy says what becomes of it",
    "numbers": "48.6 per cent is 48,6 %: our check compares values, not figures",
    "puncspacing": "the profile sets the spaces before marks, whatever a translator typed",
    "pythonbraceformat": "braces are Markdown's attributes and BibTeX's names, no placeholders",
    "simplecaps": "languages capitalise names and titles differently",
    "singlequoting": "an English mark is an apostrophe too",
    "startcaps": "a common noun begins an English field with a capital, a French one not always",
    "startpunc": "‘Cession’ begins with another mark than « Cession »",
    "unchanged": "names and titles stay as they are: our check knows, or the entry is signed",
    "untranslated": "./doit status tells, and the note's policy says what becomes of it",
}
"""Filters of pofilter that do not count, by name, each with its reason."""

FOUND = re.compile(r"\(pofilter\) (.+)")


def files(built: Built) -> list[Path]:
    """Every catalogue of the project."""
    return sorted(built.root.glob("manuscript/*/*.po"))


def entries(built: Built) -> int:
    """How many entries the catalogues have."""
    return sum(len(polib.pofile(str(path))) for path in files(built))


def planted(built: Built, scratch: Path, find: str, put: str) -> Path:
    """A copy of a good catalogue with one fault in it."""
    path = scratch / files(built)[0].name
    text, count = re.subn(find, put, files(built)[0].read_text("utf-8"), count=1)
    assert count, f"no {find} to plant a fault at"
    path.write_text(text, "utf-8")
    return path


def msgfmt(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """gettext compiles every catalogue without a word: syntax, header, nothing twice."""

    def faults(path: Path) -> list[str]:
        done = run("msgfmt", "--check", "--output-file=/dev/null", path)
        said = [line.replace(str(path), path.name) for line in done.stderr.splitlines()]
        return said or ([f"{path.name}: status {done.returncode}"] if done.returncode else [])

    bad = planted(built, scratch, r"(?s)\n\n(msgctxt|#)(.*)\Z", r"\n\n\1\2\n\1\2")
    seen = [fault for path in files(built) for fault in faults(path)]
    return Verdict("msgfmt", f"{len(files(built))} catalogues, {entries(built)} entries", seen, faults(bad))


def msgmerge(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """gettext brings a catalogue up to date as we do: kept, fuzzy, moved, new and obsolete entries."""

    def faults(path: Path, change: bool) -> list[str]:
        held, _ = translation.read(path, path.name)
        texts = [(entry.msgctxt or "", entry.msgid) for entry in held.file if not entry.obsolete]
        longest = sorted(texts, key=lambda text: -len(text[1]))
        mended, removed, moved = longest[0], longest[1], longest[2]
        texts = [_mended(text) if text == mended else text for text in texts if text != removed]
        texts.append(texts.pop(texts.index(moved)))
        texts.append(("added:paragraph", "A sentence that nobody has translated yet."))
        made = [
            Segment(str(number), "paragraph", Location("note.md"), text, context)
            for number, (context, text) in enumerate(texts[: len(texts) - change])
        ]
        wanted = polib.POFile(wrapwidth=0)
        wanted.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
        wanted.extend(polib.POEntry(msgctxt=context, msgid=text) for context, text in texts)
        wanted.save(str(scratch / "note.pot"))
        merged = scratch / "merged.po"
        options = ("--quiet", "--previous", "--no-wrap", f"--output-file={merged}")
        run("msgmerge", *options, path, scratch / "note.pot")
        ours = _rows(translation.update(held, made).file)
        theirs = _rows(polib.pofile(str(merged)))
        return [f"{path.name}: gettext has {row[0]} otherwise" for row in theirs if row not in ours][:5] or [
            f"{path.name}: another order or more entries than gettext's"
        ] * (ours != theirs)

    seen = [fault for path in files(built) for fault in faults(path, False)]
    return Verdict("msgmerge", f"{len(files(built))} catalogues", seen, faults(files(built)[0], True))


def _mended(text: tuple[str, str]) -> tuple[str, str]:
    """A text with one word changed."""
    first, _, rest = text[1].partition(" ")
    return text[0], f"{first} indeed {rest}"


def _rows(file: polib.POFile) -> list[tuple[str, str, str, bool, str, bool]]:
    """What a translator sees of a catalogue, in its order; comments are each program's own."""
    return [
        (
            entry.msgctxt or "",
            entry.msgid,
            entry.msgstr,
            entry.fuzzy,
            entry.previous_msgid or "",
            bool(entry.obsolete),
        )
        for entry in file
    ]


def pofilter(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """translate-toolkit's checks of translations, all but those that do not fit such a text."""

    def faults(path: Path) -> list[str]:
        out = scratch / "filtered.po"
        out.unlink(missing_ok=True)
        left_out = [f"--excludefilter={name}" for name in EXCLUDED]
        command = (sys.executable, "-m", "translate.filters.pofilter", "--progress=none")
        done = run(*command, f"--language={path.stem}", *left_out, path, out)
        if done.returncode:
            return [f"{path.name}: {done.stderr.strip()[-300:]}"]
        found = polib.pofile(str(out)) if out.is_file() and out.stat().st_size else []
        # A translation that is its original, signed as such, has nothing that a filter could compare.
        return [
            f"{path.name}: {entry.msgctxt}: {', '.join(FOUND.findall(entry.tcomment))}"
            for entry in found
            if entry.msgid != entry.msgstr
        ]

    bad = planted(built, scratch, r'(?<=\nmsgstr ")(\w[^"\n ]*) (?=\w)', r"\1  ")
    seen = [fault for path in files(built) for fault in faults(path)]
    said = f"{len(files(built))} catalogues, {len(EXCLUDED)} filters left out by name"
    return Verdict("pofilter", said, seen, faults(bad))
