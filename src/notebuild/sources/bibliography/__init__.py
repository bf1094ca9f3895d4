"""Read `bibliography.bib` as sources and Problems, and write the .bib of one edition."""

from notebuild.sources.bibliography.alike import apart
from notebuild.sources.bibliography.inherited import needed
from notebuild.sources.bibliography.kept import written
from notebuild.sources.bibliography.read import parsed, read, told
from notebuild.sources.bibliography.write import bibtex, listed, words

__all__ = ["apart", "bibtex", "listed", "needed", "parsed", "read", "told", "words", "written"]
