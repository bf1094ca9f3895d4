"""Grammalecte's typography on the French editions: spaces, apostrophes, quotation marks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools import Tools, run
from verdict import Built, Verdict

from notebuild.core.model import Node
from notebuild.edition import tree

KINDS = ("apos", "esp", "nbsp", "typo", "unit")
"""Grammalecte's families of typographic rules; its grammar is opinion, and read by people."""

ALLOWED = {
    "esp_fin_ligne": "our own line ends, not the page's",
}
"""Rules of Grammalecte that do not count, by exact name, each with its reason."""

RAISED = str.maketrans("aeior", "ᵃᵉⁱᵒʳ")


def prose(edition: dict[str, Any]) -> Iterator[str]:
    """The paragraphs we wrote: without calls, code, sources' titles and what is not French."""

    def plain(node: Node) -> list[Node] | None:
        if node["t"] == "Code":
            return []
        if node["t"] == "Superscript":
            return [{"t": "Str", "c": tree.text(node).translate(RAISED)}]
        if node["t"] == "Span":
            marks = tree.classes(node)
            if "note-call" in marks or "call-separator" in marks:
                return []
            language = tree.attribute(node, "lang")
            if language and not language.startswith("fr"):
                return [{"t": "Str", "c": "Xxx"}]
        return None

    meta = edition["metadata"]
    written = [note["blocks"] for note in edition["footnotes"] if not note["citations"]]
    fields = [meta[name] for name in ("title", "subtitle", "teaser", "abstract") if meta.get(name)]
    for part in [*fields, *meta.get("key-points", []), edition["tree"]["blocks"], *written]:
        text = tree.text(tree.rewrite(part, plain))
        yield from (line.strip() for line in text.split("\n") if line.strip())


def grammalecte(built: Built, tools: Tools, scratch: Path) -> Verdict:
    """No finding of a typographic rule in our own prose."""
    editions = [
        path
        for path in sorted(built.root.glob("build/*/*/edition.json"))
        if json.loads(path.read_text("utf-8"))["language"].startswith("fr")
    ]

    def faults(name: str, lines: list[str]) -> list[str]:
        path = scratch / f"{name}.txt"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        done = run("grammalecte-cli", "-f", path, "-j", "-ctx")
        report = json.loads(done.stdout[done.stdout.index("{") :])
        return [
            f"{name}: {error['sRuleId']}: “{error['sUnderlined']}” in “{error['sBefore'][-40:]}…”: "
            f"{error['sMessage']}"
            for paragraph in report["data"]
            for error in paragraph["lGrammarErrors"]
            if error["sType"] in KINDS and error["sRuleId"] not in ALLOWED
        ]

    found, count = [], 0
    for path in editions:
        lines = list(prose(json.loads(path.read_text("utf-8"))))
        count += sum(len(line.split()) for line in lines)
        found += faults(path.parent.parent.name, lines)
    bad = ["Il y a «une faute» ici ! Et l'autre est là : deux."]
    return Verdict("Grammalecte", f"{len(editions)} editions, {count:,} words", found, faults("planted", bad))
