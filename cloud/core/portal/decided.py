"""The last decision on each subject, as an item: whoever decides next has to have seen it."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.decisions import Decision, decision_item
from cloud.core.portal.decision import LastDecision
from cloud.core.portal.person import ORDER_DEEDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud.core.item_types import DecidedItem


FINDING, DEVICE, SENDER, FORK, OFFICE = "finding", "device", "sender", "fork", "office"
CODES, CODE, NOTIFY, ORDER = "codes", "code", "notify", "order"
CLOSING, BY_HAND, BOARD, METERS = "closing", "by_hand", "board", "meters"
ERP_PROFILE, ERP_ADDRESS, MAIL_ORDERS = "erp_profile", "erp_address", "mail_orders"
# What each decision is about: the kind of subject, and the names in `about` that make it.
_SUBJECTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("done", "snooze", "reopen"), (FINDING, "site", "kind", "subject")),
    **dict.fromkeys(("retire", "unretire", "manage", "unmanage"), (DEVICE, "device")),
    **dict.fromkeys(("confirm", "reject"), (SENDER, "agent", "key")),
    "resolve": (FORK, "agent", "run"),
    **dict.fromkeys(("add_site", "rename_site", "office"), (OFFICE, "site")),
    "issue_code": (CODES, "site", "form"),
    "withdraw_code": (CODE, "code_id"),
    "notify": (NOTIFY,),
    "close": (CLOSING,),  # one at a time: whoever freezes has seen the closing before
    "read_by_hand": (BY_HAND, "device"),
    "swap_board": (BOARD, "device"),
    "ask_meters": (METERS, "site"),
    **dict.fromkeys(ORDER_DEEDS, (ORDER, "device", "place")),
    "erp_profile": (ERP_PROFILE, "name"),
    "erp_address": (ERP_ADDRESS,),
    "mail_orders": (MAIL_ORDERS,),
}


def subject_of(what: str, about: Mapping[str, str]) -> str | None:
    """Return the subject of a decision, None where it has none that another decision could be about."""
    if what not in _SUBJECTS:
        return None
    kind, *names = _SUBJECTS[what]
    return keys.subject(kind, *(about.get(name, "") for name in names))


def decided_item(decision: Decision) -> DecidedItem | None:
    """Return a decision as the last one on its subject, None where it has no subject."""
    subject = subject_of(decision.what, decision.about)
    if subject is None:
        return None
    logged, about = decision_item(decision), decision.about
    key = keys.decided_key(decision.dealer, subject)
    return {
        "pk": key.pk,
        "sk": key.sk,
        "kind": "decided",
        "dealer": decision.dealer,
        "version": logged["sk"],
        "what": logged["what"],
        "who": logged["who"],
        "when": logged["when"],
        "why": logged["why"],
        "about": logged["about"],
        # By these an erasure finds it.
        "site": about.get("site") or None,
        "agent": about.get("agent") or None,
        "key": about.get("key") or None,
        "device": about.get("device") or None,
        "code_id": about.get("code_id") or None,
    }


def last_of(item: DecidedItem) -> LastDecision:
    """Return the last decision that an item holds."""
    about = json.loads(item["about"])
    until = about.get("until")
    return LastDecision(
        subject=item["sk"],
        version=item["version"],
        what=item["what"],
        who=item["who"],
        when=datetime.fromisoformat(item["when"]),
        why=item["why"],
        until=date.fromisoformat(until) if until else None,
        since=about.get("since", ""),
    )


def is_put_off(last: LastDecision | None, since: str, today: date) -> bool:
    """Return whether a finding that began on a day is done, or snoozed for longer than today.

    What was over and began anew is another finding.
    """
    if last is None or last.since != since:
        return False
    return last.what == "done" or (last.what == "snooze" and last.until is not None and today < last.until)
