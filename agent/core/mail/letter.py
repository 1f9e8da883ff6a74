"""What a letter says: the lines for people, and the stable lines behind them."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from agent.core.conditions.text import most_urgent, of_report, sentence_of
from agent.core.mail.data_block import data_block
from agent.core.mail.fleet import fleet_table
from agent.core.mail.needs import grouped_needs
from agent.core.mail.text_table import text_table
from agent.core.messages import fleet, mail, reports, signing_key
from agent.core.model.shown_text import plain_name, shortened
from agent.core.reporting.attention import needs_of
from agent.core.reporting.changes import Changes, changes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.history.past import Past
    from agent.core.report_format.report import Report

DATA_LINE = "-- data --"
NO_PAST: Past = MappingProxyType({})


def text(
    report: Report,
    *,
    signed: bool,
    before: Report | None = None,
    past: Past = NO_PAST,
) -> str:
    """Return the text/plain part: sentences and a table for people, then KEY = value blocks for programs.

    `before` is the report of the letter before this one, None for the first of a chain; `past` are the
    readings by device id, without which no pages of this month are told.
    """
    table = text_table(fleet_table(report, past))
    parts = (_for_people(report, before, signed=signed), table, (mail.DATA_FOLLOWS,))
    people = "\n\n".join(part for lines in parts if (part := "\n".join(lines)))
    data = "\n".join(data_block(report, signed=signed))
    return f"{people}\n\n{DATA_LINE}\n{data}\n"


def headline(report: Report, changes: Changes | None = None) -> str:
    """Return the one sentence that says how the office's printers are, and what changed if that is known."""
    number, attention = len(report["printers"]), len(needs_of(report))
    if changes is None or not number:
        return reports.headline(number, attention)
    now = datetime.fromisoformat(report["scan"]["began"])
    news = mail.news(changes.began, now, changes.number_new, changes.number_fixed)
    return reports.headline_with_news(number, attention, news)


def remarks(report: Report, *, signed: bool) -> Iterator[str]:
    """Yield what a person has to know of the letter itself: unsigned, a new key, a new chain."""
    if not signed:
        yield reports.UNSIGNED
    change, follows = report["agent"].get("key_change"), report["agent"].get("follows")
    if change and change["run_number"] == report["run_number"]:
        yield signing_key.KEY_CHANGED
    if follows and report["run_number"] == 1:
        yield signing_key.chain_begun_anew(follows["id"], follows["last_run_number"], follows["reason"])


def _for_people(report: Report, before: Report | None, *, signed: bool) -> Iterator[str]:
    changes = changes_of(report, before) if before else None
    day = datetime.fromisoformat(report["scan"]["began"])
    yield reports.report_title(plain_name(report["site"]["name"]), day)
    yield headline(report, changes)
    for condition in most_urgent(of_report(report)):
        yield f"! {sentence_of(condition)}"
    for need in grouped_needs(report, changes):
        said = (mail.is_new(sentence) if is_new else sentence for sentence, is_new in need.sentences)
        yield f"- {fleet.KINDS[need.kind]}: {need.printer}: {'; '.join(said)}."
    for printer, sentences in changes.fixed if changes else ():
        yield f"- {mail.fixed(printer, '; '.join(sentences))}"
    for row in report["unreadable"]:
        yield f"- {row['ip_address']}: {row['why']} {row['advice']}"
    yield from remarks(report, signed=signed)
    if not report["printers"]:
        yield from _none_found(report)


def searched(report: Report) -> str:
    """Return which networks a scan searched, and how many addresses that were."""
    targets = shortened(", ".join(report["scan"]["targets"]))
    return str(fleet.searched(targets, report["scan"]["addresses_asked"]))


def _none_found(report: Report) -> Iterator[str]:
    """Yield what was searched without a printer, the usual causes and the next step."""
    yield searched(report)
    yield ""
    yield f"{fleet.CAUSES_TITLE}:"
    for cause in fleet.CAUSES:
        yield f"- {cause}"
    yield fleet.NEXT_STEP
