"""`bibliography.bib` to sources and Problems; cited sources to the .bib of one edition."""

from notebuild.bibliography.reading import read
from notebuild.bibliography.writing import bibtex, words

__all__ = ["bibtex", "read", "words"]
