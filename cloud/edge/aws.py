"""Clients of AWS's services. Region, credentials and endpoint come from where boto3 looks for them."""

from __future__ import annotations

from typing import Any

import boto3
from botocore.config import Config

_CONFIG = Config(
    retries={"mode": "standard", "max_attempts": 6},
    connect_timeout=5,
    read_timeout=30,
    max_pool_connections=16,
)


def client(service: str) -> Any:  # noqa: ANN401 (boto3 makes its classes at run time)
    """Return a client, such as of "dynamodb"."""
    return boto3.client(service, config=_CONFIG)
