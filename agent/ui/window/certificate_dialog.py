"""The question whether a mail server's certificate is trusted: whose it is, until when, its fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages import certificate as words
from agent.core.messages import window as messages
from agent.core.settings.form import fingerprint_lines
from agent.ui.window.dialog import Dialog

if TYPE_CHECKING:
    from datetime import datetime

    from agent.core.mail.certificate import Certificate, ServerCertificate
    from agent.ui.window.rows import FormPage


def is_trusted(page: FormPage, seen: ServerCertificate) -> bool:
    """Show what a server says of itself and return whether the person trusts it; Enter trusts nothing."""
    dialog = Dialog(page.frame, messages.TRUST_TITLE, page.look)
    dialog.sentence(messages.TRUST_QUESTION)
    dialog.fact(words.SERVER, seen.server)
    if seen.certificate is None:
        dialog.sentence(words.UNREADABLE, colour=page.look.red)
    else:
        _show(dialog, seen.certificate, page.form.adapters.now())
    dialog.fact(words.FINGERPRINT, fingerprint_lines(seen.fingerprint, 8))
    answer: list[bool] = []

    def yes() -> None:
        answer.append(True)
        dialog.close()

    dialog.buttons(messages.YES_TRUST, yes, messages.NO_TRUST, careful=True)
    dialog.wait()
    return bool(answer)


def _show(dialog: Dialog, certificate: Certificate, now: datetime) -> None:
    subject = certificate.subject or ", ".join(certificate.names) or words.NO_NAME
    is_own = bool(certificate.issuer) and certificate.issuer == certificate.subject
    dialog.fact(words.SUBJECT, subject)
    dialog.fact(words.ISSUER, words.SELF if is_own else certificate.issuer or words.NO_NAME)
    first, last = (when.astimezone(now.tzinfo) for when in (certificate.not_before, certificate.not_after))
    dialog.fact(words.VALID, words.valid(first, last))
    if not first <= now <= last:
        dialog.sentence(words.EXPIRED if now > last else words.NOT_YET, colour=dialog.look.red)
