"""Draws the values it is given and computes nothing."""
