"""A queue of tasks, one for each dealer: none waits for another, and what failed comes again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

AT_ONCE = 10  # messages that one SendMessageBatch takes


@dataclass(frozen=True, slots=True)
class Tasks:
    """One queue. `client` is boto3's client of SQS."""

    client: Any
    url: str

    def add(self, tasks: Iterable[dict[str, str]]) -> int:
        """Put tasks into the queue and return how many; OSError if SQS did not take one."""
        entries = [{"Id": str(number), "MessageBody": json.dumps(task)} for number, task in enumerate(tasks)]
        for first in range(0, len(entries), AT_ONCE):
            group = entries[first : first + AT_ONCE]
            answer = self.client.send_message_batch(QueueUrl=self.url, Entries=group)
            if answer.get("Failed"):
                raise OSError(f"{len(answer['Failed'])} tasks were not taken")
        return len(entries)
