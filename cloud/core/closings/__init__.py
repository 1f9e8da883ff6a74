"""Closings: what each device had counted at the end of a day, as pure rules and one signed file."""
