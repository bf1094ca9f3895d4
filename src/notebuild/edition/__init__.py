"""Segments, sources and a profile to an Edition: one pandoc tree, cited once, numbered once, typeset once."""
