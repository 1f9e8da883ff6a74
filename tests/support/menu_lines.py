"""What stands in the open menu, and where: as a screen reader learns it (AT-SPI, by D-Bus)."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jeepney.io.blocking import DBusConnection

SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE, COMPONENT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Component"
SENSITIVE, SHOWING = 1 << 24, 1 << 25  # AtspiStateType, in the first of two words
OF_THE_SCREEN = 0  # AtspiCoordType
CHECKED = "✓ "

Place = tuple[str, str]  # the bus name of a program and the path of an object in it


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the menu, without its check mark, and the pixel in its middle."""

    label: str
    is_enabled: bool
    x: int
    y: int


def menu_lines(environment: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the lines of the menu that is open in this session; none where it vanishes meanwhile."""
    with closing(open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"])) as session:
        (address,) = _call(session, ("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress")
    with closing(open_dbus_connection(address)) as bus:
        try:
            return tuple(_lines(bus, ROOT))
        except DBusErrorResponse:
            return ()


def _lines(bus: DBusConnection, above: Place) -> Iterator[Line]:
    (children,) = _call(bus, above, ACCESSIBLE, "GetChildren")
    for child in children:
        (role,) = _call(bus, child, ACCESSIBLE, "GetRoleName")
        if role == "menu item":
            yield from _line(bus, child)
        elif role in {"application", "window", "menu"}:
            yield from _lines(bus, child)


def _line(bus: DBusConnection, place: Place) -> Iterator[Line]:
    ((states, _),) = _call(bus, place, ACCESSIBLE, "GetState")
    if states & SHOWING:
        name = _call(bus, place, "org.freedesktop.DBus.Properties", "Get", "ss", (ACCESSIBLE, "Name"))
        label = name[0][1].removeprefix(CHECKED)
        ((x, y, width, height),) = _call(bus, place, COMPONENT, "GetExtents", "u", (OF_THE_SCREEN,))
        yield Line(label, bool(states & SENSITIVE), x + width // 2, y + height // 2)


def _call(  # noqa: PLR0913, PLR0917 (one call of D-Bus)
    bus: DBusConnection,
    place: Place,
    interface: str,
    method: str,
    signature: str | None = None,
    arguments: tuple[Any, ...] = (),
) -> Any:  # noqa: ANN401 (whatever the method returns)
    """Return the body of the reply; DBusErrorResponse where the object is gone."""
    name, path = place
    address = DBusAddress(path, name, interface)
    asked = new_method_call(address, method, signature, arguments)
    return unwrap_msg(bus.send_and_get_reply(asked, timeout=PATIENCE))
