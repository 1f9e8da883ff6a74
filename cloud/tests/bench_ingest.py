"""What an ingest computes, measured on one core, and what a million devices write, by simulating their keys.

make bench-cloud
"""

from __future__ import annotations

import statistics
import time
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from agent.core.report_format.document import report_bytes
from cloud.core import items, keys
from cloud.core.incoming_mail import dealers_of, open_mail
from cloud.core.layout import FIRST, shards_for
from cloud.core.proof import prove
from cloud.core.readings import device_items_of
from cloud.edge.attributes import typed
from made_mails import CODE, DOMAIN, FIRST_DAY, MadeAgent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROUNDS, TIMES = 200, 5
DEVICES, HOUR = 1_000_000, 3600
SHARDS = shards_for(1_000_000 // 12)
MOST_WRITES = 1000  # write units a second that one partition of DynamoDB takes
OFFICE = MadeAgent(code=CODE, printers=tuple(f"EX{number}" for number in range(12)))


def main() -> None:
    """Print both."""
    data = report_bytes(OFFICE.report(1))
    mail = OFFICE.mail(data)
    print(f"one report: {len(OFFICE.printers)} printers, {len(data):,} octets, its mail {len(mail):,}")
    _throughput(mail)
    _writes(mail)
    _partitions()


def whole(mail: bytes) -> list[dict[str, Any]]:
    """Do all that an ingest computes: open, prove, build items, and write them as DynamoDB takes them."""
    assert dealers_of(mail, DOMAIN) == ("acme",)
    proven = prove(open_mail(mail), FIRST_DAY + timedelta(hours=1))
    told = device_items_of(proven, "acme", "hill-street", FIRST)
    made: list[Mapping[str, Any]] = [item for one in told for item in (one.reading, one.latest)]
    made.append(items.report_item("acme", proven, "mail/x"))
    return [typed(item) for item in made]


def _throughput(mail: bytes) -> None:
    opened = open_mail(mail)
    proven = prove(opened, FIRST_DAY + timedelta(hours=1))
    steps: dict[str, Callable[[], object]] = {
        "open the mail": lambda: open_mail(mail),
        "prove the report": lambda: prove(opened, FIRST_DAY + timedelta(hours=1)),
        "build its items": lambda: device_items_of(proven, "acme", "hill-street", FIRST),
        "all, and serialise": lambda: whole(mail),
    }
    for name, step in steps.items():
        took = [_process_seconds(step) for _ in range(TIMES)]
        rate = 1 / statistics.median(took)
        print(f"{name:20} {statistics.median(took) * 1e3:6.2f} ms   {rate:6.0f} a second and core")


def _process_seconds(step: Callable[[], object]) -> float:
    """Return the processor time of one step: other work on this machine does not count."""
    began = time.process_time()
    for _ in range(ROUNDS):
        step()
    return (time.process_time() - began) / ROUNDS


def _writes(mail: bytes) -> None:
    """Print how many write units one report takes: 1 KB each, in the table and in each index once more."""
    units: Counter[str] = Counter()
    for item in whole(mail):
        size = sum(len(name) + len(str(next(iter(value.values()))).encode()) for name, value in item.items())
        copies = 1 + sum(index in item for index in ("site_key", "list_key", "day_key"))
        units[item["kind"]["S"]] += -(-size // 1024) * copies
    print(f"write units: {dict(units)}, {units.total()} a report")


def _partitions() -> None:
    """Print what the busiest partition takes when a dealer's million devices report within an hour."""
    day, busy = date(2026, 3, 2), Counter[str]()
    kinds: dict[str, Counter[str]] = {
        "device": busy,
        "day": Counter(),
        "needs": Counter(),
        "mails": Counter(),
    }
    for number in range(DEVICES):
        device = f"serial:examplar:ex{number:07}"
        kinds["device"][keys.device_key("acme", device).pk] += 7  # a reading and its latest
        kinds["day"][keys.day("acme", day, device, SHARDS)] += 2
        kinds["needs"][keys.needs("acme", device, SHARDS)] += 4  # as if every one needed something
        if number % len(OFFICE.printers) == 0:
            kinds["mails"][keys.mail_key("acme", day, f"mail/{number}", SHARDS).pk] += 1
    for name, units in kinds.items():
        a_second = max(units.values()) / HOUR
        print(
            f"{name:8} {len(units):9,} partitions, the busiest {a_second:6.1f} units a second"
            f" of {MOST_WRITES}, {max(units.values()) / (units.total() / len(units)):.2f} times the mean"
        )


if __name__ == "__main__":
    main()
