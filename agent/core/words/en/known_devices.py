"""The devices that the office knows, and what a person says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.en import days, moment

if TYPE_CHECKING:
    from datetime import datetime

NONE_YET = "No printer has been read yet."
UNKNOWN_MODEL = "unknown model"
NO_SERIAL = "no serial number"
GONE = "gone:"
SEVERAL_ADVICE = "Name it by its address or by the beginning of its id: 'meters device' lists them."
UNKNOWN_ADVICE = (
    "Name it by its serial number, its address or the beginning of its id: 'meters device' lists them."
)
NO_HISTORY_ADVICE = "Nothing has to be decided: its own history goes on."


def line(short_id: str, model: str, serial: str, address: str, last_seen: datetime) -> str:
    """Return one device of the list."""
    return f"{short_id}  {model}, {serial}, {address}, last read {moment(last_seen)}"


def several(name: str) -> str:
    """Return that more than one device is called so."""
    return f"Several printers are called {name}."


def unknown(name: str) -> str:
    """Return that no device is called so."""
    return f"No printer that is known is called {name}."


def no_history(address: str) -> str:
    """Return that no other device shows the identity of this one."""
    return f"No other printer calls itself as the one at {address} does."


def retired(address: str, serial: str | None) -> str:
    """Return that a device was retired."""
    of = f" with the serial number {serial}" if serial else ""
    return f"The printer{of} at {address} is gone for good: it is no longer reported as silent."


def unretired(address: str, serial: str | None) -> str:
    """Return that a device is expected again."""
    of = f" with the serial number {serial}" if serial else ""
    return f"The printer{of} at {address} is expected again."


def continued(address: str, since: datetime) -> str:
    """Return that a device goes on with the history of another."""
    return f"The printer at {address} goes on with the history since {days.day_and_year(since)}."
