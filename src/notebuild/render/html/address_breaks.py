"""Says where a printed address may break: The Chicago Manual of Style, 17th ed., 7.46 and 14.18.

After a colon or a double slash; before or after an equals sign or an ampersand; before a single slash, a
full stop, comma, tilde, hyphen, underline, question mark, number sign or percent sign. No hyphen is added.
A house rule beside it: the scheme does not stand alone at the end of a line, nor a lone sign at its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import ceil

SIGNS = "/.,~-_?#%:"
EITHER = "=&"
HEAD = re.compile(r"(?:[a-z]+://|mailto:|doi:)?(?:www\.)?\w{0,4}", re.IGNORECASE)
"""What does not stand alone at the end of a line: the scheme, and no less than some letters of the host."""


def chances(address: str) -> Iterator[int]:
    """Yield each place at which an address may break, as the number of characters before it, in order."""
    head = HEAD.match(address)
    for at in range(max(3, head.end() if head else 0), len(address) - 1):
        before, after = address[at - 1], address[at]
        if (
            address[at - 2 : at] == "//"
            or (before == ":" and after != "/")
            or (after in EITHER and before not in SIGNS + EITHER)
            or (before in EITHER and after not in EITHER)
            or (after in SIGNS[:-1] and before not in SIGNS and not address.startswith("//", at))
        ):
            yield at


def parts(address: str) -> list[str]:
    """Return an address in the pieces that stay whole."""
    ends = [0, *chances(address), len(address)]
    return [address[start:end] for start, end in pairwise(ends)]


LONGEST = 32
"""Characters of a piece that stays whole on screen: as many as a note has room for on a telephone."""


def short_parts(address: str) -> list[str]:
    """Return an address in the pieces that stay whole on screen, a long one in equal parts."""
    pieces = []
    for part in parts(address):
        length = ceil(len(part) / ceil(len(part) / LONGEST))
        pieces += [part[at : at + length] for at in range(0, len(part), length)]
    return pieces


LOOSE = re.compile(r"(?<=\W)(?=.)")
"""After a sign that the engine takes for a chance of its own (Unicode UAX 14), such as a slash or hyphen."""


def tied(address: str) -> str:
    """Return an address with a zero width space at each chance, and word joiners where there is none."""
    return "\u200b".join(LOOSE.sub("\u2060", part) for part in parts(address))
