"""Fifty requests of each page with ten thousand devices: this process's time; moto has one of its own."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

from cloud.core.portal.person import ADMIN, Person
from cloud.edge.aws import client
from cloud.edge.mails import Mails
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.handlers.portal import RARELY
from cloud.jobs.ingest import IngestAdapters
from cloud.local.moto_stack import DATA, build_stack
from cloud.local.stack import ENDPOINT, environment, moto_server
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
    with moto_apart():
        names = build_stack(only=DATA).environment("Ingest")
        table, mails = Table(client("dynamodb"), names["TABLE"]), Mails(client("s3"), names["MAILS"])
        adapters = IngestAdapters(table, mails, DOMAIN, Tasks(client("sqs"), names["SETTLE_TASKS"]))
        furnish(table)
        fill(adapters)
        gc.freeze()  # as Lambda's handler does
        gc.set_threshold(RARELY)
        token = session.begin(table, ANN, {}, NOW)
        portal = Portal(adapters.archive, SETTINGS, client_of(SETTINGS), NO_ALARMS, lambda: NOW)
        for name, cost in PAGES.items():
            first, *later = (_spent(portal, token, name, cost) for _ in range(REQUESTS))
            ranked = sorted((first, *later))
            said = f"{name:15} first {first:4.0f} ms, median {ranked[25]:3.0f}, p95 {ranked[47]:3.0f}"
            print(said, flush=True)  # noqa: T201


@contextmanager
def moto_apart() -> Iterator[None]:
    """Run moto's server in a process of its own: none of its time and memory is the portal's."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,))
    process.start()
    with environment({**ENDPOINT, "AWS_ENDPOINT_URL": ours.recv()}):
        yield
    ours.send("end")
    process.join()


def _serve(pipe: Connection) -> None:
    with moto_server() as address:
        pipe.send(address)
        pipe.recv()


def _spent(portal: Portal, token: str, name: str, cost: Cost) -> float:
    table = portal.archive.table
    began = time.process_time()
    visit = Visit(asking(name, cost.query), portal, found_or_fail(table, token), "en", NOW)
    cost.show(visit)
    return 1000 * (time.process_time() - began)


if __name__ == "__main__":
    main()
