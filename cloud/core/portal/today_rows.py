"""Rows of today: made of alerts, signers, refused mails and the digest's note; sorted, the worst first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cloud.core import keys
from cloud.core.analysis import finding
from cloud.core.messages.texts.refused_mail import REASONS
from cloud.core.portal.decided import FINDING
from cloud.core.portal.decided import SENDER as SENDER_SUBJECT
from cloud.core.portal.today import OPERATOR, ORDER, REFUSED, SENDER, TodayRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.core.item_types import AlertItem, MailItem, SignerItem
    from cloud.core.portal.decision import LastDecision
    from cloud.core.portal.person import Person

    Last = Mapping[str, LastDecision]

_RANK = {kind: place for place, kind in enumerate(ORDER)}
_OF_A_FINDING = ("done", "snooze", "reopen")
_RETIRED_FROM = frozenset({finding.DEVICE_SILENT, finding.DEVICE_GONE})


def of_alert(item: AlertItem, last: Last, person: Person) -> TodayRow:
    """Return the row of a finding."""
    details = json.loads(item["details"])
    more = ("retire",) if item["alert"] in _RETIRED_FROM else ()
    return _row(
        last,
        person,
        (*_OF_A_FINDING, *more),
        keys.subject(FINDING, item["site"], item["alert"], item["subject"]),
        kind=item["alert"],
        site=item["site"],
        site_name=item["site_name"],
        subject=item["subject"],
        text=item["text"],
        is_urgent=item["urgent"],
        since=item["since"],
        details=details,
        device=str(details.get("device") or ""),
    )


def of_sender(item: SignerItem, last: Last, person: Person) -> TodayRow:
    """Return the row of a sender that waits for a word; what it says of its site proves nothing."""
    said = item.get("said_name") or item["said_site"]
    names = ("agent", "key", "version", "platform", "follows", "last_run", "last_made_at", "said_site")
    return _row(
        last,
        person,
        ("confirm", "reject"),
        keys.subject(SENDER_SUBJECT, item["agent"], item["key"]),
        kind=SENDER,
        site="",
        site_name=said,
        subject=f"{item['agent']} {item['key']}",
        text="A sender waits: it is assigned to no office.",
        since=item["last_made_at"][:10],
        details={name: item.get(name) for name in names} | {"said": said},
    )


def of_refused(items: Iterable[MailItem], last: Last, person: Person) -> list[TodayRow]:
    """Return one row for each reason and UTC day of mails that were refused."""
    found: dict[tuple[str, str], list[MailItem]] = {}
    for item in items:
        found.setdefault((item["arrived"][:10], item["reason"]), []).append(item)
    return [
        _row(
            last,
            person,
            _OF_A_FINDING,
            keys.subject(FINDING, "", REFUSED, f"{day} {reason}"),
            kind=REFUSED,
            site="",
            site_name="",
            subject=f"{day} {reason}",
            text=REASONS.get(reason, reason),
            since=day,
            details={"reason": reason, "count": len(its), "mail": max(str(one["mail"]) for one in its)},
        )
        for (day, reason), its in sorted(found.items(), reverse=True)
    ]


def of_operator(day: str, what: str, text: str, last: Last, person: Person) -> TodayRow:
    """Return the row of something that the operator has to mend: a digest that SES refused, say."""
    subject = f"{day} {what}"
    return _row(
        last,
        person,
        _OF_A_FINDING,
        keys.subject(FINDING, "", OPERATOR, subject),
        kind=OPERATOR,
        site="",
        site_name="",
        subject=subject,
        text=text,
        is_urgent=True,
        since=day,
        details={"what": what, "reason": text},
    )


def worst_first(rows: Iterable[TodayRow]) -> list[TodayRow]:
    """Return rows in the order in which they are read."""
    return sorted(rows, key=_order)


def _order(row: TodayRow) -> tuple[int, bool, str, str, str]:
    day = str(row.details.get("send_by") or "")
    return _RANK.get(row.kind, len(_RANK)), not row.is_urgent, day, row.site_name.casefold(), row.subject


def _row(last: Last, person: Person, deeds: Iterable[str], about: str, **values: Any) -> TodayRow:  # noqa: ANN401 (TodayRow's own)
    said = last.get(about)
    return TodayRow(
        **values,
        last=said,
        version=said.version if said else "",
        deeds=tuple(deed for deed in deeds if person.may(deed)),
    )
