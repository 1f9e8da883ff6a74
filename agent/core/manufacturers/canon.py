"""Canon: counters by name in two tables; what their codes mean is disputed, their names are not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.part_colours import by_code
from agent.core.manufacturer_rules.private_objects import (
    CounterValue,
    Grade,
    Sum,
    Vendor,
    private,
    privates,
    total_of,
)
from agent.core.mib.objects import Group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.model.walk import Walk

_CODE_NAMES, _CODE_VALUES = privates("1602.1.11.1.3.1", "2", "4")
_NAMES, _VALUES = privates("1602.1.11.2.1.1", "2", "3")

_FUNCTIONS = {"total": "impressions", "copy": "copy", "print": "print", "fax": "fax", "scan": "scan"}
_WHOLE = re.compile(r"(?:(total) 1|(copy|print|fax|scan) \(total 1\))")
_PART = re.compile(r"(total|copy|print|fax) \((.+)\)")
_BLACK = re.compile(r"black(?: ?1)?")
_FULL_COLOUR = re.compile(r"full colou?r(?: ?\+ ?single colou?r)?(?: ?1)?")
_SINGLE_COLOUR = re.compile(r"single colou?r(?: ?1)?")

# Without names: what several sources say of the codes. Believed only where the sum is right.
_FIELD_OF_CODE = {101: "impressions.total", 301: "print.total", 501: "scan.total"}
_BLACK_CODES, _COLOUR_CODES, _LARGE_CODES = (112, 113), (122, 123), (112, 122)


def _counts(walk: Walk) -> Mapping[str, CounterValue]:
    named: dict[str, int] = {}
    for names, values in ((_NAMES, _VALUES), (_CODE_NAMES, _CODE_VALUES)):
        numbers = walk.integers(values)
        texts = {
            row: " ".join(raw.decode("latin-1").lower().split()) for row, raw in walk.octets(names).items()
        }
        named |= {text: numbers[row] for row, text in texts.items() if text and numbers.get(row, -1) >= 0}
    return _by_name(named) if named else _by_code(walk.integers(_CODE_VALUES))


def _by_name(named: Mapping[str, int]) -> Mapping[str, CounterValue]:
    found = {field: value for name, value in named.items() if (field := _field_of(name))}
    sizes = {name: value for name, value in named.items() if name.startswith("total (")}
    made = {
        "impressions.large": total_of(value for name, value in sizes.items() if name.endswith("/large)")),
        "impressions.monochrome": _both_sizes(sizes, "black"),
        "impressions.full_color": _both_sizes(sizes, "full color + single color"),
    }
    found = {**{field: value for field, value in made.items() if value is not None}, **found}
    return {field: CounterValue(value, Grade.PEER) for field, value in found.items()}


def _both_sizes(sizes: Mapping[str, int], colour: str) -> int | None:
    parts = [sizes.get(f"total ({colour}/{size})") for size in ("large", "small")]
    return None if None in parts else total_of(parts)


def _field_of(name: str) -> str | None:
    whole = _WHOLE.fullmatch(name)
    if whole:
        return f"{_FUNCTIONS[whole[1] or whole[2]]}.total"
    part = _PART.fullmatch(name)
    if part is None:
        return None
    patterns = {"monochrome": _BLACK, "full_color": _FULL_COLOUR, "single_color": _SINGLE_COLOUR}
    colour = next((colour for colour, pattern in patterns.items() if pattern.fullmatch(part[2])), None)
    return f"{_FUNCTIONS[part[1]]}.{colour}" if colour else None


def _by_code(rows: Mapping[tuple[int, ...], int]) -> Mapping[str, CounterValue]:
    values = {row[-1]: value for row, value in rows.items() if row and value >= 0}
    found = {field: values.get(code) for code, field in _FIELD_OF_CODE.items()}
    for field, codes in (
        ("monochrome", _BLACK_CODES),
        ("full_color", _COLOUR_CODES),
        ("large", _LARGE_CODES),
    ):
        found[f"impressions.{field}"] = total_of(values.get(code) for code in codes)
    return {field: CounterValue(value, Grade.HEARSAY) for field, value in found.items() if value is not None}


VENDOR = Vendor(
    "canon",
    brands=(
        Brand(
            "Canon",
            ("canon",),
            enterprises=(1602,),
            printers=((1602, 4),),
            lines=("imagerunner", "imagepress", "imageclass", "i-sensys"),
            families=("lbp", "mf", "ir", "imagerunner", "imagepress", "i-sensys", "imageclass"),
            snmp_menu=SnmpMenu(
                "Settings/Registration > Network Settings > SNMP Settings > Edit > Use SNMPv1",
                "oip.manual.canon, USRMA-9280: Configuring SNMP",
                was_read=True,
            ),
        ),
    ),
    object_ids=(private("1602"),),
    serial_numbers=privates("1602.1.2.1", "8.1.3.1.1", "4.0"),
    models=(private("1602.1.1.1.1.0"),),
    firmware=(private("1602.1.1.1.4.0"),),
    tables=(Group((_NAMES, _VALUES, _CODE_NAMES, _CODE_VALUES), repetitions=10, rows=60),),
    part_colours=by_code(
        r"\b(?:PGI|CLI|PFI|BCI|GI|C-EXV|NPG|GPR|CRG)[ -]?\d{1,4}(?:XX?L|H|L)?[ -]?"
        r"(PGBK|PBK|MBK|BK|LGY|PGY|GY|PC|PM|[KCMY])\b"
    ),
    counts=_counts,
    sums=(Sum("impressions.total", ("print.total", "copy.total", "fax.total"), is_complete=False),),
)
