"""Makes an edition a plain text, to be sent by e-mail: lines of 72 characters, its notes at the end."""
