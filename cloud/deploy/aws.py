"""Clients of AWS's services in the stack's region, with the credentials that boto3 finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from collections.abc import Callable

    Client = Callable[[str], Any]

_CONFIG = Config(retries={"mode": "standard", "max_attempts": 5}, connect_timeout=10, read_timeout=60)


def clients(region: str) -> Client:
    """Return the function that makes a client by a service's name, each once."""
    session = boto3.Session(region_name=region)
    made: dict[str, Any] = {}

    def client(service: str) -> Any:  # noqa: ANN401 (boto3 makes its classes at run time)
        if service not in made:
            made[service] = session.client(service, config=_CONFIG)
        return made[service]

    return client
