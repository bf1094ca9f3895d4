"""The published folder: every version of every note at an address that stays, and the pages that lead to them."""
