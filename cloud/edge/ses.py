"""Mails that the receiver sends: SES."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from email.message import EmailMessage


@dataclass(frozen=True, slots=True)
class SesLetters:
    """SES as boto3's client of "ses"."""

    client: Any

    def send(self, letter: EmailMessage) -> str | None:
        """Send a mail to those whom its header names; return why SES did not take it, None if it did.

        An account in the sandbox, an address that SES suppresses, a quota: SES says it in a sentence.
        """
        try:
            self.client.send_raw_email(RawMessage={"Data": letter.as_bytes()})
        except (ClientError, BotoCoreError) as error:
            return str(error)
        return None
