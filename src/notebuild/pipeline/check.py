"""What `check` does: every fault of the sources found, kept beside the edition, and told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from notebuild.core import texts
from notebuild.core.files import put
from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location, NotebuildError, Problem, errors
from notebuild.pipeline import cut_words, heads, languages, stale, undrawn, versions
from notebuild.pipeline.edition import cited_keys, everything, job_of, profile_of, read_note
from notebuild.pipeline.library import cited, library
from notebuild.pipeline.outcome import action
from notebuild.sources import project
from notebuild.sources.project import Job


@action
def bibliography_check() -> None:
    """Check the bibliography as a whole, against every note that cites it; forget notes that are gone."""
    from notebuild.sources import bibliography
    from notebuild.sources.checks import citations

    stale.clear(stale.abandoned())
    sources = library()
    notes = cited().values()
    keys = {key for each in notes if each for key in each}
    # What a note that cannot be read cites is not known: nobody is told to delete its sources.
    known = None not in notes and not project.strays()
    needed = bibliography.needed(sources, keys) if known else None
    problems = sources.problems(needed)
    unused = citations.unused(sources, needed) if needed is not None else ()
    store(project.BUILD / "house" / "bibliography" / "findings.json", [*problems, *unused])


@action
def strays_check(paths: list[str]) -> None:
    """Tell what lies among the notes and is none: nothing would be built of it, and nobody would know."""
    found = []
    for path in map(Path, paths):
        written = [] if path.suffix == ".md" else sorted(one.name for one in path.glob("*.[mM][dD]"))
        if texts.leads_out(path) or texts.leads_out(path / "note.md"):
            message, remedy = "leads out of the project", "put a copy of what it leads to in its place"
        elif path.suffix == ".md":
            message, remedy = "a note in no folder", f"move it to {path.with_suffix('').as_posix()}/note.md"
        elif path.name.lower() == project.SHARED.name:
            message = (
                f"{path.name} is no name for a note: {project.SHARED.as_posix()} holds what all notes share"
            )
            remedy = "rename the folder"
        elif "note.md" in written:
            message, remedy = "a folder whose note.md is no file", "bring the text back"
        else:
            message = "a folder without a note.md"
            remedy = f"rename {written[0] if written else 'its text'} to note.md, or move the folder away"
        found.append(Problem(Location(path.as_posix()), message, remedy))
    store(project.BUILD / "house" / "manuscript" / "findings.json", found)


@action
def check(note: str, language: str) -> None:
    """Find every fault of one edition's sources; keep them, and fail if one of them stops it."""
    job = job_of(note, language)
    text, found = read_note(job)
    job.standing.unlink(missing_ok=True)
    if job.is_original and text is not None and not errors(found):
        stale.clear(
            stale.leftovers(note, project.house())
        )  # only a front matter without fault says in which languages the note no longer comes
    problems, standing = findings(job)
    if standing:
        put(job.standing, json.dumps(standing, indent=1) + "\n")
    store(job.findings, problems)


def findings(job: Job) -> tuple[list[Problem], dict[str, Any]]:
    """Return every fault of an edition's sources and, of a translation, how it stands in numbers.

    The numbers are the passages in each state and, as `other`, the errors besides what is stale or missing.
    """
    from notebuild.translation import gaps

    problems: list[Problem] = []
    text, found = read_note(job)
    unknown = languages.unknown(text, job) if text is not None else []
    if unknown:
        return [*unknown, *(found if job.is_original else ())], {}
    try:
        profile = profile_of(job)
        problems += gaps.unlabelled(profile) if job.policy == "banner" else []
    except NotebuildError as fault:
        problems += fault.problems
    if text is None or job.is_original:
        problems += found
    if text is None:
        return problems, {}
    problems += [*undrawn.check(job, text), *cut_words.check(job)]
    if job.is_original:
        problems += [*check_look(), *languages.doubled(text, job), *versions.check(text, job)]
        return [*problems, *check_original(job, text)], {}
    faults, standing = check_translation(job, text)
    standing["other"] += len(errors(problems))
    return [*problems, *faults], standing


def check_look() -> list[Problem]:
    """Return what is wrong with the house's colours and its mark, which every format needs, or with the PDF engine."""
    from notebuild.render import contrast
    from notebuild.render.pdf import fit
    from notebuild.sources import drawings

    house, shown = project.house(), project.HOUSE.as_posix()
    problems = list(contrast.check(house, undrawn.text_of(project.HOUSE), shown))
    if mark := str(house.tokens.get("logo", "")):
        try:
            drawings.logo(project.STYLES / mark, f"styles/{mark}")
        except NotebuildError as fault:
            problems += fault.problems
    if told := fit.misfit():
        problems.append(told)
    return problems


def check_original(job: Job, note: Note) -> list[Problem]:
    """Return the faults of the note as its author wrote it."""
    from notebuild.edition import make
    from notebuild.exchange.intake import proposals
    from notebuild.sources import markdown
    from notebuild.sources.checks import citations, manuscript, short_forms

    sources = library()
    marks = [mark for segment in note.segments for mark in markdown.marks(segment)]
    problems = list(manuscript.check(note, job.manuscript.parent))
    if sources or not errors(sources.problems()):  # of a bibliography that cannot be read, that is the fault
        cited = sources.chosen({mark.value for mark in marks if mark.kind == "key"})
        proposed = dict.fromkeys(proposals.read(proposals.file(job.manuscript)), job.note)
        problems += [*citations.check(marks, sources, proposed), *short_forms.check(marks, cited)]
    if errors(problems):
        return problems
    problems += make.faults(note.segments, note.path, note.fields)
    return [*problems, *heads.check(note.fields, project.house(), note.path)]


def check_translation(job: Job, note: Note) -> tuple[list[Problem], dict[str, Any]]:
    """Return the faults of a translation, and how it stands: what it lacks, what went stale, what it lost."""
    from notebuild import translation
    from notebuild.edition import make
    from notebuild.translation import gaps

    cited = library().chosen(cited_keys(note))
    held, problems = translation.read(job.catalogue, job.catalogue.as_posix())
    segments = everything(job, note, cited)
    foreign = translation.foreign(segments, held)
    unread = bool(foreign) or (bool(errors(problems)) and not held.entries)
    problems = (*problems, *foreign)
    held = translation.update(held, segments)
    terms, told = translation.read_terms(job.terms, job.terms.as_posix())
    lenient = job.policy == "banner"
    tables, quotes, capitals = aids(job)
    besides: tuple[Problem, ...] = ()
    found: tuple[Problem, ...] = ()
    if not unread:  # or every segment would be called untranslated
        checked = partial(
            translation.check, catalogue=held, tables=tables, terms=terms, quotes=quotes, capitals=capitals
        )
        found = besides = checked(segments, lenient=lenient)
        if errors(found):  # what follows from a fault of the original is told there
            spoilt = spoilt_by(check_original(job, note), segments)
            found = checked([one for one in segments if one.id not in spoilt], lenient=lenient)
            besides = checked(segments, lenient=True)
    stands = gaps.standing(segments, held)
    if not unread and not errors((*problems, *told, *found)):
        texts, fields = (gaps.printed(some, held, stands) for some in (note.segments, note.fields))
        broken = make.faults(texts, note.path, fields)
        if any(problem.location.path == note.path for problem in broken):
            own = set(make.faults(note.segments, note.path, note.fields))  # which are told of the original
            broken = tuple(in_catalogue((one for one in broken if one not in own), texts, held.path))
        found = (*found, *broken)
        found = (*found, *heads.check(fields, project.house(), note.path))
    counts: dict[str, Any] = {state: stands.count(state) for state in gaps.STATES}
    counts |= {"policy": job.policy, "version": stands.version}
    counts["other"] = len(errors((*problems, *told, *besides)))
    return [*problems, *told, *found], counts


def in_catalogue(problems: Iterable[Problem], texts: Iterable[Segment], path: str) -> Iterator[Problem]:
    """Yield the Problems with a translation's text at their lines of the catalogue.

    What only the translation breaks is seen at a passage that may be nobody's words, a mark or a rule: the
    translation before it is what it follows from.
    """
    last, before = Location(path), dict[Location, Location]()
    for one in texts:
        last = one.location if one.location.path == path else last
        before.setdefault(one.location, last)
    for problem in problems:
        known = problem.location.path == path
        where = problem.location if known else before.get(problem.location, Location(path))
        yield replace(problem, location=where)


def spoilt_by(problems: Iterable[Problem], segments: Iterable[Segment]) -> set[str]:
    """Return the ids of the segments in whose lines an error of the original stands."""
    lines = {problem.location.line for problem in errors(problems)}
    return {
        segment.id
        for segment in segments
        if lines & set(range(segment.location.line, segment.location.line + segment.text.count("\n") + 1))
        and segment.location.path.endswith(".md")
    }


Numbers = Mapping[str, Any]


def aids(job: Job) -> tuple[tuple[Numbers, Numbers] | None, tuple[tuple[str, str], ...] | None, str]:
    """Return the number words of both languages, the translation's quotation marks, and the capitals of its titles.

    None of a faulty profile.
    """
    original = job_of(job.note, job.original)
    try:
        profile = profile_of(job)
        return (profile_of(original).numbers, profile.numbers), profile.quotes, profile.capitals
    except NotebuildError:
        return None, None, ""


def store(path: Path, problems: Iterable[Problem]) -> None:
    """Keep the findings, sorted; raises NotebuildError with those that are errors."""
    found = sorted(set(problems))
    put(
        path,
        json.dumps([asdict(problem) for problem in found], ensure_ascii=False, indent=1) + "\n",
    )
    if wrong := errors(found):
        raise NotebuildError(wrong)
