"""Twelve honest printers and one of each rogue, and what the program is allowed for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.model.access import Endpoint
from agent.core.snmp_codec.message import Version
from agent.demo.simulator import SimulatedAgent
from tests.support import hostile_office
from tests.support.command_line import ENVIRONMENT, ROOT
from tests.support.crashing_rogues import ANSWERS, USER, Crashing, never_in_time
from tests.support.loopback import OWN_PORT
from tests.support.printer_walks import honest_walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.rogue import Rogue

NETWORK = "127.77.5"
PRINTERS = 12
LONGEST = 120.0  # seconds of a scan
MOST_MEMORY = 128 * 1024  # KiB of all its processes at any moment
SETTINGS = f"""
[network]
targets = ["{NETWORK}.0/25"]
port = {OWN_PORT}
[[network.users]]
name = "{USER.name}"
auth = "{USER.auth_protocol}"
privacy = "none"
"""
# The commands' environment with the passphrase of the v3 user in a keyring.
WITH_KEYRING = {
    **ENVIRONMENT,
    "PYTHONPATH": str(ROOT),
    "PYTHON_KEYRING_BACKEND": "tests.support.made_keyring.OnePassphrase",
}


def cast() -> dict[str, Rogue]:
    """Return one of each rogue, by name."""
    shown = hostile_office.everybody()
    parts = [(version, name, how) for version in Version for name, how in ANSWERS.items()]
    for version, name, how in (*parts, (Version.V3, "late", never_in_time)):
        place, walk = Endpoint("0.0.0.0"), honest_walk(f"CRASH{len(shown):03}".encode())  # noqa: S104 (moved below)
        shown[f"{version.name} {name}"] = Crashing(place, walk, lambda _: (), version=version, how=how)
    for number, rogue in enumerate(shown.values(), 20):
        rogue.endpoint = Endpoint(f"{NETWORK}.{number}", OWN_PORT)
    return shown


def honest() -> Iterator[SimulatedAgent]:
    """Yield the honest printers: most of them over v2c, some over v1 alone or v3 alone."""
    for number in range(1, PRINTERS + 1):
        version = {11: "1", 12: "3"}.get(number, "2c")
        place = Endpoint(f"{NETWORK}.{number}", OWN_PORT)
        user = USER if version == "3" else None
        yield SimulatedAgent(
            honest_walk(b"HONEST%02d" % number), place, versions=frozenset({version}), user=user
        )
