"""The PDF of an edition."""
