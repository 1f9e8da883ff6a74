"""The Parquet copy follows the table, however late a reading came or went."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cloud.core import keys, lake
from cloud.core.layout import layout_of
from cloud.edge.parquet import parquet_of, rows_of
from cloud.jobs.lake import copy_changed
from cloud.local.schedules import pass_day
from made_mails import CODE, FIRST_DAY, MadeAgent
from test_daily import files, send
from test_dealing import ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack

OFFICE = MadeAgent(code=CODE, printers=("EX1",))


def copied(stack: Stack) -> dict[str, list[int]]:
    """Return the life counts of the copy by its files."""
    bucket = files(stack)
    found = {key: rows_of(bucket.read(key) or b"") for key in bucket.keys("readings/")}
    return {key: [row["life_count"] for row in rows] for key, rows in found.items()}


def held(adapters: IngestAdapters) -> list[str]:
    """Return which days the table has readings of."""
    return sorted(
        {i["day_key"].split("#")[2] for i in adapters.table.scan("acme#") if i["kind"] == "reading"}
    )


def day_of(key: str) -> str:
    return key.split("day=")[1][:10]


def test_an_outbox_of_twenty_days_is_copied_whole(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, *(OFFICE.mail(report) for report in OFFICE.chain(3)))

    pass_day(stack, (FIRST_DAY + timedelta(days=20)).date())

    assert sorted(map(day_of, copied(stack))) == held(adapters) == ["2026-03-02", "2026-03-03", "2026-03-04"]


def test_a_code_that_is_typed_late_brings_its_past_into_the_copy_and_a_word_takes_it_out(
    stack: Stack, adapters: IngestAdapters
) -> None:
    waiting = MadeAgent(printers=("EX1",))
    send(stack, *(waiting.mail(report) for report in waiting.chain(2)))
    pass_day(stack, date(2026, 3, 5))
    assert copied(stack) == {}
    (sender,) = ask(stack, do="senders", dealer="acme")["done"]["items"]
    signer = {"dealer": "acme", "agent": sender["agent"], "key": sender["key"]}

    ask(stack, do="confirm", site="lake-road", **signer)
    pass_day(stack, date(2026, 5, 1))
    assert sorted(map(day_of, copied(stack))) == held(adapters) == ["2026-03-02", "2026-03-03"]

    ask(stack, do="reject", **signer)
    pass_day(stack, date(2026, 7, 1))
    assert copied(stack) == {}


def test_a_day_that_did_not_change_is_copied_no_more(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, OFFICE.mail(OFFICE.report(1)))
    for day in range(3, 6):
        pass_day(stack, date(2026, 3, day))
    before = client_versions(stack)

    pass_day(stack, date(2026, 3, 9))

    assert client_versions(stack) == before
    assert [i for i in adapters.table.scan("acme#changed#") if i["kind"] == "changed"] == []


def client_versions(stack: Stack) -> list[str]:
    bucket = files(stack)
    found = bucket.client.list_object_versions(Bucket=bucket.name, Prefix="readings/").get("Versions", [])
    return sorted(version["VersionId"] for version in found)


def test_what_comes_while_a_day_is_copied_is_copied_the_next_night(
    stack: Stack, adapters: IngestAdapters
) -> None:
    first, second = (OFFICE.mail(OFFICE.report(1) | {"run_number": 1}) for _ in range(2))
    send(stack, first)
    late = MadeAgent(id="agent-2", seed=bytes(range(3, 35)), printers=("EX7",))
    ask(stack, do="add_site", dealer="acme", site="third", name="Third")
    code = ask(stack, do="issue_code", dealer="acme", site="third")["done"]
    late = MadeAgent(id="agent-2", seed=bytes(range(3, 35)), printers=("EX7",), code=code)

    def interrupted(columns: dict[str, str], groups: Iterable[list[dict[str, Any]]]) -> bytes:
        rows = list(groups)
        send(stack, late.mail(late.report(1)))
        return parquet_of(columns, rows)

    assert second
    copy_changed(adapters.table, files(stack), "acme", 0, interrupted)
    assert len(next(iter(copied(stack).values()))) == 1
    copy_changed(adapters.table, files(stack), "acme", 0, parquet_of)
    assert len(next(iter(copied(stack).values()))) == 2


def test_a_night_that_is_cut_off_goes_on_from_its_marks(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, *(OFFICE.mail(report) for report in OFFICE.chain(3)))
    left = [1]

    def mortal(columns: dict[str, str], groups: Iterable[list[dict[str, Any]]]) -> bytes:
        if left[0] == 0:
            raise OSError("cut off")
        left[0] -= 1
        return parquet_of(columns, groups)

    try:
        copy_changed(adapters.table, files(stack), "acme", 0, mortal)
        raise AssertionError("it was not cut off")
    except OSError:
        assert len(copied(stack)) == 1
    copy_changed(adapters.table, files(stack), "acme", 0, parquet_of)
    assert len(copied(stack)) == 3


def test_a_dealer_that_grew_keeps_its_days_where_they_are(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, OFFICE.mail(OFFICE.report(1)))
    assert ask(stack, do="grow", dealer="acme", offices="5000")["done"] == "16 shards"
    dealer = adapters.table.get(keys.dealer_key("acme"))
    assert dealer is not None
    layout = layout_of(dealer["layout"])
    assert (layout.on(date(2026, 3, 2)), layout.lists) == (1, 16)

    pass_day(stack, date(2026, 3, 3))

    assert list(copied(stack)) == [lake.readings_key("acme", date(2026, 3, 2), 0)]
    assert [i["site"] for i in ask(stack, do="sites", dealer="acme")["done"]["items"]] != []
    assert "already" in ask(stack, do="grow", dealer="acme", offices="5000")["refused"]
