"""Makes the Word document of an edition, and the reference document that it is based on."""
