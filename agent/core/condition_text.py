"""A condition as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words import conditions as words

if TYPE_CHECKING:
    from agent.core.conditions import Condition


def title_of(condition: Condition) -> str:
    """Return what is wrong, in the language that is spoken."""
    return _filled(words.TITLES, condition)


def advice_of(condition: Condition) -> str:
    """Return what to do about it, in the language that is spoken."""
    return _filled(words.ADVICE, condition)


def _filled(templates: dict[str, str], condition: Condition) -> str:
    return templates[condition.kind].format(subject=condition.subject, **condition.facts)
