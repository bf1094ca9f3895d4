"""qpdf and veraPDF on every PDF: sound syntax, PDF/UA-1 and PDF/A-3a, both of the same file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from tools import Tools, run
from verdict import Built, Verdict

ENOUGH = 10_000
"""Assertions that any of our PDFs must bring; far fewer means that nothing was looked at."""

PROFILES = {"ua1": "veraPDF PDF/UA-1", "3a": "veraPDF PDF/A-3a"}


def changed(source: Path, target: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    """A copy of a good file with one fault in it."""
    with pikepdf.open(source) as pdf:
        change(pdf)
        pdf.save(target)
    return target


def note_without_id(pdf: pikepdf.Pdf) -> None:
    """ISO 14289-1, 7.9: a Note has an ID."""
    for element in pdf.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Note":
            del element["/ID"]
            return


def no_output_intent(pdf: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.2.4.3: colours of a device need an output intent."""
    del pdf.Root["/OutputIntents"]


PLANTED = {"ua1": note_without_id, "3a": no_output_intent}


def qpdf(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """Whether every PDF can be read to its last object."""
    files = built.files("pdf")

    def faults(path: Path) -> list[str]:
        done = run("qpdf", "--check", path)
        lines = [line for line in (done.stdout + done.stderr).splitlines() if "WARNING" in line]
        return [f"{path.name}: {line}" for line in lines or [f"status {done.returncode}"]] * bool(
            done.returncode
        )

    cut = scratch / "cut.pdf"
    cut.write_bytes(files[0].read_bytes()[:-4000])
    return Verdict("qpdf", f"{len(files)} files", [f for path in files for f in faults(path)], faults(cut))


def vera(built: Built, tools: Tools, scratch: Path) -> list[Verdict]:
    """Both profiles, in one start of the engine, on every PDF and on one planted file for each."""
    files = built.files("pdf")
    planted = {
        profile: changed(files[0], scratch / f"planted-{profile}.pdf", change)
        for profile, change in PLANTED.items()
    }
    pairs = [(profile, path) for profile in PROFILES for path in [*files, planted[profile]]]
    done = run(*tools.vera, *(part for pair in pairs for part in pair))
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    results: list[dict[str, Any]] = [json.loads(line) for line in lines]
    verdicts = []
    for profile, judge in PROFILES.items():
        own = [one for one in results if one["profile"] == profile]
        good = [one for one in own if one["file"] != str(planted[profile])]
        bad = [one for one in own if one["file"] == str(planted[profile])]
        faults = [f"{Path(one['file']).name}: {text}" for one in good for text in broken(one)]
        if len(good) != len(files):
            faults.append(f"judged {len(good)} of {len(files)} files: {done.stderr.strip()[-200:]}")
        count = sum(one["assertions"] for one in good)
        said = f"{len(good)} files, {count:,} assertions"
        seen = [rule["rule"] for one in bad for rule in one["failed"]]
        verdicts.append(Verdict(judge, said, faults, seen))
    return verdicts


def broken(one: dict[str, Any]) -> list[str]:
    """What is wrong with one file: rules it breaks, or too little to judge by."""
    rules = [f"{rule['rule']} x{rule['count']}: {rule['first'][:160]}" for rule in one["failed"]]
    if one["assertions"] < ENOUGH:
        rules.append(f"only {one['assertions']} assertions")
    return rules or ([] if one["compliant"] else ["not compliant"])
