"""What the alarms watch is what functions count; and the two that could fool a person, held by numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from cloud.edge.aws import client
from cloud.edge.metrics import NAMES
from cloud.local.schedules import pass_day
from cloud.local.stack import COUNTED, Counted, Stack
from cloud.local.template import of_type, read_template
from made_mails import CODE, MadeAgent
from scenario import DAY, send, whole_round

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cloud.jobs.ingest import IngestAdapters

ALARMS = {name: r["Properties"] for name, r in of_type(read_template(), "AWS::CloudWatch::Alarm").items()}
OFFICE = MadeAgent(code=CODE)


def counted(before: int) -> dict[tuple[str, str], int]:
    """Return the sums of what was counted since, by service and metric."""
    return sums(COUNTED[before:])


def sums(shown: Sequence[Counted]) -> dict[tuple[str, str], int]:
    """Return the sums of metrics, by service and metric."""
    found: dict[tuple[str, str], int] = {}
    for one in shown:
        assert one.namespace == "Meters/meters"
        found[one.service, one.name] = found.get((one.service, one.name), 0) + one.value
    return found


def test_a_whole_round_counts_what_the_alarms_read(aws: str) -> None:
    found = sums(whole_round(aws).counted)

    assert found["ingest", "MailsTaken"] >= 8
    assert found["ingest", "MailsRefused"] == 1
    assert found["analyse", "DaysBegun"] == found["lake", "DaysBegun"] == 2
    assert found["analyse", "Offices"] >= 2
    assert ("ingest", "TasksFailed") not in found
    assert {name for _, name in found} <= set(NAMES)


def test_a_message_that_fails_is_counted_each_time(stack: Stack) -> None:
    stack.poll()
    before = len(COUNTED)
    client("sqs").send_message(QueueUrl=stack.names["Incoming"], MessageBody="no JSON")
    client("sqs").send_message(QueueUrl=stack.names["Incoming"], MessageBody='{"Event": "s3:TestEvent"}')

    assert stack.poll() == 2
    assert counted(before) == {("ingest", "TasksFailed"): 1}


def expression(alarm: str) -> str:
    """Return an alarm's sum as Python: CloudWatch's IF(a, b, c) and FILL(m, 0)."""
    (text,) = [one["Expression"] for one in ALARMS[alarm]["Metrics"] if "Expression" in one]
    text = re.sub(r"FILL\((\w+), 0\)", r"\1", text)
    return (
        re.sub(r"^IF\((.*), ([^,]+), ([^,]+)\)$", r"(\2) if (\1) else (\3)", text)
        .replace("OR", "or")
        .replace("AND", "and")
    )


def sounds(alarm: str, **metrics: int) -> bool:
    """Return whether an alarm sounds for sums of its metrics."""
    assert {one["Id"] for one in ALARMS[alarm]["Metrics"] if "MetricStat" in one} == metrics.keys()
    value = eval(expression(alarm), {"__builtins__": {}}, metrics)  # noqa: S307 (the template's own words)
    threshold = ALARMS[alarm]["Threshold"]
    return bool(
        value > threshold
        if ALARMS[alarm]["ComparisonOperator"] == "GreaterThanThreshold"
        else value >= threshold
    )


@pytest.mark.parametrize(
    ("refused", "taken", "shown"),
    [
        (0, 0, False),
        (4, 0, False),
        (5, 0, True),
        (5, 5, False),
        (6, 5, True),
        (50, 1000, False),
        (51, 1000, True),
    ],
)
def test_refused_mails(refused: int, taken: int, shown: bool) -> None:
    assert sounds("RefusedMailsAlarm", refused=refused, taken=taken) is shown


@pytest.mark.parametrize(
    ("offices", "silent", "shown"),
    [(0, 0, False), (100, 49, False), (100, 50, True), (1, 1, True), (1, 0, False)],
)
def test_half_of_the_offices_silent(offices: int, silent: int, shown: bool) -> None:
    assert sounds("SilenceAlarm", offices=offices, silent=silent) is shown


def test_a_closed_weekend_is_no_silence_and_a_monday_without_mails_is(
    stack: Stack, adapters: IngestAdapters
) -> None:
    """The offices' own weekdays decide: three weeks of Monday to Friday have taught them."""
    reports = OFFICE.chain(19)  # from Monday, 2 March 2026
    send(stack, *(OFFICE.mail(report) for day, report in enumerate(reports) if day % 7 < 5))
    adapters.table.delete_many([_site("lake-road")])  # the fixture's other office, which has never reported
    said = {}
    for day in range(20, 25):  # Friday, 20 March, until Tuesday
        before = len(COUNTED)
        pass_day(stack, DAY.replace(day=day))
        found = counted(before)
        said[day] = sounds(
            "SilenceAlarm", offices=found["analyse", "Offices"], silent=found["analyse", "OfficesSilent"]
        )

    assert said == {20: False, 21: False, 22: False, 23: False, 24: True}


def _site(site: str) -> Any:  # noqa: ANN401
    from cloud.core import keys  # noqa: PLC0415

    return keys.site_key("acme", site)


@pytest.mark.parametrize("alarm", ["AnalyseMissedAlarm", "LakeCopyMissedAlarm"])
def test_a_day_that_does_not_begin_is_missed_within_26_hours(alarm: str) -> None:
    shown = ALARMS[alarm]

    assert shown["Period"] * shown["EvaluationPeriods"] == 26 * 3600
    assert (shown["TreatMissingData"], shown["Threshold"], shown["ComparisonOperator"]) == (
        *("breaching", 1, "LessThanThreshold"),
    )


@pytest.mark.parametrize("alarm", sorted(ALARMS))
def test_each_alarm_can_be_made(alarm: str) -> None:
    """CloudWatch's API: a period of an hour or more may be looked at for 7 days, a shorter one for one."""
    shown = ALARMS[alarm]
    periods = (
        [shown["Period"]]
        if "Period" in shown
        else [m["MetricStat"]["Period"] for m in shown["Metrics"] if "MetricStat" in m]
    )

    assert len(set(periods)) == 1
    assert periods[0] in {60, 300, 3600, 86400}
    assert periods[0] * shown["EvaluationPeriods"] <= (7 * 86400 if periods[0] >= 3600 else 86400)
    assert shown["TreatMissingData"] in {"breaching", "notBreaching", "ignore"}
    assert shown["AlarmDescription"]
    assert sum("Expression" in metric for metric in shown.get("Metrics", [{"Expression": ""}])) == 1
