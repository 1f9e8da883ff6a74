"""What needs a person today, worst first: findings, senders that wait, refused mails, failed digests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cloud.core.analysis import finding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cloud.core.portal.decision import LastDecision

SENDER, REFUSED, OPERATOR = "sender_waits", "mails_refused", "operator"
# Worst first: what stops work, what costs money soon, what needs an answer, what is news.
ORDER = (
    *(OPERATOR, finding.STANDSTILL, finding.SILENT, SENDER, finding.SHIP, finding.SHIP_STOPPED),
    *(finding.ORDER_STOPPED, finding.METER, finding.CHAIN, REFUSED, finding.DEVICE_SILENT),
    *(finding.DEVICE_NEW, finding.DEVICE_GONE, finding.FAILED),
)
MOST = 200  # rows that are shown; `more` says how many there are besides


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One thing that needs a person. `kind` is one of ORDER.

    `subject` and `site` name it in a decision; of a sender `details` has agent, key, said, follows, days,
    of refused mails reason and count, of the operator's side which alarm. `text` is English; by kind and
    details the page says it in its own language. `last` is the last decision on it, `version` its version
    ("" if there is none), `deeds` what this person may do with it.
    """

    kind: str
    site: str
    site_name: str
    subject: str
    text: str
    is_urgent: bool = False
    since: str = ""
    details: Mapping[str, str | int | None] = field(default_factory=dict)
    device: str = ""
    last: LastDecision | None = None
    version: str = ""
    deeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """A dealer's today. `rows` are open, `put_off` done or snoozed ones; `counts` open rows by kind.

    `analysed_at` is when the findings were made (ISO 8601, UTC), "" before the first analysis.
    """

    name: str
    day: date
    analysed_at: str
    offices: int
    printers: int
    rows: tuple[TodayRow, ...]
    put_off: tuple[TodayRow, ...]
    counts: Mapping[str, int]
    more: int = 0
