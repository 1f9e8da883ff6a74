"""The devices that the office knows, and what a person decides about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import days, moment

if TYPE_CHECKING:
    from datetime import datetime

NONE_YET = "Noch keine Drucker abgefragt."
UNKNOWN_MODEL = "unbekanntes Modell"
NO_SERIAL = "keine Seriennummer"
GONE = "ausgemustert:"
SEVERAL_ADVICE = "Geben Sie die Adresse oder den Anfang der Kennung an. Alle anzeigen: 'meters device'."
UNKNOWN_ADVICE = (
    "Geben Sie Seriennummer, Adresse oder den Anfang der Kennung an. Alle anzeigen: 'meters device'."
)
NO_HISTORY_ADVICE = "Nichts zu tun. Seine Zählung läuft weiter."


def line(short_id: str, model: str, serial: str, address: str, last_seen: datetime) -> str:
    """Return one device of the list."""
    return f"{short_id}  {model}, {serial}, {address}, zuletzt gelesen {moment(last_seen)}"


def several(name: str) -> str:
    """Return that more than one device is called so."""
    return f"Mehrere Drucker passen zu {name}."


def unknown(name: str) -> str:
    """Return that no device is called so."""
    return f"Kein bekannter Drucker passt zu {name}."


def no_history(address: str) -> str:
    """Return that no other device shows the identity of this one."""
    return f"Kein anderer Drucker hat dieselbe Identität wie {address}."


def retired(address: str, serial: str | None) -> str:
    """Return that a device was retired."""
    of = f" mit der Seriennummer {serial}" if serial else ""
    return (
        f"Der Drucker{of} unter {address} ist ausgemustert. Er wird nicht mehr als nicht erreichbar gemeldet."
    )


def unretired(address: str, serial: str | None) -> str:
    """Return that a device is expected again."""
    of = f" mit der Seriennummer {serial}" if serial else ""
    return f"Der Drucker{of} unter {address} ist wieder in Gebrauch."


def continued(address: str, since: datetime) -> str:
    """Return that a device goes on with the history of another."""
    return f"Der Drucker unter {address} führt die Zählung seit {days.day_and_year(since)} weiter."
