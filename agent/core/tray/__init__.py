"""The icon beside the clock as values: its mood, its sentence, its menu, what it tells."""
