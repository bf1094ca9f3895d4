"""The outside judges on the built files: `python tests/standards [--all]`; one line a judge.

The quick set needs no browser and no office; `--all` is everything. A judge that is missing, or that
does not see the fault planted for it, fails the run as much as a fault in a file does.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import book
import catalogues
import deposits
import folder
import french
import page
import paper
import word
import workflows
from tools import Missing, Tools, install
from verdict import Built, Verdict

from notebuild.core import progress


def main(arguments: list[str]) -> int:
    """0 when every judge passes every file, else 1."""
    if unknown := [one for one in arguments if one != "--all"]:
        print(f"unknown option {unknown[0]}; there is --all", file=sys.stderr)
        return 1
    everything = "--all" in arguments
    built = Built(Path.cwd())
    lacking = [kind for kind in ("pdf", "docx", "html") if not built.files(kind)]
    if lacking:
        print(f"no built {', '.join(lacking)}: run ./doit first", file=sys.stderr)
        return 1
    try:
        tools = install(everything)
    except Missing as fault:
        print(fault, file=sys.stderr)
        return 1
    judges: list[Callable[[Built, Tools, Path], Verdict | Iterable[Verdict]]]
    judges = [paper.qpdf, paper.vera, word.audit, word.integrity, page.vnu, folder.vnu]
    judges += [book.epubcheck]
    judges += [catalogues.msgfmt, catalogues.msgmerge, catalogues.pofilter]
    judges += [workflows.actionlint, workflows.zizmor]
    if everything:
        judges += [
            book.ace,
            deposits.schemas,
            deposits.bibtex,
            page.axe,
            folder.axe,
            page.reader,
            word.libreoffice,
            french.grammalecte,
        ]
    passed = True
    with tempfile.TemporaryDirectory() as scratch:
        for number, judge in enumerate(judges, 1):
            with progress.shown(f"judge {number} of {len(judges)}: {judge.__name__}", sys.stderr):
                said = judge(built, tools, Path(scratch))
                verdicts = [said] if isinstance(said, Verdict) else list(said)
            for verdict in verdicts:
                print(verdict, flush=True)
                passed &= verdict.passes
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
