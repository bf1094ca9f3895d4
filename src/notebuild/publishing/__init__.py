"""What was published of a note: versions that never change, held against it, and bundled."""
