"""From readings to the report: its rows, its words, its table, its signature."""
