"""One random note through the whole pipeline, by the actions of its tasks, in a project of its own."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import re
import resource
import signal
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import Any, Literal

import vocabulary
import witness
from written import Block, Manuscript

from houses import furnish
from notebuild import translation
from notebuild.commands import translations
from notebuild.core.problems import NotebuildError, Problem
from notebuild.pipeline import graph, run, tasks
from notebuild.pipeline.outcome import Refused
from notebuild.pipeline.uptodate import Task
from notebuild.sources import project

STAGES = (
    "check",
    "sources",
    "titles",
    "edition",
    "figure",
    "reference",
    "web",
    "share",
    "pdf",
    "docx",
    "verify",
)
"""The kinds of task, in an order in which they may run."""

READING = "reading"
"""The stage after them: the released files are read as a reader does."""

KNOWN = {*vocabulary.WORDS, *vocabulary.WORDS.values()} - {
    *"closed opened with before after under between".split()
}
"""The words of notes, which say nothing of a fault."""

PLAIN_FIELDS = {"field lang": "lang: en-GB", "field title": "title: Lakes", "field author": "author: Ann Roe"}
PLAIN_FIELDS |= {"field date": "date: 2025-03-31"}
PLAIN_ENTRY = (
    "@book{{{key},\n  author = {{Roe, Ann}},\n  title = {{Lakes of {key}}},\n  date = {{2001}}\n}}\n"
)

PLAIN = "Plain words."
PLAIN_TABLE = f"{PLAIN}\n\n| Plain | words |\n|---|---|\n| a | b |\n\n: Plain {{{{#{{label}}}}}}\n\n{PLAIN}"
LABEL = re.compile(r"\{#(tbl-[\w-]+)\}")

LIMIT = 900
"""Seconds after which a note counts as hanging."""

ROUNDS = 4
"""How often what check refused is taken out, so that the rest of the note is tried too."""

Kind = Literal["released", "refused", "failed"]


@dataclass(frozen=True)
class Finding:
    """A fault: a refusal of something ordinary, or whatever went wrong after check had passed."""

    stage: str
    words: str
    message: str = ""
    """What is wrong, without its place."""

    line: int = 0
    """Where in note.md, if it says so."""

    @property
    def sort(self) -> str:
        """What findings of one fault have in common: the message without values and numbers."""
        text = self.message or self.words.strip().split("\n")[-1]
        text = re.sub(r"\bn\d+\.(en|fr)\b", "it", text)
        text = re.sub(r'"[^"]*"|“[^”]*”|#\S+|[\w-]+/\S+|\[.*\]', "…", text).partition(": ")[0]
        bare = [word for word in re.findall(r"[^\W\d]+|[*…]+", text) if word.lower() not in KNOWN]
        return f"{self.stage}: {vocabulary.MARKED.sub('', ' '.join(bare))}"[:100]


def told(stage: str, problem: Problem) -> Finding:
    """Return a Problem as a finding."""
    line = problem.location.line if problem.location.path.endswith("note.md") else 0
    return Finding(stage, str(problem), problem.message, line)


@dataclass(frozen=True)
class Outcome:
    """What became of a note."""

    seed: int
    kind: Kind
    findings: tuple[Finding, ...] = ()
    refused: tuple[str, ...] = ()
    """The kinds of block that check refused; what is said of the note is said of the rest."""

    rest: Manuscript | None = field(default=None, repr=False)
    """What was left of the note after that."""

    seconds: float = field(default=0.0, compare=False)
    """CPU seconds, those of the programs it called too."""


class Hanging(BaseException):
    """Its time was up."""


@contextlib.contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Raise Hanging in what runs within when its time is up."""

    def ended(number: int, frame: FrameType | None) -> None:
        raise Hanging

    before = signal.signal(signal.SIGALRM, ended)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def outcome(seed: int, note: Manuscript, last: str = READING, keep: Path | None = None) -> Outcome:
    """Build a note in three formats and two languages, as far as a stage, and return what became of it.

    What check refuses is taken out, and the rest is built.
    """
    gc.set_threshold(run.YOUNG, run.OLDER, run.OLDEST)
    begun, home = spent(), Path.cwd()
    findings: list[Finding] = []
    refused: list[str] = []
    failed = False
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name:
            root = furnish(keep or Path(name))
            write(note, root)
            os.chdir(root)
            try:
                stage, said, problems = built(note, last)
            finally:
                os.chdir(home)
        if stage != "check":
            findings += said
            failed = bool(said)
            break
        findings += [*said, *refusals(note, problems)]
        if said:  # a traceback
            failed = True
            break
        less, left_out = mended(note, problems)
        refused += left_out
        if less == note:
            break
        note = less
    kind: Kind = "failed" if failed else "refused" if refused or stage == "check" else "released"
    return Outcome(seed, kind, tuple(findings), tuple(refused), note, spent() - begun)


def built(note: Manuscript, last: str) -> tuple[str, tuple[Finding, ...], list[Problem]]:
    """Build the project's note as far as a stage; return where it came to, what went wrong, what check refused."""
    stage, silent = "check", io.StringIO()
    try:
        with limited(LIMIT), contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
            for stage in STAGES:
                problems = checked(note) if stage == "check" else done(stage)
                if stage == "check" and (problems or last == "check"):
                    return stage, (), problems
                if problems or stage == last:
                    return stage, tuple(told(stage, problem) for problem in problems), []
            return READING, tuple(read(note)), []
    except Hanging:
        return stage, (Finding(stage, f"not ended after {LIMIT} seconds"),), []
    except Exception:
        return stage, (Finding(stage, traceback.format_exc()),), []


def mended(note: Manuscript, problems: list[Problem]) -> tuple[Manuscript, list[str]]:
    """Return the note without what check refused, and the kinds of that; plain blocks and entries in their place.

    A block between two lists, or one that others point to, cannot go without changing what stands around it.
    """
    lines = {one.location.line for one in problems if one.location.path.endswith("note.md")}
    hit = [one for one, first, last in note.lines if lines & set(range(first, last + 1))]
    entries, line = dict(note.entries), 1
    bad = {one.location.line for one in problems if one.location.path.endswith(".bib")}
    for key in note.cited:
        last = line + note.entries[key].count("\n")
        if bad & set(range(line, last + 1)):
            entries[key] = PLAIN_ENTRY.format(key=key)
            hit.append(Block("entry", ""))
        line = last + 1
    fields = tuple(
        Block(one.kind, PLAIN_FIELDS[one.kind]) if one in hit else one
        for one in note.fields
        if one not in hit or one.kind in PLAIN_FIELDS
    )
    blocks = tuple(
        Block("plain", "".join(PLAIN_TABLE.format(label=label) for label in LABEL.findall(one.text)) or PLAIN)
        if one in hit
        else one
        for one in note.blocks
    )
    return replace(note, entries=entries, fields=fields, blocks=blocks), [one.kind for one in hit]


def spent() -> float:
    """Return the CPU seconds of this process and of the programs that it called."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def write(note: Manuscript, root: Path) -> None:
    """Write a note, its pictures and its bibliography into a project."""
    folder = root / "manuscript" / note.name
    (root / "bibliography.bib").write_text(note.bibtex, encoding="utf-8")
    for path, content in {"note.md": note.text.encode(), **note.files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def subtasks(stage: str) -> list[Task]:
    """Return the tasks of a kind, as doit would be given them: each note is a project of its own."""
    graph.forget()
    made: Any = getattr(tasks, f"task_{stage}")()
    return [made] if isinstance(made, dict) else list(made)


def act(task: Task) -> tuple[Problem, ...]:
    """Run the actions of a task; return the Problems for which it failed."""
    for action in task["actions"]:
        function, arguments = action if isinstance(action, tuple) else (action, ())
        if isinstance(failed := function(*arguments), Refused):
            return failed.problems
    return ()


def done(stage: str) -> list[Problem]:
    """Run all tasks of a kind; return why they failed."""
    return [problem for task in subtasks(stage) for problem in act(task)]


def checked(note: Manuscript) -> list[Problem]:
    """Check the sources: the original first, then, where it is sound, its French catalogue, which is made here."""
    found = [
        problem for task in subtasks("check") if not task["name"].endswith(".fr") for problem in act(task)
    ]
    if found:
        return found
    for job in project.jobs(note.name, project.house())[1:]:
        try:
            opened = translations.opened(job)
        except NotebuildError as fault:
            return list(fault.problems)
        for entry in opened.catalogue.file:
            entry.msgstr = vocabulary.in_french(entry.msgid)
        job.catalogue.write_text(translation.write(opened.catalogue), encoding="utf-8")
    return done("check")


def refusals(note: Manuscript, problems: list[Problem]) -> Iterator[Finding]:
    """Tell which refusals are of nothing that an editor may be refused, or do not say where they are."""
    for problem in problems:
        line = problem.location.line
        around = [one for one, first, last in note.lines if first <= line <= last]
        if not line:
            yield Finding("check", f"without a line: {problem}", problem.message)
        elif not problem.location.path.endswith("note.md") or not any(one.may_refuse for one in around):
            yield told("check", problem)


def read(note: Manuscript) -> Iterator[Finding]:
    """Tell what a reader misses in the files that were released."""
    for job in project.jobs(note.name, project.house()):
        files = {
            kind: project.BUILD / note.name / "release" / job.deliverable(kind).name for kind in job.formats
        }
        if lacking := [path.name for path in files.values() if not path.exists()]:
            yield Finding(READING, f"not released: {', '.join(lacking)}", "not released")
        else:
            for kind, message, words in witness.faults(note, job.name.rpartition(".")[2], files):
                yield Finding(READING, f"{files[kind].name}: {message}: {words}", f"{kind} {message}")
