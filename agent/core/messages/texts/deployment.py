"""What administrators set up beforehand: policy and provision file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.numbers import moment

if TYPE_CHECKING:
    from datetime import datetime

# Each begins a sentence about a file that is no valid TOML.
POLICY_FILE = "The policy file"
PROVISION_FILE = "The provision file"
TAKEN_FILE = "The file provisioned.toml"

# What stands in [enrolment]; completes "expected ..., found ...".
ONE_COMPUTER = "each computer once (upper and lower case are the same)"
TWICE = "this one twice"

LOCKED_FIELD = "Set by your administrator"
NOT_LISTED = "It has no enrolment code for this computer."
POLICY = "set by your administrator"  # where a value comes from

# The window that asks.
TITLE = "Meters Agent: settings found"
QUESTION = "Use these settings?"
USE, REFUSE = "Use settings", "Don't use"
LATER = "To decide later, close this window. Until then, nothing is read or sent with them."
LABELS = {
    "network.port": "SNMP port",
    "network.timeout": "Seconds to wait for a printer",
    "network.pace": "Speed of the search",
    "mail.profile": "Table for the dealer",
    "mail.client_certificate": "Client certificate (file in the data folder)",
    "mail.confirmed": "Send without asking a user first",
}

PACES = {"normal": "As usual", "gentle": "Gentle, for small routers and slow lines"}

# What the administrator's editor for group policies says.
ANY_VERSION = "Meters Agent, all versions"
EXPLANATION = "If set, all users of this computer get this value and can't change it. Value: {expected}."
CONFIRM_EXPLANATION = (
    "If enabled, reports are sent as this policy says, without a user checking the mail settings once."
)
ONE_A_LINE = "One value per line."
USER_A_LINE = "One user per line: name, authentication, encryption, context."


# Errors: what happened, and what to do about it.
POLICY_UNUSABLE = ErrorKind(
    "The policy of this computer can't be used: {place}.",
    "Nothing runs until your administrator corrects it. {reason}",
)
POLICY_OPEN_TO_OTHERS = ErrorKind(
    "The policy {path} could have been changed by someone other than an administrator.",
    "Ask your administrator: file and folder must belong to root, without write permission for others.",
)
LOCKED = ErrorKind(
    "{key} is set by your administrator and can't be changed here.",
    "It is set in {place}.",
)
NO_PROGRAM_DATA = ErrorKind(
    "Windows doesn't say where the data of all users is stored.",
    "Restart the computer.",
)
TOO_MUCH_TO_SHOW = ErrorKind(
    "There are too many settings to check in a window.",
    "An administrator can put the file where only administrators can write.",
)
TAKEN_DAMAGED = ErrorKind(
    "The file provisioned.toml in the data folder was changed and can't be used.",
    "Delete it. The provision file is then read again.",
)


def at_most(count: int) -> str:
    """Return how many computers a file may name."""
    return gettext("at most {count} computers", count=count)


def taken(path: str, when: datetime) -> str:
    """Return which provision file this office took."""
    return gettext("Settings used from {path} since {moment}.", path=path, moment=moment(when))


def refused(path: str, when: datetime) -> str:
    """Return which provision file this office did not want."""
    return gettext("Settings in {path} not used, as decided on {moment}.", path=path, moment=moment(when))


def found_in(path: str) -> str:
    """Return what the window asks about."""
    return gettext(
        "Settings for Meters Agent were found in {path}. Someone other than an administrator may have "
        "put them there. Use them only if you know who prepared them.",
        path=path,
    )


def found_by_administrator(path: str) -> str:
    """Return what the window asks about, where only an administrator could write it."""
    return gettext(
        "Your administrator prepared settings for Meters Agent in {path}. They say where reports are "
        "sent, so please check them once.",
        path=path,
    )
