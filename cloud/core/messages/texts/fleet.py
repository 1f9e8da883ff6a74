"""The fleet's page. Columns of meters.csv have their names there in exports, these on the page."""

from agent.core.messages import printers
from agent.core.messages.catalogue import gettext, ngettext, translated
from agent.core.messages.catalogue import number as number_of

TITLE = "Fleet"
PRINTER = "Printer"
SEARCH = "Search"
SEARCH_HELP = "Serial number, model, office, address, asset number, location"
OFFICE, STATE, SHOW, COLUMNS, APPLY, RESET = "Office", "State", "Show", "Columns", "Apply", "Reset"
ANY = "All"
SHOWN = {"managed": "Managed", "unmanaged": "Not managed", "retired": "Retired", "all": "All"}
STATES = {
    "stopped": "Stopped",
    "empty": "Empty",
    "full": "Full",
    "paper": "Paper",
    "low": "Low",
    "almost_full": "Almost full",
    "attention": "Attention",
    "silent": "Not responding",
    "fine": "OK",
}
PRESENCE = {
    "here": "Present",
    "silent": "Not responding",
    "gone": "Gone",
    "forgotten": "Gone",
    "back": "Back",
}
YES, NO = "Yes", "No"
CSV_SEEN, CSV_ALL = "These columns as CSV", "All columns as CSV"
PREVIOUS, NEXT = "Previous page", "Next page"
NOTHING = "No printer matches."
NAMES = {
    "Office": "Office",
    "State": "State",
    "Managed": "Managed",
    "PagesPerDay": "Pages a day",
    "RunOut": "Empty from",
    "Presence": "Presence",
    "SchemaVersion": "Report format",
    "SiteId": "Office id",
    "AgentId": "Agent",
    "ReportId": "Report",
    "ReadingTime": "Read at",
    "ReadStatus": "Read status",
    "SerialNumber": "Serial number",
    "SerialSource": "Serial number from",
    "Manufacturer": "Manufacturer",
    "Model": "Model",
    "AssetNumber": "Asset number",
    "DeviceName": "Device name",
    "Location": "Location",
    "IPAddress": "IP address",
    "MACAddress": "MAC address",
    "Firmware": "Firmware",
    "TotalLife": "Engine",
    "TotalLifeUnit": "Engine unit",
    "TotalImpressions": "Total",
    "MonoImpressions": "Mono",
    "ColorImpressions": "Colour",
    "PrintMono": "Print mono",
    "PrintColor": "Print colour",
    "CopyMono": "Copy mono",
    "CopyColor": "Copy colour",
    "FaxTotal": "Fax",
    "ScanTotal": "Scan",
    "DuplexTotal": "Duplex",
    "LargeTotal": "Large",
    "BlackPct": "Black",
    "CyanPct": "Cyan",
    "MagentaPct": "Magenta",
    "YellowPct": "Yellow",
    "WastePctFree": "Waste free",
    "DrumPct": "Drum",
    "FuserPct": "Fuser",
    "Status": "Status",
    "StateReasons": "State reasons",
    "LastSeen": "Last seen",
    "Flags": "Flags",
}


def found(number: int) -> str:
    """Return how many rows match."""
    return ngettext("{count} printer", "{count} printers", number)


def page_of(page: int, pages: int) -> str:
    """Return which page is shown."""
    return gettext("Page {page} of {pages}", page=page, pages=pages)


def number(value: float) -> str:
    """Return a number as people read it."""
    return number_of(value)


def supply(name: str) -> str:
    """Return a colorant's name, or a kind of supply's (RFC 3805)."""
    return translated(NAMES).get(f"{name.capitalize()}Pct") or str(printers.SUPPLY_TYPES.get(name, name))
