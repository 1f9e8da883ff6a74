"""smtplib's client on a connection where every wait has an end and every reply has a bound."""

from __future__ import annotations

import re
import smtplib
import time
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from agent.core.mail.limits import LONGEST_LINE, LONGEST_REPLY, SmtpLimits
from agent.core.mail.repeated import repeats
from agent.core.mail.smtp_reply import SmtpRefusal, refusal_of

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable

    from agent.core.mail.server import MailServer
    from agent.core.model.access import Secret
    from agent.core.model.errors import AgentError

_CHUNK = 4096  # octets read at a time
_BLOCK = 16_384  # octets written at a time: the most that one TLS record holds
_REPLY_LINE = re.compile(rb"([2-5][0-9][0-9])(?:([ -])(.*))?", re.DOTALL)


class Stage(Enum):
    """How far a session is: what a fault means depends on it."""

    GREETING = 1  # nothing was heard yet
    HANDSHAKE = 2
    COMMANDS = 3
    CONFIRMING = 4  # the message is with the server, its word is not here yet


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a session by the monotonic clock."""

    end: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """Return the deadline that lies this far ahead."""
        return cls(time.monotonic() + seconds)

    def left(self, step: float) -> float:
        """Return the seconds that a step may take, at most `step`; TimeoutError where none is left."""
        left = min(step, self.end - time.monotonic())
        if left <= 0:
            raise TimeoutError("the session has taken too long")
        return left

    def within(self, step: float) -> Deadline:
        """Return the deadline of a step of this session."""
        return Deadline(min(self.end, time.monotonic() + step))


class SmtpSession(smtplib.SMTP):
    """One session. smtplib's own waits begin anew with each octet, and its replies have no bound.

    `stage` says how far it is, `limit` how many seconds the next reply may take. `secret` is the password
    of this server, if any: no reply that repeats it is shown, and none of a server that has just heard it.
    Raises TimeoutError and ConnectionError as they come, AgentError for what is no SMTP.
    """

    def __init__(
        self, server: MailServer, link: socket.socket, limits: SmtpLimits, deadline: Deadline, name: str
    ) -> None:
        super().__init__(local_hostname=name)
        self.sock = link
        self.limits = limits
        self.deadline = deadline
        self.limit = limits.greeting
        self.stage = Stage.GREETING
        self.secret: Secret | None = None
        self.has_told_secret = False
        self.was_asked: list[bool] = []  # for a client certificate; see client_certificate.note_request
        self.greeting = b""
        self._server = server
        self._unread = bytearray()

    def trouble(self, kind: str) -> AgentError:
        """Return the error of this kind; of a server that has the message, that it did not confirm it."""
        return self._server.trouble("unconfirmed" if self.stage is Stage.CONFIRMING else kind)

    def refusal(self, code: int, words: bytes) -> SmtpRefusal:
        """Return the meaning of a reply, with the server's words where they can't hold a secret."""
        secret = self.secret.reveal() if self.secret else ""
        quote = not self.has_told_secret and not (secret and repeats(words, secret))
        return refusal_of(code, words, quote=quote)

    def link(self) -> socket.socket:
        """Return the connection; ConnectionError where it was closed."""
        if self.sock is None:
            raise ConnectionAbortedError("the connection is closed")
        return self.sock

    def encrypt(self, wrap: Callable[[socket.socket], ssl.SSLSocket]) -> None:
        """Wrap the connection in TLS. What came unencrypted before is forgotten (RFC 3207 section 4.2)."""
        before, self.stage = self.stage, Stage.HANDSHAKE
        self.link().settimeout(self.deadline.left(self.limits.command))
        self.sock = wrap(self.link())
        self._unread.clear()
        self.esmtp_features, self.does_esmtp = {}, False
        self.stage = before

    def getreply(self) -> tuple[int, bytes]:
        """Read a reply to its end; the deadline is that of the whole reply, however it drips."""
        end, said, octets = self.deadline.within(self.limit), list[bytes](), 0
        while True:
            line = self._line(end)
            octets += len(line)
            if octets > LONGEST_REPLY:
                raise self.trouble("reply_too_long")
            found = _REPLY_LINE.fullmatch(line)
            if found is None:
                raise self.trouble("not_smtp" if self.stage is Stage.GREETING else "garbled")
            said.append((found[3] or b"").strip())
            if found[2] != b"-":
                return int(found[1]), b"\n".join(said)

    def send(self, s: Any) -> None:  # noqa: ANN401 (smtplib's own signature: text, or octets of any kind)
        """Write a command or the message; each chunk may take as long as the RFC says."""
        data = memoryview(s.encode("ascii") if isinstance(s, str) else s)
        for start in range(0, len(data), _BLOCK):
            self.link().settimeout(self.deadline.left(self.limits.block))
            self.link().sendall(data[start : start + _BLOCK])

    def _line(self, end: Deadline) -> bytes:
        while (stop := self._unread.find(b"\n")) < 0:
            if len(self._unread) > LONGEST_LINE:
                raise self.trouble("reply_too_long")
            self.link().settimeout(end.left(self.limit))
            chunk = self.link().recv(_CHUNK)
            if not chunk:
                raise ConnectionAbortedError("the server closed the connection")
            self._unread += chunk
        line = bytes(self._unread[:stop]).removesuffix(b"\r")
        del self._unread[: stop + 1]
        return line
