"""A finding as a sentence, made of its kind and details."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from agent.core.messages import days, flags
from cloud.core import messages
from cloud.portal.messages.counting import count

if TYPE_CHECKING:
    from collections.abc import Mapping

REFUSALS: Mapping[str, str] = {}  # English stands in core/refused_mail


def sentence(kind: str, details: Mapping[str, Any], text: str) -> str:
    """Return the sentence of a finding; `text` is its English one, which stands where nothing is better."""
    if kind == "sender_waits":
        return _sender(details)
    if kind == "mails_refused":
        return count(int(details.get("count") or 1), "email", "emails") + f" rejected: {text}"
    return text


def _sender(details: Mapping[str, Any]) -> str:
    parts = [f"Calls its office {details.get('said') or '(no name)'}."]
    if details.get("follows"):
        parts.append(messages.follows(str(details["follows"])))
    if details.get("knows_code"):
        parts.append(messages.KNOWS_CODE)
    parts.append(f"Reported on {count(int(details.get('days') or 1), 'day', 'days')}.")
    return " ".join(parts)


def day(iso: object) -> str:
    """Return a day of a finding."""
    return days.day(date.fromisoformat(str(iso)[:10]))


def flag(name: str) -> str:
    """Return the sentence of a report's flag."""
    return flags.flag(name)
