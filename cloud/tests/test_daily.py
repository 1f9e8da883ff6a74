"""The day of a dealer, by the template's schedules: alerts, digest, mail, Parquet; and what is forgotten."""

from __future__ import annotations

import csv
import email
from dataclasses import replace
from datetime import UTC, date, datetime
from email.policy import SMTP
from typing import TYPE_CHECKING, Any

import pytest

from cloud.core import keys, lake
from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.edge.parquet import rows_of
from cloud.local.made_storage import ACCOUNT, REGION
from cloud.local.schedules import call_at, pass_day, schedules_of
from cloud.local.stack import Stack
from cloud.local.template import read_template
from made_mails import CODE, DOMAIN, MadeAgent

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters

OFFICE = MadeAgent(code=CODE)
NEXT = date(2026, 3, 4)


def send(stack: Stack, *mails: bytes) -> None:
    for mail in mails:
        assert stack.deliver(f"acme@{DOMAIN}", mail)
    while stack.poll():
        pass


def files(stack: Stack) -> Bucket:
    return Bucket(client("s3"), stack.names["Lake"])


def digest_rows(stack: Stack, day: date = NEXT) -> list[dict[str, str]]:
    data = files(stack).read(lake.digest_key("acme", day, "csv")) or b""
    return list(csv.DictReader(data.decode("utf-8-sig").splitlines()))


def test_a_day_passes_and_the_dealer_has_its_digest(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, *(OFFICE.mail(report) for report in OFFICE.chain(3)[::2]))

    pass_day(stack, NEXT)

    assert [(row["Kind"], row["SiteId"]) for row in digest_rows(stack)] == [
        ("site_silent", "lake-road"),
        ("ship", "hill-street"),
        ("ship", "hill-street"),
        ("chain", "hill-street"),
    ]
    page = (files(stack).read(lake.digest_key("acme", NEXT, "html")) or b"").decode()
    assert "Report 2 is missing." in page
    assert "<script" not in page
    alerts = [
        i for key in keys.shards_of("acme", 1, "alerts") for i in adapters.table.query(key, index="list")
    ]
    assert len(alerts) == 4


def test_a_large_dealer_s_shards_make_one_digest(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, *(OFFICE.mail(report) for report in OFFICE.chain(3)[::2]))
    pass_day(stack, date(2026, 3, 4))
    small = [{n: v for n, v in row.items() if n != "Day"} for row in digest_rows(stack, date(2026, 3, 4))]

    stack.call("Admin", {"do": "grow", "dealer": "acme", "offices": "5000"})
    pass_day(stack, date(2026, 3, 4))

    large = [{n: v for n, v in row.items() if n != "Day"} for row in digest_rows(stack, date(2026, 3, 4))]
    assert large == small
    page = (files(stack).read(lake.digest_key("acme", date(2026, 3, 4), "html")) or b"").decode()
    assert "2 offices with 2 printers" in page
    found = {item["list_key"] for item in adapters.table.scan("acme#alert#")}
    assert len(found) > 1
    pass_day(stack, date(2026, 3, 5))
    assert {row["Since"] for row in digest_rows(stack, date(2026, 3, 5)) if row["Kind"] == "chain"} == {
        "2026-03-04"
    }


def test_an_alert_ends_with_its_cause_and_keeps_its_day_until_then(
    stack: Stack, adapters: IngestAdapters
) -> None:
    first, second, third = (OFFICE.mail(report) for report in OFFICE.chain(3))
    send(stack, first, third)
    pass_day(stack, NEXT)

    def since() -> dict[str, str]:
        found = adapters.table.scan("acme#alert#")
        return {item["subject"].split()[-1]: item["since"] for item in found if item["site"] == "hill-street"}

    before = since()
    send(stack, second)
    pass_day(stack, date(2026, 3, 5))

    assert before == {"2": "2026-03-04", "1": "2026-03-04"}
    assert since() == {"1": "2026-03-04"}


def of_the_day(adapters: IngestAdapters) -> list[dict[str, Any]]:
    return [item for item in adapters.table.scan("acme#") if item["kind"] != "changed"]


def test_two_runs_of_one_day_change_nothing(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, OFFICE.mail(OFFICE.report(1)))
    pass_day(stack, NEXT)
    before, table = sorted(map(str, of_the_day(adapters))), digest_rows(stack)

    pass_day(stack, NEXT)

    assert sorted(map(str, of_the_day(adapters))) == before
    assert digest_rows(stack) == table


def test_strangers_and_refused_mails_stand_in_the_digest(stack: Stack, adapters: IngestAdapters) -> None:
    stranger = MadeAgent(id="agent-<b>")
    send(stack, stranger.mail(stranger.report(1)), stranger.mail(stranger.report(2), signature=None))

    assert adapters.table
    call_at(stack, "Analyse", datetime.now(UTC))

    page = (files(stack).read(lake.digest_key("acme", datetime.now(UTC).date(), "html")) or b"").decode()
    assert "agent-&lt;b&gt;" in page
    assert "The report is not signed." in page


def test_the_digest_is_mailed_once_to_a_dealer_who_wants_it(stack: Stack, adapters: IngestAdapters) -> None:
    wish = {"do": "mail_digest", "dealer": "acme", "to": "shop@acme.example"}
    assert stack.call("Admin", wish) == {"done": None}
    send(stack, OFFICE.mail(OFFICE.report(1)))

    pass_day(stack, NEXT)
    pass_day(stack, NEXT)

    from moto.ses.models import ses_backends  # noqa: PLC0415 (moto's own mailbox; there is no other)

    (sent,) = ses_backends[ACCOUNT][REGION].sent_messages
    letter = email.message_from_string(sent.raw_data, policy=SMTP)
    assert adapters.table
    assert (letter["To"], letter["From"]) == ("shop@acme.example", f"unaddressed@{DOMAIN}")
    assert [part.get_filename() for part in letter.iter_attachments()] == ["digest-2026-03-04.csv"]


@pytest.mark.parametrize("address", ["x", "a@b", "a@b.c\nBcc: d@e.f", "a b@c.example"])
def test_a_digest_goes_to_an_address_alone(stack: Stack, adapters: IngestAdapters, address: str) -> None:
    assert adapters.table
    answer = stack.call("Admin", {"do": "mail_digest", "dealer": "acme", "to": address})
    assert "Not a mail address" in answer["refused"]


def test_the_copy_holds_each_reading_once_by_its_day(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, *(OFFICE.mail(report) for report in OFFICE.chain(2)))
    assert adapters.table

    pass_day(stack, NEXT)

    rows = list(rows_of(files(stack).read(lake.readings_key("acme", date(2026, 3, 3))) or b""))
    assert [(row["device"], row["life_count"], row["run"]) for row in rows] == [
        ("serial:examplar:ex1", 2100, 2),
        ("serial:examplar:ex2", 2100, 2),
    ]
    assert rows[0]["read_at"] == datetime(2026, 3, 3, 7, 30, 20)  # noqa: DTZ001 (Parquet's has no zone)
    assert rows[0]["supplies"][0]["percent_left"] == 9


def test_a_fork_takes_its_readings_out_of_the_copy(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, OFFICE.mail(OFFICE.report(1)))
    pass_day(stack, NEXT)
    key = lake.readings_key("acme", date(2026, 3, 2))
    assert files(stack).read(key)

    send(stack, OFFICE.mail(OFFICE.report(1, pages=7)))
    pass_day(stack, NEXT)

    assert adapters.table
    assert files(stack).read(key) is None


def test_a_second_copy_has_the_same_bytes(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, *(OFFICE.mail(report) for report in OFFICE.chain(2)))
    assert adapters.table
    pass_day(stack, NEXT)
    before = {key: files(stack).read(key) for key in files(stack).keys("readings/")}

    pass_day(stack, NEXT)

    assert {key: files(stack).read(key) for key in files(stack).keys("readings/")} == before


def test_an_erased_site_leaves_the_copy_and_its_older_versions(
    stack: Stack, adapters: IngestAdapters
) -> None:
    assert stack.call("Admin", {"do": "confirm", "dealer": "acme", "site": "lake-road", **_other(stack)})
    send(stack, OFFICE.mail(OFFICE.report(1)))
    pass_day(stack, NEXT)
    stack.call("Admin", {"do": "erase_site", "dealer": "acme", "site": "hill-street"})
    while stack.poll():
        pass

    assert adapters.table
    key = lake.readings_key("acme", date(2026, 3, 2))
    assert {row["site"] for row in rows_of(files(stack).read(key) or b"")} == {"lake-road"}
    versions = client("s3").list_object_versions(Bucket=stack.names["Lake"])
    assert [version["Key"] for version in versions["Versions"]] == [key]


def test_an_erased_dealer_leaves_no_file_and_no_day(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, OFFICE.mail(OFFICE.report(1)))
    pass_day(stack, NEXT)

    answer = stack.call("Admin", {"do": "erase_dealer", "dealer": "acme"})
    pass_day(stack, NEXT)

    assert adapters.table
    assert answer["done"]["files"] == 3
    assert "Versions" not in client("s3").list_object_versions(Bucket=stack.names["Lake"])


def test_a_task_that_fails_comes_again_and_is_put_aside_in_the_end(stack: Stack) -> None:
    client("sqs").send_message(QueueUrl=stack.names["AnalyseTasks"], MessageBody="no JSON")

    for _ in range(10):
        stack.poll()

    left = client("sqs").receive_message(QueueUrl=stack.names["DeadLetters"])["Messages"]
    assert [message["Body"] for message in left] == ["no JSON"]


def test_the_copy_is_made_before_the_analysis_each_day(stack: Stack) -> None:
    assert [name for _, name in sorted(schedules_of(stack))] == ["LakeCopy", "Analyse", "Notify"]


@pytest.mark.parametrize("expression", ["cron(0 5 ? * MON *)", "rate(5 minutes)", "cron(0 5 * * *)"])
def test_a_schedule_that_is_not_daily_is_an_error_here(stack: Stack, expression: str) -> None:
    template = read_template()
    template["Resources"]["Analyse"]["Properties"]["Events"]["EachMorning"]["Properties"]["Schedule"] = (
        expression
    )

    with pytest.raises(ValueError, match="not a daily schedule"):
        list(schedules_of(Stack(template, stack.names)))


def test_without_its_queue_the_analysis_does_not_happen(stack: Stack, adapters: IngestAdapters) -> None:
    template: dict[str, Any] = read_template()
    del template["Resources"]["Analyse"]["Properties"]["Events"]["Task"]
    cut = Stack(template, stack.names)

    pass_day(cut, NEXT)

    assert adapters.table
    assert digest_rows(stack) == []


def _other(stack: Stack) -> dict[str, str]:
    """Send a report of a second office and return its signer."""
    other = replace(MadeAgent(), id="agent-2", seed=bytes(32), printers=("EX8",))
    send(stack, other.mail(other.report(1)))
    from cloud.core.proof import key_in_hex  # noqa: PLC0415

    return {"agent": other.id, "key": key_in_hex(other.public_key)}
