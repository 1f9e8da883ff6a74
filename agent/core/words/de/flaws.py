"""What is wrong with a report's signature, its chain or its form."""

from __future__ import annotations

BROKEN_CHANGE = (
    "Der Bericht sagt, dass sein Schlüssel gewechselt hat, aber der vorige Schlüssel hat das nicht signiert."
)
INVALID = (
    "Die Signatur passt nicht: Der Bericht wurde verändert, "
    "oder die Signatur gehört zu einem anderen Bericht."
)
UNSIGNED = "Der Bericht ist nicht signiert: Nichts zeigt, ob er verändert wurde oder von wem er stammt."
OTHER_KEY = (
    "Der Bericht trägt einen anderen Schlüssel als den erwarteten: Vielleicht hat ihn jemand anders gesendet."
)
NOT_A_REPORT = "Die Datei ist kein Bericht: Sie ist nicht ein JSON-Objekt in UTF-8."
BAD_NUMBER = "Die Laufnummer ist keine ganze Zahl ab 1."
BAD_REFERENCE = "Der Verweis auf den vorigen Bericht ist kein SHA-256."
WRONG_REFERENCE = (
    "Jeder Lauf außer dem ersten nennt den Bericht vor ihm, und nur diese tun es; hier ist es anders."
)


def other_kind(schema: str) -> str:
    """Return that a file does not say that it is a report."""
    return f"Die Datei sagt nicht, dass sie ein Bericht der Art {schema} ist."
