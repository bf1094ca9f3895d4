"""Holds records against the schemas of those who take them; run by the judges' own Python, which has them.

`schemas.py FOLDER` prints what is wrong with each file of the folder, as JSON; which schema a file is held against,
its name says. The schemas are those that commonmeta-py brings: of JATS 1.3d2 and Crossref 5.5.0 as XSD, of DataCite
4.5, CFF 1.2.0 and CSL data as JSON Schema. RIS is read by rispy.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

JATS = "http://www.ncbi.nlm.nih.gov/JATS1"


def home() -> Path:
    """Where the schemas lie."""
    spec = find_spec("commonmeta")
    assert spec and spec.origin
    return Path(spec.origin).parent / "resources"


def jats() -> Callable[[Path], list[str]]:
    """JATS Journal Publishing; of an article without an ISSN all but that, which JATS Archiving does not want."""
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(home() / "crossref/JATS-journalpublishing1-3d2-mathml3.xsd"))

    def faults(path: Path) -> list[str]:
        root = etree.parse(path, etree.XMLParser(load_dtd=False, no_network=True)).getroot()
        for element in root.iter():
            if isinstance(element.tag, str) and not element.tag.startswith("{"):
                element.tag = f"{{{JATS}}}{element.tag}"
        if "Archiving" in (root.getroottree().docinfo.public_id or ""):
            journal = root.find(".//{*}journal-meta")
            stand_in = etree.Element(f"{{{JATS}}}issn")
            stand_in.text = "0317-8471"
            journal.insert(len(journal) - 1, stand_in)
        schema.validate(etree.fromstring(etree.tostring(root)))
        return [f"line {one.line}: {one.message}" for one in schema.error_log]

    return faults


def crossref() -> Callable[[Path], list[str]]:
    """Crossref's deposit schema, which is XSD 1.1."""
    import xmlschema

    place = home() / "crossref"
    schema = xmlschema.XMLSchema11(
        str(place / "crossref5.5.0.xsd"),
        locations={
            "http://www.w3.org/XML/1998/namespace": str(place / "standard-modules/xml.xsd"),
            "http://www.w3.org/1998/Math/MathML": str(place / "standard-modules/mathml3/mathml3.xsd"),
        },
        allow="local",
    )
    return lambda path: [f"{one.path}: {one.reason}" for one in schema.iter_errors(str(path))]


def by_json(name: str) -> Callable[[], Callable[[Path], list[str]]]:
    """A JSON Schema, by the name of its file."""

    def judge() -> Callable[[Path], list[str]]:
        from jsonschema.validators import validator_for

        schema: Any = json.loads((home() / name).read_text(encoding="utf-8"))
        held = validator_for(schema)(schema)

        def faults(path: Path) -> list[str]:
            said = json.loads(path.read_text(encoding="utf-8"))
            return [f"{one.json_path}: {one.message}" for one in held.iter_errors(said)]

        return faults

    return judge


def ris() -> Callable[[Path], list[str]]:
    """A reader of RIS: one entry, with what every entry has."""
    import rispy

    def faults(path: Path) -> list[str]:
        entries = rispy.loads(path.read_text(encoding="utf-8"))
        lacking = {"type_of_reference", "authors", "title", "year"} - (
            entries[0].keys() if entries else set()
        )
        return (
            []
            if len(entries) == 1 and not lacking
            else [f"{len(entries)} entries; without {sorted(lacking)}"]
        )

    return faults


JUDGES = {
    ".jats.xml": jats,
    ".crossref.xml": crossref,
    ".datacite.json": by_json("datacite-v4.5.json"),
    ".cff.json": by_json("cff_v1.2.0.json"),
    ".csl.json": by_json("csl-data.json"),
    ".ris": ris,
}


def main(folder: Path) -> None:
    """Print what is wrong with each file."""
    said: dict[str, list[str]] = {}
    for ending, made in JUDGES.items():
        files = sorted(path for path in folder.iterdir() if path.name.endswith(ending))
        judge = made() if files else None
        said |= {path.name: judge(path)[:5] for path in files if judge}
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
