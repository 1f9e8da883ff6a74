"""Closings: what counts read from the table, previewed, frozen once, read again."""
