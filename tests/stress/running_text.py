"""Running text of random notes: words with every inline mark, quotation, number, address, citation and call."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import vocabulary

KEYS = 14
"""How many sources a note may cite."""


class Writer:
    """One note in the making: what it has used so far, and what a block in the making needs besides its text.

    `noted` are marked words that stand in footnotes, `hidden` those that print nowhere.
    """

    def __init__(self, random: Random) -> None:
        self.random = random
        self.used = random.randrange(10_000)
        self.labels = 0
        self.noted: set[str] = set()
        self.hidden: set[str] = set()
        self.in_note = 0
        self.notes: list[str] = []
        self.files: list[tuple[str, bytes]] = []
        self.may_refuse = False
        self.targets: list[str] = []

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def either(self, *ways: Callable[[], str]) -> str:
        """Return what one of these makes."""
        return self.random.choice(ways)()

    def word(self) -> str:
        return self.random.choice(vocabulary.PLAIN)

    def label(self, kind: str) -> str:
        """Return a label that the note does not have yet: fig-3."""
        self.labels += 1
        return f"{kind}-{self.labels}"

    def marked(self, initial: str = "q", *, hidden: bool = False) -> str:
        """Return a marked word, used nowhere else in the note; with x it is in no language."""
        self.used += 1
        word = vocabulary.marked(self.used, initial)
        if hidden:
            self.hidden.add(word)
        elif self.in_note:
            self.noted.add(word)
        return word

    def words(self, least: int = 1, most: int = 4) -> str:
        """Return some words, one of them marked."""
        plain = [self.word() for _ in range(self.random.randint(least, most))]
        plain.insert(self.random.randint(0, len(plain)), self.marked())
        return " ".join(plain)

    def title(self) -> str:
        """Return a few words of which the first has a capital."""
        return f"{self.word().capitalize()} {self.words()}"

    def inline_title(self) -> str:
        """Return a few words, the last of them under a mark."""
        return f"{self.word().capitalize()} *{self.words()}*"

    def within_note(self, made: Callable[[], str]) -> str:
        """Return what `made` makes, its words being those of a footnote."""
        self.in_note += 1
        text = made()
        self.in_note -= 1
        return text

    def sentence(self, *, calls: float = 0.3, marks: float = 0.4) -> str:
        """Return a sentence: marks in it and a call at its end, at these rates."""
        parts = [self.word().capitalize()]
        for _ in range(self.random.randint(1, 3)):
            parts.append(self.inline() if self.chance(marks) else self.words(2, 6))
            if self.chance(0.2):
                parts[-1] += ","
        parts.append(self.words(0, 3))
        end = self.random.choice([".", ".", ".", ".", "?", "!", "...", "…"])
        call = ""
        if not self.in_note and self.chance(calls):
            call = self.call()
        if call and self.chance(0.5):
            return " ".join(parts) + self.random.choice(["", " "]) + call + end
        return " ".join(parts) + end + call

    def paragraph(self, least: int = 1, most: int = 4, *, calls: float = 0.3) -> str:
        """Return some sentences, on one line or a line each."""
        gap = self.random.choice([" ", "\n"])
        return gap.join(self.sentence(calls=calls) for _ in range(self.random.randint(least, most)))

    def inline(self) -> str:
        """Return words under a mark, or something else that stands within a line."""
        return self.random.choice(INLINES)(self)

    def call(self) -> str:
        """Return the call of a footnote: of a written note, of one written in place, or a citation."""
        roll = self.random.random()
        if roll < 0.5:
            return self.citation()
        if roll < 0.6:
            return "^[" + self.within_note(lambda: self.either(self.plain_note, self.marked_note)) + "]"
        return self.note()

    def plain_note(self) -> str:
        return f"{self.title()}."

    def marked_note(self) -> str:
        return self.sentence(marks=0.8)

    def note(self) -> str:
        """Return the call of a written note; its definition is kept for the block's end."""
        label = self.label("n").replace("-", "")
        body = self.within_note(lambda: self.random.choice(NOTES)(self))
        self.notes.append(f"[^{label}]: {body}")
        return f"[^{label}]"

    def key(self) -> str:
        return f"k{self.random.randint(1, KEYS)}"

    def citation(self) -> str:
        """Return a citation of any form that stands where a call does."""
        return self.within_note(lambda: self.random.choice(CITATIONS)(self))


def on_one_line(w: Writer) -> str:
    return w.sentence().replace("\\\n", " ")


def quoted_part(w: Writer) -> str:
    return w.random.choice(["p. 7", "pp. 3-5", "pp. 12--14", "ch. 2", "§ 5", "vol. 2, p. 3", "para. 12"])


INLINES: tuple[Callable[[Writer], str], ...] = (
    lambda w: f"*{w.words()}*",
    lambda w: f"_{w.words()}_",
    lambda w: f"**{w.words()}**",
    lambda w: f"__{w.words()}__",
    lambda w: f"***{w.words()}***",
    lambda w: f"**{w.words()} *{w.words()}***",
    lambda w: f"*{w.words()} **{w.words()}***",
    lambda w: f"*{w.words()} **{w.words()}** {w.words()}*",
    lambda w: f"`{w.marked(hidden=True)} *a* [b](c)`",
    lambda w: f"``{w.word()} ` {w.word()}``",
    lambda w: f"{w.words()}^2^",
    lambda w: f"H~2~O {w.words()}",
    lambda w: f"~~{w.words()}~~",
    lambda w: f"[{w.words()}]{{.smallcaps}}",
    lambda w: f"[{w.words()}]{{lang=la}}",
    lambda w: f"[{w.words()}](https://example.org/{w.word()}/{w.word()})",
    lambda w: f"[*{w.words()}*](https://example.org/{w.word()}?a=1&b=2#part)",
    lambda w: f"<https://example.org/{w.word()}/{w.word()}.html>",
    lambda w: f"https://example.org/{w.word()}",
    lambda w: f"<{w.word()}@example.org>",
    lambda w: f'"{w.words()}"',
    lambda w: f"'{w.words()}'",
    lambda w: f"\"{w.words()} '{w.words()}' {w.word()}\"",
    lambda w: f'"*{w.words()}*"',
    lambda w: f"“{w.words()}”",
    lambda w: f"the {w.word()}'s {w.words()}",
    lambda w: f"the {w.word()}’s {w.words()}",
    lambda w: f"[{w.words()}](https://example.org/)'s '{w.words()}'",
    lambda w: f"{w.words()} -- {w.words()}",
    lambda w: f"{w.words()}---{w.words()}",
    lambda w: f"({w.words()})",
    lambda w: f"{w.words()}: {w.words()}; {w.words()}",
    lambda w: f"{w.random.randint(1, 9)},204 boats {w.words()}",
    lambda w: f"3.5 metres {w.words()}",
    lambda w: f"12 per cent {w.words()}",
    lambda w: f"5 May 1994 {w.words()}",
    lambda w: f"1990--1994 {w.words()}",
    lambda w: f"\\*{w.words()}\\* \\[{w.word()}\\] \\#3 \\_",
    lambda w: f"{w.words()} & {w.words()} < {w.words()} > {w.word()}",
    lambda w: f"{w.words()}\\\n{w.words()}",
    lambda w: f"Шуша Αθήνα {w.words()}",
    lambda w: f"§ 4, ¶ 2, 5 € {w.words()}",
    lambda w: f"snake_case_{w.word()} 2 * 3 {w.words()}",
    lambda w: f"20\u00a0km {w.words()}",
    lambda w: w.within_note(lambda: f"@{w.key()} [p. 3]") + f" {w.words()}",
    lambda w: w.within_note(lambda: f"@{w.key()}") + f" {w.words()}",
    lambda w: w.citation() + " " + w.words() if not w.in_note else w.words(),
    lambda w: w.note() + " " + w.words() if not w.in_note else w.words(),
    lambda w: f"[](#{w.random.choice(w.targets)}) {w.words()}" if w.targets else w.words(),
)

CITATIONS: tuple[Callable[[Writer], str], ...] = (
    lambda w: f"[@{w.key()}]",
    lambda w: f"[@{w.key()}, {quoted_part(w)}]",
    lambda w: f"[@{w.key()}, p. {w.random.randint(1, 300)}]",
    lambda w: f"[see @{w.key()}, {quoted_part(w)}]",
    lambda w: f"[@{w.key()}; @{w.key()}, p. 4]",
    lambda w: f"[see @{w.key()}, p. 2; also @{w.key()}, ch. 3]",
    lambda w: f"[@{w.key()}, {w.words()}]",
    lambda w: f"[@{w.key()}, p. 3, {w.words()}]",
    lambda w: f"[@{w.key()}, pp. xii--xiv]",
    lambda w: f"[-@{w.key()}]",
    lambda w: f"[@{{{w.key()}}}, p. 3]",
    lambda w: f"[*see* @{w.key()}]",
    lambda w: f"[@{w.key()}][@{w.key()}]",
    lambda w: f"[@{w.key()}] [@{w.key()}]",
)

NOTES: tuple[Callable[[Writer], str], ...] = (
    lambda w: w.paragraph(1, 2),
    lambda w: w.paragraph(1, 3),
    lambda w: f"{w.paragraph(1, 2)}\n\n    {w.sentence()}",
    lambda w: f"{w.sentence()}\n\n    - {on_one_line(w)}\n    - {on_one_line(w)}",
    lambda w: f"{w.sentence()}\n\n    > {on_one_line(w)}",
    lambda w: f"[@{w.key()}, p. 3].",
    lambda w: f"See @{w.key()}, p. 12.",
    lambda w: f"{w.sentence()} [@{w.key()}]",
    lambda w: f"{w.title()}; cf. @{w.key()} [p. 3].",
)
