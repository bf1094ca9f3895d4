"""The finished files, read back, against their edition: concordance, composition faults, release."""
