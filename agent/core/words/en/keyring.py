"""Secrets: the keyring, and the rights that are kept in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LOCKED = "The keyring of this computer is locked."
UNLOCK = "Log in on its desktop or unlock the keyring, then try again."
NO_KEYRING = "This computer has no usable keyring, and secrets are kept nowhere else."
GET_KEYRING = (
    "On Linux, install gnome-keyring or KWallet and run in a desktop session; without secrets, "
    "a mail relay that needs no login and printers with the community public still work."
)
TOO_LONG = "This secret is too long for the keyring."
REFUSED = "The keyring refused the call."


def too_long_advice(characters: int) -> str:
    """Return how long a secret may be."""
    return f"Use one of at most {characters} characters."


def no_answer(seconds: float) -> str:
    """Return that the keyring hangs."""
    return f"The keyring did not answer within {seconds:g} seconds."


def no_secret(name: str) -> str:
    """Return that a secret is missing."""
    return f"The keyring of this computer has no secret {name}."


def enter(name: str) -> str:
    """Return how to enter it."""
    return f"Enter it: 'meters settings password {name}'."


def the_community(name: str) -> str:
    """Return how a community of the settings is called; completes left_out()."""
    return f"The community {name}"


def the_user(name: str) -> str:
    """Return how an SNMPv3 user of the settings is called; completes left_out()."""
    return f"The SNMPv3 user {name}"


def left_out(right: str, why: str, advice: str) -> str:
    """Return that printers were not asked with a right, why, and what to do."""
    return f"{right} could not be used, and the scan went on without it. {why} {advice}"


def unknown_protocol(user: str, protocol: str) -> str:
    """Return that an SNMPv3 user has a protocol that nobody knows."""
    return f"The SNMPv3 user {user} has a protocol that is not known here: {protocol}."


def choose_one_of(known: Sequence[str]) -> str:
    """Return those that there are."""
    return f"Please choose one of {', '.join(known)}."


def too_short(user: str) -> str:
    """Return that a passphrase is too short for SNMPv3."""
    return f"A passphrase of the SNMPv3 user {user} is too short."


def too_short_advice(characters: int) -> str:
    """Return how long it has to be."""
    return f"SNMPv3 asks for {characters} characters or more; please enter it again."
