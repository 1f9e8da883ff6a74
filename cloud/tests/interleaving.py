"""Several at work on one table, one call at a time, in an order that the test says: no race needs luck."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from threading import Semaphore, Thread
from typing import TYPE_CHECKING, Any

from cloud.edge.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cloud.jobs.ingest import IngestAdapters

# What another's call may come between; DynamoDB does each wholly, put_many and delete_many item by item.
CALLS = (
    *("get", "page", "put", "put_new", "put_greatest", "replace", "change", "change_if", "raise_to"),
    *("lower_to", "delete", "put_many", "delete_many"),
)
PATIENCE = 120  # seconds for one call of the table and what is reckoned before it, beside whatever load


class Worker:
    """Somebody who works at a adapters, and halts before each call of its table until told to go on."""

    def __init__(self, work: Callable[[IngestAdapters], object], adapters: IngestAdapters) -> None:
        self.call = ""  # that it is about to make; none before it began and after its end
        self.error: BaseException | None = None
        self._may_go, self._halts = Semaphore(0), Semaphore(0)
        table = _halting(adapters.table, self._halt)
        self._thread = Thread(target=self._do, args=(work, replace(adapters, table=table)), daemon=True)

    def go_on(self, until: str | int | None) -> None:
        """Let it work up to its next call of a name, for so many calls, or to its end."""
        calls = 0
        while self._step():
            calls += 1
            if until in {self.call, calls}:
                return
        if self.error is not None:
            raise self.error

    def _step(self) -> bool:
        """Let it make one call; return whether another follows."""
        if self._thread.ident is None:
            self._thread.start()
        elif not self.call:
            return False
        else:
            self._may_go.release()
        if not self._halts.acquire(timeout=PATIENCE):
            raise TimeoutError(f"no call followed {self.call}")
        return bool(self.call)

    def _halt(self, call: str) -> None:
        self.call = call
        self._halts.release()
        if not self._may_go.acquire(timeout=PATIENCE):
            raise TimeoutError(f"nobody let {call} go on")

    def _do(self, work: Callable[[IngestAdapters], object], adapters: IngestAdapters) -> None:
        try:
            work(adapters)
        except BaseException as error:  # noqa: BLE001 (raised where it is waited for)
            self.error = error
        self.call = ""
        self._halts.release()


def interleave(
    adapters: IngestAdapters,
    works: Mapping[str, Callable[[IngestAdapters], object]],
    turns: Sequence[tuple[str, str | int | None]],
) -> None:
    """Let each work go on, turn by turn (see `Worker.go_on`), and all to their ends after the last turn."""
    workers = {name: Worker(work, adapters) for name, work in works.items()}
    for name, until in turns:
        workers[name].go_on(until)
    for worker in workers.values():
        worker.go_on(None)


def _halting(table: Table, halt: Callable[[str], None]) -> Table:
    made = type("Halting", (Table,), {name: _after(halt, name) for name in CALLS})
    halting: Table = made(table.client, table.name)
    return halting


def _after(halt: Callable[[str], None], name: str) -> Callable[..., Any]:
    whole = getattr(Table, name)

    @wraps(whole)
    def halted(*given: Any, **named: Any) -> Any:  # noqa: ANN401 (handed on)
        halt(name)
        return whole(*given, **named)

    return halted
