"""The checks on a note as its author wrote it."""
