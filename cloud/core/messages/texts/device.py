"""One device's page."""

from agent.core.messages.catalogue import ngettext, translated

IDENTITY, HISTORY, MONTHS, DAYS = "Identity", "History", "Counters by month", "Pages a day"
SUPPLIES, CARTRIDGES, ALERTS, REPORTS = "Supplies", "Replaced cartridges", "Alerts", "Signed reports"
FINDINGS, DECISIONS = "To do", "Decisions"
MONTH, PAGES, MONO, COLOUR, READING, PROOF = "Month", "Pages", "Mono", "Colour", "Last reading", "Proof"
WHEN, WHAT, BEFORE, AFTER = "When", "What", "Before", "After"
SUPPLY, LEFT, EMPTY, LAST_YEAR = "Supply", "Left", "Empty", "Last year"
GAVE, REST, PREMATURE = "Pages", "Left when replaced", "replaced early"
ALERT, SINCE, UNTIL, STANDS, LASTED = "Alert", "Since", "Until", "still reported", "Duration"
RUN, MADE, ARRIVED, STATE, FILES = "Report", "Made", "Received", "State", "Files"
REPORT, SIGNATURE, MAIL, NOT_KEPT = "Report", "Signature", "Email", "no longer stored"
MANAGED, NOT_MANAGED, RETIRED = "Managed", "Not managed", "Retired"
UNKNOWN = "Grey: not known."
STATES = {
    "counted": "counted",
    "disputed": "disputed",
    "quarantined": "waiting",
    "retired": "old key",
    "overruled": "not used",
}
FIELDS = {
    "site": "Office",
    "location": "Location",
    "model": "Model",
    "host_name": "Device name",
    "ip_address": "IP address",
    "mac_address": "MAC address",
    "asset_tag": "Asset number",
    "firmware": "Firmware",
    "serial_number": "Serial number",
    "replaced_by": "Replaced by",
}


def field(name: str) -> str:
    """Return the name of a change of identity."""
    return translated(FIELDS).get(name, name.replace("_", " ").capitalize())


def older(number: int) -> str:
    """Return how many changes are not shown."""
    return ngettext("{count} older change not shown.", "{count} older changes not shown.", number)


def lasted(days: int, hours: int) -> str:
    """Return how long something stood."""
    if days:
        return ngettext("{count} day", "{count} days", days)
    return ngettext("{count} hour", "{count} hours", hours)
