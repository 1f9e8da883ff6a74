"""How things stand in an office: the last scan, the known printers, what waits, what a person can end."""
