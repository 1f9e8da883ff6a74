"""Sentences of the demo: plain, short, kind, exact."""

from __future__ import annotations

SITE_NAME = "the demo office"
NOT_DELIVERED = "The demo's mail did not arrive."
NOT_DELIVERED_ADVICE = "Its mail server runs on 127.0.0.1: see whether a firewall stands in its way."
NOT_VERIFIED = "The mail did not arrive as it was sent."
NOT_VERIFIED_ADVICE = "A program that looks into this computer's mail may have changed it on its way."
DELIVERED = (
    "The report left as a mail over SMTP and came in at the demo's own mail server: delivered and verified."
)
NOTHING_KEPT = (
    "Nothing of this stays on the computer. To look at the report page and the mail: meters demo --keep DIR"
)


def begin(printers: int, others: int, longest_sleep: float) -> str:
    """Return what the demo is about to do; `longest_sleep` is in seconds."""
    return (
        f"A small office on this computer: {printers} simulated printers and {others} other device, asked "
        f"over real SNMP.\nOne printer is asleep and answers after {longest_sleep:g} seconds. "
        "Their past of 90 days is made up.\n"
    )


def kept(page: str, folder: str) -> str:
    """Return where the report page lies, and what else is in its folder."""
    return f"The report page: {page}\nThe mail, its attachments and the data folder: {folder}"
