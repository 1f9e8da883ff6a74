"""Where the tests find a whole network of addresses of their own."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# One UDP port for all addresses of a test process; another run at the same time has another one.
OWN_PORT = 16_000 + os.getpid() % 16_000

needs_127_8 = pytest.mark.skipif(
    sys.platform == "darwin", reason="macOS has 127.0.0.1 alone, the rest of 127.0.0.0/8 only as aliases"
)


@contextmanager
def silent_listeners(addresses: Iterable[str]) -> Iterator[list[socket.socket]]:
    """Yield a socket on OWN_PORT of each address: it hears every question, and nobody answers."""
    with ExitStack() as stack:
        opened = []
        for address in addresses:
            one = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            one.bind((address, OWN_PORT))
            one.setblocking(False)
            opened.append(one)
        yield opened
