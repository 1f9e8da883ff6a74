"""Today's page."""

from __future__ import annotations

from cloud.portal.messages.counting import count

TITLE = "Today"
KINDS = {
    "operator": "Service messages",
    "standstill": "Stopped printers",
    "site_silent": "Offices not reporting",
    "sender_waits": "Unconfirmed agents",
    "ship": "Supplies to ship",
    "ship_stopped": "Supplies no longer shipped",
    "meter": "Readings to check before billing",
    "chain": "Missing or duplicate reports",
    "mails_refused": "Rejected emails",
    "device_silent": "Printers not responding",
    "device_new": "New printers",
    "device_gone": "Retired printers",
    "analysis_failed": "Offices that couldn't be analysed",
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
    of = f"{count(offices, 'office', 'offices')} with {count(printers, 'printer', 'printers')}"
    return f"{count(open_rows, 'open item', 'open items')} in {of}" if open_rows else f"{of}: nothing to do"


def analysed(when: str) -> str:
    """Return when the findings were made."""
    return f"As of {when}"


def more(number: int) -> str:
    """Return how many rows are not shown."""
    return f"{count(number, 'more item', 'more items')} not shown. They appear as you work through these."
