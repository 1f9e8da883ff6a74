"""What the window shows of a search for printers."""

from __future__ import annotations

SEARCH = "Jetzt suchen"
STOP = "Suche beenden"
SEARCHING = "Suche läuft\N{HORIZONTAL ELLIPSIS}"
STOPPED = "Suche beendet."
OWN_NETWORK = "Netz dieses Computers"
UNSAVED_PASSWORDS = (
    "Noch nicht gespeicherte Communitys und Benutzer werden nicht verwendet. "
    "Klicken Sie zuerst auf „Übernehmen“."
)
NOTHING_FOUND = (
    "Keine Drucker gefunden. Häufige Ursachen: Die Drucker sind in einem anderen Netz (hier hinzufügen), "
    "SNMP ist an den Druckern ausgeschaltet, oder dieser Computer ist in einem Gast-WLAN oder VPN."
)
NO_NETWORK = (
    "Dieser Computer ist mit keinem Büronetz verbunden. "
    "Fügen Sie das Netz der Drucker hinzu, z. B. 192.168.1.0/24."
)


def addresses(count: int) -> str:
    """Return the size of a network."""
    return "1 Adresse" if count == 1 else f"{count:,} Adressen".replace(",", ".")


def printers(count: int) -> str:
    """Return how many printers were found in a network."""
    return "1 Drucker" if count == 1 else f"{count:,} Drucker".replace(",", ".")


def so_far(count: int) -> str:
    """Return how many printers a search has found that still runs."""
    return f"{SEARCHING} Bisher {printers(count)} gefunden."


def found(count: int) -> str:
    """Return how many printers a search has found."""
    return f"{printers(count)} gefunden." if count else NOTHING_FOUND


def not_searched(networks: str) -> str:
    """Return which networks of this computer are left out, and why."""
    return f"Nicht durchsucht: {networks}."
