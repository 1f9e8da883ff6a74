"""What stands around every page, and the pages of somebody who is not signed in."""

from __future__ import annotations

NAME = "Meters"
SKIP = "Zum Inhalt"
NAVIGATION = "Seiten"
PAGES = {"/": "Heute", "/fleet": "Geräte", "/offices": "Büros", "/log": "Protokoll"}
LANGUAGE, LANGUAGES = "Sprache", {"en": "English", "de": "Deutsch"}
SIGN_IN, SIGN_OUT = "Anmelden", "Abmelden"
SIGNED_IN_AS = "Angemeldet als"
ROLES = {"reader": "Lesen", "dispatcher": "Disposition", "billing": "Abrechnung", "admin": "Administration"}
NO_ROLE = "keine Rolle"
BACK, CLOSE = "Zurück", "Schließen"
TIMES = "Zeiten sind die des Büros, sonst UTC. Daten für leere Verbrauchsmaterialien sind Prognosen."
SAVE = "Speichern"
NOTHING = "Keine"
SAID = {
    "signed_out": ("Sie sind abgemeldet", "Sie können dieses Fenster schließen."),
    "refused": (
        "Anmeldung fehlgeschlagen",
        "Die Anmeldung ist abgelaufen oder wurde in einem anderen Fenster begonnen. Bitte erneut anmelden.",
    ),
    "unreachable": (
        "Der Anmeldedienst ist nicht erreichbar",
        "Bitte versuchen Sie es in einigen Minuten erneut.",
    ),
    "nobody": (
        "Kein Zugriff",
        "Ihr Benutzer ist keinem Händler zugeordnet. Bitten Sie den Betreiber dieses Dienstes darum.",
    ),
    "no_page": ("Seite nicht gefunden", "Prüfen Sie die Adresse oder öffnen Sie „Heute“."),
    "refused_form": (
        "Nicht angenommen",
        "Das Formular kam von einer anderen Website oder ist zu groß. Öffnen Sie die Seite erneut.",
    ),
    "our_mistake": (
        "Es ist ein Fehler aufgetreten",
        "Der Fehler wurde aufgezeichnet. Bitte versuchen Sie es in einigen Minuten erneut.",
    ),
}
_PROBLEMS = {
    400: ("Adresse oder Formular ungültig", "Gehen Sie zurück und versuchen Sie es erneut."),
    403: (
        "Nicht erlaubt",
        "Ihre Rolle umfasst das nicht. Fragen Sie die Administration Ihrer Firma.",
    ),
    404: ("Nicht gefunden", "Es wurde entfernt, oder die Adresse ist falsch."),
    409: (
        "Inzwischen geändert",
        "Jemand anderes hat zuerst entschieden. Prüfen Sie das und entscheiden Sie dann neu.",
    ),
    410: ("Nicht mehr gespeichert", "E-Mails werden nach ihrer Frist gelöscht. Die Zählerstände bleiben."),
    413: ("Zu groß", "Das Formular ist zu groß."),
}


def problem(status: int) -> tuple[str, str]:
    """Return title and advice for a question that is not answered."""
    return _PROBLEMS.get(status, _PROBLEMS[400])


def role(name: str) -> str:
    """Return a role's name."""
    return ROLES.get(name, NO_ROLE)
