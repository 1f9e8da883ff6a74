"""The words of the icon beside the clock: its sentence, its menu, its notifications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, ngettext, translated
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.numbers import moment
from agent.core.messages.texts import days
from agent.core.messages.texts.reports import headline

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
AT_IT = "Already in progress. Try again when it has finished."
UNKNOWN = "Status not available. See the log."

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


# Errors: what happened, and what to do about it.
NO_MENU = ErrorKind(
    "This desktop can't show the menu of the icon.",
    "Install GTK for Python (Debian: python3-gi and gir1.2-gtk-3.0), or run 'meters watch' instead.",
)
NO_DESKTOP = ErrorKind(
    "No desktop found that can show the icon.",
    "Run 'meters watch' for daily scans, or 'meters scan' for one scan now.",
)
NO_SESSION_BUS = ErrorKind(
    "No D-Bus session found. The icon needs one.",
    "Start it from the desktop, or run 'meters watch' for daily scans.",
)
DRAWING_FAILED = ErrorKind(
    "The icon could not be drawn.",
    "Reinstall Meters Agent.",
)


def sent_at(when: datetime) -> str:
    """Return that a report went to the mail server less than an hour ago."""
    return gettext("Last report: {when:%H:%M}", when=when)


def not_sent(next_try: datetime, reason: str) -> str:
    """Return that a report waits after a try that failed."""
    return gettext("Report not sent, next try {next_try:%H:%M}: {reason}", next_try=next_try, reason=reason)


def end_report(made_at: datetime, *, is_refused: bool) -> str:
    """Return the line that ends a report; the time tells two of one day apart."""
    day = days.day(made_at)
    if is_refused:
        return gettext("Cancel the rejected report of {day}, {made_at:%H:%M}", day=day, made_at=made_at)
    return gettext("Cancel the waiting report of {day}, {made_at:%H:%M}", day=day, made_at=made_at)


def retire(printer: str, address: str, since: datetime) -> str:
    """Return the line that says that a printer is gone for good; `address` may be empty."""
    called = ", ".join(filter(None, (fitting(printer, LONGEST_NAME), address)))
    return gettext("Retire {printer} (no response since {day})", printer=called, day=days.day(since))


def why(title: str) -> str:
    """Return the line that opens the doctor at what explains a condition."""
    return gettext("Why? {title}", title=fitting(" ".join(title.split()), LONGEST_NAME))


def collecting(read: int, expected: int) -> str:
    """Return how far a scan is."""
    return (
        gettext("Reading printers: {read} of {expected}", read=read, expected=expected)
        if expected
        else gettext("Searching for printers…")
    )


def day_and_time(when: datetime, now: datetime) -> str:
    """Return "Today 08:30", "Yesterday 08:30", "Friday 08:30", "2 November 2026, 08:30"."""
    days = (now.date() - when.date()).days
    if days == 0:
        return gettext("Today {when:%H:%M}", when=when)
    if days == 1:
        return gettext("Yesterday {when:%H:%M}", when=when)
    return _earlier(when, days)


def _earlier(when: datetime, days: int) -> str:
    if 1 < days < len(_WEEKDAYS):
        weekday = translated(_WEEKDAYS)[when.weekday()]
        return gettext("{weekday} {when:%H:%M}", weekday=weekday, when=when)
    return moment(when)


def found(printers: int, needs: Sequence[Sequence[str]], number: int) -> str:
    """Return "7 printers, black toner is low (5%)"; more than one need is counted."""
    if number == len(needs) == 1 and len(needs[0]) == 1:
        return ngettext(
            "{count} printer, {needs}.", "{count} printers, {needs}.", printers, needs=needs[0][0]
        )
    return headline(printers, number)


def no_mail_since(last_sent: datetime | None, now: datetime) -> str:
    """Return that no report is sent."""
    if last_sent is None:
        return gettext("No report sent yet: the mail server didn't accept one.")
    days = (now.date() - last_sent.date()).days
    if days == 0:
        return gettext("No report sent since today {when:%H:%M}.", when=last_sent)
    if days == 1:
        return gettext("No report sent since yesterday {when:%H:%M}.", when=last_sent)
    return gettext("No report sent since {day}.", day=_earlier(last_sent, days))


def needs_told(told: Sequence[str]) -> str:
    """Return the text of a notification: at most three lines, then how many more there are."""
    shown = list(told[:3])
    if len(told) > len(shown):
        shown.append(gettext("and {number} more", number=len(told) - len(shown)))
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
