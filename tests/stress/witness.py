"""What a reader finds in the finished files of a random note, read by plain means: lxml and pdfium."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import vocabulary
from lxml import etree, html
from written import Manuscript, expected

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INLINE = {"a", "code", "del", "em", "q", "s", "small", "span", "strong", "sub", "sup"}
"""Elements of HTML that part no words."""

OFTEN = 6
"""A word may stand this often in a body: in a heading, and in what refers to it."""

TEXT = (f"{W}t", f"{W}br", f"{W}tab")
LEFT_OVER = re.compile(r"\]\(|\]\{|\{#|\*\*|:::|\[\^|\[@|\[\]|~~|(?<![\w.])@k\d|^\s*\|", re.MULTILINE)
"""Mark-up that a reader should never see; code is left out before."""


def page(path: Path) -> tuple[str, str]:
    """Return the text of an HTML page: its article without code, and all of it."""
    root = html.document_fromstring(path.read_bytes())
    for node in root.xpath("//script | //style | //template"):
        node.drop_tree()
    everything = root.text_content()
    (article,) = root.xpath("//article")
    for node in article.xpath(".//code | .//pre"):
        node.text = "".join(f" {word} " for word in vocabulary.MARKED.findall(node.text_content()))
        for child in node:
            node.remove(child)
    for node in article.iter():
        if node.tag not in INLINE:
            node.tail = "\n" + (node.tail or "")
    return article.text_content(), everything


def word_document(path: Path) -> tuple[str, str]:
    """Return the text of a Word document's body, and of the body and its notes."""
    with zipfile.ZipFile(path) as file:
        parts = [etree.fromstring(file.read(f"word/{name}.xml")) for name in ("document", "footnotes")]
    body, notes = ("\n".join(map(words_in, part.iter(f"{W}p"))) for part in parts)
    return body, f"{body}\n{notes}"


def words_in(paragraph: etree._Element) -> str:
    """Return the words of a paragraph of Word's; of code only those that are marked."""
    out = []
    of_paragraph = {style.get(f"{W}val") for style in paragraph.iter(f"{W}pStyle")}
    for run in paragraph.iter(f"{W}r"):
        text = "".join(node.text or "" if node.tag == f"{W}t" else "\n" for node in run.iter(*TEXT))
        styles = of_paragraph | {style.get(f"{W}val") for style in run.iter(f"{W}rStyle")}
        is_code = any("Code" in str(style) or "Verbatim" in str(style) for style in styles)
        out.append(f" {' '.join(vocabulary.MARKED.findall(text))} " if is_code else text)
    return "".join(out)


def paper(path: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    with pypdfium2.PdfDocument(path) as file:
        return [leaf.get_textpage().get_text_bounded() for leaf in file]


def stands(word: str, pages: list[str]) -> bool:
    """Return whether a word stands on the pages, its parts on two of them perhaps: at the foot, and overleaf."""
    if any(word in squeezed(page) for page in pages):
        return True
    cuts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    return any(
        re.search(rf"{head}[-\u00ad\ufffe\x02]", before.lower()) and tail in after.lower()
        for before, after in pairwise(pages)
        for head, tail in cuts
    )


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\ufffe\ufffd\x02-]+", "", text).lower()


def faults(note: Manuscript, language: str, files: dict[str, Path]) -> Iterator[tuple[str, str, str]]:
    """Yield what a reader misses in the files of an edition, and what should not be there: format, what, words."""
    wanted = {name: {own(word, language) for word in words} for name, words in expected(note).items()}
    readers = {"html": page, "docx": word_document}
    for kind, reader in readers.items():
        if kind not in files:
            continue
        body, everything = reader(files[kind])
        yield from of_text(kind, body, everything, wanted)
        if language != "en" and (english := expected(note)["body"] & words_of(body) - wanted["body"]):
            yield kind, "words not translated", listed(english)
    pages = paper(files["pdf"]) if "pdf" in files else []
    if pages and (lost := {word for word in wanted["anywhere"] if not stands(word, pages)}):
        yield "pdf", "words lost", listed(lost)


def of_text(
    kind: str, body: str, everything: str, wanted: dict[str, set[str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield what is lost, doubled or left over in a text, of its body and of all of it."""
    if lost := wanted["anywhere"] - words_of(everything):
        yield kind, "words lost", listed(lost)
    elif lost := wanted["body"] - words_of(body):
        yield kind, "words not where they belong", listed(lost)
    counts = Counter(vocabulary.MARKED.findall(body))
    if often := {word for word in wanted["body"] if counts[word] > OFTEN}:
        yield kind, "words doubled", listed(often)
    if left := LEFT_OVER.search(body):
        around = body[max(0, left.start() - 40) : left.end() + 20]
        yield kind, f"mark-up left over “{left[0]}”", " ".join(around.split())


def words_of(text: str) -> set[str]:
    return set(vocabulary.MARKED.findall(text.lower()))


def listed(words: set[str]) -> str:
    return ", ".join(sorted(words))


def own(word: str, language: str) -> str:
    """Return a marked word as an edition has it."""
    return word + "te" if language == "fr" and word.startswith("q") else word
