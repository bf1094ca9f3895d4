"""Seconds from a save to the new page in the reader's hands, with the preview running.

    .venv/bin/python benchmarks/preview.py [--runs 10]

Each run changes one English sentence (the French is then refused as stale, which is the usual case while
writing), one French translation, or the screen sheet; it waits for the
event that would reload the page, and fetches the page. Wall seconds: median, least and most.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from engines import ROOT, project

from houses import NOTE


def change(path: Path, before: str, after: str) -> None:
    """Put `after` for every `before`, by writing beside and renaming, as editors do."""
    text = path.read_text(encoding="utf-8")
    if before not in text:
        sys.exit(f"{path} does not say {before!r}")
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text.replace(before, after), encoding="utf-8")
    beside.replace(path)


def stamps(base: str, page: str) -> Iterator[bytes]:
    """The page's stamps, as its events give them."""
    query = urllib.parse.quote(page)
    for line in urllib.request.urlopen(f"{base}/events?page={query}", timeout=60):
        if line.startswith(b"data: "):
            yield line


def measure(base: str, page: str, save: Callable[[int], str], runs: int) -> list[float]:
    """Seconds of each run; `save` gets the number of the run and gives the words that the page must then say."""
    events, taken = stamps(base, page), []
    for number in range(runs):
        started = time.perf_counter()
        words = save(number)
        while next(events) and words not in urllib.request.urlopen(base + page).read().decode():
            pass
        taken.append(time.perf_counter() - started)
        time.sleep(2)  # let the other editions of this save be built
    return taken


def main() -> None:
    """Run the preview on a copy of the published note of the tests and time the three kinds of save."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    with project() as folder, contextlib.ExitStack() as ended:
        server = subprocess.Popen(
            [sys.executable, "-u", "-m", "doit", "preview", "--port", "8400"],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
            stdout=subprocess.PIPE,
            text=True,
        )
        ended.callback(server.wait)
        ended.callback(server.terminate)
        assert server.stdout
        base = ""
        for line in server.stdout:
            if found := re.match(r"(http://[^/]+)/", line):
                base = found[1]
            if line.startswith("built in"):
                break
        sources = folder / "manuscript" / NOTE
        english, french = sources / "note.md", sources / "fr.po"
        sheet = folder / "styles" / "screen.css"
        pages = [f"/{NOTE}/{NOTE}.{language}.html" for language in ("en", "fr")]
        title = re.search(r"(?m)^[A-Z][^\n\[\]@*^]{40,}\.$", english.read_text(encoding="utf-8"))
        word = re.search(r'msgstr ""\n"(\w+ \w+)', french.read_text(encoding="utf-8"))
        assert title
        assert word, "the catalogue has no translated paragraph"
        says = [title[0], word[1]]

        def reword(which: int, path: Path, number: int) -> str:
            new = f"{(title[0][:-1], word[1])[which]} zz{'i' * number}zz{'.' * (not which)}"
            change(path, says[which], new)
            says[which] = new
            return f"zz{'i' * number}zz"

        def sentence(number: int) -> str:
            return reword(0, english, number)

        def translation(number: int) -> str:
            return reword(1, french, number)

        def css(number: int) -> str:
            with sheet.open("a") as file:
                file.write(f"body {{ --p{number}: 1 }}\n")
            return f"--p{number}: 1"

        # The sentence comes last: from then on the French is stale and refused, which is the editor's usual case.
        for name, page, save in (
            ("a French translation", pages[1], translation),
            ("screen.css", pages[0], css),
            ("an English sentence", pages[0], sentence),
        ):
            taken = measure(base, page, save, runs)
            print(
                f"{name:<22} median {statistics.median(taken):.2f} s, {min(taken):.2f} to {max(taken):.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
