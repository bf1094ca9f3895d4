"""The line of a run at the foot of the terminal."""

from __future__ import annotations

import io

from notebuild.pipeline.status import Status


def test_the_line_of_a_run() -> None:
    """How many are done; of each that goes on, the first begun first, its name, what it is at and its seconds."""
    status = Status(io.StringIO())
    status.expect(["check", "pdf:a.en", "pdf:a.fr", "web"])
    status.end("check")
    status.begin("pdf:a.en")
    status.begin("pdf:a.fr")
    status.at("pdf:a.en", "layout 1, page 7")
    status.running = {"pdf:a.fr": (5.0, ""), "pdf:a.en": (2.0, "layout 1, page 7")}
    assert status.words(10.4) == "1 of 4 | pdf:a.en layout 1, page 7, 8 s | pdf:a.fr 5 s"


def test_a_group_is_no_task() -> None:
    """What was not expected, as a group of tasks, is not counted when it ends."""
    status = Status(io.StringIO())
    status.expect(["a"])
    status.end("group")
    assert status.words(0.0) == "0 of 1"


def test_what_begins_besides() -> None:
    """The proof of what is ready is made after the tasks: it counts as one that is done again."""
    status = Status(io.StringIO())
    status.expect(["verify:n"])
    status.end("verify:n")
    status.begin("verify:n")
    assert status.words(status.running["verify:n"][0] + 3).endswith("| verify:n 3 s")
