"""New findings as a mail: a line each, plain text."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from agent.core.messages import speaking
from agent.core.model.shown_text import shortened
from cloud.core.messages import digest, finding_sentences, today

if TYPE_CHECKING:
    from collections.abc import Mapping


def letter_of(content: Mapping[str, Any], sender: str, recipient: str, language: str) -> EmailMessage:
    """Return the mail of new findings in one of LANGUAGES; `content` is what a webhook would get."""
    findings = content["data"]["findings"]
    letter = EmailMessage()
    letter["From"], letter["To"] = sender, recipient
    letter["Auto-Submitted"] = "auto-generated"
    with speaking(language):
        letter["Subject"] = digest.new_findings(len(findings))
        letter.set_content("\n".join(_line(one) for one in findings) + "\n")
    return letter


def _line(finding: Mapping[str, Any]) -> str:
    printer = finding["details"].get("printer")
    about = " · ".join(
        shortened(" ".join(str(one).split())) for one in (finding["site_name"], printer) if one
    )
    kind = finding["kind"]
    said = finding_sentences.sentence(kind, finding["subject"], finding["details"], finding["text"])
    return f"{today.KINDS[kind]}: {about}: {said}"
