"""Made-up readings of made-up offices in the table, as ingest writes them, without mails."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cloud.core.closings.closing_file import Heading
from cloud.core.decisions import Word
from cloud.core.layout import FIRST
from cloud.core.portal.packs import packs_of
from cloud.core.portal.row import row_of
from cloud.core.proof import Proven
from cloud.core.readings import device_items_of
from cloud.edge.aws import client
from cloud.edge.kms_signer import KmsSigner
from cloud.edge.table import Table
from cloud.jobs import dealing
from cloud.jobs.closings.freeze import freeze
from tests.support.report_example import example_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cloud.core.closings.heads import ClosingHead
    from cloud.core.item_types import LatestItem
    from cloud.core.portal.row import FleetRow
    from cloud.local.stack import Stack

TEMPLATE: Mapping[str, Any] = dict(example_report()["printers"][0])
SITES = {"berlin": "Europe/Berlin", "lisbon": "Europe/Lisbon", "denver": "America/Denver"}


@dataclass
class World:
    """A dealer's table, its key, and the rows of what was read last."""

    table: Table
    signer: KmsSigner
    rows: dict[str, FleetRow] = field(default_factory=dict)
    items: list[Mapping[str, Any]] = field(default_factory=list)
    runs: Iterator[int] = field(default_factory=lambda: iter(range(1, 10**9)))

    def read(self, site: str, serial: str, at: datetime, total: int | None, **more: Any) -> str:  # noqa: ANN401 (of any entry)
        """Let an office's agent read a device; return the device's name. `settle` writes it."""
        latest, reading = items_at(site, serial, at, total, next(self.runs), **more)
        self.items.append(reading)
        row = row_of(latest)
        standing = self.rows.get(row.device)
        if standing is None or standing.order < row.order:
            kept = standing or row
            self.rows[row.device] = row._replace(is_managed=kept.is_managed, retired_at=kept.retired_at)
            self.items.append(latest)
        return row.device

    def settle(self) -> None:
        """Write what was read."""
        readings = {(item["pk"], item["sk"]): item for item in self.items}
        self.table.put_many(readings.values())
        self.items.clear()
        by_site: dict[str, dict[str, FleetRow]] = {}
        for row in self.rows.values():
            by_site.setdefault(row.site, {})[row.device] = row
        for site, rows in by_site.items():
            self.table.put_many(packs_of("acme", site, rows))

    def freeze(self, closed_on: date, now: datetime, site: str = "", replaces: str = "") -> ClosingHead:
        """Freeze a day."""
        heading = Heading("acme", closed_on, site, now, "cat@acme.example", replaces)
        return freeze(self.table, self.signer, heading, "month end")


def items_at(
    site: str,
    serial: str,
    at: datetime,
    total: int | None,
    run: int,
    **more: Any,  # noqa: ANN401 (of any entry)
) -> tuple[LatestItem, Mapping[str, Any]]:
    """Return the latest item and the reading item of a device; `more` changes its entry."""
    mono, large = (None, None) if total is None else (total * 3 // 4, total // 10)
    color = None if total is None or mono is None else total - mono
    counts = {"total": total, "monochrome": mono, "full_color": color, "large": large}
    entry = {
        **TEMPLATE,
        "id": f"p-{serial}",
        "serial_number": serial,
        "read_at": at.isoformat(),
        "impressions": {**(TEMPLATE["impressions"] or {}), **counts},
        "flags": [],
        **more,
    }
    content: Any = {"printers": [entry], "report_id": f"r-{run}"}
    proven = Proven(content, f"{run:064x}", f"agent-{site}", "00" * 32, run, at, at)
    (one,) = device_items_of(proven, "acme", site, FIRST)
    return one.latest, one.reading


def world_of(stack: Stack) -> World:
    """Return a dealer with three offices in three zones."""
    table = Table(client("dynamodb"), stack.names["Table"])
    word = Word("test", datetime(2025, 1, 1, tzinfo=UTC), "")
    dealing.add_dealer(table, word, "acme", "Acme Office")
    for site, zone in SITES.items():
        dealing.add_site(table, word, "acme", site, site.title())
        item = table.client.update_item(
            TableName=table.name,
            Key={"pk": {"S": f"acme#site#{site}"}, "sk": {"S": "site"}},
            UpdateExpression="SET settings = :s",
            ExpressionAttributeValues={":s": {"S": f'{{"zone": "{zone}"}}'}},
        )
        assert item["ResponseMetadata"]["HTTPStatusCode"] == 200
    return World(table, KmsSigner(client("kms"), stack.names["ClosingKey.Arn"]))
