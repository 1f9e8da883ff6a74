"""All makers and brands that this program knows: what the files of agent/core/manufacturers state.

A file is found by standing there. No order counts: no two makers claim the same name or number.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from agent.core import manufacturers
from agent.core.manufacturer_rules.brand import Brand
from agent.core.manufacturer_rules.private_objects import Vendor

if TYPE_CHECKING:
    from types import ModuleType


def stated_in(package: ModuleType) -> tuple[tuple[Vendor, ...], tuple[Brand, ...]]:
    """Return the vendors that the modules of a package state, and all brands: theirs and those alone."""
    names = sorted(module.name for module in iter_modules(package.__path__, f"{package.__name__}."))
    values = [value for name in names for value in vars(import_module(name)).values()]
    vendors = tuple(value for value in values if isinstance(value, Vendor))
    alone = tuple(value for value in values if isinstance(value, Brand))
    return vendors, (*(brand for vendor in vendors for brand in vendor.brands), *alone)


VENDORS, BRANDS = stated_in(manufacturers)
