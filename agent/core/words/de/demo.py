"""Sentences of the demo: plain, short, kind, exact."""

from __future__ import annotations

from agent.core.words.de import count, decimal

SITE_NAME = "Vorführbüro"
NOT_DELIVERED = "Die Mail der Vorführung ist nicht angekommen."
NOT_DELIVERED_ADVICE = "Ihr Mailserver läuft auf 127.0.0.1: Sehen Sie nach, ob eine Firewall im Weg steht."
NOT_VERIFIED = "Die Mail ist nicht so angekommen, wie sie gesendet wurde."
NOT_VERIFIED_ADVICE = (
    "Vielleicht hat ein Programm, das die Mails dieses Computers prüft, sie unterwegs verändert."
)
DELIVERED = (
    "Der Bericht ging als Mail über SMTP hinaus und kam beim eigenen Mailserver der Vorführung an: "
    "zugestellt und geprüft."
)
NOTHING_KEPT = (
    "Nichts davon bleibt auf dem Computer. Um Berichtsseite und Mail anzusehen: meters demo --keep DIR"
)


def begin(printers: int, others: int, longest_sleep: float) -> str:
    """Return what the demo is about to do; `longest_sleep` is in seconds."""
    return (
        f"Ein kleines Büro auf diesem Computer: {count(printers, 'simulierter', 'simulierte')} Drucker und "
        f"{count(others, 'anderes Gerät', 'andere Geräte')}, abgefragt über echtes SNMP.\n"
        f"Ein Drucker schläft und antwortet nach {decimal(longest_sleep)} Sekunden. "
        "Ihr Verlauf über 90 Tage ist erfunden.\n"
    )


def kept(page: str, folder: str) -> str:
    """Return where the report page lies, and what else is in its folder."""
    return f"Die Berichtsseite: {page}\nDie Mail, ihre Anhänge und der Datenordner: {folder}"
