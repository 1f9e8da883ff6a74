"""Sentences of the demo: plain, short, kind, exact."""

from __future__ import annotations

from agent.core.messages.de import count, decimal

SITE_NAME = "Demobüro"
NOT_DELIVERED = "Die Demo-E-Mail wurde nicht zugestellt."
NOT_DELIVERED_ADVICE = "Der Demo-Mailserver läuft auf 127.0.0.1. Prüfen Sie, ob eine Firewall ihn blockiert."
NOT_VERIFIED = "Die E-Mail wurde unterwegs verändert."
NOT_VERIFIED_ADVICE = "Prüfen Sie, ob ein Virenschutz auf diesem Computer E-Mails verändert."
DELIVERED = "Der Bericht wurde per E-Mail an den Demo-Mailserver gesendet, zugestellt und geprüft."
NOTHING_KEPT = (
    "Die Demo speichert nichts auf diesem Computer. Bericht und E-Mail speichern: meters demo --keep DIR"
)


def begin(printers: int, others: int, longest_sleep: float) -> str:
    """Return what the demo is about to do; `longest_sleep` is in seconds."""
    return (
        f"Ein kleines Büro auf diesem Computer: {count(printers, 'simulierter', 'simulierte')} Drucker und "
        f"{count(others, 'anderes Gerät', 'andere Geräte')}, abgefragt per SNMP.\n"
        f"Ein Drucker ist im Ruhezustand und antwortet nach {decimal(longest_sleep)} Sekunden. "
        "Der Verlauf über 90 Tage ist erfunden.\n"
    )


def kept(page: str, folder: str) -> str:
    """Return where the report page lies, and what else is in its folder."""
    return f"Bericht: {page}\nE-Mail, Anhänge und Datenordner: {folder}"
