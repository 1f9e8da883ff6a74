"""What is wrong, by kind of condition: what happened, and what to do. Facts of the kind are filled in."""

from __future__ import annotations

TITLES = {
    "recipient_refused": "Der Mailserver nimmt keine E-Mail für {subject} an.",
    "letter_refused": "Der Mailserver hat den Bericht des Durchgangs {subject} abgelehnt.",
    "letter_too_large": "Der Bericht des Durchgangs {subject} ist größer, als der Mailserver annimmt.",
    "mail_refused": "Über den Mailserver {subject} kann kein Bericht hinausgehen.",
    "mail_late": "Seit zu langer Zeit wurde kein Bericht angenommen.",
    "profile_missing": (
        "Die Tabelle für den Händler entsteht nicht: Das Profil {subject} fehlt oder ist unbrauchbar."
    ),
    "disk_full": "Der Datenträger ist voll: {subject}.",
    "run_failed": "{ended}",
    "database_set_aside": "Die Datenbank war beschädigt und liegt jetzt unter {subject}.",
    "database_unusable": "Die Datenbank lässt sich nicht verwenden.",
    "settings_unusable": "Die Einstellungen lassen sich nicht verwenden.",
    "printers_not_asked": "Bekannte Drucker, die nicht abgefragt wurden: {count}.",
    "printers_silent": "Kein Drucker hat geantwortet; bekannte Drucker: {count}.",
    "no_network": "Dieser Computer hat kein Netzwerk.",
    "clock_wrong": "Die Uhr dieses Computers ging falsch: Sie zeigte {subject} und später {clock}.",
    "agent_changed": "Dieser Computer meldet sich als neuer Agent {agent_id}.",
    "start_entry_unusable": "Das Programm startet nicht mit der Sitzung: {subject}.",
    "reader_crashed": "Das Gerät {subject} hat die SNMP-Bibliothek zum Absturz gebracht.",
    "history_disputed": "Mehrere Geräte nennen sich {subject}: {addresses}.",
}
ADVICE = {
    "recipient_refused": "Der Server sagt: {reason} Berichtigen Sie die Adresse in den Einstellungen.",
    "letter_refused": (
        "{reason} Er wird zweimal am Tag gesendet, bis er angenommen ist oder jemand ihn beendet."
    ),
    "letter_too_large": (
        "{reason} Das Programm sendet ihn zweimal am Tag, bis er angenommen ist oder jemand ihn beendet."
    ),
    "mail_refused": "Die Ursache: {reason}",
    "mail_late": "{reason} 'meters status' sagt, welche Berichte warten und warum.",
    "profile_missing": "{reason} Bis es wieder da ist, gehen E-Mails ohne diese Tabelle hinaus.",
    "disk_full": "Schaffen Sie Platz. Was vorher gespeichert wurde, ist sicher.",
    "run_failed": "Kommt das öfter vor, starten Sie den Computer neu oder installieren Sie das Programm neu.",
    "database_set_aside": "Nichts wurde gelöscht. Übernommene wartende Berichte: {letters}.",
    "database_unusable": "Die Ursache: {reason}",
    "settings_unusable": "Berichtigen Sie sie: {reason}",
    "printers_not_asked": (
        "Sie liegen in keinem der durchsuchten Netzwerke: Prüfen Sie die Netzwerke in den Einstellungen."
    ),
    "printers_silent": (
        "Prüfen Sie die Netzwerkverbindung dieses Computers. Die Abfrage wird wiederholt; der Bericht wird"
        " spätestens nach 3 Stunden gesendet."
    ),
    "no_network": "Prüfen Sie das Kabel oder das WLAN.",
    "clock_wrong": "Stellen Sie die Uhr dieses Computers richtig; sie bestimmt, wann Drucker gelesen werden.",
    "agent_changed": "Er folgt dem Agenten {subject}. Der Händler muss ihn einmal bestätigen.",
    "start_entry_unusable": "Die Ursache: {reason}",
    "reader_crashed": (
        "Es wird jetzt einzeln gelesen, damit die anderen sicher sind. Aktualisieren Sie seine Firmware."
    ),
    "history_disputed": (
        "Welches bisher gelesen wurde, ist nicht zu erkennen, also beginnt jedes neu. Vergleichen Sie die "
        "Anzeigen und sagen Sie, welches es war: 'meters device ADRESSE continue'."
    ),
}


def mended(sentence: str) -> str:
    """Return that what a sentence said is so no more."""
    return f"Behoben: {sentence}"
