"""Models that are known to crash or restart when they are asked over SNMP.

Sources: apple/cups#2055 (HP LaserJet 9040), home-assistant/core#52834 (Brother MFC-8660DN, MFC-8860DN).
"""

import re

_MODELS = re.compile(r"\b(?:LaserJet 9040|MFC-8[68]60DN)", re.IGNORECASE)


def is_fragile(texts: list[str]) -> bool:
    """Return whether one of a device's texts names a model that SNMP makes crash."""
    return any(_MODELS.search(text) for text in texts)
