"""Prints map.svg: the South Caucasus of map.geojson in the house's colours and face (`./doit drawing`).

The projection is Lambert's conformal conic on a sphere (J. P. Snyder, *Map Projections: A Working Manual*,
1987, chapter 15), true to scale along two parallels of the map, so that one scale bar serves all of it.
Fills are house colours laid on thinly: as the page mixes them, they follow a reader's dark mode.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import atan2, cos, degrees, hypot, log, pi, radians, sin, tan
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from notebuild.core.house import read_house

Point = tuple[float, float]
Edge = tuple[Point, Point]
Rings = list[list[Point]]

HERE = Path(__file__).resolve().parent
TOKENS = read_house(HERE.parents[2] / "styles/house.toml").tokens
COLOUR, FACE = TOKENS["colour"]["light"], TOKENS["face"]["sans"]

WIDTH, HEIGHT, FOOT = 760, 540, 46
"""The map's frame and the strip below it, in units of the drawing."""

CENTRE = (46.76, 40.36)
"""What stands in the middle of the frame, in degrees east and north."""

PARALLELS = (39.0, 41.7)
"""Where the scale is true, in degrees north."""

EARTH = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG)."""

SCALE = 1.19
"""Units of the drawing to a kilometre."""

BAR = 100
"""Length of the scale bar in kilometres."""

FILLS = {"AM": ("accent", 0.19), "AZ": ("ink", 0.27)}
"""House colour and opacity by country, laid over the sea's; every other country has the tint."""

SEA = ("ink", 0.12)

NEAR = 2
"""How far in units two countries may draw the same border apart: twice what the data were simplified by."""

ROUTE = ((46.72, 39.06), (46.45, 39.02), (46.2, 39.0), (45.95, 39.04))
"""The schematic route, as the points that shape its curve."""


class Style(NamedTuple):
    """How a kind of words is set; sizes and spacing in units, `dot` the radius of its point."""

    colour: str
    size: float
    weight: int = 400
    slant: str = "normal"
    spacing: float = 0
    dot: float = 0


STYLES = {
    "country": Style("text", 21, weight=600, spacing=2),
    "neighbour": Style("quiet", 18, spacing=2),
    "region": Style("text", 15, slant="italic", spacing=0.6),
    "sea": Style("ink", 16, slant="italic", spacing=1),
    "capital": Style("text", 16, weight=600, dot=5),
    "town": Style("text", 15, dot=3),
    "note": Style("text", 15),
}


class Label(NamedTuple):
    """Words at a place of the data (by name) or of the map (degrees); `shift` in units, right and down."""

    kind: str
    words: str
    at: str | Point
    shift: Point = (0, 0)
    anchor: str = "middle"


LABELS = (
    Label("country", "Armenia", (44.84, 40.48)),
    Label("country", "Azerbaijan", (47.85, 40.5)),
    Label("neighbour", "Georgia", (43.9, 41.95)),
    Label("neighbour", "Russia", (46.7, 42.2)),
    Label("neighbour", "Turkey", (43.7, 39.6)),
    Label("neighbour", "Iran", (47.0, 38.6)),
    Label("sea", "Caspian Sea", (49.65, 41.45)),
    Label("region", "Nagorno-Karabakh", (46.9, 40.03)),
    Label("region", "Syunik", (46.09, 39.475)),
    Label("region", "Tavush", "Ijevan (Tavush)", (-6, 21)),
    Label("capital", "Yerevan", "Yerevan", (-10, 5), "end"),
    Label("capital", "Baku", "Baku", (-10, 5), "end"),
    Label("capital", "Tbilisi", "Tbilisi", (10, 5), "start"),
    Label("town", "Gyumri", "Gyumri", (8, 5), "start"),
    Label("town", "Ijevan", "Ijevan (Tavush)", (-8, 3), "end"),
    Label("town", "Stepanakert / Khankendi", "Stepanakert / Khankendi", (8, -7), "start"),
    Label("town", "Shusha / Shushi", "Shusha", (8, 3), "start"),
    Label("town", "Lachin", "Lachin", (8, 12), "start"),
    Label("town", "Nakhchivan", "Nakhchivan", (-32, 60)),
    Label("note", "(Azerbaijan)", "Nakhchivan", (-32, 78)),
    Label("town", "Meghri", "Meghri", (0, 19)),
)

LEADER = ("Nakhchivan", (-26, 45), (-3, 5))
"""A thin line from words that stand apart to their place."""


def project(place: Point) -> Point:
    """Degrees east and north to units right of and below the frame's upper left corner."""
    (x, y), (middle_x, middle_y) = conic(place), conic(CENTRE)
    return WIDTH / 2 + (x - middle_x) * SCALE, HEIGHT / 2 - (y - middle_y) * SCALE


def conic(place: Point) -> Point:
    """Degrees east and north to kilometres east and north on the cone, whose apex is the origin."""
    south, north = (radians(parallel) for parallel in PARALLELS)
    cone = log(cos(south) / cos(north)) / log(slope(north) / slope(south))
    radius = EARTH * cos(south) / cone * (slope(south) / slope(radians(place[1]))) ** cone
    angle = cone * radians(place[0] - CENTRE[0])
    return radius * sin(angle), -radius * cos(angle)


def slope(latitude: float) -> float:
    """The tangent by which the cone's radius shrinks towards its apex."""
    return tan(pi / 4 + latitude / 2)


def rings(geometry: dict[str, Any]) -> Iterator[list[Point]]:
    """The closed outlines of a country, holes among them."""
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for part in parts:
        for ring in part:
            yield [(x, y) for x, y in ring]


def clipped(ring: Sequence[Point]) -> list[Point]:
    """What of a projected outline lies within the frame (Sutherland and Hodgman, one side at a time)."""
    points = list(ring[:-1])
    for axis, limit, sign in ((0, 0, 1), (0, WIDTH, -1), (1, 0, 1), (1, HEIGHT, -1)):
        kept: list[Point] = []
        for one, two in zip(points[-1:] + points[:-1], points, strict=True):
            before, after = ((point[axis] - limit) * sign for point in (one, two))
            if (before < 0) != (after < 0):
                part = before / (before - after)
                kept.append((one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part))
            if after >= 0:
                kept.append(two)
        points = kept
    return points


def within(edge: Edge) -> Edge | None:
    """What of a projected edge lies within the frame."""
    (x, y), (right, down) = edge[0], (edge[1][0] - edge[0][0], edge[1][1] - edge[0][1])
    enters, leaves = 0.0, 1.0
    for step, room in ((-right, x), (right, WIDTH - x), (-down, y), (down, HEIGHT - y)):
        if step == 0 and room < 0:
            return None
        if step < 0:
            enters = max(enters, room / step)
        elif step > 0:
            leaves = min(leaves, room / step)
    if enters >= leaves:
        return None
    return (x + right * enters, y + down * enters), (x + right * leaves, y + down * leaves)


def path(lines: Sequence[Sequence[Point]], close: str = "") -> str:
    """Lines as the steps of an SVG path, in tenths of a unit, each point relative to the last."""
    out, at = [], (0, 0)
    for line in lines:
        tenths = [(round(x * 10), round(y * 10)) for x, y in line]
        for number, (x, y) in enumerate(tenths):
            if number and (x, y) == at:
                continue
            command = "m" if number == 0 else "l" if number == 1 else " "
            out.append(f"{command}{(x - at[0]) / 10:g} {(y - at[1]) / 10:g}")
            at = x, y
        if close:
            out.append(close)
            at = tenths[0]
    return "M" + "".join(out)[1:]


def outlines(countries: dict[str, Rings]) -> tuple[Rings, Rings]:
    """The projected lines between countries, and those along the sea, each once and within the frame.

    An edge that two countries share is a border, and so is one that runs along another country's: the
    data were simplified country by country. The data's own edge lies outside the frame.
    """
    owners = defaultdict(set)
    for name, outline in countries.items():
        for ring in outline:
            for edge in pairwise(ring):
                owners[frozenset(edge)].add(name)
    borders: Rings = []
    coasts: Rings = []
    drawn = set()
    for name, outline in countries.items():
        others = [edge for edge, names in owners.items() if names != {name}]
        for ring in outline:
            last = None
            for edge in pairwise(ring):
                key, seen = frozenset(edge), within(edge)
                if seen is None or key in drawn:
                    last = None
                    continue
                drawn.add(key)
                middle = ((edge[0][0] + edge[1][0]) / 2, (edge[0][1] + edge[1][1]) / 2)
                shared = len(owners[key]) > 1 or any(distance(middle, *other) < NEAR for other in others)
                lines = borders if shared else coasts
                if last is lines and lines[-1][-1] == seen[0]:
                    lines[-1].append(seen[1])
                else:
                    lines.append([*seen])
                last = lines
    return borders, coasts


def distance(point: Point, one: Point, two: Point) -> float:
    """How far a point lies from an edge."""
    right, down = two[0] - one[0], two[1] - one[1]
    part = ((point[0] - one[0]) * right + (point[1] - one[1]) * down) / (right * right + down * down)
    part = min(1, max(0, part))
    return hypot(point[0] - one[0] - right * part, point[1] - one[1] - down * part)


def text(style: Style, words: str, at: Point, anchor: str = "start") -> str:
    """Words as an SVG element; `at` is where their base line begins, is centred or ends."""
    given = {
        "x": f"{at[0]:.1f}",
        "y": f"{at[1]:.1f}",
        "font-size": f"{style.size:g}",
        "fill": COLOUR[style.colour],
        "font-weight": str(style.weight) if style.weight != 400 else "",
        "font-style": style.slant if style.slant != "normal" else "",
        "letter-spacing": f"{style.spacing:g}" if style.spacing else "",
        "text-anchor": anchor if anchor != "start" else "",
    }
    return f"<text {attributes(given)}>{escape(words)}</text>"


def attributes(given: dict[str, str]) -> str:
    """Those that are not empty, as they stand in a tag."""
    return " ".join(f'{name}="{value}"' for name, value in given.items() if value)


def point(style: Style, at: Point) -> str:
    """The point of a place: full for a town, with a ring for a capital."""
    core = f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{{}}" fill="{{}}"{{}}/>'
    if style.dot > 4:
        ring = f' stroke="{COLOUR["text"]}" stroke-width="1.6"'
        return core.format(style.dot, COLOUR["ground"], ring) + core.format(2.2, COLOUR["text"], "")
    return core.format(style.dot, COLOUR["text"], "")


def arrow(points: Sequence[Point]) -> list[str]:
    """A broken line with a head, drawn as a cubic curve through its first and last point."""
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = points
    turn = degrees(atan2(y4 - y3, x4 - x3))
    colour = COLOUR["accent"]
    return [
        f'<path d="M{x1:.1f} {y1:.1f}C{x2:.1f} {y2:.1f} {x3:.1f} {y3:.1f} {x4:.1f} {y4:.1f}" '
        f'fill="none" stroke="{colour}" stroke-width="2.6" stroke-dasharray="7 4"/>',
        f'<path d="M9 0L-4 -6L-4 6z" fill="{colour}" '
        f'transform="translate({x4:.1f} {y4:.1f}) rotate({turn:.1f})"/>',
    ]


def foot() -> list[str]:
    """The scale bar and what the arrow means, below the frame."""
    base, length = HEIGHT + 32, BAR * SCALE
    ink, note = COLOUR["text"], STYLES["note"]
    out = [
        f'<rect x="2" y="{base - 8}" width="{length / 2:.1f}" height="5" fill="{ink}"/>',
        f'<rect x="2.5" y="{base - 7.5}" width="{length - 1:.1f}" height="4" fill="none" stroke="{ink}"/>',
        text(note, f"{BAR} km", (length + 10, base)),
    ]
    begins = length + 100
    out += arrow([(begins + part, base - 5) for part in (0, 15, 30, 45)])
    return [
        *out,
        text(note, "The route that Baku calls the Zangezur corridor (schematic)", (begins + 66, base)),
    ]


def ground(countries: dict[str, Rings]) -> list[str]:
    """The sea, the countries on it, and the lines between them and along the sea."""
    out = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{COLOUR[SEA[0]]}" fill-opacity="{SEA[1]}"/>']
    for name, outline in countries.items():
        colour, opacity = FILLS.get(name, ("tint", 1))
        given = {"fill": COLOUR[colour], "fill-opacity": f"{opacity}" if opacity < 1 else ""}
        if inside := [ring for ring in map(clipped, outline) if ring]:
            out.append(f'<path {attributes(given)} fill-rule="evenodd" d="{path(inside, "z")}"/>')
    borders, coasts = outlines(countries)
    for lines, colour, given in (
        (coasts, "ink", {"stroke-width": "0.8", "stroke-opacity": "0.5"}),
        (borders, "quiet", {"stroke-width": "1.2"}),
    ):
        given = {"fill": "none", "stroke": COLOUR[colour], **given, "stroke-linejoin": "round"}
        out.append(f'<path {attributes(given)} d="{path(lines)}"/>')
    return out


def labelled(places: dict[str, Point]) -> list[str]:
    """The words of the map, the points of its places, and the thin line to the place that needs one."""
    (x, y), begins, ends = places[LEADER[0]], *LEADER[1:]
    out = [
        f'<line x1="{x + begins[0]:.1f}" y1="{y + begins[1]:.1f}" x2="{x + ends[0]:.1f}" '
        f'y2="{y + ends[1]:.1f}" stroke="{COLOUR["text"]}" stroke-width="0.8"/>'
    ]
    for label in LABELS:
        style = STYLES[label.kind]
        x, y = places[label.at] if isinstance(label.at, str) else project(label.at)
        if style.dot:
            out.append(point(style, (x, y)))
        out.append(text(style, label.words, (x + label.shift[0], y + label.shift[1]), label.anchor))
    return out


def drawing() -> str:
    """The map as an SVG document."""
    places: dict[str, Point] = {}
    countries: dict[str, Rings] = {}
    for feature in json.loads((HERE / "map.geojson").read_text(encoding="utf-8"))["features"]:
        named, geometry = feature["properties"], feature["geometry"]
        if "place" in named:
            places[named["place"]] = project(geometry["coordinates"])
        else:
            countries[named["iso"]] = [[project(place) for place in ring] for ring in rings(geometry)]
    whole = HEIGHT + FOOT
    frame = f'<rect x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" fill="none"'
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {whole}" class="drawing" role="img" '
        f'aria-labelledby="map-title map-desc" font-family="{FACE}">',
        '<title id="map-title">The South Caucasus</title>',
        '<desc id="map-desc">Armenia between Turkey, Georgia, Iran and Azerbaijan, whose exclave Nakhchivan '
        "lies to the west of the Armenian province of Syunik; Nagorno-Karabakh in the west of Azerbaijan."
        "</desc>",
        f'<rect width="{WIDTH}" height="{whole}" fill="{COLOUR["ground"]}"/>',
        *ground(countries),
        f'{frame} stroke="{COLOUR["hairline"]}" stroke-width="2"/>',
        *arrow([project(place) for place in ROUTE]),
        *labelled(places),
        *foot(),
    ]
    return "\n  ".join(out) + "\n</svg>\n"


if __name__ == "__main__":
    sys.stdout.write(drawing())
