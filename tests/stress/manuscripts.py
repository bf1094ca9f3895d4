"""Random notes as manuscripts: dense, long and awkward in the ways that have cost notes before."""

from __future__ import annotations

from random import Random

WORDS = {
    "en-GB": (
        "the of and in to a by with border corridor ceasefire treaty parliament observers region "
        "government mediation delimitation self-determination agreement statement mission republic "
        "unilaterally international humanitarian co-chairs sovereignty railway pipeline president "
        "minister constitution referendum displaced recognised negotiated withdrew announced signed"
    ).split(),
    "fr-FR": (
        "le la les de des et en à par avec frontière corridor cessez-le-feu traité parlement région "
        "gouvernement médiation délimitation autodétermination accord déclaration mission république "
        "unilatéralement international humanitaire coprésidents souveraineté chemin-de-fer gazoduc "
        "président ministre Constitution référendum déplacés reconnue négocié retirée annoncé signé"
    ).split(),
}
ADDRESS = "<https://example.org/{}/{}/on-the-delimitation-of-the-state-border_{}.html>"


def sentence(random: Random, words: list[str], length: int) -> str:
    """So many words, the first with a capital, with a comma here and there."""
    chosen = [random.choice(words) for _ in range(length)]
    marked = [word + ("," if random.random() < 0.06 else "") for word in chosen[:-1]] + chosen[-1:]
    return " ".join(marked).capitalize()


class Writer:
    """One manuscript in the making: its random source, its words, its notes so far."""

    def __init__(self, random: Random, language: str, notes: int) -> None:
        self.random, self.words, self.left = random, WORDS[language], notes
        self.definitions: list[str] = []

    def note(self) -> str:
        """A call, and the definition kept for the end: short, long, of several paragraphs."""
        if not self.left:
            return ""
        self.left -= 1
        roll, number = self.random.random(), len(self.definitions) + 1
        length = self.random.randint(150, 400) if roll < 0.05 else self.random.randint(4, 45)
        paragraphs = [sentence(self.random, self.words, length) + "."]
        if roll < 0.4:
            year, item = self.random.randint(1988, 2025), self.random.randint(1, 999)
            paragraphs[0] += " " + ADDRESS.format(year, item, item) + "."
        while self.random.random() < 0.12:
            paragraphs.append(sentence(self.random, self.words, self.random.randint(5, 60)) + ".")
        self.definitions.append(f"[^n{number}]: " + "\n\n    ".join(paragraphs))
        return f"[^n{number}]"

    def calls(self) -> str:
        """One call, sometimes two or three together."""
        found = self.note()
        while self.random.random() < 0.15:
            found += self.note()
        return found

    def prose(self, sentences: int, rate: float) -> str:
        """Sentences, each with a call at its end at this rate."""
        return " ".join(
            sentence(self.random, self.words, self.random.randint(6, 30))
            + "."
            + (self.calls() if self.random.random() < rate else "")
            for _ in range(sentences)
        )

    def table(self) -> str:
        """A table with calls in its cells."""
        rows = [
            f"| {self.random.randint(1988, 2025)} | "
            f"{sentence(self.random, self.words, self.random.randint(2, 12))}{self.calls()} |"
            for _ in range(self.random.randint(2, 7))
        ]
        return "\n".join(["| Date | Event |", "|:--|:--|", *rows])

    def bullets(self) -> str:
        """A loose or a tight list with calls."""
        gap = self.random.choice(["\n", "\n\n"])
        return gap.join(f"- {self.prose(1, 0.8)}" for _ in range(self.random.randint(2, 5)))


def manuscript(seed: int, language: str) -> str:
    """A manuscript of 5 to 90 notes, in pandoc's Markdown; the same for the same seed."""
    random = Random(f"{seed} {language}")
    writer = Writer(random, language, Random(seed).randint(5, 90))
    rate = Random(seed + 1).choice([0.15, 0.3, 0.5, 0.8])
    blocks: list[str] = []
    while writer.left:
        if len(blocks) % 8 == 0:
            blocks.append(f"## {sentence(random, writer.words, 3)} {{#s{len(blocks)}}}")
        roll = random.random()
        if roll < 0.08:
            blocks.append(writer.table())
        elif roll < 0.18:
            blocks.append(writer.bullets())
        elif roll < 0.24:
            blocks.append("> " + writer.prose(2, rate))
        else:
            blocks.append(writer.prose(random.randint(1, 9), rate))
    return "\n\n".join([*blocks, *writer.definitions]) + "\n"
