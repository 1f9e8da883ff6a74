"""Which sysDescr texts only a printer has, for devices that show next to nothing else.

Where the Printer MIB or sysObjectID speaks, neither the words here nor the families of brands are needed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.identification.makers import BRANDS

if TYPE_CHECKING:
    from agent.core.manufacturer_rules.brand import Brand

# What any maker's printer may call itself.
_PHRASES = (
    "network printer",
    "printing system",
    "laser printer",
    "color laser",
    "colour laser",
    "label printer",
    "inkjet printer",
    "multifunction printer",
    "multifunction system",
)

# A box between the network and some printer; what it would tell is the box, not the printer.
_BOXES = ("print server", "printserver", "print-server", "scan server", "marknet")


def describes_printer(sys_descr: str) -> bool:
    """Return whether a sysDescr names a printer: by a phrase, a family of models, or a brand."""
    text = " ".join(sys_descr.lower().split())
    if names_a_box(text):
        return False
    return any(phrase in text for phrase in _PHRASES) or any(
        any(name in text for name in brand.product_names)
        or any(
            _begins(text, name) and (brand.only_printers or names_a_family(text[len(name) :], brand))
            for name in brand.brands
        )
        for brand in BRANDS
    )


def names_a_box(sys_descr: str) -> bool:
    """Return whether a sysDescr is that of a box or a card between the network and some device."""
    return any(box in sys_descr.lower() for box in _BOXES)


def names_a_family(text: str, brand: Brand) -> bool:
    """Return whether a text begins with a family of a brand's printers."""
    return text.lower().lstrip(" -_").startswith(brand.families)


def _begins(text: str, brand: str) -> bool:
    return re.match(rf"{re.escape(brand)}(?![a-z0-9])", text) is not None
