"""The portal served on loopback, with an OpenID provider beside it whose people are made up."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from cloud.edge.alarms import Alarms
from cloud.edge.aws import client, quick_client
from cloud.edge.kms_signer import KmsSigner
from cloud.edge.mails import Mails
from cloud.edge.ses import SesAccount
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.jobs.backlog import Archive
from cloud.jobs.portal.operator_alarms import OperatorAlarms
from cloud.local.provider import HOST, served
from cloud.local.provider_grants import Client, Provider
from cloud.portal.app import build_app
from cloud.portal.provider import Settings, client_of
from cloud.portal.sign_in import BACK
from cloud.portal.visit import Portal, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from starlette.types import ASGIApp

    from cloud.local.stack import Stack

CLIENT, SECRET = "portal", "made up"
PATIENCE = 30  # seconds for a server to begin or to end
# Made-up people: name, dealer, role.
PEOPLE = (
    ("ann@acme.example", "acme", "admin"),
    ("dan@acme.example", "acme", "dispatcher"),
    ("bea@acme.example", "acme", "billing"),
    ("rob@acme.example", "acme", "reader"),
    ("new@acme.example", "acme", ""),
    ("eve@other.example", "other", "admin"),
    ("nobody@example.org", "", ""),
)


def provider_of(address: str) -> Provider:
    """Return a provider of the made-up people for the portal at an address."""
    claims_by_person = {name: claims_of_person(name, dealer, role) for name, dealer, role in PEOPLE}
    return Provider(Client(CLIENT, SECRET, f"{address}{BACK}"), tuple(claims_by_person), claims_by_person.get)


def claims_of_person(name: str, dealer: str, role: str) -> dict[str, str]:
    """Return the claims of a made-up person; what is empty is absent."""
    claims = {"email": name, "dealer": dealer, "role": role}
    return {claim: value for claim, value in claims.items() if value}


def portal_of(stack: Stack, address: str, issuer: str, now: Callable[[], datetime]) -> Portal:
    """Return the portal of a stack, whose people a provider signs in; `now` is its clock."""
    names = stack.environment("Admin")
    table, mails = Table(client("dynamodb"), names["TABLE"]), Mails(client("s3"), names["MAILS"])
    signer = KmsSigner(client("kms"), stack.names["ClosingKey.Arn"])
    archive = Archive(table, mails, Tasks(client("sqs"), names["SETTLE_TASKS"]), signer)
    settings = Settings(address, issuer, CLIENT, SECRET, f"{issuer}/logout")
    alarms = Alarms(quick_client("cloudwatch"), stack.names["AWS::StackName"])
    account = SesAccount(quick_client("sesv2"))
    of_operator = OperatorAlarms(stack.names["OperatorDealer"], alarms.standing, account.sending)
    return Portal(archive, settings, client_of(settings), of_operator, now)


@contextmanager
def serving(app: ASGIApp, listener: socket.socket) -> Iterator[None]:
    """Serve an application at a listening socket while the context lasts."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", server_header=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), name="portal", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


def listening(port: int = 0) -> tuple[socket.socket, str]:
    """Return a socket of loopback that listens, and the address under which a browser finds it."""
    listener = socket.create_server(("127.0.0.1", port))
    return listener, f"http://{HOST}:{listener.getsockname()[1]}"


@contextmanager
def portal_on_loopback(
    stack: Stack, port: int = 0, now: Callable[[], datetime] = utc_now
) -> Iterator[tuple[Portal, Provider]]:
    """Serve a stack's portal and its provider while the context lasts."""
    listener, address = listening(port)
    with served(provider_of(address)) as provider:
        portal = portal_of(stack, address, provider.address, now)
        with serving(build_app(portal), listener):
            yield portal, provider
