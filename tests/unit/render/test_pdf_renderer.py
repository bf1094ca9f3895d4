"""The fallback layouts: nothing incomplete goes out, footnotes that stray are pinned, endnotes come last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from notebuild.core.model import Edition, Footnote
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.readback import FootnoteReading
from notebuild.render.pdf import engine, renderer
from notebuild.render.pdf.layouts import LAYOUTS, Layout


def reading(number: int, text: str, call: int = 1, page: int = 1) -> FootnoteReading:
    return FootnoteReading(number, text, call_page=call, note_page=page)


FULL = (reading(1, "One note."), reading(2, "Two: a co-\nop."))
SPLIT = (FULL[0], reading(2, "Two: a co-op.", 1, 2))


@pytest.fixture
def edition() -> Edition:
    notes = (
        Footnote(1, "quay", "authored", (), "One note.", ()),
        Footnote(2, "introduction-1-1", "citation", (), "Two: a co-op.", ()),
    )
    return Edition("n", "en-GB", {}, {"meta": {}, "blocks": []}, notes)


class Engine:
    """An engine of the test's own: what each render loses, and what is read back from it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *results: Any) -> None:
        self.results = list(results)
        self.layouts: list[Layout] = []
        monkeypatch.setattr(engine, "render", self.render)

    def page(self, layout: Layout) -> str:
        self.layouts.append(layout)
        return layout.name

    def render(
        self, html: str, shown: str, roots: Any, whole: Any = ()
    ) -> tuple[bytes, int, tuple[int, ...]]:
        result = self.results[0]
        if isinstance(result, int):
            self.results.pop(0)
            return b"", 3, (result,)
        return html.encode(), 3, ()

    def read(self, content: bytes) -> tuple[FootnoteReading, ...]:
        result: tuple[FootnoteReading, ...] = (
            self.results.pop(0) if len(self.results) > 1 else self.results[0]
        )
        return result

    def build(self, edition: Edition, **options: Any) -> renderer.Rendering:
        page = renderer.Page(edition, self.page, self.read, [Path()], **options)
        return renderer.build(page, "n.en.pdf")


def test_first_layout(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """A complete file without splits is taken at once, as repaired."""
    double = Engine(monkeypatch, FULL)
    made = double.build(edition, repair=lambda content: content + b"!")
    assert made == renderer.Rendering(b"set!", "set", 3, 0, ())
    assert len(double.layouts) == 1


def test_split_footnote_is_pinned(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """Where a footnote is split from its call's page, the layout is tried again with the paragraph pinned."""
    double = Engine(monkeypatch, SPLIT, FULL)
    made = double.build(edition)
    assert (made.layout, made.retries, made.splits) == ("set, pinned at 2", 1, ())
    assert double.layouts[1].pinned == ((2, 1),)


def test_lost_footnote_is_pinned(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """A note that the engine says it lost is never read back: the layout is tried again at once."""
    double = Engine(monkeypatch, 1, 1, FULL)
    made = double.build(edition)
    assert made.layout == "set, pinned at 1"
    assert [layout.pinned for layout in double.layouts] == [(), ((1, 1),), ((1, 2),)]


def test_endnotes_last(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """Endnotes are used where every other layout loses a note."""
    double = Engine(monkeypatch, *[1] * 20, FULL)
    made = double.build(edition)
    assert made.layout == "endnotes"
    assert [layout.name for layout in double.layouts if not layout.pinned] == [
        layout.name for layout in LAYOUTS
    ]


def test_split_before_endnotes(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """A complete file with a split footnote is better than endnotes, and not tried for ever."""
    double = Engine(monkeypatch, SPLIT)
    made = double.build(edition)
    assert made.splits == (2,)
    assert len(double.layouts) <= renderer.ENOUGH + renderer.FIRMEST


def test_broken_lines(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """Where a line is broken off the next layout is tried; the file with the fewest is taken in the end."""
    left = [2, 1, 0]
    made = Engine(monkeypatch, FULL).build(edition, broken=lambda _: left.pop(0))
    assert (made.layout, made.broken, made.retries) == (LAYOUTS[2].name, 0, 2)
    found = iter([2, 1, 3, 3, 3])
    made = Engine(monkeypatch, FULL).build(edition, broken=lambda _: next(found))
    assert (made.layout, made.broken) == (LAYOUTS[1].name, 1)


def test_blemishes(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """Of files that are alike the one with the fewest blemishes is taken; no layout is made for them alone."""
    double = Engine(monkeypatch, FULL)
    assert double.build(edition, blemishes=lambda _: 7).retries == 0
    assert len(double.layouts) == 1
    found = iter([5, 3, 9, 9, 9])
    made = Engine(monkeypatch, FULL).build(edition, broken=lambda _: 1, blemishes=lambda _: next(found))
    assert (made.layout, made.blemishes) == (LAYOUTS[1].name, 3)


def test_nothing_holds(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """Where even endnotes lose a note, the build fails and names it."""
    with pytest.raises(NotebuildError) as caught:
        Engine(monkeypatch, FULL[:1]).build(edition)
    (problem,) = caught.value.problems
    assert str(problem.location) == "n.en.pdf: footnote 2"
    assert problem.message == "note introduction-1-1 is not in the file"
    assert problem.remedy.startswith("this is a fault of the page's layout")


def stop() -> None:
    """Fail as the engine does."""
    raise engine.GaveUp


def test_engine_gives_up(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """A layout on which the engine stops is refused like one that loses a footnote."""
    double = Engine(monkeypatch, FULL)

    def render(
        html: str, display_path: str, roots: Any, whole: Any = ()
    ) -> tuple[bytes, int, tuple[int, ...]]:
        if html == "set":
            stop()
        return Engine.render(double, html, display_path, roots)

    monkeypatch.setattr(engine, "render", render)
    assert double.build(edition).layout == LAYOUTS[1].name


def test_engine_gives_up_for_good(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """Where the engine stops on every layout, the build fails with the file, the last layout and what to do."""
    double = Engine(monkeypatch, FULL)
    monkeypatch.setattr(engine, "render", lambda *_: stop())
    with pytest.raises(NotebuildError) as caught:
        double.build(edition)
    (problem,) = caught.value.problems
    assert str(problem.location) == "n.en.pdf"
    assert problem.message == 'the PDF engine gave up on layout "endnotes"'
    assert problem.remedy == "this is a fault of the page's layout; please report it with the note's text"
    assert [layout.name for layout in double.layouts] == [layout.name for layout in LAYOUTS]


def test_splits_before_broken_lines(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """A file whose footnotes stand with their calls is taken before one without broken lines."""
    firmest = [SPLIT] * (1 + renderer.FIRMEST)
    double = Engine(monkeypatch, *firmest, FULL, SPLIT)
    lines = iter([*[0] * len(firmest), 9, *[0] * 20])
    made = double.build(edition, broken=lambda _: next(lines))
    assert (made.layout, made.splits, made.broken) == (LAYOUTS[1].name, (), 9)


def lost(word: str) -> Problem:
    return Problem(Location("manuscript/n/note.md", 12, 1), f"the cell {word} runs off its page in n.en.pdf")


def test_words_that_are_lost(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """A layout that loses words is refused, and tried again with no head in the margin."""
    left = [[lost("12")], []]
    made = Engine(monkeypatch, FULL).build(edition, lacking=lambda _: left.pop(0))
    assert (made.layout, made.retries) == ("set, heads in the column", 1)


def test_words_that_no_layout_keeps(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    """Words that are lost in the same way twice are told at their line, without trying every layout."""
    double = Engine(monkeypatch, FULL)
    with pytest.raises(NotebuildError) as raised:
        double.build(edition, lacking=lambda _: [lost("12")])
    assert raised.value.problems == (lost("12"),)
    assert [layout.heads_in_column for layout in double.layouts] == [False, True]
