"""Makes an edition an electronic book, EPUB 3: for e-readers and phones, its notes numbered through all its parts."""
