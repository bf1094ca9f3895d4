"""Our reading of citations and calls is pandoc's, however they are typed: no key, no call is lost or printed."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from notebuild.core.problems import Location, errors
from notebuild.edition import pandoc, tree
from notebuild.sources.checks import call_sites
from notebuild.sources.markdown import inlines, markers, spelling

PIECES = st.sampled_from(
    [
        *("word", "see", ", p. 3", "; ", ", ", " and ", "@ohl", "@poe", "-@ohl", "@{ohl}", "’s", "'s"),
        *("[@ohl]", "[@ohl, p. 3]", "[@poe; @ohl]", "[see @ohl; Pau]", "[see above; @poe]", "[-@ohl]"),
        *("[^a]", "^[in]", "!", "?", ".", '"', "'", "(", ")", "…", "“", "”", "*", "\n", " ", " [p. 3; 18]"),
        *(
            "https://e.org/@x",
            "https://e.org/a_b;c",
            "<https://e.org>",
            "x@y.org",
            r"\@ohl",
            "`@ohl;`",
            "&amp;",
        ),
    ]
)
TEXTS = st.lists(st.lists(PIECES, min_size=2, max_size=8).map("".join), min_size=20, max_size=20)
KINDS = frozenset({"label", "inline-note"})


def faulty(text: str) -> bool:
    """Whether `check` refuses a text, so that pandoc never reads it."""
    marks, where = markers.scan(text), Location("n.md", 1, 1)
    told = [
        *inlines.faults(marks),
        *inlines.unpaired(text, where),
        *call_sites.check(text, marks, "paragraph"),
    ]
    return bool(errors(told)) or bool(re.search(r"(?<=[\w.])@(?!y)", text)) or "@ohl<" in text


def keys_and_calls(blocks: list[Any]) -> tuple[list[str], int]:
    """The keys that pandoc cites, in order, and how many notes it reads."""
    cites = tree.find(blocks, "Cite")
    notes = tree.find(blocks, "Note")
    return [one["citationId"] for cite in cites for one in cite["c"][0]], sum(1 for _ in notes)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_keys_and_calls_are_those_of_pandoc(texts: list[str]) -> None:
    """Each text that is not refused has, for pandoc, the keys and the notes that we find in it, in our order."""
    kept = [f"Z {text} z" for text in texts if not faulty(f"Z {text} z")]
    source = "".join(
        f"# h{number}\n\n{spelling.for_pandoc(text).replace('[^a]', f'[^{number}]')}\n\n"
        + (f"[^{number}]: note\n\n" if "[^a]" in text else "")
        for number, text in enumerate(kept)
        if text.count("[^a]") < 2
    )
    read: dict[int, list[Any]] = {}
    for block in pandoc.read(source, {}, "n.md")["blocks"]:
        if block["t"] == "Header":
            blocks = read.setdefault(int(tree.text(block["c"][2])[1:]), [])
        else:
            blocks.append(block)
    for number, blocks in read.items():
        marks = markers.scan(kept[number])
        ours = [mark.value for mark in marks if mark.kind == "key"]
        calls = sum(mark.kind in KINDS for mark in marks)
        assert (kept[number], *keys_and_calls(blocks)) == (kept[number], ours, calls)
