"""Who imports whom, read from the source; how long files are; what the graph loads; what is documented."""

from __future__ import annotations

import ast
import os
import re
import runpy
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import EntryPoint
from pathlib import Path

from houses import PUBLISHED, ROOT, furnish
from notebuild.commands.command import Command

SOURCE = ROOT / "src" / "notebuild"

ROOMS: tuple[str, ...] = (
    "core",
    "readback",
    "sources",
    "translation",
    "edition",
    "compare",
    "records",
    "render",
    "proof",
    "exchange",
    "publishing",
    "pipeline",
    "commands",
    "preview",
)
"""The rooms of the package, in the order in which a note passes through them: each imports only from
those before its own, and `readback` from `core` alone, so that the proof knows nothing of the making."""

USERS = {
    "PIL": {"readback.pdf_pages", "sources.pictures"},
    "babel": {"edition.imprint", "pipeline.changes", "publishing.site.rows"},
    "bibtexparser": {"sources.bibliography"},
    "doit": {"pipeline", "commands", "preview"},
    "filelock": {"pipeline.library", "pipeline.run"},
    "fontTools": {"render.fonts"},
    "jinja2": {"render.templates"},
    "lxml": {"exchange", "publishing.site.feeds", "readback", "records", "render"},
    "markupsafe": {"render.templates"},
    "pikepdf": {"readback", "render.pdf.tags"},
    "polib": {"translation.catalogue", "translation.qa.check"},
    "pypandoc": {"edition.pandoc"},
    "pypdfium2": {"readback"},
    "pyphen": {"render.measuring", "render.pdf.line_breaks"},
    "resvg_py": {"sources.drawing_rasters"},
    "segno": {"render.qr"},
    "translate": {"translation.xliff"},
    "tornado": {"preview"},
    "uharfbuzz": {"render.fonts"},
    "watchfiles": {"preview"},
    "tinycss2": {"render.pdf.engine"},
    "weasyprint": {"render.pdf"},
    "yaml": {"sources.markdown"},
}
"""Every library that is not Python's own, and the rooms, packages or modules that may use it: what to
read where one is replaced."""

ENGINES: tuple[str, ...] = (
    "PIL",
    "babel",
    "bibtexparser",
    "fontTools",
    "jinja2",
    "lxml",
    "pikepdf",
    "polib",
    "pypandoc",
)
ENGINES += ("pypdfium2", "resvg_py", "tornado", "uharfbuzz", "watchfiles", "weasyprint")

LONGEST, LONG, FEW = 300, 250, 8


@cache
def modules() -> dict[str, Path]:
    """The package's files by their names below it: `catalogue.po`; a package's own file is `catalogue`."""
    return {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(SOURCE.rglob("*.py"))
        if path != SOURCE / "__init__.py"
    }


@cache
def parsed(path: Path) -> ast.Module:
    """The source of a file as a tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Every module that a file imports anywhere in it, by its full name."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are written in full"
            found.add(node.module or "")
            if node.module == "notebuild":
                found |= {f"notebuild.{alias.name}" for alias in node.names}
    return found


def room(name: str) -> str:
    """The room that a module stands in."""
    return name.split(".")[0]


def test_every_module_stands_in_a_room() -> None:
    """The table names every room of the package, and none that is not there."""
    assert set(ROOMS) == {room(name) for name in modules()}


def test_rooms() -> None:
    """A room imports only from rooms before it, `readback` from `core` alone, and no room another whole."""
    allowed = {name: ROOMS[: number + 1] for number, name in enumerate(ROOMS)}
    allowed["render"] = ("core", "readback", "sources", "edition", "records", "render")
    assert allowed["readback"] == ("core", "readback")
    wrong = {
        f"{name} imports {one}"
        for name, path in modules().items()
        for one in (used.removeprefix("notebuild.") for used in imports(path) if "notebuild." in used)
        if room(one) not in allowed[room(name)]
    }
    assert wrong == set()


def test_rendering_knows_no_markdown() -> None:
    """A renderer decides how a page looks, never what it says: it reads neither Markdown nor catalogues."""
    wrong = {
        f"{name} imports {one}"
        for name, path in modules().items()
        if room(name) == "render"
        for one in imports(path)
        if one.startswith(("notebuild.sources.markdown", "notebuild.translation"))
    }
    assert wrong == set()


def test_libraries() -> None:
    """Each library has the users that the table names, and no other."""
    wrong = {
        f"{name} uses {library}"
        for name, path in modules().items()
        for library in {one.split(".")[0] for one in imports(path)}
        if library not in sys.stdlib_module_names and library != "notebuild"
        if not any(name == user or name.startswith(f"{user}.") for user in USERS.get(library, ()))
    }
    assert wrong == set()


def test_no_file_has_two_jobs() -> None:
    """No file is longer than 300 lines, and only a few are longer than 250."""
    sizes = {name: path.read_text(encoding="utf-8").count("\n") for name, path in modules().items()}
    assert {name: size for name, size in sizes.items() if size > LONGEST} == {}
    assert len([name for name, size in sizes.items() if size > LONG]) <= FEW


def test_every_module_says_what_it_is() -> None:
    """A module begins with a sentence."""
    silent = [name for name, path in modules().items() if not ast.get_docstring(parsed(path))]
    assert silent == []


def test_every_public_function_says_what_it_does() -> None:
    """A public function of a module has a docstring."""
    silent = [
        f"{name}.{node.name}"
        for name, path in modules().items()
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


@cache
def tasks() -> dict[str, str]:
    """The tasks of the package, with the docstring of each, which is its help."""
    return {
        node.name.removeprefix("task_"): ast.get_docstring(node) or ""
        for path in modules().values()
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("task_")
    }


@cache
def commands() -> dict[str, type[Command]]:
    """The commands that the package's entry points name."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    points = table["project"]["entry-points"]["doit.COMMAND"]
    return {name: EntryPoint(name, value, "doit.COMMAND").load() for name, value in points.items()}


def test_dodo_has_every_task() -> None:
    """A house's dodo.py imports the package's whole graph."""
    space = runpy.run_path(str(ROOT / "dodo.py"))
    assert {name.removeprefix("task_") for name in space if name.startswith("task_")} == set(tasks())


def test_every_command_has_help() -> None:
    """A command has the name of its entry point and a line of help, and so has each of its options."""
    for name, command in commands().items():
        assert command.name == name
        assert command.doc_purpose and "\n" not in command.doc_purpose and len(command.doc_purpose) <= 110
        if issubclass(command, Command):
            assert command.doc_purpose != Command.doc_purpose
            assert all(option.help for option in command().get_options())


def test_every_task_has_help() -> None:
    """`doit list` shows one line of help for every task, short enough for a screen."""
    wrong = {name: said for name, said in tasks().items() if not said or "\n" in said or len(said) > 110}
    assert wrong == {}


def test_every_task_and_command_is_in_the_readme() -> None:
    """The README names every task and command, as one types it or between backticks."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [*tasks(), *(commands().keys() - {"run"})]  # doit's own, and what it does without a word
    assert [name for name in names if f"`{name}`" not in text and f"doit {name}" not in text] == []


def test_every_file_that_the_documents_name_is_there() -> None:
    """A guarantee names the test or benchmark that shows it: one that was renamed is told."""
    for document in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        named = re.findall(r"\b(?:tests|benchmarks)/[\w/]+\.py\b", document.read_text(encoding="utf-8"))
        assert [name for name in named if not (ROOT / name).is_file()] == [], document.name


def test_loading_the_graph_loads_no_engine(tmp_path: Path) -> None:
    """Reading the graph, making all its tasks and loading all commands loads none of the engines."""
    code = (
        "import sys, dodo\n"
        "from importlib.metadata import entry_points\n"
        "for command in entry_points(group='doit.COMMAND'):\n"
        "    command.load()\n"
        "for name in list(vars(dodo)):\n"
        "    if name.startswith('task_'):\n"
        "        made = getattr(dodo, name)()\n"
        "        made if isinstance(made, dict) else list(made)\n"
        f"print(*sorted(set({ENGINES!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=furnish(tmp_path, PUBLISHED),
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(tmp_path)])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""
