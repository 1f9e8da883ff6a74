"""Where SNMP is switched on, by maker: the path through the device's own web page.

The names of menus are the device's, in English as its maker writes them; they differ by model and firmware.
`was_read` is True where `source` was read while the row was made. The others are what the maker's web pages
are known for, not looked up again: a sentence about them says "usually".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.core.identification.makers import BRANDS

LONGEST_PAGE = 16_384  # octets that are searched for a maker's name


@dataclass(frozen=True, slots=True)
class SwitchOn:
    """The path for one maker, by its name in the files of agent/core/manufacturers."""

    maker: str
    path: str
    source: str
    was_read: bool


SWITCH_ON = (
    SwitchOn("Brother", "Network > Protocol > SNMP", "Brother, Web Based Management", was_read=False),
    SwitchOn(
        "Canon",
        "Settings/Registration > Network Settings > SNMP Settings > Edit > Use SNMPv1",
        "oip.manual.canon, USRMA-9280: Configuring SNMP",
        was_read=True,
    ),
    SwitchOn("Dell", "Print Server Settings > SNMP", "Dell, Printer Web Tool", was_read=False),
    SwitchOn(
        "Develop",
        "Administrator > Network > SNMP Setting",
        "as Konica Minolta, which builds them",
        was_read=False,
    ),
    SwitchOn("Epson", "Network Security > Protocol > SNMPv1/v2c", "Epson, Web Config", was_read=False),
    SwitchOn(
        "Fujifilm",
        "Properties > Protocol Settings > SNMP > Enable SNMP v1/v2c Protocols",
        "opencds-fb.fujifilm.com: Protocol Settings - SNMP",
        was_read=True,
    ),
    SwitchOn(
        "HP",
        "Networking > Mgmt. Protocols > SNMP > Enable SNMPv1/v2",
        "HP Jetdirect, administrator's guide, table 4-3",
        was_read=True,
    ),
    SwitchOn(
        "Konica Minolta",
        "Administrator > Network > SNMP Setting",
        "bizhub 223, security operations guide, 2.16",
        was_read=True,
    ),
    SwitchOn("Kyocera", "Network Settings > Protocol > SNMPv1/v2c", "Command Center RX", was_read=False),
    SwitchOn("Lexmark", "Settings > Network/Ports > SNMP", "Lexmark, Embedded Web Server", was_read=False),
    SwitchOn("OKI", "Admin Setup > Network Setup > SNMP", "OKI, web page of the device", was_read=False),
    SwitchOn("Pantum", "Settings > Network Settings > SNMP", "Pantum, web page", was_read=False),
    SwitchOn(
        "Ricoh",
        "Device Management > Configuration > Network > SNMP",
        "Web Image Monitor; the same by telnet: snmp v1v2 on (Aficio MP C3500, network guide, p. 76)",
        was_read=False,
    ),
    SwitchOn("Samsung", "Settings > Network Settings > SNMP", "SyncThru Web Service", was_read=False),
    SwitchOn("Sharp", "System Settings > Network Settings > SNMP", "Sharp, web page", was_read=False),
    SwitchOn("Toshiba", "Administration > Setup > Network > SNMP", "TopAccess", was_read=False),
    SwitchOn(
        "UTAX", "Network Settings > Protocol > SNMPv1/v2c", "as Kyocera, who builds them", was_read=False
    ),
    SwitchOn(
        "Xerox",
        "Properties > Connectivity > Setup > SNMP > Edit > Enable SNMP v1/v2c Protocols",
        "WorkCentre 7800, system administrator guide, p. 66",
        was_read=True,
    ),
    SwitchOn("Zebra", "View and Modify Printer Settings > Network > SNMP", "Zebra, web page", was_read=False),
)
BY_MAKER = {row.maker: row for row in SWITCH_ON}


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
