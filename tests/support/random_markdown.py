"""Markdown as editors write it, made at random: every kind of block, nested, with marks in the words."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from("harbour river treaty border été Шуша l'accord 1994 *peace* `a|b` @key".split())
ENDS = st.sampled_from(
    [".", " [@key, p. 3].", "[^note].", " [link](https://e.org/a).", "  ", " \\[not\\].", "!"]
)


def indented(text: str, prefix: str) -> str:
    """The text with a prefix on each line after the first that is not blank."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(prefix + line if line else prefix.rstrip() for line in rest)])


LABELS = st.integers(1, 10**6)

sentences = st.builds(lambda words, end: " ".join(words) + end, st.lists(WORDS, min_size=1, max_size=5), ENDS)
paragraphs = st.lists(sentences, min_size=1, max_size=3).map("\n".join)
headings = st.builds(
    lambda level, words, end, label: f"{'#' * level} {words}{end.format(label)}",
    st.integers(2, 4),
    sentences,
    st.sampled_from(["", " {{#h-{}}}", " ##", " {{.class lang=fr}}"]),
    LABELS,
)
figures = st.builds(
    lambda caption, alt, label: f'![{caption}](figures/a.svg){{#fig-{label} alt="{alt}"}}',
    st.sampled_from(["A map", "A *map* of 1994"]),
    st.sampled_from(["What it shows", 'Two \\"columns\\"']),
    LABELS,
)
cells = st.sampled_from(["one", "5 May 1994", "1988", "`a|b`", "c \\| d", "*e* [@key]", ""])


def table(columns: int, rows: list[list[str]], caption: str, label: int) -> str:
    """A pipe table of these rows, each cut or filled to the number of columns."""
    lines = ["| " + " | ".join([*row, *[""] * columns][:columns]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * columns, *lines[1:]]) + caption.format(label)


tables = st.builds(
    table,
    st.integers(2, 3),
    st.lists(st.lists(cells, min_size=1, max_size=3), min_size=2, max_size=4),
    st.sampled_from(["", "\n\n: A caption {{#tbl-{}}}\n"]),
    LABELS,
)
codes = st.sampled_from(["```\n[@no] <b>\n\n# no\n```", "    indented [^no]\n\n    more", "~~~ {.x}\na\n~~~"])
verses = st.lists(sentences.map("| {}".format) | st.just("|"), min_size=1, max_size=3).map("\n".join)
rules = st.sampled_from(["***", "---", "<!-- a comment\n\nover lines -->"])
leaves = st.one_of(paragraphs, paragraphs, headings, figures, tables, codes, verses, rules)


def nest(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Lists, quotations, divs and notes around other blocks."""
    several = st.lists(blocks, min_size=1, max_size=2).map("\n\n".join)
    marks = st.sampled_from(["- ", "* ", "1. ", "(a) ", "10. ", "- [ ] ", "* [x] "])
    worded = st.one_of(paragraphs, st.builds("{}\n\n{}".format, paragraphs, several))
    items = st.builds(
        lambda mark, text: mark + indented(text, " " * len(mark.partition("[")[0])), marks, worded
    )
    lists = st.builds(
        lambda items, gap: gap.join(items),
        st.lists(items, min_size=1, max_size=3),
        st.sampled_from(["\n", "\n\n"]),
    )
    quotes = several.map(lambda text: "> " + indented(text, "> "))
    divs = st.builds(
        lambda kind, text: f"::: {kind}\n{text}\n:::",
        st.sampled_from(["source", "pullquote", "{.x}"]),
        several,
    )
    terms = st.builds(
        lambda term, gap, meanings: term + gap + gap.join(f":   {indented(one, '    ')}" for one in meanings),
        sentences,
        st.sampled_from(["\n", "\n\n"]),
        st.lists(several, min_size=1, max_size=2),
    )
    meanings = st.lists(terms, min_size=1, max_size=2).map("\n\n".join)
    notes = st.builds(lambda number, text: f"[^n{number}]: " + indented(text, "    "), LABELS, several)
    return st.one_of(lists, quotes, divs, meanings, notes)


blocks = st.recursive(leaves, nest, max_leaves=6)
FRONT = "---\ntitle: T\n---\n"
documents = st.builds(
    lambda front, parts, gap, end: front + gap.join(parts) + end,
    st.sampled_from(["", FRONT]),
    st.lists(blocks, max_size=6),
    st.sampled_from(["\n\n", "\n\n\n"]),
    st.sampled_from(["", "\n", "\n\n"]),
)
noise = st.text(alphabet=st.sampled_from("ab \n\n\t\r|-:>#*_`~[]()^@{}!\\\"'=<.1;,é\u2028\x0b"), max_size=120)
"""Texts that nobody writes, full of marks."""
