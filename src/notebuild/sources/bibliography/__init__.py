"""`bibliography.bib` to sources and Problems; cited sources to the .bib of one edition."""

from notebuild.sources.bibliography.read import read
from notebuild.sources.bibliography.write import bibtex, words

__all__ = ["bibtex", "read", "words"]
