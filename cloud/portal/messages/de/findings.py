"""A finding as a sentence, made of its kind and details."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from agent.core.messages import days, flags, printers
from cloud.portal.messages.counting import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REFUSALS: Mapping[str, str] = {
    "too_large": "Die E-Mail oder ein Teil davon ist größer als jeder Bericht.",
    "too_many_parts": "Die E-Mail hat mehr Zeilen oder Teile als jeder Bericht.",
    "too_deep": "Die E-Mail ist zu tief verschachtelt.",
    "bad_header": "Der Kopf der E-Mail ist nicht lesbar.",
    "no_report": "Die E-Mail enthält keine meters.json.",
    "several_reports": "Die E-Mail enthält mehr als eine meters.json oder meters.sig.",
    "not_json": "meters.json ist kein JSON-Objekt in UTF-8.",
    "newer_schema": "Der Bericht hat ein neueres Format, als dieser Empfänger kennt.",
    "older_schema": "Der Bericht hat ein Format, das nicht mehr angenommen wird.",
    "not_a_report": "meters.json entspricht nicht dem Schema eines Berichts.",
    "no_run": "Der Bericht hat keine laufende Nummer.",
    "unsigned": "Der Bericht ist nicht signiert.",
    "bad_signature": "Die Signatur passt nicht zum Bericht.",
    "dated_ahead": "Der Bericht ist nach seinem Eingang datiert: Die Uhr des Agenten geht falsch.",
    "dated_wrong": "Der Bericht ist vor 2000 oder nach 2100 datiert: Die Uhr des Agenten geht falsch.",
    "too_many_dealers": "Die E-Mail nennt zu viele Händler.",
    "no_such_dealer": "An dieser Adresse nimmt kein Händler Berichte an.",
}


def sentence(kind: str, details: Mapping[str, Any], text: str) -> str:
    """Return the sentence of a finding; `text` is its English one, which stands where nothing is better."""
    if kind in _SENTENCES:
        return _SENTENCES[kind](details, text)
    return text


def _silent(details: Mapping[str, Any], _text: str) -> str:
    if not details.get("last_report"):
        return "Noch kein Bericht. Prüfen Sie, ob der Registrierungscode eingegeben wurde."
    missed = int(details.get("missed_days") or 1)
    return f"Seit {day(details['last_report'])} kein Bericht ({count(missed, 'Tag', 'Tage')} ausgefallen)."


def _standstill(details: Mapping[str, Any], text: str) -> str:
    reasons = str(details.get("reasons") or "").split()
    said = "; ".join(dict.fromkeys(printers.reason(keyword) for keyword in reasons))
    return f"{said[:1].upper()}{said[1:]}." if said else text


def _ship(details: Mapping[str, Any], _text: str) -> str:
    may = f", evtl. leer ab {day(details['earliest'])}" if details.get("earliest") else ""
    name, colorant = str(details.get("supply") or ""), details.get("colorant")
    supply = printers.supply("toner", colorant, None) if colorant and "toner" in name.lower() else name
    left = f"noch {details['percent_left']} %{may}"
    return f"{supply[:1].upper()}{supply[1:]}: {left}. Versand bis {day(details['send_by'])}."


def _ship_stopped(details: Mapping[str, Any], _text: str) -> str:
    which = count(int(details.get("printers") or 1), "Drucker", "Drucker")
    return f"{which} ohne Lieferung: letzter Stand {day(details['last_read'])} oder älter."


def _device_silent(details: Mapping[str, Any], _text: str) -> str:
    missed = count(int(details.get("missed_days") or 1), "Berichtstag", "Berichtstagen")
    return f"Keine Antwort an {missed} des Büros. Zuletzt abgefragt am {day(details['last_read'])}."


def _device_gone(details: Mapping[str, Any], _text: str) -> str:
    return f"Stillgelegt: zuletzt abgefragt am {day(details['last_read'])}."


def _device_new(_details: Mapping[str, Any], text: str) -> str:
    return "War stillgelegt und antwortet wieder." if "retired" in text else "Neu in diesem Büro."


def _meter(details: Mapping[str, Any], text: str) -> str:
    return flags.flag(str(details["flag"])) if details.get("flag") else text


def _chain(details: Mapping[str, Any], text: str) -> str:
    first, last = details.get("first_run"), details.get("last_run")
    if first is None:
        return text
    if "Neither" in text:
        return f"Zwei verschiedene Fassungen von Bericht {first}. Keine wird gezählt."
    if "follow" in text:
        return f"Bericht {first} folgt nicht auf den empfangenen Bericht davor."
    return f"Bericht {first} fehlt." if first == last else f"Berichte {first} bis {last} fehlen."


def _sender(details: Mapping[str, Any], _text: str) -> str:
    parts = [f"Nennt sein Büro {details.get('said') or '(ohne Namen)'}."]
    if details.get("follows"):
        parts.append(f"Gibt an, den Agenten von {details['follows']} zu ersetzen.")
    if details.get("knows_code"):
        parts.append("Verwendet einen Registrierungscode, den schon ein anderer Agent verwendet hat.")
    parts.append(f"Berichte an {count(int(details.get('days') or 1), 'Tag', 'Tagen')}.")
    return " ".join(parts)


def _refused(details: Mapping[str, Any], text: str) -> str:
    why = REFUSALS.get(str(details.get("reason")), text)
    return f"{count(int(details.get('count') or 1), 'E-Mail', 'E-Mails')} abgelehnt: {why}"


def day(iso: object) -> str:
    """Return a day of a finding."""
    return days.day(date.fromisoformat(str(iso)[:10]))


def flag(name: str) -> str:
    """Return the sentence of a report's flag."""
    return flags.flag(name)


_SENTENCES: Mapping[str, Callable[[Mapping[str, Any], str], str]] = {
    "site_silent": _silent,
    "standstill": _standstill,
    "ship": _ship,
    "ship_stopped": _ship_stopped,
    "device_silent": _device_silent,
    "device_gone": _device_gone,
    "device_new": _device_new,
    "meter": _meter,
    "chain": _chain,
    "sender_waits": _sender,
    "mails_refused": _refused,
}
