"""Compares the finished files, read back, with their edition: concordance, composition faults, release."""
