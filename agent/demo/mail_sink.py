"""The demo's mail server: takes mail on loopback, keeps it in memory, sends nothing on."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
MESSAGE_LIMIT = 32 * 1024 * 1024  # octets of one message
MESSAGES_KEPT = 100


class MailSink:
    """Listens on a free loopback port between `with` and its end; `messages` holds the raw mails.

    Not aiosmtpd's Controller: that one must be told a port, and a port found free a moment
    before may be taken by then.
    """

    def __init__(self, message_limit: int = MESSAGE_LIMIT) -> None:
        self.host = HOST
        self.port = 0  # known once it listens
        self.messages: list[bytes] = []
        self._message_limit = message_limit
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mail sink", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._await_start()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        """Keep one message, as aiosmtpd hands it in; return the reply."""
        if len(self.messages) >= MESSAGES_KEPT:
            return "452 4.3.1 this sink is full"
        if isinstance(envelope.content, bytes):  # str only where decode_data was asked for
            self.messages.append(envelope.content)
        return "250 2.0.0 kept"

    def _await_start(self) -> asyncio.Server:
        from aiosmtpd.smtp import SMTP

        def protocol() -> SMTP:
            return SMTP(self, hostname=HOST, data_size_limit=self._message_limit, loop=self._loop)

        start = self._loop.create_server(protocol, HOST, 0)
        return asyncio.run_coroutine_threadsafe(start, self._loop).result()

    async def _close(self) -> None:
        self._server.close()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
