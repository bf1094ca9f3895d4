"""The workflows, `.ci/run` and the hooks before a commit: what they run, with which rights, on which changes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SETUP = ROOT / ".github/actions/setup/action.yml"
WRITING = ("comment", "release", "site")
"""The workflows of which a job may write; each has tests of its own."""

OF_A_HOUSE = ROOT / "src/notebuild/commands/house/workflows/notes.yml"
"""The workflow that `init` writes into a new house."""

USES = re.compile(r"uses: (?:\./\S+|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)")


def workflow(name: str) -> dict[Any, Any]:
    """Return a workflow as YAML reads it."""
    content: dict[Any, Any] = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"))
    return content


def scripts(name: str) -> list[str]:
    """Return what the steps of a workflow run, in order."""
    return [s["run"] for job in workflow(name)["jobs"].values() for s in job["steps"] if "run" in s]


def ci() -> list[str]:
    """Return the commands of `.ci/run`."""
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith(("./doit", ".venv/"))]


@pytest.mark.parametrize("path", [*WORKFLOWS, SETUP, OF_A_HOUSE], ids=lambda p: p.stem)
def test_actions_are_pinned(path: Path) -> None:
    """Every action is one of ours, or a commit with its version beside it."""
    lines = [line.strip(" -") for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert lines
    assert [line for line in lines if not USES.fullmatch(line)] == []


@pytest.mark.parametrize("name", [path.stem for path in WORKFLOWS if path.stem not in WRITING])
def test_workflows_can_only_read(name: str) -> None:
    """A pull request's own text runs there: it gets no right to write, no secret and no credentials."""
    content = workflow(name)
    assert content["permissions"] == {"contents": "read"}
    assert set(content[True]) == {"pull_request", "push"}, "YAML reads the key `on` as true"
    assert not re.search(
        r"secrets\.|pull_request_target", (ROOT / f".github/workflows/{name}.yml").read_text()
    )
    for job in content["jobs"].values():
        first = job["steps"][0]
        if first["uses"].startswith("actions/checkout@"):
            assert first["with"]["persist-credentials"] is False
        else:  # it gathers, and has nothing of the pull request but its files
            assert first["uses"].startswith("actions/download-artifact@")
        assert job["timeout-minutes"] <= 30


@pytest.mark.parametrize("name", [path.stem for path in WORKFLOWS])
def test_no_text_of_others_in_a_command(name: str) -> None:
    """No expression stands in a command line, where a branch's name could become a command."""
    assert [script for script in scripts(name) if "${{" in script] == []


def test_content_is_judged_by_content() -> None:
    """A content workflow without a filter, so that it always reports; it builds, and asks for the translations."""
    content = workflow("content")
    assert content[True]["pull_request"] is None
    assert set(content["jobs"]) == {"build", "notes", "changes", "translations"}
    build = './doit --shard "$SHARD"'
    compare = './doit changes --base "$BASE"\ncat build/changes.md >> "$GITHUB_STEP_SUMMARY"\n'
    compare += 'echo "$NUMBER" > build/pull-request.txt\n'
    assert scripts("content") == [build, 'test "$BUILT" = success', compare, "./doit status --strict"]
    step = next(step for step in content["jobs"]["build"]["steps"] if step.get("run") == build)
    assert step["env"] == {"SHARD": "${{ matrix.shard }}", "TRANSLATIONS": "apart"}


@pytest.mark.parametrize("path", [ROOT / ".github/workflows/content.yml", OF_A_HOUSE], ids=lambda p: p.stem)
def test_the_shards_are_all_the_notes(path: Path) -> None:
    """The matrix names each shard once; one job waits for them, gathers them, and is red where one of them is."""
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    shards = jobs["build"]["strategy"]["matrix"]["shard"]
    assert shards == [f"{number}/{len(shards)}" for number in range(1, len(shards) + 1)]
    assert jobs["build"]["strategy"]["fail-fast"] is False
    assert jobs["notes"]["needs"] == "build"
    assert jobs["notes"]["if"] == "${{ !cancelled() }}"
    kept = next(step["with"]["name"] for step in jobs["build"]["steps"] if "upload" in step.get("uses", ""))
    assert kept == "share-${{ strategy.job-index }}"
    gathered = jobs["notes"]["steps"][0]["with"]
    assert gathered == {"pattern": "share-*", "path": "build", "merge-multiple": True}
    assert jobs["notes"]["steps"][-1]["env"] == {"BUILT": "${{ needs.build.result }}"}


def test_code_is_judged_by_the_suite_and_others() -> None:
    """Suite, lint and judges wait for the job that compares, and run what `.ci/run` runs."""
    jobs = workflow("code")["jobs"]
    assert {job.get("if") for name, job in jobs.items() if name != "changes"} == {
        "needs.changes.outputs.code == 'true'"
    }
    assert sorted(scripts("code")[1:]) == sorted(ci())


def test_hooks_run_the_same() -> None:
    """The hooks before a commit and a push run what `.ci/run` runs."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert sorted(hook["entry"] for hook in hooks) == sorted(ci())
    assert {hook["language"] for hook in hooks} == {"system"}


def test_ci_begins_with_what_a_reader_types() -> None:
    """`.ci/run` begins with the commands of the README."""
    assert ci()[:2] == ["./doit", "./doit test --all"]


CHANGES = {
    "manuscript/gas/note.md": "false",
    "manuscript/gas/fr.po": "false",
    "manuscript/gas/figures/timeline.svg": "false",
    "bibliography.bib": "false",
    "styles/house.toml": "false",
    "styles/logo.svg": "false",
    "styles/terms.fr.toml": "false",
    "styles/note.csl": "true",
    "styles/profiles/fr-FR.toml": "true",
    "requirements.lock": "true",
    "src/notebuild/core/problems.py": "true",
    "README.md": "true",
    ".github/workflows/code.yml": "true",
}
"""A file, and whether the suite runs when it alone changes."""


def git(folder: Path, *words: str) -> None:
    """Run git in a folder, as nobody in particular."""
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x", *words], cwd=folder, check=True)


@pytest.mark.parametrize(
    ("event", "path", "answer"),
    [
        *[("pull_request", path, answer) for path, answer in CHANGES.items()],
        ("push", "bibliography.bib", "true"),
    ],
)
def test_which_changes_are_code(tmp_path: Path, event: str, path: str, answer: str) -> None:
    """The job `changes` tells content from all else in a pull request; on main everything runs."""
    git(tmp_path, "init", "-q")
    for text in ("before", "after"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", text)
    output = tmp_path / ".git/output"
    environment = os.environ | {"GITHUB_EVENT_NAME": event, "GITHUB_OUTPUT": str(output)}
    subprocess.run(["bash", "-e", "-c", scripts("code")[0]], cwd=tmp_path, env=environment, check=True)
    assert output.read_text() == f"code={answer}\n"


def test_a_pull_request_is_compared_with_its_base() -> None:
    """The commit before it is there, and is named by the forge and not by the pull request."""
    job = workflow("content")["jobs"]["changes"]
    assert job["if"] == "${{ github.event_name == 'pull_request' }}"
    assert job["steps"][0]["with"]["fetch-depth"] == 0
    (step,) = (step for step in job["steps"] if "run" in step)
    assert step["env"] == {
        "BASE": "${{ github.event.pull_request.base.sha }}",
        "NUMBER": "${{ github.event.pull_request.number }}",
    }


def test_the_form_asks_what_a_correction_needs() -> None:
    """Note, sentence, what it should say and its source are required (GitHub's schema of issue forms)."""
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/correction.yml").read_text("utf-8"))
    fields = {one["id"]: one for one in form["body"] if one["type"] != "markdown"}
    needed = [name for name, one in fields.items() if one.get("validations", {}).get("required")]
    assert needed == ["note", "sentence", "should-be", "source"]
    assert {one["type"] for one in form["body"]} <= {"markdown", "input", "textarea"}


def test_code_owners_are_an_example() -> None:
    """No name is invented: every line of it is a comment."""
    lines = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


def test_the_comment_runs_nothing_of_the_pull_request() -> None:
    """It comes after the other workflow, on the main branch's code, is off by default, and may write comments alone."""
    content = workflow("comment")
    assert content[True] == {"workflow_run": {"workflows": ["content"], "types": ["completed"]}}
    assert content["permissions"] == {}
    (job,) = content["jobs"].values()
    assert "vars.CHANGES_COMMENT == 'on'" in job["if"]
    assert job["permissions"] == {"contents": "read", "actions": "read", "pull-requests": "write"}
    assert job["steps"][0]["with"] == {"persist-credentials": False}, "no ref: the default branch"
    text = (ROOT / ".github/workflows/comment.yml").read_text("utf-8")
    assert not re.search(r"secrets\.|head_branch|head_repository|head_commit", text)


HEAD = "c0ffee" * 6 + "beef"


@pytest.mark.parametrize(
    ("number", "head", "comments", "status", "asked"),
    [
        ("12\n", HEAD, "", 0, "POST repos/a/b/issues/12/comments"),
        ("12\n", HEAD, "77\n78", 0, "PATCH repos/a/b/issues/comments/77"),
        ("12\n", "0" * 40, "", 1, ""),
        ("12; rm -rf .\n", HEAD, "", 1, ""),
        ("../../issues\n", HEAD, "", 1, ""),
        ("", HEAD, "", 1, ""),
    ],
)
def test_the_comment_is_posted_where_its_commit_is(
    number: str, head: str, comments: str, status: int, asked: str, tmp_path: Path
) -> None:
    """Played with a stand-in for gh: a forged number, another commit, and a comment that is there already."""
    claim, said, log = tmp_path / "number", tmp_path / "comment.md", tmp_path / "log"
    claim.write_text(number, encoding="utf-8")
    said.write_text("<!-- mark -->\nWords\n", encoding="utf-8")
    stand_in = tmp_path / "gh"
    stand_in.write_text(
        '#!/bin/sh\ncase "$*" in\n'
        f'*--method*) echo "$4 $5" >> "{log}" ;;\n'
        f"*--paginate*) printf '{comments}' ;;\n"
        f"*) echo {head} ;;\nesac\n",
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    done = subprocess.run(
        [ROOT / ".github/post-comment", claim, said],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_REPOSITORY": "a/b", "HEAD": HEAD},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert (log.read_text(encoding="utf-8").strip() if log.exists() else "") == asked


def test_a_release_is_proved_by_what_may_not_write() -> None:
    """One job builds and may read alone; the other may write a release, and takes the proved files and nothing else."""
    content = workflow("release")
    assert content[True] == {"push": {"tags": ["*-v[0-9]*"]}}
    assert content["permissions"] == {}
    made, published = content["jobs"]["set"], content["jobs"]["publish"]
    assert made["permissions"] == {"contents": "read"} and published["permissions"] == {"contents": "write"}
    assert published["needs"] == "set"
    assert [step["uses"].split("@")[0] for step in published["steps"] if "uses" in step] == [
        "actions/download-artifact"
    ]


def played(
    tmp_path: Path, tag: str, version: str = "2", fails: str = "-"
) -> subprocess.CompletedProcess[str]:
    """The script of a release, in a folder with one note, whose build is a stand-in, of which one command fails."""
    note = tmp_path / "manuscript/harbour"
    note.mkdir(parents=True)
    (note / "note.md").write_text("---\n---\n", encoding="utf-8")
    doit = tmp_path / "doit"
    report = '{"files": [{"version": VERSION}], "refused": []}'.replace("VERSION", version)
    doit.write_text(
        f"#!/bin/sh\nmkdir -p build/harbour/release\ncd build/harbour/release\necho pages > harbour.en.pdf\n"
        f"echo '{report}' > concordance.json\necho all > ../harbour-v{version}.zip\n"
        f'[ "$1" != "{fails}" ]\n',
        encoding="utf-8",
    )
    doit.chmod(0o755)
    command = [str(ROOT / ".github/release-set"), tag]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)


def test_a_tag_makes_the_set_with_its_sums(tmp_path: Path) -> None:
    assert played(tmp_path, "harbour-v2").returncode == 0
    folder = tmp_path / "build/release-set"
    assert sorted(path.name for path in folder.iterdir()) == [
        "SHA256SUMS",
        "concordance.json",
        "harbour-v2.zip",
        "harbour.en.pdf",
    ]
    assert (
        subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=False).returncode
        == 0
    )


@pytest.mark.parametrize(
    ("tag", "version", "fails", "message"),
    [
        ("harbour-v3", "2", "-", "harbour-v3: the released files are of version 2"),
        ("harbour-v2", "2", "harbour", ""),
        ("harbour-v2", "2", "prove", ""),
        ("harbour-v2", "2", "publish", ""),
        ("river-v1", "1", "-", "river-v1: there is no manuscript/river/note.md"),
        (
            "harbour",
            "1",
            "-",
            "harbour: a tag of a release is the name of a note, -v and its version: harbour-v2",
        ),
        ("harbour-v1x", "1", "-", "harbour-v1x: a tag of a release is"),
        ("../x-v1", "1", "-", "../x-v1: a tag of a release is"),
    ],
)
def test_nothing_is_published_that_does_not_hold(
    tag: str, version: str, fails: str, message: str, tmp_path: Path
) -> None:
    done = played(tmp_path, tag, version, fails)
    assert done.returncode == 1
    assert message in done.stderr
    assert not (tmp_path / "build/release-set").exists()


def test_the_site_is_made_by_what_may_not_write() -> None:
    """It runs on main alone and is off by default; one job builds and may read, the other writes a branch."""
    content = workflow("site")
    assert content[True] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    assert content["permissions"] == {}
    made, kept = content["jobs"]["make"], content["jobs"]["keep"]
    assert made["if"] == "${{ vars.SITE == 'on' }}" and kept["needs"] == "make"
    assert made["permissions"] == {"contents": "read"} and kept["permissions"] == {"contents": "write"}
    assert [line for line in scripts("site") if "doit" in line] == ["./doit", "./doit site --onto site"]


def kept(tmp_path: Path, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The script that puts a site on the branch `pages`, of a repository in a folder."""
    remote, site = tmp_path / "remote.git", tmp_path / "site"
    if not remote.exists():
        subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    shutil.rmtree(site, ignore_errors=True)
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    command = [str(ROOT / ".github/keep-site"), str(site), str(remote)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def branch(tmp_path: Path) -> set[str]:
    """The files of the branch `pages`."""
    command = ["git", "-C", str(tmp_path / "remote.git"), "ls-tree", "-r", "--name-only", "pages"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


FIRST = {"index.html": "one", "gas/v1/version.json": "1", "gas/v1/gas.en.pdf": "first"}


def test_the_branch_of_the_site_grows(tmp_path: Path) -> None:
    """The first run begins the branch, the next ones add to it; what has not changed is no commit."""
    assert kept(tmp_path, FIRST).returncode == 0
    assert branch(tmp_path) == {*FIRST, ".nojekyll"}
    second = {**FIRST, "index.html": "two", "gas/v2/version.json": "2"}
    assert kept(tmp_path, second).returncode == 0
    assert branch(tmp_path) == {*second, ".nojekyll"}
    again = kept(tmp_path, second)
    assert (again.returncode, again.stdout) == (0, "the site is as it was\n")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({**FIRST, "gas/v1/gas.en.pdf": "other"}, "a published version never changes:\ngas/v1/gas.en.pdf\n"),
        ({"index.html": "two"}, "gas/v1/version.json: is published, and not in "),
    ],
    ids=["other bytes", "a version that is not there"],
)
def test_no_run_changes_a_published_version(tmp_path: Path, files: dict[str, str], message: str) -> None:
    """The branch stays as it is where the site would change what is published, or was made without it."""
    kept(tmp_path, FIRST)
    done = kept(tmp_path, files)
    assert done.returncode == 1
    assert done.stderr.startswith(message)
    assert branch(tmp_path) == {*FIRST, ".nojekyll"}
