"""New findings as a mail: a line each, plain text."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from agent.core.model.shown_text import shortened
from cloud.core import messages

if TYPE_CHECKING:
    from collections.abc import Mapping


def letter_of(content: Mapping[str, Any], sender: str, recipient: str) -> EmailMessage:
    """Return the mail of new findings; `content` is what a webhook would get."""
    findings = content["data"]["findings"]
    letter = EmailMessage()
    letter["From"], letter["To"] = sender, recipient
    letter["Subject"] = messages.new_findings(len(findings))
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content("\n".join(_line(one) for one in findings) + "\n")
    return letter


def _line(finding: Mapping[str, Any]) -> str:
    printer = finding["details"].get("printer")
    about = " · ".join(
        shortened(" ".join(str(one).split())) for one in (finding["site_name"], printer) if one
    )
    return f"{messages.heading(finding['kind'])}: {about}: {finding['text']}"
