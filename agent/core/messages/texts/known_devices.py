"""The devices that the office knows, and what a person decides about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.numbers import moment
from agent.core.messages.texts import days

if TYPE_CHECKING:
    from datetime import datetime

NONE_YET = "No printers read yet."
UNKNOWN_MODEL = "unknown model"
NO_SERIAL = "no serial number"
GONE = "retired:"


# Errors: what happened, and what to do about it.
UNKNOWN = ErrorKind(
    "No known printer matches {name}.",
    "Enter its serial number, its address or the beginning of its ID. To list them: 'meters device'.",
    icon='Choose "Show printers" to see the known printers.',
)
SEVERAL = ErrorKind(
    "Several printers match {name}.",
    "Enter its address or the beginning of its ID. To list them: 'meters device'.",
    icon='Choose "Show printers" to see the known printers.',
)
NO_HISTORY = ErrorKind(
    "No other printer has the same identity as the one at {address}.",
    "Nothing to do. Its history continues.",
)


def line(short_id: str, model: str, serial: str, address: str, last_seen: datetime) -> str:
    """Return one device of the list."""
    return gettext(
        "{short_id}  {model}, {serial}, {address}, last read {last_seen}",
        short_id=short_id,
        model=model,
        serial=serial,
        address=address,
        last_seen=moment(last_seen),
    )


def retired(address: str, serial: str | None) -> str:
    """Return that a device was retired."""
    of = gettext(" with the serial number {serial}", serial=serial) if serial else ""
    return gettext(
        "The printer{of} at {address} is retired. It is no longer reported as not responding.",
        of=of,
        address=address,
    )


def unretired(address: str, serial: str | None) -> str:
    """Return that a device is in use again."""
    of = gettext(" with the serial number {serial}", serial=serial) if serial else ""
    return gettext("The printer{of} at {address} is in use again.", of=of, address=address)


def continued(address: str, since: datetime) -> str:
    """Return that a device goes on with the history of another."""
    return gettext(
        "The printer at {address} continues the history since {since}.",
        address=address,
        since=days.day_and_year(since),
    )
