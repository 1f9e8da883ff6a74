"""What the largest dealers take: a report of 20,000 printers, and a day of 100,000 and a million offices.

make bench-cloud. Calls of AWS are counted and reckoned at CALL seconds each; all else is measured here.
"""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from agent.core.report_format.document import report_bytes
from cloud.core import items, keys, lake
from cloud.core.analysis.chain import LOOKED_AT
from cloud.core.analysis.finding import ReportedFinding, alert_item
from cloud.core.analysis.office_findings import OfficeItems, last_report, office_findings
from cloud.core.analysis.several_readings import fleet_findings
from cloud.core.incoming_mail import open_mail
from cloud.core.layout import FIRST, shards_for
from cloud.core.proof import MAX_PRINTERS, prove
from cloud.core.readings import device_items_of
from cloud.edge.attributes import plain, typed
from cloud.edge.aws import client
from cloud.edge.mails import Mails
from cloud.edge.parquet import parquet_of
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.jobs.ingest import IngestAdapters, ingest
from cloud.local.moto_stack import build_stack
from cloud.local.stack import moto_inside
from conftest import furnish
from made_mails import CODE, DOMAIN, FIRST_DAY, MadeAgent

if TYPE_CHECKING:
    from collections.abc import Callable

CALL = 0.010  # seconds of one call of DynamoDB from Lambda; an estimate
WRITE = 0.008  # one more item of 25 in a batch adds nothing to it
MOST = 300  # seconds of one task
PRINTERS = 12
SMALL = ("id", "serial_number", "manufacturer", "mac_address", "read_status", "read_at", "life_count")


def main() -> None:
    """Print all."""
    _large_report()
    for offices in (100_000, 1_000_000):
        _day(offices)


def _large_report() -> None:
    """Print how long a report of as many printers as are taken needs, against moto within this process."""
    agent = MadeAgent(code=CODE, printers=tuple(f"EX{number}" for number in range(MAX_PRINTERS)))
    made = agent.report(1)
    made["printers"] = [{name: entry.get(name) for name in SMALL} for entry in made["printers"]]
    for entry in made["printers"]:
        entry["read_at"] = made["scan"]["ended"]
    data = report_bytes(made)
    with moto_inside():
        names = build_stack().environment("Ingest")
        table, mails = Table(client("dynamodb"), names["TABLE"]), Mails(client("s3"), names["MAILS"])
        furnish(table)
        adapters = IngestAdapters(table, mails, DOMAIN, Tasks(client("sqs"), names["SETTLE_TASKS"]))
        mails.client.put_object(Bucket=mails.bucket, Key="mail/large", Body=agent.mail(data))
        calls = Counter[str]()
        table.client.meta.events.register("before-call.*.*", lambda model, **_: calls.update([model.name]))
        began, busy = time.perf_counter(), time.process_time()
        told = ingest("mail/large", adapters)
        took, busy = time.perf_counter() - began, time.process_time() - busy
        kept = sum(1 for item in table.scan("acme#device#") if item["kind"] == "latest")
    print(f"a report of {MAX_PRINTERS:,} printers, {len(data):,} octets: {told}, {kept:,} devices")
    print(f"  {took:.0f} s against moto, {busy:.0f} s of them of this processor; calls: {dict(calls)}")


def _day(offices: int) -> None:
    """Print what the fullest shard of a dealer's day takes."""
    shards = shards_for(offices)
    full = max(Counter(keys.shard_of(f"office-{n}", shards) for n in range(offices)).values())
    of_devices = Counter(keys.shard_of(f"serial:x:{n}", shards) for n in range(offices * PRINTERS))
    readings = max(of_devices.values())
    office = _office()
    an_office = _seconds(lambda: _analyse(office))
    a_reading = _seconds(lambda: list(fleet_findings(_read(office["readings"])))) / len(office["readings"])
    a_row = _seconds(lambda: _copy(office["readings"])) / len(office["readings"])
    # An office is asked for signers, retirements, devices and its agent's reports; a page holds 1 MB.
    pages = 2 * readings * 2200 / 2**20
    analysis = full * (an_office + 4 * CALL + WRITE / 5) + readings * 2 * a_reading + pages * 5 * CALL
    copy = 3 * (readings * a_row + pages / 2 * 5 * CALL)  # today, yesterday, one day of a late mail
    print(f"{offices:,} offices, {PRINTERS} printers each: {shards} shards, the fullest {full:,} offices")
    each = f"{a_reading * 1e6:.0f} us a reading compared, {a_row * 1e6:.0f} us copied"
    print(f"  {an_office * 1e3:.1f} ms an office, {each}")
    print(f"  analysis of a shard {analysis:.0f} s, its copy {copy:.0f} s, of {MOST} s")


def _office() -> dict[str, Any]:
    """Return an office's items as DynamoDB hands them out."""
    agent = MadeAgent(printers=tuple(f"EX{number}" for number in range(PRINTERS)))
    reports = []
    for run in range(1, LOOKED_AT + 1):
        proven = prove(open_mail(agent.mail(agent.report(run, b"?"))), FIRST_DAY + timedelta(days=70))
        reports.append(typed(items.report_item("acme", proven, "mail/x") | {"state": "counted"}))
    told = device_items_of(proven, "acme", "hill", FIRST)
    return {
        "reports": reports,
        "latest": [typed(one.latest) for one in told],
        "readings": [typed(one.reading) for one in told],
        "now": proven.made_at + timedelta(hours=2),
    }


def _read(attributes: list[dict[str, Any]]) -> list[Any]:
    return [plain(one) for one in attributes]


def _analyse(office: dict[str, Any]) -> None:
    one = OfficeItems("hill", "Hill", {"a": _read(office["reports"])}, _read(office["latest"]))
    for finding in office_findings(one, office["now"]):
        typed(alert_item("acme", ReportedFinding(finding, "hill", "Hill", last_report(one)), 0))


def _copy(readings: list[dict[str, Any]]) -> None:
    parquet_of(lake.COLUMNS, [lake.rows_of(_read(readings))])


def _seconds(step: Callable[[], object]) -> float:
    """Return the processor time of one step: other work on this machine does not count."""
    began = time.process_time()
    for _ in range(20):
        step()
    return (time.process_time() - began) / 20


if __name__ == "__main__":
    main()
