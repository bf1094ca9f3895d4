"""What an Edition needs to become a Word document: content, styles, parts, layout."""
