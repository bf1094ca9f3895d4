"""Pandoc behind three verbs, read, cite and write: always a time limit, a log, and no warning let through."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from notebuild.core.model import Document
from notebuild.core.problems import Location, NotebuildError, Problem

SECONDS = 60
"""Longest time for one run; a note of ten times the usual length takes five."""

MEGABYTES = 2000
"""Most memory for one run; a note of ten times the usual length takes 300."""

EXHAUSTED = 251
"""Pandoc's exit status where its memory is used up (GHC's run-time system, EXIT_HEAPOVERFLOW)."""

DEEPEST_JSON = 300
"""Levels of pandoc's JSON, of which a list in a list takes three: no author comes near a quarter of it."""

_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"')
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKETS = bytes(code for code in range(256) if code not in _STEPS)

READER = (
    "markdown-raw_html-raw_attribute-raw_tex-tex_math_dollars-latex_macros-yaml_metadata_block"
    "-pandoc_title_block-example_lists-task_lists-grid_tables-multiline_tables"
    "-simple_tables"
)
"""Markdown without what could carry code, without the tables that have no segments, and without pandoc's
reading of tasks, which takes `\\[ \\]` for a box too: see `structure.boxes`."""


@cache
def binary() -> str:
    """Return the path of the pandoc that pypandoc ships: asked of it only where it is not beside it.

    Importing pypandoc and letting it ask pandoc for its version take as long as a parse.
    """
    spec = find_spec("pypandoc")
    for folder in spec.submodule_search_locations or () if spec else ():
        shipped = Path(folder) / "files" / "pandoc"
        if shipped.is_file():
            return str(shipped)
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def run(
    arguments: Sequence[str], given: bytes, shown: str, epoch: int | None = None, *, strict: bool = True
) -> bytes:
    """Return pandoc's output for `given` on its standard input.

    Every message of its log becomes a Problem at `shown`; any of them, a failure or the time limit
    raises NotebuildError. `epoch` fixes the dates it writes (SOURCE_DATE_EPOCH, in seconds). Without
    `strict`, warnings let it pass.
    """
    environment = {**os.environ, "GHCRTS": f"-A64m -M{MEGABYTES}m"}
    if epoch is not None:
        environment["SOURCE_DATE_EPOCH"] = str(epoch)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.json"
        warned = ["--fail-if-warnings"] if strict else []
        command = [binary(), *warned, "--quiet", f"--log={log}", *arguments]
        try:
            done = subprocess.run(
                command,
                input=given,
                capture_output=True,
                timeout=SECONDS,
                env=environment,
                check=False,
            )
        except subprocess.TimeoutExpired:
            message = f"pandoc did not finish within {SECONDS} seconds"
            raise NotebuildError(
                [Problem(Location(shown), message, "look for deeply nested brackets or lists")]
            ) from None
        problems = messages(log, shown)
    if done.returncode < 0 or done.returncode == EXHAUSTED:
        why = "crashed" if done.returncode < 0 else "ran out of memory"
        remedy = "look for what is very long or deeply nested: a paragraph, a table, brackets; part it"
        raise NotebuildError([Problem(Location(shown), f"pandoc {why}", remedy)])
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip()
        raise NotebuildError(
            problems
            or [Problem(Location(shown), f"pandoc stopped: {message}", "mend what it names, then run again")]
        )
    if problems and strict:
        raise NotebuildError(problems)
    return done.stdout


def imported(content: bytes, form: str, shown: str) -> Document:
    """Return the tree of somebody's document in one of pandoc's input formats, tracked changes accepted.

    What pandoc has to say of it is no fault of the house's: it is not raised. Nothing but the
    document is read (`--sandbox`).
    """
    options = [f"--from={form}", "--to=json", "--track-changes=accept", "--sandbox"]
    return parsed(run(options, content, shown, strict=False), shown)


def messages(log: Path, shown: str) -> list[Problem]:
    """Return the warnings in pandoc's log as Problems; lines and columns as pandoc counts them, from 1."""
    if not log.exists():
        return []
    problems = []
    for record in json.loads(log.read_text(encoding="utf-8") or "[]"):
        if record.get("verbosity") not in ("WARNING", "ERROR"):
            continue
        place = Location(shown, record.get("line", 0), record.get("column", 0))
        warning = record.get("pretty") or record.get("message") or record.get("type", "")
        contents = record.get("contents") or ""
        message = f"pandoc warns: {warning} {contents}".strip()
        problems.append(Problem(place, message, "mend the passage it names"))
    return problems


def parsed(output: bytes, shown: str) -> Document:
    """Return pandoc's JSON as a document that every pass can walk; raises NotebuildError where it is too deep."""
    brackets = _STRING.sub(b"", output).translate(None, _NO_BRACKETS)
    if max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > DEEPEST_JSON:
        message = "lists, quotes, brackets or emphasis stand too deep in each other"
        raise NotebuildError([Problem(Location(shown), message, "take them out of each other")])
    document: Document = json.loads(output)
    return document


def read(markdown: str, metadata: Mapping[str, Any], shown: str) -> Document:
    """Read Markdown; each string of `metadata` is read as Markdown too, into the document's `meta`."""
    with tempfile.TemporaryDirectory() as folder:
        fields = Path(folder) / "metadata.json"
        fields.write_text(json.dumps(metadata, ensure_ascii=False), encoding="utf-8")
        # Every row is longer than one column, so that the dashes of each table count: see `tables.widths`.
        options = [f"--from={READER}", "--to=json", "--columns=1", f"--metadata-file={fields}"]
        done = run(options, markdown.encode(), shown)
    return parsed(done, shown)


def cite(tree: Document, bibliography: str, style: Path, language: str, shown: str) -> Document:
    """Return the document with its citations set, in a note style, in `language` (a BCP 47 tag).

    Calls stay where the author put them: placing them is the profile's business.
    """
    try:
        ElementTree.parse(style)
    except OSError as fault:
        message = f"the style cannot be read: {fault.strerror}"
        raise NotebuildError([Problem(Location(style.as_posix()), message, "bring the file back")]) from None
    except ElementTree.ParseError as fault:
        line, column = fault.position
        where = Location(style.as_posix(), line, column + 1)
        message = f"the style is not XML: {str(fault).partition(':')[0]}"
        raise NotebuildError([Problem(where, message, "mend the element it names")]) from None
    with tempfile.TemporaryDirectory() as folder:
        entries = Path(folder) / "cited.bib"
        entries.write_text(bibliography, encoding="utf-8")
        done = run(
            [
                "--from=json",
                "--to=json",
                "--citeproc",
                f"--bibliography={entries}",
                f"--csl={style}",
                f"--metadata=lang:{language}",
                "--metadata=notes-after-punctuation:false",
                "--metadata=suppress-bibliography:true",
            ],
            json.dumps(tree).encode(),
            shown,
        )
    return parsed(done, shown)


def csl_items(bibliography: str, shown: str) -> dict[str, dict[str, Any]]:
    """Return the entries of a bibliography in BibTeX's form as CSL-JSON, by their keys."""
    done = run(["--from=biblatex", "--to=csljson"], bibliography.encode(), shown)
    return {str(item["id"]): item for item in json.loads(done)}


def write(tree: Document, to: str, options: Sequence[str] = (), shown: str = "") -> str:
    """Write a document as text in a pandoc output format, never wrapped: WeasyPrint breaks notes at newlines.

    Screen and print, and each layout of the print page, are made of one text: it is written once.
    """
    return _written(json.dumps(tree), to, tuple(options), shown)


@lru_cache(maxsize=8)
def _written(tree: str, to: str, options: tuple[str, ...], shown: str) -> str:
    """Write as `write` does, from the document's JSON: it is the key of the cache."""
    return run(["--from=json", f"--to={to}", "--wrap=none", *options], tree.encode(), shown).decode()


def write_file(
    tree: Document,
    to: str,
    path: Path,
    options: Sequence[str] = (),
    epoch: int | None = None,
    shown: str = "",
) -> None:
    """Write a document as a file in a binary output format, such as docx."""
    given = json.dumps(tree).encode()
    run(["--from=json", f"--to={to}", f"--output={path}", *options], given, shown, epoch)
