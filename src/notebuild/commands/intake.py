"""The command `intake`: a note of the house out of an analyst's document, and the sources that its notes name."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notebuild.commands import scaffold, sent
from notebuild.commands.command import Command
from notebuild.core import styles
from notebuild.core.files import put, system_fault
from notebuild.core.problems import Location, NotebuildError, Problem, counted, nearest
from notebuild.pipeline.guard import TYPED
from notebuild.sources import project

if TYPE_CHECKING:
    from notebuild.exchange.intake.make import Made

MOST = 20
"""Words that one Problem of lost words names."""


class Intake(Command):
    """Take a document in, accept what is proposed of it, or put its own words back."""

    name = "intake"
    doc_purpose = (
        "make a note out of a finished document: Word, OpenDocument, or Markdown of pandoc, Quarto or Manubot"
    )
    doc_usage = "FILE --as NAME | --accept NAME KEY …|--all | --reject NAME KEY …|--all"
    doc_description = (
        "A new folder manuscript/NAME gets note.md, the pictures, and proposed.bib: the sources that the "
        "document's own words name, each below these words. The build does not read it; check names each key "
        "until it is accepted into bibliography.bib, or the note's words are put back. build/NAME/intake.html "
        "lists in the order of the text what was taken and what wants a look.\n"
        "No word is dropped unseen: the words of the document are counted in the note at the end."
    )
    cmd_options = (
        {
            "name": "as",
            "long": "as",
            "type": str,
            "default": "",
            "metavar": "NAME",
            "help": "what the note's folder is called",
        },
        {
            "name": "language",
            "long": "language",
            "type": str,
            "default": "",
            "metavar": "TAG",
            "help": "in which it is written, as fr-FR; else its words tell",
        },
        {
            "name": "accept",
            "long": "accept",
            "type": str,
            "default": "",
            "metavar": "NAME",
            "help": "move these proposed sources of the note NAME into bibliography.bib",
        },
        {
            "name": "reject",
            "long": "reject",
            "type": str,
            "default": "",
            "metavar": "NAME",
            "help": "put the document's own words back where the note NAME cites these proposed sources",
        },
        {
            "name": "all",
            "long": "all",
            "type": bool,
            "default": False,
            "help": "with --accept or --reject: all that is proposed",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> int | None:
        asked = [name for name in ("as", "accept", "reject") if options[name]]
        if len(asked) != 1:
            message = "intake takes a document in, or accepts or rejects what is proposed of one"
            remedy = f"type {self.bin_name} intake FILE --as NAME, or --accept NAME KEY, or --reject NAME KEY"
            raise NotebuildError([Problem(TYPED, message, remedy)])
        if asked == ["as"]:
            if len(words) != 1:
                remedy = f"type {self.bin_name} intake FILE --as {options['as']}"
                raise NotebuildError([Problem(TYPED, "intake takes one document", remedy)])
            return self.take(words[0], options["as"], options["language"])
        if not words and not options["all"]:
            message = f"--{asked[0]} needs the keys that are meant"
            raise NotebuildError([Problem(TYPED, message, "name them, or add --all")])
        self.settle(asked[0], options[asked[0]], words, everything=options["all"])
        return None

    def take(self, word: str, typed: str, language: str) -> int | None:
        """Make the note of a document; return 1 where words of it are lost."""
        from notebuild.exchange.intake import document, make, report
        from notebuild.exchange.intake.language import language as spoken
        from notebuild.pipeline.library import library

        name = scaffold.checked_name(typed, "note")
        if name.lower() == project.SHARED.name:
            message = f"{name} is no name for a note: {project.SHARED.as_posix()} holds what all notes share"
            raise NotebuildError([Problem(TYPED, message, "take another name")])
        target = project.MANUSCRIPT / name
        scaffold.free(target)
        file = self.path(word)
        house = project.house()
        data, name_of, beside = sent.opened(file, word)
        incoming = document.read(data, name_of, word, beside)
        spoken_in = spoken(incoming.passages, incoming.properties.get("language", ""))
        tag = written_in(language or spoken_in, typed=bool(language))
        made = make.made(
            incoming, make.House(library(), house.publisher, self.bin_name), name, file.name, tag
        )
        store(made, target)
        path = project.BUILD / name / "intake.html"
        put(path, report.page(made, file.name, name, self.bin_name))
        print(f"{(target / 'note.md').as_posix()} is made: {report.summary(made)}", flush=True)
        if made.proposed:
            print(
                f"{(target / 'proposed.bib').as_posix()} proposes {counted(len(made.sources), 'source')}",
                flush=True,
            )
        print(
            f"{path.as_posix()} lists what was taken and what wants a look; then {self.bin_name} check",
            flush=True,
        )
        if made.lost:
            where = Location(path.as_posix())
            some = "; ".join(made.lost[:MOST]) + (
                f"; and {len(made.lost) - MOST} more" if len(made.lost) > MOST else ""
            )
            message = f"these words of {word} stand nowhere in the note: {some}"
            raise NotebuildError(
                [Problem(where, message, f"copy them into {(target / 'note.md').as_posix()}")]
            )
        return None

    def settle(self, verb: str, name: str, keys: list[str], *, everything: bool) -> None:
        """Accept or reject proposed sources of a note, and say what was done."""
        from notebuild.exchange.intake import proposals, settling

        if name not in project.notes():
            known = project.notes()
            message = f"{name} is no note{nearest(name, known)}"
            raise NotebuildError(
                [Problem(TYPED, message, f"name one of {', '.join(known) or '(there is none)'}")]
            )
        note = project.MANUSCRIPT / name / "note.md"
        path = proposals.file(note)
        chosen = proposals.chosen(proposals.read(path), keys, everything, path)
        if verb == "accept":
            settling.accept(chosen, path, project.BIBLIOGRAPHY)
            print(
                f"{counted(len(chosen), 'source')} taken into {project.BIBLIOGRAPHY.as_posix()}", flush=True
            )
            return
        back = settling.reject(chosen, path, note)
        print(f"{counted(back, 'citation')} of {note.as_posix()} turned back into words", flush=True)


def written_in(language: str, *, typed: bool = False) -> str:
    """Return the tag of a language that has a profile: the house's own kind of it, or, where it was `typed`, that one.

    Programs write en-US into documents whatever their author speaks. Raises NotebuildError for a language
    that has no profile.
    """
    from notebuild.core.model import short

    house = project.house()
    tags = sorted(path.stem for path in styles.matching("profiles/*.toml"))
    language = next((tag for tag in tags if tag.casefold() == language.casefold()), language)
    if typed and language in tags:
        return language
    kind = short(language).casefold()
    fitting = [tag for tag in (house.lang, *house.languages, scaffold.ORIGINAL) if short(tag) == kind]
    fitting += [tag for tag in (f"{kind}-{kind.upper()}", *tags) if short(tag) == kind and tag in tags]
    if fitting and (not typed or language.casefold() == kind):
        return fitting[0]
    if typed:
        message = f"no profile says how {language} is set{nearest(language, tags)}"
        raise NotebuildError([Problem(TYPED, message, f"say --language with one of {', '.join(tags)}")])
    message = f"the document is in {language}, and no profile says how that is set"
    remedy = (
        f"say --language with one of {', '.join(tags)}, or add styles/profiles/{language}.toml to the house"
    )
    raise NotebuildError([Problem(TYPED, message, remedy)])


def store(made: Made, target: Path) -> None:
    """Put the note's folder in its place, whole or not at all."""
    try:
        with tempfile.TemporaryDirectory(
            prefix=".notebuild-", dir=target.parent, ignore_cleanup_errors=True
        ) as name:
            folder = Path(name) / target.name
            folder.mkdir()
            (folder / "note.md").write_text(made.text, encoding="utf-8", newline="\n")
            if made.proposed:
                (folder / "proposed.bib").write_text(made.proposed, encoding="utf-8", newline="\n")
            for path, data in made.pictures.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
            folder.replace(target)
    except OSError as fault:
        raise NotebuildError([system_fault(fault, target)]) from None
