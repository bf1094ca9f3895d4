"""Write units of a catalogue as an XLIFF 2.0 file, and read such a file back.

XLIFF Version 2.0, OASIS Standard, 5 August 2014. The file comes back from somebody else's program and is
not trusted: it may declare no document type, so no entity either, and nothing outside it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from translate.storage.xliff2 import Xliff2File, Xliff2Unit

from notebuild.core.characters import UNPRINTABLE
from notebuild.core.entry import ENTRY
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.translation import Unit
from notebuild.translation.catalogue.po import State

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LARGEST = 20_000_000
"""Bytes that a file may have: a hundred times what a long note needs."""

STATES: dict[State, str] = {"missing": "initial", "stale": "initial", "translated": "translated"}
"""XLIFF 2.0, 4.3.1.32: `initial`, `translated`, `reviewed`, `final`. A stale translation is `initial` with
a target, as translate-toolkit and Weblate mark what needs work; `subState` says it in our own word."""

STALE = "notebuild:needs-review"
FORMER, COMMENT, REMARKS = "former-source", "developer", "translator"
"""Categories of notes."""

DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
AGAIN = f"hand the catalogue out again with {ENTRY} xliff"


@dataclass(frozen=True, slots=True)
class File:
    """What an XLIFF file says: of which note it is, its languages and its units."""

    note: str
    source_language: str
    target_language: str
    units: tuple[Unit, ...]


def token(name: str) -> str:
    """Return a name as XML lets it be an id (an NMTOKEN): what may not stand there by its number."""
    return re.sub(r"[^\w.:-]", lambda match: f"_x{ord(match[0]):X}_", name)


def name_of(token: str) -> str:
    """Return the name that a token was made from."""
    return re.sub("_x([0-9A-F]{1,5})_", lambda match: chr(int(match[1], 16)), token)


def write(units: Iterable[Unit], note: str, path: str, source_language: str, target_language: str) -> bytes:
    """Write an XLIFF 2.0 file of these units, of the note at `path`, in BCP 47 languages.

    Raises NotebuildError where a text holds what XML cannot: nothing is left out in silence.
    """
    store = Xliff2File(sourcelanguage=source_language, targetlanguage=target_language)
    body: Any = store.body
    body.set("id", token(note))
    body.set("original", path)
    for unit in units:
        if match := UNPRINTABLE.search("".join((unit.source, unit.target, unit.former, unit.remarks or ""))):
            message = f"{unit.id} holds the character U+{ord(match[0]):04X}, which XML cannot hold"
            raise NotebuildError([Problem(Location(path), message, "take it out of the text")])
        store.addunit(_element(unit))
    return bytes(store)


def _element(unit: Unit) -> Xliff2Unit:
    """Return a unit with its one segment; notes and white space are said on the unit, where the standard has them."""
    made = Xliff2Unit(unit.source)
    if unit.target:
        made.target = unit.target
    segment = made.xmlelement
    segment.attrib.clear()
    segment.set("state", STATES[unit.state])
    if unit.state == "stale":
        segment.set("subState", STALE)
    element = made.getunitelement()
    element.set("id", token(unit.id))
    element.set("name", unit.context)
    element.set("canResegment", "no")
    element.set(SPACE, "preserve")
    notes = element.makeelement(_tag("notes"))
    for category, text in ((COMMENT, unit.comment), (FORMER, unit.former), (REMARKS, unit.remarks)):
        if text:
            note = notes.makeelement(_tag("note"), {"category": category})
            note.text = text
            notes.append(note)
    if len(notes):
        element.insert(0, notes)
    return made


def read(path: Path, shown: str) -> tuple[File, tuple[Problem, ...]]:
    """Read the units of an XLIFF 2.0 file that can be read, and what is wrong with the others.

    Raises NotebuildError where nothing can be read.
    """
    store = _parsed(_text(path, shown), shown)
    root, body = store.document.getroot(), store.body
    units: list[Unit] = []
    problems: dict[Problem, None] = {}
    for made in store.units:
        faults = dict.fromkeys(_faults(made, shown))
        problems |= faults
        if not faults:
            units.append(_unit(made))
    note = name_of(body.get("id", ""))
    return File(note, root.get("srcLang", ""), root.get("trgLang", ""), tuple(units)), tuple(problems)


def _text(path: Path, shown: str) -> str:
    """Return the file as text that a parser may see: no document type, and UTF-8 whatever it says of itself."""
    try:
        if path.stat().st_size > LARGEST:
            raise _fault(shown, f"larger than {LARGEST // 1_000_000} MB", "give the file of one translation")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _fault(shown, "not UTF-8 text", "save the file with the encoding UTF-8") from None
    except OSError as fault:
        said = (fault.strerror or "").lower()
        raise _fault(shown, f"cannot be read: {said}", "give the path of the translator's file") from None
    if not text.strip():
        raise _fault(shown, "an empty file", AGAIN)
    if re.search("<!DOCTYPE|<!ENTITY", text):
        raise _fault(shown, "declares a document type", "take out <!DOCTYPE …>: an XLIFF file has none")
    return DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text)


def _parsed(text: str, shown: str) -> Any:
    """Return the store of translate-toolkit; its parser resolves no entity and asks no network."""
    try:
        store = Xliff2File(BytesIO(text.encode()))
    except SyntaxError as fault:
        raise _fault(shown, f"not well-formed XML: {fault.msg}", AGAIN, fault.lineno or 0) from None
    except (AssertionError, ValueError):
        raise _fault(shown, "not an XLIFF 2.0 file", "save it as XLIFF 2.0") from None
    if store.document.getroot().tag != _tag("xliff"):
        raise _fault(shown, "not an XLIFF 2.0 file", "save it as XLIFF 2.0")
    return store


def _fault(shown: str, message: str, remedy: str, line: int = 0) -> NotebuildError:
    return NotebuildError([Problem(Location(shown, line), message, remedy)])


def _faults(made: Xliff2Unit, shown: str) -> Iterator[Problem]:
    """Tell of what no catalogue could hold: a unit cut into several segments, or markup in its words."""
    element = made.getunitelement()
    name, at = name_of(element.get("id", "")), Location(shown, element.sourceline or 0)
    parts = [child for child in element if child.tag in (_tag("segment"), _tag("ignorable"))]
    if len(parts) != 1:
        yield Problem(at, f"{name} was cut into {len(parts)} segments", "join them again in your program")
        return
    for node in (made.source_dom, made.target_dom):
        for child in node if node is not None else ():
            is_element = isinstance(child.tag, str)
            what = f"the element <{child.tag.rpartition('}')[2]}>" if is_element else "an XML comment"
            yield Problem(at, f"{name} holds {what}", "write the marks of the text as characters")


def _unit(made: Xliff2Unit) -> Unit:
    """Return a unit as it came back, its white space as it stands; its state is what the tool says of it."""
    element = made.getunitelement()
    source, target = (_words(node) for node in (made.source_dom, made.target_dom))
    said = [
        note.text or ""
        for notes in element.iterchildren(_tag("notes"))
        for note in notes
        if note.get("category") == REMARKS
    ]
    state: State = "missing" if not target else "stale" if made.isfuzzy() else "translated"
    return Unit(
        name_of(element.get("id", "")),
        element.get("name", ""),
        source,
        target,
        state,
        remarks="\n".join(said) if said else None,
        as_handed_out=made.xmlelement.get("subState") == STALE,
        line=element.sourceline or 0,
    )


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _words(node: Any) -> str:
    return "".join(node.itertext()) if node is not None else ""
