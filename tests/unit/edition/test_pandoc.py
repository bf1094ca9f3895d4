"""What is taken from pandoc's output; pandoc itself is not run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import pandoc


def nested(depth: int) -> bytes:
    """Pandoc's JSON of a word in so many block quotes, one in the other."""
    block: dict[str, Any] = {"t": "Para", "c": [{"t": "Str", "c": "deep"}]}
    for _ in range(depth):
        block = {"t": "BlockQuote", "c": [block]}
    return json.dumps({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [block]}).encode()


def test_a_tree_is_read() -> None:
    """What stands a hundred deep is read: ten times what an author ever writes."""
    assert pandoc.parsed(nested(100), "text.md") == json.loads(nested(100))


@pytest.mark.parametrize("depth", [160, 300])
def test_a_tree_that_is_too_deep(depth: int) -> None:
    """A tree that the passes could not walk within Python's own limit of calls is refused with a remedy."""
    with pytest.raises(NotebuildError) as caught:
        pandoc.parsed(nested(depth), "text.md")
    assert caught.value.problems == (
        Problem(
            Location("text.md"),
            "lists, quotes, brackets or emphasis stand too deep in each other",
            "take them out of each other",
        ),
    )


def test_output_too_deep_for_the_reader_of_json() -> None:
    """Python's reader of JSON gives up on some thousand levels: that is the same fault, not one of ours."""
    output = b'{"blocks": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    with pytest.raises(NotebuildError, match="too deep in each other"):
        pandoc.parsed(output, "text.md")


@pytest.mark.parametrize(
    ("script", "message"),
    [
        pytest.param("kill -SEGV $$", "pandoc crashed", id="crash"),
        pytest.param("exit 251", "pandoc ran out of memory", id="memory"),
    ],
)
def test_pandoc_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str) -> None:
    """A pandoc that dies is one Problem at the file that it read."""
    program = tmp_path / "pandoc"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "binary", lambda: str(program))
    with pytest.raises(NotebuildError) as caught:
        pandoc.run([], b"", "text.md")
    assert [str(problem) for problem in caught.value.problems] == [
        f"text.md: {message}\n"
        "    look for what is very long or deeply nested: a paragraph, a table, brackets; part it"
    ]


@pytest.mark.parametrize(
    ("style", "place", "message", "remedy"),
    [
        ("<style>\n</stile>", ":2:3", "the style is not XML: mismatched tag", "mend the element it names"),
        (None, "", "the style cannot be read: No such file or directory", "bring the file back"),
    ],
    ids=["broken", "missing"],
)
def test_a_broken_style(tmp_path: Path, style: str | None, place: str, message: str, remedy: str) -> None:
    """A fault in the citation style is told at its own place, not at the text that was to be cited."""
    path = tmp_path / "note.csl"
    if style is not None:
        path.write_text(style, encoding="utf-8")
    with pytest.raises(NotebuildError) as caught:
        pandoc.cite({"meta": {}, "blocks": []}, "", path, "en-GB", "text.md")
    (problem,) = caught.value.problems
    assert str(problem.location) == f"{path.as_posix()}{place}"
    assert (problem.message, problem.remedy) == (message, remedy)


def test_the_binary_that_is_shipped() -> None:
    """The pandoc beside pypandoc is the one that pypandoc itself names."""
    import pypandoc

    assert pandoc.binary() == str(pypandoc.get_pandoc_path())


def test_a_field_with_a_character_of_a_further_plane(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pandoc gets the fields as UTF-8: it reads no character that JSON writes as two halves."""
    handed: list[str] = []

    def ran(options: list[str], *_: Any, **__: Any) -> bytes:
        file = next(option for option in options if option.startswith("--metadata-file="))
        handed.append(Path(file.partition("=")[2]).read_text(encoding="utf-8"))
        return nested(1)

    monkeypatch.setattr(pandoc, "run", ran)
    pandoc.read("text", {"title": "A \U0001d518"}, "text.md")
    assert handed == ['{"title": "A \U0001d518"}']
