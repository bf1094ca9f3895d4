"""What of our own code, and which libraries, an action of a task can reach: read from the source, nothing is run.

In the pipeline it is known function by function, since one module holds the actions of several tasks;
elsewhere module by module. A file beside a module is part of it where the module names it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HOME = Path(__file__).parents[1]
"""The package's own folder."""

PIPELINE = "notebuild.pipeline"

DATA = (".j2", ".css", ".js", ".toml")
"""The endings of files that a module may read from beside it."""


@dataclass(slots=True)
class Reach:
    """All that an action can come to use."""

    code: set[str] = field(default_factory=set)
    """The sources: texts of files, or of functions of the pipeline."""

    libraries: set[str] = field(default_factory=set)
    """The top-level names of packages that are neither Python's nor ours."""

    seen: set[str] = field(default_factory=set)
    """Modules, and functions of the pipeline, that were gone through."""


def search(module: str, function: str) -> Reach:
    """Return what a function of the pipeline can reach; raises KeyError where there is none of that name."""
    out = Reach()
    _function(out, module, function)
    return out


def _function(out: Reach, module: str, name: str) -> None:
    """Add a definition of a module of the pipeline, and all that its text names."""
    if f"{module}:{name}" in out.seen:
        return
    out.seen.add(f"{module}:{name}")
    text, definitions, imported = _parts(module)
    for node in definitions[name]:
        out.code.add(ast.get_source_segment(text, node) or "")
        for inner in ast.walk(node):
            if isinstance(inner, ast.Import | ast.ImportFrom):
                _imports(out, inner)
            elif isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
                if f"{module}:{inner.value.id}" in imported and inner.value.id not in definitions:
                    _imported(out, imported[f"{module}:{inner.value.id}"], inner.attr)
            elif isinstance(inner, ast.Name):
                if inner.id in definitions:
                    _function(out, module, inner.id)
                elif f"{module}:{inner.id}" in imported:
                    _imported(out, imported[f"{module}:{inner.id}"])


def _imported(out: Reach, where: tuple[str, str], attribute: str = "") -> None:
    """Add what a name at the head of a module of the pipeline stands for, or an attribute of it."""
    module, name = where
    whole = f"{module}.{name}".rstrip(".")
    if whole.startswith(f"{PIPELINE}."):
        if file_of(whole):  # a module of the pipeline: what is asked of it counts
            if attribute and attribute in _parts(whole)[1]:
                _function(out, whole, attribute)
        elif name in _parts(module)[1]:
            _function(out, module, name)
    else:
        _module_or_library(out, module, name)


@cache
def _parts(module: str) -> tuple[str, dict[str, list[ast.stmt]], dict[str, tuple[str, str]]]:
    """Return a module's text, its definitions by name, and what the imports at its head bind."""
    path = file_of(module)
    assert path, module
    text = path.read_text(encoding="utf-8")
    definitions: dict[str, list[ast.stmt]] = {}
    imported: dict[str, tuple[str, str]] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            definitions.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    definitions.setdefault(target.id, []).append(node)
        elif isinstance(node, ast.ImportFrom):
            imported |= {f"{module}:{a.asname or a.name}": (node.module or "", a.name) for a in node.names}
        elif isinstance(node, ast.Import):
            imported |= {f"{module}:{(a.asname or a.name).split('.')[0]}": (a.name, "") for a in node.names}
    return text, definitions, imported


def _imports(out: Reach, node: ast.Import | ast.ImportFrom) -> None:
    """Add what an import statement loads."""
    for alias in node.names:
        if isinstance(node, ast.Import):
            _module_or_library(out, alias.name, "")
        elif (node.module or "").startswith(PIPELINE) or (node.module, alias.name) == (
            "notebuild",
            "pipeline",
        ):
            _imported(out, (node.module or "", alias.name))
        else:
            _module_or_library(out, node.module or "", alias.name)


def _module_or_library(out: Reach, module: str, name: str) -> None:
    """Add a module of ours with all that it imports, or note a library."""
    top = module.split(".")[0]
    if top != "notebuild":
        if top not in sys.stdlib_module_names:
            out.libraries.add(top)
        return
    whole = f"{module}.{name}".rstrip(".")
    _module(out, whole if name and file_of(whole) else module)


def _module(out: Reach, module: str) -> None:
    """Add a module with all that it imports."""
    if module in out.seen or module == "notebuild":
        return
    _package(out, module.rpartition(".")[0])
    out.seen.add(module)
    texts, imports = _file(module)
    out.code |= texts
    for node in imports:
        _imports(out, node)


def _package(out: Reach, name: str) -> None:
    """Add what Python runs of a package, and of those around it, before a module of it is imported."""
    if f"{name}:" in out.seen or "." not in name:
        return
    out.seen.add(f"{name}:")
    _package(out, name.rpartition(".")[0])
    text, _, _ = _parts(name)
    out.code.add(text)
    for node in ast.parse(text).body:  # imports for types, or inside a function, are not run
        if isinstance(node, ast.Import | ast.ImportFrom):
            _imports(out, node)


@cache
def _file(module: str) -> tuple[frozenset[str], tuple[ast.Import | ast.ImportFrom, ...]]:
    """Return the text of a module and of the files beside it that it names, and its imports anywhere in it."""
    path = file_of(module)
    assert path, module
    text = path.read_text(encoding="utf-8")
    texts, rest = [text], list(data(path))
    while named := [
        file for file in rest if any(file.name in one for one in texts)
    ]:  # one may include another
        texts += [file.read_text(encoding="utf-8") for file in named]
        rest = [file for file in rest if file not in named]
    nodes = ast.walk(ast.parse(text))
    return frozenset(texts), tuple(n for n in nodes if isinstance(n, ast.Import | ast.ImportFrom))


def data(path: Path) -> Iterator[Path]:
    """Yield the files beside a module that are no code."""
    return (beside for beside in sorted(path.parent.iterdir()) if beside.suffix in DATA)


@cache
def file_of(module: str) -> Path | None:
    """Return the file of a module or package of ours; None where the name is no module."""
    place = HOME.joinpath(*module.split(".")[1:])
    for path in (place.with_suffix(".py"), place / "__init__.py"):
        if path.is_file() and module != "notebuild":
            return path
    return None
