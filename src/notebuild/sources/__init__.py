"""Read an author's files as values: front matter, Markdown, BibTeX, drawings; and check them."""
