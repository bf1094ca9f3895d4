"""Every fault of the English text: where it is, what is wrong, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.sources import markdown
from notebuild.sources.checks import manuscript

HEAD = "---\ntitle: T\nauthor: [A]\ndate: 2025-03-31\nversion: 1\nlang: en-GB\n---\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><title>Map</title></svg>'
ATTRIBUTES = "alt, class, dir, height, id, lang, number, start, width"


def problems(folder: Path, body: str, front: str = HEAD) -> list[str]:
    """The Problems of a note with this body; its first line is line 8 of the file."""
    path = folder / "note.md"
    path.write_bytes((front + body).encode())
    (folder / "figures").mkdir(exist_ok=True)
    (folder / "figures" / "map.svg").write_text(SVG)
    (folder / "loose.png").write_bytes(b"")
    note, found = markdown.read(path, "n.md")
    assert note is not None and not found
    return [str(problem) for problem in manuscript.check(note, folder)]


LABELS = [
    (
        "A[^a].\n\n[^a]: See[^b].\n\n[^b]: Y",
        "n.md:10:10: [^b] in a note, which can call no other\n"
        "    say it in this note, or call the other one from the text",
    ),
    (
        "A[^a].\n\n[^a]:\n\nThe next paragraph.",
        "n.md:10:1: footnote [^a] has no text\n    write it after [^a]: on the same line",
    ),
    (
        "A fact [@{the quay}].",
        "n.md:8:9: @{the quay} is no key and prints as it is\n"
        "    give the source a key without spaces and braces, here and in bibliography.bib",
    ),
    (
        "A fact@quay2020, or x@quay.org.",
        "n.md:8:7: @quay2020 is no citation here and prints as it is\n"
        "    put a space before it, or a backslash if it is meant as it stands",
    ),
    (
        "A fact.@quay2020",
        "n.md:8:8: @quay2020 is no citation here and prints as it is\n"
        "    put a space before it, or a backslash if it is meant as it stands",
    ),
    (
        "A fact [@quay, p. 3[^a]].\n\n[^a]: X",
        "n.md:8:8: [^a] in the brackets of a citation\n"
        "    put it behind them, or say it in words after the key",
    ),
    (
        "A[^the quay].",
        "n.md:8:2: [^the quay] is no label and prints as it is\n"
        "    write [^the-quay], here and where it is called or defined",
    ),
    (
        "A [word[^a] or two](https://e.org).\n\n[^a]: X",
        "n.md:8:8: [^a] in the words of a link\n    put it after the link",
    ),
    (
        "A [word [@key]](https://e.org).",
        "n.md:8:10: @key in the words of a link\n    put it after the link",
    ),
    (
        "A call[^quay].",
        "n.md:8:7: footnote [^quay] is called but never defined\n"
        '    define it with "[^quay]: …" on a line of its own, or remove the call',
    ),
    (
        "A[^a].\n\n[^a]: X\n\n[^b]: Y",
        "n.md:12:1: footnote [^b] is defined but never called\n"
        "    call it with [^b] where it belongs, or take the definition out",
    ),
    (
        "A[^a].\n\n[^a]: X\n\n[^a]: Y",
        "n.md:12:1: footnote [^a] is defined twice\n    keep one definition; the other is on line 10",
    ),
    (
        "A[^a].\nB[^a].\n\n[^a]: X",
        "n.md:9:2: footnote [^a] is called twice\n"
        "    a note has one call (line 8); refer to it again with [](#fn-a)",
    ),
    (
        "Words.\n[^a]: X",
        "n.md:9:1: the definition of [^a] is read as text\n    put a blank line before it",
    ),
    (
        "## A[^a] {#a}\n\n[^a]: X",
        'n.md:8:5: [^a] in a heading\n    move it to the text, or under a caption into "::: source"',
    ),
    (
        '![M @key](figures/map.svg){alt="M"}',
        'n.md:8:5: @key in a caption\n    move it to the text, or under a caption into "::: source"',
    ),
    (
        "| A | B |\n|---|---|\n| c | d |\n\n: Caption^[note] {#tbl-x}",
        'n.md:12:10: ^[note] in a caption\n    move it to the text, or under a caption into "::: source"',
    ),
]

LINKS = [
    (
        "A [word][quay].",
        "n.md:8:3: [word][quay] leads nowhere\n"
        '    write the address after the words, in round brackets, or define "[quay]: https://…"',
    ),
    (
        "A [quay][].",
        "n.md:8:3: [quay][] leads nowhere\n"
        '    write the address after the words, in round brackets, or define "[quay]: https://…"',
    ),
    (
        "See [](#tbl-dats).\n\n| A | B |\n|---|---|\n| c | d |\n\n: Dates {#tbl-dates}",
        "n.md:8:5: cross-reference to #tbl-dats, which is nowhere (did you mean tbl-dates?)\n"
        "    write {#tbl-dats} after the heading, caption or figure meant, or mend the cross-reference",
    ),
    (
        "See [here](#nowhere).",
        "n.md:8:5: link to #nowhere, which is nowhere\n"
        "    write {#nowhere} after the heading, caption or figure meant, or mend the link",
    ),
    (
        "See [](#fn-quay).",
        "n.md:8:5: cross-reference to #fn-quay, which is nowhere\n"
        "    write {#fn-quay} after the heading, caption or figure meant, or mend the cross-reference",
    ),
    (
        "See [here](#).",
        "n.md:8:5: link [here](#) leads nowhere\n"
        "    give it an address, or write [](#label) for a cross-reference",
    ),
    (
        "See [here]().",
        "n.md:8:5: link [here]() leads nowhere\n"
        "    give it an address, or write [](#label) for a cross-reference",
    ),
    (
        "See [](https://e.org).",
        "n.md:8:5: link to https://e.org without words\n    write them between the square brackets",
    ),
    (
        "See [x](javascript:alert(1)).",
        "n.md:8:5: link to javascript:alert(1)\n"
        "    link to an address that begins with https://, or to a #label of this note",
    ),
    (
        "See [x](data:text/html,y) or [y](file:///etc).",
        "n.md:8:5: link to data:text/html,y\n"
        "    link to an address that begins with https://, or to a #label of this note",
    ),
    (
        "See [x][r].\n\n[r]: javascript:x",
        "n.md:10:1: link to javascript:x\n"
        "    link to an address that begins with https://, or to a #label of this note",
    ),
    (
        "See [x](other.html).",
        "n.md:8:5: link to other.html, which is no web address\n"
        "    begin it with https://, or with # for a label of this note",
    ),
    (
        "## A {#x}\n\n## B {#x}",
        "n.md:10:7: the label #x is given twice\n    choose another; the first is on line 8",
    ),
    (
        "## A {#note-7}",
        "n.md:8:7: the label #note-7 is reserved\n"
        "    choose another; note-1, call-1, fn-…, page-… and part-… are the page's own",
    ),
    (
        "| A | B |\n|---|---|\n| c | d |\n\n: Few {#page-few}",
        "n.md:12:8: the label #page-few is reserved\n"
        "    choose another; note-1, call-1, fn-…, page-… and part-… are the page's own",
    ),
]

RAW = [
    (
        "A <b>word.",
        "n.md:8:3: raw HTML <b>\n    write **…**; put a backslash before a < meant as a character",
    ),
    (
        "<script>\nx\n</script>",
        "n.md:8:1: raw HTML <script>\n"
        "    take it out; an edition is text and pictures; put a backslash before a < meant as a character",
    ),
    ("`<b>`{=html}", "n.md:8:6: raw code {=html}\n    say it in Markdown"),
    (
        "[a]{onclick=x}",
        "n.md:8:4: event attribute onclick\n    take it out; an edition holds no scripts",
    ),
    (
        "## A {#a onclick=x}",
        "n.md:8:6: event attribute onclick\n    take it out; an edition holds no scripts",
    ),
    (
        '[a]{style="color:red"}',
        "n.md:8:4: attribute style\n    take it out; how it looks is for the sheets under styles/",
    ),
    (
        '::: {.source data-x="y"}\nText.\n:::',
        "n.md:8:5: warning: attribute data-x is not kept by any edition\n"
        f"    take it out, or use one of {ATTRIBUTES}",
    ),
    (
        "A fact [@key.",
        "n.md:8:8: [@key. is never closed\n"
        '    close it, or put a backslash before a "[" meant as a character',
    ),
    (
        "A call [^quay.",
        "n.md:8:8: [^quay. is never closed\n"
        '    close it, or put a backslash before a "[" meant as a character',
    ),
    (
        "A [link](https://e.org",
        "n.md:8:3: [link](https://e.org is never closed\n"
        '    close it, or put a backslash before a "[" meant as a character',
    ),
    (
        "The band [of twenty villages\nwas flooded.",
        "n.md:8:10: [of twenty villages is never closed\n"
        '    close it, or put a backslash before a "[" meant as a character',
    ),
    (
        "The band of twenty] villages.",
        'n.md:8:19: "]" closes nothing\n'
        '    open it with "[", or put a backslash before a "]" meant as a character',
    ),
    (
        "A " + "[" * 9 + "word" + "]" * 9,
        "n.md:8:11: brackets stand more than 8 deep in each other\n    take them out of each other",
    ),
    (
        "A fact [@key, p. 3, @other].",
        "n.md:8:8: @key and @other stand in one part of a citation\n"
        "    part them with a semicolon: [@key; @other]",
    ),
    (
        "A fact [@key@other, p. 3].",
        "n.md:8:9: @key@other runs two keys together\n"
        "    part them, [@key; @other], or put a backslash before an @ meant as a character",
    ),
    ("A word <!-- to do", "n.md:8:8: <!-- is never closed\n    close the comment with -->"),
    ("``` {=html}\n<b>\n```", "n.md:8:5: raw code {=html}\n    say it in Markdown"),
]

PICTURES = [
    (
        '![M](figures/mpa.svg){alt="M"}',
        "n.md:8:4: image figures/mpa.svg is missing (did you mean figures/map.svg?)\n"
        "    put the file there, or mend its name",
    ),
    (
        "![M](figures/map.svg)",
        "n.md:8:4: image figures/map.svg has no alternative text\n"
        '    write alt="…" in the braces after it: what a reader who cannot see it should know',
    ),
    (
        "A line ![](figures/map.svg) of text.",
        "n.md:8:8: image figures/map.svg has no alternative text\n"
        "    write what it shows between the square brackets",
    ),
    (
        '![M](/etc/map.svg){alt="M"}',
        "n.md:8:4: image /etc/map.svg is outside the note's folder\n"
        "    put the file in the note's folder and name it from there: figures/name.svg",
    ),
    (
        '![M](../map.svg){alt="M"}',
        "n.md:8:4: image ../map.svg is outside the note's folder\n"
        "    put the file in the note's folder and name it from there: figures/name.svg",
    ),
    (
        '![M](https://e.org/map.svg){alt="M"}',
        "n.md:8:4: image https://e.org/map.svg is not a file of this note\n"
        "    put the file in the note's folder and name it from there: figures/name.svg",
    ),
    (
        '![M](note.md){alt="M"}',
        "n.md:8:4: image note.md is of no known sort\n"
        "    save it as SVG, PNG or JPEG, its name ending in .svg, .png or .jpg",
    ),
    (
        '![M](loose.png){alt="M"}',
        "n.md:8:4: image loose.png is not in the folder figures\n    move it to figures/loose.png",
    ),
]

LAYOUT = [
    ("A\tB.", "n.md:8:2: warning: a tab\n    write spaces, so that indentation is what it looks like"),
    (
        "Words.\n## B",
        'n.md:9:1: the heading "## B" is read as text\n    put a blank line before it',
    ),
    (
        "Words.\n- B",
        "n.md:9:1: a list item is read as text\n"
        "    put a blank line before it, or a backslash if it is no list",
    ),
    (
        "Words.\n::: source\nB.\n",
        'n.md:9:1: "::: source" is read as text\n    put a blank line before it',
    ),
    (
        "::: source\nA.",
        'n.md:8:1: "::: source" is never closed\n    close it with ":::" on a line of its own',
    ),
    (
        "A.\n\n:::\n",
        'n.md:10:1: ":::" is read as text\n    put a blank line before it',
    ),
    *(
        (words, f"n.md:{place}: a heading has no words\n    write them after it, or take the line out")
        for words, place in (
            ("A.\n\n##\n\nB.", "10:1"),
            ("## {#x}\n\nB.", "8:1"),
            ("A.\n\n### ###\n", "10:1"),
            ("> ## <!-- later -->\n>\n> B.", "8:3"),
        )
    ),
    (
        "## A\n\n#### B",
        'n.md:10:1: warning: the heading "B" leaves out level 3\n    begin it with ###',
    ),
    (
        "# A\n\n### B",
        'n.md:10:1: warning: the heading "B" leaves out level 2\n    begin it with ##',
    ),
    (
        "### B\n\n## A",
        'n.md:8:1: warning: the heading "B" leaves out level 2\n    begin it with ##',
    ),
    (
        "A\n=\n\n### B",
        'n.md:11:1: warning: the heading "B" leaves out level 2\n    begin it with ##',
    ),
    (
        "# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F",
        'n.md:18:1: the heading "F" is of level 6, and 5 print\n'
        "    write its words in bold, **F**, or give it and those above it fewer levels",
    ),
    (
        "#Heading",
        'n.md:8:1: "#" is read as text\n'
        "    put a space after it, or a backslash before it if it is meant as a character",
    ),
    (
        "|line",
        'n.md:8:1: "|" is read as text\n'
        "    put a space after it, or a backslash before it if it is meant as a character",
    ),
    (
        "## A\n\nB\\\n\nC",
        "n.md:10:2: a backslash ends the passage, where no line follows\n"
        "    take it out, or write two for one that is meant as a character",
    ),
    (
        "# A\n\n####### B",
        'n.md:10:1: the heading "B" is of level 7, and 5 print\n'
        "    write its words in bold, **B**, or give it and those above it fewer levels",
    ),
    (
        "# T\n\n## A",
        'n.md:8:1: warning: the heading "T" repeats the title\n'
        "    take it out; the title prints from the front matter",
    ),
    *(
        (
            body,
            f'n.md:{place}: the heading "A *word*" stands in {container}\n'
            "    write its words in bold, **A *word***: only the note itself has headings",
        )
        for body, place, container in (
            ("> ## A *word*\n>\n> B.", "8:1", "a quotation"),
            ("> A *word*\n> ---\n>\n> B.", "8:1", "a quotation"),
            ("- B.\n\n  ## A *word* {#x}", "10:1", "a list"),
            ("::: source\nB.\n\n## A *word*\n:::", "11:1", '"::: source"'),
            ("B[^a].\n\n[^a]: ## A *word*", "10:7", "a footnote"),
            ("B[^a].\n\n[^a]: C.\n\n    ## A *word*", "12:5", "a footnote"),
        )
    ),
    (
        "A.\n\n---\ncsl: x\n---\n",
        "n.md:10:1: fields after the head of the file\n    move them into the front matter",
    ),
    (
        "The harbour was closed for the winter.\n\nAgain: no.\n\nThe harbour was closed for the winter.",
        "n.md:12:1: warning: this sentence stands twice: The harbour was closed for the …\n"
        "    say it once; the other is on line 8",
    ),
]


@pytest.mark.parametrize(("body", "problem"), [*LABELS, *LINKS, *RAW, *PICTURES, *LAYOUT])
def test_faults_are_told(tmp_path: Path, body: str, problem: str) -> None:
    """Each fault is told at its place, in the author's words, with a remedy."""
    assert problem in problems(tmp_path, body)


@pytest.mark.parametrize(("body", "problem"), [*LABELS, *LINKS, *RAW, *PICTURES, *LAYOUT])
def test_no_fault_comes_alone_with_a_false_one(tmp_path: Path, body: str, problem: str) -> None:
    """A fault brings at most one more with it: nobody is told the same thing in many words."""
    assert len(problems(tmp_path, body)) <= 2


@pytest.mark.parametrize(
    "body",
    [
        "A fact [@key, p. 3] and a call[^a].\n\n[^a]: A note citing @key [p. 4].\n\n    More.",
        "[^a]: - one\n    - two\n\nA[^a].",
        "A[^a], B[^b] and C[^c].\n\n[^a]:\n    Indented.\n\n[^b]:\n\n    Later.\n\n[^c]: \\[^x y] `[^a b]`.",
        "A [word][The  Quay], [the quay][], [the quay] and `[a][b]`.\n\n[the quay]: https://e.org",
        "Two in a row[^a][^b], @key [p. 3] and [@key, p. 3; see @other].\n\n[^a]: A\n\n[^b]: B",
        "He said [sic] that [the] war was \\[unclosed and 3 < 4; a@b.org, `[@no` and `<b>`.",
        "See [](#section-note-1), [](#section-part-one), [](#x-1).\n\n## Note 1\n\n## Part one\n\n## X\n\n## Y {#x}",
        "See [](#a), [](#fig-x), [](#tbl-x) and [](#fn-n)[^n].\n\n[^n]: N\n\n## A\n\n"
        '![C](figures/map.svg){#fig-x alt="M"}\n\n::: source\nFrom [@key].\n:::\n\n'
        "| A [@key] | B |\n|---|---|\n| c \\| d | `e|f` |\n\n: Dates {#tbl-x}\n",
        "```\n<b> [@key [^a] ** \n```\n\n    <script> [^a]\n",
        "<!-- a comment with <b> and [@key -->\n\nText <!-- [^a] --> here.",
        'A figure:\n\n![Of\ntwo lines](figures/map.svg){#fig-x\nalt="Said on a line of its own."}\n',
        'From <https://e.org/[a>, [so](https://e.org/b] "t") and `]`; [ ] open, [a\nb] broken.',
        "::: pullquote\nYerevan can settle on the terms of Baku.\n:::\n\n"
        "Words.\n\nYerevan can settle on the terms of Baku.",
        "Short words. Again.\n\nShort words. Again.",
        "[un mot]{lang=fr} and 2 ** 3 ** 4, or *emphasis* and **strong**.",
        "<https://e.org/a> and <a@e.org> and [mail](mailto:a@e.org).",
    ],
)
def test_good_text_has_no_faults(tmp_path: Path, body: str) -> None:
    """What pandoc prints as its author meant it is passed in silence."""
    assert problems(tmp_path, body) == []


def test_calls_in_the_front_matter(tmp_path: Path) -> None:
    """A title or summary can call no note: it stands before the text."""
    front = HEAD.replace("title: T", 'title: "T [@key]"')
    assert problems(tmp_path, "Text.", front) == [
        'n.md:2:12: @key in the front matter\n    move it to the text, or under a caption into "::: source"'
    ]


def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    """A symbolic link is a path out of the note's folder."""
    (tmp_path / "other.svg").write_text(SVG)
    folder = tmp_path / "note"
    (folder / "figures").mkdir(parents=True)
    (folder / "figures" / "link.svg").symlink_to(tmp_path / "other.svg")
    assert problems(folder, '![M](figures/link.svg){alt="M"}') == [
        "n.md:8:4: image figures/link.svg is outside the note's folder\n"
        "    put a copy of the file in the note's folder"
    ]
    (folder / "figures" / "own.svg").write_text(SVG)
    (folder / "figures" / "same.svg").symlink_to("own.svg")
    assert problems(folder, '![M](figures/same.svg){alt="M"}') == [
        "n.md:8:4: image figures/same.svg is a link to another file\n    put a copy of that file in its place"
    ]


def test_all_in_one_run_and_in_order(tmp_path: Path) -> None:
    """Whoever edits is told everything wrong at once, in the order of the file."""
    found = problems(tmp_path, "A[^a] <b>.\n\n## B {#note-1}\n\n[x](#y)")
    assert [line.split(": ")[0] for line in found] == ["n.md:8:2", "n.md:8:7", "n.md:10:7", "n.md:12:1"]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("été à Paris", "ete-a-paris"), ("a:b", "a-b"), ("Հայաստան", "by a name")],
)
def test_the_name_of_the_folder(tmp_path: Path, name: str, remedy: str) -> None:
    """A note's folder names the addresses of its pages (RFC 3986: letters, digits, hyphens and the like)."""
    (tmp_path / name).mkdir()
    (found,) = problems(tmp_path / name, "Text.")
    assert found == (
        f'n.md: warning: the folder "{name}" names files that cannot stand in an address as they are\n'
        f"    call it {remedy} of letters, digits and hyphens"
    )
