"""Where SNMP is turned on, by maker (the files of agent/core/manufacturers), and who made a web page."""

import re

from agent.core.identification.makers import BRANDS

LONGEST_PAGE = 16_384  # octets that are searched for a maker's name
BY_MAKER = {brand.name: brand.snmp_menu for brand in BRANDS if brand.snmp_menu is not None}


def maker_in(page: bytes) -> str | None:
    """Return the maker whose brand a start page names most, None where it names none.

    The page comes from a device and decides nothing but which hint is shown.
    """
    text = page[:LONGEST_PAGE].decode("latin-1").lower()
    counts = {
        maker.name: sum(
            len(re.findall(rf"(?<![a-z0-9]){re.escape(brand)}(?![a-z0-9])", text))
            for brand in (*maker.brands, *maker.lines)
        )
        for maker in BRANDS
    }
    name, count = max(counts.items(), key=lambda one: one[1])
    return name if count else None
