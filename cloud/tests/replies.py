"""AWS as its references say that it answers: botocore's own stubs, which know each reply's shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
from botocore.stub import ANY, Stubber

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ANY", "Aws"]


class Aws:
    """Clients that answer what they were told to, in that order, and know no other question."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Any, Stubber]] = {}

    def __call__(self, service: str) -> Any:  # noqa: ANN401 (boto3 makes its classes at run time)
        """Return the client of a service."""
        return self._of(service)[0]

    def _of(self, service: str) -> tuple[Any, Stubber]:
        if service not in self._made:
            made = boto3.client(
                service,
                region_name="eu-central-1",
                endpoint_url="http://127.0.0.1:9",  # nobody listens there: what no reply was told for fails
                aws_access_key_id="x",
                aws_secret_access_key="x",
            )
            stub = Stubber(made)
            stub.activate()
            self._made[service] = (made, stub)
        return self._made[service]

    def answers(
        self, service: str, operation: str, reply: dict[str, Any], given: dict[str, Any] | None = None
    ) -> None:
        """Let the next question of a service be this, with this reply; one of another shape is an error."""
        self._of(service)[1].add_response(operation, reply, given)

    def refuses(self, service: str, operation: str, code: str, message: str = "", status: int = 400) -> None:
        """Let the next question of a service be this, and be refused."""
        self._of(service)[1].add_client_error(operation, code, message, status)

    def left(self) -> Iterator[str]:
        """Yield the services that were to be asked more than they were."""
        for service, (_, stub) in self._made.items():
            try:
                stub.assert_no_pending_responses()
            except AssertionError as error:
                yield f"{service}: {error}"
