"""What became of a call that ran in another thread: its result, or the exception that ended it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

Result = TypeVar("Result")


class CallOutcome(Generic[Result]):
    """Carries what a call gave from the thread where it ran to the one that waits for it."""

    def __init__(self) -> None:
        self.error: BaseException | None = None
        self._results: list[Result] = []

    def of(self, call: Callable[[], Result]) -> None:
        """Make the call and keep what comes of it; nothing is raised here."""
        with self:
            self._results.append(call())

    @property
    def result(self) -> Result:
        """What the call returned; IndexError where it has not ended or was ended by `error`."""
        return self._results[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        self.error = error
        return True
