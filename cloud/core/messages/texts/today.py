"""Today's page."""

from agent.core.messages.catalogue import gettext, ngettext
from cloud.core.analysis import finding
from cloud.core.portal import today

TITLE = "Today"
KINDS = {
    today.OPERATOR: "Service messages",
    finding.STANDSTILL: "Stopped printers",
    finding.SILENT: "Offices not reporting",
    today.SENDER: "Unconfirmed agents",
    finding.SHIP: "Supplies to ship",
    finding.SHIP_STOPPED: "Supplies no longer shipped",
    finding.ORDER_STOPPED: "Orders of removed printers",
    finding.METER: "Readings to check before billing",
    finding.CHAIN: "Missing or duplicate reports",
    today.REFUSED: "Rejected emails",
    finding.DEVICE_SILENT: "Printers not responding",
    finding.DEVICE_NEW: "New printers",
    finding.DEVICE_GONE: "Retired printers",
    finding.FAILED: "Offices that couldn't be analysed",
}
ALL = "All kinds"
URGENT = "now"
NOTHING = "Nothing to do."
PUT_OFF = "Done or snoozed"
SINCE = "since"
NOT_YET = "No analysis yet. Findings appear after the first morning."
NOT_ASSIGNED = "no office"


def headline(open_rows: int, offices: int, printers: int) -> str:
    """Return how the day looks in one line."""
    of = offices_with(offices, printers)
    if not open_rows:
        return gettext("{offices}: nothing to do", offices=of)
    items = ngettext("{count} open item", "{count} open items", open_rows)
    return gettext("{items} in {offices}", items=items, offices=of)


def analysed(when: str) -> str:
    """Return when the findings were made."""
    return gettext("As of {when}", when=when)


def more(number: int) -> str:
    """Return how many rows are not shown."""
    return ngettext(
        "{count} more item not shown. They appear as you work through these.",
        "{count} more items not shown. They appear as you work through these.",
        number,
    )


def offices_with(offices: int, printers: int) -> str:
    """Return "12 offices with 40 printers"."""
    return ngettext(
        "{offices} with {count} printer",
        "{offices} with {count} printers",
        printers,
        offices=ngettext("{count} office", "{count} offices", offices),
    )
