"""The digest as a mail: a line for the eye, the page, the table."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

from agent.core.messages import speaking
from cloud.core.digest.csv_table import mail_view_of
from cloud.core.digest.page import page_of
from cloud.core.messages import digest as sentences

if TYPE_CHECKING:
    from cloud.core.digest.values import Digest


LARGEST = 10 * 1024 * 1024  # octets of a whole mail that SES sends


def letter_of(digest: Digest, sender: str, recipient: str) -> EmailMessage:
    """Return the mail of a digest; what answers it or can't be delivered comes back to the operator."""
    letter = _headed(digest, sender, recipient)
    letter.add_alternative(page_of(digest), subtype="html")
    name = f"digest-{digest.day.isoformat()}.csv"
    letter.add_attachment(mail_view_of(digest), maintype="text", subtype="csv", filename=name)
    return letter


def short_letter_of(digest: Digest, sender: str, recipient: str, lies_at: str) -> EmailMessage:
    """Return the mail of a digest that is too large for one: its first line, and where the whole lies."""
    letter = _headed(digest, sender, recipient)
    with speaking(digest.language):
        letter.set_content(f"{_headline(digest)}\n\n{sentences.too_large(lies_at)}\n")
    return letter


def _headed(digest: Digest, sender: str, recipient: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"] = sender, recipient
    letter["Auto-Submitted"] = "auto-generated"
    with speaking(digest.language):
        letter["Subject"] = sentences.title(" ".join(digest.name.split()), digest.day)
        letter.set_content(f"{_headline(digest)}\n")
    return letter


def _headline(digest: Digest) -> str:
    return str(sentences.headline(digest.offices, digest.printers, digest.silent))
