"""How the lines and pages of the four notes fall: the counts of their finished PDFs, as a table for the README.

    .venv/bin/python benchmarks/counts.py [short awkward published long] [--house a4|letter] [--in FOLDER]

Each note is built in both languages, in the tests' house on A4 and in the second one on US Letter, in an empty folder
or, to be looked at afterwards, below FOLDER. The counts are those of its concordance; the last table adds up
what each house's notes have of each kind.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))

from looking import FOUR, prepared  # noqa: E402  the path must be set first

from notebuild.proof.concordance.report import COUNTS  # noqa: E402


def counted(name: str, root: Path, *, letter: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Build a note; yield each of its languages with what its concordance counts there, and its pages."""
    folder = prepared(name, root, letter=letter)
    settings = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run(
        [sys.executable, "-m", "doit"], cwd=folder, env=settings, check=False, capture_output=True, text=True
    )
    if run.returncode:
        sys.exit(f"{name} was not built:\n{run.stdout}{run.stderr}")
    (path,) = folder.glob("build/*/concordance.json")
    concordance = json.loads(path.read_text(encoding="utf-8"))
    for language, counts in concordance["composition"].items():
        short = language.partition("-")[0]
        layout = json.loads((path.parent / short / "layout.json").read_text(encoding="utf-8"))
        yield f"{name} {short}", {**counts, "pages": layout["pages"]}


def sums(columns: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the columns of each house, added up: those of `a4 short en` and `a4 long fr` are those of `a4`."""
    added: dict[str, dict[str, Any]] = {}
    for edition, counts in columns.items():
        column = added.setdefault(edition.partition(" ")[0], {})
        for field, value in counts.items():
            column[field] = column.get(field, [] if isinstance(value, list) else 0) + value
    return added


def table(columns: dict[str, dict[str, Any]]) -> str:
    """Return the counts as a Markdown table, a column for each edition; places are shown by their number."""
    rows = [["", *columns], ["---", *["--:"] * len(columns)]]
    for field, words in {"pages": "Pages", **COUNTS}.items():
        values = [counts[field] for counts in columns.values()]
        rows.append([words, *(str(len(one) if isinstance(one, list) else one) for one in values)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Count what the words ask for and print the table; below it, where each place is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("notes", nargs="*", choices=[*FOUR, []], help="which of the four; all without a word")
    parser.add_argument(
        "--house", choices=["a4", "letter"], help="one of the two houses; both without a word"
    )
    parser.add_argument("--in", dest="folder", type=Path, help="where to build, to look at it afterwards")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as empty:
        below = (options.folder or Path(empty)).resolve()
        columns = {
            f"{house} {edition}": counts
            for house in ([options.house] if options.house else ["a4", "letter"])
            for name in options.notes or FOUR
            for edition, counts in counted(name, below / house / name, letter=house == "letter")
        }
    for house in dict.fromkeys(edition.partition(" ")[0] for edition in columns):
        print(table({one: counts for one, counts in columns.items() if one.startswith(house)}), end="\n\n")
    print(table(sums(columns)), end="\n\n")
    for edition, counts in columns.items():
        for field, places in counts.items():
            for page, words in places if isinstance(places, list) else ():
                print(f"{edition}, page {page}: {COUNTS[field].lower()}: {words}")


if __name__ == "__main__":
    main()
