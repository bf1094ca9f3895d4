"""Read `bibliography.bib` as sources and Problems, and write the .bib of one edition."""

from notebuild.sources.bibliography.read import read
from notebuild.sources.bibliography.write import bibtex, words

__all__ = ["bibtex", "read", "words"]
