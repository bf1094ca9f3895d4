"""The links of a folder of pages, followed by plain means: lxml and the file system, nothing of the tool's."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

ASKED = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"))


def addresses(page: Path) -> Iterator[tuple[str, str]]:
    """Each address that a page names, with the element that does."""
    root = html.parse(str(page), parser=html.HTMLParser(encoding="utf-8")).getroot()
    for tag, name in ASKED:
        for element in root.iter(tag):
            if value := element.get(name):
                yield tag, value


def dead(root: Path, address: str) -> list[str]:
    """Every link of the pages and the feeds of a folder that leads nowhere in it, or to no place in a page.

    What begins with `address` is of the folder itself; other addresses of the web are left out.
    """
    found = []
    for page in sorted(root.rglob("*.html")):
        here = page.relative_to(root).as_posix()
        found += [f"{here}: {one}" for _, one in addresses(page) if _is_dead(root, here, one, address)]
    for feed in sorted(root.rglob("*.xml")):
        here = feed.relative_to(root).as_posix()
        tree = etree.parse(str(feed))
        named = [one.get("href") for one in tree.iter() if one.get("href")]
        named += [one.text for one in tree.iter("{*}loc")]
        found += [f"{here}: {one}" for one in named if _is_dead(root, here, one, address)]
    return found


def _is_dead(root: Path, here: str, asked: str, address: str) -> bool:
    parts = urlsplit(asked)
    if address and asked.startswith(address):
        path = unquote(parts.path.removeprefix(urlsplit(address).path))
    elif parts.scheme or parts.netloc:
        return False
    else:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path)))
        path = here if not parts.path else path
        if path.startswith(".."):
            return True
    target = root / path
    if target.is_dir() and address and asked.startswith(address):
        target /= "index.html"
    if not target.is_file():
        return True
    if not parts.fragment or target.suffix != ".html":
        return False
    page = html.parse(str(target), parser=html.HTMLParser(encoding="utf-8")).getroot()
    return not page.xpath("//*[@id=$name]", name=unquote(parts.fragment))
