"""Why a mail doesn't leave: the ladder from the settings to a test letter to oneself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.doctor.ladder import DoctorPart, DoctorStep, Statement, Verdict, climb, statement_of
from agent.core.doctor.mail_steps import mail_steps, service_step
from agent.core.messages import commands
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from agent.core.mail.smtp_reply import SmtpRefusal
    from agent.core.model.access import Secret
    from agent.core.settings import Mail

    Rehearse = Callable[[Mail, Secret | None, Callable[[str, str], None]], Mapping[str, SmtpRefusal]]


@dataclass(frozen=True, slots=True)
class MailTools:
    """The outside world of the mail's ladder.

    `rehearse` goes through a session and hands nothing in; `send_test` hands in a test letter;
    `wants_test` is True where a person has asked for that.
    """

    password: Callable[[], Secret | None]
    rehearse: Rehearse
    send_test: Callable[[Mail], Mapping[str, SmtpRefusal]]
    now: Callable[[], datetime]
    wants_test: bool = False


def mail_ladder(mail: Mail, tools: MailTools) -> Iterator[DoctorStep]:
    """Yield the steps, up to the first that explains the rest."""
    return climb(_steps(mail, tools))


def _steps(mail: Mail, tools: MailTools) -> Iterator[DoctorStep]:
    if not mail.is_configured:
        told = Statement(commands.MAIL_NOT_CONFIRMED if mail.is_complete else commands.MAIL_NOT_SET_UP)
        yield DoctorStep(DoctorPart.MAIL, "mail_settings", Verdict.FAILED, "mail_not_set_up", {}, told)
        return
    yield DoctorStep(
        DoctorPart.MAIL, "mail_settings", Verdict.OK, "mail_set_up", {"host": mail.host, "port": mail.port}
    )
    yield service_step(mail, tools.now().date())
    try:
        password = tools.password() if mail.user else None
    except AgentError as error:
        told = statement_of(error)
        yield DoctorStep(
            DoctorPart.MAIL, "password", Verdict.FAILED, "keyring_failed", {"user": mail.user}, told
        )
        return
    yield from _rehearsed(mail, password, tools)
    yield _test_step(mail, tools)


def _rehearsed(mail: Mail, password: Secret | None, tools: MailTools) -> Iterator[DoctorStep]:
    reached: list[tuple[str, str]] = []
    refused: Mapping[str, SmtpRefusal] = {}
    failure: AgentError | None = None
    try:
        refused = tools.rehearse(mail, password, lambda name, seen: reached.append((name, seen)))
    except AgentError as error:
        failure = error
    yield from mail_steps(mail, reached, refused, failure)


def _test_step(mail: Mail, tools: MailTools) -> DoctorStep:
    """Hand in a letter to the sender's own address: some servers refuse a sender only then."""
    facts = {"sender": mail.sender}
    if not tools.wants_test:
        return DoctorStep(DoctorPart.MAIL, "test", Verdict.NOT_TRIED, "test_not_asked", facts)
    try:
        refused = tools.send_test(replace(mail, recipients=(mail.sender,)))
    except AgentError as error:
        return DoctorStep(DoctorPart.MAIL, "test", Verdict.FAILED, "test_failed", facts, statement_of(error))
    for refusal in refused.values():
        told = statement_of(refusal.as_error())
        return DoctorStep(DoctorPart.MAIL, "test", Verdict.FAILED, f"test_{refusal.meaning}", facts, told)
    return DoctorStep(DoctorPart.MAIL, "test", Verdict.OK, "test_accepted", facts)
