"""The file of a closing, meters-closing/1: written once, signed, read again as the next one's baseline."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from agent.core.report_format.closing import SCHEMA
from cloud.core.closings.counted import KINDS, Counts, whole
from cloud.core.closings.pages_since import Baseline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.core.closings.line import ClosingLine


class Heading(NamedTuple):
    """A closing of a dealer's day, of one office or ("") of all; `replaces` is another closing's SHA-256."""

    dealer: str
    closed_on: date
    site: str
    made_at: datetime
    made_by: str
    replaces: str = ""


def closing_bytes(
    heading: Heading, lines: Iterable[ClosingLine], zones: Mapping[str, str], key: str
) -> bytes:
    """Return the file: UTF-8 JSON; `zones` are those of the offices, `key` the signing key in base64."""
    optional = {"site": heading.site, "replaces": heading.replaces}
    document = {
        "schema": SCHEMA,
        "dealer": heading.dealer,
        **{name: value for name, value in optional.items() if value},
        "closed_on": heading.closed_on.isoformat(),
        "made_at": heading.made_at.isoformat(timespec="seconds"),
        "made_by": heading.made_by,
        "public_key": key,
        "zones": dict(zones),
        "devices": [line_json(line) for line in lines],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode("utf-8", "replace")  # a report may bring half a character


def line_json(line: ClosingLine) -> dict[str, Any]:
    """Return a line as an object of devices[]."""
    reading = line.reading
    return {
        "device": line.device,
        "site": line.site,
        "serial_number": reading.serial_number if reading else None,
        "manufacturer": reading.manufacturer if reading else None,
        "model": reading.model if reading else None,
        "reading": _reading(line),
        "impressions": reading.counts if reading else None,
        "life_count": dict(zip(("value", "unit"), reading.life, strict=True))
        if reading and reading.life
        else None,
        "since_last": _since(line),
        "blockers": list(line.blockers),
        "volume": line.volume,
        **({} if reading or not line.baseline else {"last_counted": _last_counted(line.baseline)}),
    }


def baselines_of(document: Mapping[str, Any]) -> dict[str, Baseline]:
    """Return the counts that a closing had of each device; without a reading those of the one before."""
    closed_on = date.fromisoformat(document["closed_on"])
    return {one["device"]: _baseline(one, closed_on) for one in document["devices"] if _is_counted(one)}


def _is_counted(one: Mapping[str, Any]) -> bool:
    return bool(one["impressions"] or one.get("last_counted"))


def _baseline(one: Mapping[str, Any], closed_on: date) -> Baseline:
    if not one["impressions"]:
        last = one["last_counted"]
        read_at = datetime.fromisoformat(last["read_at"]) if last["read_at"] else None
        closed_on = date.fromisoformat(last["closed_on"])
        return Baseline(closed_on, one["site"], read_at, _counts(last["impressions"]))
    since = one["since_last"] or {}
    return Baseline(
        closed_on=closed_on,
        site=one["site"],
        read_at=datetime.fromisoformat(one["reading"]["read_at"]),
        counts=_counts(one["impressions"]),
        pages=since.get("total"),
        days=since.get("days"),
    )


def _counts(found: Mapping[str, Any]) -> Counts:
    return {kind: whole(found.get(kind)) for kind in KINDS}


def _reading(line: ClosingLine) -> dict[str, Any]:
    reading = line.reading
    found = {
        "read_at": reading.read_at.isoformat() if reading else None,
        "age_days": line.age_days,
        "band": line.band,
        "report_id": reading.report_id if reading else None,
        "run_number": reading.run if reading else None,
        "agent": reading.agent if reading else None,
        "report_sha256": reading.sha256 if reading else None,
    }
    if reading is None or reading.hand is None:
        return found
    return {**found, "manual": {"value": reading.counts["total"], **reading.hand._asdict()}}


def _since(line: ClosingLine) -> dict[str, Any] | None:
    since = line.since
    if since is None:
        return None
    return {"closed_on": since.closed_on.isoformat(), "days": since.days, **since.counts}


def _last_counted(baseline: Baseline) -> dict[str, Any]:
    read_at = baseline.read_at.isoformat() if baseline.read_at else None
    return {"closed_on": baseline.closed_on.isoformat(), "read_at": read_at, "impressions": baseline.counts}
