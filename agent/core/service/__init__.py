"""What makes the program a service of the computer: its names, its unit, what users may ask of it."""
