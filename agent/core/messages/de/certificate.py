"""What is shown of a mail server's certificate before it is trusted, and of what is trusted now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de.days import day_and_year

if TYPE_CHECKING:
    from datetime import date

SERVER, SUBJECT, ISSUER = "Mailserver", "Ausgestellt für", "Ausgestellt von"
VALID, FINGERPRINT = "Gültig", "SHA-256-Wert"
SELF = "dem Server selbst (selbstsigniert)"
NO_NAME = "ohne Namen"
UNREADABLE = "Dieses Zertifikat ist nicht lesbar. Bekannt ist nur sein Fingerabdruck."
EXPIRED = "Dieses Zertifikat ist abgelaufen. Bitten Sie den Administrator des Servers, es zu erneuern."
NOT_YET = "Dieses Zertifikat ist noch nicht gültig. Prüfen Sie die Uhr dieses Computers."
BY_SYSTEM = "Jetzt akzeptiert: alle Zertifikate, denen dieser Computer vertraut (Standard)."


def only_one(fingerprint: str) -> str:
    """Return that a single certificate is accepted; `fingerprint` is shortened."""
    return f"Jetzt akzeptiert: nur das Zertifikat {fingerprint}."


def valid(first: date, last: date) -> str:
    """Return from which day to which a certificate is valid."""
    return f"vom {day_and_year(first)} bis {day_and_year(last)}"
