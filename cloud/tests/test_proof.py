"""A report is proven or refused with a reason; nothing in it can make the receiver fall."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.core.report_format.completed import completed
from agent.core.report_format.document import report_bytes
from agent.core.report_format.signatures import sign
from cloud.core.incoming_mail import OpenedMail
from cloud.core.layout import FIRST
from cloud.core.proof import AHEAD_FOR, Proven, key_in_hex, prove
from cloud.core.readings import device_items_of, fold
from cloud.core.refused_mail import Refused
from made_mails import FIRST_DAY, MadeAgent
from tests.support.documents import part

AGENT = MadeAgent()
ARRIVED = FIRST_DAY + timedelta(minutes=5)


def proven(report: object, arrived: datetime = ARRIVED) -> Proven:
    data = report if isinstance(report, bytes) else json.dumps(report).encode()
    return prove(OpenedMail(data, sign(AGENT.seed, data)), arrived)


def reason_of(report: object, arrived: datetime = ARRIVED) -> str:
    with pytest.raises(Refused) as refused:
        proven(report, arrived)
    return refused.value.reason


def with_printer(**values: object) -> dict[str, Any]:
    report = AGENT.report(1)
    report["printers"][0] |= values
    return report


def test_a_signed_report_is_proven() -> None:
    found = proven(AGENT.report(3, b"x"), ARRIVED + timedelta(days=2))

    assert (found.agent, found.run, found.made_at) == ("agent-1", 3, FIRST_DAY + timedelta(days=2))
    assert found.key == key_in_hex(AGENT.public_key)


def test_one_changed_byte_is_a_bad_signature() -> None:
    data = report_bytes(AGENT.report(1))
    signature = sign(AGENT.seed, data)
    with pytest.raises(Refused) as refused:
        prove(OpenedMail(data.replace(b'"value": 1100', b'"value": 1101'), signature), ARRIVED)
    assert refused.value.reason == "bad_signature"


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        (b"\xff", "not_json"),
        (b"[]", "not_json"),
        (b'{"a": NaN}', "not_json"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not_json"),
        (b'{"a": ' * 5000 + b"1" + b"}" * 5000, "not_json"),
        (b"[" * 200_000, "not_json"),
        (json.dumps(with_printer(location="\ud800")).encode(), "not_json"),
        ({"schema": "meters-report/" + "9" * 5000}, "not_a_report"),
        ({"schema": ["meters-report/1"]}, "not_a_report"),
        (AGENT.report(1) | {"run_number": 10**40, "previous_sha256": "0" * 64}, "not_a_report"),
        (AGENT.report(1) | {"run_number": True}, "not_a_report"),
        (with_printer(read_at="2026-13-02T08:31:07+01:00"), "not_a_report"),
        (with_printer(read_at="0001-01-01T00:00:00+23:59"), "not_a_report"),
        (with_printer(read_at="2099-01-01T00:00:00Z"), "dated_ahead"),
        (with_printer(console=["x" * 1000] * 300), "too_large"),
        (with_printer(console=["x" * 300_000]), "not_a_report"),
        (AGENT.report(1) | {"extra": json.loads("[" * 400 + "]" * 400)}, "not_a_report"),
    ],
)
def test_what_is_no_report_is_refused(report: object, reason: str) -> None:
    assert reason_of(report) == reason


def test_a_clock_may_be_ahead_by_a_time_zone_and_no_more() -> None:
    ended = FIRST_DAY + timedelta(minutes=1)

    assert proven(AGENT.report(1), ended - AHEAD_FOR).run == 1
    assert reason_of(AGENT.report(1), ended - AHEAD_FOR - timedelta(seconds=1)) == "dated_ahead"


def test_one_key_has_one_name_however_base64_spells_it() -> None:
    most, last = AGENT.public_key[:-2], AGENT.public_key[-2]
    spellings = {f"{most}{other}=" for other in "ghij" if last in "ghij"}

    assert len(spellings) == 4
    assert {key_in_hex(spelling) for spelling in spellings} == {key_in_hex(AGENT.public_key)}


def test_sleepers_count_and_what_is_missing_does_not() -> None:
    for status, count in {"ok": 2, "partial": 2, "stale": 2, "missing": 1}.items():
        assert (
            len(device_items_of(proven(with_printer(read_status=status)), "acme", "hill-street", FIRST))
            == count
        )


def test_two_agents_tell_of_one_device_and_a_placeholder_serial_is_none() -> None:
    def devices(**values: object) -> set[str]:
        report = with_printer(**values)
        return {
            shown.reading["device"] for shown in device_items_of(proven(report), "acme", "hill-street", FIRST)
        }

    assert "serial:examplar:ab 1" in devices(serial_number="00AB  1")
    assert "mac:02:00:5e:10:00:07" in devices(flags=["placeholder_serial"])
    assert "agent:agent-1:p-EX1" in devices(serial_number=None, mac_address=None)


def test_readings_that_several_reports_repeat_are_one() -> None:
    stale = with_printer(read_status="stale") | {"run_number": 2, "previous_sha256": "0" * 64}
    reports = [proven(AGENT.report(1)), proven(stale)]
    readings = [
        shown.reading for report in reports for shown in device_items_of(report, "acme", "hill-street", FIRST)
    ]

    assert len(readings) == 4
    assert [(reading["run"], reading["device"][-3:]) for reading in fold(readings)] == [
        (2, "ex1"),
        (2, "ex2"),
    ]


BARE = {"id": "p", "read_status": "ok", "read_at": FIRST_DAY.isoformat()}
TEXTS = st.none() | st.text(max_size=8)
ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "manufacturer": TEXTS,
        "serial_number": TEXTS,
        "location": TEXTS,
        "state_reasons": st.none() | st.just(["toner-low-warning", "x-y-error"]),
        "supplies": st.none()
        | st.lists(
            st.fixed_dictionaries(
                {"index": st.integers(1, 9), "level_state": st.just("measured")},
                optional={
                    "class": st.sampled_from([None, "consumed", "receptacle"]),
                    "type": st.sampled_from([None, "toner", "wasteToner", "other(77)"]),
                    "percent_left": st.none() | st.integers(0, 100),
                    "colorant": TEXTS,
                },
            ),
            max_size=3,
        ),
    },
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ENTRIES, st.text(min_size=1, max_size=30))
def test_whatever_the_schema_allows_becomes_items(entry: dict[str, Any], agent: str) -> None:
    report = AGENT.report(1) | {"printers": [BARE | entry]}
    report["agent"]["id"] = agent

    (shown,) = device_items_of(proven(report), "acme", "hill-street", FIRST)
    assert shown.reading["pk"].startswith("acme#device#")
    assert shown.reading["pk"].count("#") == 2
    assert json.loads(shown.latest["entry"]) == BARE | entry
    assert completed(part(BARE | entry))["supplies"] == [] or entry["supplies"]


def test_the_time_is_aware() -> None:
    assert proven(AGENT.report(1)).made_at.tzinfo is UTC
