"""How a maker's private objects are written down: what is asked by name, and what it means.

A maker is a Vendor: rows of data, and small decoders only where a value is packed into bytes or
stands in a row that has to be found by a code or a name. Nothing here reads or asks anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent.core.manufacturer_rules.part_colours import no_part_colours
from agent.core.model.walk import Oid, Walk, parse_oid

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Mapping

    from agent.core.manufacturer_rules.brand import Brand
    from agent.core.manufacturer_rules.part_colours import PartColours
    from agent.core.mib.objects import Group

ENTERPRISES = (1, 3, 6, 1, 4, 1)


class Grade(StrEnum):
    """How well it is known that an object means what its row says."""

    SPECIFIED = "M"  # the maker's own MIB says so
    VERIFIED = "V"  # its arithmetic or value was checked in a recording of a real device
    COMPARED = "W"  # it was compared with the device's own page
    PEER = "P"  # mature programs read it so
    HEARSAY = "Z"  # a template or script says so: a count is believed only if a sum confirms it

    @property
    def is_trusted(self) -> bool:
        """True where a value needs no sum to confirm it."""
        return self is not Grade.HEARSAY


@dataclass(frozen=True, slots=True)
class CounterValue:
    """A counter's value as the device gave it, and how well its meaning is known."""

    value: int
    grade: Grade


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter that is one object: `field` is its place, such as "impressions.total"."""

    field: str
    oid: Oid
    grade: Grade


@dataclass(frozen=True, slots=True)
class Sum:
    """What ought to add up: the fields `parts` to the field `total`, within a few pages.

    Where a part was not read, or the parts are not `complete`, they may be less than the total, not
    more. The field "life" is prtMarkerLifeCount of the first marker.
    """

    total: str
    parts: tuple[str, ...]
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class SupplyLevel:
    """What a maker's own objects tell of one supply, for where the standard table has no number.

    `type` is a label of PrtMarkerSuppliesTypeTC, `percent_left` 0..100 or None, `is_low` what the
    maker says without a number; `description` names what no type and colorant name. A receptacle's
    percent is the room left.
    """

    type: str
    colorant: str | None
    percent_left: int | None
    is_low: bool = False
    description: str | None = None
    supply_class: str = "consumed"


def no_counts(_walk: Walk) -> Mapping[str, CounterValue]:
    """Return no counts: a maker whose counters are all single objects needs no decoder."""
    return {}


def no_levels(_walk: Walk) -> tuple[SupplyLevel, ...]:
    """Return no levels: what most makers have beside the standard table."""
    return ()


def no_firmware(_walk: Walk) -> bytes | None:
    """Return no firmware: it is one object, or nowhere."""
    return None


@dataclass(frozen=True, slots=True)
class Vendor:
    """All that is true of one maker's devices.

    `object_ids` are prefixes of sysObjectID, `brands` how its devices are called; the texts (serial
    numbers, models, ...) are objects in the order of trust. `tables` are columns for GETBULK, each
    group with its ceiling of rows. `supplies_context` is the SNMP context that may hold the supplies
    table; `is_percent_without_maximum` says that a level of 0..100 beside a maximum of -2 is a percent.
    """

    name: str
    brands: tuple[Brand, ...] = ()
    object_ids: tuple[Oid, ...] = ()
    serial_numbers: tuple[Oid, ...] = ()
    asset_tags: tuple[Oid, ...] = ()  # the number that the owner gave the device
    models: tuple[Oid, ...] = ()
    firmware: tuple[Oid, ...] = ()
    host_names: tuple[Oid, ...] = ()
    device_ids: tuple[Oid, ...] = ()
    console: tuple[Oid, ...] = ()
    counters: tuple[Counter, ...] = ()
    decoded: tuple[Oid, ...] = ()  # single objects that the decoders read
    tables: tuple[Group, ...] = ()
    counts: Callable[[Walk], Mapping[str, CounterValue]] = no_counts
    levels: Callable[[Walk], tuple[SupplyLevel, ...]] = no_levels
    firmware_of: Callable[[Walk], bytes | None] = no_firmware
    firmware_in_description: re.Pattern[str] | None = None  # of sysDescr; its group 1 is the version
    printed_length: Oid | None = None  # a text such as "192 INCHES, 487 CENTIMETERS"
    sums: tuple[Sum, ...] = ()
    supplies_context: str | None = None
    is_percent_without_maximum: bool = False
    part_colours: PartColours = no_part_colours  # colours of supplies by their descriptions, one for each
    low_if_unknown: re.Pattern[str] | None = None  # models whose toner level -2 means "low" by their MIB
    is_answered_by_others: bool = False  # other makers' network cards answer its texts, so it is asked first
    is_zero_life_unread: bool = False  # prtMarkerLifeCount stays 0 on devices that do not count

    @property
    def instances(self) -> tuple[Oid, ...]:
        """All single objects of this maker, each once, for one GET."""
        texts = (
            *self.serial_numbers,
            *self.asset_tags,
            *self.models,
            *self.firmware,
            *self.host_names,
            *self.device_ids,
            *self.console,
        )
        length = (self.printed_length,) if self.printed_length else ()
        counters = (counter.oid for counter in self.counters)
        return tuple(dict.fromkeys((*texts, *counters, *self.decoded, *length)))


def private(text: str) -> Oid:
    """Return the Oid of dotted text behind 1.3.6.1.4.1 (enterprises)."""
    return (*ENTERPRISES, *parse_oid(text))


def privates(prefix: str, *tails: str) -> tuple[Oid, ...]:
    """Return several objects below one prefix behind 1.3.6.1.4.1."""
    return tuple(private(f"{prefix}.{tail}") for tail in tails)


def counters(prefix: str, grade: Grade, tails: Mapping[str, str]) -> tuple[Counter, ...]:
    """Return counters below one prefix; `tails` maps each field to the end of its object."""
    return tuple(Counter(name, private(f"{prefix}.{tail}"), grade) for name, tail in tails.items())


def total_of(values: Iterable[int | None]) -> int | None:
    """Return the sum of the values that were read and are no negatives; None if there are none."""
    known = [value for value in values if value is not None and value >= 0]
    return sum(known) if known else None
