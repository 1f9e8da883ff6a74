"""The pages of closings, and the mail that asks an office for its meters."""

from collections.abc import Iterable

from agent.core.messages.catalogue import gettext, ngettext, translated
from agent.core.messages.catalogue import number as number_of

TITLE, NEW, PREVIEW, FROZEN_LIST = "Closings", "Close a day", "Preview", "Frozen closings"
HELP = (
    "A closing lists each printer's last reading on a day and its pages since the closing before. "
    "Freezing it makes a signed file that nobody can change."
)
DAY, OFFICE, ALL_OFFICES, MADE, BY, DEVICES, BLOCKED = (
    "Day",
    "Office",
    "All offices",
    "Frozen",
    "By",
    "Printers",
    "To check",
)
PRINTER, READ_AT, BAND = "Printer", "Read at", "Age"
TOTAL, MONO, COLOR, LARGE = "Total", "Mono", "Colour", "Large"
PAGES, SINCE = "Pages", "Since"
CHECK = "To check"
BANDS = {
    "within_3_days": "within 3 days",
    "within_31_days": "within 31 days",
    "older": "older",
    "none": "no reading",
}
BLOCKERS = {
    "no_reading": "No reading",
    "silent": "Not read in the last 3 days",
    "disputed": "Two different reports of one number",
    "no_serial": "No serial number",
    "no_counter": "No billing counter",
    "counter_fell": "Counter is lower than at the closing before",
    "two_sites": "Reported by two offices",
    "counter_reset": "Counter was reset",
    "counter_wrap": "Counter started again at 0",
    "counter_jump": "Counter rose more than the printer can print",
    "sums_disagree": "Mono and colour don't match the total",
    "board_swapped": "Main board may have been replaced",
    "placeholder_serial": "Serial number isn't unique",
    "premature_change": "Cartridge changed early",
    "percent_over_100": "Level above 100%",
}
VOLUMES = {"more": "More pages than usual", "less": "Fewer pages than usual"}
BY_HAND = "Entered by hand"
NOTHING = "No closing has been frozen yet."
NO_LINES = "No printer was read up to this day."
NOT_OVER = "This day hasn't ended in every office yet. It can be frozen afterwards."
FREEZE_HELP = "A frozen closing is never changed. A correction is a new closing that replaces it."
REPLACES, REPLACED = "Corrects an earlier closing", "Replaced by a correction"
DOWNLOAD, KEY, DIGEST = "Download", "Signing key", "SHA-256"
VERIFY = "Check it in any office: meters verify closing.json --key KEY"
LATE = "Late readings"
LATE_HELP = (
    "These readings arrived after the closing was frozen. The closing stays as it is. "
    "Correct it if they matter."
)
WAS, NOW = "Frozen total", "Total now"
MISSING = "Missing meters"
ASK, ASK_TITLE = "Ask this office", "Email to the office"
ASK_TO, ASK_SUBJECT = "To", "Subject"
METER, METER_HELP = (
    "Enter by hand",
    "For printers that can't be read. A reading of the printer itself on the same day counts instead.",
)
BOARD, BOARD_HELP = (
    "Main board replaced",
    "Enter what the old panel showed last and the new one first, so that no page is lost or counted twice.",
)
AT, BEFORE, AFTER = "Replaced at", "Old panel", "New panel"
WHY = "Reason"
CORRECT = "Correct this closing"
TABLE = "Table (CSV, XML)"
PROFILES = {
    "closing": "All columns",
    "a3-as-two": "A3 counted as two",
    "closing-xml": "XML, A3 counted as two",
    "generic": "As meters.csv",
    "mono-colour-six": "Six columns",
    "semicolon": "Semicolons",
    "tabelle": "Semicolons, German headers",
}
QUEUED_SOON = "It is sent within a few minutes. Answers go to you."


def title(day: str, office: str) -> str:
    """Return the heading of a closing."""
    return gettext("Closing of {day}: {office}", day=day, office=office)


def counted(devices: int, blocked: int) -> str:
    """Return how many printers a closing has, and how many of them to check."""
    printers = ngettext("{count} printer", "{count} printers", devices)
    return gettext("{printers}, {blocked} to check", printers=printers, blocked=number_of(blocked))


def missing(count: int) -> str:
    """Return how many meters of an office are missing."""
    return ngettext("{count} printer wasn't read lately.", "{count} printers weren't read lately.", count)


def asking_subject(office: str) -> str:
    """Return the subject of the mail that asks for meters."""
    return gettext("Meter readings needed: {office}", office=office)


def asking(office: str, dealer: str, day: str, printers: Iterable[str]) -> str:
    """Return the mail that asks an office for meters, a line for each printer."""
    return "\n".join(
        (
            gettext("Hello,"),
            "",
            gettext(
                "{dealer} needs the meter readings of {day} from {office}. Not read lately:",
                dealer=dealer,
                day=day,
                office=office,
            ),
            "",
            *(f"- {printer}" for printer in printers),
            "",
            gettext(
                "Please check that they are switched on and connected to the network, and that the computer "
                "with Meters Agent is running. They are then read automatically."
            ),
            gettext("If a printer can't be read, reply with the counters on its display."),
            "",
        )
    )


def missing_printer(name: str, serial: str, day: str) -> str:
    """Return a printer of that mail."""
    return gettext("{name}, serial number {serial}, last read on {day}", name=name, serial=serial, day=day)


def and_more(count: int) -> str:
    """Return how many printers the mail doesn't name."""
    return ngettext("{count} more printer", "{count} more printers", count)


def hint(status: int, what: str) -> str:
    """Return the advice on what of a closing was refused, "" where nothing more is known."""
    kind = what.removeprefix("before_").removeprefix("after_")
    if status == 400 and kind in _COUNTERS:  # noqa: PLR2004 (HTTP's)
        return gettext(
            "{counter}: Enter a whole number. It can't be lower than an earlier reading or higher than a "
            "later one.",
            counter=translated(_COUNTERS)[kind],
        )
    return translated(_REFUSED).get((status, what), "")


_COUNTERS = {"total": "Total", "monochrome": "Mono", "full_color": "Colour", "large": "Large"}
_REFUSED = {
    (400, "closed_on"): "Choose a day that has ended in every office.",
    (400, "day"): "Choose a day that has begun.",
    (400, "at"): "Choose a time in the past.",
    (409, "closed_on"): "A later day is closed already. Close a day after it, or correct that closing.",
    (409, "replaces"): "This day is closed already. Open its closing to correct it.",
    (503, "signing"): "The signing key can't be used at the moment. Nothing was frozen.",
}
