"""The engine's own way is replaced only where this was written for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from notebuild.render.pdf import fit, footnote_area


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    """What was found of the engine is looked for again, in a test and after it."""
    fit.misfit.cache_clear()
    yield
    fit.misfit.cache_clear()


def test_it_fits() -> None:
    """The engine that is locked is the one this was written for, and nothing is told."""
    assert fit.misfit() is None
    assert fit.source(fit.LINES).count(footnote_area.PUT_OFF) == 1


@pytest.mark.parametrize("change", ["AREA", "PLACED", "LINES", "PAGES", "MADE"])
def test_another_engine(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one of the functions reads otherwise all are left alone, and one warning says so."""
    from weasyprint.layout import LayoutContext

    before = LayoutContext._update_footnote_area
    monkeypatch.setattr(fit, change, getattr(fit, change)._replace(digest="another"))
    monkeypatch.setattr(LayoutContext, "_update_footnote_area", getattr(before, "__wrapped__", before))
    footnote_area.install()
    assert not hasattr(LayoutContext._update_footnote_area, "__wrapped__")
    told = fit.misfit()
    assert told
    assert told.severity == "warning"
    assert str(told.location) == "weasyprint"
    assert told.message == (
        "this WeasyPrint sets footnotes otherwise than 70.0: a PDF takes twice the time or more, "
        "and leaves deep blanks above long footnotes"
    )
    assert told.remedy == (
        "install WeasyPrint 70.0, as requirements.lock has it, or bring render/pdf/fit.py up to date"
    )


def test_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine whose files cannot be found fits nothing, and stops no check."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert fit.misfit() is not None


def test_installed_once() -> None:
    """To install it again changes nothing: the engine's own way stays within reach."""
    from weasyprint.layout import LayoutContext

    footnote_area.install()
    first = LayoutContext._update_footnote_area
    footnote_area.install()
    assert LayoutContext._update_footnote_area is first
