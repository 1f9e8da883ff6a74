"""The denominator: which expectations don't count, and why. Rules as data; the first that fits takes one out.

No rule knows what we read, so none can hide a mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.model.walk import parse_oid

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.score_expectations import Expectation


@dataclass(frozen=True, slots=True)
class Rule:
    """Why expectations don't count: the quirk or source, the reason, and which ones it takes out."""

    quirk: str
    why: str
    takes_out: Callable[[Expectation], bool]


# Recordings that hold no sign of a printer, and why: that they are told apart is what counts.
NOT_PRINTERS = {"librenms__epson-scanner_ds-860": "a scanner behind a scan server"}

# Nothing but a family's number or half a word; whether it is a printer can't be told (quirk 24).
NO_EVIDENCE = {
    "librenms__jetdirect_2": "HP's root of sysObjectIDs, no text, no table",
    "librenms__samsungprinter_s": "the text 'Samsung S', no table",
}

# Where a network card stands before the printer: Brother, Zebra (docs/reference/printer-quirks.md).
CARD_OBJECTS = tuple(
    map(
        parse_oid,
        ("1.3.6.1.4.1.683.1.4", "1.3.6.1.4.1.683.1.5", "1.3.6.1.4.1.683.1.9", "1.3.6.1.4.1.2435.2.4.3"),
    )
)
CARD_DESCRIPTIONS = re.compile(r"NC-\d+\w*, Firmware|ZebraNet")

# prtAlertCode: other, power up; a cold fuser that is no critical alert belongs to every sleep.
PSEUDO_ALERTS = {0, 1, 503}
COLD_FUSER, CRITICAL = 1001, 3
PERCENT = 100
UNKNOWN_MAX = -2  # RFC 3805, prtMarkerSuppliesMaxCapacity


def is_pseudo(severity: int, code: int) -> bool:
    """Return whether an alert reports no trouble (quirk 33)."""
    return code in PSEUDO_ALERTS or (code == COLD_FUSER and severity != CRITICAL)


def _names_the_card(one: Expectation) -> bool:
    """Return whether a peer's value is the network card's: in its objects, or in its own sysDescr."""
    walk = one.facts.get("walk")
    if one.source != "librenms" or walk is None or one.name not in {"model", "serial_number", "firmware"}:
        return False
    descriptions = (raw.decode("latin-1") for raw in walk.octets(parse_oid("1.3.6.1.2.1.1.1")).values())
    in_descriptions = any(one.value in text for text in descriptions if CARD_DESCRIPTIONS.search(text))
    return in_descriptions or any(
        one.value.encode() in walk.octets(column).values() for column in CARD_OBJECTS
    )


def _is_below_zero(one: Expectation) -> bool:
    return (one.facts["level"] or 0) < 0 or (one.facts["max"] or 0) < 0


def _is_policy(one: Expectation) -> bool:
    return one.source == "librenms" and _is_percent(one) and _is_below_zero(one)


def _may_be_percent(one: Expectation) -> bool:
    level = one.facts.get("level")
    silent = one.source == "oracle" and _is_percent(one) and one.value is None
    return silent and one.facts["max"] == UNKNOWN_MAX and level is not None and 0 <= level <= PERCENT


def _is_elsewhere(one: Expectation) -> bool:
    return one.source == "librenms" and _is_percent(one) and one.facts["level"] is None


def _is_percent(one: Expectation) -> bool:
    return one.name.startswith("percent_left")


RULES = (
    Rule(
        "25",
        "not a printer: that it is told apart counts, not its values",
        lambda one: one.recording in NOT_PRINTERS and one.name != "told_apart",
    ),
    Rule(
        "24",
        "nothing in the recording tells whether it is a printer",
        lambda one: one.recording in NO_EVIDENCE,
    ),
    Rule(
        "-",
        "the peer took an owner's text out of the recording (<private>)",
        lambda one: one.value == "<private>",
    ),
    Rule(
        "-",
        "trays are none of the four field classes; test_recordings compares them",
        lambda one: one.field_class == "trays",
    ),
    Rule("40", "the peer's supply is an object that the recording doesn't hold", _is_elsewhere),
    Rule("1, 3", "LibreNMS's percent of a negative level or maximum is its policy, not truth", _is_policy),
    Rule("6", "maximum -2 with level 0..100: the standard says no percent, the maker may", _may_be_percent),
    Rule("23, 24", "the network card's model, serial or firmware, not the printer's", _names_the_card),
    Rule(
        "33",
        "pseudo alerts: that they raise no reason counts, not their rows",
        lambda one: one.name == "alert" and is_pseudo(one.facts["severity"], one.facts["code"]),
    ),
    Rule(
        "VENDOR_OIDS 2",
        "Brother's toner in steps of ten percent, where the exact percent is expected too",
        lambda one: one.source == "brother" and bool(one.facts.get("finer")),
    ),
    Rule(
        "VENDOR_OIDS 2",
        "Brother's codes, drum counts and pages to the next care: no field in the contract",
        lambda one: one.source == "brother" and not one.name,
    ),
    Rule(
        "VENDOR_OIDS X",
        "HP's scan counters: only one of four, and they contradict each other",
        lambda one: one.said == "Lifetime scanned",
    ),
    Rule(
        "16",
        "LibreNMS's own numbers for states; the error bits are compared by the oracle",
        lambda one: one.source == "librenms" and one.field_class == "errors",
    ),
    Rule(
        "-",
        "no field in the contract (jams, feeder, label length, device status, features)",
        lambda one: not one.name,
    ),
)


def rule_for(one: Expectation) -> Rule | None:
    """Return the rule that takes an expectation out; None if it counts."""
    return next((rule for rule in RULES if rule.takes_out(one)), None)
