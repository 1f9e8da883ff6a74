"""What a dealer's programs may ask, and how the table's items answer it."""
