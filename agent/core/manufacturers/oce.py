"""Oce: a brand whose devices say everything by standard objects."""

from agent.core.manufacturer_rules.brand import Brand

BRAND = Brand("Oce", ("oce", "océ"), enterprises=(1552,))
