"""What the settings window says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.words.en.standing import moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent.core.errors import AgentError

TITLE = "Meters Agent: settings"
PAGES = {"networks": "Networks", "mail": "Mail", "schedule": "Schedule", "general": "General"}

# What stands before each field.
LABELS = {
    "site.id": "Site id",
    "site.name": "Site name",
    "site.language": "Language",
    "site.enrolment": "Enrolment code",
    "network.targets": "Where printers are looked for",
    "network.exclude": "Never asked",
    "network.communities": "Communities",
    "network.users": "SNMPv3 users",
    "mail.host": "Server",
    "mail.security": "Encryption",
    "mail.port": "Port",
    "mail.user": "User",
    "mail.sender": "Sender",
    "mail.recipients": "Recipients",
    "mail.certificate_sha256": "Certificate",
    "mail.allow_public_host": "The server may stand outside this network",
    "schedule.at": "Time",
    "schedule.days": "Days",
    "tray.autostart": "Start with my session",
    "tray.notify": "Tell me when something needs a hand",
}
LANGUAGES = {"auto": "As this computer", "en": "English", "de": "Deutsch"}
PASSWORD = "Password"  # noqa: S105 (a label)
SECURITIES = {
    "starttls": "STARTTLS (mostly port 587)",
    "tls": "TLS (mostly port 465)",
    "none": "None: a relay in the office",
}
DAYS = {"mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat", "sun": "Sun"}

# What stands under a field, as long as nothing is wrong with it.
NO_TARGETS = "An empty list means the networks that this computer is in."
NO_LOGIN = "Leave it empty where the server wants no login."
SEVERAL = "Separate several with commas or semicolons."
SITE_HINT = "Short: it stands in the subject of each mail."
NAME_HINT = "As people say it, such as North office, 2nd floor."
ENROLMENT_HINT = "Only if the receiver of the reports gave you one."
LANGUAGE_HINT = "Takes effect as soon as something is opened anew."
IN_STARTUP_FOLDER = (
    "By a shortcut in the Startup folder: the path is longer than Windows' list of start-up programs takes."
)
CLOCK_HINT = "Local time. Each office begins up to ten minutes later."
SECRET_HINT = "Kept in the keyring of this computer, never in a file."  # noqa: S105 (a hint)
DATA_FOLDER = "Data folder"

# What a field wants, under it where something else was typed.
INSTRUCTIONS = {
    "site.id": "Use letters, digits, dots, dashes and underscores, like north-office",
    "site.name": "Enter a name of at most 200 characters",
    "site.language": "Choose a language",
    "site.enrolment": "Enter the code as your print dealer wrote it, like ABCD2345-...",
    "mail.host": "Enter a server name or IP address without a port, like mail.example.com",
    "mail.security": "Choose an encryption",
    "mail.port": "Enter a number from 1 to 65535, like 587",
    "mail.user": "Enter a user name of at most 200 characters",
    "mail.sender": "Enter an email address, like office@example.com",
    "mail.recipients": "Enter email addresses, like office@example.com",
    "mail.allow_public_host": "Tick the box or leave it empty",
    "schedule.at": "Enter a time, like 08:30",
    "schedule.days": "Choose at least one day",
    "tray.autostart": "Switch it on or off",
    "tray.notify": "Switch it on or off",
}
SHOW_PASSWORD = "Show"  # noqa: S105 (a button)

# Buttons.
SAVE, CANCEL, OK = "Save", "Cancel", "OK"
ADD, EDIT, REMOVE = "Add", "Edit\N{HORIZONTAL ELLIPSIS}", "Remove"
ADD_MORE = "Add\N{HORIZONTAL ELLIPSIS}"
OWN_NETWORKS = "Use my networks"
SEND_TEST = "Send test mail"
TRUST = "Trust this certificate\N{HORIZONTAL ELLIPSIS}"
FORGET = "Forget"
TRY = "Try it"
OPEN_FOLDER, OPEN_LOG = "Open folder", "Open log"
YES_TRUST, NO_TRUST = "Yes, trust it", "No"

# States.
SAVING = "Saving\N{HORIZONTAL ELLIPSIS}"
SENDING = "Sending\N{HORIZONTAL ELLIPSIS}"
LOOKING = "Looking at the server\N{HORIZONTAL ELLIPSIS}"
TRYING = "Asking\N{HORIZONTAL ELLIPSIS}"
CORRECT_FIRST = "Something marked in red has to be corrected first."
NO_CERTIFICATE = "Those that this computer trusts anyway."
TRUSTED = "One is trusted in particular:"
NOT_CONFIGURED = "Nothing is sent until server, sender and recipients are there."
TEST_NEEDS = "Fill in server, sender and recipients first."
HOST_FIRST = "Fill in the server first."
RUN_DUE = "Next run: as soon as the program is at work."
NO_OFFICE_NETWORK = "This computer is in no office network. Add the networks by hand."
FILE_PROBLEMS = "The settings file holds what this window does not show. It stays as it is:"
OUR_MISTAKE = "This program made a mistake; the log holds it. Nothing was saved."
NO_DISPLAY = "The settings window can't be opened here."
NO_DISPLAY_ADVICE = (
    "Run it in a desktop session, or use 'meters settings show', 'get', 'set', 'check' or 'password'."
)
NO_TK = "This computer's Python came without Tk, which draws the settings window."
NO_TK_ADVICE = "Install python3-tk, or use 'meters settings show', 'get', 'set', 'check' or 'password'."
NO_PAGE_ADVICE = "There are networks, mail, schedule and general."

# The question before a certificate is trusted.
TRUST_TITLE = "Trust this certificate?"
TRUST_QUESTION = (
    "Its SHA-256 fingerprint is shown below. Compare it with what the server's administrator tells you. "
    "Mail will then go to the server with this one certificate only."
)

# Communities and users.
COMMUNITY_TITLE = "Add a community"
COMMUNITY_EDIT_TITLE = "Change a community"
PUBLIC = "public, as most printers come"
OWN_COMMUNITY = "One of your own"
NAME = "Name"
COMMUNITY = "Community"
COMMUNITY_NAME_HINT = "What you call it here; the community itself is kept in the keyring."
IN_KEYRING = "{name} (in the keyring)"
MISSING = "{name}: secret missing"
USER_TITLE, USER_EDIT_TITLE = "Add an SNMPv3 user", "Change an SNMPv3 user"
AUTH, PRIVACY, CONTEXT = "Authentication", "Encryption", "Context"
PASSPHRASE = "Passphrase"  # noqa: S105 (a label)
CONTEXT_HINT = "Only where a printer wants one."
TRY_ON = "Try it on an address"
BAD_COMMUNITY_NAME = "A name has 1 to 64 letters, digits, dots, dashes and underscores."
NAME_TAKEN = "There is one of that name already."
SECRET_NEEDED = "Enter it."  # noqa: S105 (a sentence)
SECRET_UNTYPEABLE = "It holds a character that can't be typed."  # noqa: S105 (a sentence)
PASSPHRASE_SHORT = "SNMPv3 wants at least {least} characters."  # noqa: S105 (a sentence)

# What a try on an address came to.
TRY_FAILED = ("{place} could not be asked.", "Try it once more.")
TRY_REFUSED = ("{place} answers, but refuses this user.", "Check name, authentication and passphrase.")
TRY_SILENT = (
    "{place} did not answer.",
    (
        "It may be off or elsewhere, or the encryption or its passphrase is another: printers meet that with "
        "silence."
    ),
)
TRY_NO_SENSE = (
    "{place} answers, but not in well-formed SNMP.",
    "Restart the printer, or update its firmware.",
)
NO_ADDRESS = "That is not one address."
NO_ADDRESS_ADVICE = "Write that of one printer, such as 192.168.1.10."


def no_page(name: str) -> str:
    """Return that the window has no such page."""
    return f"The settings window has no page {name}."


def lets_in(endpoint: str) -> str:
    """Return that a device answered this user."""
    return f"{endpoint} lets this user in."


def instruction(key: str, item: int | None = None) -> str:
    """Return what a field wants, an empty text where no sentence of its own says it; `item` counts from 1."""
    wanted = INSTRUCTIONS.get(key, "")
    return f"Entry {item}: {wanted}" if wanted and item else wanted


def expected(what: str, got: str, item: int | None = None) -> str:
    """Return what is wrong with a field; `item` counts from 1 where it is one of several."""
    place = f"Entry {item}: expected" if item else "Expected"
    # What is wrong with a target comes as sentences of its own.
    return in_window(what if what.endswith(".") else f"{place} {what}, found {got}.")


def next_run(when: datetime | None, now: datetime) -> str:
    """Return when the next run begins; an empty text where nobody can tell."""
    if when is None:
        return ""
    return RUN_DUE if when <= now else f"Next run: {moment(when)}."


def of_error(error: AgentError) -> str:
    """Return an error as the window says it."""
    return in_window(f"{error.title} {error.advice}")


# Sentences made for the command line name settings and commands; here people see fields and buttons.
_FIELDS: Mapping[str, str] = {key: f'"{label}"' for key, label in LABELS.items()}
_SAID_OTHERWISE = (
    (r"The report waits and is sent again later\. ", ""),
    (r"If this goes on, c", "C"),
    (r" Seen: [0-9a-f]+", ""),
    (r"set mail\.certificate_sha256 to [0-9a-f]+", f'press "{TRUST[:-1]}".'),
    (
        r"([Ee]nter (?:its?|the)(?: password)?(?: again)?) with: meters settings password",
        r'\1 in the field "Password".',
    ),
    (r"allow it once: meters settings set mail\.allow_public_host true", "tick the box for that."),
    (r"Set mail\.security to starttls \(mostly port 587\) or tls \(.*?\)", "Choose an encryption"),
    (r"Set mail\.security to starttls \(.*?\), or mail\.port to 465", "Choose STARTTLS, or port 465"),
    (r"Set mail\.security to tls", "Choose TLS"),
    (r"set mail\.security to tls \(port 465\), or to none for", "choose TLS, or None for"),
    (r"mail\.security is none for", "there is no encryption with"),
    (r"try mail\.security starttls with", "try STARTTLS with"),
    (r", written HH:MM in quotes", ", written HH:MM"),
    (r"a list in brackets, each item ", ""),
    (r" \(the community itself goes into the keyring:.*?`\)", ""),
    (r": 'meters settings password [^']+'", " here"),
)


def in_window(sentence: str) -> str:
    """Return a sentence of the command line with the window's own words for settings and commands."""
    for pattern, words in _SAID_OTHERWISE:
        sentence = re.sub(pattern, words, sentence)
    return re.sub(r"\b[a-z]+\.[a-z_0-9]+\b", lambda found: _FIELDS.get(found[0], found[0]), sentence)
