"""A PO catalogue: read, brought up to date with the text, written."""
