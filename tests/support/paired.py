"""A catalogue made from a note and its translation written out as a note: segment by segment, in their order."""

from __future__ import annotations

from notebuild import translation
from notebuild.sources import markdown
from notebuild.sources.markdown.note import parsed
from notebuild.translation.catalogue import po


def catalogue(english: str, other: str, language: str, project: str) -> str:
    """Return the text of the PO file that translates `english` into `other`, two notes built alike.

    Words in drawings are not in it. Raises ValueError where one of them has a segment more.
    """
    notes = [parsed(text.encode(), project, "note.md")[0] for text in (english, other)]
    nothing = po.empty("", "", "")
    before, after = (po.translatable((*note.fields, *note.segments), nothing) for note in notes if note)
    made = translation.update(po.empty(f"{language}.po", language, project), before)
    pairs = {
        (old.context, markdown.words(old)): markdown.words(new)
        for old, new in zip(before, after, strict=True)
    }
    for entry in made.file:
        entry.msgstr = pairs[entry.msgctxt or "", entry.msgid]
    return po.write(po.catalogue_of(made.path, made.file, found=True))
