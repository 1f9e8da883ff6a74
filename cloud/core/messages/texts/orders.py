"""The page of orders, and the label of a parcel."""

from __future__ import annotations

from agent.core.messages import printers
from agent.core.messages.catalogue import gettext, ngettext, number, translated

TITLE = "Orders"
HELP = (
    "Each morning asks for the supplies that reached their office's threshold. "
    "A new cartridge closes its order."
)
TABS = {
    "asked": "To approve",
    "approved": "To send",
    "sent": "Sent",
    "ignored": "Ignored",
    "closed": "Closed",
}
STATES = {
    "asked": "to approve",
    "approved": "approved",
    "sent": "sent",
    "ignored": "ignored",
    "in_printer": "in the printer",
    "not_needed": "replaced before it was sent",
}
REASONS = {
    "low": "at its threshold",
    "along": "goes along in the same parcel",
    "person": "ordered by a person",
}
TROUBLES = {
    "retired": "printer retired",
    "gone": "printer does not respond any more",
    "unmanaged": "printer no longer managed",
    "moved": "printer moved to another office",
}
SHOW, NOTHING = "Orders by state", "No orders."
HELD, SELECT = "on hold", "Select"
SUPPLY, PART, LEFT, EMPTY, SHIP_BY, WHY, STATE, TRACKING = (
    *("Supply", "Part number", "Left", "May be empty", "Ship by", "Reason", "State", "Tracking"),
)
LABEL = "Parcel label"
LABEL_FOR, LABEL_FROM, PRINTER, PLACE, SERIAL, ASSET = (
    *("For", "From", "Printer", "Place", "Serial number", "Asset number"),
)
NO_ADDRESS = "No delivery address is set for this office."
DEMAND = "Demand"
DEMAND_HELP = (
    "Cartridges that run empty, from the forecasts of all printers: likely, and from at least to at most. "
    "What a printer needs after its next cartridge is not in it."
)
WITHOUT = "No forecast"
NO_PART = "No part number"


def supply(kind: str | None, colorant: str | None, name: str) -> str:
    """Return a supply's name; what has none in our words keeps its own."""
    return printers.supply(kind, None if str(kind).startswith("waste") else colorant, name)


def held(printed: int, usual: int, percent: int) -> str:
    """Return why an order is held."""
    return gettext(
        "Printed {printed} of its usual {usual} pages ({percent}%) since the last replacement.",
        printed=number(printed),
        usual=number(usual),
        percent=percent,
    )


def days(horizon: int) -> str:
    """Return the heading of a horizon of the demand."""
    return gettext("{days} days", days=horizon)


def span_of(likely: int, least: int, most: int) -> str:
    """Return how many are needed."""
    if least == most:
        return number(likely)
    return gettext(
        "{likely} ({least} to {most})", likely=number(likely), least=number(least), most=number(most)
    )


def step(state: str, who: str, when: str) -> str:
    """Return when an order came into a state, and by whom."""
    said = translated(STATES).get(state, state)
    return gettext("{state}: {who}, {when}", state=said, who=who, when=when) if who else f"{said}: {when}"


def more(parcels: int) -> str:
    """Return how many parcels are not shown."""
    return ngettext("{count} more printer not shown.", "{count} more printers not shown.", parcels)
