"""The simulated office of `meters demo`."""
