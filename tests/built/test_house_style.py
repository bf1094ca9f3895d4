"""A house that chooses another profile for a language: what its edition prints, in every format."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pypdfium2
from lxml import etree, html

Project = Any  # the class of `tests/conftest.py`


def test_the_style_of_the_european_institutions(project: Callable[..., Project]) -> None:
    """With eu-isg a call stands in brackets and no space before a colon; all files still agree."""
    small = project("small", "eu-isg")
    small.edit("styles/house.toml", '# fr-FR = "eu-isg"', 'fr-FR = "eu-isg"')
    run = small.run()
    assert run.status == 0, run.output
    assert json.loads((small.build / "concordance.json").read_text(encoding="utf-8"))["agrees"]
    page = html.document_fromstring(small.deliverable("fr", "html").read_bytes())
    document = etree.fromstring(zipfile.ZipFile(small.deliverable("fr", "docx")).read("word/document.xml"))
    opened = pypdfium2.PdfDocument(small.deliverable("fr", "pdf"))
    texts = {
        "html": page.find_class("body")[0].text_content(),
        "docx": "".join(
            "#" if part.tag.endswith("footnoteReference") else part.text or "" for part in document.iter()
        ),
        "pdf": " ".join(one.get_textpage().get_text_range() for one in opened),
    }
    marks = [part.text_content() for part in page.find_class("call-separator")]
    assert marks == ["\u202f(", ")"] * 3
    assert [call.getprevious().text_content() for call in page.find_class("call")] == ["\u202f("] * 3
    for kind in ("docx", "pdf"):
        assert len(re.findall(r"\w[\s\u202f]*\((?:\d|#)\)", texts[kind])) == 3, (kind, texts[kind])
    for kind, text in texts.items():
        assert not re.search(r"\w[ \u00a0\u202f][;:?!]", text), (kind, text)
