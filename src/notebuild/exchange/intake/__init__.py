"""Makes a note of the house out of a document that an analyst has finished elsewhere."""
