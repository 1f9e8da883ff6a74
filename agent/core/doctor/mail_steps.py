"""Why a mail doesn't leave: the steps to the mail server, from what a rehearsal reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.doctor.ladder import (
    DoctorPart,
    DoctorStep,
    Fact,
    Statement,
    Verdict,
    plain_statement,
    statement_of,
)
from agent.core.mail.services import label_of, services_of, warning_of
from agent.core.mail.smtp_failures import certificate_step_of
from agent.core.messages import keyring, mail_services

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from agent.core.mail.smtp_reply import SmtpRefusal
    from agent.core.model.errors import AgentError
    from agent.core.settings import Mail

# The steps of a rehearsal (edge/smtp), in their order; "encryption" is where the security puts it. The chain
# comes with it, and only what is wrong with a certificate ends there.
_BEFORE = ("lookup", "place", "connect")
_ORDER = {
    "none": (*_BEFORE, "greeting", "offer"),
    "starttls": (*_BEFORE, "greeting", "encryption", "offer"),
    "tls": (*_BEFORE, "encryption", "greeting", "offer"),
}
# The cause of a step that went well; where the server stands has two.
_REACHED = {
    "lookup": "looked_up",
    "connect": "connected",
    "greeting": "greeted",
    "encryption": "encrypted",
    "client_certificate": "certificate_asked_for",
    "login": "logged_in",
    "sender": "sender_accepted",
    "recipient": "recipient_accepted",
}
# What is told under another name than the step's: its causes.
_STEP_OF = {
    "inside": "place",
    "outside": "place",
    "pinned": "chain",
    "not_asked_for_certificate": "client_certificate",
}


def service_step(mail: Mail, today: date) -> DoctorStep:
    """Return the step of known facts about the mail service, before anything is tried there."""
    facts = {"host": mail.host}
    warning = warning_of(mail.host, today, has_user=bool(mail.user))
    if warning is not None:
        return DoctorStep(
            DoctorPart.MAIL, "service", Verdict.WARNING, "password_ends", facts, plain_statement(*warning)
        )
    known = services_of(mail.host)
    if known and not any(service.reaches_outside for service in known):
        statement = plain_statement(mail_services.OWN_ONLY, mail_services.PREPARE[known[0].key])
        return DoctorStep(DoctorPart.MAIL, "service", Verdict.WARNING, "own_only", facts, statement)
    if known:
        return DoctorStep(
            DoctorPart.MAIL, "service", Verdict.OK, "service_known", {**facts, "service": label_of(known[0])}
        )
    return DoctorStep(DoctorPart.MAIL, "service", Verdict.OK, "service_unknown", facts)


def mail_steps(
    mail: Mail,
    reached: Sequence[tuple[str, str]],
    refused: Mapping[str, SmtpRefusal],
    error: AgentError | None,
) -> Iterator[DoctorStep]:
    """Yield the steps of a rehearsal: what it reached, and what ended it or refused a recipient."""
    for name, seen in reached:
        yield _reached(mail, name, seen)
    if error is not None:
        by_order = next_step(mail, [name for name, _ in reached])
        own = "client_certificate" if _is_of_keyring(error) else None
        failed = certificate_step_of(error) or own or by_order
        yield _step(mail, failed, Verdict.FAILED, f"{failed}_failed", "", statement_of(error))
    for recipient, refusal in refused.items():
        statement = statement_of(refusal.as_error())
        yield _step(mail, "recipient", Verdict.FAILED, f"recipient_{refusal.meaning}", recipient, statement)


def _is_of_keyring(error: AgentError) -> bool:
    """Tell whether the passphrase of the certificate was not fetched: the password came before."""
    return error.kind in {keyring.NO_ANSWER, keyring.NO_KEYRING, keyring.LOCKED, keyring.REFUSED}


def next_step(mail: Mail, reached: Sequence[str]) -> str:
    """Return which step was under way when a rehearsal ended."""
    done = {_STEP_OF.get(name, name) for name in reached}
    login = ("login",) if mail.user else ()
    order = (*_ORDER[mail.security], *login, "sender", "recipient")
    return next((name for name in order if name not in done), "recipient")


def _reached(mail: Mail, name: str, seen: str) -> DoctorStep:
    if name in {"chain", "pinned"}:
        last, _, names = seen.partition("; ")
        facts = {"host": mail.host, "seen": names, "last": last}
        cause = "chain_pinned" if name == "pinned" else "chain_trusted"
        return DoctorStep(DoctorPart.MAIL, "chain", Verdict.OK, cause, facts)
    if name == "not_asked_for_certificate":
        return _step(mail, _STEP_OF[name], Verdict.WARNING, name, seen)
    if name in _STEP_OF:
        return _step(mail, _STEP_OF[name], Verdict.OK, name, seen)
    if name == "offer":
        return _step(mail, name, Verdict.OK, "offers" if seen else "offers_none", seen)
    return _step(mail, name, Verdict.OK, _REACHED[name], seen)


def _step(  # noqa: PLR0913, PLR0917 (the parts of a step)
    mail: Mail, name: str, verdict: Verdict, cause: str, seen: str, statement: Statement | None = None
) -> DoctorStep:
    facts: dict[str, Fact] = {
        "host": mail.host,
        "port": mail.port,
        "seen": seen,
        "user": mail.user,
        "sender": mail.sender,
    }
    return DoctorStep(DoctorPart.MAIL, name, verdict, cause, facts, statement)
