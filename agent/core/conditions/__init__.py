"""Conditions: what a person must know for as long as it is so."""
