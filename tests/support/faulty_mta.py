"""A mail server on loopback with one fault at one step of its first session; afterwards it is a good one.

It keeps what it accepted, recipient by recipient, also where the fault keeps its word from arriving.
"""

from __future__ import annotations

import base64
import contextlib
import re
import socket
import ssl
import struct
import threading
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

USER, PASSWORD = "meters", "geheim-ä1"

STEPS = (
    "connect",
    "greeting",
    "ehlo",
    "starttls",
    "handshake",
    "ehlo again",
    "auth",
    "mail",
    "rcpt 1",
    "rcpt 2",
    "data",
    "body",
    "dot",
    "quit",
)
FAULTS = ("4xx", "5xx", "hang", "drip", "reset", "garbage", "endless line", "endless reply", "wrong code")
OF_CONNECT = ("hang", "reset", "refused")

GOOD = {"greeting": "220", "starttls": "220", "auth": "235", "data": "354", "quit": "221"}
DRIP_PAUSE = 0.02  # seconds between two octets: far less than any step's limit, for ever


@dataclass(slots=True)
class FaultyMta:
    """One server. `received` are (recipient, Message-ID) as they were accepted; `heard` all commands."""

    step: str
    fault: str
    security: str
    context: ssl.SSLContext | None
    received: list[tuple[str, str]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    port: int = 0
    _is_faulty: bool = True
    _door: socket.socket = field(default_factory=socket.socket)
    _fillers: list[socket.socket] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Begin to listen, or not to."""
        # A port that is taken and not listened at refuses; given back, another program could get it.
        self._door.bind(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        if (self.step, self.fault) == ("connect", "refused"):
            return
        if (self.step, self.fault) == ("connect", "hang"):
            self._fill()
        else:
            self._serve()

    def mend(self) -> None:
        """Be a good server from now on."""
        self._is_faulty = False
        if self.step == "connect" and self.fault != "reset":
            for filler in self._fillers:
                filler.close()
            self._serve()

    def stop(self) -> None:
        """Listen no more, and let every session end."""
        self.over.set()
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for socket_ in self._fillers:
            socket_.close()
        for thread in self._threads:
            thread.join()

    def _fill(self) -> None:
        """Take as many connections as the queue holds: the next one waits for an answer."""
        self._door.listen(0)
        for _ in range(3):
            filler = socket.socket()
            filler.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                filler.connect(("127.0.0.1", self.port))
            self._fillers.append(filler)

    def _serve(self) -> None:
        self._door.listen(100)
        self._start(partial(self._accept, self._door))

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                link, _ = door.accept()
                talk = _Talk(self, link, self.fault if self._is_faulty else "")
                self._start(talk.run)


class _Talk:
    """One session; `fault` is empty in a good one."""

    def __init__(self, mta: FaultyMta, link: socket.socket, fault: str) -> None:
        self.mta, self.link, self.fault = mta, link, fault
        self.greetings = self.recipients_named = 0
        self.to: list[str] = []

    def run(self) -> None:
        """Hold the session to its end."""
        try:
            self._converse()
        except (OSError, EOFError):
            return  # the client went, or the fault was to go
        finally:
            self.link.close()

    def _converse(self) -> None:
        if self.mta.step == "connect" and self.fault == "reset":
            self._reset()
        if self.mta.security == "tls":
            self._encrypt()
        self._reply("greeting")
        for command in self._lines():
            self.mta.heard.append(command)
            if not self._obey(command):
                return

    def _lines(self) -> Iterator[str]:
        heard = b""
        while True:
            stop = heard.find(b"\r\n")
            if stop >= 0:
                line, heard = heard[:stop], heard[stop + 2 :]
                yield line.decode("latin-1")
                continue
            chunk = self.link.recv(65_536)
            if not chunk:
                return
            heard += chunk

    def _obey(self, command: str) -> bool:
        name = command.partition(" ")[0].upper()
        if name == "EHLO":
            self._reply("ehlo again" if self.greetings else "ehlo")
            self.greetings += 1
        elif name == "STARTTLS":
            self._reply("starttls")
            self._encrypt()
        elif name == "AUTH":
            self._auth(command)
        elif name == "RCPT":
            self.recipients_named += 1
            if self._reply(f"rcpt {self.recipients_named}"):
                self.to.append(re.sub(r".*<(.*)>.*", r"\1", command))
        elif name == "DATA":
            if self._reply("data"):
                self._take_message()
        else:
            self._reply(name.lower())
        return name != "QUIT"

    def _auth(self, command: str) -> None:
        good = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
        if command == f"AUTH PLAIN {good}" or self.mta.step == "auth":
            self._reply("auth")
        else:
            self.link.sendall(b"535 5.7.8 no\r\n")

    def _take_message(self) -> None:
        """Read up to the final dot; a fault of the body comes when some of it is here."""
        if self.mta.step == "body" and self.fault:
            self.link.recv(1000)
            self._be_faulty()
        message = b""
        while not message.endswith(b"\r\n.\r\n"):
            chunk = self.link.recv(65_536)
            if not chunk:
                raise EOFError
            message += chunk
        early = self.mta.step == "body" and self.fault
        said_no = self.fault in {"4xx", "5xx"} and self.mta.step == "dot"
        if not early and not said_no:
            message_id = re.search(rb"Message-ID: (<[^>]+>)", message)
            assert message_id is not None
            self.mta.received += [(who, message_id[1].decode()) for who in self.to]
        self.to = []
        if not early:
            self._reply("dot")

    def _encrypt(self) -> None:
        assert self.mta.context is not None
        if self.mta.step == "handshake" and self.fault:
            self._be_faulty()
        self.link = self.mta.context.wrap_socket(self.link, server_side=True)

    def _reply(self, step: str) -> bool:
        """Say what belongs to this step, or do its fault; return whether it was good."""
        if step == self.mta.step and self.fault:
            self._be_faulty()
            return False
        code = GOOD.get(step, "250")
        if step.startswith("ehlo"):
            offers = ["STARTTLS"] if self.mta.security == "starttls" and not self.greetings else []
            offers += ["AUTH PLAIN LOGIN CRAM-MD5"] if isinstance(self.link, ssl.SSLSocket) else []
            lines = ["relay.office.test", "SIZE 20000000", *offers]
            text = "".join(f"250-{line}\r\n" for line in lines[:-1]) + f"250 {lines[-1]}\r\n"
            self.link.sendall(text.encode())
        else:
            self.link.sendall(f"{code} fine\r\n".encode())
        return True

    def _be_faulty(self) -> None:
        wrong = "250" if self.mta.step in {"data", "auth"} else "354"
        said: dict[str, bytes] = {
            "4xx": b"451 4.3.0 not now\r\n",
            "5xx": b"554 5.0.0 never\r\n",
            "garbage": bytes(range(1, 256)) + b"\r\n",
            "wrong code": f"{wrong} what?\r\n".encode(),
        }
        if self.fault in said:
            if self.mta.step == "auth" and self.fault == "wrong code":
                self.link.sendall(b"354 what?\r\n")
            else:
                self.link.sendall(said[self.fault])
            return
        endless: dict[str, Callable[[], None]] = {
            "hang": self._hang,
            "drip": self._drip,
            "reset": self._reset,
            "endless line": lambda: self._flood(b"250 ", b"x" * 4096),
            "endless reply": lambda: self._flood(b"", b"250-and another thing\r\n" * 100),
        }
        endless[self.fault]()

    def _hang(self) -> None:
        # Nothing is read: what comes after the buffers are full has to wait as well.
        self.mta.over.wait()
        raise EOFError

    def _drip(self) -> None:
        # Of a handshake, the head of a long record: what follows could be part of it.
        begins = b"\x16\x03\x03\x40\x00" if self.mta.step == "handshake" else b"250-"
        for octet in begins + b"x" * 10_000:
            self.link.sendall(bytes([octet]))
            if self.mta.over.wait(DRIP_PAUSE):
                raise EOFError

    def _reset(self) -> None:
        self.link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.link.close()
        raise EOFError

    def _flood(self, first: bytes, more: bytes) -> None:
        self.link.sendall(first)
        while True:
            self.link.sendall(more)
