"""The keyring, and the passwords and communities in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

LOCKED = "Der Schlüsselbund dieses Computers ist gesperrt."
UNLOCK = "Melden Sie sich am Desktop an oder entsperren Sie den Schlüsselbund, und versuchen Sie es erneut."
NO_KEYRING = "Dieser Computer hat keinen nutzbaren Schlüsselbund. Kennwörter können nicht gespeichert werden."
GET_KEYRING = (
    "Unter Linux: Installieren Sie gnome-keyring oder KWallet und verwenden Sie eine Desktop-Sitzung. "
    "Ohne Kennwörter funktionieren ein Mail-Relay ohne Anmeldung und Drucker mit der Community public."
)
TOO_LONG = "Dieses Kennwort ist zu lang für den Schlüsselbund."
REFUSED = "Der Schlüsselbund hat den Zugriff verweigert."


def too_long_advice(characters: int) -> str:
    """Return how long a secret may be."""
    return f"Verwenden Sie höchstens {characters} Zeichen."


def no_answer(seconds: float) -> str:
    """Return that the keyring hangs."""
    return f"Der Schlüsselbund hat innerhalb von {decimal(seconds)} Sekunden nicht geantwortet."


def no_secret(name: str) -> str:
    """Return that a secret is missing."""
    return f"Im Schlüsselbund dieses Computers fehlt das Kennwort {name}."


def enter(name: str) -> str:
    """Return how to enter it."""
    return f"Geben Sie es ein: 'meters settings password {name}'."


def the_community(name: str) -> str:
    """Return how a community of the settings is called; completes left_out()."""
    return f"die Community {name}"


def the_user(name: str) -> str:
    """Return how an SNMPv3 user of the settings is called; completes left_out()."""
    return f"den SNMPv3-Benutzer {name}"


def left_out(right: str, why: str, advice: str) -> str:
    """Return that printers were not asked with a right, why, and what to do."""
    return f"Abfrage ohne {right} durchgeführt. {why} {advice}"


def unknown_protocol(user: str, protocol: str) -> str:
    """Return that an SNMPv3 user has a protocol that nobody knows."""
    return f"Der SNMPv3-Benutzer {user} hat ein unbekanntes Verfahren: {protocol}."


def choose_one_of(known: Sequence[str]) -> str:
    """Return those that there are."""
    return f"Bitte wählen Sie eines von {', '.join(known)}."


def too_short(user: str) -> str:
    """Return that a passphrase is too short for SNMPv3."""
    return f"Eine Passphrase des SNMPv3-Benutzers {user} ist zu kurz."


def too_short_advice(characters: int) -> str:
    """Return how long it has to be."""
    return f"SNMPv3 verlangt mindestens {characters} Zeichen. Geben Sie sie erneut ein."
