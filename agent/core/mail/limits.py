"""How long a mail server may take, and how much it may say: RFC 5321 section 4.5.3.2, and a letter in all."""

from __future__ import annotations

from dataclasses import dataclass, fields

LONGEST_LINE = 8192  # octets of one line of a reply: RFC 5321 section 4.5.3.1.5 has 512, real ones have more
LONGEST_REPLY = 65_536  # octets of one reply with all its lines


@dataclass(frozen=True, slots=True)
class SmtpLimits:
    """Seconds that each step of a session may take: the whole reply has to be there by then.

    `command` is for EHLO, STARTTLS and its handshake, AUTH, MAIL and RCPT; `block` for each chunk of the
    message on its way; `dot` for the reply to the final dot, which some servers delay on purpose. `letter` is
    for the session in all, up to the reply to the final dot; `quit` comes after it.
    """

    connect: float = 30.0
    greeting: float = 300.0
    command: float = 300.0
    data: float = 120.0
    block: float = 180.0
    dot: float = 600.0
    letter: float = 1200.0
    quit: float = 10.0

    def divided(self, by: float) -> SmtpLimits:
        """Return these limits, each divided by a number."""
        return SmtpLimits(*(getattr(self, field.name) / by for field in fields(self)))


BY_THE_RFC = SmtpLimits()
# A person waits for the answer: a minute for the greeting, two for the final dot, four in all.
FOR_A_PERSON = BY_THE_RFC.divided(5)
# No further letter is begun after the time that one may take; the last one begun may take as long again.
LONGEST_SENDING = 2 * (BY_THE_RFC.letter + BY_THE_RFC.quit)  # seconds
