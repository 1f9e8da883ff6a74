"""Messages of a queue, each on its own: what fails comes again alone, and is counted for an alarm."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType

from cloud.edge import metrics

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.batch.base import FailureResponse

    Message = dict[str, Any]

LOG = logging.getLogger(__name__)


class _Counting(BatchProcessor):
    """Powertools' own processor; it tells a failure to nobody."""

    def failure_handler(self, record: Any, exception: Any) -> FailureResponse:  # noqa: ANN401 (Powertools' types)
        """Log and count a message that comes again."""
        LOG.error("message failed", exc_info=exception, extra={"message_id": record.message_id})
        metrics.count(metrics.FAILED)
        return super().failure_handler(record, exception)


def serve_batch(event: dict[str, Any], do: Callable[[Message], object]) -> dict[str, Any]:
    """Do the messages of SQS's event; return which failed, for SQS to bring them again.

    Not an error of the function even where all fail: each is counted, and after its tries a dead letter.
    """
    processor = _Counting(EventType.SQS, raise_on_entire_batch_failure=False)
    with processor(event["Records"], lambda record: do(record.raw_event)):
        processor.process()
    return dict(processor.response())
