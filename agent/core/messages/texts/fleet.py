"""The table of all printers, what is to do, and month-end readings."""

from agent.core.messages.catalogue import gettext, ngettext

FINE, SILENT = "OK", "No response"
KINDS = {
    "stopped": "Stopped",
    "empty": "Empty",
    "full": "Full",
    "paper": "Paper",
    "low": "Low",
    "almost_full": "Almost full",
    "attention": "Attention",
    "silent": "Not responding",
}
COLUMN_STATE, COLUMN_PRINTER, COLUMN_MODEL, COLUMN_SERIAL = "State", "Printer", "Model", "Serial number"
MONO, COLOUR, TOTAL, ENGINE = "Mono", "Colour", "Total", "Engine"
THIS_MONTH, LOWEST, LAST_READ = "This month", "Lowest supply", "Last read"
NOT_REPORTED, NOT_KNOWN = "not reported", "not known"
CAPTION = (
    "Mono, Colour and Total are billing counters in pages. Engine is the lifetime count and is not billed."
)
BACK = "Back to the list"
CONTACTED = "Addresses contacted"
FIRST_DAYS = "Forecasts and history appear after about two weeks."
CAUSES_TITLE = "Usual causes"
CAUSES = (
    "The printers are in another network.",
    "SNMP is switched off on the printers.",
    "This computer is on a guest Wi-Fi or a VPN.",
)
NEXT_STEP = "Open Settings > Networks and enter the network of your printers."
MONTH_END = "Meter readings at month-end"
MONTH_END_HELP = "write the meter readings of the last month-end as CSV; - is the terminal"
READ_ON, PREVIOUS, DIFFERENCE = "Read on", "Previous month-end", "Difference"
MONTH_END_COLUMNS = (
    "Printer",
    "Serial number",
    "Month-end",
    "Read on",
    "Mono",
    "Colour",
    "Total",
    "Previous month-end",
    "Difference",
)
SEPARATOR = ","  # that spreadsheets of this language expect in a file


def and_more(number: int) -> str:
    """Return how many lines are folded away."""
    return gettext("and {number} more", number=number)


def searched(targets: str, addresses: int) -> str:
    """Return what was searched, with the number of addresses."""
    asked = ngettext("{count} address", "{count} addresses", addresses)
    return (
        gettext("Searched: {targets} ({asked}).", targets=targets, asked=asked)
        if targets
        else gettext("Searched: {asked}.", asked=asked)
    )
