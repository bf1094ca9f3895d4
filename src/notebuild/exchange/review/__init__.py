"""Takes a reviewed document of Word back: what it asks for, where that stands in the source, and what can be done."""
