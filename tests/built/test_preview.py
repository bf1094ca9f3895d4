"""The live preview as a reader of the page meets it: over HTTP, on a copy of the small note."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Any

import pytest

Project = Any  # the class of `tests/conftest.py`
ENGLISH, FRENCH = "/small/small.en.html", "/small/small.fr.html"
NOTE, CATALOGUE = "manuscript/small/note.md", "manuscript/small/fr.po"
PATIENCE = 60
"""Seconds after which a build has not come; how long it takes is a benchmark's question."""


POLICY = "Content-Security-Policy"


class Preview:
    """A running preview: what it serves, and the events of its pages."""

    def __init__(self, project: Project, *arguments: str) -> None:
        self.process: subprocess.Popen[str] = project.start("preview", *arguments)
        assert self.process.stdout
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if line.startswith("built in"):
                break
        found = re.search(r"^http://127\.0\.0\.1:(\d+)(/\S*)", self.said, re.MULTILINE)
        assert found, self.said
        self.port, self.path = int(found[1]), found[2]

    def get(self, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
        """The status and the body of an address, sent as it is written."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")

    def page(self, path: str) -> str:
        status, body = self.get(path)
        assert status == 200, (status, body)
        return body

    def await_words(self, path: str, words: str) -> str:
        """The page once it says these words, looked at after each event that tells of a change."""
        query = urllib.parse.quote(path)
        address = f"http://127.0.0.1:{self.port}/events?page={query}"
        with urllib.request.urlopen(address, timeout=PATIENCE) as events:
            for line in events:
                if line.startswith(b"data: ") and words in (page := self.get(path)[1]):
                    return page
        raise AssertionError(f"{path} never says {words!r}")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=PATIENCE)
        return self.process.returncode


@pytest.fixture(scope="module")
def small(project: Callable[..., Project]) -> Project:
    """The small note, with nothing built."""
    return project("small", "preview")


@pytest.fixture(scope="module")
def preview(small: Project) -> Iterator[Preview]:
    """The preview of it, on a port of its own."""
    running = Preview(small, "--port", "18321")
    yield running
    running.process.kill()
    running.process.communicate(timeout=PATIENCE)


def test_page_is_served_with_the_script_and_kept_without(preview: Preview, small: Project) -> None:
    """The served page reloads itself, by the server's policy; the file that readers get has one of its own."""
    served = preview.page(ENGLISH)
    assert served.count("<script src=") == 1
    assert "http-equiv" not in served
    assert "The second one is written by hand" in served
    kept = small.deliverable("en", "html").read_text(encoding="utf-8")
    assert "<script src=" not in kept
    (_, digest) = re.findall(r"'(sha256-[^']+)'", kept.partition("</head>")[0])
    with urllib.request.urlopen(f"http://127.0.0.1:{preview.port}{ENGLISH}") as answer:
        assert f"script-src 'self' '{digest}';" in answer.headers["Content-Security-Policy"]
    assert FRENCH in preview.page("/")


def test_sentence_comes_back_on_save(preview: Preview, small: Project) -> None:
    """A saved English sentence is on the English page; the French one is refused, its last page kept."""
    small.edit(NOTE, "is written by hand", "is typed by hand")
    preview.await_words(ENGLISH, "The second one is typed by hand")
    refused = preview.await_words(FRENCH, "small.fr cannot be built")
    assert "text:paragraph:1" in refused
    assert f'href="{FRENCH}?last"' in refused
    assert "est écrite à\u00a0la main" in preview.page(f"{FRENCH}?last")
    small.edit(NOTE, "is typed by hand", "is written by hand")
    mended = preview.await_words(FRENCH, "est écrite à\u00a0la main")
    assert "cannot be built" not in mended


def test_a_closed_language_comes_back(preview: Preview, small: Project) -> None:
    """The page of a language that was closed says so, and leaves with the language's return: by its own script."""
    small.edit(NOTE, "languages: [fr-FR]", "languages: []")
    gone = preview.await_words(FRENCH, "There is no page small.fr.html")
    assert preview.get(FRENCH)[0] == 404
    assert 'src="/preview.js"' in gone and 'data-stamp="gone"' in gone
    small.edit(NOTE, "languages: []", "languages: [fr-FR]")
    assert "There is no page" not in preview.await_words(FRENCH, "est écrite à\u00a0la main")


def test_the_policy_lets_the_pages_own_sheets_through(preview: Preview) -> None:
    """A page holds its sheets as style elements and as data: both may be used, and no other place's."""
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE)
    connection.request("GET", ENGLISH)
    answer = connection.getresponse()
    body = answer.read().decode()
    rules = dict(rule.strip().partition(" ")[::2] for rule in str(answer.headers[POLICY]).split(";"))
    assert rules["style-src"].split() == ["'unsafe-inline'", "data:"]
    assert set(re.findall(r'<link rel="stylesheet" href="(\w+):', body)) <= {"data"}


def test_problems_stand_on_the_page_until_mended(preview: Preview, small: Project) -> None:
    """A misspelt key shows its place, its words and its remedy; mended, the page comes back."""
    small.edit(NOTE, "@dewaal2003, p. 3", "@dewall2003, p. 3")
    told = preview.await_words(ENGLISH, "small.en cannot be built")
    assert re.search(rf'class="place">{NOTE}:\d+:\d+<', told)
    assert "no source has the key @dewall2003 (did you mean dewaal2003?)" in told
    assert "correct the key, or add the source to bibliography.bib" in told
    assert "The second one is written by hand" in preview.page(f"{ENGLISH}?last")
    small.edit(NOTE, "@dewall2003, p. 3", "@dewaal2003, p. 3")
    assert "cannot be built" not in preview.await_words(ENGLISH, "The second one is written by hand")


def test_words_of_a_problem_are_data(preview: Preview, small: Project) -> None:
    """What an author typed is shown as typed, never as markup."""
    small.edit(NOTE, "version: 1", 'version: "<b onclick=x>1</b>"')
    told = preview.await_words(ENGLISH, "cannot be built")
    assert "&lt;b onclick=x&gt;" in told
    assert "<b onclick" not in told
    small.edit(NOTE, 'version: "<b onclick=x>1</b>"', "version: 1")
    preview.await_words(ENGLISH, "The second one is written by hand")


def test_house_that_cannot_be_read(preview: Preview, small: Project) -> None:
    """Where the house is broken every page says so, and comes back."""
    small.edit("styles/house.toml", 'publisher = "notebuild"', "publisher = §")
    assert "styles/house.toml" in preview.await_words(ENGLISH, "cannot be built")
    small.edit("styles/house.toml", "publisher = §", 'publisher = "notebuild"')
    preview.await_words(ENGLISH, "The second one is written by hand")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:18321"])
def test_other_hosts_are_refused(preview: Preview, host: str) -> None:
    """A name of another site that leads here gets nothing (DNS rebinding)."""
    status, body = preview.get(ENGLISH, host)
    assert status == 403
    assert "written by hand" not in body


@pytest.mark.parametrize("host", ["localhost:18321", "127.0.0.1:18321", "[::1]:18321"])
def test_this_machine_is_answered(preview: Preview, host: str) -> None:
    """Each name of the loopback is answered."""
    assert preview.get(ENGLISH, host)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/small/../../bibliography.bib",
        "/small/%2e%2e/%2e%2e/bibliography.bib",
        "/../manuscript/small/note.md",
        "/bibliography.bib",
        "/small/",
        "/small/en/edition.json",
        "//etc/passwd",
    ],
)
def test_only_deliverables_are_served(preview: Preview, path: str) -> None:
    """No source, no step in between, no folder, nothing outside."""
    assert preview.get(path)[0] == 404


def test_taken_port_unknown_edition_and_end(preview: Preview, small: Project) -> None:
    """A second preview takes the next port, says so, opens the edition named, and ends with 0 on Ctrl-C."""
    second = Preview(small, "small.fr", "--port", str(preview.port))
    assert second.port > preview.port
    assert f"(port {preview.port} is taken)" in second.said
    assert second.path == FRENCH
    assert second.stop() == 0
    run = small.run("preview", "small.de")
    assert run.status == 1
    assert "the command line: small.de is no edition with a web page (did you mean small.en?)\n" in run.output
    assert "    name one of small.en, small.fr\n" in run.output


def test_only_the_loopback_listens(preview: Preview) -> None:
    """Another address of this machine is not answered."""
    with socket.socket() as other, pytest.raises(OSError):
        other.settimeout(5)
        other.connect(("127.0.0.2", preview.port))


def test_a_later_run_does_only_what_is_left(preview: Preview, small: Project) -> None:
    """doit's database knows what the preview built."""
    run = small.run("check", "web")
    assert run.status == 0, run.output
    assert run.ran == set()


def test_folder_without_a_note(project: Callable[..., Project]) -> None:
    """Where there is no note, that is the Problem."""
    empty = project("small", "preview-empty")
    (empty / NOTE).unlink()
    run = empty.run("preview")
    assert run.status == 1
    assert "manuscript: there is no note to show\n    write manuscript/<note>/note.md\n" in run.output
