"""The dealer's digest of a day: its values, its page, its table."""
