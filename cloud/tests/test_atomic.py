"""The table of the tests is atomic as DynamoDB's is: of two who write an item none sees it half done."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from moto.dynamodb.parsing.executors import UpdateExpressionExecutor

from cloud.core.keys import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloud.jobs.ingest import IngestAdapters

# Seconds. In vain where one waits for the other, as it has to; else the other is done in some hundredths.
IN_BETWEEN = 1
SENDER = Key("acme#signer#agent-1#00", "signer")


def let_in(monkeypatch: pytest.MonkeyPatch, other: Callable[[], object]) -> Thread:
    """Let another write begin while moto has looked at the first one's condition and not yet written."""
    whole, thread = UpdateExpressionExecutor.execute, Thread(target=other)

    def halfway(self: Any, *rest: Any) -> None:  # noqa: ANN401 (moto's own types)
        if thread.ident is None:
            thread.start()
            thread.join(IN_BETWEEN)
        whole(self, *rest)

    monkeypatch.setattr(UpdateExpressionExecutor, "execute", halfway)
    return thread


@pytest.mark.parametrize("before", [None, 1])
def test_of_two_who_write_one_item_at_once_the_later_word_stays(
    adapters: IngestAdapters, monkeypatch: pytest.MonkeyPatch, before: int | None
) -> None:
    if before:
        adapters.table.raise_to(SENDER, {"last": f"{before}"}, "last")
    other = let_in(monkeypatch, lambda: adapters.table.raise_to(SENDER, {"last": "3", "run": 3}, "last"))

    adapters.table.raise_to(SENDER, {"last": "2", "run": 2}, "last")
    other.join()

    assert adapters.table.get(SENDER) == {**SENDER._asdict(), "last": "3", "run": 3}


def test_nobody_reads_half_an_item(adapters: IngestAdapters, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    other = let_in(monkeypatch, lambda: seen.extend(adapters.table.query(SENDER.pk)))

    adapters.table.raise_to(SENDER, {"last": "1"}, "last")
    other.join()

    assert seen == [{**SENDER._asdict(), "last": "1"}]
