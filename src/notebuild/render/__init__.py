"""Makes the files that readers get of an edition: web page, PDF, Word document, picture for links."""
