"""An element of printers[] as the schema allows it: of any program and version, once the schema was checked.

What the schema does not require may be absent, and most of it may be null; a test holds both against it.
`entries` has what this program writes, `completed` makes an entry of its kind of a received one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from agent.core.model.printer import LevelState
    from agent.core.report_format.entries import EntryStatus, SupplyEventName


class ReceivedLifeCount(TypedDict, total=False):
    """As entries.LifeCountEntry."""

    value: int | None
    unit: str | None


class ReceivedImpressions(TypedDict, total=False):
    """As entries.ImpressionsEntry."""

    total: int | None
    monochrome: int | None
    full_color: int | None
    single_color: int | None
    two_color: int | None
    highlight: int | None
    two_sided: int | None
    large: int | None


class ReceivedFunction(TypedDict, total=False):
    """As entries.FunctionEntry."""

    total: int | None
    monochrome: int | None
    full_color: int | None


class ReceivedMarker(TypedDict):
    """As entries.MarkerEntry."""

    index: int
    mark_tech: NotRequired[str | None]
    life_count: NotRequired[ReceivedLifeCount | None]
    power_on_count: NotRequired[int | None]


class ReceivedEmpties(TypedDict, total=False):
    """As entries.EmptiesEntry."""

    earliest: str | None
    likely: str | None
    latest: str | None


# "class" is a word of Python, so that it can't be written as a field.
_ReceivedClass = TypedDict("_ReceivedClass", {"class": str | None}, total=False)


class ReceivedSupply(_ReceivedClass):
    """As entries.SupplyEntry."""

    index: int
    level_state: LevelState
    marker_index: NotRequired[int | None]
    type: NotRequired[str | None]
    colorant: NotRequired[str | None]
    description: NotRequired[str | None]
    unit: NotRequired[str | None]
    level: NotRequired[int | None]
    max_capacity: NotRequired[int | None]
    percent_left: NotRequired[int | None]
    level_source: NotRequired[str | None]
    part_number: NotRequired[str | None]
    serial_number: NotRequired[str | None]
    empties: NotRequired[ReceivedEmpties | None]
    empties_note: NotRequired[str | None]


class ReceivedTray(TypedDict):
    """As entries.TrayEntry."""

    index: int
    level_state: LevelState
    name: NotRequired[str | None]
    media: NotRequired[str | None]
    unit: NotRequired[str | None]
    level: NotRequired[int | None]
    max_capacity: NotRequired[int | None]
    status: NotRequired[str | None]


class ReceivedCover(TypedDict):
    """As entries.CoverEntry."""

    index: int
    description: NotRequired[str | None]
    status: NotRequired[str | None]


class ReceivedAlert(TypedDict, total=False):
    """As entries.AlertEntry."""

    severity: str | None
    training_level: str | None
    group: str | None
    group_index: int | None
    location: int | None
    code: str | None
    description: str | None
    reason: str | None


class ReceivedSupplyEvent(TypedDict):
    """As entries.SupplyEventEntry."""

    event: SupplyEventName
    at: str | None
    supply_index: int
    type: NotRequired[str | None]
    colorant: NotRequired[str | None]
    percent_before: NotRequired[int | None]
    percent_after: NotRequired[int | None]


class ReceivedMonth(TypedDict):
    """As entries.MonthEntry."""

    month: str
    impressions: NotRequired[int | None]
    since: NotRequired[str | None]
    until: NotRequired[str | None]


class ReceivedUsage(TypedDict, total=False):
    """As entries.UsageEntry."""

    since: str | None
    until: str | None
    days: float | None
    impressions: int | None
    per_day: float | None
    of: Literal["impressions.total", "life_count"]
    unit: Literal["impressions", "sheets"]
    months: list[ReceivedMonth]


class ReceivedEvent(TypedDict):
    """As entries.EventEntry."""

    flag: str
    since: str
    what: str
    before: int | str | None
    after: int | str | None
    until: NotRequired[str | None]


class ReceivedPrinter(TypedDict):
    """As entries.PrinterEntry."""

    id: str
    read_status: EntryStatus
    read_at: str | None
    serial_number: NotRequired[str | None]
    serial_number_source: NotRequired[str | None]
    mac_address: NotRequired[str | None]
    ip_address: NotRequired[str | None]
    port: NotRequired[int | None]
    host_name: NotRequired[str | None]
    manufacturer: NotRequired[str | None]
    model: NotRequired[str | None]
    sys_descr: NotRequired[str | None]
    sys_object_id: NotRequired[str | None]
    location: NotRequired[str | None]
    asset_tag: NotRequired[str | None]
    firmware: NotRequired[str | None]
    snmp_version: NotRequired[str | None]
    status: NotRequired[str | None]
    detected_errors: NotRequired[list[str] | None]
    state_reasons: NotRequired[list[str] | None]
    console: NotRequired[list[str] | None]
    life_count: NotRequired[ReceivedLifeCount | None]
    markers: NotRequired[list[ReceivedMarker] | None]
    impressions: NotRequired[ReceivedImpressions | None]
    print: NotRequired[ReceivedFunction | None]
    copy: NotRequired[ReceivedFunction | None]
    fax: NotRequired[ReceivedFunction | None]
    scan: NotRequired[ReceivedFunction | None]
    counters_source: NotRequired[str | None]
    supplies: NotRequired[list[ReceivedSupply] | None]
    input_trays: NotRequired[list[ReceivedTray] | None]
    output_bins: NotRequired[list[ReceivedTray] | None]
    covers: NotRequired[list[ReceivedCover] | None]
    alerts: NotRequired[list[ReceivedAlert] | None]
    flags: NotRequired[list[str]]
    usage: NotRequired[ReceivedUsage | None]
    supply_events: NotRequired[list[ReceivedSupplyEvent]]
    events: NotRequired[list[ReceivedEvent]]
    cut: NotRequired[dict[str, int | None]]
