"""What repositories, agencies and reference managers take, against their schemas: of four notes, in two languages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import yaml
from tools import HERE, Tools, run
from verdict import Built, Verdict

from notebuild.core.house import House, read_house
from notebuild.core.model import Edition, from_json
from notebuild.edition import pandoc
from notebuild.records import cff, crossref, datacite, references
from notebuild.records.record import Record, record
from notebuild.render.jats import document

NOTES = ("rich", "published", "awkward", "blocks")
"""The projects of `tests/projects` that are judged."""

KINDS = ("jats.xml", "crossref.xml", "datacite.json", "cff.json", "csl.json", "ris")

PLANTED = {
    "jats.xml": ("</body>", "<bogus/></body>"),
    "crossref.xml": ("<depositor>", "<depositor><bogus/>"),
    "datacite.json": ('"Report"', '"Raport"'),
    "cff.json": ('"1.2.0"', '"1.2.x"'),
    "csl.json": ('"report"', '"raport"'),
    "ris": ("TI  - ", "XX  - "),
}
"""A fault for each kind."""


def editions(scratch: Path, name: str) -> Iterator[tuple[Edition, Path]]:
    """The editions of a project, made in a folder of their own, and where the pictures of each lie."""
    sys.path.append(str(HERE.parent / "support"))
    from houses import PROJECTS, furnish

    root = scratch / f"deposits-{name}"
    if not root.exists():
        root.mkdir()
        furnish(root, PROJECTS / name)
        done = run(sys.executable, "-m", "doit", "edition", "figure", cwd=root, env={**os.environ})
        if done.returncode:
            raise RuntimeError(done.stdout[-2000:])
    for path in sorted(root.glob("build/*/*/edition.json")):
        yield from_json(path.read_text(encoding="utf-8")), path.parent


def told(one: Record) -> Record:
    """A record with what the test projects do not say: a DOI and an address."""
    number, at = (8, "") if one.is_original else (9, f"{one.language}/")
    twins = tuple(replace(twin, doi=f"10.5555/1234567{8 if twin.is_original else 9}") for twin in one.twins)
    return replace(one, doi=f"10.5555/1234567{number}", url=f"https://example.org/{at}", twins=twins)


def written(scratch: Path) -> Path:
    """A folder of all records of all notes, and one of each kind with a fault."""
    sys.path.append(str(HERE.parent / "support"))
    from recorded import ENGLISH, FRENCH

    from houses import HOUSE

    folder = scratch / "deposits"
    if folder.exists():
        return folder
    folder.mkdir()
    house: House = read_house(HOUSE / "house.toml")
    sets: dict[str, Sequence[Record]] = {"full": (ENGLISH, FRENCH)}
    for name in NOTES:
        made = sorted(editions(scratch, name), key=lambda pair: not record(pair[0], house).is_original)
        sets[name] = [told(record(edition, house)) for edition, _ in made]
        for edition, place in made:
            article = document.build(edition, house, place, f"build/{name}/{name}.xml")
            (folder / f"{name}.{edition.language}.jats.xml").write_bytes(article)
    for name, records in sets.items():
        (folder / f"{name}.crossref.xml").write_text(crossref.crossref(records, "notes@example.org"))
        for one in records:
            stem = f"{name}.{one.language}"
            (folder / f"{stem}.datacite.json").write_text(datacite.to_json(one))
            (folder / f"{stem}.csl.json").write_text(references.csl(one))
            (folder / f"{stem}.ris").write_text(references.ris(one))
            (folder / f"{stem}.bib").write_text(references.bibtex(one))
            said = yaml.safe_load(cff.cff(one))
            (folder / f"{stem}.cff.json").write_text(json.dumps(said, ensure_ascii=False))
    for kind, (before, after) in PLANTED.items():
        good = next(path for path in sorted(folder.iterdir()) if path.name.endswith(f".{kind}"))
        (folder / f"planted.{kind}").write_text(good.read_text().replace(before, after, 1))
    return folder


def schemas(built: Built, tools: Tools, scratch: Path) -> Iterator[Verdict]:
    """The schemas of JATS, Crossref, DataCite, CFF and CSL, and a reader of RIS."""
    done = run(tools.python / "bin/python", HERE / "schemas.py", written(scratch))
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    said: dict[str, list[str]] = json.loads(done.stdout)
    for kind in KINDS:
        files = [name for name in said if name.endswith(f".{kind}") and not name.startswith("planted.")]
        faults = [f"{name}: {fault}"[:300] for name in files for fault in said[name]]
        yield Verdict(f"schema, {kind}", f"{len(files)} files", faults, said[f"planted.{kind}"])


def bibtex(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """Pandoc reads the BibTeX: one report a file, with its title and year."""
    files = sorted(written(scratch).glob("*.bib"))

    def faults(text: str, name: str) -> list[str]:
        done = subprocess.run(
            [pandoc.binary(), "--from=bibtex", "--to=csljson"],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        items = json.loads(done.stdout or "[]")
        good = len(items) == 1 and items[0]["type"] == "report" and {"title", "issued"} <= items[0].keys()
        return [] if good and not done.stderr else [f"{name}: {done.stderr or items}"[:300]]

    seen = [fault for path in files for fault in faults(path.read_text(), path.name)]
    bad = re.sub(r"(?m)^  title", "  titel", files[0].read_text())
    return Verdict("pandoc, BibTeX", f"{len(files)} files", seen, faults(bad, "planted.bib"))
