"""make cloud-demo: fifty made-up offices mail for thirty days; their dealer's digest says how they are."""

from __future__ import annotations

import csv
import smtplib
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from cloud.core import lake
from cloud.core.analysis.finding import KINDS
from cloud.core.messages import today
from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.local.made_offices import MadeOffice
from cloud.local.moto_stack import build_stack
from cloud.local.post import HOST, reception
from cloud.local.schedules import call_at
from cloud.local.stack import PARAMETERS, Stack, moto_inside

if TYPE_CHECKING:
    from collections.abc import Iterator


DEALER, DEALER_NAME = "acme", "Acme Office Supplies"
OFFICES, DAYS = 50, 30
HOUR = timedelta(hours=1)

# What went wrong in some offices, so that there is something to tell.
SILENT = {3: 4, 5: 1}  # days without a mail until today
LOST = {2: range(3, 5)}  # runs whose mails got lost
TWICE = {4: 2}  # a run that a restored computer reported twice
CHANGED = {6: 5}  # a run whose report somebody changed on its way
WITHOUT_CODE = {7}  # the office never typed its code in
BORROWS = {1: (6, 0)}  # a printer that two offices report


def run(folder: Path, offices: int = OFFICES, days: int = DAYS) -> str:
    """Mail, take in, analyse; write digest and Parquet files into a folder and return what to print."""
    began = monotonic()
    now = datetime.now(UTC).replace(microsecond=0)
    with moto_inside():
        stack = build_stack()
        made = _furnish(stack, offices)
        sent = _send(stack, made, [now - HOUR - timedelta(days=ago) for ago in range(days - 1, -1, -1)])
        mailed = monotonic()
        call_at(stack, "LakeCopy", now)
        call_at(stack, "Analyse", datetime.now(UTC))  # all mails have arrived before
        written = _fetch(stack, folder)
    rows_of_table = (folder / f"{now.date().isoformat()}.csv").read_text("utf-8-sig").splitlines()
    lines = [
        f"{offices} made-up offices mailed for {days} days: {sent} mails came in over SMTP and were proven",
        f"in {mailed - began:.0f} s; Parquet copy and analysis took {monotonic() - mailed:.0f} s more.",
        "",
        *_summary(rows_of_table),
        "",
        f"The digest: {folder}/{now.date().isoformat()}.html, beside it its table;",
        f"{sum(name.endswith('.parquet') for name in written)} Parquet files below {folder}/readings.",
    ]
    return "\n".join(lines)


def _furnish(stack: Stack, number: int) -> list[MadeOffice]:
    """Make a dealer and its sites through admin, as the operator does."""
    _ask(stack, do="add_dealer", name=DEALER_NAME)
    made = []
    for one in range(number):
        office = MadeOffice(
            one,
            printers=2 + one % 4,
            borrowed=BORROWS.get(one),
            twice_at=TWICE.get(one, 0),
            changed_at=CHANGED.get(one, 0),
        )
        _ask(stack, do="add_site", site=office.site, name=office.name)
        if one not in WITHOUT_CODE:
            office.code = _ask(stack, do="issue_code", site=office.site)
        made.append(office)
    return made


def _ask(stack: Stack, **event: str) -> Any:  # noqa: ANN401 (each deed answers its own)
    answer = stack.call("Admin", {"dealer": DEALER, **event})
    if "refused" in answer:
        raise ValueError(answer["refused"])
    return answer["done"]


def _send(stack: Stack, offices: list[MadeOffice], mornings: list[datetime]) -> int:
    """Mail day by day and take in what came; return how many mails went."""
    address = f"{DEALER}@{PARAMETERS['MailDomain']}"
    sent = 0
    with reception(stack) as port, smtplib.SMTP(HOST, port) as post:
        for mails in zip(*(_days(office, mornings, address) for office in offices), strict=True):
            for mail in (mail for of_office in mails for mail in of_office):
                post.sendmail("meters@office.example", [address], mail)
                sent += 1
            while stack.poll():
                pass
    return sent


def _days(office: MadeOffice, mornings: list[datetime], address: str) -> Iterator[list[bytes]]:
    """Yield the mails of an office for each day; some are never sent, or get lost."""
    last = len(mornings) - SILENT.get(office.number, 0)
    for number, mails in enumerate(office.mails(mornings, address), 1):
        yield [] if number > last or number in LOST.get(office.number, ()) else mails


def _summary(table: list[str]) -> Iterator[str]:
    """Yield what the digest's table holds, in the words of its page."""
    found = Counter(row["Kind"] for row in csv.DictReader(table))
    for kind in KINDS:
        yield f"{found[kind]:5}  {today.KINDS[kind]}"


def _fetch(stack: Stack, folder: Path) -> list[str]:
    bucket = Bucket(client("s3"), stack.names["Lake"])
    keys = list(bucket.keys(""))
    for key in keys:
        file = folder / key.removeprefix(lake.digests_prefix(DEALER))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bucket.read(key) or b"")
    return keys


def main() -> None:
    """Run the demo into the folder that is named; other numbers of offices and days may follow."""
    folder, *numbers = sys.argv[1:]
    print(run(Path(folder), *map(int, numbers)))


if __name__ == "__main__":
    main()
