"""Make an Edition of segments, sources and a profile: one tree, cited once, numbered once, typeset once."""
