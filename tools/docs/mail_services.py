"""The reference of mail services and of their refusals, from the tables that the program itself uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.mail.service_refusals import PERMANENT, TEMPORARY
from agent.core.mail.services import SERVICES, facts_of, label_of
from agent.core.mail.smtp_reply import kind_of
from agent.core.messages import mail_services
from tools.docs.markdown import page, table

if TYPE_CHECKING:
    from agent.core.mail.mail_service import MailService
    from agent.core.mail.service_refusals import ServiceRefusal

INTRO = """# Mail services

What the program knows of usual mail services: presets of the first start, the warning before a first try,
and what a refusal means. Services change; each row says where it was read and when."""


def mail_services_page() -> str:
    """Return the page: one table of services, one of their replies."""
    replies = ((f"`{row.reply}`", *_meaning(row), row.source) for row in (*PERMANENT, *TEMPORARY))
    return page(
        INTRO,
        table(
            ("service", "server", "port, encryption", "reaches the dealer", "what to know", "source"),
            (_row(service) for service in SERVICES),
        ),
        mail_services.NO_OAUTH,
        "## Refusals",
        table(("reply (shortened)", "what it means", "what to do", "source"), replies),
    )


def _meaning(row: ServiceRefusal) -> tuple[str, str]:
    """Return title, without the server's reply, and advice."""
    title, advice = kind_of(row.meaning).said({"quoted": ""}, "terminal")
    return title.partition(" Response:")[0], advice


def _row(service: MailService) -> tuple[str, ...]:
    return (
        label_of(service),
        ", ".join(f"`{host}`" for host in service.hosts) or "your own",
        "; ".join(f"{port} {security}" for port, security in service.ports),
        "yes" if service.reaches_outside else "no",
        " ".join(facts_of(service)),
        f"{service.source} ({service.as_of.isoformat()})",
    )
