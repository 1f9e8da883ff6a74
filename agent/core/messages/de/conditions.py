"""What is wrong, by kind of condition: what happened, and what to do. Facts of the kind are filled in."""

from __future__ import annotations

TITLES = {
    "recipient_refused": "Der Mailserver nimmt keine E-Mail für {subject} an.",
    "letter_refused": "Der Mailserver hat den Bericht {subject} abgelehnt.",
    "letter_too_large": "Der Bericht {subject} ist größer, als der Mailserver annimmt.",
    "mail_refused": "Über den Mailserver {subject} können keine Berichte gesendet werden.",
    "mail_late": "Seit zu langer Zeit wurde kein Bericht gesendet.",
    "profile_missing": (
        "Die Tabelle für den Händler kann nicht erstellt werden: Das Profil "
        "{subject} fehlt oder ist fehlerhaft."
    ),
    "disk_full": "Der Datenträger ist voll: {subject}.",
    "run_failed": "{ended}",
    "database_set_aside": "Die Datenbank war beschädigt und wurde als {subject} gespeichert.",
    "database_unusable": "Die Datenbank lässt sich nicht verwenden.",
    "settings_unusable": "Die Einstellungen lassen sich nicht verwenden.",
    "printers_not_asked": "Bekannte Drucker, die nicht abgefragt wurden: {count}.",
    "printers_silent": "Kein Drucker hat geantwortet. Bekannte Drucker: {count}.",
    "no_network": "Dieser Computer ist mit keinem Netz verbunden.",
    "clock_wrong": "Die Uhr dieses Computers ging falsch: Sie zeigte {subject} und später {clock}.",
    "agent_changed": "Dieser Computer sendet Berichte als neuer Agent {agent_id}.",
    "start_entry_unusable": "Meters Agent startet nicht bei der Anmeldung: {subject}.",
    "reader_crashed": "Das Gerät {subject} hat die SNMP-Bibliothek zum Absturz gebracht.",
    "history_disputed": "Mehrere Geräte melden dieselbe Identität {subject}: {addresses}.",
}
ADVICE = {
    "recipient_refused": "Antwort des Servers: {reason} Korrigieren Sie die Adresse in den Einstellungen.",
    "letter_refused": (
        "{reason} Er wird zweimal täglich erneut gesendet, bis er angenommen ist oder Sie ihn abbrechen."
    ),
    "letter_too_large": (
        "{reason} Er wird zweimal täglich erneut gesendet, bis er angenommen ist oder Sie ihn abbrechen."
    ),
    "mail_refused": "Ursache: {reason}",
    "mail_late": "{reason} Wartende Berichte und Gründe anzeigen: 'meters status'.",
    "profile_missing": "{reason} Bis dahin werden E-Mails ohne diese Tabelle gesendet.",
    "disk_full": "Geben Sie Speicherplatz frei. Ihre gespeicherten Daten sind sicher.",
    "run_failed": (
        "Tritt das erneut auf, starten Sie den Computer neu oder installieren Sie Meters Agent neu."
    ),
    "database_set_aside": "Es wurde nichts gelöscht. Übernommene wartende Berichte: {letters}.",
    "database_unusable": "Ursache: {reason}",
    "settings_unusable": "Korrigieren Sie sie: {reason}",
    "printers_not_asked": (
        "Sie liegen außerhalb der durchsuchten Netze. Prüfen Sie die Netze in den Einstellungen."
    ),
    "printers_silent": (
        "Prüfen Sie die Netzwerkverbindung dieses Computers. Die Abfrage wird wiederholt; der Bericht wird"
        " spätestens nach 3 Stunden gesendet."
    ),
    "no_network": "Prüfen Sie das Kabel oder das WLAN.",
    "clock_wrong": (
        "Korrigieren Sie Datum und Uhrzeit dieses Computers. Sie bestimmen, wann Drucker abgefragt werden."
    ),
    "agent_changed": "Er ersetzt den Agenten {subject}. Ihr Händler muss ihn einmal bestätigen.",
    "start_entry_unusable": "Ursache: {reason}",
    "reader_crashed": (
        "Es wird jetzt getrennt abgefragt, damit andere Drucker nicht "
        "betroffen sind. Aktualisieren Sie seine "
        "Firmware."
    ),
    "history_disputed": (
        "Welches bisher gelesen wurde, ist nicht bekannt; deshalb beginnt jedes "
        "eine neue Zählung. Vergleichen "
        "Sie die Zähler auf den Displays und wählen Sie, welches sie weiterführt: "
        "'meters device ADRESSE continue'."
    ),
}


def mended(sentence: str) -> str:
    """Return that what a sentence said is so no more."""
    return f"Behoben: {sentence}"
