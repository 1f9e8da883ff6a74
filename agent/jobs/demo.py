"""The demo's office as settings, and its mail as it arrived: opened, and checked against what was signed."""

from __future__ import annotations

import email
from dataclasses import dataclass
from email.policy import SMTP
from typing import TYPE_CHECKING

from agent.core.demo.office import USER_NAME
from agent.core.errors import AgentError
from agent.core.reporting.signing import verify_report
from agent.core.settings import Settings, settings_of
from agent.core.words import demo as demo_words
from agent.jobs.verify import REPORT, SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.core.access import Endpoint


@dataclass(frozen=True, slots=True)
class ArrivedMail:
    """A mail as the server took it: `raw`, its HTML text, its attachments by file name."""

    raw: bytes
    page: str
    attachments: Mapping[str, bytes]


def office_settings(endpoints: Iterable[Endpoint], mail_host: str, mail_port: int) -> Settings:
    """Return the settings of an office with these devices and a mail server that wants no login."""
    return settings_of(
        {
            "site.id": "demo",
            "site.name": "the demo office",
            "network.targets": tuple(f"{endpoint.address}:{endpoint.port}" for endpoint in endpoints),
            "network.users": ({"name": USER_NAME, "auth": "SHA", "privacy": "none", "context": ""},),
            "mail.host": mail_host,
            "mail.port": mail_port,
            "mail.security": "none",
            "mail.sender": "meters@demo.example",
            "mail.recipients": ("office@demo.example",),
        }
    )


def open_mail(raw: bytes) -> ArrivedMail:
    """Return the parts of a mail; a part that is not there is empty or missing, never an error."""
    message = email.message_from_bytes(raw, policy=SMTP)
    page = message.get_body(("html",))
    attachments = {
        part.get_filename(""): part.get_payload(decode=True) for part in message.iter_attachments()
    }
    return ArrivedMail(
        raw=raw,
        page=page.get_content() if page else "",
        attachments={name: content for name, content in attachments.items() if isinstance(content, bytes)},
    )


def check_mail(mail: ArrivedMail, public_key: str) -> None:
    """Raise AgentError unless the mail's report is whole and signed by the key of `public_key` (base64)."""
    signature = mail.attachments.get(SIGNATURE, b"").decode("ascii", "replace")
    verdict = verify_report(mail.attachments.get(REPORT, b""), signature, public_key)
    if verdict.problems or not mail.page:
        raise AgentError(demo_words.NOT_VERIFIED, demo_words.NOT_VERIFIED_ADVICE, code=1)
