"""Packs in memory: what a question answers is what stands in the table, whoever changed it meanwhile."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.portal.packs import packs_of
from cloud.jobs.portal.kept_packs import MOST_CHANGED, KeptPacks, read_packs
from cloud.jobs.portal.packing import mark_row, repack
from portal_world import Counting
from test_portal_fleet import made_row, numbered

if TYPE_CHECKING:
    from cloud.core.portal.row import FleetRow
    from cloud.edge.table import Table
    from cloud.jobs.ingest import IngestAdapters

SITES = tuple(f"office-{number:02d}" for number in range(2 * MOST_CHANGED))
ROWS = {site: numbered(made_row(), number)._replace(site=site) for number, site in enumerate(SITES)}


def write(table: Table, site: str, row: FleetRow | None, dealer: str = "acme") -> None:
    repack(table, dealer, site, lambda _: {row.device: row} if row else {})


def filled(adapters: IngestAdapters) -> tuple[Table, Counting]:
    """Return a table of an office a row, and its client, which counts."""
    for site in SITES:
        write(adapters.table, site, ROWS[site])
    client = Counting(adapters.table.client)
    return replace(adapters.table, client=client), client


def test_only_what_changed_is_read_again(adapters: IngestAdapters) -> None:
    table, client = filled(adapters)
    kept = KeptPacks()
    kept.of_fleet(table, "acme")
    before = client.calls
    again, _ = kept.of_fleet(table, "acme")
    marks_alone = client.calls - before
    mark_row(adapters.table, "acme", SITES[3], ROWS[SITES[3]].device, is_managed=False)
    before = client.calls
    changed, is_whole = kept.of_fleet(table, "acme")

    assert (marks_alone, client.calls - before) == (1, 2)
    assert [sk for sk in changed if changed[sk] is not again[sk]] == [
        keys.fleet_key("acme", SITES[3], 1, 0).sk
    ]
    assert is_whole
    assert changed == read_packs(table, "acme")[0]


def test_whatever_is_written_the_next_question_sees_it(adapters: IngestAdapters) -> None:
    table, _ = filled(adapters)
    kept, random = KeptPacks(), Random(17)  # noqa: S311 (the same each time)
    for many in (0, 1, MOST_CHANGED, MOST_CHANGED + 1, 2, 0):
        for site in random.sample(SITES, many):
            row = random.choice((None, ROWS[site]._replace(run=random.randrange(10**6))))
            write(adapters.table, site, row)
        assert kept.of_fleet(table, "acme") == read_packs(table, "acme")


def test_an_office_that_needs_more_packs_shows_each_device_once(adapters: IngestAdapters) -> None:
    table, _ = filled(adapters)
    kept = KeptPacks()
    kept.of_fleet(table, "acme")
    rows = {
        row.device: row for n in range(600) for row in [numbered(ROWS[SITES[0]], n)._replace(site=SITES[0])]
    }
    repack(adapters.table, "acme", SITES[0], lambda _: rows)
    packs, _ = kept.of_fleet(table, "acme")
    devices = [one.row.device for pack in packs.values() for one in pack.rows if one.row.site == SITES[0]]

    assert len(packs) == len(SITES) - 1 + len(packs_of("acme", SITES[0], rows))
    assert sorted(devices) == sorted(rows)


def test_dealers_are_kept_apart_and_the_memory_is_bounded(adapters: IngestAdapters) -> None:
    table, _ = filled(adapters)
    write(adapters.table, SITES[0], ROWS[SITES[1]], dealer="other")
    kept = KeptPacks(most_rows=len(SITES))
    ours, _ = kept.of_fleet(table, "acme")
    theirs, _ = kept.of_fleet(table, "other")  # acme has to make room
    again, _ = kept.of_fleet(table, "acme")

    assert [one.row for pack in theirs.values() for one in pack.rows] == [ROWS[SITES[1]]]
    assert again == ours
    assert [sk for sk in ours if again[sk] is ours[sk]] == []  # read anew: it was no longer kept
