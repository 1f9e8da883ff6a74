"""The progress bar of a scan on a terminal; silent everywhere else."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agent.core.discovery.sweep import Found, Progress
from agent.core.messages import devices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress_bar() -> Iterator[Callable[[object, int], None]]:
    """Yield who is to hear each event of a scan and the number of addresses in all."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from tqdm import tqdm

    with tqdm(unit=f" {devices.ADDRESSES}", leave=False, file=sys.stderr) as bar:
        found = 0

        def hear(event: object, addresses: int) -> None:
            nonlocal found
            bar.total = addresses
            if isinstance(event, Progress):
                bar.update(event.addresses)
            elif isinstance(event, Found):
                found += 1
                bar.set_postfix_str(devices.found(found))

        yield hear


def _silent(_event: object, _addresses: int) -> None:
    return None
