"""A long past is settled a run at a time: what is done stays done, and a large office is no hour's work."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cloud.core import items
from cloud.core.decisions import Word
from cloud.core.proof import key_in_hex
from cloud.edge.table import Table
from cloud.jobs import backlog, judging
from cloud.jobs.backlog import do_task
from cloud.jobs.ingest import ingest
from cloud.jobs.signers import AgentKey
from made_mails import CODE, FIRST_DAY, MadeAgent
from test_cut_off import PowerCut, cut_off_after
from test_order import OF_ARRIVALS

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack

OFFICE = MadeAgent(printers=("EX1",))
SIGNER = AgentKey(OFFICE.id, key_in_hex(OFFICE.public_key))
WORD = Word("test", FIRST_DAY, "it is theirs")
RUNS = 7


@pytest.fixture
def waiting(adapters: IngestAdapters, monkeypatch: pytest.MonkeyPatch) -> IngestAdapters:
    """Return adapters where a week of reports waits and a past of more than three readings is long."""
    monkeypatch.setattr(backlog, "MOST_INLINE", 3)
    monkeypatch.setattr(backlog, "PAGE", 3)
    for run, report in enumerate(OFFICE.chain(RUNS)):
        key = f"mail/{run}"
        adapters.mails.client.put_object(Bucket=adapters.mails.bucket, Key=key, Body=OFFICE.mail(report))
        ingest(key, adapters)
    return adapters


def tasks_of(adapters: IngestAdapters) -> list[dict[str, str]]:
    """Return the tasks that wait, and take them out of the queue."""
    import json  # noqa: PLC0415 (here alone)

    assert adapters.tasks is not None
    found = []
    while True:
        answer = adapters.tasks.client.receive_message(QueueUrl=adapters.tasks.url, MaxNumberOfMessages=10)
        for message in answer.get("Messages", []):
            found.append(json.loads(message["Body"]))
            adapters.tasks.client.delete_message(
                QueueUrl=adapters.tasks.url, ReceiptHandle=message["ReceiptHandle"]
            )
        if not answer.get("Messages"):
            return found


def counted(adapters: IngestAdapters) -> list[int]:
    found = adapters.table.scan("acme#signer#")
    return sorted(i["run"] for i in found if i["kind"] == "report" and i["state"] == "counted")


def snapshot(adapters: IngestAdapters) -> dict[tuple[str, str], dict[str, Any]]:
    found = adapters.table.scan("acme#")
    return {(i["pk"], i["sk"]): i for i in found if i["kind"] not in OF_ARRIVALS}


def test_a_run_is_a_task_and_each_keeps_what_it_did(waiting: IngestAdapters) -> None:
    answer = judging.confirm(waiting.archive, WORD, "acme", SIGNER, "lake-road")

    first = tasks_of(waiting)
    assert answer == "trusted for lake-road; 4 tasks are left to do and are under way"
    assert [task.get("run") or f"after {task['after']}" for task in first] == ["1", "2", "3", "after 3"]
    assert counted(waiting) == []
    do_task(waiting.archive, first[1], anew=False)
    assert counted(waiting) == [2]
    do_task(waiting.archive, first[0], anew=False)
    assert counted(waiting) == [1, 2]


def test_all_tasks_in_any_order_with_a_cut_in_each_end_as_if_it_were_done_at_once(
    waiting: IngestAdapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    judging.confirm(waiting.archive, WORD, "acme", SIGNER, "lake-road")
    left = tasks_of(waiting)
    cuts = 0
    while left:
        task = left.pop()
        dying = cut_off_after(waiting, 1 + len(left))
        try:
            do_task(replace(waiting.archive, table=dying.table), task, anew=False)
        except PowerCut:
            cuts += 1
            do_task(waiting.archive, task, anew=True)
        left += tasks_of(waiting)
    end = snapshot(waiting)
    assert counted(waiting) == list(range(1, RUNS + 1))
    assert cuts > 3

    waiting.table.delete_many(items.key_of(i) for i in list(waiting.table.scan("acme#device#")))
    monkeypatch.setattr(backlog, "MOST_INLINE", 10**6)
    monkeypatch.setattr(backlog, "PAGE", 400)
    judging.confirm(waiting.archive, WORD, "acme", SIGNER, "lake-road")
    assert tasks_of(waiting) == []
    assert snapshot(waiting) == end


def test_the_stack_does_the_tasks(stack: Stack, waiting: IngestAdapters) -> None:
    signer = {"dealer": "acme", "agent": SIGNER.agent, "key": SIGNER.key}
    assert "tasks are left" in stack.call("Admin", {"do": "confirm", "site": "lake-road", **signer})["done"]
    while stack.poll():
        pass
    assert counted(waiting) == list(range(1, RUNS + 1))


def test_a_code_that_is_typed_in_late_makes_tasks_of_the_past_and_not_of_the_mail(
    waiting: IngestAdapters,
) -> None:
    late = replace(OFFICE, code=CODE)
    report = late.mail(late.report(RUNS + 1, b"?"))
    waiting.mails.client.put_object(Bucket=waiting.mails.bucket, Key="mail/late", Body=report)

    ingest("mail/late", waiting)

    tasks = tasks_of(waiting)
    assert tasks
    while tasks:
        do_task(waiting.archive, tasks.pop(), anew=False)
        tasks += tasks_of(waiting)
    assert counted(waiting) == list(range(1, RUNS + 2))


def test_a_large_office_s_calls_are_made_several_at_a_time(adapters: IngestAdapters) -> None:
    large = MadeAgent(code=CODE, printers=tuple(f"EX{number}" for number in range(250)))
    mail = large.mail(large.report(1))
    adapters.mails.client.put_object(Bucket=adapters.mails.bucket, Key="mail/large", Body=mail)
    lock, at_once, most, calls, alone = threading.Lock(), [0], [0], [0], [0]

    class Watched(Table):
        def _put_if(self, *rest: Any) -> bool:  # noqa: ANN401 (handed on)
            with lock:
                calls[0] += 1
                at_once[0] += 1
                alone[0] += at_once[0] == 1
                most[0] = max(most[0], at_once[0])
            time.sleep(0.001)  # so that others may begin; their number is looked at, not the time
            try:
                return super()._put_if(*rest)
            finally:
                with lock:
                    at_once[0] -= 1

    assert ingest("mail/large", replace(adapters, table=Watched(adapters.table.client, adapters.table.name)))

    assert calls[0] >= 250
    assert most[0] == 16
    assert alone[0] < 100
    assert sum(1 for i in adapters.table.scan("acme#device#") if i["kind"] == "latest") == 250
