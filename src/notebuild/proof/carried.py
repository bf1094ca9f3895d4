"""Holds a PDF against what travels in it: its edition is made again from its recipe, and compared with what it prints.

It shows that a copy prints what its own sources say, wherever it comes from; who made it, it does not show.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from notebuild import readback
from notebuild.core.apart import Died, apart
from notebuild.core.model import Edition
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import make, recipe, tree, wording
from notebuild.edition.places import Places
from notebuild.edition.recipe import Recipe
from notebuild.proof import concordance, words
from notebuild.readback import Reading, pdf_attachments

SECONDS, MEGABYTES = 300, 1 << 22
"""What making it again may take: processor time; of memory pandoc, which maps much, has a limit of its own."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A PDF, and the edition that its recipe makes."""

    tool: str
    """The version of notebuild that made it."""

    edition: Edition
    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]
    """Where the file differs from what it carries."""


def check(data: bytes, shown: str) -> Carried:
    """Return how a PDF's bytes compare with what travels in them; `shown` is its path in messages.

    Raises NotebuildError where it is no PDF, carries no recipe, or nothing can be made of that.
    """
    try:
        files = readback.told("PDF", lambda: pdf_attachments.attachments(data))
        stem, made_of = _recipe(files, shown)
        readings = readback.told("PDF", lambda: readback.read_pdf(data, shown))
    except readback.Unreadable as fault:
        raise NotebuildError(
            [Problem(Location(shown), str(fault), "give a PDF that notebuild made")]
        ) from None
    edition = _made(made_of, shown, f"{stem}.json")
    problems = list(_sources(edition, files, stem, shown))
    count = len(list(wording.passages(edition.tree["blocks"])))
    at = Location(shown)
    numbers = {note.number: at for note in edition.footnotes}
    problems += words.check(edition, Places((at,) * count, numbers, {}, shown), readings)
    found = concordance.compare({edition.language: edition}, {edition.language: readings})
    problems += found.problems
    told = {(problem.location.place, problem.message): problem for problem in problems}
    remedy = seen(f"do not rely on this copy: get the note from {edition.metadata['publisher']} itself")
    where = [
        replace(
            one, location=Location(shown, place=one.location.place), message=seen(one.message), remedy=remedy
        )
        for one in told.values()
    ]
    return Carried(made_of.tool, edition, readings, tuple(where))


def _recipe(files: Mapping[str, bytes], shown: str) -> tuple[str, Recipe]:
    """Return the name of an edition's sources in a PDF, without an ending, and the recipe among them."""
    stem = next((name[:-5] for name in files if name.endswith(".json")), "")
    if not stem or not {f"{stem}.md", f"{stem}.bib"} <= files.keys():
        older = any(name.endswith(".bib") for name in files)
        message = "carries no recipe, from which its words could be made again"
        remedy = (
            "it is of a notebuild before 0.2: prove it in its house, notebuild prove NOTE"
            if older
            else "give a PDF that notebuild made, with what is attached to it"
        )
        raise NotebuildError([Problem(Location(shown), message, remedy)])
    try:
        return stem, recipe.from_json(files[f"{stem}.json"].decode())
    except (AttributeError, KeyError, RecursionError, StopIteration, TypeError, ValueError) as fault:
        message = (
            f"its recipe, {stem}.json, is damaged or of another notebuild: {type(fault).__name__}, {fault}"
        )
        remedy = f"install the notebuild that made it, {_tool(files[f'{stem}.json'])}, and try again"
        raise NotebuildError([Problem(Location(shown), seen(message)[:400], seen(remedy))]) from None


def _tool(data: bytes) -> str:
    """Return which notebuild a recipe says that it is of."""
    try:
        return str(json.loads(data)["notebuild"])[:40]
    except (ValueError, KeyError, TypeError, RecursionError):
        return "as its publisher says"


def _made(made_of: Recipe, shown: str, name: str) -> Edition:
    """Return the edition of a recipe, made in a process of its own: what it holds is a stranger's."""

    def work() -> Edition:
        with tempfile.TemporaryDirectory(prefix="notebuild-") as folder:
            style = Path(folder) / "note.csl"
            style.write_text(made_of.style, encoding="utf-8")
            try:
                return make.make(replace(made_of.inputs, style=style))
            except NotebuildError:
                raise
            except Exception as fault:  # whatever a stranger's values may raise is a fault of that file
                raise ValueError(f"{type(fault).__name__}, {fault}") from None

    remedy = f"it may be of another notebuild: {made_of.tool} made it, this is {version('notebuild')}"
    try:
        return apart(work, SECONDS, MEGABYTES)
    except Died as fault:
        message = f"its recipe, {name}, cannot be made: it {fault}"
    except NotebuildError as fault:
        message = f"its recipe, {name}, cannot be made: {next(iter(fault.problems)).message}"
    except ValueError as fault:
        message = f"its recipe, {name}, cannot be made: {str(fault)[:200]}"
    raise NotebuildError([Problem(Location(shown), seen(message), seen(remedy))])


def seen(text: str) -> str:
    """Return a stranger's words on one line, without what would steer a terminal."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(text.split()))


def _sources(edition: Edition, files: Mapping[str, bytes], stem: str, shown: str) -> list[Problem]:
    """Return what differs between the text and sources that are attached for people, and those of the recipe."""
    rows = (("md", edition.markdown, "text"), ("bib", edition.bibliography, "list of sources"))
    return [
        Problem(Location(shown), f"the {what} that it carries, {stem}.{ending}, is not that of its recipe")
        for ending, text, what in rows
        if files[f"{stem}.{ending}"] != text.encode()
    ]


def sentence(carried: Carried) -> str:
    """Return what was found, for people: which edition it is, and whether it prints what it carries."""
    edition = carried.edition
    meta = edition.metadata
    title, when = tree.text(meta["title"]), f"version {meta['version']} of {meta['date']}"
    says = seen(f"says that it is “{title}”, {when} ({edition.language}), {meta['publisher']}")
    if carried.problems:
        return f"{says}: it does not print what it carries"
    notes = f"its words and {len(edition.footnotes)} notes are those of the sources in it"
    return f"{says}: {notes}, made again"
