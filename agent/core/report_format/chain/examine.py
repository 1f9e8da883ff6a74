"""One report as the proof of a chain needs it: a few hundred octets, so that ten years of them fit."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.report_format.signatures import content_problems, sha256_of, verify, vouched_by
from agent.core.report_format.untrusted import content_of, number_of, object_of, octets_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.core.report_format.problems import ReportProblem

MOST_CANCELLED = 1000  # runs that one report may name: a person ends them one by one


LONGEST_TEXT = 1000  # characters of an id: what is kept of a million reports must be small
KEY_OCTETS = 32


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report as somebody has it: where it lay, its bytes, the text of its meters.sig (None = none).

    `sought` is True where a person named it, False where it merely lay in a folder.
    """

    name: str
    report: bytes
    signature: str | None
    sought: bool = True


@dataclass(frozen=True, slots=True)
class Follows:
    """The chain that ended where this one began, as the report tells it (`agent.follows`)."""

    agent_id: str
    last_run_number: int | None
    last_sha256: str | None


@dataclass(frozen=True, slots=True)
class Examined:
    """What one report tells of itself, all of it untrusted but `integrity` and the two hashes.

    `integrity` is valid, invalid or unsigned, by the report's own `key`. `key` and `vouched_by` are
    raw octets. `content_sha256` is the same for two reports that differ in their report_id alone.
    `cancelled` are runs (agent id, run number) that a person ended before their letters had left.
    `flaws` are what no honest report has; `is_report` is False where the file
    is no report at all.
    """

    name: str
    sought: bool
    is_report: bool
    sha256: str
    content_sha256: str
    agent_id: str | None
    report_id: str | None
    run_number: int | None
    previous_sha256: str | None
    integrity: str
    key: bytes | None
    vouched_by: bytes | None
    follows: Follows | None
    flaws: tuple[ReportProblem, ...]
    cancelled: frozenset[tuple[str, int]] = frozenset()


def examine(evidence: Evidence, keys: Iterable[bytes] = ()) -> Examined:
    """Return everything that can be known of one report; its bytes may be anything.

    `keys` (raw octets) are tried where the report itself names none.
    """
    content = content_of(evidence.report)
    agent = object_of(content, "agent")
    agent_id = _short(agent.get("id"))
    key = text_of(agent.get("public_key")) or _signing_key(evidence, keys)
    return Examined(
        name=evidence.name,
        sought=evidence.sought,
        is_report="schema" in content and agent_id is not None,
        sha256=sha256_of(evidence.report),
        content_sha256=_content_sha256(content),
        agent_id=agent_id,
        report_id=_short(content.get("report_id")),
        run_number=number_of(content.get("run_number")),
        previous_sha256=_short(content.get("previous_sha256")),
        integrity=_integrity(evidence, key),
        key=_key(key),
        vouched_by=_key(vouched_by(agent)),
        follows=_follows(agent),
        flaws=content_problems(content),
        cancelled=_cancelled(content),
    )


def _short(value: object) -> str | None:
    """Return a text of a length that an honest one can have, None for anything else."""
    text = text_of(value)
    return text if text is not None and len(text) <= LONGEST_TEXT else None


def _key(text: str | None) -> bytes | None:
    octets = octets_of(text or "")
    return octets if octets is not None and len(octets) == KEY_OCTETS else None


def _signing_key(evidence: Evidence, keys: Iterable[bytes]) -> str | None:
    texts = (base64.b64encode(key).decode() for key in keys)
    return next((key for key in texts if verify(key, evidence.report, evidence.signature or "")), None)


def _integrity(evidence: Evidence, key: str | None) -> str:
    if evidence.signature is None:
        return "unsigned"
    return "valid" if key is not None and verify(key, evidence.report, evidence.signature) else "invalid"


def _content_sha256(content: Mapping[str, Any]) -> str:
    try:
        text = json.dumps({**content, "report_id": None}, sort_keys=True)
    except RecursionError:  # it was read one level short of the limit
        return ""
    return hashlib.sha256(text.encode()).hexdigest()


def _cancelled(content: dict[str, Any]) -> frozenset[tuple[str, int]]:
    rows = content.get("cancelled_runs")
    named = ((text_of(row.get("agent_id")), number_of(row.get("run_number"))) for row in _objects(rows))
    return frozenset((agent_id, run) for agent_id, run in named if agent_id and run)


def _objects(rows: object) -> list[dict[str, Any]]:
    return [row for row in rows[:MOST_CANCELLED] if isinstance(row, dict)] if isinstance(rows, list) else []


def _follows(agent: dict[str, Any]) -> Follows | None:
    follows = object_of(agent, "follows")
    agent_id = _short(follows.get("id"))
    if agent_id is None:
        return None
    number, last = number_of(follows.get("last_run_number")), _short(follows.get("last_sha256"))
    return Follows(agent_id, number, last)
