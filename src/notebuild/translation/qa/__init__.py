"""The checks on a translation: what it lacks, what it lost, where its numbers and terms differ."""
