"""How fast and how small the program is, started as users start it: `make bench`. Measures, fails nothing.

The fleet is ../shared/tools/fleetsim.c where that folder and gcc are there, else the program's own
simulated printers, which are fewer and lose nothing.
"""
# A bench prints.
# ruff: noqa: T201

from __future__ import annotations

import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.core.model.access import Endpoint
from agent.demo.made_up_printers import OFFICE
from agent.demo.simulator import SimulatedAgent, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
TOOLS = ROOT.parent / "shared" / "tools"
RUNS = 5
ANSWER_DELAY = 0.01  # seconds
START_OF_FLEETSIM = 0.3  # seconds, generously
MOST_OF_OUR_OWN = 100  # each of our simulated printers has a socket
OCTETS_OF_MAXRSS = 1 if sys.platform == "darwin" else 1024
TARGET_OF_SMALL_COMMANDS = 0.10  # seconds

# A child's peak begins at the size of its parent, so the parent is a small one: seconds, ru_maxrss, code.
LAUNCHER = """
import os, sys, time
began = time.perf_counter()
silent = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - began, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Fleet:
    """An office to scan, and what is wanted of it: seconds, datagrams, megabytes; inf = any."""

    network: str
    printers: int
    seconds: float = float("inf")
    datagrams: float = float("inf")
    megabytes: float = float("inf")
    loss: int = 0  # percent of datagrams, each way

    def __str__(self) -> str:
        return f"{self.network}, {self.printers} printers" + (f", {self.loss} % loss" if self.loss else "")


FLEETS = (
    Fleet("127.7.0.0/24", 12, seconds=0.9, datagrams=620),
    Fleet("127.7.0.0/24", 100, seconds=1.0),
    Fleet("127.7.0.0/22", 500, seconds=2.5, megabytes=62),
    Fleet("127.7.0.0/24", 12, loss=2),
)


@dataclass(frozen=True, slots=True)
class Run:
    """One child, from its start to its end; `report` is empty where none was asked for."""

    seconds: float
    megabytes: float
    report: dict[str, Any]


def run(*arguments: str, report: Path | None = None) -> Run:
    """Start the program once, alone, and measure it; RuntimeError where it fails."""
    program = [sys.executable, "-m", "agent", *arguments]
    measured = subprocess.run(
        [sys.executable, "-S", "-c", LAUNCHER, *program], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    seconds, maxrss, code = measured.stdout.split()
    if int(code) not in {0, 1}:
        raise RuntimeError(f"{' '.join(arguments)} ended with {int(code)}")
    content = json.loads(report.read_bytes()) if report else {}
    return Run(float(seconds), int(maxrss) * OCTETS_OF_MAXRSS / 1e6, content)


def free_port() -> int:
    """Return a UDP port that nobody has on any address."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as one:
        one.bind(("", 0))
        return int(one.getsockname()[1])


def build_fleetsim(folder: Path) -> Path | None:
    """Compile the fleet simulator; None where there is no source or no compiler."""
    source, compiler = TOOLS / "fleetsim.c", shutil.which("gcc")
    if not compiler or not source.is_file():
        return None
    program = folder / "fleetsim"
    subprocess.run([compiler, "-O2", "-o", str(program), str(source)], check=True)
    return program


@contextmanager
def fleetsim(program: Path, fleet: Fleet, port: int) -> Iterator[None]:
    """Let the fleet answer until the block ends; the seed decides which addresses have a printer."""
    tables = [option for name in ("printer", "printer-mono") for option in ("--table", TOOLS / f"{name}.rec")]
    numbers = f"--port {port} --range {fleet.network} --count {fleet.printers} --loss {fleet.loss}".split()
    delay = f"--seed 7 --latency {ANSWER_DELAY * 1000:g} --quiet".split()
    child = subprocess.Popen([program, *numbers, *delay, *tables], stderr=subprocess.DEVNULL)
    try:
        time.sleep(START_OF_FLEETSIM)
        if child.poll() is not None:
            raise RuntimeError("the simulated fleet did not start")
        yield
    finally:
        child.terminate()
        child.wait()


@contextmanager
def our_own(fleet: Fleet, port: int) -> Iterator[None]:
    """Let our own simulated printers answer: copies of the demo's first, each with its own serial number."""
    device = OFFICE[0]
    agents = []
    for number in range(fleet.printers):
        printer = replace(device.printer, serial_number=f"BENCH{number:05}") if device.printer else None
        walk = replace(device, printer=printer, mac_address=f"02:00:5e:01:00:{number:02x}").walk
        endpoint = Endpoint(f"127.7.0.{2 * number + 2}", port)
        agents.append(SimulatedAgent(walk, endpoint, answer_delay=ANSWER_DELAY))
    with serve(agents):
        yield


def scan(fleet: Fleet, port: int, data: Path) -> Run:
    """Scan once; what it learns of the printers stays in the data folder."""
    file = data.with_suffix(".json")
    order = ["scan", fleet.network, "--port", str(port), "--no-send", "--json", str(file)]
    return run("--data", str(data), *order, report=file)


def line_of(name: str, runs: list[Run], target: str) -> str:
    """Return a row of the table: median, range, datagrams, megabytes, what was read."""
    seconds = sorted(one.seconds for one in runs)
    datagrams = [one.report["scan"]["datagrams_sent"] for one in runs if one.report]
    printers = [printer for one in runs for printer in one.report.get("printers", ())]
    complete = sum(printer["read_status"] == "ok" for printer in printers)
    return (
        f"{name:38}{statistics.median(seconds):6.2f}  {seconds[0]:5.2f}-{seconds[-1]:4.2f}"
        f"{max(datagrams, default=0) or '':>10}{max(one.megabytes for one in runs):6.0f}"
        f"{f'{complete}/{len(printers)}' if printers else '':>12}  {target}"
    )


def target_of(fleet: Fleet) -> str:
    """Return the expected results of a fleet, in words."""
    wanted = ((fleet.seconds, "s"), (fleet.datagrams, "datagrams"), (fleet.megabytes, "MB"))
    limits = [f"<= {limit:g} {unit}" for limit, unit in wanted if limit != float("inf")]
    return ", ".join([*limits, f"{RUNS * fleet.printers} complete"])


def main() -> None:
    """Measure everything and print the table."""
    print(f"{f'median of {RUNS}':38}{'s':>6}{'range':>12}{'datagrams':>10}{'MB':>6}{'complete':>12}  target")
    with tempfile.TemporaryDirectory(prefix="meters-bench-") as folder:
        data = Path(folder) / "data"
        program = build_fleetsim(Path(folder))
        for fleet in FLEETS:
            if not program and (fleet.loss or fleet.printers > MOST_OF_OUR_OWN):
                continue
            port = free_port()
            with fleetsim(program, fleet, port) if program else our_own(fleet, port):
                shutil.rmtree(data, ignore_errors=True)
                first = scan(fleet, port, data)
                runs = [scan(fleet, port, data) for _ in range(RUNS)]
            print(line_of(f"{fleet}: first run", [first], ""))
            print(line_of(str(fleet), runs, target_of(fleet)), flush=True)
        for name, arguments in (("--help", ["--help"]), ("status", ["--data", str(data), "status"])):
            runs = [run(*arguments) for _ in range(RUNS)]
            print(line_of(name, runs, f"<= {TARGET_OF_SMALL_COMMANDS} s"), flush=True)
    for part in ("bench_tray", "bench_history"):
        subprocess.run([sys.executable, "-m", f"tools.{part}"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
