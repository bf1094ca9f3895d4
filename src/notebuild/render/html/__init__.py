"""Makes the HTML of an edition, for the screen and for print, and the picture for links to it."""
