"""Write names and titles in other scripts so that the citation pass prints them as their readers do.

The pass puts the given name first, after it a space and the family name, where the family name has a letter of
certain scripts (Latin, Greek, Cyrillic, Hebrew, Arabic; `isByzantineName` in pandoc's citeproc). Of all others it
puts the family name first and no space, as Chinese, Japanese and Korean readers do, but no others.
"""

from __future__ import annotations

import re

from notebuild.core.characters import END, FORWARD, ISOLATE, RIGHT_TO_LEFT
from notebuild.sources.bibliography import latex

KNOWN = re.compile(
    "[-0-9A-Za-z\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u0600-\u06ff\u1f00-\u1fff"
    "\u200c-\u200e\u2018\u2019\u021a\u021b]"
)
"""A letter by which the citation pass sees that the given name comes first."""

EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Chinese, Japanese and Korean letters."""


def names(value: str) -> str:
    """Return a list of names, joined by `and`, with each in the form that the citation pass prints right."""
    return " and ".join(map(name, latex.names(value)))


def name(typed: str) -> str:
    """Return one name; one in braces, or with the letters of one of the pass's own scripts, as it is typed.

    A Chinese, Japanese or Korean name without a comma stands as its readers write it, the family first.
    """
    if typed.isascii() or latex.bare(typed) != typed:
        return typed
    parts = [part.strip() for part in re.split(r",(?![^{}]*\})", typed)]
    if re.match(r"\w+\s*=", typed):
        return ", ".join(f"{key}={part(key, text)}" for key, _, text in (one.partition("=") for one in parts))
    words = typed.split()
    if len(parts) == 1 and len(words) == 2 and all(map(EAST_ASIAN.fullmatch, words)):
        parts = words
    if len(parts) == 1:
        return (
            " ".join([*map(isolated, words[:-1]), family(words[-1])]) if len(words) > 1 else isolated(typed)
        )
    if EAST_ASIAN.fullmatch(parts[0]) and EAST_ASIAN.fullmatch("".join(parts[-1].split())):
        return ", ".join(parts)
    return ", ".join([family(parts[0]), *map(isolated, parts[1:])])


def part(key: str, text: str) -> str:
    """Return one part of a name whose parts are named."""
    return family(text.strip()) if key.strip() == "family" else isolated(text.strip())


def family(typed: str) -> str:
    """Return a family name that comes after the given one."""
    return isolated(typed) if KNOWN.search(typed) else typed + FORWARD


def isolated(value: str) -> str:
    """Return words with their direction closed off where they begin from right to left, unless it is so in parts."""
    if ISOLATE in value:
        return value
    first = next(filter(str.isalpha, value), "")
    return f"{ISOLATE}{value}{END}" if RIGHT_TO_LEFT.match(first) else value
