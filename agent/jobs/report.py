"""A closed scan to a report, and a report to a letter in the outbox."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.mail.letter import text
from agent.core.mail.size import Parts, fits
from agent.core.mail.subject import subject
from agent.core.model.ages import ONE_DAYS_WORK
from agent.core.model.records import Illustrated, Letter
from agent.core.model.retention import PAST_READ_FOR
from agent.core.report_builder.report import Link, Sender, build_report
from agent.core.report_format.document import report_bytes
from agent.core.report_format.entry_size import MOST_OF_A_REPORT
from agent.core.report_format.signatures import sign
from agent.core.reporting.meters_csv import csv_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.core.history.past import Past
    from agent.core.report_builder.scan_record import ScanSummary
    from agent.core.report_format.report import Report
    from agent.edge.store import Store
    from agent.jobs.scan import Finished
    from agent.jobs.signing_key import Signing

LEAST_OF_A_REPORT = 250_000  # octets of all entries: whatever else made the letter large, these did not


@dataclass(frozen=True, slots=True)
class LetterInputs:
    """What a letter is made with. `signing` is None where no keyring is usable.

    `render_page` makes its HTML of the report, the past, the report of the letter before, and whether it
    is signed.
    """

    sender: Sender
    signing: Signing | None
    render_page: Callable[[Report, Past, Report | None, bool], Illustrated]
    report_id: str
    message_id: str

    @property
    def seed(self) -> bytes | None:
        """With what the letter is signed; None where it goes unsigned."""
        return self.signing.seed if self.signing else None


def close_with_letter(finished: Finished, store: Store, letter_inputs: LetterInputs) -> Letter:
    """Close the scan and queue its letter, in one transaction; the chain advances only there."""
    signing = letter_inputs.signing
    summary = _with_notes(finished.summary, signing.notes if signing else ())

    def compose(run_number: int, previous_sha256: str | None) -> Letter:
        link = Link(letter_inputs.report_id, run_number, previous_sha256)
        past, before = past_of(summary, store), _report_before(store)
        signed = letter_inputs.seed is not None
        report, parts = _parts_that_fit(link, letter_inputs, summary, store, past, before)
        page = letter_inputs.render_page(report, past, before, signed)
        return Letter(
            report_id=letter_inputs.report_id,
            run_number=run_number,
            made_at=finished.ended,
            report=parts.report,
            signature=sign(letter_inputs.seed, parts.report) if letter_inputs.seed else None,
            csv=parts.csv,
            subject=subject(report),
            text=parts.text,
            html=page.html,
            pictures=page.pictures,
        )

    letter = store.scans.close(
        finished.scan_id,
        finished.ended,
        summary,
        compose,
        letter_inputs.message_id,
        signer=signing.signer if signing else None,
    )
    if letter is None:
        raise LookupError("a scan with a letter was closed without one")
    return letter


def _parts_that_fit(  # noqa: PLR0913, PLR0917 (all that a report is made of)
    link: Link,
    letter_inputs: LetterInputs,
    summary: ScanSummary,
    store: Store,
    past: Past,
    before: Report | None,
) -> tuple[Report, Parts]:
    """Return a report with its files, the largest devices shortened until mail servers take them.

    What is shortened says so in its entry; it has to be done before the report is signed.
    """
    most = MOST_OF_A_REPORT
    while True:
        report = _report(link, letter_inputs.sender, summary, store, past, most)
        words = text(report, signed=letter_inputs.seed is not None, before=before, past=past)
        parts = Parts(report_bytes(report), csv_of(report), words)
        if fits(parts) or most <= LEAST_OF_A_REPORT:
            return report, parts
        most //= 2


def close_without_letter(finished: Finished, store: Store) -> None:
    """Close the scan; nothing is queued and the chain stays where it is."""
    store.scans.close(finished.scan_id, finished.ended, finished.summary)


def _with_notes(summary: ScanSummary, notes: tuple[str, ...]) -> ScanSummary:
    scan = summary["scan"]
    return {**summary, "scan": {**scan, "notes": [*scan["notes"], *notes]}} if notes else summary


def report_without_letter(summary: ScanSummary, store: Store, sender: Sender, report_id: str) -> Report:
    """Return the report of a closed scan that queued no letter: it has no place in the chain."""
    return _report(Link(report_id), sender, summary, store, past_of(summary, store))


def past_of(summary: ScanSummary, store: Store) -> Past:
    """Return the readings that a closed scan's report and letter look back on, its own among them."""
    began = datetime.fromisoformat(summary["scan"]["began"])
    return store.readings.past(began - PAST_READ_FOR, began + ONE_DAYS_WORK)


def _report(  # noqa: PLR0913, PLR0917 (as above)
    link: Link, sender: Sender, summary: ScanSummary, store: Store, past: Past, most: int = MOST_OF_A_REPORT
) -> Report:
    return build_report(
        link,
        sender,
        summary,
        store.readings.latest_entries(),
        past,
        events=store.events.all(),
        conditions=store.conditions.standing(),
        cancelled=store.letters.cancelled_runs(),
        most=most,
    )


def _report_before(store: Store) -> Report | None:
    letter = store.letters.last()
    if letter is None:
        return None
    report: Report = json.loads(letter.report)
    return report
