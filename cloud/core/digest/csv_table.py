"""The digest as a table for spreadsheets and for the dealer's own programs."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from agent.core.reporting.meters_csv import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud.core.digest.values import Digest

# Each column with the name of the detail that it shows; the first ones are of every finding.
_DETAILS = {
    "Device": "device",
    "Printer": "printer",
    "SerialNumber": "serial_number",
    "Supply": "supply",
    "PartNumber": "part_number",
    "PercentLeft": "percent_left",
    "SendBy": "send_by",
    "EmptyEarliest": "earliest",
    "EmptyLikely": "likely",
    "EmptyLatest": "latest",
    "Flag": "flag",
    "Agent": "agent",
    "FirstRun": "first_run",
    "LastRun": "last_run",
    "MissedDays": "missed_days",
    "LastRead": "last_read",
}
HEADER = ("Day", "Kind", "Urgent", "SiteId", "SiteName", "LastReport", "Since", "Text", *_DETAILS)


def mail_view_of(digest: Digest) -> bytes:
    """Return the digest's findings as CSV: UTF-8 with BOM, RFC 4180, one row each, no cell a formula.

    It is for programs, too: in English, times in UTC. Strangers and refused mails are on the page alone.
    """
    return csv_text(HEADER, _rows(digest)).encode("utf-8-sig", errors="replace")


def _rows(digest: Digest) -> Iterator[tuple[object, ...]]:
    for line in digest.lines:
        finding = line.finding
        yield (
            digest.day.isoformat(),
            finding.kind,
            "yes" if finding.urgent else "no",
            finding.site,
            line.site_name,
            line.last_report.astimezone(UTC).isoformat() if line.last_report else None,
            finding.since,
            finding.text,
            *(finding.details.get(name) for name in _DETAILS.values()),
        )
