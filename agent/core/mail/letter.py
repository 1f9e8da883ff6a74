"""What a letter says: the lines for people, and the stable lines behind them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent.core.condition_text import most_urgent, of_report, sentence_of
from agent.core.mail.data_block import data_block
from agent.core.reporting.attention import needs_of
from agent.core.reporting.changes import changes_of
from agent.core.reporting.shown import plain_name
from agent.core.words import keys, mail, reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.core.reporting.changes import Changes

DATA_LINE = "-- data --"


def text(report: Mapping[str, Any], *, signed: bool, before: Mapping[str, Any] | None = None) -> str:
    """Return the text/plain part: sentences for people, then KEY = value blocks for programs.

    `before` is the report of the letter before this one, None for the first of a chain.
    """
    people = "\n".join(_for_people(report, before, signed=signed))
    data = "\n".join(data_block(report, signed=signed))
    return f"{people}\n\n{DATA_LINE}\n{data}\n"


def headline(report: Mapping[str, Any]) -> str:
    """Return the one sentence that says how the office's printers are."""
    number = len(report["printers"])
    attention = len(needs_of(report))
    return reports.headline(number, attention)


def digest(report: Mapping[str, Any], changes: Changes) -> str:
    """Return the one sentence that counts what is new, still open and fixed."""
    now = datetime.fromisoformat(report["scan"]["began"])
    numbers = (changes.number_new, changes.number_still, changes.number_fixed)
    return mail.since(changes.began, now, *numbers)


def remarks(report: Mapping[str, Any], *, signed: bool) -> Iterator[str]:
    """Yield what a person has to know of the letter itself: unsigned, a new key, a new chain."""
    if not signed:
        yield reports.UNSIGNED
    change, follows = report["agent"].get("key_change"), report["agent"].get("follows")
    if change and change["run_number"] == report["run_number"]:
        yield keys.KEY_CHANGED
    if follows and report["run_number"] == 1:
        yield keys.chain_begun_anew(follows["id"], follows["last_run_number"], follows["reason"])


def _for_people(
    report: Mapping[str, Any], before: Mapping[str, Any] | None, *, signed: bool
) -> Iterator[str]:
    changes = changes_of(report, before) if before else None
    day = datetime.fromisoformat(report["scan"]["began"])
    yield reports.report_title(plain_name(report["site"]["name"]), day)
    yield headline(report)
    for condition in most_urgent(of_report(report)):
        yield f"! {sentence_of(condition)}"
    if changes:
        yield digest(report, changes)
    for need in needs_of(report):
        new = changes.new.get(need.device_id or "", ()) if changes else ()
        said = (mail.is_new(sentence) if sentence in new else sentence for sentence in need.sentences)
        yield f"- {need.printer}: {'; '.join(said)}."
    for printer, sentences in changes.fixed if changes else ():
        yield f"- {mail.fixed(printer, '; '.join(sentences))}"
    for row in report["unreadable"]:
        yield f"- {row['ip_address']}: {row['why']} {row['advice']}"
    yield from remarks(report, signed=signed)
