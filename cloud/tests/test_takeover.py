"""Who learns a code later gains nothing: arrival decides, and nothing of the first office is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from agent.core.report_format.document import report_bytes
from cloud.core.proof import key_in_hex
from cloud.edge.task_queue import Tasks
from cloud.jobs import backlog
from cloud.jobs.ingest import ingest
from made_mails import CODE, FIRST_DAY, MadeAgent
from test_order import OF_ARRIVALS, states, taken_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.jobs.ingest import IngestAdapters

OFFICE = MadeAgent(id="agent-5", code=CODE, printers=("EX1",))
THIEF = MadeAgent(id="agent-1", seed=bytes(range(1, 33)), code=CODE, printers=("EX1", "EX9"))
RUNS = [replace(OFFICE).report(run, b"?") for run in (10, 11)]  # the thief's clock is far behind: run 1
MAILS = {
    "mail/a": OFFICE.mail(RUNS[0]),
    "mail/b": OFFICE.mail(RUNS[1]),
    "mail/c": THIEF.mail(THIEF.report(1)),
    "mail/d": THIEF.mail(report_bytes(THIEF.report(2, b"?"))),
}


def lay_down(adapters: IngestAdapters) -> None:
    for key, mail in MAILS.items():
        adapters.mails.client.put_object(Bucket=adapters.mails.bucket, Key=key, Body=mail)


def arrivals(order: str) -> dict[str, datetime]:
    """Return when each mail came in: "ab" is a, and b an hour later."""
    return {f"mail/{name}": FIRST_DAY + timedelta(days=20, hours=hour) for hour, name in enumerate(order)}


def end_of(
    adapters: IngestAdapters, processed: str, arrived: Mapping[str, datetime]
) -> dict[tuple[str, str], Any]:
    taken_in(adapters, [])
    for name in processed:
        ingest(f"mail/{name}", adapters, arrived=arrived[f"mail/{name}"])
    found = adapters.table.scan("acme#")
    return {(i["pk"], i["sk"]): i for i in found if i["kind"] not in OF_ARRIVALS}


def test_a_clone_that_dates_its_scan_earlier_waits_for_the_dealer_s_word(adapters: IngestAdapters) -> None:
    lay_down(adapters)
    end = end_of(adapters, "abcd", arrivals("abcd"))

    assert states(end) == {
        ("agent-5", 10): {"counted"},
        ("agent-5", 11): {"counted"},
        ("agent-1", 1): {"quarantined"},
        ("agent-1", 2): {"quarantined"},
    }
    assert sorted(i["run"] for i in end.values() if i["kind"] == "reading") == [10, 11]


@settings(
    max_examples=3,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.permutations("abcd"), st.permutations("abcd"))
def test_whichever_is_worked_on_first_the_first_to_arrive_has_the_code(
    adapters: IngestAdapters, arrived: list[str], worked_on: list[str]
) -> None:
    lay_down(adapters)
    when = arrivals("".join(arrived))
    end = end_of(adapters, "".join(worked_on), when)

    first = "agent-5" if arrived[0] in "ab" else "agent-1"
    counted = {agent for (agent, _), found in states(end).items() if "counted" in found}
    assert counted == {first}
    assert end == end_of(adapters, "".join(sorted(worked_on)), when)


def test_a_later_claim_makes_no_work_of_the_first_one_s_past(
    adapters: IngestAdapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_down(adapters)
    end_of(adapters, "ab", arrivals("abcd"))
    monkeypatch.setattr(backlog, "MOST_INLINE", 0)  # else a past of two runs is settled at once
    asked: list[dict[str, str]] = []

    class Watched(Tasks):
        def add(self, tasks: Iterable[dict[str, str]]) -> int:
            asked.extend(tasks)
            return len(asked)

    assert adapters.tasks is not None
    watched = replace(adapters, tasks=Watched(adapters.tasks.client, adapters.tasks.url))
    ingest("mail/c", watched, arrived=FIRST_DAY + timedelta(days=30))

    assert asked == []


def test_a_later_claim_is_told_as_one_that_knows_the_code(adapters: IngestAdapters) -> None:
    lay_down(adapters)
    end_of(adapters, "ac", arrivals("abcd"))
    thief = [
        item
        for item in adapters.table.scan("acme#signer#agent-1")
        if item["kind"] == "anchor" and item["key"] == key_in_hex(THIEF.public_key)
    ]

    assert [item["by"] for item in thief] == ["code"]


@pytest.mark.parametrize("day", [FIRST_DAY, datetime(2026, 3, 30, tzinfo=UTC)])
def test_what_a_report_says_of_its_time_decides_nothing(adapters: IngestAdapters, day: datetime) -> None:
    lay_down(adapters)
    arrived = arrivals("abcd") | {"mail/c": FIRST_DAY + timedelta(days=30)}
    end = end_of(adapters, "ca", arrived)

    assert day
    assert states(end)["agent-5", 10] == {"counted"}
