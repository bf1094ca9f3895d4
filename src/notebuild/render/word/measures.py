"""The tokens of the house that Word's page needs, in Word's units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from notebuild.core.house import House
from notebuild.core.problems import Location, NotebuildError, Problem


@dataclass(frozen=True, slots=True)
class Measures:
    """The tokens Word needs; lengths in twentieths of a point, sizes in points, colours RRGGBB."""

    page: tuple[int, int]
    top: int
    right: int
    bottom: int
    left: int
    hang: int
    """How far titles reach into the left margin."""

    side: int
    """Width of what stands in the left margin."""

    text: float
    figures: str
    """Of running text: "oldstyle-nums" or "lining-nums"; what is set in another face has lining."""

    faces: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
    """Text face, sans and face of code, each with the face for readers who lack it."""

    colour: Mapping[str, str]

    @property
    def column(self) -> int:
        """Width of the text column."""
        return self.page[0] - self.left - self.right

    @property
    def full(self) -> int:
        """Width of the column and of the margin that titles use."""
        return self.column + self.hang


def measures(house: House) -> Measures:
    """Return what the house file says of page, faces and colours; raises NotebuildError for a gap."""
    try:
        page, face = house.tokens["page"], house.tokens["face"]
        lengths = {name: mm(length) for name, length in page.items()}
        return Measures(
            page=(lengths["width"], lengths["height"]),
            **{name: lengths[name] for name in ("top", "right", "bottom", "left", "hang", "side")},
            text=float(house.tokens["size"]["text"]),
            figures=house.tokens["size"].get("figures", "lining-nums"),
            faces=(
                (face["text"], first(face["text-fallback"])),
                (face["sans"], first(face["sans-fallback"])),
                (face["code"], first(face["code-fallback"])),
            ),
            colour={
                name: colour.lstrip("#").upper() for name, colour in house.tokens["colour"]["light"].items()
            },
        )
    except KeyError as missing:
        raise NotebuildError(
            [
                Problem(
                    Location("styles/house.toml"),
                    f"no token {missing.args[0]}, which Word's page needs",
                    "add it, as the house file of this project has it",
                )
            ]
        ) from None


def first(families: str) -> str:
    """Return the first family of a CSS list, without its quotation marks."""
    return families.split(",")[0].strip().strip("\"'")


def mm(length: float) -> int:
    """Return millimetres as twentieths of a point."""
    return round(length * 1440 / 25.4)


def pt(length: float) -> int:
    """Return points as twentieths of a point."""
    return round(length * 20)
