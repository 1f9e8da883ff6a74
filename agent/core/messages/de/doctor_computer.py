"""The doctor's sentences about this computer (agent/core/doctor/computer.py)."""

from __future__ import annotations

# What was tried, by the name of a step.
TRIED = {
    "keyring": "Ein Kennwort im Schlüsselbund speichern und wieder lesen",
    "secrets": "Die Kennwörter suchen, die die Einstellungen brauchen",
    "disk": "In den Datenordner {folder} schreiben",
    "database": "Die Datenbank öffnen und prüfen",
    "clock": "Die Uhr ansehen",
    "start": "Prüfen, ob das Programm bei der Anmeldung startet",
    "signature": "Die Signatur des Programms prüfen",
    "vpn": "VPN-Verbindungen suchen",
    "condition": "Nach bekannten Problemen sehen",
}
# What came, by the cause of a step.
CAME = {
    "keyring_works": "Er funktioniert.",
    "keyring_lies": "Er hat etwas anderes zurückgegeben.",
    "secrets_there": "Alle {count} sind da.",
    "secret_missing": "Es fehlt: {names}.",
    "disk_works": "Es geht.",
    "disk_full": "Es ist kein Platz, oder das Schreiben ist nicht erlaubt.",
    "database_fine": "Sie ist in Ordnung.",
    "clock_plausible": "{now}, Zeitzone {zone}.",
    "clock_behind": "Sie zeigt {now}, aber die letzte Abfrage war am {last}.",
    "clock_impossible": "Sie zeigt {now}. Das kann nicht stimmen.",
    "starts": "Ja.",
    "starts_not": "Das ist in den Einstellungen ausgeschaltet.",
    "start_missing": "Das ist in den Einstellungen eingeschaltet, aber der Starteintrag fehlt.",
    "start_unknown": "Das ist auf diesem System nicht zu sehen.",
    "unsigned": "Es läuft aus dem Quelltext ({path}), also gibt es nichts zu prüfen.",
    "signature_unknown": "Das ist hier nicht zu prüfen ({path}).",
    "vpn_none": "Keine.",
    "vpn_on": "Verbunden: {names}.",
    "nothing_stands": "Keine bekannt.",
}
# What to do next, by the cause of a step; empty where there is nothing to do.
NEXT = {
    "keyring_works": "",
    "keyring_lies": "Starten Sie den Computer neu. Wenn das so bleibt, fragen Sie Ihre IT-Abteilung.",
    "secrets_there": "",
    "secret_missing": "Geben Sie es in den Einstellungen ein, oder mit: meters settings password {first}",
    "disk_works": "",
    "disk_full": "Schaffen Sie Speicherplatz, und prüfen Sie die Berechtigungen dieses Ordners.",
    "database_fine": "",
    "clock_plausible": "",
    "clock_behind": (
        "Stellen Sie Datum und Uhrzeit dieses Computers richtig. "
        "Nach ihnen richtet sich, wann Drucker abgefragt werden."
    ),
    "clock_impossible": (
        "Stellen Sie Datum und Uhrzeit dieses Computers richtig. "
        "Nach ihnen richtet sich, wann Drucker abgefragt werden."
    ),
    "starts": "",
    "starts_not": (
        "Schalten Sie in den Einstellungen den Start bei der Anmeldung ein, "
        "wenn täglich Berichte gesendet werden sollen."
    ),
    "start_missing": "Starten Sie Meters Agent einmal: Er legt den Eintrag wieder an.",
    "start_unknown": "",
    "unsigned": "",
    "signature_unknown": (
        "Unter Windows: Rechtsklick auf das Programm, Eigenschaften > Digitale Signaturen. "
        "Dort muss der Name Ihres Lieferanten stehen."
    ),
    "vpn_none": "",
    "vpn_on": (
        "Wenn Drucker oder Mailserver nicht erreichbar sind: "
        "Trennen Sie das VPN und versuchen Sie es noch einmal."
    ),
    "nothing_stands": "",
}
