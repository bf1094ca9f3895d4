"""Joins "Ibid.", "op. cit.", "supra note 5" and short titles to the source that they mean, where that is clear."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from notebuild.core.model import Source
from notebuild.exchange.intake import names
from notebuild.exchange.intake.publication import bare
from notebuild.exchange.intake.readings import prefixed
from notebuild.exchange.intake.value import Cited, squeezed
from notebuild.sources.locators import locators

_SAME = re.compile(r"(?:ibid(?:em)?|id|idem|ebd|ebenda|ders|dies|ivi|там же|tamże)\b\.?", re.I)
_AGAIN = re.compile(
    r"(?:op\.?\s?cit|opus citatum|a\.\s?a\.\s?O|указ\.?\s?соч|art\.?\s?cit|ouvr\.?\s?cit)\b\.?", re.I
)
_THERE = re.compile(r"(?:loc\.?\s?cit)\b\.?", re.I)
_NOTE = re.compile(
    r"\(?(?:supra|above|oben|ci-dessus|précitée?|cf\.?)?[,\s]*\(?(?:at\s)?\b(?:notes?|n|fn|footnote|Anm|Fn)\b\.?\s*(\d+)"
    r"(?:\s*,?\s*(?:supra|above|ci-dessus|plus haut|précitée?|oben))?\)?",
    re.I,
)
_SHORT = re.compile(
    r"\A(?P<who>.*?)[,:]?\s*(?P<open>[“‘«\"„\x02])\s*(?P<title>.+?)\s*(?P<close>[”’»\"“\x03])(?P<rest>[^\w“‘«].*)?\Z"
)
_YEAR = re.compile(
    r"\A(?P<who>[^\d(]{2,60}?)[,\s]*\(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)?(?P<rest>[,:].*)?\Z"
)


@dataclass(frozen=True, slots=True)
class Before:
    """What the notes before have cited."""

    sources: Sequence[tuple[str, Source]] = ()
    """Each source by its key, in the order in which they came."""

    notes: Sequence[tuple[Cited, ...]] = ()
    """What each earlier note cites, from note 1; nothing of one that stays in words."""

    same: tuple[Cited, ...] = ()
    """What stands before in the same note."""


def is_short(text: str) -> bool:
    """Return whether a passage says only that it means a source named before."""
    text = prefixed(text)[1]
    return bool(_SAME.match(bare(text)) or _AGAIN.search(text) or _THERE.search(text) or _supra(bare(text)))


def joined(text: str, before: Before) -> Cited | None:
    """Return what a passage means among the sources before it; None where that is not clear."""
    prefix, text = prefixed(text)
    text = (
        text.strip().rstrip(".")
        if not re.search(r"\b(?:ibid|id|cit)\.\Z", text.strip(), re.I)
        else text.strip()
    )
    plain = bare(text)
    if same := _SAME.match(plain):
        last = _last(before)
        if last is None:
            return None
        rest = plain[same.end() :].strip(" .")
        return _placed(last.key, rest, prefix, last.locator if not rest else "")
    if supra := _supra(plain):
        number = int(supra[1])
        cited = before.notes[number - 1] if 0 < number <= len(before.notes) else ()
        who = plain[: supra.start()].strip(" ,;(")
        who = prefixed(f"{who} ")[1].strip(" ,") if who else ""
        wanted = [one for one in cited if not who or _is_by(who.split(",")[0], dict(before.sources)[one.key])]
        if len({one.key for one in wanted}) != 1:
            return None
        return _placed(wanted[0].key, plain[supra.end() :].strip(" .)"), prefix)
    for pattern in (_AGAIN, _THERE):
        if found := pattern.search(plain):
            who = plain[: found.start()].strip(" ,(")
            by = [key for key, source in before.sources if _named(who, source)]
            if len(by) != 1:
                return None
            kept = ""
            if pattern is _THERE:
                kept = next(
                    (one.locator for note in reversed(before.notes) for one in note if one.key == by[0]), ""
                )
            rest = plain[found.end() :].strip(" .)")
            return _placed(by[0], rest, prefix, kept if not rest else "")
    return _by_title(text, before, prefix)


def _last(before: Before) -> Cited | None:
    """Return the source that "Ibid." means: the one before it in the note, or the only one of the note before."""
    if before.same:
        return before.same[-1]
    if not before.notes or len(before.notes[-1]) != 1:
        return None
    return before.notes[-1][0]


def _supra(plain: str) -> re.Match[str] | None:
    found = _NOTE.search(plain)
    if found is None:
        return None
    lead = plain[: found.start()].strip(" ,(")
    says = re.search(r"supra|above|ci-dessus|plus haut|précité|oben|\A\(n", found[0], re.I)
    if says or not lead or re.fullmatch(r"(?:see|voir|cf\.?|siehe|vgl\.?)", lead, re.I):
        return found if len(lead.split()) <= 8 else None
    return None


def _by_title(text: str, before: Before, prefix: str) -> Cited | None:
    """Return the source that author and short title, or author and year, mean."""
    who, title, year, rest = "", "", "", ""
    if found := _SHORT.match(text.strip()):
        who, title, rest = bare(found["who"]), bare(found["title"]), bare(found["rest"] or "")
    elif dated := _YEAR.match(bare(text)):
        who, year, rest = dated["who"], dated["year"], dated["rest"] or ""
    else:
        pieces = bare(text).split(", ", 2)
        if len(pieces) < 2:
            return None
        who, title = pieces[:2]
        rest = f", {pieces[2]}" if len(pieces) > 2 else ""
    fitting = [
        key
        for key, source in before.sources
        if (not who or _is_by(who, source))
        and (who or _starts(title, source))
        and (not title or _holds(title, source))
        and (not year or source.fields.get("date", "").startswith(year))
    ]
    if (
        not fitting and who and title
    ):  # by its author alone, if that is one source and the titles share a word
        by = [key for key, source in before.sources if _is_by(who, source)]
        shared = {word for word in folded(title).split() if len(word) > 4}
        fitting = [
            key
            for key in by
            if len(by) == 1 and shared & set(folded(dict(before.sources)[key].fields["title"]).split())
        ]
    first = [key for key in fitting if _starts(title, dict(before.sources)[key])] if title else fitting
    chosen = first if len(first) == 1 else fitting
    if len(chosen) != 1 or re.search(r"https?://", rest):
        return None
    rest = rest.strip(" ,.;:")
    return _placed(chosen[0], rest, prefix) if not rest or len(rest.split()) <= 8 else None


def _placed(key: str, rest: str, prefix: str, kept: str = "") -> Cited | None:
    """Return a source cited at the place that the rest of a passage names; None where it says something else."""
    rest = squeezed(rest).strip(" ,;")
    rest = re.sub(r"\A(?:at\s|S\.\s?)(?=\d)", "p. ", rest)
    if re.fullmatch(r"\d+(?:\s*[-–]\s*\d+)?", rest):
        rest = f"{'pp.' if re.search('[-–]', rest) else 'p.'} {rest}"
    if not rest:
        return Cited(key, kept, prefix)
    places, _ = locators(f", {rest}")
    if not places:
        return Cited(key, "", prefix, f", {rest}") if len(rest.split()) <= 8 and prefix else None
    return Cited(key, rest, prefix)


def folded(text: str) -> str:
    """Return a text in small letters, without accents and marks: what titles and names are compared by."""
    text = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", text.casefold()))


def _named(who: str, source: Source) -> bool:
    """Return whether `Broers` or `Broers, Armenia` are the words for a source."""
    name, _, title = who.partition(",")
    return _is_by(name, source) and (not title.strip() or _holds(title, source))


def _is_by(who: str, source: Source) -> bool:
    """Return whether a short form's author is that of a source: family names, or a body's own."""
    field = source.fields.get("author") or source.fields.get("editor") or ""
    own = [folded(one) for one in names.families(field)]
    said = folded(who)
    if not own or not said:
        return False
    if field.startswith("{"):
        return said == own[0] or (len(said) > 3 and f"({said})" in field.casefold())
    given = [folded(one) for one in re.split(names.JOINT, names.OTHERS.sub("", who)) if one.strip()]
    given = given if len(given) != 1 else [folded(one) for one in names.OTHERS.sub("", who).split(",")]
    fits = all(one == family or one.endswith(f" {family}") for one, family in zip(given, own, strict=False))
    return fits and (
        len(given) == len(own) or bool(names.OTHERS.search(who)) or (len(own) > 3 and len(given) == 1)
    )


def _holds(title: str, source: Source) -> bool:
    return bool(folded(title)) and f" {folded(title)} " in f" {folded(source.fields.get('title', ''))} "


def _starts(title: str, source: Source) -> bool:
    return f"{folded(source.fields.get('title', ''))} ".startswith(f"{folded(title)} ")
