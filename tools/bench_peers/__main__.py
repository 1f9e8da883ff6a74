"""The program beside what an office could use instead: `make bench-peers`, as root. Measures, fails nothing.

    python -m tools.bench_peers [--runs 5] [--ours] [--other FOLDER] [OFFICE ...]

OFFICE is a part of a row's name, such as "routed /24"; --ours leaves the peers out, --other measures the
program of another checkout as well. In each round every program has its turn; ours has one data folder
over all rounds, and its first run there is a row of its own. build/bench-peers.json has every figure.
"""
# A bench prints.
# ruff: noqa: T201

from __future__ import annotations

import argparse
import ipaddress
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tools.bench_peers import bench_fleet
from tools.bench_peers.bench_fleet import Office
from tools.bench_peers.bench_network import LOOPBACK, ON_LINK, ROUTED, Network, network
from tools.bench_peers.programs import OURS, PEERS, Peer

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "build" / "bench-peers.json"
GIT = (shutil.which("git") or "git", "rev-parse", "--short", "HEAD")
LONGEST_RUN = 600.0  # seconds
FIRST_RUN, OTHER = "meters, first run", "meters, other checkout"

OFFICES = (
    Office(ROUTED, "10.77.0.0/24", 12),
    Office(ROUTED, "10.77.0.0/24", 12, loss=2, mixed=True),
    Office(ROUTED, "10.77.0.0/24", 12, slow=True),
    Office(ROUTED, "10.77.0.0/24", 100),
    Office(ROUTED, "10.77.0.0/22", 500),
    Office(ROUTED, "10.77.0.0/20", 60),
    Office(ROUTED, "10.77.0.0/16", 300),
    Office(ON_LINK, "10.77.0.0/24", 12),
    Office(ON_LINK, "10.77.0.0/20", 60),
    Office(LOOPBACK, "127.7.0.0/24", 12),
    Office(LOOPBACK, "127.7.0.0/24", 100),
    Office(LOOPBACK, "127.7.0.0/22", 500),
)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program: seconds, packets sent, printers read whole, megabytes of its largest process."""

    program: str
    seconds: float
    packets: int
    complete: int
    megabytes: float


def measured(peer: Peer, office: Office, place: Network, folder: Path) -> Run:
    """Run a program once."""
    hosts = ipaddress.IPv4Network(office.cidr)
    variables = {"CIDR": office.cidr, "FIRST": str(hosts[1]), "LAST": str(hosts[-2]), "DIR": str(folder)}
    variables["RUNS"] = f"{sys.executable} -m agent"
    shutil.rmtree(folder / "fusion", ignore_errors=True)
    folder.mkdir(exist_ok=True)
    checkout = Path((folder / "checkout").read_text()) if (folder / "checkout").exists() else ROOT
    packets, began = place.sent(), time.perf_counter()
    command = place.run("timeout", str(LONGEST_RUN), "bash", "-c", peer.script)
    with (folder / "out").open("w+") as out:
        child = subprocess.Popen(
            command, stdout=out, stderr=subprocess.DEVNULL, cwd=checkout, env=os.environ | variables
        )
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0  # it was waited for here
        seconds = time.perf_counter() - began
        out.seek(0)
        rows = dict(line.split()[:2] for line in out if len(line.split()) > 1)
    complete = sum(rows.get(address, "0") != "0" for address in office.alive)
    return Run(peer.name, seconds, place.sent() - packets, complete, usage.ru_maxrss / 1024)


def politeness(office: Office, place: Network, folder: Path) -> dict[str, int]:
    """Capture one of our runs and return its rates."""
    file = folder / "capture.json"
    command = place.run(sys.executable, "-m", "tools.bench_peers.capture", place.card, str(file))
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        if child.stdout is None or child.stdout.readline() != "ready\n":
            raise SystemExit("bench-peers: nothing can be captured here")
        measured(OURS, office, place, folder)
        child.terminate()
    figures: dict[str, int] = json.loads(file.read_text())
    return figures


def compared(office: Office, peers: list[Peer], runs: int, scratch: Path) -> tuple[list[Run], dict[str, int]]:
    """Return every run in one office, and the capture of one of ours."""
    with (
        network(office.kind, office.cidr, office.alive) as place,
        bench_fleet.answering(office, place, scratch / "fleet"),
    ):
        folders = {peer.name: scratch / str(number) for number, peer in enumerate(peers)}
        done = []
        for peer in peers:
            if peer.name.startswith("meters"):
                shutil.rmtree(folders[peer.name] / "data", ignore_errors=True)
                first = measured(peer, office, place, folders[peer.name])
                done += [replace(first, program=FIRST_RUN)] if peer is OURS else []
        seen = politeness(office, place, folders[OURS.name])
        fitting = [p for p in peers if ipaddress.IPv4Network(office.cidr).num_addresses <= p.most_addresses]
        for _ in range(runs):
            done += [measured(peer, office, place, folders[peer.name]) for peer in fitting]
    return done, seen


def show(office: Office, runs: list[Run], seen: dict[str, int]) -> None:
    """Print the rows of one office: medians, and how many times as long as ours each takes."""
    programs = {run.program: [one for one in runs if one.program == run.program] for run in runs}
    ours = statistics.median(run.seconds for run in programs[OURS.name])
    load = os.getloadavg()[0]
    print(f"{office}  (load {load:.1f}; at most {seen['most_a_second']} questions a second,", end=" ")
    print(f"{seen['most_a_second_into_one_24']} into one /24)")
    for name, own in programs.items():
        seconds, packets = [run.seconds for run in own], statistics.median(run.packets for run in own)
        complete, wanted = sum(run.complete for run in own), office.printers * len(own)
        print(
            f"  {name:32}{statistics.median(seconds):7.2f} s  {min(seconds):6.2f}-{max(seconds):6.2f}"
            f"  x{statistics.median(seconds) / ours:5.2f}  {packets:8.0f} packets"
            f"  {complete}/{wanted}  {max(run.megabytes for run in own):4.0f} MB",
            flush=True,
        )


def wanted_of(arguments: argparse.Namespace, scratch: Path) -> list[Peer]:
    """Return the programs to run; what is missing is said."""
    peers = [OURS]
    if arguments.other:
        peers.append(replace(OURS, name=OTHER))
        (scratch / "1").mkdir()
        (scratch / "1" / "checkout").write_text(str(Path(arguments.other).resolve()))
    for peer in () if arguments.ours else PEERS:
        if peer.missing:
            print(f"{peer.name} is left out: {', '.join(peer.missing)} is not installed")
        else:
            peers.append(peer)
    return peers


def main() -> None:
    """Measure everything, print the tables and write the figures."""
    parser = argparse.ArgumentParser(description="The program beside its peers, in networks of its own.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--ours", action="store_true")
    parser.add_argument("--other", metavar="FOLDER")
    parser.add_argument("offices", nargs="*", metavar="OFFICE")
    arguments = parser.parse_args()
    if os.geteuid() != 0 or shutil.which("ip") is None:
        raise SystemExit("bench-peers: network namespaces need root, and ip of iproute2")
    commit = subprocess.run(GIT, cwd=ROOT, capture_output=True, text=True, check=True)
    figures = []
    with tempfile.TemporaryDirectory(prefix="meters-bench-") as folder:
        scratch = Path(folder)
        bench_fleet.compiled(scratch)
        peers = wanted_of(arguments, scratch)
        for office in OFFICES:
            if arguments.offices and not any(part in str(office) for part in arguments.offices):
                continue
            runs, seen = compared(office, peers, arguments.runs, scratch)
            show(office, runs, seen)
            figures.append({"office": str(office), "capture": seen, "runs": [asdict(run) for run in runs]})
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps({"commit": commit.stdout.strip(), "offices": figures}, indent=1))
    print(f"{FIGURES.relative_to(ROOT)} has every run, at commit {commit.stdout.strip()}")


if __name__ == "__main__":
    main()
