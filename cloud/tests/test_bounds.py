"""What an odd or hostile office writes is refused at the door, with a reason, and never tried again."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.core.report_format.signatures import sign
from cloud.core import items
from cloud.core.analysis.printer_findings import printer_findings
from cloud.core.incoming_mail import OpenedMail
from cloud.core.lake import rows_of
from cloud.core.layout import FIRST
from cloud.core.messages.texts.refused_mail import REASONS
from cloud.core.proof import prove
from cloud.core.readings import device_items_of
from cloud.core.refused_mail import Refused
from cloud.edge.attributes import typed
from made_mails import FIRST_DAY, MadeAgent
from test_path import mails_of, send

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack

AGENT = MadeAgent()
ARRIVED = FIRST_DAY + timedelta(days=3)


def report(**values: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever JSON can hold)
    """Return a report whose dotted places hold other values: `site__name` is content["site"]["name"]."""
    made = AGENT.report(1)
    for place, value in values.items():
        *outer, last = place.split("__")
        holder: Any = made
        for name in outer:
            holder = holder[int(name) if name.isdigit() else name]
        holder[last] = value
    return made


def reason_of(made: dict[str, Any] | bytes) -> str:
    data = made if isinstance(made, bytes) else json.dumps(made).encode()
    try:
        prove(OpenedMail(data, sign(AGENT.seed, data)), ARRIVED)
    except Refused as refused:
        return refused.reason
    return "proven"


SUPPLY = {"index": 1, "level_state": "unknown"}
FOLLOWS = {"id": "a", "last_run_number": 1, "last_sha256": "0" * 64, "reason": "signing_key_lost"}
HOSTILE = {
    "a whole number with a point": (report(run_number=1.0), "not_a_report"),
    "such a run of another chain": (
        report(agent__follows=FOLLOWS | {"last_run_number": 1.0}),
        "not_a_report",
    ),
    "a run beyond all": (report(agent__follows=FOLLOWS | {"last_run_number": 10**30}), "not_a_report"),
    "half a megabyte of office": (report(site__name="x" * 500_000), "not_a_report"),
    "a platform without end": (report(agent__platform="x" * 5_000), "not_a_report"),
    "a predecessor without end": (report(agent__follows=FOLLOWS | {"id": "x" * 2000}), "not_a_report"),
    "150 KB of serial number": (report(printers__0__serial_number="7" * 150_000), "not_a_report"),
    "150 KB of escaped quotes": (report(printers__0__serial_number='"' * 150_000), "not_a_report"),
    "150 KB of escaped letters": (
        json.dumps(report(printers__0__model="é" * 75_000)).encode(),
        "not_a_report",
    ),
    "a name of a property without end": (report(printers__0__x={"y" * 100_000: 1}), "not_a_report"),
    "a note without end": (report(scan__notes=["x" * 100_000]), "not_a_report"),
    "a count that no counter has": (report(printers__0__life_count={"value": 10**40}), "not_a_report"),
    "infinity": (json.dumps(report(x=1)).replace('"x": 1', '"x": 1e999').encode(), "not_a_report"),
    "a forecast for the year 1": (
        report(printers__0__supplies=[SUPPLY | {"empties": {"earliest": "0001-01-01"}}]),
        "dated_wrong",
    ),
    "a forecast for the year 9999": (
        report(printers__0__supplies=[SUPPLY | {"empties": {"latest": "9999-12-31"}}]),
        "dated_wrong",
    ),
    "a reading of 1999": (report(printers__0__read_at="1999-12-31T23:59:59Z"), "dated_wrong"),
    "a scan of 1970": (
        report(scan__began="1970-01-01T00:00:00Z", scan__ended="1970-01-01T00:00:00Z"),
        "dated_wrong",
    ),
}


@pytest.mark.parametrize(("made", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_what_no_agent_writes_is_refused(made: dict[str, Any] | bytes, reason: str) -> None:
    assert reason_of(made) == reason
    assert reason in REASONS


@pytest.mark.parametrize(
    "made",
    [
        report(site__name="x" * 1000),
        report(printers__0__serial_number="7" * 1023),
        report(printers__0__life_count={"value": 2**63 - 1}),
        report(printers__0__read_at="2000-01-01T00:00:00Z"),
        report(agent__follows=FOLLOWS | {"last_run_number": 10**9}),
    ],
)
def test_what_an_agent_may_write_is_proven(made: dict[str, Any]) -> None:
    assert reason_of(made) == "proven"


def test_a_refused_mail_is_an_outcome_and_no_dead_letter(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, *(AGENT.mail(made) for made, _ in HOSTILE.values() if isinstance(made, dict)))

    assert {item["outcome"] for item in mails_of(adapters)} == {"refused"}
    assert stack.poll() == 0


def test_what_a_report_lists_fits_into_its_item() -> None:
    many = [{"id": "é" * 3000, "last_seen": None} for _ in range(300)]
    at = "2026-03-02T08:30:11Z"
    ended = [{"agent_id": "agent-1", "run_number": run, "at": at} for run in range(1, 5000)]
    data = json.dumps(report(retired=many, cancelled_runs=ended)).encode()
    row = typed(items.report_item("acme", prove(OpenedMail(data, sign(AGENT.seed, data)), ARRIVED), "mail/x"))

    assert len(json.dumps(row, ensure_ascii=False).encode()) < 120_000
    assert json.loads(row["cancelled"]["S"])[:2] == [["agent-1", 1], ["agent-1", 2]]
    assert json.loads(row["retired"]["S"])


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.dates().map(str)
    | st.sampled_from([10**40, -(2**64), "9" * 1100, "0001-01-01", "9999-12-31T23:59:59Z", 1e300]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
PLACES = st.sampled_from(
    [
        *("run_number", "report_id", "previous_sha256", "cancelled_runs", "retired", "silent_known"),
        *("site__id", "site__name", "site__enrolment", "agent__id", "agent__version", "agent__platform"),
        *("agent__follows", "agent__key_change", "scan__began", "scan__ended", "scan__notes"),
        *(
            f"printers__0__{name}"
            for name in (
                *("id", "serial_number", "manufacturer", "mac_address", "read_at", "read_status", "flags"),
                *("life_count", "impressions", "print", "supplies", "state_reasons", "events", "alerts"),
                *("usage", "location", "model", "trays", "console", "unknown"),
            )
        ),
        *(
            f"printers__0__supplies__0__{name}"
            for name in ("index", "empties", "percent_left", "level", "class", "type", "colorant", "unit")
        ),
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(PLACES, JSON, min_size=1, max_size=2))
def test_any_value_in_any_place_is_refused_or_goes_all_the_way(values: dict[str, Any]) -> None:
    try:
        made = report(**values)
    except (TypeError, KeyError, IndexError):  # the place is gone: its holder is of another kind
        return
    data = json.dumps(made).encode()
    try:
        proven = prove(OpenedMail(data, sign(AGENT.seed, data)), ARRIVED)
    except Refused:
        return
    told = device_items_of(proven, "acme", "hill-street", FIRST)
    typed(items.report_item("acme", proven, "mail/x"))
    typed(items.signer_values("acme", proven))
    for one in told:
        typed(one.latest)
        entry = json.loads(one.latest["entry"])
        assert all(f.text for f in printer_findings("hill-street", "d", entry, ARRIVED.date()))
    assert len(rows_of(one.reading for one in told)) <= len(told)
