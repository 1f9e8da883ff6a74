"""The keyring, and the passwords and communities in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext
from agent.core.messages.numbers import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

LOCKED = "The keyring of this computer is locked."
UNLOCK = "Sign in to the desktop or unlock the keyring, then try again."
NO_KEYRING = "This computer has no usable keyring, so passwords can't be stored."
GET_KEYRING = (
    "On Linux, install gnome-keyring or KWallet and use a desktop session. Without passwords, a mail "
    "relay that needs no sign-in and printers with the community public still work."
)
TOO_LONG = "This password is too long for the keyring."
REFUSED = "The keyring denied access."


def too_long_advice(characters: int) -> str:
    """Return how long a secret may be."""
    return gettext("Use at most {characters} characters.", characters=characters)


def no_answer(seconds: float) -> str:
    """Return that the keyring hangs."""
    return gettext("The keyring didn't respond within {seconds} seconds.", seconds=decimal(seconds))


def no_secret(name: str) -> str:
    """Return that a secret is missing."""
    return gettext("The password {name} is missing in the keyring of this computer.", name=name)


def enter(name: str) -> str:
    """Return how to enter it."""
    return gettext("Enter it: 'meters settings password {name}'.", name=name)


def the_community(name: str) -> str:
    """Return how a community of the settings is called; completes left_out()."""
    return gettext("the community {name}", name=name)


def the_user(name: str) -> str:
    """Return how an SNMPv3 user of the settings is called; completes left_out()."""
    return gettext("the SNMPv3 user {name}", name=name)


def left_out(right: str, why: str, advice: str) -> str:
    """Return that printers were not asked with a right, why, and what to do."""
    return gettext("Scan ran without {right}. {why} {advice}", right=right, why=why, advice=advice)


def unknown_protocol(user: str, protocol: str) -> str:
    """Return that an SNMPv3 user has a protocol that nobody knows."""
    return gettext(
        "The SNMPv3 user {user} has an unknown protocol: {protocol}.", user=user, protocol=protocol
    )


def choose_one_of(known: Sequence[str]) -> str:
    """Return those that there are."""
    return gettext("Please choose one of {known}.", known=", ".join(known))


def too_short(user: str) -> str:
    """Return that a passphrase is too short for SNMPv3."""
    return gettext("A passphrase of the SNMPv3 user {user} is too short.", user=user)


def too_short_advice(characters: int) -> str:
    """Return how long it has to be."""
    return gettext("SNMPv3 needs at least {characters} characters. Enter it again.", characters=characters)
