"""A letter's HTML text: a plain table that mail programs can show."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from agent.core.mail.letter import headline
from agent.core.reporting.attention import needs_of
from agent.core.reporting.overview import glances
from agent.core.words import reports

if TYPE_CHECKING:
    from collections.abc import Mapping


def render_mail_page(report: Mapping[str, Any]) -> str:
    """Return the HTML text of a report's letter; every text from a device is escaped."""
    import jinja2  # noqa: PLC0415 (only who makes a page waits for it)

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    template = environment.from_string(files("agent.ui").joinpath("mail_page.html").read_text("utf-8"))
    site = report["site"]["name"]
    return template.render(
        title=reports.report_title(site, datetime.fromisoformat(report["scan"]["began"])),
        headline=headline(report),
        needs=needs_of(report),
        printers=glances(report),
        report=report,
        scan=report["scan"],
    )
