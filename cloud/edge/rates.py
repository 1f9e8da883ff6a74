"""How often a dealer's programs asked within a minute: a counter in the dealer's part of the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloud.core.keys import within

if TYPE_CHECKING:
    from datetime import datetime

KEPT = 3600  # seconds that a minute's counter stays


@dataclass(frozen=True, slots=True)
class Rates:
    """Counters in a table. `client` is boto3's client of DynamoDB."""

    client: Any
    table: str

    def add(self, dealer: str, now: datetime) -> int:
        """Count a question of this minute; return how many there were, this one included.

        The role may write keys that end with "#asked" and no others.
        """
        answer = self.client.update_item(
            TableName=self.table,
            Key={"pk": {"S": within(dealer, "asked")}, "sk": {"S": now.strftime("%Y-%m-%dT%H:%MZ")}},
            UpdateExpression="ADD questions :one SET expires = :expires, kind = :kind, dealer = :dealer",
            ExpressionAttributeValues={
                ":one": {"N": "1"},
                ":expires": {"N": str(int(now.timestamp()) + KEPT)},
                ":kind": {"S": "asked"},
                ":dealer": {"S": dealer},
            },
            ReturnValues="UPDATED_NEW",
        )
        return int(answer["Attributes"]["questions"]["N"])
