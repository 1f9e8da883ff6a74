"""What the dealer's portal asks of the table and writes into it, for the dealer and role of one person."""
