"""The icon beside the clock as values: its icon state, its sentence, its menu, what it tells."""
