"""Which device an entry of a report is about, whichever agent tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.core.report_format.received_printer import ReceivedPrinter

NO_SERIAL = "placeholder_serial"  # the flag of a serial number that many devices share


def device_of(entry: ReceivedPrinter, agent: str) -> str:
    """Return the dealer-wide name of a device: maker and serial, else MAC, else the agent's own id.

    A serial counts only with its maker: makers number for themselves. Its leading zeros don't count, as
    in the agent's own matching. The three kinds begin differently, so that no serial can be written to
    look like an address.
    """
    maker = _plain(entry.get("manufacturer"))
    serial = _plain(entry.get("serial_number")).lstrip("0")
    if maker and serial and NO_SERIAL not in (entry.get("flags") or ()):
        return f"serial:{maker}:{serial}"
    if entry.get("mac_address"):
        return f"mac:{entry['mac_address']}"
    return f"agent:{agent}:{entry['id']}"


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().replace(":", " ").split())
