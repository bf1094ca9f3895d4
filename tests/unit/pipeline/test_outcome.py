"""How an action tells a fault of the user's, and what it leaves to be seen as a fault of ours."""

from __future__ import annotations

import pickle

import pytest

from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline.outcome import Refused, action

KEY = Problem(Location("manuscript/n/note.md", 14, 27), "no source has the key @quai", "mend it")
LATE = Problem(Location("manuscript/n/fr.po", 8), "drops @quay", "keep every @key")


@action
def told(*problems: Problem) -> None:
    """Raise what it is given."""
    if problems:
        raise NotebuildError(problems)


@action
def breaks() -> None:
    raise ZeroDivisionError("a fault of ours")


def test_problems_are_returned_as_values() -> None:
    """What is raised as NotebuildError is returned: every Problem, with its place, words and remedy, in order."""
    outcome = told(KEY, LATE)
    assert isinstance(outcome, Refused)
    assert outcome.problems == (KEY, LATE)
    assert outcome.message == f"{KEY}\n{LATE}"


def test_success_returns_nothing() -> None:
    """doit reads None as success."""
    assert told() is None


def test_a_fault_of_ours_is_raised() -> None:
    """Nothing else is caught: its traceback is what one mends it by."""
    with pytest.raises(ZeroDivisionError, match="a fault of ours"):
        breaks()


def test_an_action_keeps_its_name() -> None:
    """Its name and module are the function's own, by which its code is looked up."""
    assert (told.__name__, told.__module__, told.__doc__) == ("told", __name__, "Raise what it is given.")


def test_values_pass_between_processes() -> None:
    """With -n doit sends an outcome from the process that ran the task to the one that reports."""
    outcome = told(KEY)
    assert outcome is not None
    assert pickle.loads(pickle.dumps(outcome)).problems == (KEY,)
