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
from moto_state import MotoState, keep, put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


HERE = {None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104 (names, nobody listens)
LOOK_UP = socket.getaddrinfo
WHOLE_ROUND = {"test_alarms", "test_mutations", "test_rights"}


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


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep each file in one process, and all files that look at a whole round: it is done once a process."""
    for item in items:
        file = item.path.stem
        item.add_marker(pytest.mark.xdist_group("whole round" if file in WHOLE_ROUND else file))


@pytest.fixture(scope="session")
def empty_stack(aws: str) -> tuple[Stack, list[MotoState]]:
    """Make the template's resources once, and keep what moto then holds."""
    reset(aws)
    return build_stack(only=DATA), keep()


@pytest.fixture
def stack(aws: str, empty_stack: tuple[Stack, list[MotoState]]) -> Stack:
    """Return the template's resources, empty."""
    reset(aws)
    made, states = empty_stack
    put_back(states)
    return Stack(made.template, dict(made.names))


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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the browser once a file."""
    from portal_rig import browser  # noqa: PLC0415 (which imports this file; and few tests need a browser)

    with browser() as running:
        yield running
