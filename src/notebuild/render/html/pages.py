"""An Edition as one HTML page: for the screen, in a file a person can mail; for print, for the PDF engine."""

from __future__ import annotations

import base64
import string
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import jinja2
from lxml.html import HtmlElement
from markupsafe import Markup as trusted

from notebuild.core.house import House, Profile
from notebuild.core.model import LONG, Edition, Tree, short
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import pandoc
from notebuild.render import fonts, qr, sheets
from notebuild.render.html import elements, notes
from notebuild.render.html.elements import Media
from notebuild.sources import drawings

INLINE = ("title", "subtitle", "credit", "teaser")
LISTS = ("key-points", "corrections")


def page(
    edition: Edition,
    house: House,
    profile: Profile,
    folder: Path,
    templates: Path,
    sheet: str,
    media: Media,
    *,
    endnotes: bool = False,
    held: Iterable[tuple[int, int]] = (),
    write: Callable[[Tree, str, tuple[str, ...]], str] = pandoc.write,
) -> str:
    """The page as HTML, complete with its sheet.

    `folder` holds the edition's pictures, `templates` the two templates; `sheet` is the finished
    CSS. With `endnotes` the printed notes stand at the end, as on screen; `held` are the notes whose
    paragraphs a layout keeps from breaking, and how firmly. Text never becomes markup: pandoc and
    Jinja2 both escape it.
    """
    parts = {part.get("id"): part for part in elements.parse(write(parcel(edition), "html5", OPTIONS))}
    for part in parts.values():
        elements.addresses(part, media)
        if media == "print":
            elements.ties(part)
    bodies = {note.number: parts[f"part-note-{note.number}"] for note in edition.footnotes}
    body = parts["part-body"]
    elements.acronyms(body)
    if media == "print":
        elements.runts(body)
    elements.tables(body, media)
    elements.figures(body, folder, media)
    place_notes(body, bodies, profile.labels, media, endnotes, dict(held))
    parts_read: list[str] = []
    if media == "screen":
        notes.twins(body, [e for e in edition.metadata["editions"] if not e["current"]])
        parts_read = notes.parts(body)
    context = {
        **plain(edition),
        **{name.replace("-", "_"): cut(parts.get(f"part-{name}")) for name in INLINE},
        "summary": cut(parts.get("part-summary")),
        **{name.replace("-", "_"): rows(parts, name) for name in LISTS},
        "contents": [
            {**entry, "html": trusted(elements.inner(cell))}
            for entry, cell in zip(edition.metadata["contents"], parts.get("part-contents", ()), strict=False)
        ],
        "citations": cited(parts, edition.metadata["editions"]),
        "qr": qr.qr(edition.metadata["url"], house.tokens["colour"]["light"]["ink"])
        if media == "print" and edition.metadata["url"]
        else "",
        "logo": drawings.mark(templates / logo, f"styles/{logo}")
        if (logo := Path(str(house.tokens.get("logo", ""))).name)
        else "",
        "long": edition.metadata["words"] >= LONG,
        "parts": parts_read,
        "motion": "",
        "body": cut(body),
        "notes": [ending(number, note, profile.labels, media) for number, note in bodies.items()],
        "endnotes": endnotes,
        "sheet": trusted(sheet.replace("</", "<\\/")),
        "house": house,
    }
    if parts_read:
        moving = render(templates, "motion.css.j2", profile, {"parts": parts_read})
        coded = base64.b64encode(moving.encode()).decode("ascii")
        context["motion"] = f"data:text/css;base64,{coded}"
    name = f"{media}.html.j2"
    done = render(templates, name, profile, context)
    if media == "print":
        return done
    own = embedded(done, house)
    return render(templates, name, profile, {**context, "sheet": trusted(own) + context["sheet"]})


def embedded(page: str, house: House) -> str:
    """The `@font-face` rules of a page, each face cut down to the characters the page may set in it."""
    everywhere = {*page, *string.ascii_letters, *string.digits}
    root, rules = elements.parse(page), []
    for face in sheets.faces(house):
        said = (element.text_content() for element in root.iter(*face.only)) if face.only else ()
        letters = {*"".join(said)} if face.only else everywhere
        if letters:
            rules.append(face.rule(fonts.source(face.path, letters)))
    return "".join(rules)


OPTIONS = ("--syntax-highlighting=none",)


def parcel(edition: Edition) -> Tree:
    """All that the page prints, as one tree, so that pandoc runs once: a Div a part, to be cut out."""
    meta = edition.metadata
    blocks = [div("body", edition.tree["blocks"])]
    blocks += [div(f"note-{note.number}", list(note.blocks)) for note in edition.footnotes]
    blocks += [div(name, [line(meta[name])]) for name in INLINE if meta.get(name)]
    blocks += [div("summary", meta["summary"])] if meta.get("summary") else []
    blocks += [div(name, [div("", [line(row)]) for row in meta.get(name, ())]) for name in LISTS]
    blocks += [div("citations", [div("", [line(entry["citation"])]) for entry in meta["editions"]])]
    blocks += [div("contents", [div("", [line(entry["inlines"])]) for entry in meta["contents"]])]
    return {**edition.tree, "meta": {}, "blocks": blocks}


def div(name: str, blocks: list[Tree]) -> Tree:
    """A part of the page, found again by its id."""
    return {"t": "Div", "c": [[f"part-{name}" if name else "", [], []], blocks]}


def line(inlines: list[Tree]) -> Tree:
    """Inlines as a block of their own."""
    return {"t": "Plain", "c": inlines}


def cut(part: HtmlElement | None) -> trusted:
    """A part's HTML, safe to print as it is; empty where the edition lacks it."""
    return trusted("" if part is None else elements.inner(part))


def cited(parts: Mapping[str | None, HtmlElement], editions: Iterable[Mapping[str, Any]]) -> list[Any]:
    """How to cite each edition that has a title, the current one first: its entry, with the HTML."""
    said = zip(editions, rows(parts, "citations"), strict=True)
    known = [{**edition, "html": html} for edition, html in said if edition["citation"]]
    return sorted(known, key=lambda edition: not edition["current"])


def rows(parts: Mapping[str | None, HtmlElement], name: str) -> list[trusted]:
    """A listed part's entries."""
    return [cut(row) for row in parts.get(f"part-{name}", ())]


def place_notes(
    body: HtmlElement,
    bodies: Mapping[int, HtmlElement],
    labels: Mapping[str, str],
    media: Media,
    endnotes: bool,
    held: Mapping[int, int],
) -> None:
    """Calls made links; each note put where its medium wants it: floated from its call, or beside it."""
    for number, link in notes.calls(body, labels["call"]):
        if media == "print":
            notes.join(link)
            if number in held:
                notes.hold(link, held[number])
        if media == "print" and not endnotes:
            link.addnext(notes.foot(number, bodies[number], labels["back"]))
            note = link.getnext()
            note.tail, link.tail = link.tail, None
        elif media == "screen":
            beside = notes.side(number, bodies[number])
            table = next((e for e in link.iterancestors() if e.get("class") == "scroll"), None)
            if table is None:
                beside.tail, link.tail = link.tail, None
                link.addnext(beside)
            else:
                table.addprevious(beside)


def ending(number: int, body: HtmlElement, labels: Mapping[str, str], media: Media) -> dict[str, Any]:
    """A note for the list at the end: on screen with an arrow back after it, in print as at the foot."""
    if media == "print":
        whole = notes.foot(number, body, labels["back"])
        return {"number": number, "html": trusted(elements.outer(whole))}
    link = notes.back(number, "↑", labels["back"])
    return {"number": number, "html": cut(body), "back": trusted(elements.outer(link))}


def plain(edition: Edition) -> dict[str, Any]:
    """What the templates print as it is, by the names they use."""
    meta = edition.metadata
    current = next(e for e in meta["editions"] if e["current"])
    original = meta["editions"][0]["files"]
    return {
        "meta": meta,
        "language": edition.language,
        "name": edition.note,
        "share": f"{edition.note}.{short(edition.language)}.png",
        "beside": lambda name: urljoin(meta["url"], name),
        "files": current["files"],
        "twins": [e for e in meta["editions"] if not e["current"]],
        "editions": meta["editions"],
        "original": original.get("html", "") if original is not current["files"] else "",
        "text": {name: words(meta.get(name, [])) for name in ("title", "subtitle", "teaser")},
    }


def words(inlines: Iterable[Any]) -> str:
    """Inlines as plain text, for what holds no markup: the head of the page."""
    out = []
    for item in inlines:
        kind, content = item.get("t"), item.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif kind in ("Code", "Math"):
            out.append(content[1])
        elif isinstance(content, list):
            nested = content if content and isinstance(content[0], dict) else content[1]
            out.append(words(nested))
    return "".join(out)


@cache
def environment(templates: Path) -> jinja2.Environment:
    """The templates of a folder; each is compiled once, and again when its file changes."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(templates: Path, name: str, profile: Profile, context: Mapping[str, Any]) -> str:
    """A template filled in; a label the profile lacks is a Problem, anything else a fault of ours."""
    missing: list[Problem] = []

    def label(key: str, **values: Any) -> str:
        if key not in profile.labels:
            where = Location(f"styles/profiles/{profile.language}.toml")
            missing.append(Problem(where, f"no label {key}", f'add {key} = "…" under [labels]'))
            return ""
        text = profile.labels[key]
        for value, said in values.items():
            text = text.replace("{" + value + "}", str(said))
        return text

    try:
        out = environment(templates).get_template(name).render(**context, label=label)
    except jinja2.TemplateNotFound:
        where = Location((templates / name).as_posix())
        raise NotebuildError([Problem(where, "this template is missing", "bring the file back")]) from None
    except jinja2.TemplateError as fault:
        line = getattr(fault, "lineno", 0) or line_of(fault, name)
        where = Location((templates / name).as_posix(), line)
        message = f"the template cannot be filled in: {fault.message}"
        raise NotebuildError([Problem(where, message, "mend the line it names")]) from None
    if missing:
        raise NotebuildError(sorted(set(missing)))
    return out


def line_of(fault: BaseException, name: str) -> int:
    """The line of a template at which a fault came up while it was filled in, or 0."""
    trace, line = fault.__traceback__, 0
    while trace:
        if Path(trace.tb_frame.f_code.co_filename).name == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
