"""Sentences of the demo: plain, short, kind, exact."""

from agent.core.messages.catalogue import gettext, ngettext
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.numbers import decimal
from agent.core.model.retention import CHARTS_FOR

SITE_NAME = "the demo office"
DELIVERED = "The report was sent by email to the demo mail server, delivered and verified."
NOTHING_KEPT = (
    "The demo saves nothing on this computer. To keep the report and the email: meters demo --keep DIR"
)


# Errors: what happened, and what to do about it.
NOT_VERIFIED = ErrorKind(
    "The email was changed on the way.",
    "Check whether antivirus software on this computer changes emails.",
)
NOT_DELIVERED = ErrorKind(
    "The demo email was not delivered.",
    "The demo mail server runs on 127.0.0.1. Check whether a firewall blocks it.",
)


def begin(printers: int, others: int, longest_sleep: float) -> str:
    """Return what the demo is about to do; `longest_sleep` is in seconds."""
    devices = ngettext("{count} other device", "{count} other devices", others)
    said = ngettext(
        "A small office on this computer: {count} simulated printer and {devices}, read over SNMP.",
        "A small office on this computer: {count} simulated printers and {devices}, read over SNMP.",
        printers,
        devices=devices,
    )
    slow = gettext(
        "One printer is in sleep mode and responds after {seconds} seconds. The history of {days} days "
        "is made up.",
        days=CHARTS_FOR.days,
        seconds=decimal(longest_sleep),
    )
    return f"{said}\n{slow}\n"


def kept(page: str, folder: str) -> str:
    """Return where the report page lies, and what else is in its folder."""
    return gettext("Report: {page}\nEmail, attachments and data folder: {folder}", page=page, folder=folder)
