"""The body of a decision that a dealer's program sends, to the request that it stands for."""

import json
import re
from contextlib import suppress
from datetime import date
from typing import Any

from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.decision import Request
from cloud.core.portal.person import DEEDS

LARGEST = 64 * 1024  # octets
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NAMES = frozenset({"what", "about", "seen", "why", "until"})


def request_of(body: bytes, deeds: tuple[str, ...] = DEEDS) -> Request:
    """Return the request of a body for one of these deeds; ProblemDetails (400) says what is wrong."""
    content = _object(body)
    unknown = content.keys() - _NAMES
    if unknown:
        raise ProblemDetails(400, min(unknown)[:40], f"A decision has no {min(unknown)[:40]}.")
    about = content.get("about", {})
    if not isinstance(about, dict) or not all(isinstance(value, str) for value in about.values()):
        raise ProblemDetails(400, "about", "about is an object of texts.")
    texts = {name: content.get(name, "") for name in ("what", "seen", "why")}
    wrong = next((name for name, value in texts.items() if not isinstance(value, str)), None)
    if wrong:
        raise ProblemDetails(400, wrong, f"{wrong} is a text.")
    if texts["what"] not in deeds:
        raise ProblemDetails(400, "what", f"what is one of {', '.join(deeds)}.")
    return Request(about=about, until=_day(content.get("until")), **texts)


def closing_request_of(body: bytes) -> Request:
    """Return the request of a body that closes a day; ProblemDetails (400) says what is wrong with it."""
    content = _object(body)
    about = {name: content.pop(name) for name in ("closed_on", "site", "replaces") if name in content}
    return request_of(json.dumps({**content, "what": "close", "about": about}).encode())


def _object(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body.decode()) if len(body) <= LARGEST else None
    except (ValueError, RecursionError) as error:
        raise ProblemDetails(400, "body", "A decision is a JSON object.") from error
    if not isinstance(content, dict):
        raise ProblemDetails(400, "body", f"A decision is a JSON object of {LARGEST} octets at most.")
    return content


def _day(text: object) -> date | None:
    if text is None:
        return None
    if isinstance(text, str) and _DAY.fullmatch(text):
        with suppress(ValueError):  # no such day: refused below
            return date.fromisoformat(text)
    raise ProblemDetails(400, "until", "until is a day such as 2026-11-22.")
