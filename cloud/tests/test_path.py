"""The whole way that a mail takes: SES's rule, the bucket, its notice, the queue, ingest, the table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.report_format.document import report_bytes
from cloud.core import keys
from cloud.core.messages.texts.refused_mail import REASONS
from made_mails import CODE, DOMAIN, MadeAgent

if TYPE_CHECKING:
    from cloud.core.item_types import LatestItem
    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack

ENROLLED = MadeAgent(code=CODE)
STRANGER = MadeAgent(id="agent-9")
AT = f"acme@{DOMAIN}"


def send(stack: Stack, *mails: bytes) -> None:
    for mail in mails:
        assert stack.deliver(AT, mail)
    while stack.poll():
        pass


def latest(adapters: IngestAdapters, serial: str) -> LatestItem | None:
    return adapters.table.get(keys.device_key("acme", f"serial:examplar:{serial.casefold()}"))


def mails_of(adapters: IngestAdapters, dealer: str = "acme") -> list[dict[str, Any]]:
    return sorted(
        (i for i in adapters.table.scan(f"{dealer}#mails#") if i["kind"] == "mail"),
        key=lambda i: str(i["mail"]),
    )


def test_an_enrolled_office_s_report_is_its_site_s_latest(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, ENROLLED.mail(ENROLLED.report(1)))

    found = list(adapters.table.query(keys.site_key("acme", "hill-street").pk, "device#", index="site"))
    assert [item["device"] for item in found] == ["serial:examplar:ex1", "serial:examplar:ex2"]
    assert json.loads(found[0]["entry"])["life_count"] == {"value": 1100, "unit": "impressions"}
    history = list(adapters.table.query(found[0]["pk"], "reading#"))
    assert [item["read_at"] for item in history] == ["2026-03-02T07:30:20.000Z"]


def test_a_printer_that_needs_something_is_in_the_dealer_s_list(
    stack: Stack, adapters: IngestAdapters
) -> None:
    send(stack, ENROLLED.mail(ENROLLED.report(1)))

    needing = [
        item for key in keys.shards_of("acme", 1, "needs") for item in adapters.table.query(key, index="list")
    ]
    assert sorted(item["device"] for item in needing) == ["serial:examplar:ex1", "serial:examplar:ex2"]


def test_a_billing_window_holds_the_readings_of_its_days(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, *(ENROLLED.mail(report) for report in ENROLLED.chain(3)))

    second_day = keys.shards_of("acme", 1, "day", "2026-03-03")
    read = [item["run"] for key in second_day for item in adapters.table.query(key, index="day")]
    assert read == [2, 2]


def test_the_same_mail_ten_times_changes_nothing(stack: Stack, adapters: IngestAdapters) -> None:
    mail = ENROLLED.mail(ENROLLED.report(1))
    send(stack, mail)
    before = {
        (i["pk"], i["sk"]): i for i in adapters.table.scan("acme#") if i["kind"] not in {"mail", "report"}
    }

    send(stack, *[mail] * 9)

    after = {
        (i["pk"], i["sk"]): i for i in adapters.table.scan("acme#") if i["kind"] not in {"mail", "report"}
    }
    assert after == before
    assert [item["outcome"] for item in mails_of(adapters)] == ["report"] * 10


def test_a_stranger_s_report_is_kept_and_shown_and_counts_nowhere(
    stack: Stack, adapters: IngestAdapters
) -> None:
    send(stack, STRANGER.mail(STRANGER.report(1)))

    assert latest(adapters, "EX1") is None
    signers = [
        i for key in keys.shards_of("acme", 1, "signers") for i in adapters.table.query(key, index="list")
    ]
    assert [(item["agent"], item["state"], item["said_site"]) for item in signers] == [
        ("agent-9", "quarantined", "hill-street")
    ]


@pytest.mark.parametrize(
    ("mail", "reason"),
    [
        (ENROLLED.mail(ENROLLED.report(1), signature=None), "unsigned"),
        (ENROLLED.mail(ENROLLED.report(1), signature="A" * 86 + "=="), "bad_signature"),
        (ENROLLED.mail(b"{"), "not_json"),
        (ENROLLED.mail(ENROLLED.report(1) | {"schema": "meters-report/2"}), "newer_schema"),
        (ENROLLED.mail(ENROLLED.report(1) | {"schema": "meters-report/0"}), "older_schema"),
        (ENROLLED.mail(ENROLLED.report(100_000)), "dated_ahead"),
        (ENROLLED.mail(ENROLLED.report(1) | {"run_number": None}), "no_run"),
        (ENROLLED.mail(report_bytes(ENROLLED.report(1) | {"printers": 3})), "not_a_report"),
        (b"Subject: hello\r\n\r\nhello", "no_report"),
    ],
)
def test_what_is_refused_is_kept_with_its_reason(
    stack: Stack, adapters: IngestAdapters, mail: bytes, reason: str
) -> None:
    send(stack, mail)

    kept = mails_of(adapters)
    assert [item["reason"] for item in kept] == [reason]
    assert reason in REASONS
    assert adapters.mails.read(kept[0]["mail"], 10**6) is not None
    assert list(adapters.table.scan("acme#signer")) == []


def test_a_mail_for_nobody_is_kept_for_the_operator(stack: Stack, adapters: IngestAdapters) -> None:
    assert stack.deliver(f"nobody@{DOMAIN}", MadeAgent(dealer="nobody").mail(ENROLLED.report(1)))
    stack.poll()

    assert [item["reason"] for item in mails_of(adapters, "unaddressed")] == ["no_such_dealer"]


def test_one_bad_message_does_not_hold_up_the_others(stack: Stack, adapters: IngestAdapters) -> None:
    adapters.mails.client.put_object(Bucket=adapters.mails.bucket, Key="mail/gone", Body=b"x")
    stack.deliver(AT, ENROLLED.mail(ENROLLED.report(1)))
    event = {
        "Records": [
            {"messageId": "1", "body": "no JSON"},
            {"messageId": "2", "body": json.dumps({"Event": "s3:TestEvent"})},
        ]
    }
    assert stack.call("Ingest", event) == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    stack.poll()
    assert latest(adapters, "EX1") is not None


def test_a_fork_takes_each_of_two_printers_read_at_one_moment_back_to_its_own_past(
    stack: Stack, adapters: IngestAdapters
) -> None:
    reports = [ENROLLED.report(1), ENROLLED.report(2), ENROLLED.report(2, pages=7)]
    for made in reports:
        for entry in made["printers"]:
            entry["read_at"] = made["printers"][0]["read_at"]
    send(stack, *(ENROLLED.mail(made) for made in reports))

    for serial in ("EX1", "EX2"):
        now = latest(adapters, serial)
        assert now is not None
        assert (now["run"], json.loads(now["entry"])["serial_number"]) == (1, serial)
