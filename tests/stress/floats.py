"""Tables of four kinds and pictures of every kind, for random notes."""

from __future__ import annotations

import io
from collections.abc import Callable

from constructs import Made
from PIL import Image
from running_text import Writer
from vocabulary import MARKED

Rows = list[list[str]]


def cell(w: Writer) -> str:
    """Return the words of a cell: a few, a number, marks, a citation, the call of a note, code, nothing."""
    return w.either(
        w.words,
        w.words,
        lambda: w.words(4, 12),
        lambda: str(w.random.randint(1, 9999)),
        lambda: "1,204",
        lambda: "12 per cent",
        lambda: f"*{w.words()}*",
        lambda: f"{w.words()} {w.citation()}",
        lambda: f"{w.words()}{w.note()}",
        lambda: "`a b`",
        lambda: "",
        lambda: "—",
        lambda: f"[{w.words()}](https://example.org/{w.word()})",
        lambda: "https://example.org/cell",
    )


def grid_of(w: Writer, columns: int, rows: int, fill: Callable[[Writer], str] = cell) -> Rows:
    """Return a head and so many rows of cells."""
    head = [w.title() for _ in range(columns)]
    return [head, *([w.words(0, 1), *(fill(w) for _ in range(columns - 1))] for _ in range(rows))]


def captioned(w: Writer, table: str) -> str:
    """Return a table with or without its caption, before or after it, with or without a label; and its source line."""
    words = w.either(w.title, lambda: f"{w.title()} *{w.words()}*", lambda: f"{w.title()} `a`")
    label = ""
    if w.chance(0.6):
        name = w.label("tbl")
        label = f" {{#{name}}}"
    caption = w.random.choice(["", f": {words}{label}", f"Table: {words}{label}", f": {words}{label}"])
    text = table
    if caption:
        if label and not w.may_refuse:  # what refers to a table that is refused is refused too
            w.targets.append(name)
        text = (
            f"{table}\n\n{caption}" if w.chance(0.8) else f"Table{caption.removeprefix('Table')}\n\n{table}"
        )  # ":" under a paragraph is a definition
    elif words:
        w.hidden.update(MARKED.findall(words))
    return text + (f"\n\n::: source\n{w.sentence()}\n:::" if w.chance(0.3) else "")


def pipe_table(w: Writer) -> str:
    """Return a pipe table, with or without outer bars, aligned, with widths."""
    columns = w.random.randint(1, 4)
    rows = grid_of(w, columns, w.random.randint(1, 5))
    rule = [w.random.choice(["---", ":--", "--:", ":-:", "-" * 30]) for _ in range(columns)]
    if columns > 1 and w.chance(0.2) and all(row[0] and row[-1] for row in rows):
        return captioned(w, "\n".join(" | ".join(row) for row in [rows[0], rule, *rows[1:]]))
    return captioned(w, "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], rule, *rows[1:]]))


def wide_table(w: Writer) -> str:
    """Return a pipe table of many columns."""
    columns = w.random.choice([6, 8, 12])
    rows = grid_of(w, columns, w.random.randint(2, 4), lambda w: w.words(0, 1))
    return captioned(
        w, "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], ["---"] * columns, *rows[1:]])
    )


def headless_table(w: Writer) -> str:
    """Return a pipe table whose head is empty."""
    w.may_refuse = True
    rows = [[cell(w) or w.word() for _ in range(2)] for _ in range(3)]
    body = [["   ", "   "], ["---", "---"], *rows]
    return captioned(w, "\n".join(f"| {' | '.join(row)} |" for row in body))


def short(w: Writer) -> str:
    return w.random.choice([w.words(0, 1), str(w.random.randint(1, 999)), f"*{w.words(0, 0)}*"])


def simple_table(w: Writer) -> str:
    """Return a simple table, its columns aligned by the heads over the rule."""
    w.may_refuse = True
    rows = grid_of(w, 2, 3, short)
    width = max(len(text) for row in rows for text in row) + 2
    lines = ["  ".join(f"{text:{width}}" for text in row).rstrip() for row in rows]
    return captioned(w, "\n".join([lines[0], "  ".join(["-" * width] * 2), *lines[1:]]))


def multiline_table(w: Writer) -> str:
    """Return a multiline table."""
    w.may_refuse = True
    rows = grid_of(w, 2, 2, short)
    width = max(len(text) for row in rows for text in row) + 2
    lines = ["  ".join(f"{text:{width}}" for text in row).rstrip() for row in rows]
    edge, rule = "-" * (2 * width + 2), "  ".join(["-" * width] * 2)
    return captioned(w, "\n".join([edge, lines[0], rule, lines[1], "", lines[2], edge]))


def grid_table(w: Writer) -> str:
    """Return a grid table, a list in one of its cells now and then."""
    w.may_refuse = True
    rows = grid_of(w, 2, 2, short)
    width = max(len(text) for row in rows for text in row) + 1
    lines = ["| " + "| ".join(f"{text:{width}}" for text in row) + "|" for row in rows]
    edge = "+" + f"{'-' * (width + 1)}+" * 2
    return captioned(w, "\n".join([edge, lines[0], edge.replace("-", "="), lines[1], edge, lines[2], edge]))


def drawing(w: Writer) -> bytes:
    """Return an SVG of some size, with words in it."""
    width, height = w.random.choice([(600, 200), (300, 600), (40, 40), (800, 800)])
    size = 14 if width > 40 else 5
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="#eeeeee"/>'
        f'<text x="4" y="24" font-family="Source Sans Pro" font-size="{size}">{w.word()}</text></svg>\n'
    ).encode()


def raster(w: Writer) -> tuple[str, bytes]:
    """Return the ending and the bytes of a PNG or JPEG of any mode, size and resolution."""
    mode = w.random.choice(["RGB", "L", "P", "RGBA", "LA", "1", "I;16", "CMYK", "RGB"])
    kind = "JPEG" if mode == "CMYK" or (mode in {"RGB", "L"} and w.chance(0.5)) else "PNG"
    size = w.random.choice([(60, 40), (300, 900), (1600, 500), (1, 1), (400, 300)])
    picture = Image.new("RGB", size, (40, 90, 120))
    picture.paste((200, 60, 40), (0, 0, size[0] // 2, size[1] // 2))
    picture = picture.convert("L").convert("I;16") if mode == "I;16" else picture.convert(mode)
    options: dict[str, object] = {}
    if w.chance(0.4):
        options["dpi"] = w.random.choice([(72, 72), (300, 300), (1200, 1200)])
    if kind == "JPEG" and w.chance(0.4):
        options["progressive"] = True
    if kind == "JPEG" and w.chance(0.3):
        exif = Image.Exif()
        exif[0x0112] = w.random.choice([3, 6, 8])  # Orientation, TIFF 6.0
        options["exif"] = exif.tobytes()
    kept = io.BytesIO()
    picture.save(kept, kind, **options)
    ending = w.random.choice([".jpg", ".jpeg", ".JPG"] if kind == "JPEG" else [".png", ".png", ".PNG"])
    return ending, kept.getvalue()


def picture(w: Writer) -> str:
    """Return a figure of its own: labelled or not, sized or not, captioned, with its source line."""
    label = w.label("fig")
    ending, content = (".svg", drawing(w)) if w.chance(0.4) else raster(w)
    w.files.append((f"figures/{label}{ending}", content))
    alt = f'alt="{w.words()}"'
    w.hidden.update(MARKED.findall(alt))
    size = w.random.choice(["", "", "", " width=50%", " width=6cm", " height=4cm", " width=300px"])
    w.may_refuse = w.may_refuse or bool(size)
    if w.chance(0.6) and not w.may_refuse:
        w.targets.append(label)
        named = f"#{label} "
    else:
        named = ""
    caption = w.either(w.title, lambda: f"{w.title()} *{w.words()}*")
    source = f"\n\n::: source\n{w.sentence()}\n:::" if w.chance(0.3) else ""
    return f"![{caption}](figures/{label}{ending}){{{named}{alt}{size}}}{source}"


FLOATS: tuple[tuple[str, Made], ...] = (
    ("pipe table", pipe_table),
    ("pipe table", pipe_table),
    ("wide table", wide_table),
    ("table without a head", headless_table),
    ("simple table", simple_table),
    ("multiline table", multiline_table),
    ("grid table", grid_table),
    ("picture", picture),
    ("picture", picture),
)
