"""The ladder of layouts: nothing incomplete goes out, what drifts is held, endnotes come last."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from notebuild.core.model import Edition, Footnote
from notebuild.core.problems import NotebuildError
from notebuild.render.pdf import renderer
from notebuild.render.pdf.renderer import Placed
from notebuild.render.sheets import LADDER, Layout

FULL = (Placed(1, "One note.", 1, 1), Placed(2, "Two: a co-\nop.", 1, 2 - 1))


@pytest.fixture
def edition() -> Edition:
    notes = (
        Footnote(1, "quay", "authored", (), "One note.", ()),
        Footnote(2, "introduction-1-1", "citation", (), "Two: a co-op.", ()),
    )
    return Edition("n", "en-GB", {}, {}, notes)


class Press:
    """An engine of the test's own: what each render loses, and what is read back from it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *results: Any) -> None:
        self.results = list(results)
        self.layouts: list[Layout] = []
        monkeypatch.setattr(renderer, "render", self.render)

    def page(self, layout: Layout) -> str:
        self.layouts.append(layout)
        return layout.name

    def render(self, html: str, shown: str, roots: Any) -> tuple[bytes, int, tuple[int, ...]]:
        result = self.results[0]
        if isinstance(result, int):
            self.results.pop(0)
            return b"", 3, (result,)
        return html.encode(), 3, ()

    def read(self, content: bytes) -> tuple[Placed, ...]:
        result: tuple[Placed, ...] = self.results.pop(0) if len(self.results) > 1 else self.results[0]
        return result

    def build(self, edition: Edition, **options: Any) -> renderer.Rendering:
        return renderer.build(edition, self.page, self.read, "n.en.pdf", roots=[Path()], **options)


def test_first_layout(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """A complete file without drift is taken at once, as repaired."""
    press = Press(monkeypatch, FULL)
    made = press.build(edition, repair=lambda content: content + b"!")
    assert made == renderer.Rendering(b"set!", "set", 3, 0, ())
    assert len(press.layouts) == 1


def test_drift_is_held(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """Where a note strays, the same layout is tried again with its paragraph held, and the name says so."""
    press = Press(monkeypatch, (FULL[0], Placed(2, "Two: a co-op.", 1, 2)), FULL)
    made = press.build(edition)
    assert (made.layout, made.retries, made.drifts) == ("set, held at 2", 1, ())
    assert press.layouts[1].held == ((2, 1),)


def test_lost_note_is_held(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """A note that the engine says it lost is never read back: the layout is tried again at once."""
    press = Press(monkeypatch, 1, 1, FULL)
    made = press.build(edition)
    assert made.layout == "set, held at 1"
    assert [layout.held for layout in press.layouts] == [(), ((1, 1),), ((1, 2),)]


def test_endnotes_last(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """Endnotes are used where every other layout loses a note."""
    press = Press(monkeypatch, *[1] * 20, FULL)
    made = press.build(edition)
    assert made.layout == "endnotes"
    assert [layout.name for layout in press.layouts if not layout.held] == [one.name for one in LADDER]


def test_drift_before_endnotes(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """A complete file with drift is better than endnotes, and not tried for ever."""
    press = Press(monkeypatch, (FULL[0], Placed(2, "Two: a co-op.", 1, 2)))
    made = press.build(edition)
    assert made.drifts == (2,)
    assert len(press.layouts) <= renderer.ENOUGH + renderer.FIRMEST


def test_broken_lines(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """Where a line is broken off the next layout is tried; the file with the fewest is taken in the end."""
    left = [2, 1, 0]
    made = Press(monkeypatch, FULL).build(edition, broken=lambda _: left.pop(0))
    assert (made.layout, made.broken, made.retries) == (LADDER[2].name, 0, 2)
    found = iter([2, 1, 3, 3, 3])
    made = Press(monkeypatch, FULL).build(edition, broken=lambda _: next(found))
    assert (made.layout, made.broken) == (LADDER[1].name, 1)


def test_nothing_holds(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """Where even endnotes lose a note, the build fails and names it."""
    with pytest.raises(NotebuildError) as caught:
        Press(monkeypatch, FULL[:1]).build(edition)
    (problem,) = caught.value.problems
    assert str(problem.location) == "n.en.pdf: footnote 2"
    assert problem.message == "note introduction-1-1 is not in the file"
    assert problem.remedy.startswith("this is a fault of the page's layout")


@pytest.mark.parametrize(
    ("placed", "number", "message"),
    [
        (FULL[1:], 1, "note [^quay] is not in the file"),
        ((Placed(1, "", 1, 0), FULL[1]), 1, "note [^quay] is not in the file"),
        ((Placed(1, "One note.", 0, 1), FULL[1]), 1, "the call of note [^quay] is not in the file"),
        ((*FULL, FULL[0]), 1, "note [^quay] stands 2 times"),
        ((Placed(1, "One", 1, 1), FULL[1]), 1, "the text of note [^quay] is not complete"),
        ((Placed(1, "", 1, 1), FULL[1]), 1, "the text of note [^quay] is not complete"),
        ((Placed(1, "One note.", 2, 1), FULL[1]), 1, "note [^quay] stands before its call"),
        ((*FULL, Placed(9, "x", 1, 1)), 9, "the edition has no such note"),
    ],
    ids=["gone", "no body", "no call", "twice", "cut", "empty", "before its call", "one too many"],
)
def test_compare(edition: Edition, placed: tuple[Placed, ...], number: int, message: str) -> None:
    """Each way a finished file can differ from its edition is told by number and label."""
    (problem,) = renderer.compare(edition, placed, "n.en.pdf")
    assert str(problem.location) == f"n.en.pdf: footnote {number}"
    assert problem.message == message
    assert problem.remedy == "this is a fault of the page's layout; please report it with the note's text"


def test_compare_is_silent(edition: Edition) -> None:
    """A complete file has no problem, though a line ends within a word; endnotes may stand anywhere."""
    assert renderer.compare(edition, FULL, "x") == ()
    late = tuple(Placed(one.number, one.text, 5, 2) for one in FULL)
    assert renderer.compare(edition, late, "x", endnotes=True) == ()


def test_our_own_assertion_is_not_the_engines(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """An assertion that fails in our code is a bug of ours, and keeps its traceback."""

    def fails(*_: Any) -> Any:
        raise AssertionError("ours")

    monkeypatch.setattr(renderer, "render", fails)
    with pytest.raises(AssertionError, match="ours"):
        renderer.build(edition, lambda layout: "", lambda content: (), "x", roots=[Path()])


def test_engine_gives_up(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """A layout on which the engine stops is refused like one that loses a note."""
    press = Press(monkeypatch, FULL)
    code = compile("def stop():\n    assert False", "engine", "exec")
    engine: dict[str, Any] = {"__name__": "weasyprint.layout.page"}
    exec(code, engine)
    stop: Callable[[], None] = engine["stop"]

    def render(html: str, shown: str, roots: Any) -> tuple[bytes, int, tuple[int, ...]]:
        if html == "set":
            stop()
        return Press.render(press, html, shown, roots)

    monkeypatch.setattr(renderer, "render", render)
    assert press.build(edition).layout == LADDER[1].name


def test_listening() -> None:
    """Warnings of the engine are kept, and its log is as before afterwards."""
    logger = logging.getLogger("weasyprint")
    before = logger.handlers[:]
    with renderer.listening() as records:
        logger.warning("Ignored %s", "x")
        logger.info("fine")
    assert records == ["Ignored x"]
    assert logger.handlers == before
