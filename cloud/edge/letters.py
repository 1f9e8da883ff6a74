"""Mails that the receiver sends: SES."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from email.message import EmailMessage


@dataclass(frozen=True, slots=True)
class Letters:
    """SES as boto3's client of "ses"."""

    client: Any

    def send(self, letter: EmailMessage) -> None:
        """Send a mail to those whom its header names."""
        self.client.send_raw_email(RawMessage={"Data": letter.as_bytes()})
