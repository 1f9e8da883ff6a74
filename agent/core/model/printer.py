"""What a printer is, in the words of RFC 3805 and RFC 2790. Enumerated values are MIB labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

LevelState = Literal["measured", "some_left", "unknown", "unrestricted"]
ReadStatus = Literal["ok", "partial"]  # of a reading; a report also knows stale and missing


@dataclass(frozen=True, slots=True)
class LifeCount:
    """prtMarkerLifeCount with its prtMarkerCounterUnit: engine life, never the billing count."""

    value: int
    unit: str | None


@dataclass(frozen=True, slots=True)
class Level:
    """How much is in a supply, a tray or a bin, as raw numbers and as what they mean.

    `state` is measured, some_left (-3), unknown (-2 and any other negative) or unrestricted (-1).
    `percent_left` is 0..100, and None unless the state is measured against a known maximum.
    `source` is "vendor:<name>" where the maker's own objects or rules gave state and percent.
    """

    unit: str | None
    level: int | None
    max_capacity: int | None
    state: LevelState
    percent_left: int | None = None
    source: str = "standard"


@dataclass(frozen=True, slots=True)
class Marker:
    """One row of prtMarkerTable; `power_on_count` has the unit of `life_count`."""

    index: int
    mark_tech: str | None
    life_count: LifeCount | None
    power_on_count: int | None


@dataclass(frozen=True, slots=True)
class Supply:
    """One row of prtMarkerSuppliesTable joined with its colorant."""

    index: int
    marker_index: int | None
    supply_class: str | None
    type: str | None
    colorant: str | None
    description: str | None
    level: Level
    part_number: str | None = None
    serial_number: str | None = None


@dataclass(frozen=True, slots=True)
class Tray:
    """One row of prtInputTable or prtOutputTable; a bin's level is the space left."""

    index: int
    name: str | None
    media: str | None
    level: Level
    status: str | None


@dataclass(frozen=True, slots=True)
class Cover:
    """One row of prtCoverTable."""

    index: int
    description: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Alert:
    """One row of prtAlertTable; `reason` is the IPP keyword that says the same (PWG 5100.9)."""

    severity: str | None
    training_level: str | None
    group: str | None
    group_index: int | None
    location: int | None
    code: str | None
    description: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Impressions:
    """Billing counters of all functions together, in impressions (PWG 5106.1); None is not readable.

    `two_sided` is as the maker counts it, `large` are A3 and Ledger.
    """

    total: int | None = None
    monochrome: int | None = None
    full_color: int | None = None
    single_color: int | None = None
    two_color: int | None = None
    highlight: int | None = None
    two_sided: int | None = None
    large: int | None = None


@dataclass(frozen=True, slots=True)
class FunctionCount:
    """Billing counters of one function, in impressions; None is not readable."""

    total: int | None = None
    monochrome: int | None = None
    full_color: int | None = None


@dataclass(frozen=True, slots=True)
class ScanCount:
    """How many pages were scanned; None is not readable."""

    total: int | None = None


# The printer-state-reasons keyword of a fault that has none: its alert may tell in words of its own.
NAMELESS = "other"

PLACEHOLDER_SERIAL = "placeholder_serial"  # the flag of a serial number that is not the device's own

COUNTED = ("impressions", "print", "copy", "fax", "scan")  # what Counters count, by their fields


@dataclass(frozen=True, slots=True)
class Counters:
    """What a dealer bills by, and where it comes from ("vendor:<name>"). Engine life is no part of it."""

    source: str
    impressions: Impressions = Impressions()
    print: FunctionCount = FunctionCount()
    copy: FunctionCount = FunctionCount()
    fax: FunctionCount = FunctionCount()
    scan: ScanCount = ScanCount()


@dataclass(frozen=True, slots=True)
class Identity:
    """Which device this is. `mac_address` is six lower-case hex pairs with colons."""

    serial_number: str | None = None
    serial_number_source: str | None = None
    mac_address: str | None = None
    host_name: str | None = None
    manufacturer: str | None = None
    model: str | None = None
    sys_descr: str | None = None
    sys_object_id: str | None = None
    location: str | None = None
    asset_tag: str | None = None
    firmware: str | None = None


@dataclass(frozen=True, slots=True)
class Printer:
    """Everything that one walk told of a printer; what is not readable is None or empty."""

    identity: Identity
    status: str = "unknown"
    detected_errors: tuple[str, ...] = ()
    state_reasons: tuple[str, ...] = ()
    console: tuple[str, ...] = ()
    markers: tuple[Marker, ...] = ()
    counters: Counters | None = None
    supplies: tuple[Supply, ...] = ()
    input_trays: tuple[Tray, ...] = ()
    output_bins: tuple[Tray, ...] = ()
    covers: tuple[Cover, ...] = ()
    alerts: tuple[Alert, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def life_count(self) -> LifeCount | None:
        """The life count of the first marker that has one."""
        return next((m.life_count for m in self.markers if m.life_count), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A Printer at one moment: when and how it was read. `read_status` is ok or partial.

    `cut` names the tables that were too large to be kept whole, with the number of rows that the device told.
    """

    printer: Printer
    read_at: datetime
    ip_address: str
    port: int
    snmp_version: str
    read_status: ReadStatus = "ok"
    flags: tuple[str, ...] = field(default=())
    cut: tuple[tuple[str, int], ...] = ()
