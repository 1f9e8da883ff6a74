"""A letter: what it says, how it is packed, and what a mail server's words mean."""
