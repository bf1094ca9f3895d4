"""A document that another program has saved is compared as the build wrote it; one that is not whole is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import revisions
import tracked

from notebuild.exchange import incoming
from notebuild.exchange.redline import prove, redline
from notebuild.exchange.resolve import is_tracked
from notebuild.readback import Unreadable
from notebuild.render.word import ooxml

TEXT = "The harbour is old.^[Alder, 1990.] It is *long*.\n\n1. One\n\n2. Two\n"
SPLIT = r'<w:t xml:space="preserve">The har</w:t></w:r><w:r w:rsidR="00AB12CD"><w:t>bour\1</w:t>'


def document(package: bytes, change: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """The package, its document changed."""
    parts = ooxml.read(package)
    text, count = re.subn(*change, parts[part].decode(), flags=re.DOTALL)
    assert count, change
    return ooxml.write({**parts, part: text.encode()})


@pytest.mark.parametrize(
    "change",
    [
        (r"<w:t[^>]*>The harbour(.*?)</w:t>", SPLIT),
        (r"<w:r>", '<w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00AB12CD">'),
        (r"<w:r>", '<w:commentRangeStart w:id="5"/><w:r>'),
        (r"<w:t>|<w:t [^>]*>", r"<w:lastRenderedPageBreak/>\g<0>"),
        (r"<w:body>", '<w:background w:color="FFFFFF"/><w:body><!-- by hand -->'),
        (r"(<w:r>.*?</w:r>)", r'<w:smartTag w:uri="a" w:element="place">\1</w:smartTag>'),
    ],
    ids=["a word in two runs", "the speller", "a comment", "page breaks", "a background", "a smart tag"],
)
def test_what_word_adds_is_no_change(change: tuple[str, str], tmp_path: Path) -> None:
    sent = revisions.docx(TEXT, tmp_path)
    back = incoming.cleaned(document(sent, change))
    made = redline(back, sent, "A house", "2025-03-31")
    assert not is_tracked(made)
    assert prove.differences(made, back, sent) == []


def test_lists_of_one_definition_count_together(tmp_path: Path) -> None:
    """LibreOffice begins a list with one number and goes on with another, both of one definition."""
    sent = revisions.docx(TEXT, tmp_path)
    (first, second) = re.findall(
        r'<w:numId w:val="(\d+)" ?/>', ooxml.read(sent)["word/document.xml"].decode()
    )
    assert first == second
    back = document(sent, (rf'(.*)<w:numId w:val="{second}" ?/>', r'\1<w:numId w:val="7000"/>'))
    of = rf'<w:num w:numId="{first}"[^>]*>\s*(<w:abstractNumId [^>]*>).*?</w:num>'
    back = document(back, (of, r'\g<0><w:num w:numId="7000">\1</w:num>'), "word/numbering.xml")
    new = revisions.docx("Another text.\n", tmp_path)
    made = redline(back, new, "A house", "2025-03-31")
    assert prove.differences(made, back, new) == []
    assert tracked.said(made, "reject") == tracked.said(back, "reject")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ((r"<w:body>.*</w:body>", ""), "is no Word document: it has no body"),
        ((r'(<w:footnoteReference[^>]*w:id=")\d+', r"\g<1>99"), "calls a footnote that it does not have"),
        ((r"<w:r>", '<w:r><a:blip xmlns:a="{a}" xmlns:r="{r}" r:embed="rIdNo"/>'), "shows a picture that"),
    ],
    ids=["body", "note", "picture"],
)
def test_a_document_that_is_not_whole(change: tuple[str, str], told: str, tmp_path: Path) -> None:
    wanted, put = change
    broken = document(
        revisions.docx(TEXT, tmp_path),
        (wanted, put.replace("{a}", ooxml.NAMESPACES["a"]).replace("{r}", ooxml.NAMESPACES["r"])),
    )
    with pytest.raises(Unreadable, match=told):
        incoming.cleaned(broken)
