"""Two validators on every DOCX, and LibreOffice, which must open it and find every note."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from tools import Tools, run
from verdict import Built, Verdict

from notebuild.readback import same

ALLOWED: frozenset[tuple[str, str, str]] = frozenset()
"""Judge, part and message, exact, with the reason beside it. At present nothing needs to be allowed."""

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def changed(source: Path, target: Path, part: str, old: str, new: str) -> Path:
    """A copy of a good file with one part changed, at the first place where `old` matches."""
    with ZipFile(source) as package, ZipFile(target, "w", ZIP_DEFLATED) as out:
        for name in package.namelist():
            data = package.read(name)
            if name == part:
                data = re.sub(old, new, data.decode(), count=1, flags=re.S).encode()
            out.writestr(name, data)
    return target


def audit(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """openxml-audit: the schemas and rules of Office Open XML."""
    files = built.files("docx")

    def faults(path: Path) -> list[str]:
        done = run(tools.command("openxml-audit"), path, "-o", "json")
        report = json.loads(done.stdout)[0]
        found = []
        for error in report["errors"]:
            part, message = str(error.get("part_uri", "")), str(error.get("description", error))
            if ("openxml-audit", part, message) not in ALLOWED:
                found.append(f"{path.name}: {part}: {message}"[:300])
        return found

    bad = changed(files[0], scratch / "element.docx", "word/document.xml", "</w:body>", "<w:bogus/></w:body>")
    seen = [f for path in files for f in faults(path)]
    return Verdict("openxml-audit", f"{len(files)} files", seen, faults(bad))


def integrity(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """ooxml-integrity: what one part says of another, notes and relationships by name."""
    files = built.files("docx")

    def faults(path: Path) -> list[str]:
        done = run(
            tools.command("ooxml-integrity"),
            *("check", "--json", "--no-config", "--fail-on", "warn", path),
        )
        found = []
        for finding in json.loads(done.stdout)["files"][0]["findings"]:
            if finding.get("severity") == "info":
                continue
            part, message = (
                str(finding.get("part") or finding.get("where", "")),
                str(finding.get("message", finding)),
            )
            if ("ooxml-integrity", part, message) not in ALLOWED:
                found.append(f"{path.name}: {finding.get('code')} {part}: {message}"[:300])
        return found

    bad = changed(
        files[0],
        scratch / "note.docx",
        "word/document.xml",
        r'(<w:footnoteReference[^>]*w:id=")\d+"',
        r'\g<1>9999"',
    )
    seen = [f for path in files for f in faults(path)]
    return Verdict("ooxml-integrity", f"{len(files)} files", seen, faults(bad))


def libreoffice(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """LibreOffice opens every DOCX and finds every note, word for word."""
    files = built.files("docx")

    def faults(path: Path, edition: Path) -> list[str]:
        wanted = [note["text"] for note in json.loads(edition.read_text("utf-8"))["footnotes"]]
        run(
            "soffice",
            f"-env:UserInstallation={(scratch / 'office').as_uri()}",
            *("--headless", "--convert-to", "fodt", "--outdir", scratch, path),
        )
        made = scratch / f"{path.stem}.fodt"
        if not made.is_file():
            return [f"{path.name}: does not open"]
        root = etree.parse(str(made), etree.XMLParser(huge_tree=True)).getroot()
        found = [
            "\n".join("".join(p.itertext()) for p in note.iter(f"{TEXT}p", f"{TEXT}h"))
            for note in root.iter(f"{TEXT}note-body")
        ]
        if len(found) != len(wanted):
            return [f"{path.name}: {len(found)} notes of {len(wanted)}"]
        return [
            f"{path.name}: note {number} reads {one[:60]!r}"
            for number, (one, text) in enumerate(zip(found, wanted, strict=True), 1)
            if not same(one, text)
        ]

    def edition(path: Path) -> Path:
        return path.parent / path.stem.rsplit(".", 1)[1] / "edition.json"

    bad = changed(
        files[0],
        scratch / "gone.docx",
        "word/document.xml",
        r"<w:footnoteReference[^>]*/>",
        "",
    )
    seen = [f for path in files for f in faults(path, edition(path))]
    return Verdict("LibreOffice", f"{len(files)} files", seen, faults(bad, edition(files[0])))
