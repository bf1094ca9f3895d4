"""The files of an author to values: front matter, Markdown, BibTeX and drawings, and the checks on them."""
