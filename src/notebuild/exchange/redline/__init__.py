"""Two versions of a document as one, with tracked changes that lead from the old to the new."""

from notebuild.exchange.redline.make import redline

__all__ = ["redline"]
