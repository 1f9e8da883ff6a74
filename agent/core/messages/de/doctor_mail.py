"""The doctor's sentences about mail (agent/core/doctor/mail.py); what a server refuses is told elsewhere."""

from __future__ import annotations

# What was tried, by the name of a step.
TRIED = {
    "mail_settings": "E-Mail-Einstellungen ansehen",
    "service": "{host} mit bekannten Maildiensten vergleichen",
    "password": "Kennwort von {user} holen",
    "lookup": "Mailserver {host} suchen",
    "place": "Prüfen, ob er im Netz des Büros steht",
    "connect": "Mit {host}, Port {port} verbinden",
    "greeting": "Auf seine Begrüßung warten",
    "encryption": "Verbindung verschlüsseln",
    "offer": "Fragen, wie er Benutzer anmeldet",
    "login": "Als {user} anmelden",
    "sender": "Absender {sender} nennen",
    "recipient": "Empfänger {seen} nennen",
    "test": "Testnachricht an {sender} senden",
}
# What came, by the cause of a step.
CAME = {
    "mail_set_up": "Mailserver {host}, Port {port}.",
    "service_known": "Es ist {service}.",
    "service_unknown": "Keiner davon; bei einem eigenen Server ist das in Ordnung.",
    "looked_up": "gefunden: {seen}.",
    "inside": "Ja ({seen}).",
    "outside": "Er steht im Internet ({seen}), und Sie haben das erlaubt.",
    "connected": "Verbunden ({seen}).",
    "greeted": "Antwort: {seen}",
    "encrypted": "{seen}; sein Zertifikat gilt bis {last}.",
    "offers": "mit {seen}.",
    "offers_none": "Er lässt Benutzer ohne Anmeldung zu.",
    "logged_in": "Akzeptiert.",
    "sender_accepted": "Akzeptiert.",
    "recipient_accepted": "Akzeptiert.",
    "test_not_asked": "Nicht versucht.",
    "test_accepted": "Der Mailserver hat sie angenommen. Sehen Sie im Posteingang nach.",
}
# What to do next, by the cause of a step; empty where there is nothing to do.
NEXT = {
    "mail_set_up": "",
    "service_known": "",
    "service_unknown": "",
    "looked_up": "",
    "inside": "",
    "outside": "",
    "connected": "",
    "greeted": "",
    "encrypted": "",
    "offers": "",
    "offers_none": "",
    "logged_in": "",
    "sender_accepted": "",
    "recipient_accepted": "",
    "test_not_asked": "Um eine an sich selbst zu senden: 'meters doctor --test-mail'",
    "test_accepted": "Kommt sie nicht an, sehen Sie im Spamordner nach.",
}
