"""When a run is due, what comes next, and how each system starts the loop."""
