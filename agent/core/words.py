"""Sentences that a person reads about printers, scans and letters: plain, short, kind, exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

# Why a device that answered could not be read, and what to do about it.
ONLY_V3 = "It answers SNMPv3 only, and no user that is set is let in."
ONLY_V3_ADVICE = (
    "Add its SNMPv3 user to the settings ([[network.users]]) and store the passphrases with "
    "'meters settings password v3-auth:USER' and 'meters settings password v3-privacy:USER'."
)
FELL_SILENT = "It answered once and then no more."
FELL_SILENT_ADVICE = (
    "It may be asleep or refuse further questions: wake it up and collect again; if that does not help, "
    "check the list of allowed SNMP hosts on its web page."
)
ANSWERS_NONSENSE = "It answers, but not in well-formed SNMP."
ANSWERS_NONSENSE_ADVICE = "Restart the printer; if that does not help, update its firmware."
OUR_FAULT = "This program made a mistake while it read this device."
OUR_FAULT_ADVICE = "Please send the log file to whoever supports this program; the other printers were read."

_ROUTING_LAYERS = 0x02 | 0x04  # sysServices (RFC 1213): datalink and internet layer

# IPP printer-state-reasons (RFC 8011, PWG 5100.9) without their suffix, as an office says it.
_REASONS = {
    "cover-open": "a cover is open",
    "door-open": "a door is open",
    "interlock-open": "a cover is not locked",
    "input-tray-missing": "a paper tray is missing",
    "output-tray-missing": "an output tray is missing",
    "media-empty": "paper is empty",
    "media-low": "paper is low",
    "media-needed": "paper is wanted",
    "media-jam": "paper jam",
    "toner-empty": "toner is empty",
    "toner-low": "toner is low",
    "marker-supply-empty": "a supply is empty",
    "marker-supply-low": "a supply is low",
    "marker-supply-missing": "a cartridge is missing",
    "marker-waste-full": "the waste container is full",
    "marker-waste-almost-full": "the waste container is almost full",
    "output-area-full": "the output tray is full",
    "output-area-almost-full": "the output tray is almost full",
    "opc-life-over": "the drum is worn out",
    "opc-near-eol": "the drum is almost worn out",
    "fuser-over-temp": "the fuser is too hot",
    "fuser-under-temp": "the fuser is too cold",
}

READ_STATUS = {
    "ok": "",
    "partial": "not all of it could be read",
    "stale": "silent today, values of an earlier day",
    "missing": "silent for more than a week",
}


def not_a_printer(sys_services: int) -> str:
    """Return why a device that answers SNMP is left out; `sys_services` is RFC 1213's layer sum."""
    if sys_services & _ROUTING_LAYERS:
        return "no printer: it forwards the network's traffic (a router, switch or access point)"
    return "no printer: it has none of the objects that printers have"


def reason(keyword: str) -> str:
    """Return an IPP state reason such as toner-low-warning in plain words."""
    stem = keyword
    for suffix in ("-error", "-warning", "-report"):
        stem = stem.removesuffix(suffix)
    return _REASONS.get(stem, stem.replace("-", " "))


def count(number: int, one: str, many: str | None = None) -> str:
    """Return "1 printer", "2 printers"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


# PrtMarkerSuppliesTypeTC as an office says it.
SUPPLY_TYPES = {
    "toner": "toner",
    "tonerCartridge": "toner",
    "ink": "ink",
    "inkCartridge": "ink",
    "opc": "drum",
    "developer": "developer",
    "fuser": "fuser",
    "transferUnit": "transfer unit",
    "cleanerUnit": "cleaning unit",
    "wasteToner": "waste toner container",
    "wasteInk": "waste ink container",
    "staples": "staples",
}
SOME_SUPPLY = "a supply"


def supply_at(name: str, percent: int, *, fills_up: bool) -> str:
    """Return what to say of a supply that is low: `percent` left, or room left where it fills up."""
    if fills_up:
        return f"{name} is full" if percent == 0 else f"{name} is almost full ({percent} % room left)"
    return f"{name} is empty" if percent == 0 else f"{name} is low ({percent} %)"


UNSIGNED = (
    "This report is not signed: the keyring of the computer could not be used when it was made (unsigned)."
)


def report_title(site: str, day: datetime) -> str:
    """Return the first line of a report: "Printers of Example Ltd on 22 November 2026"."""
    date = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"Printers of {site} on {date}" if site else f"Printers on {date}"


def headline(printers: int, attention: int) -> str:
    """Return how an office's printers are, in one sentence."""
    if printers == 0:
        return "No printer was found."
    if attention == 0:
        return f"{count(printers, 'printer')}, all fine."
    return f"{count(printers, 'printer')}: {count(attention, 'needs', 'need')} a hand."


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


# What a person should know of a scan.
NO_NETWORK = "This computer is in no office network that could be searched."
NO_NETWORK_ADVICE = "Connect it, or name the networks: 'meters settings set network.targets 192.168.1.0/24'."


def unresolved(name: str) -> str:
    """Return the note for a target name that has no address."""
    return f"The name {name} is not known in this network."


def silent(endpoint: str) -> str:
    """Return the note for an address that somebody named and that never answered."""
    return f"{endpoint} did not answer SNMP questions."


def same_printer(endpoint: str) -> str:
    """Return why a second address of one printer is left out."""
    return f"the same printer as at {endpoint}: it has two addresses"


NOT_READABLE = "not readable"
ROOM_LEFT = " room left"
LEVEL_STATES = {
    "measured": "level without a scale",
    "some_left": "some left",
    "unknown": "level unknown",
    "unrestricted": "not limited",
}


# How things stand.
NO_SCAN_YET = "No scan came to its end yet: 'meters scan' makes one now."
MAIL_NOT_SET_UP = (
    "Mail is not set up: 'meters settings set mail.host SERVER', then mail.sender and mail.recipients."
)


def moment(when: datetime) -> str:
    """Return a time as people write it: 2026-11-22 08:30."""
    return when.astimezone().strftime("%Y-%m-%d %H:%M")


def scan_running(read: int, expected: int) -> str:
    """Return that a scan is going on and how far it is."""
    return f"A scan is going on: {read} of {expected} read."


def last_scan(when: datetime, printers: int, needs: int) -> str:
    """Return the sentence on the last scan."""
    return f"{moment(when)}: {headline(printers, needs)}"


def last_sent(when: datetime) -> str:
    """Return when the mail server last took a letter."""
    return f"The last report left at {moment(when)}."


def letter_waits(run_number: int, next_try: datetime, reason: str | None) -> str:
    """Return that a letter waits, why, and when it is tried again."""
    why = f" {reason}" if reason else ""
    return f"Report {run_number} waits in the outbox; next try at {moment(next_try)}.{why}"


def letter_refused(run_number: int, reason: str | None) -> str:
    """Return that a letter will not be taken."""
    why = reason or "no reason was given."
    return f"Report {run_number} was refused for good: {why} 'meters send --again' queues it once more."


def next_run(when: datetime | None) -> str:
    """Return when the next run begins."""
    return f"Next run: {moment(when)}." if when else "No run is planned: no day is chosen in schedule.days."


# Letters on their way.
MAIL_NOT_SET_UP_TITLE = "Mail is not set up."
MAIL_NOT_SET_UP_ADVICE = "Set mail.host, mail.sender and mail.recipients with 'meters settings set'."
NO_LETTER_YET = "There is no report yet that could be sent again."
NO_LETTER_YET_ADVICE = "Make one: 'meters scan'."
TEST_SUBJECT = "[meters] test"
TEST_TEXT = "This is a test mail of Meters Agent. Reports will reach you the same way.\n"


def sent(number: int, recipients: Sequence[str]) -> str:
    """Return that reports left, and to whom."""
    return f"{count(number, 'report')} sent to {', '.join(recipients)}."


def still_waiting(number: int) -> str:
    """Return that reports wait, and that nothing is lost."""
    return f"{count(number, 'report waits', 'reports wait')} in the outbox and will be tried again."


def test_sent(number: int) -> str:
    """Return how many got the test mail."""
    return f"The mail server took the test mail for {count(number, 'recipient')}."


NO_SCAN_YET_TITLE = "There is no report yet."
NO_SCAN_YET_ADVICE = "Make one: 'meters scan'."

NO_TRAY_YET = "This version has no tray icon yet."
NO_TRAY_YET_ADVICE = "Run 'meters watch' for the daily loop, or 'meters scan' for one pass now."
NO_WINDOW_YET = "This version has no settings window yet."
NO_WINDOW_YET_ADVICE = "Use 'meters settings show', 'get', 'set', 'check' or 'password'."
NO_DOCTOR_YET = "The doctor comes with a later version."
NO_DOCTOR_YET_ADVICE = "'meters scan ADDRESS' tells why a device can't be read."
PASSWORD_PROMPT = "Secret (it will not be shown): "  # noqa: S105 (a prompt)

OUR_MISTAKE = "This program made a mistake."
OUR_MISTAKE_ADVICE = (
    "Nothing that was stored is lost. Please send the log file to whoever supports this program:"
)
STOPPED = "Stopped. What was read so far is kept."

VERIFY_ADVICE = "Name the meters.json of a report; its meters.sig must lie beside it."


def signed_by(key: str | None, *, run_number: int | None, proven: bool) -> Iterator[str]:
    """Yield what a valid signature tells; `proven` = by the key that was named or remembered."""
    run = f"Report {run_number}" if run_number is not None else "This report (outside the chain)"
    yield f"{run} is as it was signed."
    if proven:
        yield "It was signed by the expected key."
    else:
        yield f"It was signed by the key that stands in it: {key}"
        yield "That proves that nothing was changed, not who sent it: name the sender's key with --key."
