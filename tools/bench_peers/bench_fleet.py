"""The printers of the bench: who answers where and how fast, and the simulator that is made of them."""

from __future__ import annotations

import ipaddress
import random
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.snmp_codec.ber import encode_oid, encode_varbind
from agent.demo.made_up_printers import OFFICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.bench_peers.bench_network import Network

SOURCE = Path(__file__).with_name("fleet.c")
SEED = 7
ANSWER_MS = 10
SLOW_MS, SLOW_JITTER_MS = 400, 500  # of a quarter of the printers, where some are slow


@dataclass(frozen=True, slots=True)
class Office:
    """What is asked: `cidr` with so many `printers`; `loss` is in percent, each way.

    `mixed`: every other printer knows no SNMPv1. `slow`: a quarter answers after 400 to 900 ms.
    """

    kind: str
    cidr: str
    printers: int
    loss: int = 0
    mixed: bool = False
    slow: bool = False

    def __str__(self) -> str:
        size = self.cidr.partition("/")[2]
        loss = f", {self.loss} % loss" if self.loss else ""
        return f"{self.kind} /{size}, {self.printers}{loss}{', some slow' if self.slow else ''}"

    @property
    def alive(self) -> tuple[str, ...]:
        """The addresses with a printer: always the same ones."""
        hosts = ipaddress.IPv4Network(self.cidr)
        numbers = random.Random(SEED).sample(range(1, hosts.num_addresses - 2), self.printers)  # noqa: S311
        return tuple(str(hosts[number]) for number in sorted(numbers))


def compiled(folder: Path) -> Path:
    """Return the simulator, compiled."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise SystemExit("bench-peers: there is no C compiler")
    program = folder / "fleet"
    subprocess.run([compiler, "-O2", "-o", str(program), str(SOURCE)], check=True)
    return program


def lines_of(office: Office) -> Iterator[str]:
    """Yield the printers as fleet.c reads them: the demo's first, each with a serial number of its own."""
    device = OFFICE[0]
    if device.printer is None:
        raise ValueError("the demo's first device is a printer")
    for number, address in enumerate(office.alive):
        is_slow = office.slow and number % 4 == 0
        delay, jitter = (SLOW_MS, SLOW_JITTER_MS) if is_slow else (ANSWER_MS, 0)
        yield f"P {address} {delay} {jitter} {int(not (office.mixed and number % 2))}\n"
        printer = replace(device.printer, serial_number=f"BENCH{number:05}")
        mac_address = f"02:00:5e:01:{number >> 8:02x}:{number & 255:02x}"
        for varbind in sorted(
            replace(device, printer=printer, mac_address=mac_address).walk, key=lambda v: v.oid
        ):
            yield f"R {encode_oid(varbind.oid).hex()} {encode_varbind(varbind).hex()}\n"


@contextmanager
def answering(office: Office, place: Network, program: Path) -> Iterator[None]:
    """Let the fleet answer on port 161 until the block ends."""
    arguments = ["161", str(office.loss), str(SEED)]
    command = ["ip", "netns", "exec", place.fleet, str(program), *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        if child.stdin is None or child.stdout is None:
            raise ValueError("both are pipes")
        try:
            child.stdin.writelines(lines_of(office))
            child.stdin.close()
            if child.stdout.readline() != "ready\n":
                raise SystemExit("bench-peers: the simulated fleet did not start")
            yield
        finally:
            child.terminate()
