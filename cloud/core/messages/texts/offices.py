"""The offices' pages."""

from agent.core.messages.catalogue import gettext, ngettext

TITLE = "Offices"
OFFICE, HEALTH, LAST_REPORT, PRINTERS, STOPPED, AGENT = (
    "Office",
    "Health",
    "Last report",
    "Printers",
    "Stopped",
    "Agent",
)
HEALTHS = {"never": "No report yet", "silent": "Not reporting", "attention": "Attention", "fine": "OK"}
OLD = "old version"
ADD, ADD_HELP = "Add an office", "The id never changes and stands in reports and exports."
SITE_ID, NAME = "Office id", "Name"
NEVER = "never"
SEE_PRINTERS = "Printers of this office"
SETTINGS, CONTACT, PHONE, MAIL, SHIP_TO = "Settings", "Contact", "Phone", "Email", "Ship to"
ZONE, ZONE_HELP = "Time zone", "IANA name such as Europe/Berlin. Empty: that of the reports."
LANGUAGE, NO_LANGUAGE = "Language", "Not set"
AT_ONCE = "Notify of a stopped printer at once"
THRESHOLDS, THRESHOLDS_HELP = (
    "Supplies",
    "Ship when the percentage or the days are reached. Empty: the default.",
)
KIND, PERCENT, DAYS = "Kind", "Percent left", "Days left"
KINDS = {
    "toner": "Toner",
    "ink": "Ink",
    "drum": "Drum",
    "fuser": "Fuser",
    "waste": "Waste container",
    "other": "Other",
}
SENDERS, CODES, CHAIN = "Agents", "Enrolment codes", "Report chain"
CHAIN_FINE = "No report is missing or contradicts another."
SENDER, STATE, RUN, KEY, VERSION = "Agent", "State", "Last report", "Key", "Version"
STATES = {"trusted": "confirmed", "quarantined": "waiting", "rejected": "rejected"}
CODE, UNTIL, USED_BY = "Code", "Valid until", "Used by"
CODE_STATES = {"open": "open", "used": "used", "withdrawn": "withdrawn", "expired": "expired"}
USE_NONE = "Use none"


def default(value: int) -> str:
    """Return the default of a threshold."""
    return gettext("default {value}", value=value)


def all_offices(number: int, newest: str) -> str:
    """Return how many there are, and the newest agent."""
    return gettext(
        "{offices}. Newest agent: {newest}",
        offices=ngettext("{count} office", "{count} offices", number),
        newest=newest or gettext("none"),
    )
