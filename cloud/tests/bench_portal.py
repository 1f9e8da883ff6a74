"""Fifty requests of each page with ten thousand devices: our own processor time, without moto's."""

import gc
import time

from cloud.core.portal.person import ADMIN, Person
from cloud.edge.aws import client
from cloud.edge.mails import Mails
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.jobs.ingest import IngestAdapters
from cloud.local.moto_stack import DATA, build_stack
from cloud.local.stack import moto_server
from cloud.portal import session
from cloud.portal.provider import client_of
from cloud.portal.visit import Portal, Visit
from conftest import furnish
from made_mails import DOMAIN
from test_portal_quick import NO_ALARMS, NOW, PAGES, SETTINGS, Cost, asking, fill, found_or_fail

ANN = Person("acme", "ann@acme.example", ADMIN)
REQUESTS = 50


def main() -> None:
    """Print a line a page."""
    with moto_server():
        names = build_stack(only=DATA).environment("Ingest")
        table, mails = Table(client("dynamodb"), names["TABLE"]), Mails(client("s3"), names["MAILS"])
        adapters = IngestAdapters(table, mails, DOMAIN, Tasks(client("sqs"), names["SETTLE_TASKS"]))
        furnish(table)
        fill(adapters)
        gc.freeze()  # moto's own: it lives in this process, and Lambda's handler freezes its own, too
        token = session.begin(table, ANN, {}, NOW)
        portal = Portal(adapters.archive, SETTINGS, client_of(SETTINGS), NO_ALARMS, lambda: NOW)
        for name, cost in PAGES.items():
            first, *later = (_spent(portal, token, name, cost) for _ in range(REQUESTS))
            ranked = sorted((first, *later))
            print(f"{name:15} first {first:4.0f} ms, median {ranked[25]:3.0f}, p95 {ranked[47]:3.0f}")  # noqa: T201


def _spent(portal: Portal, token: str, name: str, cost: Cost) -> float:
    table = portal.archive.table
    began = time.thread_time()
    visit = Visit(asking(name, cost.query), portal, found_or_fail(table, token), "en", NOW)
    cost.show(visit)
    return 1000 * (time.thread_time() - began)


if __name__ == "__main__":
    main()
