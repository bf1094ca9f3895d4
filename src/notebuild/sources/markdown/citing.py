"""Tell the sources of a citation apart: which semicolons part two of them, and which stand among their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notebuild.sources.markdown.brackets import parts

KEY = re.compile(r"-?@(?:\{([^{}\s]+)\}|([^\W_]|_)((?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*))")

PARTS, WORD, NOTHING = ";", r"\;", " "
"""What a semicolon in the brackets of a citation is written as for pandoc, which wants a key on each side of it:
one that parts two sources, one among the words of a source, and one with nothing on a side of it."""


def semicolons(text: str, start: int, end: int, *, owned: bool = False) -> Iterator[tuple[int, str]]:
    """Yield each semicolon of a bracket's inside and what it is: `PARTS`, `WORD` or `NOTHING`.

    A part without a key (`see above; @key`, `@key, p. 3; 18`, `@key; Huber, unpublished`) belongs to the
    source before it, or, where there is none yet, to the first. `owned` brackets stand after a key of the text.
    """
    spans = parts(text, start, end)
    before = owned or has_key(text[slice(*spans[0])])
    is_blank = not owned and not text[slice(*spans[0])].strip()
    for at, stop in spans[1:]:
        part = text[at:stop]
        keyed = has_key(part)
        if is_blank or not part.strip():
            yield at - 1, NOTHING
        else:
            yield at - 1, PARTS if before and keyed else WORD
        before, is_blank = before or keyed, is_blank and not part.strip()


def sources(text: str, start: int, end: int, *, owned: bool = False) -> list[tuple[int, int]]:
    """Return where the sources of a bracket's inside begin and end, with the words that belong to each."""
    ends = [at for at, kind in semicolons(text, start, end, owned=owned) if kind == PARTS]
    return [(a + 1, b) for a, b in zip([start - 1, *ends], [*ends, end], strict=True)]


def has_key(part: str) -> bool:
    """Whether a part of a citation has a key; `x@y.org` is none."""
    return any(not after_word(part, match.start()) for match in KEY.finditer(part))


def after_word(text: str, at: int) -> bool:
    """Whether what stands here follows a letter, a figure or a stop, as in an e-mail address, and so begins no key."""
    if not at:
        return False
    is_stop = text[at - 1] == "." and text[at] == "@" and not text.endswith("...", 0, at)
    return text[at - 1].isalnum() or is_stop or (text[at] == "-" and text[at - 1] == "-")
