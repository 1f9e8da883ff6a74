"""The keyring, and the passwords and communities in it."""

from __future__ import annotations

from agent.core.messages.catalogue import gettext
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.numbers import decimal

# Errors: what happened, and what to do about it.
NO_ANSWER = ErrorKind(
    "The keyring didn't respond within {seconds} seconds.",
    "Sign in to the desktop or unlock the keyring, then try again.",
)
UNKNOWN_PROTOCOL = ErrorKind(
    "The SNMPv3 user {user} has an unknown protocol: {protocol}.",
    "Please choose one of {known}.",
)
NO_SECRET = ErrorKind(
    "The password {name} is missing in the keyring of this computer.",
    "Enter it: 'meters settings password {name}'.",
    window=("The password {name} is missing in the keyring of this computer.", "Enter it here."),
)
NO_KEYRING = ErrorKind(
    "This computer has no usable keyring, so passwords can't be stored.",
    "On Linux, install gnome-keyring or KWallet and use a desktop session. Without passwords, a mail "
    "relay that needs no sign-in and printers with the community public still work.",
)
TOO_LONG = ErrorKind(
    "This password is too long for the keyring.",
    "Use at most {characters} characters.",
)
LOCKED = ErrorKind(
    "The keyring of this computer is locked.",
    "Sign in to the desktop or unlock the keyring, then try again.",
)
REFUSED = ErrorKind(
    "The keyring denied access.",
    "Sign in to the desktop or unlock the keyring, then try again.",
)
TOO_SHORT = ErrorKind(
    "A passphrase of the SNMPv3 user {user} is too short.",
    "SNMPv3 needs at least {characters} characters. Enter it again.",
)


def no_answer(seconds: float) -> str:
    """Return that the keyring hangs."""
    return gettext("The keyring didn't respond within {seconds} seconds.", seconds=decimal(seconds))


def the_community(name: str) -> str:
    """Return how a community of the settings is called; completes left_out()."""
    return gettext("the community {name}", name=name)


def the_user(name: str) -> str:
    """Return how an SNMPv3 user of the settings is called; completes left_out()."""
    return gettext("the SNMPv3 user {name}", name=name)


def left_out(right: str, why: str, advice: str) -> str:
    """Return that printers were not asked with a right, why, and what to do."""
    return gettext("Scan ran without {right}. {why} {advice}", right=right, why=why, advice=advice)
