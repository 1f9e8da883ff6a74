"""One element of printers[] in meters.json, as this program writes it and as its views read it.

The names and their meaning stand in meters-report-1.schema.json, beside this file; a test holds both
against each other. The schema allows more than this program writes (a reader must expect that most is
absent or null): `completed.completed` makes one of these of what another program or version wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from agent.core.model.printer import LevelState

SupplyEventName = Literal["refill", "premature_change", "emptied"]
EntryStatus = Literal["ok", "partial", "stale", "missing"]


class LifeCountEntry(TypedDict):
    """prtMarkerLifeCount (RFC 3805), in `unit`."""

    value: int
    unit: str | None


class MarkerEntry(TypedDict):
    """A row of prtMarkerTable (RFC 3805)."""

    index: int
    mark_tech: str | None
    life_count: LifeCountEntry | None
    power_on_count: int | None


class ImpressionsEntry(TypedDict):
    """Billing counters in impressions, all functions together (PWG 5106.1)."""

    total: int | None
    monochrome: int | None
    full_color: int | None
    single_color: int | None
    two_color: int | None
    highlight: int | None
    two_sided: int | None
    large: int | None


class FunctionEntry(TypedDict):
    """Billing counters of one function, in impressions."""

    total: int | None
    monochrome: int | None
    full_color: int | None


class ScanCountEntry(TypedDict):
    """How many sides were scanned."""

    total: int | None


class CountersEntry(TypedDict):
    """The billing counters of a printer; None where it has none of a function."""

    impressions: ImpressionsEntry | None
    print: FunctionEntry | None
    copy: FunctionEntry | None
    fax: FunctionEntry | None
    scan: ScanCountEntry | None
    counters_source: str


class EmptiesEntry(TypedDict):
    """When a supply will probably be empty, or full: ISO 8601 dates."""

    earliest: str
    likely: str
    latest: str


class LevelEntry(TypedDict):
    """A level, raw in `unit`, and what it means."""

    unit: str | None
    level: int | None
    max_capacity: int | None
    level_state: LevelState


# "class" is a word of Python, so that it can't be written as a field.
_SupplyClass = TypedDict("_SupplyClass", {"class": str | None})


class SupplyEntry(_SupplyClass, LevelEntry):
    """A row of prtMarkerSuppliesTable (RFC 3805); `empties_note` comes with its history."""

    index: int
    marker_index: int | None
    type: str | None
    colorant: str | None
    description: str | None
    percent_left: int | None
    level_source: str
    part_number: str | None
    serial_number: str | None
    empties: EmptiesEntry | None
    empties_note: NotRequired[str | None]


class TrayEntry(LevelEntry):
    """A row of prtInputTable or prtOutputTable (RFC 3805); a bin's level is the space left."""

    index: int
    name: str | None
    media: str | None
    status: str | None


class CoverEntry(TypedDict):
    """A row of prtCoverTable (RFC 3805)."""

    index: int
    description: str | None
    status: str | None


class AlertEntry(TypedDict):
    """A row of prtAlertTable (RFC 3805) with its printer-state-reasons keyword."""

    severity: str | None
    training_level: str | None
    group: str | None
    group_index: int | None
    location: int | None
    code: str | None
    description: str | None
    reason: str | None


class SupplyEventEntry(TypedDict):
    """A supply that was changed, at the reading that showed it."""

    event: SupplyEventName
    at: str
    supply_index: int
    type: str | None
    colorant: str | None
    percent_before: int
    percent_after: int


class MonthEntry(TypedDict):
    """Pages of one calendar month, YYYY-MM."""

    month: str
    impressions: int | None
    since: str | None
    until: str | None


class UsageEntry(TypedDict):
    """What was used since an earlier reading."""

    since: str
    until: str
    days: float
    impressions: int
    per_day: float
    of: str
    unit: str
    months: list[MonthEntry]


class EventEntry(TypedDict):
    """What happened to a printer or to one of its counters."""

    flag: str
    since: str
    what: str
    before: int | str | None
    after: int | str | None
    until: str | None


class IdentityEntry(TypedDict):
    """Which printer it is, and how it was read."""

    id: str
    serial_number: str | None
    serial_number_source: str | None
    mac_address: str | None
    ip_address: str
    port: int
    host_name: str | None
    manufacturer: str | None
    model: str | None
    sys_descr: str | None
    sys_object_id: str | None
    location: str | None
    asset_tag: str | None
    firmware: str | None
    read_status: EntryStatus
    read_at: str
    snmp_version: str
    status: str


class TablesEntry(TypedDict):
    """The tables of a printer, and its states."""

    detected_errors: list[str]
    state_reasons: list[str]
    console: list[str]
    markers: list[MarkerEntry]
    supplies: list[SupplyEntry]
    input_trays: list[TrayEntry]
    output_bins: list[TrayEntry]
    covers: list[CoverEntry]
    alerts: list[AlertEntry]
    flags: list[str]


class ReadEntry(IdentityEntry, TablesEntry, CountersEntry):
    """What one reading tells of a printer."""

    life_count: LifeCountEntry | None
    usage: UsageEntry | None


class PrinterEntry(ReadEntry):
    """One element of printers[]; `supply_events` and `events` come with its history."""

    cut: NotRequired[dict[str, int]]
    supply_events: NotRequired[list[SupplyEventEntry]]
    events: NotRequired[list[EventEntry]]
