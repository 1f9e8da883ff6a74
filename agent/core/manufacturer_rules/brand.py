"""How a brand is known: by the texts of its devices, and by its enterprise numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.core.model.walk import Oid


@dataclass(frozen=True, slots=True)
class SnmpMenu:
    """Where SNMP is turned on: the path through the web page of a maker's devices.

    The names of menus are the device's, in English as its maker writes them; they differ by model and
    firmware. `was_read` is True where `source` was read on the day `as_of`. The others are common knowledge
    of the maker's web pages, for which no page was found then: a sentence about them says "usually".
    """

    path: str
    source: str
    was_read: bool
    as_of: date = date(2026, 11, 30)


@dataclass(frozen=True, slots=True)
class Brand:
    """A name under which printers are sold.

    `brands` are how its devices begin their texts, in lower case; `printers` are the arcs behind
    1.3.6.1.4.1 under which it has nothing but printers; `enterprises` are all its numbers. `lines`
    begin texts like brands, but are lines of models: they name the maker and stay in the model.
    `families` are how names of its printers begin behind a brand under which other things are sold too;
    `only_printers` where nothing else is. `product_names` are its printers' wherever in a text they stand.
    `fragile_models` crash or restart when they are asked over SNMP, by the words that every text of theirs
    has. `snmp_menu` is None where nobody looked it up.
    """

    name: str
    brands: tuple[str, ...]
    enterprises: tuple[int, ...] = ()
    printers: tuple[Oid, ...] = ()
    lines: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    only_printers: bool = False
    product_names: tuple[str, ...] = ()
    fragile_models: tuple[str, ...] = ()
    snmp_menu: SnmpMenu | None = None
