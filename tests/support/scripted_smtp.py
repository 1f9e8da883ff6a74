"""A mail server for tests that misbehaves on cue."""

from __future__ import annotations

import contextlib
import socketserver
import threading
import time
from typing import TYPE_CHECKING

from agent.core.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Iterator


class Scripted(socketserver.ThreadingTCPServer):
    """Answers each SMTP command with the reply of its script; None closes the connection, "" says nothing."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, script: dict[str, str | None]) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        good: dict[str, str | None] = {
            "GREETING": "220 hi",
            "EHLO": "250 hi",
            "MAIL": "250 ok",
            "RCPT": "250 ok",
            "DATA": "354 go",
        }
        self.script = good | {".": "250 ok", "QUIT": "221 bye", "RSET": "250 ok", "HELO": "250 hi"} | script
        self.heard: list[bytes] = []

    def wait_for(self, line: bytes, seconds: float = 20.0) -> None:
        """Wait until this line was heard; AssertionError where it is not for so long."""
        end = time.monotonic() + seconds
        while line not in self.heard:
            assert time.monotonic() < end, f"{line!r} was not heard"
            time.sleep(0.01)


class _Conversation(socketserver.StreamRequestHandler):
    server: Scripted

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            going, in_data = self._reply_to("GREETING"), False
            while going and (line := self.rfile.readline()):
                self.server.heard.append(line)
                command = line.decode("latin-1").strip()
                if in_data and command != ".":
                    continue
                known = [key for key in self.server.script if command.upper().startswith(key.upper())]
                going = self._reply_to(max(known, key=len, default="?"))
                in_data = command.upper() == "DATA"

    def _reply_to(self, command: str) -> bool:
        reply = self.server.script.get(command, "500 what?")
        if reply:
            self.wfile.write(reply.encode().replace(b"|", b"\r\n") + b"\r\n")
        return reply is not None


@contextlib.contextmanager
def scripted(**script: str | None) -> Iterator[tuple[MailServer, Scripted]]:
    renamed = {key.replace("_to_", " TO:<").replace("dot", "."): reply for key, reply in script.items()}
    with Scripted(renamed) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield MailServer("127.0.0.1", server.server_address[1], "none"), server
        server.shutdown()
