"""SES's ear: a mail server on loopback that hands what comes in to the stack, as the template's rules say."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiosmtpd.smtp import SMTP, Envelope, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud.local.stack import Stack

HOST = "127.0.0.1"
SES_LIMIT = 40 * 2**20  # octets of a mail that SES takes into a bucket


@dataclass(
    frozen=True
)  # no slots: aiosmtpd asks for every attribute, and Python 3.11.2 stumbles over one of them
class _Reception:
    """What aiosmtpd calls for each mail."""

    stack: Stack

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        """Take a mail in for each recipient; refuse one that no rule takes, as SES does."""
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        taken = [self.stack.deliver(recipient, raw) for recipient in envelope.rcpt_tos]
        return "250 2.0.0 taken" if all(taken) else "550 5.1.1 no rule takes this address"


@contextmanager
def reception(stack: Stack) -> Iterator[int]:
    """Listen on a free port of loopback while the context lasts; yield the port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="reception", daemon=True)
    thread.start()

    def protocol() -> SMTP:
        return SMTP(_Reception(stack), hostname="inbound.example", data_size_limit=SES_LIMIT, loop=loop)

    listening = asyncio.run_coroutine_threadsafe(loop.create_server(protocol, HOST, 0), loop).result()
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_close(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _close(listening: asyncio.Server) -> None:
    listening.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
