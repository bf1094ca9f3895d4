"""The live preview: serves the pages to this machine, builds on save, reloads the reader's page."""
