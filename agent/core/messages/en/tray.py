"""The words of the icon beside the clock: its sentence, its menu, its notifications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.en import count, days
from agent.core.messages.en.reports import headline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

NAME = "Meters Agent"
LONGEST = 127  # UTF-16 units of a tooltip: Windows keeps 128 with the end mark (NOTIFYICONDATAW, szTip)
LONGEST_NAME = 60  # UTF-16 units of a printer in a line of the menu
LONGEST_TOLD = 255  # UTF-16 units of a notification (szInfo)

STARTING = "Meters Agent is starting."
NO_SCAN_YET = "No printers read yet."
NO_REPORT_YET = "No report sent yet."
COLLECT = "Read printers now"
STOP = "Cancel scan"
SHOW = "Show printers"
SET_UP_MAIL = "Set up email…"
SEND = "Send report"
SEND_ANYWAY = "Send another report anyway"
SEND_AGAIN = "Send report again"
SAVE = "Save as…"
OTHER_ADDRESS = "Send waiting reports to another address…"
SETTINGS = "Settings…"
WHY = "Why isn't it working?"
ABOUT = "About"
QUIT = "Quit"

WHERE_IT_IS = "Meters Agent is here. If you don't see it, click the arrow ^ beside the clock and drag it out."
NO_DESKTOP = "No desktop found that can show the icon."
NO_DESKTOP_ADVICE = "Run 'meters watch' for daily scans, or 'meters scan' for one scan now."
NO_MENU = "This desktop can't show the menu of the icon."
NO_MENU_ADVICE = (
    "Install GTK for Python (Debian: python3-gi and gir1.2-gtk-3.0), or run 'meters watch' instead."
)
NO_SESSION_BUS = "No D-Bus session found. The icon needs one."
NO_SESSION_BUS_ADVICE = "Start it from the desktop, or run 'meters watch' for daily scans."
DRAWING_FAILED = "The icon could not be drawn."
DRAWING_FAILED_ADVICE = "Reinstall Meters Agent."
AT_IT = "Already in progress. Try again when it has finished."
UNKNOWN = "Status not available. See the log."

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def sent_at(when: datetime) -> str:
    """Return that a report went to the mail server less than an hour ago."""
    return f"Last report: {when:%H:%M}"


def not_sent(next_try: datetime, reason: str) -> str:
    """Return that a report waits after a try that failed."""
    return f"Report not sent, next try {next_try:%H:%M}: {reason}"


def end_report(made_at: datetime, *, is_refused: bool) -> str:
    """Return the line that ends a report; the time tells two of one day apart."""
    report = "rejected" if is_refused else "waiting"
    return f"Cancel the {report} report of {days.day(made_at)}, {made_at:%H:%M}"


def retire(printer: str, address: str, since: datetime) -> str:
    """Return the line that says that a printer is gone for good; `address` may be empty."""
    called = ", ".join(filter(None, (fitting(printer, LONGEST_NAME), address)))
    return f"Retire {called} (no response since {days.day(since)})"


def collecting(read: int, expected: int) -> str:
    """Return how far a scan is."""
    return f"Reading printers: {read} of {expected}" if expected else "Searching for printers…"


def day_and_time(when: datetime, now: datetime) -> str:
    """Return "Today 08:30", "Yesterday 08:30", "Friday 08:30", "2026-11-02 08:30"."""
    days = (now.date() - when.date()).days
    if days in {0, 1}:
        day = ("Today", "Yesterday")[days]
    elif 1 < days < len(_WEEKDAYS):
        day = _WEEKDAYS[when.weekday()]
    else:
        day = f"{when:%Y-%m-%d}"
    return f"{day} {when:%H:%M}"


def found(printers: int, needs: Sequence[Sequence[str]], number: int) -> str:
    """Return "7 printers, black toner is low (5%)"; more than one need is counted."""
    if number == len(needs) == 1 and len(needs[0]) == 1:
        return f"{count(printers, 'printer')}, {needs[0][0]}."
    return headline(printers, number)


def no_mail_since(last_sent: datetime | None, now: datetime) -> str:
    """Return that no report is sent."""
    if last_sent is None:
        return "No report sent yet: the mail server didn't accept one."
    return f"No report sent since {_lower(day_and_time(last_sent, now))}."


def needs_told(told: Sequence[str]) -> str:
    """Return the text of a notification: at most three lines, then how many more there are."""
    shown = list(told[:3])
    if len(told) > len(shown):
        shown.append(f"and {len(told) - len(shown)} more")
    return "\n".join(shown)


def clipped(sentence: str) -> str:
    """Return a sentence on one line that fits into a tooltip."""
    whole = " ".join(sentence.split())
    fits = fitting(whole, LONGEST)
    return fits if fits == whole or " " not in fits else f"{fits.rsplit(' ', 1)[0]}…"


def fitting(text: str, units: int) -> str:
    """Return a text of at most so many UTF-16 units, as Windows counts; a cut one ends with "…"."""
    encoded = text.encode("utf-16-le", "replace")
    if len(encoded) <= 2 * units:
        return text
    # What is left of a character of two units is dropped.
    return encoded[: 2 * (units - 1)].decode("utf-16-le", "ignore") + "…"


def _lower(day: str) -> str:
    return day[0].lower() + day[1:] if day.startswith(("Today", "Yesterday")) else day
