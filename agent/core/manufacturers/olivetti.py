"""Olivetti: a brand whose devices say everything by standard objects."""

from agent.core.manufacturer_rules.brand import Brand

BRAND = Brand("Olivetti", ("olivetti",), enterprises=(279,))
