"""The name that people call a printer by, out of the texts in which makers put it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.vendors.makers import without_brand

if TYPE_CHECKING:
    from agent.core.vendors.makers import Maker

# Where a text goes over from the model to firmware, serial numbers and what the device can do.
_TAIL = re.compile(
    r"\s*(?:;| / | /P\b|,\s|\[|"
    r"\s(?:version|firmware|kernel|ver\.?|rev\.?|os)(?=[\s:.]*\d)|"  # "Series OS 1.01.15"
    r"\s(?:version|firmware)\b|"
    r"\s[A-Z0-9]{2,3}\.[A-Z0-9]{2,}\.[A-Z0-9]+|"  # firmware such as NH.HS2.N211La
    r"\s\d+\.\d+(?:\.\d+)*(?=\s|$)|"  # a version behind the model
    r"\s\d{7,}\w*|"  # a serial number
    r"\s-\s).*",
    re.IGNORECASE,
)
_KIND_OF_DEVICE = re.compile(
    r"\s+(?:network\s+)?(?:laser\s+printer|multifunction\s+(?:system|printer)|printing\s+system)\s*$",
    re.IGNORECASE,
)


def model_of(text: str, maker: Maker | None) -> str | None:
    """Return a model's text without the maker's name before it and without firmware behind it."""
    model = without_brand(text, maker)
    return _KIND_OF_DEVICE.sub("", _TAIL.sub("", model)).strip() or model
