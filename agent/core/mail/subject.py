"""A letter's subject, which people read in their inbox, and the header X-Meters, which programs read."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.mail.letter import DATA_LINE
from agent.core.messages import mail
from agent.core.model.shown_text import plain_name
from agent.core.reporting.attention import needs_of

if TYPE_CHECKING:
    from agent.core.report_format.report import Report

MARK = "[meters] "  # for the filters of mail programs, the same in every language
LONGEST_NAME = 60  # characters of an office's name; an inbox shows about as many of a subject
# The field of the header, and the key of the data lines whose value it has.
_FIELDS = {
    "site": "SITE_ID",
    "report": "SCAN_BEGAN",
    "devices": "PRINTERS",
    "ok": "OK",
    "attention": "ATTENTION",
}
_DAY = len("2026-11-30")
_NOT_IN_A_VALUE = re.compile(r"[^A-Za-z0-9._-]")


def subject(report: Report) -> str:
    """Return the subject in the site's language: whose report it is, what it comes to, and of which day."""
    began = datetime.fromisoformat(report["scan"]["began"])
    state = mail.office_state(len(report["printers"]), len(needs_of(report)))
    names = (plain_name(report["site"][key], LONGEST_NAME) for key in ("name", "id"))
    # "=?" opens an encoded word (RFC 2047): a name that has one would be shown as what it decodes to.
    return MARK + mail.subject(next(filter(None, names), "").replace("=?", "= ?"), state, began)


def x_meters(text: str) -> str | None:
    """Return the value of X-Meters, from the data lines of a letter's text; None where they lack one of it.

    It is made of what was queued, so that every try to send a letter says the same.
    """
    block = text.partition(f"\n{DATA_LINE}\n")[2].partition("\n\n")[0]
    values = dict(line.partition(" = ")[::2] for line in block.splitlines())
    if not values.keys() >= {*_FIELDS.values()}:
        return None
    values["SCAN_BEGAN"] = values["SCAN_BEGAN"][:_DAY]
    return "; ".join(f"{field}={_NOT_IN_A_VALUE.sub('-', values[key])}" for field, key in _FIELDS.items())
