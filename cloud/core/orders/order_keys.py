"""The keys of orders and of the demand, within `cloud.core.keys`' rules: the dealer first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core.keys import Key, part, within

if TYPE_CHECKING:
    from cloud.core import item_types


def orders_partition(dealer: str) -> str:
    """Return the partition of a dealer's open and ignored orders."""
    return within(dealer, "orders")


def past_orders_partition(dealer: str) -> str:
    """Return the partition of a dealer's closed orders, in the order of their closing."""
    return within(dealer, "past_orders")


def demand_partition(dealer: str) -> str:
    """Return the partition of what a dealer's devices need."""
    return within(dealer, "demand")


def order_key(dealer: str, device: str, place: str) -> Key[item_types.OrderItem]:
    """Return the key of the open or ignored order of a device's supply: so there is one at most."""
    return Key(orders_partition(dealer), f"{part(device)}#{part(place)}")


def past_order_key(dealer: str, closed: str, device: str, place: str) -> Key[item_types.OrderItem]:
    """Return the key of a closed order; `closed` begins with when that was, so the newest are found."""
    return Key(past_orders_partition(dealer), f"{part(closed)}#{part(device)}#{part(place)}")


def demand_key(dealer: str, shard: int) -> Key[item_types.DemandItem]:
    """Return the key of what the devices of a shard need in the next months."""
    return Key(demand_partition(dealer), f"{shard:05d}")
