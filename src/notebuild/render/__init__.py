"""An Edition to the files that readers get: web page, PDF, Word document, picture for links."""
