"""What is wrong with a report's signature, its chain or its form."""

from __future__ import annotations

BROKEN_CHANGE = "Der Bericht hat einen neuen Signaturschlüssel, den der vorherige Schlüssel nicht bestätigt."
INVALID = (
    "Die Signatur passt nicht: Der Bericht wurde verändert, "
    "oder die Signatur gehört zu einem anderen Bericht."
)
UNSIGNED = "Der Bericht ist nicht signiert. Änderungen und Absender können nicht geprüft werden."
OTHER_KEY = (
    "Der Bericht hat einen anderen Schlüssel als erwartet. Vielleicht hat ihn jemand anderes gesendet."
)
NOT_A_REPORT = "Die Datei ist kein Bericht: Sie ist kein JSON-Objekt in UTF-8."
BAD_NUMBER = "Die Nummer des Berichts ist keine ganze Zahl ab 1."
BAD_REFERENCE = "Der Verweis auf den vorherigen Bericht ist kein SHA-256."
WRONG_REFERENCE = "Jeder Bericht außer dem ersten muss den vorherigen nennen. Das ist hier nicht der Fall."


def other_kind(schema: str) -> str:
    """Return that a file does not say that it is a report."""
    return f"Die Datei ist kein Bericht vom Typ {schema}."
