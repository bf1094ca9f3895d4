"""The old version's links, pictures and lists in the new version's package, under ids of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from hashlib import sha256

from notebuild.exchange.redline.atoms import Wrapper, canonical
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element, element, every, find, name, value

LINK = "{}/hyperlink".format(ooxml.NAMESPACES["r"])
IMAGE = "{}/image".format(ooxml.NAMESPACES["r"])


class Relations:
    """The relationships of one part of the redline: those of the new version, and what the old one adds."""

    def __init__(self, part: bytes | None) -> None:
        self.root = ooxml.parse(part) if part else ooxml.relationships([])
        self.ids = {(row.get("Type"), row.get("Target")): str(row.get("Id")) for row in self.root}

    def identifier(self, kind: str, target: str) -> str:
        """Return the id of the relationship of this kind that leads there; it is made where there is none."""
        if (kind, target) not in self.ids:
            made = self.ids[kind, target] = f"rIdOld{len(self.root) + 1}"
            mode = {"TargetMode": "External"} if kind == LINK else {}
            self.root.append(element("rel:Relationship", Id=made, Type=kind, Target=target, **mode))
        return self.ids[kind, target]


class Package:
    """One version's package: where the ids of one of its parts lead, told in the redline's terms."""

    def __init__(
        self, parts: Mapping[str, bytes], part: str, into: Relations, media: dict[str, bytes]
    ) -> None:
        self.parts, self.into, self.media = parts, into, media
        rows = ooxml.parse(parts[part]) if part in parts else ()
        self.targets = {str(row.get("Id")): str(row.get("Target")) for row in rows}

    def wrapper(self, holder: Element) -> Wrapper:
        """Return a link or a simple field as the redline has it, empty."""
        made = element(f"w:{holder.tag.rpartition('}')[2]}")
        made.attrib.update(holder.attrib)
        target = self.targets.get(value(holder, "r:id"), "")
        if target:
            made.set(name("r:id"), self.into.identifier(LINK, target))
        return Wrapper(f"{target} {value(holder, 'w:anchor')} {value(holder, 'w:instr')}", made)

    def picture(self, holder: Element) -> tuple[str, ...]:
        """Return the key of what holds pictures: their bytes, their size and their alternative texts.

        Its ids are changed, in place, to those of the redline.
        """
        said = [value(one, "descr") for one in every(holder, "wp:docPr")]
        said += [canonical(one) for one in every(holder, "wp:extent")]
        for blip in every(holder, "a:blip", "asvg:svgBlip"):
            target = self.targets[value(blip, "r:embed")]
            content = self.parts[f"word/{target}"]
            digest = sha256(content).hexdigest()
            said.append(digest)
            if self.media.get(f"word/{target}") != content:
                target = f"media/{digest[:16]}.{target.rpartition('.')[2]}"
                self.media[f"word/{target}"] = content
            blip.set(name("r:embed"), self.into.identifier(IMAGE, target))
        return ("picture", *said)


def add_styles(new: Element, old: Element, *used: Element) -> None:
    """Add to the new version's styles those of the old one that `used` names and the new ones lack, in place.

    Word knows a style by its name too, so one whose name is taken gets another. What it is based on comes
    with it; its list does not, since each item names its own.
    """
    known = {value(one, "w:styleId") for one in new.findall(name("w:style"))}
    names = {value(one).lower() for one in every(new, "w:name")}
    theirs = {value(one, "w:styleId"): one for one in old.findall(name("w:style"))}
    wanted = [value(one) for part in used for one in every(part, "w:pStyle", "w:rStyle", "w:tblStyle")]
    for style in wanted:  # it grows by what a style is based on
        if style in known or style not in theirs:
            continue
        known.add(style)
        added = deepcopy(theirs[style])
        added.attrib.pop(name("w:default"), None)
        for child in [*every(added, "w:aliases", "w:link", "w:numPr")]:
            above = child.getparent()
            assert above is not None
            above.remove(child)
        for called in every(added, "w:name"):
            if value(called).lower() in names:
                called.set(name("w:val"), f"{value(called)} (old version, {style})")
            names.add(value(called).lower())
        wanted += [value(one) for one in every(added, "w:basedOn", "w:next")]
        new.append(added)


class Lists:
    """The lists of both versions: which of the old ones is which of the new ones."""

    def __init__(self, old: bytes | None, new: bytes | None) -> None:
        self.old, self.new = (ooxml.parse(part) if part else ooxml.root("w:numbering") for part in (old, new))
        self.old_kinds, self.new_kinds = _kinds(self.old), _kinds(self.new)
        self.definitions: dict[str, str] = {}
        """The new id of each definition of the old version that is added: lists of one go on counting together."""

    def join(self, pairs: list[tuple[Element, Element]], former: list[Element]) -> None:
        """Give the properties of the old version's paragraphs the lists of the redline, in place.

        `pairs` are the new and the old properties of each paragraph that both versions have: a list of
        the old version is that of the new one which most of its items are in now, where it looks the same.
        What is left of the old lists is added.
        """
        votes: Counter[tuple[str, str]] = Counter()
        for new, old in pairs:
            theirs, ours = _list(old), _list(new)
            if theirs and ours and self.old_kinds.get(theirs) == self.new_kinds.get(ours):
                votes[theirs, ours] += 1
        known: dict[str, str] = {}
        for (theirs, ours), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
            if theirs not in known and ours not in known.values():
                known[theirs] = ours
        for properties in (*(old for _, old in pairs), *former):
            for item in every(properties, "w:numId"):
                if value(item) not in known and value(item) in self.old_kinds:
                    known[value(item)] = self._added(value(item))
                item.set(name("w:val"), known.get(value(item), value(item)))

    def _added(self, number: str) -> str:
        """Add a list of the old version, and how it counts; return its id."""
        num = deepcopy(
            next(one for one in self.old.findall(name("w:num")) if value(one, "w:numId") == number)
        )
        of = find(num, "w:abstractNumId")
        assert of is not None
        made = str(1 + max((int(value(one, "w:numId")) for one in every(self.new, "w:num")), default=0))
        num.set(name("w:numId"), made)
        of.set(name("w:val"), self._definition(value(of)))
        after = len(self.new.findall(name("w:abstractNum"))) + len(self.new.findall(name("w:num")))
        self.new.insert(after, num)
        return made

    def _definition(self, of: str) -> str:
        """Return the id in the redline of a definition of the old version, which is added once."""
        if of not in self.definitions:
            ids = [int(value(one, "w:abstractNumId")) for one in every(self.new, "w:abstractNum")]
            free = self.definitions[of] = str(1 + max(ids, default=0))
            abstracts = self.old.findall(name("w:abstractNum"))
            abstract = deepcopy(next(one for one in abstracts if value(one, "w:abstractNumId") == of))
            abstract.set(name("w:abstractNumId"), free)
            for mark in every(abstract, "w:nsid", "w:pStyle"):
                above = mark.getparent()
                assert above is not None
                above.remove(mark)
            self.new.insert(len(ids), abstract)
        return self.definitions[of]


def _list(properties: Element) -> str:
    return "".join(value(item) for item in every(properties, "w:numId"))


def _kinds(numbering: Element) -> dict[str, str]:
    """Return how each list looks and counts, by its id, as a string to compare."""
    definitions = {}
    for one in numbering.findall(name("w:abstractNum")):
        definitions[value(one, "w:abstractNumId")] = "".join(
            canonical(child) for child in one if child.tag != name("w:nsid")
        )
    found = {}
    for one in numbering.findall(name("w:num")):
        of = find(one, "w:abstractNumId")
        told = "".join(canonical(child) for child in one if child is not of)
        found[value(one, "w:numId")] = definitions.get("" if of is None else value(of), "") + told
    return found
