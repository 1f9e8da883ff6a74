"""The settings in words: what each may be, what is wrong with a file, what the command shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import BySystem, gettext, ngettext
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.numbers import decimal
from agent.core.messages.texts.toml_reasons import toml_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a setting may be; each completes "expected ...".
FLAG = "true or false"
HOST = "a host name or an address, without a port"
TARGET = "an address, a range, a network or a host name"
MAILBOX = "an email address such as office@example.com"
SITE_ID = "a short name with letters, digits, dots, dashes and underscores"
ENROLMENT_CODE = "your print dealer's code: 8 letters and digits, a dash and 26 more"
CLOCK = "a time between 00:00 and 23:59, written HH:MM in quotes"
FINGERPRINT = "a SHA-256 fingerprint of 64 hexadecimal digits"
COMMUNITY = (
    '"public" or "keyring:NAME" (the community itself is stored like a password: '
    "`meters settings password community:NAME`)"
)
PEM_FILE = "the name of a file in the data folder that ends with .pem, of letters, digits, dots and dashes"
PROFILE = "the name of a profile, of letters, digits, dashes and underscores"
USER = "a table [[network.users]] with name, auth, privacy and context"
NO_SECRET = "no password in this file (`meters settings password` stores it safely)"  # noqa: S105 (a sentence)
SOME_RIGHT = "a community, or a user in [[network.users]]"
OTHER_NAME = "a name that no other user has"
ENCRYPTED = "starttls or tls, because mail.client_certificate is set"

# What was found instead.
UNKNOWN_NAME = "an unknown name"
ONE = "one"
NOTHING = "nothing"
NEITHER = "neither"
EMPTY_LIST = "an empty list"
EMPTY_TEXT = "an empty text"
ANOTHER_TEXT = "another text"
ANOTHER_VALUE = "another value"
HUGE_NUMBER = "a huge number"
A_LIST = "a list"
A_TABLE = "a table"
A_DATE_OR_TIME = "a date or time"

FILE = "The settings file"

# What the command shows.
FINE = "No problems found in the settings."
DEFAULT = "default"
NOT_SET = "(not set)"  # in the place of a value
_NOT_USABLE = BySystem(
    "{name}: keyring not available",
    windows="{name}: Windows Credential Manager not available",
    macos="{name}: keychain not available",
)
SECRETS = BySystem(
    "passwords in the keyring",
    windows="passwords in Windows Credential Manager",
    macos="passwords in the keychain",
)
NONE_NEEDED = "none needed"


# Errors: what happened, and what to do about it.
NO_SETTING_BUT_LIKE = ErrorKind("The setting {key} doesn't exist.", "Did you mean {near}?")
REFUSED = ErrorKind("{title}", "{problems}", icon='Choose "Settings…" to correct that.')
NO_SETTING_LIKE = ErrorKind(
    "The setting {key} doesn't exist.", "To list all settings: `meters settings show`."
)
NOT_TOML = ErrorKind("{problem}", "Correct it with a text editor. The file was not changed.")
NO_SUCH_SECRET = ErrorKind(
    "There is no password with this name.",
    "Use mail, client-certificate, community:NAME, v3-auth:USER or v3-privacy:USER.",
)
NOTHING_ENTERED = ErrorKind(
    "Nothing was entered.",
    "Nothing was changed. Try again.",
)
UNTYPEABLE = ErrorKind(
    "The password contains a character that can't be typed.",
    "Paste it with the menu of the terminal, or type it.",
)
TOO_SHORT = ErrorKind(
    "The passphrase is too short.",
    "SNMPv3 needs at least {characters} characters. Nothing was changed.",
)
NO_SECRET_SETTING = ErrorKind(
    "The setting {key} doesn't exist.",
    BySystem(
        "Store it in the keyring: `meters settings password`.",
        windows="Store it in Windows Credential Manager: `meters settings password`.",
        macos="Store it in the keychain: `meters settings password`.",
    ),
)
NO_SECTION = ErrorKind(
    "{name} is not a section in this settings file.",
    "Change it with a text editor.",
)
NOT_CHANGED = ErrorKind(
    "{key} can't be changed in this settings file.",
    "Change it with a text editor.",
)


def line(length: int) -> str:
    """Return what a free text is; `length` in characters."""
    return gettext("a text on one line of at most {length} characters", length=length)


def user_name(octets: int) -> str:
    """Return what a user's name on the printers is."""
    return gettext("a user name of 1 to {octets} characters", octets=octets)


def choice(choices: Sequence[str]) -> str:
    """Return one word out of several."""
    return gettext("{choices} or {last}", choices=", ".join(choices[:-1]), last=choices[-1])


def whole(low: int, high: int) -> str:
    """Return a whole number between two others; as a setting is written, so without commas."""
    return gettext("a number from {low} to {high}", low=low, high=high)


def seconds(low: float, high: float) -> str:
    """Return a number of seconds between two others; as a setting is written."""
    return gettext("a number of seconds from {low} to {high}", low=decimal(low), high=decimal(high))


def section(name: str) -> str:
    """Return that a name stands for a section of the file."""
    return gettext("a section [{name}]", name=name)


def known_section(near: str) -> str:
    """Return that another section was probably meant."""
    return gettext("a known section (did you mean {near}?)", near=near)


def known_setting(near: str) -> str:
    """Return that another setting was probably meant."""
    return gettext("a known setting (did you mean {near}?)", near=near)


def in_a_section(keys: Sequence[str]) -> str:
    """Return that a setting stands outside its section; `keys` are those of its name."""
    return gettext("a section (did you mean {keys}?)", keys=either(keys))


def one_of(names: Sequence[str]) -> str:
    """Return all the names that there are."""
    return gettext("one of {names}", names=", ".join(names))


def list_of(item: str) -> str:
    """Return a list by what each item is."""
    return gettext("a list in brackets, each item {item}", item=item)


def at_least_one_of(item: str) -> str:
    """Return that a list must not be empty."""
    return gettext("at least one of {item}", item=item)


def either(names: Sequence[str]) -> str:
    """Return "mail.port or network.port"."""
    return gettext(" or ").join(names)


def problem(line: int | None, key: str, expected: str, got: str) -> str:
    """Return what is wrong with a setting; what is wrong with a target comes as sentences of its own."""
    place = gettext("Line {line}: ", line=line) if line else ""
    if expected.endswith("."):
        return f"{place}{key}: {expected}"
    return gettext(
        "{place}{key}: expected {expected}, found {got}.", place=place, key=key, expected=expected, got=got
    )


def refused(problems: int) -> str:
    """Return how many settings have a problem."""
    return ngettext("{count} setting is wrong.", "{count} settings are wrong.", problems)


def still_wrong(problems: int) -> str:
    """Return the head of a list: what a change of another setting left wrong."""
    if problems == 1:
        return gettext("Changed. Another setting in the file is still wrong:")
    return ngettext(
        "Changed. {count} other setting in the file is still wrong:",
        "Changed. {count} other settings in the file are still wrong:",
        problems,
    )


def too_deep(what: str) -> str:
    """Return that a file nests too deeply; `what` begins the sentence."""
    return gettext("{what} has too many nested brackets.", what=what)


def not_toml(what: str, line: int, column: int, reason: str) -> str:
    """Return that a file is no TOML, from a line and column on; `reason` is the reader's own, in English."""
    said = toml_reason(reason)
    if said is None:
        return gettext(
            "{what} is not valid TOML at line {line}, column {column}.", what=what, line=line, column=column
        )
    return gettext(
        "{what} is not valid TOML at line {line}, column {column}: {reason}.",
        what=what,
        line=line,
        column=column,
        reason=said,
    )


def number_too_long(what: str) -> str:
    """Return that a file holds a number of thousands of digits."""
    return gettext("{what} is not valid TOML: a number is too long.", what=what)


def from_file(line: int | None) -> str:
    """Return where a value comes from."""
    return gettext("file, line {line}", line=line)


def is_set(name: str) -> str:
    """Return that a secret is there."""
    return gettext("{name}: set", name=name)


def is_not_set(name: str) -> str:
    """Return that a secret is missing."""
    return gettext("{name}: not set", name=name)


def not_usable(name: str) -> str:
    """Return that nobody can tell whether a secret is there."""
    return gettext(_NOT_USABLE, name=name)
