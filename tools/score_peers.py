"""The peers' names for the contract's fields. What stands in no table has no field in the contract."""

from __future__ import annotations

import re

# bieniu/brother: key -> (field class, the contract's name).
BROTHER_FIELDS = {
    "page_counter": ("counters", "pages"),
    "bw_counter": ("counters", "impressions monochrome"),
    "color_counter": ("counters", "impressions full_color"),
    "duplex_unit_pages_counter": ("counters", "impressions two_sided"),
    "status": ("errors", "panel"),
}

# bieniu/brother: percent that is left of a supply.
PERCENT_OF_SUPPLY = re.compile(
    r"(?:(?P<colour>black|cyan|magenta|yellow)_)?"
    r"(?P<kind>toner|ink|drum|belt_unit|fuser|laser_unit|pf_kit_1|pf_kit_mp)_remaining(?:_life)?"
)

# LibreNMS: a counting sensor's text -> the contract's name.
SENSOR_FIELDS = {
    "Life time impressions": "life_count 1",
    "Impressions since powered on": "power_on_count 1",
    "Total page cnt": "impressions total",
    "Total Mono cnt": "impressions monochrome",
    "Total Duplex cnt": "impressions two_sided",
    "Black & White Total Count": "impressions monochrome",
    "Full Color Total Count": "impressions full_color",
    "Two Color Total Count": "impressions two_color",
    "Duplex": "impressions two_sided",
    "Prints": "print total",
    "Black & White Print Count": "print monochrome",
    "Copies": "copy total",
    "Black & White Copy Count": "copy monochrome",
    "Scan to E-mail/FTP": "scan total",
}

# The supplies that a peer's word for a kind means, by RFC 3805 type.
TYPES_OF_KIND = {
    "toner": {"toner", "tonerCartridge"},
    "ink": {"ink", "inkCartridge", "toner", "tonerCartridge"},
    "drum": {"opc"},
    "belt_unit": {"transferUnit"},
    "fuser": {"fuser"},
}
