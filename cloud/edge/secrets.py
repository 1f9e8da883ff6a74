"""Secrets Manager: a secret by its name; never in a function's environment, which every reader of it sees."""

from typing import Any


def secret(client: Any, name: str) -> str:  # noqa: ANN401 (boto3 makes its classes at run time)
    """Return a secret's text, empty for no name. `client` is boto3's client of Secrets Manager."""
    return str(client.get_secret_value(SecretId=name)["SecretString"]) if name else ""
