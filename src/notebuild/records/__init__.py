"""What libraries, repositories and reference managers are told of an edition: one value, and each of its forms."""
