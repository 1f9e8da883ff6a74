"""Sentences of the demo: plain, short, kind, exact."""

from __future__ import annotations

SITE_NAME = "the demo office"
NOT_DELIVERED = "The demo email was not delivered."
NOT_DELIVERED_ADVICE = "The demo mail server runs on 127.0.0.1. Check whether a firewall blocks it."
NOT_VERIFIED = "The email was changed on the way."
NOT_VERIFIED_ADVICE = "Check whether antivirus software on this computer changes emails."
DELIVERED = "The report was sent by email to the demo mail server, delivered and verified."
NOTHING_KEPT = (
    "The demo saves nothing on this computer. To keep the report and the email: meters demo --keep DIR"
)


def begin(printers: int, others: int, longest_sleep: float) -> str:
    """Return what the demo is about to do; `longest_sleep` is in seconds."""
    return (
        f"A small office on this computer: {printers} simulated printers and {others} other device, read "
        f"over SNMP.\nOne printer is in sleep mode and responds after {longest_sleep:g} seconds. "
        "The history of 90 days is made up.\n"
    )


def kept(page: str, folder: str) -> str:
    """Return where the report page lies, and what else is in its folder."""
    return f"Report: {page}\nEmail, attachments and data folder: {folder}"
