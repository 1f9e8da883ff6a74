"""What the window of the first start shows: searching, where the report goes, done."""

from __future__ import annotations

OPTION = "die drei ersten Schritte öffnen: Suche, E-Mail, Fertig"
MENU = "Erste Schritte…"
TITLE = "Meters Agent: Erste Schritte"
HEADINGS = {
    "search": "Schritt 1 von 3: Drucker werden gesucht",
    "mail": "Schritt 2 von 3: Wohin soll der tägliche Bericht gehen?",
    "done": "Schritt 3 von 3: Fertig",
}
INTRODUCTION = (
    "Meters Agent liest einmal am Tag Zählerstände und Verbrauchsmaterial Ihrer Netzwerkdrucker und sendet "
    "einen Bericht per E-Mail. Durchsucht werden diese Netze:"
)
OTHER_NETWORK = "Drucker in einem anderen Netz? Fügen Sie es hier hinzu."
VALUES = "Ihre IT oder Ihr Fachhändler kennt diese Werte."
BACK, NEXT, SKIP, FINISH, SHOW = "Zurück", "Weiter", "Überspringen", "Fertigstellen", "Drucker anzeigen"

SERVICE = "Maildienst"
OTHER_SERVICE = "Anderer Maildienst"
OTHER_FACTS = "Tragen Sie Server, Port und Verschlüsselung ein, die Ihr Anbieter für das Senden nennt."
PUBLIC_TITLE = "Berichte über das Internet senden?"
ALLOW, REFUSE = "Erlauben", "Abbrechen"

SAVED = "Ihre Einstellungen sind gespeichert."
SKIPPED = (
    "Es wird noch kein Bericht gesendet. Später einrichten: im Menü des Symbols „E-Mail einrichten"
    "\N{HORIZONTAL ELLIPSIS}“ wählen."
)
WHERE = {
    "windows": (
        "Das Symbol von Meters Agent ist neben der Uhr. Wenn Sie es nicht sehen, klicken Sie dort auf den "
        "Pfeil ^ und ziehen Sie das Symbol heraus."
    ),
    "macos": "Das Symbol von Meters Agent ist in der Menüleiste am oberen Bildschirmrand.",
    "linux": "Das Symbol von Meters Agent ist in der Leiste neben der Uhr.",
}
CLICK = "Ein Klick darauf zeigt die Drucker. In seinem Menü sind die Einstellungen und diese ersten Schritte."


def public_question(host: str) -> str:
    """Return the question before reports are handed to a server outside the office's network."""
    return (
        f"{host} ist ein Mailserver im Internet. Berichte mit Seriennummern und Zählerständen Ihrer Drucker "
        "verlassen verschlüsselt Ihr Netz zu diesem Server. Erlauben Sie das?"
    )


def goes_to(recipients: str) -> str:
    """Return where each report is sent."""
    return f"Jeder Bericht wird gesendet an {recipients}."
