"""Each call of boto3 as it is made: kept with the function that made it, refused where AWS would refuse it.

moto takes what AWS does not: see aws_limits.py and iam_rights.py, whose sentences are AWS's own.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3

from cloud.local import aws_limits, iam_rights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloud.local.iam_rights import Role


@dataclass(frozen=True, slots=True)
class Call:
    """A call: the function that made it, the service (boto3's name), operation and parameters."""

    function: str
    service: str
    operation: str
    parameters: Mapping[str, Any]


CALLS: list[Call] = []  # of functions, since the process began
_ROLE: ContextVar[Role | None] = ContextVar("role", default=None)


@contextmanager
def acting_as(role: Role) -> Iterator[None]:
    """Let the calls within be a function's: they need its rights, and are kept."""
    token = _ROLE.set(role)
    try:
        yield
    finally:
        _ROLE.reset(token)


def watch() -> None:
    """Look at every call of the clients that are made from now on."""
    boto3.setup_default_session()
    boto3.DEFAULT_SESSION.events.register("provide-client-params", _look)


def _look(event_name: str, params: Mapping[str, Any], **_more: object) -> None:
    service, operation = event_name.split(".")[1:]
    aws_limits.check(service, operation, params)
    role = _ROLE.get()
    if role is not None:
        CALLS.append(Call(role.function, service, operation, params))
        iam_rights.check(role, service, operation, params)
