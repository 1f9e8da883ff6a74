"""How politely is asked: questions a second in all and into each /24, from what leaves a card.

    python -m tools.bench_peers.capture CARD FILE

Captures until it is ended by SIGTERM, then writes the figures to FILE as JSON.
"""

# What starts it waits for what it prints.
# ruff: noqa: T201

from __future__ import annotations

import json
import signal
import socket
import sys
import time
from collections import Counter
from pathlib import Path

ALL_PROTOCOLS, IPV4 = 0x0003, b"\x08\x00"  # linux/if_ether.h
OUTGOING = 4  # PACKET_OUTGOING
SNMP = (161).to_bytes(2)


def capture(card: str) -> list[tuple[float, bytes]]:
    """Return when each question left and the /24 that it was for."""
    seen: list[tuple[float, bytes]] = []
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL_PROTOCOLS)) as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        wire.bind((card, ALL_PROTOCOLS))
        print("ready", flush=True)
        try:
            while True:
                frame, source = wire.recvfrom(64)
                if source[2] == OUTGOING and frame[12:14] == IPV4 and frame[36:38] == SNMP:
                    seen.append((time.monotonic(), frame[30:33]))
        except KeyboardInterrupt:
            return seen


def most_in_a_second(times: list[float]) -> int:
    """Return the largest number of times within any second."""
    most = first = 0
    for last, at in enumerate(times):
        while at - times[first] > 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


def main() -> None:
    """Capture, and write what was seen."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    seen = capture(sys.argv[1])
    subnets = Counter(subnet for _, subnet in seen)
    each = [most_in_a_second([at for at, subnet in seen if subnet == one]) for one in subnets]
    figures = {
        "datagrams": len(seen),
        "most_a_second": most_in_a_second([at for at, _ in seen]),
        "most_a_second_into_one_24": max(each, default=0),
    }
    Path(sys.argv[2]).write_text(json.dumps(figures))


if __name__ == "__main__":
    main()
