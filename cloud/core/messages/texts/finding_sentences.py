"""A finding in a reader's language, made of its kind and details."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from agent.core.messages import flags, printers
from agent.core.messages.catalogue import gettext, is_source_language, ngettext, translated
from cloud.core.analysis import finding
from cloud.core.messages.texts import analysis, service_messages
from cloud.core.messages.texts.refused_mail import REASONS
from cloud.core.portal.today import OPERATOR, REFUSED, SENDER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Details = Mapping[str, Any]


def sentence(kind: str, subject: str, details: Details, text: str) -> str:
    """Return the sentence of a finding; `text` is its English one, for kinds that have no other."""
    make = _SENTENCES.get(kind)
    return make(subject, details) or text if make else text


def _silent(_subject: str, details: Details) -> str:
    if not details.get("last_report"):
        return gettext(analysis.NEVER_REPORTED)
    last = _day(details.get("last_day") or details["last_report"])
    return analysis.silent(last, _count(details, "missed_days"))


def _standstill(_subject: str, details: Details) -> str:
    """Return the sentences of its reasons; the English text has more (trays, the printer's own words)."""
    reasons = "" if is_source_language() else str(details.get("reasons") or "")
    said = "; ".join(dict.fromkeys(map(printers.reason, reasons.split())))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _ship(_subject: str, details: Details) -> str:
    earliest = _day(details["earliest"]) if details.get("earliest") else None
    name, leaves = analysis.supply(details), _day(details["send_by"])
    return analysis.ship(name, details["percent_left"], leaves, earliest)


def _ship_stopped(_subject: str, details: Details) -> str:
    return analysis.ship_stopped(_count(details, "printers"), finding.OLD.days, _day(details["last_read"]))


def _order_stopped(_subject: str, details: Details) -> str:
    return analysis.order_stopped(analysis.supply(details), str(details["trouble"]))


def _device_silent(_subject: str, details: Details) -> str:
    return analysis.device_silent(_count(details, "missed_days"), _day(details["last_read"]))


def _device_gone(_subject: str, details: Details) -> str:
    return analysis.device_gone(_day(details["last_read"]))


def _device_new(subject: str, details: Details) -> str:
    is_back = details.get("device") not in {None, subject}
    return gettext(analysis.DEVICE_BACK if is_back else analysis.DEVICE_NEW)


def _meter(_subject: str, details: Details) -> str:
    match details.get("flag"):
        case None:
            return ""
        case finding.TWO_SITES:
            return analysis.two_sites(str(details.get("site_ids") or details["sites"]).splitlines())
        case finding.COUNTER_FELL:
            return analysis.counter_fell(details["before"], details["after"])
        case flag:
            return str(flags.flag(flag))


def _chain(subject: str, details: Details) -> str:
    first, last = details.get("first_run"), details.get("last_run")
    if first is None or last is None:
        return ""
    what = subject.removeprefix(f"{details.get('agent')} ").rpartition(" ")[0]
    if what == finding.FORKED:
        return analysis.run_disputed(first)
    return analysis.other_past(first) if what == finding.OTHER_PAST else analysis.runs_missing(first, last)


def _failed(_subject: str, details: Details) -> str:
    return analysis.failed(str(details["error"])) if details.get("error") else ""


def _sender(_subject: str, details: Details) -> str:
    said = details.get("said") or gettext(analysis.NO_NAME)
    parts = [gettext("Calls its office {said}.", said=said)]
    if details.get("follows"):
        parts.append(analysis.follows(str(details["follows"])))
    if details.get("knows_code"):
        parts.append(gettext(analysis.KNOWS_CODE))
    parts.append(ngettext("Reported on {count} day.", "Reported on {count} days.", _count(details, "days")))
    return " ".join(parts)


def _refused(_subject: str, details: Details) -> str:
    reason = str(details.get("reason"))
    return ngettext(
        "{count} email rejected: {why}",
        "{count} emails rejected: {why}",
        _count(details, "count"),
        why=translated(REASONS).get(reason, reason),
    )


def _operator(_subject: str, details: Details) -> str:
    return service_messages.sentence(str(details.get("what")), str(details.get("reason")))


def _count(details: Details, name: str) -> int:
    return int(details.get(name) or 1)


def _day(iso: object) -> date:
    return date.fromisoformat(str(iso)[:10])


_SENTENCES: Mapping[str, Callable[[str, Details], str]] = {
    finding.SILENT: _silent,
    finding.STANDSTILL: _standstill,
    finding.SHIP: _ship,
    finding.SHIP_STOPPED: _ship_stopped,
    finding.ORDER_STOPPED: _order_stopped,
    finding.DEVICE_SILENT: _device_silent,
    finding.DEVICE_GONE: _device_gone,
    finding.DEVICE_NEW: _device_new,
    finding.METER: _meter,
    finding.CHAIN: _chain,
    finding.FAILED: _failed,
    SENDER: _sender,
    REFUSED: _refused,
    OPERATOR: _operator,
}
