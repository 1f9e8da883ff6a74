"""What answers SNMP in an office and is no printer: computers, storage, power supplies, scanners.

Enterprise numbers are IANA's. A computer with a print queue shows rows of hrPrinterTable (RFC 2790)
for printers that are elsewhere, so such rows alone make no printer of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.core.model.walk import Oid

_ENTERPRISES = (1, 3, 6, 1, 4, 1)


@dataclass(frozen=True, slots=True)
class DeviceKind:
    """A kind of device: `name` is a key of the words for it, `texts` are in lower case."""

    name: str
    enterprises: tuple[Oid, ...] = ()
    texts: tuple[str, ...] = ()


# The first that fits speaks: a storage box says Linux too.
KINDS = (
    DeviceKind("scanner", texts=("scan server", "document scanner")),
    DeviceKind("print_server", texts=("print server", "printserver", "print-server", "marknet")),
    DeviceKind(
        "power_supply",
        ((318,), (534,), (476,), (705,), (850,), (935,)),
        ("smart-ups", "uninterruptible", "power distribution"),
    ),
    DeviceKind(
        "storage",
        ((6574,), (24681,), (55062,), (789,), (4526, 22)),
        ("diskstation", "synology", "qnap", "readynas", "truenas", "netapp"),
    ),
    DeviceKind("telephone", texts=("ip phone", "ip-phone", "voip")),
    DeviceKind("camera", texts=("ip camera", "network camera")),
    DeviceKind(
        "computer",
        ((311,), (8072, 3, 2), (6876,), (12325,), (2021, 250)),
        ("windows", "linux", "freebsd", "openbsd", "darwin", "vmware", "pfsense", "solaris"),
    ),
)


def kind_of(sys_object_id: Oid | None, sys_descr: str | None) -> str | None:
    """Return the name of the kind that a device is by its sysObjectID or sysDescr, None if unknown."""
    is_enterprise = sys_object_id is not None and sys_object_id[: len(_ENTERPRISES)] == _ENTERPRISES
    arcs = sys_object_id[len(_ENTERPRISES) :] if sys_object_id and is_enterprise else ()
    text = (sys_descr or "").lower()
    return next(
        (
            kind.name
            for kind in KINDS
            if any(arcs[: len(prefix)] == prefix for prefix in kind.enterprises)
            or any(word in text for word in kind.texts)
        ),
        None,
    )
