"""Why something that was queried could not be read, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import count, number

if TYPE_CHECKING:
    from collections.abc import Sequence

# Why a device that answered could not be read, and what to do about it.
ONLY_V3 = "Nur SNMPv3; keiner der eingetragenen Benutzer wird akzeptiert."
ONLY_V3_ADVICE = (
    "Tragen Sie seinen SNMPv3-Benutzer in die Einstellungen ein ([[network.users]]) und hinterlegen Sie die "
    "Passphrasen mit 'meters settings password v3-auth:USER' und 'meters settings password v3-privacy:USER'."
)
FELL_SILENT = "Antwortet seit Beginn der Abfrage nicht mehr."
FELL_SILENT_ADVICE = (
    "Das Gerät ist vielleicht im Ruhezustand oder beschränkt den SNMP-Zugriff. Aktivieren Sie es und fragen "
    "Sie die Drucker erneut ab. Hilft das nicht, prüfen Sie auf seiner Webseite die Liste der erlaubten "
    "SNMP-Hosts."
)
ANSWERS_NONSENSE = "Antwortet, aber nicht mit gültigem SNMP."
ANSWERS_NONSENSE_ADVICE = "Starten Sie den Drucker neu. Hilft das nicht, aktualisieren Sie seine Firmware."
CRASHES = "Dieses Modell stürzt bei SNMP-Abfragen ab und wird deshalb nicht mehr abgefragt."
CRASHES_ADVICE = "Lesen Sie seinen Zähler am Display ab. Eine neue Firmware kann helfen."
CRASHED_READER = "Seine Antworten haben die SNMP-Bibliothek abstürzen oder hängen lassen."
CRASHED_READER_ADVICE = (
    "Die anderen Drucker wurden gelesen. Dieses Gerät wird ab jetzt getrennt abgefragt. Aktualisieren Sie "
    "seine Firmware. Ist es kein Drucker, schließen Sie es aus: 'meters "
    "settings set network.exclude ADRESSE'."
)
NOT_READ_IN_TIME = "Hat geantwortet, aber die Zeit der Abfrage reichte nicht aus."
NOT_READ_IN_TIME_ADVICE = (
    "Das Gerät wird bei der nächsten Abfrage gelesen. Tritt das erneut auf, durchsuchen Sie weniger "
    "Adressen oder schließen Sie Geräte aus, die langsam antworten."
)
OUR_FAULT = "Beim Lesen dieses Geräts ist in Meters Agent ein Fehler aufgetreten."
OUR_FAULT_ADVICE = "Die anderen Drucker wurden gelesen. Bitte senden Sie die Protokolldatei an Ihren Support."
_ROUTING_LAYERS = 0x02 | 0x04  # sysServices (RFC 1213): datalink and internet layer
# What a person should know of a scan.
ADDRESSES = "Adressen"  # behind their number, in the progress bar
NO_IPV6 = "Dieser Computer hat kein IPv6; IPv6-Adressen wurden nicht durchsucht."
NOTHING_LEFT_TO_ASK = "Nichts zu durchsuchen: Alle angegebenen Adressen sind ausgeschlossen."
NOTHING_LEFT_TO_ASK_ADVICE = (
    "Geben Sie eine andere Adresse an oder entfernen Sie den Ausschluss: "
    "`meters settings get network.exclude`."
)
NO_NETWORK = "Dieser Computer ist mit keinem Büronetz verbunden."
NO_NETWORK_ADVICE = (
    "Verbinden Sie ihn oder geben Sie die Netze an: 'meters settings set network.targets 192.168.1.0/24'."
)


# What a device is that is no printer, by the kinds of core/vendors/others.py.
_KINDS = {
    "scanner": "Scanner",
    "print_server": "Druckserver, der keine Druckerdaten anzeigt",
    "power_supply": "Stromversorgung (USV)",
    "storage": "Netzwerkspeicher (NAS)",
    "telephone": "Telefon",
    "camera": "Kamera",
    "computer": "Computer",
}


def not_a_printer(kind: str | None, sys_services: int) -> str:
    """Return why a device that answers SNMP is left out; `sys_services` is RFC 1213's layer sum."""
    if sys_services & _ROUTING_LAYERS and kind in {None, "computer"}:
        return "Kein Drucker: Router, Switch oder Access Point"
    if kind in _KINDS:
        return f"Kein Drucker: {_KINDS[kind]}"
    return "Kein Drucker"


def unresolved(name: str) -> str:
    """Return the note for a target name that has no address."""
    return f"Der Name {name} wurde in diesem Netz nicht gefunden."


def silent(endpoint: str) -> str:
    """Return the note for an address that somebody named and that never answered."""
    return f"{endpoint} hat per SNMP nicht geantwortet."


NONE_FOUND = (
    (
        "Übliche Ursachen: SNMP ist am Drucker ausgeschaltet, der Drucker ist in einem anderen Netz, "
        "eine Firewall oder ein Gäste-WLAN sperrt UDP-Port 161, oder der Drucker verwendet "
        "eine andere SNMP-Community oder SNMPv3."
    ),
    (
        "Nächster Schritt: Öffnen Sie die Adresse des Druckers im Browser, prüfen Sie seine "
        "SNMP-Einstellungen und vergleichen Sie sie mit 'meters settings show'."
    ),
)


def out_of_time(not_asked: int, not_read: int, minutes: int) -> list[str]:
    """Return the notes of a scan that reached its deadline: how many addresses and devices it left."""
    ended = f"Die Abfrage wurde nach {count(minutes, 'Minute', 'Minuten')} beendet."
    notes = []
    if not_asked:
        notes.append(f"{ended} Nicht durchsuchte Adressen: {not_asked}.")
    if not_read:
        notes.append(f"{ended} Gefundene, nicht gelesene Geräte: {not_read}.")
    return notes


def found(number: int) -> str:
    """Return how many devices answered so far."""
    return f"{number} gefunden"


def same_printer(endpoint: str) -> str:
    """Return why a second address of one printer is left out."""
    return f"Zweite Adresse des Druckers {endpoint}"


def no_network_advice(left_out: Sequence[tuple[str, str]]) -> str:
    """Return what to do without an office network, and which networks were left out: name and why."""
    if not left_out:
        return NO_NETWORK_ADVICE
    return f"{NO_NETWORK_ADVICE} Nicht durchsucht: {'; '.join(f'{name} ({why})' for name, why in left_out)}."


def retired_left_out(count: int) -> str:
    """Return that not all printers that are gone are listed."""
    return f"{number(count)} weitere ausgemusterte Drucker sind nicht aufgeführt."
