"""The words that every room speaks: Location and Problem, the frozen values, the house, a profile."""
