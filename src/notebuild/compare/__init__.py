"""What differs between two texts: their passages aligned, their words compared, their notes known by what they say."""
