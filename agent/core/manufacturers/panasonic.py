"""Panasonic: a total that is believed only where it is the engine's own count."""

from agent.core.manufacturer_rules.brand import Brand
from agent.core.manufacturer_rules.private_objects import Grade, Sum, Vendor, counters, private

VENDOR = Vendor(
    "panasonic",
    brands=(Brand("Panasonic", ("panasonic",), enterprises=(258,)),),
    object_ids=(private("258"),),
    counters=counters("258.402.1.4.2.1.7", Grade.HEARSAY, {"impressions.total": "1"}),
    sums=(Sum("life", ("impressions.total",)),),
)
