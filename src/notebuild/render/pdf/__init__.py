"""Makes the PDF of an edition, complete and tagged."""
