"""Pantum: its sources write the objects without the instance's last arc, so both forms are asked."""

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.private_objects import Counter, Grade, Vendor, private

_SERIAL_NUMBERS = ("1.1.1.5", "6.1.2", "10.1.1.4")
_COUNTERS = {"impressions.two_sided": "1.1.3.1", "copy.total": "1.1.3.9", "print.total": "1.1.3.12"}


def _both(tail: str) -> tuple[tuple[int, ...], ...]:
    return private(f"40093.{tail}.0"), private(f"40093.{tail}")


VENDOR = Vendor(
    "pantum",
    brands=(
        Brand(
            "Pantum",
            ("pantum",),
            enterprises=(40093,),
            printers=((40093,),),
            only_printers=True,
            snmp_menu=SnmpMenu("Settings > Network Settings > SNMP", "Pantum, web page", was_read=False),
        ),
    ),
    object_ids=(private("40093"),),
    serial_numbers=tuple(oid for tail in _SERIAL_NUMBERS for oid in _both(tail)),
    firmware=_both("1.1.1.1"),
    counters=tuple(
        Counter(field, oid, Grade.PEER) for field, tail in _COUNTERS.items() for oid in _both(tail)
    ),
)
