"""Mails that the receiver sends: SES."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from cloud.core.portal.alarm import SendingAnswer

if TYPE_CHECKING:
    from email.message import EmailMessage


@dataclass(frozen=True, slots=True)
class SesAccount:
    """The account's right to send, as boto3's client of "sesv2" tells it."""

    client: Any

    def sending(self) -> SendingAnswer:
        """Return whether the account is in the sandbox; that AWS refuses or is silent is the failure."""
        try:
            return SendingAnswer(in_sandbox=not self.client.get_account()["ProductionAccessEnabled"])
        except (ClientError, BotoCoreError) as error:
            return SendingAnswer(failure=str(error))


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
