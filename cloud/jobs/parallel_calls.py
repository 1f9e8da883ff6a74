"""Several calls at a time: each waits for AWS alone, and a large office has thousands of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

AT_ONCE = 16  # as many as the clients of AWS keep connections
Given = TypeVar("Given")


def each(do: Callable[[Given], object], given: Iterable[Given]) -> None:
    """Do one thing to each, up to AT_ONCE at a time; the first error is raised when all have ended."""
    everything = list(given)
    if len(everything) <= 1:
        for one in everything:
            do(one)
        return
    with ThreadPoolExecutor(min(AT_ONCE, len(everything))) as workers:
        # What the caller's context holds (whose log it is, whose rights) holds for its workers, too.
        for done in [workers.submit(copy_context().run, do, one) for one in everything]:
            done.result()
