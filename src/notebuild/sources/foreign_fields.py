"""Names that pandoc, Quarto, Hugo, Jekyll and people give to fields of a front matter, and that this tool does not."""

from __future__ import annotations

from collections.abc import Mapping

AUTHORS_ENTRY = "write it in the author's entry: author: [{name: …, %s: …}]"

_NAMES: Mapping[str, str] = {
    "write keywords: […]": "tag tags keyword category categories subject subjects topics",
    "write author: […]": "creator by byline writer",
    "write author: […], or say it in credit": "editor editors contributor contributors translator",
    "write credit": "thanks acknowledgements acknowledgments funding",
    "write date: 2025-03-31": "published pubdate publish-date publishdate issued created year",
    "write date: 2025-03-31, and a new version": "modified date-modified updated lastmod last-modified",
    "write version: 2": "revision edition",
    "write teaser": "excerpt lede standfirst lead intro",
    "write abstract": "executive-summary executivesummary executive_summary synopsis",
    "write key-points: […]": "highlights keypoints key_points takeaways key-messages key-findings",
    "write corrections: […]": "correction erratum errata changelog changes",
    "write license": "copyright rights license-url",
    "write url": "permalink canonical canonical-url canonical_url link website site-url address",
    "write number": "issue report-number volume",
    "write lang": "locale language-code",
    "write languages: […]": "translations langs",
    "write description": "seo-description meta-description",
    "write short-title": "shorttitle short_title running-head title-short",
    AUTHORS_ENTRY % "affiliation": "affiliation affiliations institute institution organisation organization",
    AUTHORS_ENTRY % "orcid": "orcid",
    AUTHORS_ENTRY % "email": "email",
    "take it out; the note's folder gives its files their name": "slug",
    "take it out; a note whose folder is in manuscript/ is built": (
        "draft layout type weight status featured comments engine jupyter execute"
    ),
    "take it out; how notes look is in the house's styles/": (
        "toc toc-depth toc-title lof lot number-sections numbersections secnumdepth documentclass classoption"
        " geometry papersize fontsize mainfont sansfont monofont linestretch margin-left margin-right colorlinks"
        " linkcolor urlcolor output format theme highlight-style image cover cover-image thumbnail"
        " abstract-title title-block-style"
    ),
    "take it out; the sources are those that the text cites, and their style is the house's": (
        "nocite link-citations link-bibliography reference-section-title suppress-bibliography citeproc"
        " notes-after-punctuation citation references"
    ),
}
"""What to do, to the names for which one does it."""

FOREIGN: Mapping[str, str] = {name: remedy for remedy, names in _NAMES.items() for name in names.split()}
"""Each foreign name to what to do with it."""

FILES = (
    "bibliography",
    "citation-abbreviations",
    "csl",
    "css",
    "defaults",
    "epub-cover-image",
    "filters",
    "header-includes",
    "include-after",
    "include-before",
    "metadata-files",
    "reference-doc",
    "template",
)
"""Fields with which pandoc would read a file, or take raw code (MANUAL.txt, "Metadata variables")."""
