"""make portal: a made-up dealer with twelve offices and sixty days, and its portal on loopback.

The last week goes through the real ingest before the first page; the weeks before it come in behind that.
"""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

from cloud.local.made_offices import MadeOffice
from cloud.local.moto_stack import DATA, build_stack
from cloud.local.portal import PEOPLE, portal_on_loopback
from cloud.local.schedules import call_at
from cloud.local.stack import PARAMETERS, Stack, moto_inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


DEALER, NAME = "acme", "Acme Office Supplies"
OTHER = "other"
OFFICES, DAYS, FIRST = 12, 60, 7
PORT = 8400
HOUR = timedelta(hours=1)

# What went wrong in some offices, so that there is something to decide.
SILENT = {3: 4, 5: 1}  # days without a mail until today
LOST = {2: (2, 1)}  # how many days ago mails got lost
TWICE = {4: 1}  # how many days ago a restored computer reported a run twice
CHANGED = {6: 1}  # how many days ago somebody changed a report on its way
WITHOUT_CODE = {7}  # the office never typed its code in
BORROWS = {1: (6, 0)}  # a printer that two offices report


def furnish(stack: Stack, offices: int = OFFICES, days: int = DAYS) -> list[MadeOffice]:
    """Make the dealer, another one, and the offices, through admin as the operator does."""
    for dealer, name in ((DEALER, NAME), (OTHER, "Other Dealer")):
        _ask(stack, dealer, do="add_dealer", name=name)
    made = []
    for one in range(offices):
        office = MadeOffice(
            one,
            printers=2 + one % 4,
            borrowed=BORROWS.get(one),
            twice_at=days - TWICE[one] if one in TWICE else 0,
            changed_at=days - CHANGED[one] if one in CHANGED else 0,
        )
        _ask(stack, DEALER, do="add_site", site=office.site, name=office.name)
        if one not in WITHOUT_CODE:
            office.code = _ask(stack, DEALER, do="issue_code", site=office.site)
        made.append(office)
    return made


def mails_of(offices: Sequence[MadeOffice], now: datetime, days: int = DAYS) -> list[list[bytes]]:
    """Return the mails of each day, the oldest day first: some were never sent, some got lost."""
    mornings = [now - HOUR - timedelta(days=ago) for ago in range(days - 1, -1, -1)]
    address = f"{DEALER}@{PARAMETERS['MailDomain']}"
    return [
        [mail for of_office in day for mail in of_office]
        for day in zip(*(_days(office, mornings, address) for office in offices), strict=True)
    ]


def take_in(stack: Stack, days: Sequence[Sequence[bytes]]) -> int:
    """Deliver the mails of some days and take them in; return how many they were."""
    for mails in days:
        for mail in mails:
            stack.deliver(f"{DEALER}@{PARAMETERS['MailDomain']}", mail)
        while stack.poll():
            pass
    return sum(map(len, days))


def serve(port: int, offices: int = OFFICES, days: int = DAYS, first: int = FIRST) -> None:
    """Serve the portal until a person ends it."""
    began = monotonic()
    now = datetime.now(UTC).replace(microsecond=0)
    with moto_inside():
        stack = build_stack(only=DATA)
        mails = mails_of(furnish(stack, offices, days), now, days)
        taken = take_in(stack, mails[-first:])
        call_at(stack, "Analyse", datetime.now(UTC))
        with portal_on_loopback(stack, port) as (portal, _):
            print(_greeting(portal.settings.address, taken, monotonic() - began), flush=True)
            behind = threading.Thread(target=_rest, args=(stack, mails[:-first]), name="past", daemon=True)
            behind.start()
            try:
                threading.Event().wait()
            except KeyboardInterrupt:
                print("\nEnded; nothing was kept.")


def _rest(stack: Stack, days: Sequence[Sequence[bytes]]) -> None:
    taken = take_in(stack, list(reversed(days)))
    call_at(stack, "Analyse", datetime.now(UTC))
    print(f"{taken} older mails are in, too: every page now shows all {DAYS} days.", flush=True)


def _greeting(address: str, taken: int, seconds: float) -> str:
    people = "\n".join(f"  {name:24} {dealer or '-':6} {role or '-'}" for name, dealer, role in PEOPLE)
    return (
        f"{taken} mails of {FIRST} days were proven and analysed in {seconds:.0f} s; older ones follow.\n\n"
        f"The portal: {address}\n\nSign in as one of (dealer, role):\n{people}\n\nCtrl+C ends it."
    )


def _days(office: MadeOffice, mornings: list[datetime], address: str) -> Iterator[list[bytes]]:
    last = len(mornings) - SILENT.get(office.number, 0)
    for number, mails in enumerate(office.mails(mornings, address), 1):
        yield [] if number > last or len(mornings) - number in LOST.get(office.number, ()) else mails


def _ask(stack: Stack, dealer: str, **event: str) -> Any:  # noqa: ANN401 (each deed answers its own)
    answer = stack.call("Admin", {"dealer": dealer, **event})
    if "refused" in answer:
        raise ValueError(answer["refused"])
    return answer["done"]


if __name__ == "__main__":
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else PORT)
