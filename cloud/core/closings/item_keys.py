"""The keys of closings and of what people read of panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core.keys import Key, part, within

if TYPE_CHECKING:
    from datetime import date

    from cloud.core.item_types import Item


def closings(dealer: str) -> str:
    """Return the partition of a dealer's frozen closings."""
    return within(dealer, "closings")


def closing_key(dealer: str, closed_on: date, site: str, number: int) -> Key[Item]:
    """Return the key of a frozen closing of a day and an office ("" for all); corrections are numbered."""
    return Key(closings(dealer), f"{closed_on.isoformat()}#{part(site)}#{number:04d}")


def closing_file_key(dealer: str, digest: str, chunk: int) -> Key[Item]:
    """Return the key of a part of a closing's file."""
    return Key(within(dealer, "closing", digest), f"{chunk:04d}")


def manual_key(dealer: str, device: str, day: str) -> Key[Item]:
    """Return the key of what a person read of a device on a day (ISO 8601)."""
    return Key(within(dealer, "manual"), f"{part(device)}#{day}")


def swap_key(dealer: str, device: str, at: str) -> Key[Item]:
    """Return the key of a change of a device's board; `at` is when, as in keys."""
    return Key(within(dealer, "swaps"), f"{part(device)}#{at}")
