"""What a change of the sources changes for a reader: as a page, as a summary, as JSON."""
