"""Clients of AWS's services. Region, credentials and endpoint come from where boto3 looks for them."""

import os
from functools import cache
from typing import Any

import boto3
from botocore.config import Config

from cloud.edge.attributes import take_items

_CONFIG = Config(
    retries={"mode": "standard", "max_attempts": 6},
    connect_timeout=5,
    read_timeout=30,
    max_pool_connections=16,
)


_QUICK = Config(retries={"mode": "standard", "max_attempts": 2}, connect_timeout=2, read_timeout=3)


def client(service: str) -> Any:  # noqa: ANN401 (boto3 makes its classes at run time)
    """Return the client of a service, such as "dynamodb": making one takes long, and it may be shared."""
    return _client(service, os.environ.get("AWS_ENDPOINT_URL"), _CONFIG)


def quick_client(service: str) -> Any:  # noqa: ANN401 (as above)
    """Return the client of a service whose answer a person waits for, and could do without: 10 s at most."""
    return _client(service, os.environ.get("AWS_ENDPOINT_URL"), _QUICK)


@cache
def _client(service: str, endpoint: str | None, config: Config) -> Any:  # noqa: ANN401 (as above)
    made = boto3.client(service, config=config, endpoint_url=endpoint)
    if service == "dynamodb":
        made.meta.events.register("before-parse.dynamodb.Query", take_items)
        made.meta.events.register("before-parse.dynamodb.Scan", take_items)
    return made
