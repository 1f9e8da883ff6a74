"""Orders and closings as files for a dealer's own programs: CSV or XML, by a profile."""
