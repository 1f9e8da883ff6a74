"""A dealer's closing and its proof: Ed25519 (RFC 8032) over the 32 octets of the file's SHA-256.

A key store that signs short messages alone can sign a file of any size so; PyNaCl checks the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from agent.core.report_format.signatures import same_key, sha256_of, verify
from agent.core.report_format.untrusted import content_of, number_of, object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

SCHEMA = "meters-closing/1"
LONGEST_TEXT = 1000  # characters of a name
_KINDS = ("total", "monochrome", "full_color", "large")


class ClosingProblem(StrEnum):
    """What is wrong with a closing, or not known of it."""

    OTHER_SCHEMA = "of another version"
    UNSIGNED = "no signature beside it"
    EDITED = "the signature is not that of this file"
    OTHER_KEY = "signed by another key than the dealer's known one"
    SENDER_UNKNOWN = "no key of the dealer is known"
    NOT_OURS = "names a report of this office that is another one here"
    DIFFERS = "has other counters than this office's own report"


@dataclass(frozen=True, slots=True)
class ClosingFinding:
    """A problem; `serial_number` and `run` where it is one of a device."""

    problem: ClosingProblem
    serial_number: str = ""
    run: int | None = None


@dataclass(frozen=True, slots=True)
class ClosingVerdict:
    """What a closing's file tells, and how far it is proven.

    `key` is the dealer's known key that signed it, "" where none did. `compared` devices equal this office's
    own reports, of `devices` in all.
    """

    dealer: str
    closed_on: str
    devices: int
    key: str
    compared: int
    findings: tuple[ClosingFinding, ...]


def digest_of(closing: bytes) -> bytes:
    """Return the octets that are signed of a closing: the 32 of its file's SHA-256."""
    return sha256(closing).digest()


def closing_of(data: bytes) -> dict[str, Any]:
    """Return the object of a closing's file, of whatever version; empty where it is none."""
    if SCHEMA.partition("/")[0].encode() not in data:
        return {}
    content = content_of(data)
    schema = text_of(content.get("schema")) or ""
    return content if schema.startswith(f"{SCHEMA.partition('/')[0]}/") else {}


def is_signed_by(key: str, closing: bytes, signature: str) -> bool:
    """Return whether a signature (base64) is that of a closing's file under a key (base64)."""
    return verify(key, digest_of(closing), signature)


def signature_line(signature: str) -> bytes:
    """Return a signature (base64) as closing.sig holds it: one line."""
    return f"{signature}\n".encode("ascii")


def dealer_of(content: Mapping[str, Any]) -> str:
    """Return the dealer that a closing names; it may be anybody's text."""
    return (text_of(content.get("dealer")) or "")[:LONGEST_TEXT]


def verify_closing(
    data: bytes,
    signature: str | None,
    expected: Collection[str],
    own_report: Callable[[str, int], bytes | None],
) -> ClosingVerdict:
    """Return everything that can be known of a closing whose bytes, signature and sender may all be forged.

    `expected` are the dealer's known keys (base64). `own_report` gives this office's own report of an agent
    and run, None where it has none.
    """
    content = closing_of(data)
    devices = [one for one in content.get("devices") or () if isinstance(one, dict)]
    key = next((one for one in expected if signature and is_signed_by(one, data, signature)), "")
    findings = [*_of_file(content, data, signature, expected, key)]
    compared = 0
    for device in devices:
        found = _compare(device, own_report)
        compared += found is True
        findings += [found] if isinstance(found, ClosingFinding) else []
    return ClosingVerdict(
        dealer=dealer_of(content),
        closed_on=(text_of(content.get("closed_on")) or "")[:LONGEST_TEXT],
        devices=len(devices),
        key=key,
        compared=compared,
        findings=tuple(findings),
    )


def _of_file(
    content: Mapping[str, Any], data: bytes, signature: str | None, expected: Collection[str], key: str
) -> Iterator[ClosingFinding]:
    if content.get("schema") != SCHEMA:
        yield ClosingFinding(ClosingProblem.OTHER_SCHEMA)
    own = text_of(content.get("public_key")) or ""
    if signature is None:
        yield ClosingFinding(ClosingProblem.UNSIGNED)
    elif key:
        return
    elif not is_signed_by(own, data, signature):
        yield ClosingFinding(ClosingProblem.EDITED)
    elif expected and not any(same_key(own, one) for one in expected):
        yield ClosingFinding(ClosingProblem.OTHER_KEY)
    else:
        yield ClosingFinding(ClosingProblem.SENDER_UNKNOWN)


def _compare(
    device: Mapping[str, Any], own_report: Callable[[str, int], bytes | None]
) -> ClosingFinding | bool:
    """Return whether a device is as this office reported it; False where that is not known here."""
    reading, serial = object_of(dict(device), "reading"), (text_of(device.get("serial_number")) or "")
    agent, run = text_of(reading.get("agent")), number_of(reading.get("run_number"))
    report = own_report(agent, run) if agent and run else None
    if report is None:
        return False
    if text_of(reading.get("report_sha256")) != sha256_of(report):
        return ClosingFinding(ClosingProblem.NOT_OURS, serial[:LONGEST_TEXT], run)
    counts = object_of(dict(device), "impressions")
    printers = [one for one in content_of(report).get("printers") or () if isinstance(one, dict)]
    own = [object_of(one, "impressions") for one in printers if one.get("serial_number") == serial]
    if not any(all(counts.get(kind) == one.get(kind) for kind in _KINDS) for one in own):
        return ClosingFinding(ClosingProblem.DIFFERS, serial[:LONGEST_TEXT], run)
    return True
