"""What the portal's tests share: people, mails taken in, a client that counts its calls."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cloud.core.portal.person import ADMIN, BILLING, DISPATCHER, READER, Person
from cloud.jobs.ingest import ingest

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters

ANN = Person("acme", "ann@acme.example", ADMIN)
BOB = Person("acme", "bob@acme.example", DISPATCHER)
CAT = Person("acme", "cat@acme.example", BILLING)
DAN = Person("acme", "dan@acme.example", READER)
ASKS = frozenset({"query", "get_item", "scan", "batch_get_item"})


def take(adapters: IngestAdapters, *mails: bytes) -> None:
    """Take mails in, one after another."""
    for mail in mails:
        key = f"mail/{sha256(mail).hexdigest()}"
        adapters.mails.client.put_object(Bucket=adapters.mails.bucket, Key=key, Body=mail)
        ingest(key, adapters)


class Counting:
    """boto3's client of DynamoDB; `calls` are its questions."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 (boto3 has no types)
        self.client, self.calls = client, 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (as above)
        value = getattr(self.client, name)
        if name not in ASKS:
            return value

        def counted(**given: Any) -> Any:  # noqa: ANN401 (as above)
            self.calls += 1
            return value(**given)

        return counted
