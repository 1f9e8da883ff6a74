"""Why something that was asked could not be read, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.de import number

if TYPE_CHECKING:
    from collections.abc import Sequence

# Why a device that answered could not be read, and what to do about it.
ONLY_V3 = "Das Gerät antwortet nur auf SNMPv3, und es lässt keinen der eingestellten Benutzer herein."
ONLY_V3_ADVICE = (
    "Tragen Sie seinen SNMPv3-Benutzer in die Einstellungen ein ([[network.users]]), und hinterlegen Sie die "
    "Passphrasen mit 'meters settings password v3-auth:USER' und 'meters settings password v3-privacy:USER'."
)
FELL_SILENT = "Das Gerät hat einmal geantwortet und dann nicht mehr."
FELL_SILENT_ADVICE = (
    "Vielleicht schläft es oder lehnt weitere Fragen ab: Wecken Sie es, und sammeln Sie noch einmal; hilft "
    "das nicht, prüfen Sie auf seiner Webseite die Liste der erlaubten SNMP-Rechner."
)
ANSWERS_NONSENSE = "Das Gerät antwortet, aber nicht in gültigem SNMP."
ANSWERS_NONSENSE_ADVICE = "Starten Sie den Drucker neu; hilft das nicht, aktualisieren Sie seine Firmware."
CRASHES = (
    "Dieses Modell stürzt ab, wenn es über SNMP gefragt wird; deshalb wurde es einmal erkannt und dann "
    "in Ruhe gelassen."
)
CRASHES_ADVICE = "Lesen Sie seinen Zähler am Bedienfeld ab; eine neue Firmware kann helfen."
CRASHED_READER = "Seine Antworten haben die SNMP-Bibliothek abstürzen oder hängen lassen."
CRASHED_READER_ADVICE = (
    "Die anderen Drucker wurden gelesen; dieses Gerät wird ab jetzt einzeln gelesen. Aktualisieren Sie seine "
    "Firmware; ist es kein Drucker, nehmen Sie es aus: 'meters settings set network.exclude ADRESSE'."
)
NOT_READ_IN_TIME = "Das Gerät hat geantwortet, aber die Zeit des Durchgangs war um, bevor es gelesen war."
NOT_READ_IN_TIME_ADVICE = (
    "Es wird beim nächsten Durchgang gelesen. Wiederholt sich das, durchsuchen Sie weniger Adressen, oder "
    "nehmen Sie Geräte aus, die langsam antworten."
)
OUR_FAULT = "Dieses Programm hat beim Lesen des Geräts einen Fehler gemacht."
OUR_FAULT_ADVICE = (
    "Bitte senden Sie die Protokolldatei an die Betreuung dieses Programms; "
    "die anderen Drucker wurden gelesen."
)
_ROUTING_LAYERS = 0x02 | 0x04  # sysServices (RFC 1213): datalink and internet layer
# What a person should know of a scan.
ADDRESSES = "Adressen"  # behind their number, in the progress bar
NO_IPV6 = "Dieser Computer hat kein IPv6, deshalb wurden Adressen dieser Art nicht gefragt."
NOTHING_LEFT_TO_ASK = "Es bleibt nichts zu fragen: alles Genannte ist ausgeschlossen."
NOTHING_LEFT_TO_ASK_ADVICE = (
    "Nennen Sie eine andere Adresse, oder streichen Sie den Ausschluss: "
    "`meters settings get network.exclude`."
)
NO_NETWORK = "Dieser Computer ist in keinem Büronetz, das sich durchsuchen ließe."
NO_NETWORK_ADVICE = (
    "Verbinden Sie ihn, oder nennen Sie die Netze: 'meters settings set network.targets 192.168.1.0/24'."
)


# What a device is that is no printer, by the kinds of core/vendors/others.py.
_KINDS = {
    "scanner": "es ist ein Scanner",
    "print_server": "es ist ein Druckserver, der vom Drucker nichts zeigt",
    "power_supply": "es ist eine Stromversorgung (USV)",
    "storage": "es ist ein Netzwerkspeicher (NAS)",
    "telephone": "es ist ein Telefon",
    "camera": "es ist eine Kamera",
    "computer": "es ist ein Computer",
}


def not_a_printer(kind: str | None, sys_services: int) -> str:
    """Return why a device that answers SNMP is left out; `sys_services` is RFC 1213's layer sum."""
    if sys_services & _ROUTING_LAYERS and kind in {None, "computer"}:
        return "kein Drucker: es leitet den Netzverkehr weiter (Router, Switch oder Access Point)"
    if kind in _KINDS:
        return f"kein Drucker: {_KINDS[kind]}"
    return "kein Drucker: es hat keines der Objekte, die Drucker haben"


def unresolved(name: str) -> str:
    """Return the note for a target name that has no address."""
    return f"Der Name {name} ist in diesem Netz unbekannt."


def silent(endpoint: str) -> str:
    """Return the note for an address that somebody named and that never answered."""
    return f"{endpoint} hat auf SNMP-Fragen nicht geantwortet."


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
    notes = []
    if not_asked:
        notes.append(
            f"Nach {minutes} Minuten war der Durchgang zu Ende. Nicht gefragte Adressen: {not_asked}."
        )
    if not_read:
        notes.append(
            f"Nach {minutes} Minuten war der Durchgang zu Ende. Gefundene, nicht gelesene Geräte: {not_read}."
        )
    return notes


def found(number: int) -> str:
    """Return how many devices answered so far."""
    return f"{number} gefunden"


def same_printer(endpoint: str) -> str:
    """Return why a second address of one printer is left out."""
    return f"derselbe Drucker wie unter {endpoint}: er hat zwei Adressen"


def no_network_advice(left_out: Sequence[tuple[str, str]]) -> str:
    """Return what to do without an office network, and which networks were left out: name and why."""
    if not left_out:
        return NO_NETWORK_ADVICE
    return f"{NO_NETWORK_ADVICE} Ausgelassen: {'; '.join(f'{name} ({why})' for name, why in left_out)}."


def retired_left_out(count: int) -> str:
    """Return that not all printers that are gone are listed."""
    return f"{number(count)} weitere ausgemusterte Drucker sind nicht aufgeführt, nur die neuesten."
