"""A decision as it is asked for, and the last one on a subject: the second of two sees the first's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cloud.core.answers.problem import ProblemDetails

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LastDecision:
    """The last decision on a subject. `version` is handed back as `seen` by whoever decides next.

    `until` is the day on which a snoozed finding comes back, `since` the day of the finding it is about.
    """

    subject: str
    version: str
    what: str
    who: str
    when: datetime
    why: str = ""
    until: date | None = None
    since: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks to be decided: `what` is one of person.DEEDS, `about` names what it is about.

    done, snooze, reopen    site, kind, subject (of the finding)
    retire, unretire, manage, unmanage    device
    confirm    agent, key, site (may be absent: that of the sender it follows); reject    agent, key
    resolve    agent, run, sha256 ("none": no report of the run counts)
    add_site, office    site, and what changes: name and the fields of office.OfficeSettings
    issue_code    site, form (any text, another for each code that is wanted; without one `seen` is taken)
    withdraw_code    code_id
    notify    the fields of notify.Notify
    close    closed_on, site (absent: all offices), replaces (SHA-256 of the closing that it corrects)
    read_by_hand    device, day, total, and what else was read: monochrome, full_color, large
    swap_board    device, at, and both panels: before_total, after_total, before_monochrome, ...
    ask_meters    site, closed_on
    ask_order, approve_order, send_order, ignore_order    device, place (of the supply), and tracking if known
    mail_orders    nothing; erp_profile    name, text ("" takes it away); erp_address    mail, profile

    `seen` is the version of the last decision that the person saw, "" for none: with another one standing
    it is refused. `until` is the day until which a finding is snoozed.
    """

    what: str
    about: Mapping[str, str]
    seen: str = ""
    why: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What is so now: a sentence for programs and logs, the new last decision, and what only it tells.

    `shown_once` holds what is shown once: an issued `code`.
    """

    result: str
    last: LastDecision
    shown_once: Mapping[str, str] = field(default_factory=dict)


class Conflict(ProblemDetails):
    """Somebody else decided first: `last` is what they said."""

    def __init__(self, last: LastDecision) -> None:
        when = last.when.isoformat(timespec="minutes")
        super().__init__(409, "conflict", f"{last.who} decided this first: {last.what}, {when}.")
        self.last = last

    def as_json(self) -> dict[str, Any]:
        """Return the first decision for programs."""
        last = self.last
        return {
            "what": last.what,
            "who": last.who,
            "when": last.when.isoformat(),
            "why": last.why,
            "version": last.version,
        }
