"""Models that are known to crash or restart when they are asked over SNMP."""

import re

from agent.core.identification.makers import BRANDS

_MODELS = re.compile(
    rf"\b(?:{'|'.join(re.escape(model) for brand in BRANDS for model in brand.fragile_models)})",
    re.IGNORECASE,
)


def is_fragile(texts: list[str]) -> bool:
    """Return whether one of a device's texts names a model that SNMP makes crash."""
    return any(_MODELS.search(text) for text in texts)
