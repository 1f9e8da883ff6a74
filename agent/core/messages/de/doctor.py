"""The doctor's sentences: what was tried, what came, what to do next (agent/core/doctor)."""

from __future__ import annotations

from agent.core.messages.de import number

TITLE = "Warum geht es nicht?"
PARTS = {"printer": "Drucker", "mail": "E-Mail", "computer": "Dieser Computer"}
MARKS = {"ok": "[gut]", "warning": "[Hinweis]", "failed": "[Fehler]", "not_tried": "[offen]"}
WHY = "Den Grund zeigt: meters doctor"
ALL_WELL = "Kein Problem gefunden."
NOTHING_TO_RECORD = "Das Gerät hat geantwortet, aber nichts von sich gemeldet."
NOTHING_TO_RECORD_ADVICE = "Wecken Sie es auf und versuchen Sie es noch einmal."
BUNDLE_SHOWN = (
    "Namen, Adressen und Seriennummern sind Platzhalter. Suchen Sie vor dem Weitergeben nach weiteren Namen."
)
NOT_REDACTED = (
    "Nicht anonymisiert: Es enthält Seriennummern und Namen. Zum Weitergeben ergänzen Sie --redact."
)
NOT_SAVED = "Nicht gespeichert."
NOT_SAVED_ADVICE = (
    "Am Terminal ist niemand, der zustimmt. Sehen Sie es an und wiederholen Sie den Befehl mit --yes."
)
_ASK_IT = "Fragen Sie Ihre IT-Abteilung."

# What was tried, by the name of a step.
TRIED = {
    "address": "Adresse von {text} suchen",
    "settings": "{address} mit den Einstellungen vergleichen",
    "network": "Weg dorthin suchen",
    "answer": "SNMP (UDP-Port {port}) bei {address} abfragen",
    "access": "Über SNMP anmelden",
    "device": "Geräteart lesen",
    "serial": "Seriennummer lesen",
    "counters": "Zähler lesen",
    "supplies": "Verbrauchsmaterial lesen",
    "web": "Andere Ports von {address} prüfen (TCP 631, 443 und 80)",
}
# What came, by the cause of a step.
CAME = {
    "address_known": "gefunden: {address}.",
    "name_unknown": "Dieser Name wurde nicht gefunden.",
    "not_one_address": "Das ist keine einzelne Adresse.",
    "not_excluded": "Sie steht nicht auf der Liste der übergangenen Adressen.",
    "excluded": "Sie steht auf der Liste der übergangenen Adressen und wird deshalb nie abgefragt.",
    "this_computer": "Es ist dieser Computer selbst.",
    "same_network": "Sie liegt im Netz dieses Computers, {network} ({interface}).",
    "other_network": "Sie liegt in einem anderen Netz als dieser Computer ({own}); ein Router führt dorthin.",
    "through_vpn": "Der Weg dorthin führt durch ein VPN ({interface}).",
    "no_network": "Dieser Computer ist mit keinem Netz verbunden.",
    "no_route": "Von diesem Computer führt kein Weg zu dieser Adresse. Seine Netze: {own}.",
    "answers": "Das Gerät antwortet mit SNMP-Version {versions}.",
    "nonsense": "Das Gerät antwortet, aber nicht mit gültigem SNMP ({count} Pakete).",
    "port_closed": "Das Gerät ist da, aber SNMP ist darauf ausgeschaltet.",
    "silent_there": "Ein Gerät hat diese Adresse, antwortet aber nicht auf SNMP.",
    "nobody_there": "Zurzeit hat kein Gerät diese Adresse.",
    "silent": "Keine Antwort innerhalb von {seconds} Sekunden.",
    "silent_other_network": "Keine Antwort aus dem anderen Netz innerhalb von {seconds} Sekunden.",
    "silent_through_vpn": "Keine Antwort durch das VPN innerhalb von {seconds} Sekunden.",
    "community_fits": "SNMPv{version} mit der Community {community} wird akzeptiert.",
    "only_v1": (
        "Nur SNMPv{version} mit der Community {community} wird akzeptiert. Das ist langsamer, genügt aber."
    ),
    "only_v3": "Das Gerät akzeptiert nur SNMPv3, und es ist kein SNMPv3-Benutzer eingerichtet.",
    "secret_missing": "Ein Kennwort fehlt im Schlüsselbund.",
    "user_fits": "Der SNMPv3-Benutzer {user} wird akzeptiert ({level}).",
    "unknown_user": "Der Drucker kennt den SNMPv3-Benutzer {user} nicht.",
    "wrong_passphrase": (
        "Der Drucker kennt den SNMPv3-Benutzer {user}, aber das Kennwort zur Authentifizierung "
        "oder sein Verfahren ({auth}) ist falsch."
    ),
    "level_too_high": (
        "Der SNMPv3-Benutzer {user} hat auf dem Drucker kein Kennwort ({level} wird nicht unterstützt)."
    ),
    "level_too_low": (
        "Der Drucker kennt den SNMPv3-Benutzer {user}, aber {level} genügt nicht, um etwas zu lesen."
    ),
    "wrong_privacy": (
        "Das Kennwort zur Authentifizierung des SNMPv3-Benutzers {user} stimmt, "
        "aber das Kennwort zur Verschlüsselung oder sein Verfahren ({privacy}) ist falsch."
    ),
    "wrong_context": "Der Drucker kennt den SNMPv3-Kontext {context} des Benutzers {user} nicht.",
    "user_silent": "Der Drucker spricht SNMPv3, hat dem Benutzer {user} aber nicht geantwortet.",
    "user_not_tried": "Der SNMPv3-Benutzer {user} wurde nicht versucht.",
    "is_printer": "Es ist ein Drucker, {name}.",
    "read_partly": "Es ist ein Drucker, {name}, aber nicht alles war lesbar.",
    "not_a_printer": "Ergebnis: {what}.",
    "unreadable": "Das Gerät ist nicht lesbar.",
    "serial_found": "Seriennummer {serial} ({object}).",
    "no_serial": "Der Drucker meldet keine.",
    "placeholder_serial": "Der Drucker meldet nur einen Platzhalter.",
    "counters_found": "{total} Seiten (Quelle: {object}).",
    "engine_only": "Nur der Gesamtzähler des Druckwerks, {total} {unit} ({object}); kein Abrechnungszähler.",
    "no_counters": "Der Drucker meldet keine ({object}).",
    "supplies_found": "{measured} von {count} Verbrauchsmaterialien melden einen Stand ({object}).",
    "no_levels": "{count} Verbrauchsmaterialien, aber keines meldet einen Stand ({object}).",
    "no_supplies": "Der Drucker meldet keines ({object}).",
    "web_not_asked": "Nicht geprüft, weil niemand zugestimmt hat.",
    "web_silent": "Auch dort keine Antwort.",
    "web_answers": "Das Gerät antwortet (TCP {ports}). Sein Hersteller ist nicht bekannt.",
    "switch_on": "Das Gerät antwortet (TCP {ports}). Es scheint ein Gerät von {maker} zu sein.",
    "switch_on_usually": "Das Gerät antwortet (TCP {ports}). Es scheint ein Gerät von {maker} zu sein.",
}
_RIGHT_COMMUNITY = (
    "Prüfen Sie auf der Webseite des Druckers, ob SNMPv1/v2c eingeschaltet ist, welche Community gilt "
    "und ob SNMP auf bestimmte Computer beschränkt ist."
)
# What to do next, by the cause of a step; empty where there is nothing to do.
NEXT = {
    "address_known": "",
    "name_unknown": (
        "Prüfen Sie die Schreibweise, oder geben Sie die IP-Adresse ein. "
        "Sie steht auf dem Display oder der Statusseite des Druckers."
    ),
    "not_one_address": "Geben Sie eine einzelne Adresse ein, etwa 192.168.1.20.",
    "not_excluded": "",
    "excluded": "Streichen Sie sie von der Liste: 'meters settings set network.exclude ...'",
    "this_computer": "",
    "same_network": "",
    "other_network": "",
    "through_vpn": "Trennen Sie das VPN, wenn der Drucker in diesem Büro steht.",
    "no_network": "Prüfen Sie das Kabel oder die WLAN-Verbindung.",
    "no_route": (
        "Prüfen Sie, ob dieser Computer im richtigen Netz ist (nicht im Gäste-WLAN), und die Adresse."
    ),
    "answers": "",
    "nonsense": "Starten Sie den Drucker neu. Hilft das nicht, aktualisieren Sie seine Firmware.",
    "port_closed": "Schalten Sie SNMP auf der Webseite des Druckers ein.",
    "silent_there": f"Wecken Sie den Drucker auf. {_RIGHT_COMMUNITY}",
    "nobody_there": (
        "Prüfen Sie, ob der Drucker eingeschaltet und verbunden ist, und vergleichen Sie die Adresse mit "
        "seinem Display: Vielleicht hat er eine neue bekommen."
    ),
    "silent": (
        "Prüfen Sie, ob der Drucker eingeschaltet ist, und die Adresse auf seinem Display. "
        f"{_RIGHT_COMMUNITY}"
    ),
    "silent_other_network": (
        "Prüfen Sie die Adresse, und fragen Sie Ihre IT-Abteilung, ob UDP-Port 161 vom Netz dieses Computers "
        f"({{own}}) zu den Druckern erlaubt ist. {_RIGHT_COMMUNITY}"
    ),
    "silent_through_vpn": (
        f"Trennen Sie das VPN und versuchen Sie es noch einmal. Steht der Drucker dahinter: {_ASK_IT}"
    ),
    "community_fits": "",
    "only_v1": "",
    "only_v3": (
        "Tragen Sie den SNMPv3-Benutzer des Druckers unter Einstellungen > Netze ein, "
        "oder schalten Sie SNMPv1/v2c auf der Webseite des Druckers ein."
    ),
    "secret_missing": "Geben Sie es unter Einstellungen > Netze noch einmal ein.",
    "user_fits": "",
    "unknown_user": (
        "Vergleichen Sie den Benutzernamen mit der Webseite des Druckers (Groß- und Kleinschreibung zählt)."
    ),
    "wrong_passphrase": (
        "Geben Sie das Kennwort noch einmal ein und vergleichen Sie das Verfahren mit der Webseite des "
        "Druckers. Es wurde nur einmal versucht, denn manche Drucker sperren SNMP nach wenigen Fehlversuchen."
    ),
    "level_too_high": (
        "Legen Sie auf dem Drucker ein Kennwort für diesen Benutzer fest, "
        "oder entfernen Sie es unter Einstellungen > Netze."
    ),
    "level_too_low": (
        "Ergänzen Sie das fehlende Kennwort (Authentifizierung, dann Verschlüsselung) "
        "unter Einstellungen > Netze."
    ),
    "wrong_privacy": (
        "Geben Sie das Kennwort zur Verschlüsselung noch einmal ein "
        "und vergleichen Sie das Verfahren (AES, AES-256, DES, ...)."
    ),
    "wrong_context": "Lassen Sie den Kontext leer, oder vergleichen Sie ihn mit der Webseite des Druckers.",
    "user_silent": (
        "Versuchen Sie es noch einmal. Wenn das so bleibt, prüfen Sie auf der Webseite des Druckers "
        "die Liste der erlaubten SNMP-Hosts."
    ),
    "user_not_tried": (
        "Das Kennwort eines anderen Benutzers war falsch, und manche Drucker sperren SNMP nach wenigen "
        "Fehlversuchen. Korrigieren Sie zuerst jenes."
    ),
    "is_printer": "",
    "read_partly": (
        "Versuchen Sie es noch einmal. Wenn das so bleibt, aktualisieren Sie die Firmware des Druckers."
    ),
    "not_a_printer": "Vergleichen Sie die Adresse mit dem Display des Druckers.",
    "unreadable": _ASK_IT,
    "serial_found": "",
    "no_serial": (
        "Tragen Sie sie auf der Webseite des Druckers ein, wenn das dort geht. Sonst gilt seine MAC-Adresse."
    ),
    "placeholder_serial": "Der Servicetechniker des Druckers kann die Seriennummer eintragen.",
    "counters_found": "",
    "engine_only": "Vergleichen Sie ihn vor der Abrechnung mit dem Zähler auf dem Display des Druckers.",
    "no_counters": "Lesen Sie den Zähler auf dem Display des Druckers ab.",
    "supplies_found": "",
    "no_levels": "Manches Verbrauchsmaterial, etwa nachgefüllte Kartuschen, meldet keinen Stand.",
    "no_supplies": "Prüfen Sie das Verbrauchsmaterial auf dem Display des Druckers.",
    "web_not_asked": (
        "Um dort nachzusehen und Hilfe zu diesem Hersteller zu bekommen: 'meters doctor {address} --ports'"
    ),
    "web_silent": "Wahrscheinlich ist die Adresse falsch, oder eine Firewall sperrt die Verbindung.",
    "web_answers": (
        "Öffnen Sie http://{address} im Browser, melden Sie sich als Administrator an und schalten Sie dort "
        "SNMP ein. Den Weg je Hersteller zeigt: "
        "'meters doctor {address} --ports --maker NAME'"
    ),
    "switch_on": (
        "Öffnen Sie http://{address} im Browser und schalten Sie SNMP ein unter: {path}\nQuelle: {source}"
    ),
    "switch_on_usually": (
        "Öffnen Sie http://{address} im Browser und schalten Sie SNMP ein, meist unter: {path}\n"
        "Quelle: {source}"
    ),
}


def may_look(address: str) -> str:
    """Return the question before other ports of an address are tried."""
    return f"Auch die TCP-Ports 631, 443 und 80 von {address} prüfen, und sonst nichts? [j/N] "


def recorded(objects: int, replaced: int) -> str:
    """Return what was recorded, and what to look for before it is passed on."""
    return (
        f"{number(objects)} Objekte, {number(replaced)} Texte durch Platzhalter ersetzt. Suchen Sie vor dem "
        "Weitergeben nach weiteren Namen, etwa auf dem Display. Um auch sie zu ersetzen: --hide TEXT"
    )


def may_save(target: str) -> str:
    """Return the question before a recording is saved."""
    return f"In {target} speichern? [j/N] "


def saved(target: str) -> str:
    """Return where a recording was saved."""
    return f"Gespeichert in {target}."


def counted(pages: int) -> str:
    """Return what a counter says."""
    return number(pages)
