"""AWS on loopback for the tests: moto's server once, what the template says anew for every test."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import pytest
from hypothesis import settings

from agent.core.report_format.enrolment import parse_code
from cloud.core import items
from cloud.core.decisions import Word
from cloud.edge.aws import client
from cloud.edge.mails import Mails
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.jobs import dealing
from cloud.jobs.ingest import IngestAdapters
from cloud.local.moto_stack import DATA, build_stack
from cloud.local.stack import Stack, moto_server
from made_mails import CODE, DOMAIN, FIRST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator


HERE = {None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104 (names, nobody listens)
LOOK_UP = socket.getaddrinfo


def look_up_here(host: str | bytes | None, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 (as the socket module has it)
    """Look up this machine's own names; OSError for any other."""
    if (host.decode("ascii", "replace") if isinstance(host, bytes) else host) not in HERE:
        raise OSError(f"{host!r} is not this machine")
    return LOOK_UP(host, *rest, **more)


# How long one example takes says how busy this computer is, nothing about the code.
settings.register_profile("any computer", deadline=None)
settings.load_profile("any computer")


@pytest.fixture(scope="session", autouse=True)
def nobody_else() -> Iterator[None]:
    """Let nothing leave this machine: a client that lost its endpoint would ask the real AWS."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", look_up_here)
        yield


@pytest.fixture(scope="session")
def aws() -> Iterator[str]:
    """Run moto's server; boto3 talks to it and to nothing else."""
    with moto_server() as address:
        yield address


@pytest.fixture
def stack(aws: str) -> Stack:
    """Make the template's resources, empty."""
    reset(aws)
    return build_stack(only=DATA)


@pytest.fixture
def adapters(stack: Stack) -> IngestAdapters:
    """Open for dealer acme, who serves hill-street and gave it the code CODE."""
    names = stack.environment("Ingest")
    table, mails = Table(client("dynamodb"), names["TABLE"]), Mails(client("s3"), names["MAILS"])
    adapters = IngestAdapters(table, mails, DOMAIN, Tasks(client("sqs"), names["SETTLE_TASKS"]))
    furnish(adapters.table)
    return adapters


def reset(aws: str) -> None:
    """Empty all of moto."""
    with urlopen(Request(f"{aws}/moto-api/reset", method="POST")) as answer:  # noqa: S310 (loopback)
        assert answer.status == 200


def furnish(table: Table) -> None:
    """Put in a dealer with two sites and a code that holds for long."""
    until = datetime(2099, 1, 1, tzinfo=UTC)
    word = Word("test", FIRST_DAY, "")
    dealing.add_dealer(table, word, "acme", "Acme Office")
    dealing.add_site(table, word, "acme", "hill-street", "Hill Street")
    dealing.add_site(table, word, "acme", "lake-road", "Lake Road")
    code_id, secret = parse_code(CODE)
    table.put(items.code_item("acme", "hill-street", code_id, secret, until))
