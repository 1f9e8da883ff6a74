"""The mail matrix: each step of a session with each fault, and what the two recipients have in the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Any

from agent.core.mail.limits import BY_THE_RFC
from tests.support import real_mta
from tests.support.faulty_mta import FAULTS, OF_CONNECT, STEPS, FaultyMta
from tests.support.mail_matrix import DIVISOR, PATIENT, RECIPIENTS

ROOT = Path(__file__).parents[2]
WORKERS = 6
MOST_MEGABYTES = 64
# A busy computer may let a process wait for seconds. What has no end of its own is far beyond: a server that
# hangs or drips does so for ever.
SLACK = 10.0  # seconds
SLOW = {"hang", "drip"}

Case = tuple[str, str, str]  # security, step, fault

OF_TLS_ONLY = {"starttls", "handshake", "ehlo again", "auth"}
LEFT_OUT = {"none": OF_TLS_ONLY, "tls": {"starttls", "ehlo again"}, "starttls": set[str]()}
CASES: list[Case] = [
    (security, step, fault)
    for security, left_out in LEFT_OUT.items()
    for step in STEPS
    if step not in left_out
    for fault in (OF_CONNECT if step == "connect" else FAULTS)
]


def test_each_session_ends_in_time_and_each_recipient_has_each_letter_once(tmp_path: Path) -> None:
    pin = real_mta.make_certificate(tmp_path, "localhost")
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    cases: SimpleQueue[Case] = SimpleQueue()
    for case in CASES:
        cases.put(case)
    flaws: list[str] = []
    counts: Counter[str] = Counter()

    def work(_: int) -> float:
        return worked_through(cases, context, pin, flaws, counts)

    with ThreadPoolExecutor(WORKERS) as pool:
        megabytes = max(pool.map(work, range(WORKERS)))
    sys.stdout.write(f"\n{len(CASES)} cases, {dict(sorted(counts.items()))}, {megabytes:.0f} MB\n")
    assert flaws == [], "\n".join(flaws)
    assert len(CASES) >= 150
    assert counts["cases"] == len(CASES)
    assert megabytes < MOST_MEGABYTES


def worked_through(
    cases: SimpleQueue[Case], context: SSLContext, pin: str, flaws: list[str], counts: Counter[str]
) -> float:
    """Play cases with one child until none is left; return the child's peak of memory in MB."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.mail_matrix"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as child:
        try:
            while True:
                try:
                    case = cases.get_nowait()
                except Empty:
                    break
                flaws += [f"{case}: {flaw}" for flaw in played(child, case, context, pin, counts)]
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.close()
            return float(json.loads(child.stdout.readline())["megabytes"])
        finally:
            child.kill()


def played(
    child: subprocess.Popen[str], case: Case, context: SSLContext, pin: str, counts: Counter[str]
) -> list[str]:
    """Return the flaws of one case."""
    security, step, fault = case
    mta = FaultyMta(step, fault, security, context)
    mta.start()
    try:
        order = {
            "port": mta.port,
            "security": security,
            "step": step,
            "divisor": divisor_of(step, fault),
            "pin": pin if security != "none" else None,
        }
        first = asked(child, order)
        mta.mend()
        last = asked(child, {})
    finally:
        mta.stop()
    counts["cases"] += 1
    counts["told at once"] += bool(first["standing"])
    copies = Counter(mta.received)
    counts["copies"] += sum(copies.values()) - len(copies)
    return flaws_of(case, first, last, copies)


def divisor_of(step: str, fault: str) -> int:
    """Return the divisors of the limits of the session with the fault are divided by."""
    return DIVISOR if fault in SLOW and step != "quit" else PATIENT


def asked(child: subprocess.Popen[str], order: dict[str, Any]) -> dict[str, Any]:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(f"{json.dumps(order)}\n")
    child.stdin.flush()
    answer: dict[str, Any] = json.loads(child.stdout.readline())
    return answer


def flaws_of(
    case: Case, first: dict[str, Any], last: dict[str, Any], copies: Counter[tuple[str, str]]
) -> list[str]:
    _, step, fault = case
    flaws = []
    limits = BY_THE_RFC.divided(divisor_of(step, fault))
    if first["seconds"] > limits.letter + limits.quit + SLACK:
        flaws.append(f"took {first['seconds']:.1f} s")
    goes_well = step == "quit" or case in KNOWS_ONLY_HELO
    if bool(first["trouble"]) is goes_well:
        flaws.append(f"told {first['trouble']}")
    if any("\x7f" in shown or "xxxx" in shown for shown in first["trouble"]):
        flaws.append(f"garbage is shown: {first['trouble']}")
    has_no_end = fault.startswith("endless") and step not in NOT_READ_THERE
    if has_no_end and not any("sent an endless response." in shown for shown in first["trouble"]):
        flaws.append(f"was read beyond its bound: {first['trouble']}")
    if bool(first["standing"]) is not is_for_good(case):
        flaws.append(f"stands at once: {first['standing']}")
    if last["waiting"] or last["standing"]:
        flaws.append(f"in the end {last}")
    wanted = {(who, f"<m{number}@office.test>") for who in RECIPIENTS for number in (1, 2)}
    if set(copies) != wanted:
        flaws.append(f"received {sorted(copies)}, not {sorted(wanted)}")
    # A copy is right only where the server had the letter and its word did not arrive, in one try.
    allowed = 2 if step == "dot" and fault not in {"4xx", "5xx"} else 1
    if any(number > allowed for number in copies.values()):
        flaws.append(f"copies: {copies}")
    return flaws


def is_for_good(case: Case) -> bool:
    """Return whether a person has to hear of it at once: the server says no for ever, or is none."""
    security, step, fault = case
    if step in {"connect", "quit"} or case in KNOWS_ONLY_HELO:
        return False
    if step == "handshake":  # what answers in plain on a port of TLS is another server than was meant
        return security == "tls" and fault not in {"hang", "drip", "reset"}
    return fault == "5xx" or (step, fault) == ("greeting", "garbage")


# A handshake is TLS's own business, and once the server has the letter all faults are one.
NOT_READ_THERE = {"handshake", "body", "dot", "quit"}
# An old server that does not know EHLO is asked by HELO and takes the letter.
KNOWS_ONLY_HELO = {("none", "ehlo", "5xx")}
