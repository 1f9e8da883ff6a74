"""What this program is: version, signature, licences, network contacts."""

from __future__ import annotations

from agent.core.messages.en.about import LICENCES, Section  # the names of packages and licences are English

TITLE = "Über Meters Agent"
WHAT_IT_IS = (
    "Meters Agent findet Netzwerkdrucker, liest ihre Zähler und sendet einen signierten Bericht per E-Mail."
)
OWN_LICENCE = "Lizenziert unter der Apache License 2.0, ohne jede Gewährleistung."
NO_KEY_YET = "Auf diesem Computer wurde noch kein Bericht signiert."
NO_MAIL_SERVER = "noch nicht eingerichtet"


def sections(
    version: str, public_key: str | None, mail_server: str | None, folder: str
) -> tuple[Section, ...]:
    """Return what there is to say; `mail_server` is HOST:PORT, None where none is set."""
    key = f"Die Berichte sind signiert (Ed25519) mit dem Schlüssel {public_key}" if public_key else NO_KEY_YET
    return (
        Section(f"Meters Agent {version}", (WHAT_IT_IS, OWN_LICENCE)),
        Section("Signatur", (key,)),
        Section(
            "Dateien",
            (
                folder,
                "Kennwörter, Communitys und Schlüssel liegen nur im Schlüsselbund dieses Computers.",
                "Die Community „public“ und der Anmeldecode stehen in settings.toml.",
            ),
        ),
        Section(
            "Netzwerkzugriffe",
            (
                ("Drucker: nur lesende SNMP-Abfragen an UDP-Port 161 oder den Port aus den Einstellungen"),
                f"Ihr Mailserver: {mail_server or NO_MAIL_SERVER}",
                "Sonst nichts. Keine eingehenden Verbindungen, keine Update-Suche, keine Downloads.",
            ),
        ),
        Section("Lizenzen von Drittanbietern", tuple(f"{name}: {licence}" for name, licence in LICENCES)),
    )
