"""Blocks of random notes: headings, lists of every form, quotations, code, lines kept, notes' own marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from running_text import Writer

Made = Callable[[Writer], str]
Mark = Callable[[int], str]
"""The mark of a list's item, by its number."""


def indented(text: str, by: str) -> str:
    """Return a text whose further lines, but the blank ones, begin with `by`."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(by + line if line.strip() else line for line in rest)])


def quoted(text: str) -> str:
    """Return a text as a block quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def item(mark: str, text: str, least: int = 4) -> str:
    """Return a list's item, its further lines under its words."""
    is_initial = re.fullmatch(r"[A-Z]\.", mark) is not None  # pandoc wants two spaces after "B."
    width = max(least, len(mark) + 1 + is_initial)
    return f"{mark:{width}}{indented(text, ' ' * width)}"


ORDERED: tuple[Mark, ...] = (
    lambda n: f"{n}.",
    lambda n: f"{n}.",
    lambda n: f"{n + 2}.",
    lambda n: f"{n})",
    lambda n: f"({n})",
    lambda n: f"({'abcdefgh'[n - 1]})",
    lambda n: f"{'abcdefgh'[n - 1]}.",
    lambda n: f"{'abcdefgh'[n - 1]})",
    lambda n: f"{'ABCDEFGH'[n - 1]})",
    lambda n: f"{'i ii iii iv v vi'.split()[n - 1]}.",
    lambda n: f"({'i ii iii iv v vi'.split()[n - 1]})",
    lambda n: f"{'I II III IV V VI'.split()[n - 1]}.",
    lambda n: "#.",
)

BULLETS: tuple[Mark, ...] = (lambda n: "-", lambda n: "*", lambda n: "+")


def marks(w: Writer) -> Mark:
    """Return the marks of a list, bullets or numbers of one form."""
    return w.random.choice((w.random.choice(BULLETS), w.random.choice(ORDERED)))


def listed(w: Writer, *, nested: int = 0, marks_of: Mark | None = None) -> str:
    """Return a list, loose or tight, with further lists in its items down to `nested` more levels."""
    mark = marks_of or marks(w)
    gap = w.random.choice(["\n", "\n\n"])
    rows, least = [], w.random.choice([2, 4])
    for number in range(1, w.random.randint(2, 4) + 1):
        text = w.sentence()
        if nested and (number == 1 or w.chance(0.2)):
            text += gap + listed(w, nested=nested - 1)
        rows.append(item(mark(number), text, least))
    return gap.join(rows)


def rich_list(w: Writer) -> str:
    """Return a loose list with an item of several blocks."""
    mark = marks(w)
    inner = w.either(
        lambda: w.paragraph(1, 2),
        lambda: quoted(w.sentence()),
        lambda: f"```\n{code_line(w)}\n```",
        lambda: f"    {code_line(w)}",
        lambda: listed(w),
        lambda: quoted(listed(w)),
    )
    first = item(mark(1), f"{w.sentence()}\n\n{inner}\n\n{w.sentence()}")
    return f"{first}\n\n{item(mark(2), w.sentence())}"


def example_list(w: Writer) -> str:
    w.may_refuse = True
    return f"(@) {w.sentence()}\n(@) {w.sentence()}"


def tasks(w: Writer) -> str:
    """Return a list of tasks, done and open."""
    rows = [f"- [{w.random.choice(' x')}] {w.sentence(calls=0.1)}" for _ in range(w.random.randint(2, 4))]
    return "\n".join(rows)


def definitions(w: Writer) -> str:
    """Return a definition list: one or several definitions a term, tight or loose, with further paragraphs."""
    loose = w.chance(0.5)
    gap = "\n\n" if loose else "\n"
    sign = w.random.choice([":   ", "~   "])
    terms = []
    for _ in range(w.random.randint(1, 3)):
        said = [sign + w.sentence() for _ in range(w.random.randint(1, 2))]
        if loose and w.chance(0.3):
            said[-1] += f"\n\n    {w.sentence()}"
        terms.append(gap.join([w.either(w.title, w.inline_title), *said]))
    return "\n\n".join(terms)


def lines_kept(w: Writer) -> str:
    """Return a line block, with a line that is indented and one that is empty now and then."""
    rows = [f"| {w.title()}"]
    for _ in range(w.random.randint(1, 3)):
        rows.append(w.random.choice([f"| {w.words()}", f"|     {w.words()}", f"| {w.words()} *{w.word()}*"]))
        if w.chance(0.2):
            rows.append("|")
            rows.append(f"| {w.words()}")
    return "\n".join(rows)


def code_line(w: Writer) -> str:
    """Return a line of code that is full of Markdown's marks; its marked word is kept in every language."""
    return f"{w.marked('x')} = \"[a](b) **c** @k [^n]\"; x < 3 && y > 2  # 'd'"


def code(w: Writer) -> str:
    """Return a block of code: fenced with a language or without, by tildes, indented, a long line."""
    body = "\n".join([code_line(w), f"    {w.word()} : x ;", "", "# no heading", "- no item"])
    fence = w.random.choice(["```", "~~~~"])
    kind = w.random.choice(["", "python", " {.python}", " {#code-1 .r}", "text"])
    if "#" in kind:
        kind = f" {{#{w.label('code')} .r}}"
    return w.random.choice(
        [
            f"{fence}{kind}\n{body}\n{fence}",
            f"{fence}{kind}\n{code_line(w)} {' '.join(w.word() for _ in range(30))}\n{fence}",
            f"{w.title()}:\n\n" + "\n".join(f"    {line}".rstrip() for line in body.split("\n")),
        ]
    )


def quotation(w: Writer) -> str:
    """Return a quotation: paragraphs, a list, a quotation in it, code, lazily continued."""
    return w.either(
        lambda: quoted(w.paragraph(1, 3)),
        lambda: quoted(f"{w.paragraph(1, 2)}\n\n{w.sentence()} {w.citation()}"),
        lambda: quoted(f"{w.sentence()}\n\n{listed(w)}"),
        lambda: quoted(f"{w.sentence()}\n\n{quoted(w.sentence())}"),
        lambda: quoted(f"{w.sentence()}\n\n```\n{code_line(w)}\n```"),
        lambda: f"> {w.words()}\n{w.words()}",
    )


def divs(w: Writer) -> str:
    return f"::: pullquote\n{w.title()}.\n:::"


def comment(w: Writer) -> str:
    """Return a comment, alone or over several lines, or a rule between two parts."""
    return w.random.choice(
        [f"<!-- {w.marked(hidden=True)} -->", f"<!-- {w.marked(hidden=True)}\n\n[@no] -->", "***", "* * *"]
    )


def long_paragraph(w: Writer) -> str:
    return w.paragraph(6, 9)


def bracketed(w: Writer) -> str:
    """Return a paragraph of many words that stands in brackets."""
    return "[" + " ".join(w.words(8, 12) for _ in range(w.random.choice([1, 25]))) + "]"


BLOCKS: tuple[tuple[str, Made], ...] = (
    ("paragraph", Writer.paragraph),
    ("paragraph", Writer.paragraph),
    ("long paragraph", long_paragraph),
    ("list", listed),
    ("nested list", lambda w: listed(w, nested=w.random.randint(1, 4))),
    ("list of several blocks", rich_list),
    ("example list", example_list),
    ("tasks", tasks),
    ("definitions", definitions),
    ("line block", lines_kept),
    ("quotation", quotation),
    ("code", code),
    ("pull quote", divs),
    ("comment or rule", comment),
    ("brackets", bracketed),
)

HEADS: Sequence[Callable[[Writer], str]] = (
    lambda w: w.title(),
    lambda w: w.title(),
    lambda w: f"{w.title()} *{w.words()}*",
    lambda w: f"{w.title()} `a_b` {w.words()}",
    lambda w: f'{w.title()}: "{w.words()}"',
    lambda w: f"{w.random.randint(1, 20)}. {w.title()}",
    lambda w: f"{w.word().capitalize()} {' '.join(w.words(3, 3) for _ in range(4))}",
    lambda w: f"Note {w.random.randint(1, 3)}",
    lambda w: "Contents",
    lambda w: f"{w.title()}?",
    lambda w: f"{w.title()} & {w.words()}",
    lambda w: f"1994: {w.words()}",
)


def heading(w: Writer, level: int) -> str:
    """Return a heading of a level, with hashes, closed or not, or underlined where its level may be."""
    words = w.random.choice(HEADS)(w)
    label = ""
    if w.chance(0.4):
        name = w.label("sec")
        w.targets.append(name)
        label = f" {{#{name}}}"
    if level <= 2 and w.chance(0.3):
        return f"{words}{label}\n{'=-'[level - 1] * w.random.choice([3, len(words)])}"
    closing = w.random.choice(["", "", f" {'#' * level}"])
    return f"{'#' * level} {words}{closing}{label}"
