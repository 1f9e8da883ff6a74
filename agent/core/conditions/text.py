"""A condition as a person reads it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import RULES, Condition, ConditionKind
from agent.core.messages import conditions as messages
from agent.core.messages import office_status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.core.model.errors import Surface
    from agent.core.report_format.report import ConditionEntry, Report

_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(Z|[+-]\d\d:\d\d)", re.ASCII
)  # ISO 8601 with its offset


def title_of(condition: Condition) -> str:
    """Return the title of a condition, in the language that is spoken."""
    return _filled(messages.TITLES, condition)


def advice_of(condition: Condition, surface: Surface = "terminal") -> str:
    """Return the advice for a condition in the words of a surface, in the language that is spoken."""
    own = {"icon": messages.ICON_ADVICE, "window": messages.WINDOW_ADVICE}.get(surface, {})
    return _filled(own if condition.kind in own else messages.ADVICE, condition)


def _filled(templates: Mapping[str, str], condition: Condition) -> str:
    facts = {name: _readable(fact) for name, fact in condition.facts.items()}
    return templates[condition.kind].format(subject=_readable(condition.subject), **facts)


def _readable(fact: object) -> object:
    """Return a moment as people write it in the language that is spoken, all else as it is."""
    if isinstance(fact, str) and _MOMENT.fullmatch(fact):
        with suppress(ValueError, OverflowError):  # no day of the calendar, or none in this zone
            return office_status.moment(datetime.fromisoformat(fact))
    return fact


def key_of(condition: Condition) -> str:
    """Return the key that tells conditions apart: of one kind and subject at most one stands."""
    return f"{condition.kind} {condition.subject}"


def sentence_of(condition: Condition, surface: Surface = "terminal") -> str:
    """Return title and advice in the words of a surface, on one line."""
    return f"{title_of(condition)} {advice_of(condition, surface)}"


def condition_row(condition: Condition) -> ConditionEntry:
    """Return one element of conditions[]: one that stands."""
    return {
        "kind": str(condition.kind),
        "subject": condition.subject,
        "since": condition.since.isoformat(timespec="seconds"),
        "facts": dict(condition.facts),
    }


def of_report(report: Report) -> tuple[Condition, ...]:
    """Return the conditions of a report that this program knows, its own or an older one's."""
    return tuple(
        Condition(
            ConditionKind(row["kind"]), row["subject"], datetime.fromisoformat(row["since"]), row["facts"]
        )
        for row in report.get("conditions", ())
        if row["kind"] in frozenset(ConditionKind)
        and set(row["facts"]) >= set(RULES[ConditionKind(row["kind"])].facts)
    )


def most_urgent(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """Return the conditions with those first while which no report can be relied on."""
    return tuple(sorted(conditions, key=lambda one: not RULES[one.kind].is_trouble))


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Yield what to say of sentences by key that were `before` and are now `after`: new, changed, mended."""
    for key, sentence in after.items():
        if before.get(key) != sentence:
            yield sentence
    for key, sentence in before.items():
        if key not in after:
            yield messages.mended(sentence)
