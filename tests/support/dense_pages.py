"""Small pages on which notes stand so close that the PDF engine is put to it."""

from __future__ import annotations

from random import Random


def dense(seed: int, policy: str) -> tuple[str, int]:
    """A page of eight paragraphs in which about every thirtieth word calls a note; and their number."""
    random, number, paragraphs = Random(seed), 0, []
    for _ in range(8):
        words = []
        for _ in range(random.randint(20, 120)):
            words.append("mot")
            if random.random() < 0.03:
                number += 1
                words.append(
                    f'<a class="call" id="call-{number}" href="#note-{number}">{number}</a>'
                    f'<span class="note" id="note-{number}"><a href="#call-{number}">{number}</a> '
                    f"begins{number} {'note ' * random.randint(3, 30)}</span>"
                )
        paragraphs.append(f"<p>{' '.join(words)}</p>")
    style = (
        '@page { size: A5; margin: 15mm } body { font-family: "Source Serif Pro" }'
        f".note {{ float: footnote; footnote-policy: {policy} }}"
        '.note::footnote-call, .note::footnote-marker { content: "" }'
    )
    page = f'<html lang="fr"><title>t</title><style>{style}</style><body>{"".join(paragraphs)}'
    return page, number
