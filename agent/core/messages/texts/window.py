"""What the settings window says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import BySystem, gettext, translated
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.texts import settings
from agent.core.messages.texts.office_status import moment

if TYPE_CHECKING:
    from datetime import datetime

    from agent.core.model.errors import AgentError

TITLE = "Meters Agent: settings"
PAGES = {"networks": "Networks", "mail": "Email", "schedule": "Schedule", "general": "General"}

# What stands before each field.
LABELS = {
    "site.id": "Site ID",
    "site.name": "Site name",
    "site.language": "Language",
    "site.enrolment": "Enrolment code",
    "network.targets": "Networks to search",
    "network.exclude": "Addresses to skip",
    "network.communities": "Communities",
    "network.users": "SNMPv3 users",
    "mail.host": "Server",
    "mail.security": "Encryption",
    "mail.port": "Port",
    "mail.user": "User name",
    "mail.sender": "Sender",
    "mail.recipients": "Recipients",
    "mail.certificate_sha256": "Certificate",
    "mail.client_certificate": "Client certificate",
    "mail.allow_public_host": "Allow a mail server on the internet",
    "mail.profile": "Extra table",
    "schedule.at": "Time",
    "schedule.days": "Days",
    "tray.autostart": "Start when I sign in",
    "tray.notify": "Notify me when a printer needs attention",
}
SAME_LANGUAGE = "Same as this computer"
PASSWORD = "Password"  # noqa: S105 (a label)
SECURITIES = {
    "starttls": "STARTTLS (usually port 587)",
    "tls": "TLS (usually port 465)",
    "none": "None (relay inside the office only)",
}
DAYS = {"mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat", "sun": "Sun"}

# What stands under a field, as long as nothing is wrong with it.
NO_TARGETS = "Leave empty to search this computer's networks."
PROFILE_HINT = "Attached beside meters.csv, in the format that your print dealer needs."
NO_PROFILE = "No extra table"
RIGHTS = "Printers that need a password (SNMP)"
NO_LOGIN = "Leave empty if the server needs no sign-in."
SEVERAL = "Separate addresses with commas or semicolons."
OWN_CERTIFICATE = "Certificate of this office, if the mail server asks for one"
OWN_CERTIFICATE_HINT = "A .pem file in the data folder, with its encrypted key. Empty for none."
SITE_HINT = "Short name, shown in the email subject."
NAME_HINT = "For example: North office, 2nd floor"
ENROLMENT_HINT = "If your print dealer gave you a code, enter it here."
LANGUAGE_HINT = "Takes effect when you reopen a window."
IN_STARTUP_FOLDER = (
    "Set up with a shortcut in the Startup folder, because the path is too long for the Windows startup list."
)
CLOCK_HINT = "Local time. Starts up to 10 minutes later, so that offices don't all send at once."
SECRET_HINT = BySystem(
    "Stored in the keyring of this computer, never in a file.",
    windows="Stored in Windows Credential Manager, never in a file.",
    macos="Stored in the keychain of this computer, never in a file.",
)
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
    "mail.client_certificate": "Enter the name of a .pem file in the data folder, like office.pem",
    "mail.user": "Enter a user name of at most 200 characters",
    "mail.sender": "Enter an email address, like office@example.com",
    "mail.recipients": "Enter email addresses, like office@example.com",
    "mail.allow_public_host": "Tick the box or leave it empty",
    "mail.profile": "Choose a table that is there, or none",
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
OWN_NETWORKS = "Add this computer's networks"
SEND_TEST = "Send test email"
TRUST = "Trust certificate\N{HORIZONTAL ELLIPSIS}"
FORGET = "Remove"
TRY = "Test"
OPEN_FOLDER, OPEN_LOG = "Open folder", "Open log"
YES_TRUST, NO_TRUST = "Trust certificate", "Cancel"

# States.
SAVING = "Saving\N{HORIZONTAL ELLIPSIS}"
SENDING = "Sending\N{HORIZONTAL ELLIPSIS}"
LOOKING = "Getting certificate\N{HORIZONTAL ELLIPSIS}"
TRYING = "Testing\N{HORIZONTAL ELLIPSIS}"
CORRECT_FIRST = "Correct the fields marked in red."
NOT_CONFIGURED = "Reports are sent once server, sender and recipients are filled in."
TEST_NEEDS = "Fill in server, sender and recipients first."
HOST_FIRST = "Fill in the server first."
RUN_DUE = "Next scan: now"
NO_OFFICE_NETWORK = "This computer isn't connected to an office network. Add the networks yourself."
FILE_PROBLEMS = "settings.toml has entries this window can't edit. They're kept:"
OUR_MISTAKE = "Something went wrong in Meters Agent. Nothing was saved. See the log."

# The question before a certificate is trusted.
TRUST_TITLE = "Trust this certificate?"
TRUST_QUESTION = (
    "Compare the SHA-256 fingerprint below with the one from your IT or mail provider. "
    "Email is then sent only to a server with this certificate."
)

# Communities and users.
COMMUNITY_TITLE = "Add community"
COMMUNITY_EDIT_TITLE = "Edit community"
PUBLIC = "public (factory default)"
OWN_COMMUNITY = "Other community"
NAME = "Name"
COMMUNITY = "Community"
COMMUNITY_NAME_HINT = "Your name for it. The community itself is stored like a password."
IN_KEYRING = BySystem(
    "{name} (in the keyring)",
    windows="{name} (in Windows Credential Manager)",
    macos="{name} (in the keychain)",
)
MISSING = "{name} (password missing)"
USER_TITLE, USER_EDIT_TITLE = "Add SNMPv3 user", "Edit SNMPv3 user"
AUTH, PRIVACY, CONTEXT = "Authentication", "Encryption", "Context"
PASSPHRASE = "Passphrase"  # noqa: S105 (a label)
CONTEXT_HINT = "Only if a printer needs one."
TRY_ON = "Test with a printer (IP address)"
BAD_COMMUNITY_NAME = "Enter 1 to 64 letters, digits, dots, dashes or underscores."
NAME_TAKEN = "This name is already in use."
SECRET_NEEDED = "Enter a passphrase."  # noqa: S105 (a sentence)
SECRET_UNTYPEABLE = "It contains a character that can't be typed."  # noqa: S105 (a sentence)
PASSPHRASE_SHORT = "Enter at least {least} characters (SNMPv3)."  # noqa: S105 (a sentence)

# What a try on an address came to.
TRY_FAILED = ErrorKind("{place} could not be tested.", "Try again.")
TRY_REFUSED = ErrorKind("{place} rejected this user.", "Check name, authentication and passphrase.")
TRY_SILENT = ErrorKind(
    "{place} didn't respond.",
    "It may be off or have another address. Printers don't reply if the encryption passphrase is wrong.",
)
TRY_NO_SENSE = ErrorKind(
    "{place} responds, but not with valid SNMP.",
    "Restart the printer or update its firmware.",
)


# What a setting may be, by how the settings file has it.
_IN_A_FIELD = (
    (settings.COMMUNITY, '"public" or "keyring:NAME"'),
    (settings.SOME_RIGHT, 'a community, or a user in "SNMPv3 users"'),
    (settings.ENCRYPTED, "Choose an encryption: the certificate of this office needs it."),
    (settings.CLOCK, "a time between 00:00 and 23:59, written HH:MM"),
    (settings.USER, 'a table "SNMPv3 users" with name, auth, privacy and context'),
)
# Errors: what happened, and what to do about it.
NO_ADDRESS = ErrorKind(
    "Enter a single address.",
    "For example: 192.168.1.10",
)
NO_PAGE = ErrorKind(
    "The settings window has no page {name}.",
    "Use networks, mail, schedule or general.",
)
NO_DISPLAY = ErrorKind(
    "The settings window can't be opened here.",
    "Open it in a desktop session, or use 'meters settings show', 'get', 'set', 'check' or 'password'.",
    icon="Open it in a desktop session.",
)
NO_TK = ErrorKind(
    "The settings window needs python3-tk, which is not installed.",
    "Install python3-tk, or use 'meters settings show', 'get', 'set', 'check' or 'password'.",
    icon="Install python3-tk.",
)


def lets_in(endpoint: str) -> str:
    """Return that a device answered this user."""
    return gettext("Signed in to {endpoint}.", endpoint=endpoint)


def instruction(key: str, item: int | None = None) -> str:
    """Return what a field wants, an empty text where no sentence of its own says it; `item` counts from 1."""
    wanted = translated(INSTRUCTIONS).get(key, "")
    return gettext("Entry {item}: {wanted}", item=item, wanted=wanted) if wanted and item else wanted


def expected(what: str, got: str, item: int | None = None) -> str:  # noqa: ARG001 (the field shows it)
    """Return what is wrong with a field; `item` counts from 1 where it is one of several."""
    what = _in_a_field(what)
    # What is wrong with a target, or not together, comes as a sentence of its own.
    if what.endswith("."):
        return what
    if item:
        return gettext("Entry {item}: enter {what}.", item=item, what=what)
    return gettext("Enter {what}.", what=what)


def _in_a_field(what: str) -> str:
    """Return what a setting may be without the marks that it has in a file."""
    return dict(translated(_IN_A_FIELD)).get(what, what)


def next_run(when: datetime | None, now: datetime) -> str:
    """Return when the next run begins; an empty text where nobody can tell."""
    if when is None:
        return ""
    return gettext(RUN_DUE) if when <= now else gettext("Next scan: {when}.", when=moment(when))


def last_test(when: datetime) -> str:
    """Return when a test email was taken."""
    return gettext("Last test: OK at {when:%H:%M}", when=when)


def of_error(error: AgentError) -> str:
    """Return an error as the window says it."""
    return " ".join(error.said("window"))
