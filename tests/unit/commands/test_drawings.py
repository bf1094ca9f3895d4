"""Drawings made from data: drawn anew they are the same, every word stands free, both schemes are legible."""

from __future__ import annotations

import runpy
import shutil
import subprocess
import sys
from functools import cache
from itertools import combinations
from math import acos, cos, hypot, radians, sin
from pathlib import Path
from xml.etree import ElementTree

import drawn
import pytest

from houses import HOUSE, NOTE, PUBLISHED, TOOL, furnish
from notebuild.commands import drawings
from notebuild.core.house import read_house
from notebuild.core.problems import NotebuildError
from notebuild.pipeline import figure
from notebuild.render import contrast, fonts, sheets
from notebuild.sources import project

LANGUAGES = ("en-GB", "fr-FR")
FIGURES = Path("manuscript", NOTE, "figures")
SCRIPTS = (FIGURES / "map.py", FIGURES / "timeline.py")
MAP = FIGURES / "map.svg"
EDITIONS = [
    pytest.param(script, language, id=f"{script.stem}-{language}")
    for script in SCRIPTS
    for language in LANGUAGES
]
TOKENS = read_house(HOUSE / "house.toml")
LIGHT, DARK = (TOKENS.tokens["colour"][scheme] for scheme in ("light", "dark"))

CLEAR = 2.5
"""Least space between two words, in units; about a quarter of the height of a capital."""

BESIDE = 1.5
"""Least space between a word and a line, a point or the frame."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published note, whose drawings these are."""
    return furnish(tmp_path_factory.mktemp("published"), PUBLISHED)


@pytest.fixture(autouse=True)
def inside(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins in that project."""
    monkeypatch.chdir(published)


@cache
def edition(script: Path, language: str) -> ElementTree.Element:
    """A drawing as an edition shows it."""
    job = next(one for one in project.jobs(NOTE, TOKENS) if one.language == language)
    return ElementTree.fromstring(figure.drawing(job, script.with_suffix(".svg")))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_drawings_are_what_their_scripts_print(script: Path) -> None:
    """The drawing that is kept is what the script makes of the data and the house's tokens today."""
    printed = subprocess.run([sys.executable, "-X", "utf8", script], capture_output=True, check=True)
    assert printed.stdout == script.with_suffix(".svg").read_bytes(), "run ./doit drawing"


def copied(script: Path, to: Path) -> Path:
    """A script with its data, in a project of its own that has the tests' house."""
    (to / "styles").mkdir()
    shutil.copy(HOUSE / "house.toml", to / "styles")
    shutil.copytree(script.parent, to / script.parent)
    return to / script


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_house_makes_the_colours_and_the_face(script: Path, tmp_path: Path) -> None:
    """Another accent and another sans face in house.toml are those of the drawing, once it is drawn anew."""
    copy = copied(script, tmp_path)
    house = tmp_path / "styles/house.toml"
    text = house.read_text(encoding="utf-8")
    text = text.replace(LIGHT["accent"], "#0a6640").replace('sans = "Source Sans Pro"', 'sans = "Other Sans"')
    house.write_text(text, encoding="utf-8")
    drawings.draw(copy)
    before = script.with_suffix(".svg").read_text(encoding="utf-8")
    wanted = before.replace(LIGHT["accent"], "#0a6640").replace("Source Sans Pro", "Other Sans")
    assert copy.with_suffix(".svg").read_text(encoding="utf-8") == wanted != before


@pytest.mark.parametrize("row", ["6 June 2024,Talks, again", "6 June 2024"], ids=["comma", "no event"])
def test_a_row_that_would_lose_words(row: str, tmp_path: Path) -> None:
    """A comma outside quotation marks cuts no event short: the row is named, the drawing stays."""
    copy = copied(next(script for script in SCRIPTS if script.stem == "timeline"), tmp_path)
    table, kept = copy.with_suffix(".csv"), copy.with_suffix(".svg").read_bytes()
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([*lines[:4], row, *lines[4:]]) + "\n", encoding="utf-8")
    with pytest.raises(NotebuildError) as refusal:
        drawings.draw(copy)
    assert str(refusal.value) == (
        f"{copy.as_posix()}: the script ended with status 1: "
        "timeline.csv:5: a row is a date and an event, in quotes if a comma is in it\n"
        "    mend it; run by itself, it says where it failed"
    )
    assert copy.with_suffix(".svg").read_bytes() == kept


def test_data_lie_beside_their_drawings() -> None:
    """Every script of a note is known, and the two drawings come from data anyone can open."""
    assert tuple(project.scripts()) == SCRIPTS
    assert {(script.name, *sorted(data(script))) for script in SCRIPTS} == {
        ("map.py", "map.geojson"),
        ("timeline.py", "timeline.csv"),
    }


def data(script: Path) -> set[str]:
    """The files beside a script that have its name and are neither it nor its drawing."""
    return {path.name for path in script.parent.glob(f"{script.stem}.*")} - {
        script.name,
        f"{script.stem}.svg",
    }


@pytest.mark.parametrize(("script", "language"), EDITIONS)
def test_no_word_on_another(script: Path, language: str) -> None:
    """In every language, set in the house's own fonts, no words touch."""
    boxes = drawn.words(edition(script, language), fonts.faces(TOKENS))
    assert len(boxes) > 20
    touching = [(a.name, b.name) for a, b in combinations(boxes, 2) if a.grown(CLEAR).meets(b)]
    assert touching == []


@pytest.mark.parametrize(("script", "language"), EDITIONS)
def test_no_word_on_a_line_or_a_point(script: Path, language: str) -> None:
    """No border, coast, arrow, frame or point runs into words."""
    root = edition(script, language)
    strokes, points = list(drawn.lines(root)), list(drawn.points(root))
    assert strokes and points
    hit = [
        box.name
        for box in (one.grown(BESIDE) for one in drawn.words(root, fonts.faces(TOKENS)))
        if any(box.crossed(*stroke) for stroke in strokes) or any(box.meets(point) for point in points)
    ]
    assert hit == []


@pytest.mark.parametrize(("script", "language"), EDITIONS)
def test_every_word_in_the_frame(script: Path, language: str) -> None:
    """Words lie within the drawing, and within the panel or column that they begin in."""
    root = edition(script, language)
    width, height = (float(value) for value in root.get("viewBox", "").split()[2:])
    whole = drawn.Box(-BESIDE, 0, width, height, "drawing")
    panels = [drawn.rectangle(one) for one in root.iter(f"{drawn.SVG}rect") if one.get("fill") != "none"]
    boxes = drawn.words(root, fonts.faces(TOKENS))
    assert [box.name for box in boxes if not box.grown(BESIDE).within(whole)] == []
    assert [box.name for box in boxes for panel in panels if box.meets(panel) and not box.within(panel)] == []


@pytest.mark.parametrize(("script", "language"), EDITIONS)
@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(script: Path, language: str, scheme: dict[str, str]) -> None:
    """4.5 to 1 at least (WCAG 2.2, 1.4.3) on what is painted below, in both schemes of the web page."""
    root = edition(script, language)
    colours = {colour: scheme[name] for name, colour in LIGHT.items()}
    weak = []
    for box in drawn.words(root, fonts.faces(TOKENS)):
        middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        for at in ((box.left, box.top), middle, (box.right, box.bottom)):
            below = "#" + "".join(f"{round(part * 255):02x}" for part in drawn.ground(root, at, colours))
            if (ratio := contrast.ratio(colours[box.fill], below)) < contrast.AA:
                weak.append((box.name, below, round(ratio, 2)))
    assert weak == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_house_colours_only(script: Path) -> None:
    """A drawing that follows the scheme has no colour that the sheet does not turn over with it."""
    root = ElementTree.fromstring(script.with_suffix(".svg").read_text(encoding="utf-8"))
    assert root.get("class") == "drawing"
    used = {element.get(name, "none") for element in root.iter() for name in ("fill", "stroke")}
    assert used - {"none"} <= set(LIGHT.values())
    style = sheets.sheet((TOOL / "screen.css").read_text(encoding="utf-8"), TOKENS, "screen.css")
    for name, colour in LIGHT.items():
        assert f'.drawing [fill="{colour}"] {{ fill: var(--{name}) }}' in style
        assert f'.drawing [stroke="{colour}"] {{ stroke: var(--{name}) }}' in style


def test_the_two_countries_differ_in_print_without_colour() -> None:
    """Armenia, Azerbaijan, a neighbour and the sea are four greys, each a visible step from the next."""
    root = ElementTree.fromstring(MAP.read_text(encoding="utf-8"))
    script = runpy.run_path(str(MAP.with_suffix(".py")))
    places = [(44.5, 40.5), (47.5, 40.5), (43.5, 41.8), (50.2, 39.2)]
    greys = []
    for place in places:
        red, green, blue = drawn.ground(root, script["project"](place), {})
        greys.append(0.299 * red + 0.587 * green + 0.114 * blue)
    armenia, azerbaijan, neighbour, sea = greys
    assert azerbaijan + 0.08 < armenia and armenia + 0.06 < sea and sea + 0.02 < neighbour


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ((44.51, 40.18), (49.87, 40.41)),
        ((44.79, 41.72), (46.24, 38.9)),
        ((43.85, 40.79), (46.75, 39.82)),
    ],
    ids=["Yerevan-Baku", "Tbilisi-Meghri", "Gyumri-Stepanakert"],
)
def test_the_scale_bar_holds(one: tuple[float, float], two: tuple[float, float]) -> None:
    """Distances measured with the bar are those of the great circle (spherical law of cosines), to 0.5 per cent."""
    script = runpy.run_path(str(MAP.with_suffix(".py")))
    (x1, y1), (x2, y2) = script["project"](one), script["project"](two)
    root = ElementTree.fromstring(MAP.read_text(encoding="utf-8"))
    said = next(text.text for text in root.iter(f"{drawn.SVG}text") if text.text and " km" in text.text)
    bar = max(
        float(rect.get("width", 0)) for rect in root.iter(f"{drawn.SVG}rect") if rect.get("height") == "4"
    )
    measured = hypot(x2 - x1, y2 - y1) / (bar + 1) * int(said.split()[0])
    north, south, apart = radians(one[1]), radians(two[1]), radians(two[0] - one[0])
    true = 6371.0 * acos(sin(north) * sin(south) + cos(north) * cos(south) * cos(apart))
    assert measured == pytest.approx(true, rel=0.005)


def test_north_is_up() -> None:
    """The middle meridian stands upright, and what lies east of it lies to the right."""
    project_ = runpy.run_path(str(MAP.with_suffix(".py")))["project"]
    (x1, y1), (x2, y2) = project_((46.76, 39.0)), project_((46.76, 42.0))
    assert x1 == pytest.approx(x2) and y2 < y1
    assert project_((45, 40))[0] < 380 < project_((48, 40))[0]


def test_the_map_is_light() -> None:
    """Inline in the page, the map takes little of its 400 kB."""
    assert MAP.stat().st_size < 25_000


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        pytest.param(
            "print('<svg/>')\nraise SystemExit('no data today')",
            "x/figures/a.py: the script ended with status 1: no data today\n"
            "    mend it; run by itself, it says where it failed",
            id="fails",
        ),
        pytest.param(
            "print('<svg>\\n<script/></svg>')",
            "x/figures/a.py, what it prints:2:1: the figure holds a <script> element\n"
            "    take it out; a figure is shapes and words only",
            id="unsafe",
        ),
        pytest.param(
            "",
            "x/figures/a.py, what it prints:1:1: the figure is not well-formed SVG: no element found\n"
            "    save it again from the drawing program",
            id="prints nothing",
        ),
    ],
)
def test_a_drawing_that_fails_keeps_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, problem: str
) -> None:
    """What a script prints is checked before it takes the place of the drawing that is there."""
    monkeypatch.chdir(tmp_path)
    script = Path("x/figures/a.py")
    script.parent.mkdir(parents=True)
    script.write_text(code, encoding="utf-8")
    script.with_suffix(".svg").write_text("<svg>good</svg>", encoding="utf-8")
    with pytest.raises(NotebuildError) as refusal:
        drawings.draw(script)
    assert str(refusal.value) == problem
    assert script.with_suffix(".svg").read_text(encoding="utf-8") == "<svg>good</svg>"
    assert sorted(path.name for path in script.parent.iterdir()) == ["a.py", "a.svg"]


def test_a_drawing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script's words reach its drawing as UTF-8, whatever the locale."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    Path("a.py").write_text("print('<svg><text>Azerbaïdjan</text></svg>')", encoding="utf-8")
    drawings.draw(Path("a.py"))
    assert Path("a.svg").read_text(encoding="utf-8") == "<svg><text>Azerbaïdjan</text></svg>\n"
    assert capsys.readouterr().out == "a.svg is drawn\n"


def test_a_script_that_does_not_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script that waits for something is ended, and the drawing that is there stays."""
    monkeypatch.setattr(drawings, "PATIENCE", 1)
    script = tmp_path / "a.py"
    script.write_text("import time; time.sleep(60)", encoding="utf-8")
    with pytest.raises(NotebuildError) as refusal:
        drawings.draw(script)
    assert str(refusal.value) == (
        f"{script}: the script had not ended after 1 seconds\n    mend it; it may wait for something"
    )
    assert not script.with_suffix(".svg").exists()


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of two notes with three scripts, of which one fails."""
    for name in ("gas/map", "gas/price", "ports/map"):
        script = tmp_path / "manuscript" / Path(name).parent / "figures" / f"{Path(name).name}.py"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text("raise SystemExit(3)" if name == "gas/map" else "print('<svg/>')", encoding="utf-8")
    (tmp_path / "dodo.py").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "status", "drawn"),
    [
        pytest.param([], 1, {"gas/price", "ports/map"}, id="all but the one that fails"),
        pytest.param(["ports"], 0, {"ports/map"}, id="of a note"),
        pytest.param(["gas/price"], 0, {"gas/price"}, id="one"),
    ],
)
def test_names(scripts: Path, words: list[str], status: int, drawn: set[str]) -> None:
    """A note's name means all its drawings; one that fails keeps no other from being drawn."""
    assert drawings.Drawing().parse_execute(words) == status
    made = {f"{path.parts[-3]}/{path.stem}" for path in scripts.glob("manuscript/*/figures/*.svg")}
    assert made == drawn


def test_wrong_name(scripts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest drawing is offered, and all there are."""
    assert drawings.Drawing().parse_execute(["gas/prize"]) == 1
    assert capsys.readouterr().err == (
        "the command line: gas/prize is no drawing (did you mean gas/price?)\n"
        "    the drawings are gas/map, gas/price, ports/map\n"
    )


def test_words_are_set_as_the_language_wants() -> None:
    """A French drawing has the thin space before a semicolon, as the text has (Imprimerie nationale)."""
    french = [edition(script, "fr-FR") for script in SCRIPTS]
    said = " ".join(word for drawing in french for word in drawing.itertext())
    assert "\u202f;" in said
    assert " ;" not in said
