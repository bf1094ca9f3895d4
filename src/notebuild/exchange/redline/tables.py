"""What a table, its rows and its cells look like in both versions (ECMA-376-1, 17.13.5.33 to 17.13.5.38)."""

from __future__ import annotations

from copy import deepcopy

from notebuild.exchange.redline.atoms import Tracked, canonical
from notebuild.render.word.ooxml import Element, element, find, name, value

PROPERTIES = {
    name("w:tbl"): (("w:tblPr", "w:tblPrChange"), ("w:tblGrid", "w:tblGridChange")),
    name("w:tr"): (("w:trPr", "w:trPrChange"),),
    name("w:tc"): (("w:tcPr", "w:tcPrChange"),),
}
"""What holds the properties of each, and what tracks a change of them."""

BEFORE = (name("w:tblPr"), name("w:tblPrEx"))
"""What stands before the grid of a table and before the properties of a row."""

DEFAULTS = (("cantSplit", "off"), ("tblStyle", "TableNormal"))


def dress(made: Element, old: Element, tracked: Tracked) -> None:
    """Write down in a table, a row or a cell of both versions what its properties were, where they have changed."""
    for tag, change in PROPERTIES[made.tag]:
        was, now = find(old, tag), find(made, tag)
        if shown(was) == shown(now):
            continue
        former = element(tag, *map(deepcopy, () if was is None else was))
        if now is None:
            now = element(tag)
            made.insert(sum(child.tag in BEFORE for child in made), now)
        for one in (now, former):
            if tag == "w:trPr" and not len(
                one
            ):  # it may not be empty (CT_TrPrBase), so it says what holds anyway
                one.append(element("w:cantSplit", w_val="off"))
        held = element(change, former, w_id="0") if tag == "w:tblGrid" else tracked(change, former)
        now.append(held)


def shown(properties: Element | None) -> str:
    """Return properties as a string to compare; what says what holds anyway is nothing."""
    if properties is None:
        return ""
    return "".join(
        canonical(one) for one in properties if (one.tag.rpartition("}")[2], value(one)) not in DEFAULTS
    )


def dressing(holder: Element) -> str:
    """Return the properties of a table, a row or a cell as a string to compare."""
    return "".join(shown(find(holder, tag)) for tag, _ in PROPERTIES.get(holder.tag, ()))
