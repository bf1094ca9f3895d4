"""Prints timeline.svg: the dated events of timeline.csv in two columns, in the house's colours and face.

`./doit drawing` runs it. The first half of the rows stands left, the second right, at equal steps.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from notebuild.core.house import read_house

HERE = Path(__file__).resolve().parent
TOKENS = read_house(HERE.parents[2] / "styles/house.toml").tokens
COLOUR, FACE = TOKENS["colour"]["light"], TOKENS["face"]["sans"]

WIDTH, COLUMN, HEAD, STEP, FOOT = 760, 374, 32, 58, 36
"""Units of the drawing: its width, a column's, and the heights of a heading, an event and the last line."""


def column(left: int, rows: list[tuple[str, str]]) -> list[str]:
    """A heading with the years of these events, and below it each event at its point of a line."""
    years = re.findall(r"\d{4}", f"{rows[0][0]} {rows[-1][0]}")
    line, words = left + 12, left + 30
    accent = COLOUR["accent"]
    out = [
        f'<rect x="{left}" y="0" width="{COLUMN}" height="{HEAD}" fill="{COLOUR["tint"]}"/>',
        f'<text x="{words}" y="21" font-size="17" font-weight="600">{years[0]} to {years[-1]}</text>',
        f'<line x1="{line}" y1="{HEAD}" x2="{line}" y2="{HEAD + STEP * len(rows) + 4}" '
        f'stroke="{COLOUR["hairline"]}" stroke-width="2"/>',
    ]
    for number, (date, event) in enumerate(rows):
        y = HEAD + 30 + STEP * number
        out += [
            f'<circle cx="{line}" cy="{y - 5}" r="5" fill="{accent}"/>',
            f'<text x="{words}" y="{y}" font-weight="600" fill="{accent}">{escape(date)}</text>',
            f'<text x="{words}" y="{y + 20}">{escape(event)}</text>',
        ]
    return out


def events() -> list[tuple[str, str]]:
    """The dates and events of the table; a row with a field too few or too many ends the script."""
    with (HERE / "timeline.csv").open(encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        rows = []
        for row in table:
            if len(row) != 2:
                raise SystemExit(
                    f"timeline.csv:{table.line_num}: a row is a date and an event, in quotes if a comma is in it"
                )
            rows.append((row[0], row[1]))
    return rows[1:]


def drawing() -> str:
    """The timeline as an SVG document."""
    rows = events()
    half = (len(rows) + 1) // 2
    height = HEAD + STEP * half + 4 + FOOT
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" class="drawing" role="img" '
        f'aria-labelledby="timeline-title timeline-desc" font-family="{FACE}" font-size="16" '
        f'fill="{COLOUR["ink"]}">',
        '<title id="timeline-title">Karabakh, Armenia and Azerbaijan, 1988–2025</title>',
        '<desc id="timeline-desc">Fourteen dated events in two columns, from the request to join Soviet '
        "Armenia in 1988 to the European Union bill of 2025.</desc>",
        f'<rect x="0" y="0" width="{WIDTH}" height="{height}" fill="{COLOUR["ground"]}"/>',
        *column(0, rows[:half]),
        *column(WIDTH - COLUMN, rows[half:]),
        f'<text x="0" y="{height - 8}" font-size="14" fill="{COLOUR["quiet"]}">'
        "Equal steps; the years are not to scale.</text>",
    ]
    return "\n  ".join(out) + "\n</svg>\n"


if __name__ == "__main__":
    sys.stdout.write(drawing())
