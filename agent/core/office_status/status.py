"""How things stand, in one value: for `meters status` and the icon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.conditions.kinds import Condition, ConditionKind
from agent.core.conditions.text import advice_of, condition_row, most_urgent, sentence_of, title_of
from agent.core.doctor.why import place_of
from agent.core.messages import doctor, office_status, service

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from agent.core.model.records import Delivery
    from agent.core.office_status.open_matters import LongSilent, StuckLetter
    from agent.core.report_builder.scan_record import ScanRecord
    from agent.core.reporting.attention import Need

MANY_TRIES = 5  # after these the mail server has been failing for five hours
MOST_UNREADABLE = 5  # that are named: a wrong SNMPv3 user keeps a whole fleet from being read


@dataclass(frozen=True, slots=True)
class Status:
    """The last scan that came to its end, the scan that runs, what needs attention, what waits, what is next.

    `mail_expected` says when the next one after
    `last_sent` should leave, `silent` how many known printers the last scan did not hear. `more_needs` are
    printers that need attention and are not in `needs`; `conditions` those that stand; `networks_left_out`
    pairs (interface, why) of the last scan. Of `valueless` known printers the store has no values, as after
    damage; they were last read at `valueless_read`. `unreadable` are pairs (address, why) of what
    answered the last scan and could not be read. `stuck` and `long_silent` are what a person can end by a
    click.
    """

    last_scan: datetime | None
    printers: int
    needs: tuple[Need, ...]
    running: ScanRecord | None
    mail_configured: bool
    waiting: tuple[Delivery, ...]
    refused: tuple[Delivery, ...]
    last_sent: datetime | None
    next_run: datetime | None
    mail_expected: datetime | None = None
    silent: int = 0
    more_needs: int = 0
    conditions: tuple[Condition, ...] = ()
    networks_left_out: tuple[tuple[str, str], ...] = ()
    stuck: tuple[StuckLetter, ...] = ()
    long_silent: tuple[LongSilent, ...] = ()
    valueless: int = 0
    valueless_read: datetime | None = None
    unreadable: tuple[tuple[str, str], ...] = ()

    @property
    def needs_attention(self) -> bool:
        """True where a condition stands, a letter waits or was refused, or known printers were silent."""
        return bool(self.conditions or self.waiting or self.refused or self.silent)

    @property
    def has_only_valueless(self) -> bool:
        """True where printers are known and nothing is left of what the last scan read."""
        return bool(self.valueless and not self.printers)


def lines_of(status: Status, *, of_service: bool = False) -> Iterator[str]:
    """Yield the status in sentences, one a line; what is wrong comes first.

    `of_service`: to a user of the computer's service, who has no command that mends it.
    """
    for condition in most_urgent(status.conditions):
        yield office_status.condition(sentence_of(condition), condition.since)
        if not of_service:
            yield f"  {doctor.why(place_of(condition).command)}"
    if status.running:
        yield office_status.scan_running(status.running.printers_read, status.running.printers_expected)
    if status.last_scan is None:
        yield service.NO_SCAN_YET if of_service else office_status.NO_SCAN_YET
    elif not status.has_only_valueless:
        yield office_status.last_scan(status.last_scan, status.printers, len(status.needs))
    if status.valueless and status.valueless_read:
        yield office_status.known_printers(status.valueless, status.valueless_read)
    for need in status.needs:
        yield f"  {'!' if need.urgent else '-'} {need.printer}: {'; '.join(need.sentences)}."
    for name, why in status.networks_left_out:
        yield f"  - {name}: {why}."
    if not of_service:
        yield from _unreadable_lines(status.unreadable)
    yield from _mail_lines(status, of_service=of_service)
    yield office_status.next_run(status.next_run)


def _unreadable_lines(unreadable: Sequence[tuple[str, str]]) -> Iterator[str]:
    for address, why in unreadable[:MOST_UNREADABLE]:
        yield f"  - {address}: {why}"
        yield f"    {doctor.why(f'meters doctor {address}')}"
    if len(unreadable) > MOST_UNREADABLE:
        yield f"  - {office_status.more_unreadable(len(unreadable) - MOST_UNREADABLE)}"


def _mail_lines(status: Status, *, of_service: bool) -> Iterator[str]:
    is_unconfirmed = any(one.kind is ConditionKind.MAIL_UNCONFIRMED for one in status.conditions)
    if not status.mail_configured and not is_unconfirmed:
        yield service.MAIL_NOT_SET_UP if of_service else office_status.MAIL_NOT_SET_UP
    if status.last_sent:
        yield office_status.last_sent(status.last_sent)
    for delivery in status.waiting:
        yield office_status.letter_waits(delivery.run_number, delivery.next_try_at, delivery.last_error)
    for delivery in status.refused:
        yield office_status.letter_refused(delivery.run_number, delivery.last_error)
    if of_service:
        return
    if status.refused or any(delivery.attempts >= MANY_TRIES for delivery in status.waiting):
        yield office_status.CARRY


def as_json(status: Status) -> dict[str, Any]:
    """Return the status for programs; times are ISO 8601 with offset."""
    return {
        "last_scan": _iso(status.last_scan),
        "printers": status.printers,
        "valueless": {"printers": status.valueless, "last_read": _iso(status.valueless_read)},
        "needs": [
            {"printer": n.printer, "sentences": list(n.sentences), "urgent": n.urgent} for n in status.needs
        ],
        "running": {"read": status.running.printers_read, "expected": status.running.printers_expected}
        if status.running
        else None,
        "mail_configured": status.mail_configured,
        "waiting": _deliveries(status.waiting),
        "refused": _deliveries(status.refused),
        "last_sent": _iso(status.last_sent),
        "next_run": _iso(status.next_run),
        "conditions": [_condition(one) for one in status.conditions],
        "networks_left_out": [{"name": name, "why": why} for name, why in status.networks_left_out],
        "unreadable": [{"address": address, "why": why} for address, why in status.unreadable],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        **condition_row(condition),
        "title": title_of(condition),
        "advice": advice_of(condition),
        "why": place_of(condition).command,
    }


def _deliveries(deliveries: Sequence[Delivery]) -> list[dict[str, Any]]:
    return [
        {
            "run_number": d.run_number,
            "queued_at": _iso(d.queued_at),
            "attempts": d.attempts,
            "next_try_at": _iso(d.next_try_at),
            "last_error": d.last_error,
        }
        for d in deliveries
    ]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
