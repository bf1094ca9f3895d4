"""What is read from right to left is closed off from what stands beside it."""

from __future__ import annotations

from typing import Any

import pytest

from notebuild.edition import direction, nodes, tree

ALEF, BET, GIMEL = "\u05d0", "\u05d1", "\u05d2"
CALL = nodes.span(["note-call"], [nodes.string("1")], note="1")


def shown(inlines: list[Any]) -> str:
    """Inlines as text, each passage that has a direction in angle brackets, a language before it."""
    out = ""
    for node in inlines:
        inside = node["c"] if node["t"] == "Emph" else node["c"][1] if node["t"] == "Span" else None
        if inside is None:
            out += tree.text(node)
        elif tree.attribute(node, "dir") == "rtl":
            out += f"{tree.attribute(node, 'lang')}<{shown(inside)}>"
        else:
            out += f"{{{shown(inside)}}}"
    return out


RUNS = [
    (nodes.words("One word"), "One word"),
    (nodes.words(f"A {ALEF}{BET} word"), f"A <{ALEF}{BET}> word"),
    (nodes.words(f"A {ALEF}, {BET} and {GIMEL}."), f"A <{ALEF}, {BET}> and <{GIMEL}>."),
    (nodes.words(f"A ({ALEF}) [{BET}] or"), f"A (<{ALEF}>) [<{BET}>] or"),
    (nodes.words(f"A ({ALEF} ({BET}) {GIMEL})."), f"A (<{ALEF} ({BET}) {GIMEL}>)."),
    (nodes.words(f"A {ALEF} ({BET}), b"), f"A <{ALEF} ({BET})>, b"),
    (nodes.words(f"A “{ALEF}” and {ALEF}’{BET} “{BET}”."), f"A “<{ALEF}>” and <{ALEF}’{BET} “{BET}”>."),
    (nodes.words(f"A ({ALEF}) 12"), f"A (<{ALEF}>) 12"),
    (nodes.words(f"A {ALEF}-19, too"), f"A <{ALEF}-19>, too"),
    (nodes.words(f"{ALEF} {BET}, 2015."), f"<{ALEF} {BET}, 2015.>"),
    ([*nodes.words(f"{ALEF}."), CALL], f"<{ALEF}>.{{1}}"),
    (
        [*nodes.words(f"A {ALEF} "), nodes.emphasis(nodes.words(BET)), *nodes.words(f" {GIMEL} end")],
        f"A <{ALEF} {{<{BET}>}} {GIMEL}> end",
    ),
    ([nodes.emphasis(nodes.words(f"{ALEF} 12")), *nodes.words(", 2015 p")], f"{{<{ALEF} 12>}}, 2015 p"),
    (
        [*nodes.words(f"{ALEF}, "), nodes.emphasis(nodes.words(BET)), *nodes.words(" 12.")],
        f"<{ALEF}, {{<{BET} 12.>}}>",
    ),
    ([nodes.span((), nodes.words(f"EU {ALEF}"), lang="he")], f"he<EU {ALEF}>"),
    (
        [
            nodes.span(
                (), [*nodes.words("EU "), nodes.emphasis(nodes.words(ALEF)), *nodes.words(" UN")], lang="he"
            )
        ],
        f"he<{{EU {ALEF} UN}}>",
    ),
    ([nodes.span((), nodes.words(f"EU {ALEF}"), dir="rtl"), *nodes.words(" end")], f"<EU {ALEF}> end"),
    ([nodes.span((), nodes.words("EU."), dir="rtl"), *nodes.words(f" {ALEF} a")], f"EU. <{ALEF}> a"),
    ([nodes.span((), nodes.words(f"{ALEF} a"), dir="ltr", lang="en")], f"{{<{ALEF}> a}}"),
    ([nodes.span((), nodes.words("shalom"), lang="he")], "{shalom}"),
    (
        nodes.words(f"\u2068{ALEF}\u2069, \u2068{BET}, {GIMEL} 2\u2069, 2015."),
        f"<{ALEF}>, <{BET}, {GIMEL} 2>, 2015.",
    ),
    (nodes.words(f"\u2068{ALEF}\u2069 \u2068{BET}\u2069, A"), f"<{ALEF} {BET}>, A"),
    (nodes.words(f"{ALEF}\u2069, A"), f"<{ALEF}>, A"),
    (nodes.words("Arm\u200e, a\u202ec\u202c"), "Arm, ac"),
]


@pytest.mark.parametrize(("inlines", "passages"), RUNS, ids=[passages for _, passages in RUNS])
def test_passages(inlines: list[Any], passages: str) -> None:
    """A passage goes from its first letter to the last before other letters; an isolate is one; signs are gone."""
    assert shown(direction.mark(inlines)) == passages


def test_nothing_to_do() -> None:
    """A run without such letters stays as it is."""
    inlines = [*nodes.words("One word"), nodes.span((), nodes.words("mot"), lang="fr"), CALL]
    assert direction.mark(inlines) == inlines


def test_isolates_stay_apart() -> None:
    """Two titles that the citation pass has put in elements of its own are not joined by the mark between them."""
    title = nodes.emphasis(nodes.words(f"\u2068{ALEF}\u2069"))
    group = nodes.span((), nodes.words(f", \u2068{BET}\u2069, \u2068{GIMEL}\u2069"))
    assert shown(direction.mark([title, group])) == f"{{<{ALEF}>}}{{, <{BET}>, <{GIMEL}>}}"
