"""Ed25519 signatures over a report's bytes (RFC 8032), and the chain's fields of one report.

A key is the 32 random bytes of its seed. PyNaCl only computes, so it may stand in core; it is
imported inside the functions because loading libsodium costs more than `meters --help` may take.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.report_format.document import SCHEMA
from agent.core.report_format.problems import ReportProblem
from agent.core.report_format.untrusted import content_of, number_of, object_of, octets_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.report_format.report import KeyChangeEntry

SEED_OCTETS = 32

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """What the signature and the chain fields of one report tell.

    `integrity` is valid, invalid or unsigned. `key` is the report's own public key in base64: alone
    it proves that the bytes are whole, not who sent them. `sender_proven` is True only where the
    signature is valid under the expected key, or under one that the expected key vouches for in this
    report. `vouched_by` is the key (base64) that gave its word for `key`, None without a valid
    statement. No `problems` means that all is well.
    """

    integrity: str
    key: str | None
    sender_proven: bool
    run_number: int | None
    previous_sha256: str | None
    problems: tuple[ReportProblem, ...]
    vouched_by: str | None = None


def new_signing_key(seed: bytes) -> str:
    """Return the text that the keyring keeps for 32 fresh random bytes: their base64.

    Raises ValueError if there are not exactly 32.
    """
    if len(seed) != SEED_OCTETS:
        raise ValueError(f"a signing key is made of {SEED_OCTETS} random bytes, not {len(seed)}")
    return base64.b64encode(seed).decode("ascii")


def seed_of(kept: str) -> bytes:
    """Return the seed that a keyring entry holds; ValueError if it is damaged."""
    seed = octets_of(kept)
    if seed is None or len(seed) != SEED_OCTETS:
        raise ValueError("the signing key in the keyring is damaged")
    return seed


def public_key_of(seed: bytes) -> str:
    """Return the public key of a seed in base64; ValueError if the seed has not 32 bytes."""
    from nacl.signing import SigningKey

    return base64.b64encode(SigningKey(seed).verify_key.encode()).decode("ascii")


def sign(seed: bytes, data: bytes) -> str:
    """Return the signature over `data`: one line of base64; ValueError if the seed has not 32 bytes."""
    from nacl.signing import SigningKey

    return base64.b64encode(SigningKey(seed).sign(data).signature).decode("ascii")


def verify(public_key: str, data: bytes, signature: str) -> bool:
    """Return whether `signature` is that of `data` under `public_key`, both in base64.

    Bad base64 and wrong lengths are simply no valid signature: False, never an error.
    """
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    key, proof = octets_of(public_key), octets_of(signature)
    if key is None or proof is None:
        return False
    try:
        VerifyKey(key).verify(data, proof)
    except (BadSignatureError, ValueError):
        return False
    return True


def sha256_of(report: bytes) -> str:
    """Return the SHA-256 of a report's bytes in lower-case hex: the next one's previous_sha256."""
    return hashlib.sha256(report).hexdigest()


def key_change(seed: bytes, agent_id: str, public_key: str) -> KeyChangeEntry:
    """Return `agent.key_change` of meters.json: the word of the key of `seed` for the agent's next key.

    `public_key` is the next one in base64. ValueError if the seed has not 32 bytes.
    """
    previous = public_key_of(seed)
    statement = _key_change_statement(agent_id, previous, public_key)
    return {"previous_public_key": previous, "signature": sign(seed, statement)}


def vouched_by(agent: Mapping[str, Any]) -> str | None:
    """Return the key that vouches for the key of an untrusted object `agent` of meters.json.

    None where it names none, or where that key did not sign the statement.
    """
    change = object_of(agent, "key_change")
    agent_id, key = text_of(agent.get("id")), text_of(agent.get("public_key"))
    previous, signature = text_of(change.get("previous_public_key")), text_of(change.get("signature"))
    if agent_id is None or key is None or previous is None or signature is None:
        return None
    valid = verify(previous, _key_change_statement(agent_id, previous, key), signature)
    return previous if valid else None


def same_key(one: str | None, other: str | None) -> bool:
    """Return whether two texts in base64 are the same key; None is none."""
    return one is not None and other is not None and octets_of(one) == octets_of(other) is not None


def verify_report(report: bytes, signature: str | None, expected_key: str | None) -> SignatureVerdict:
    """Return everything that can be known of a report whose bytes, signature and sender may all be forged.

    `signature` is the text of meters.sig, None if there is none; `expected_key` is the sender's
    public key from elsewhere (--key, or remembered from before), None if it is not known.
    """
    content = content_of(report)
    agent = object_of(content, "agent")
    key, voucher = text_of(agent.get("public_key")), vouched_by(agent)
    integrity = _integrity(report, signature, key or expected_key)
    expected = expected_key is not None and (
        key is None or same_key(key, expected_key) or same_key(voucher, expected_key)
    )
    problems = (
        *content_problems(content),
        *({"invalid": (ReportProblem.INVALID,), "unsigned": (ReportProblem.UNSIGNED,)}.get(integrity, ())),
        *((ReportProblem.OTHER_KEY,) if expected_key is not None and not expected else ()),
    )
    return SignatureVerdict(
        integrity=integrity,
        key=key,
        sender_proven=integrity == "valid" and expected,
        run_number=number_of(content.get("run_number")),
        previous_sha256=text_of(content.get("previous_sha256")),
        problems=problems,
        vouched_by=voucher,
    )


def _key_change_statement(agent_id: str, previous: str, public_key: str) -> bytes:
    """Return the statement that the previous key signs: four lines that nothing else can be."""
    return f"meters-agent key change 1\n{agent_id}\n{previous}\n{public_key}\n".encode(
        "utf-8", "surrogatepass"
    )


def _integrity(report: bytes, signature: str | None, key: str | None) -> str:
    if signature is None:
        return "unsigned"
    return "valid" if key is not None and verify(key, report, signature) else "invalid"


def content_problems(content: dict[str, Any]) -> tuple[ReportProblem, ...]:
    """Return the problems of the chain's fields of a report, signature aside."""
    if not content:
        return (ReportProblem.NOT_A_REPORT,)
    if content.get("schema") != SCHEMA:
        return (ReportProblem.OTHER_SCHEMA,)
    run, previous = content.get("run_number"), content.get("previous_sha256")
    if run is not None and number_of(content.get("run_number")) is None:
        return (ReportProblem.BAD_NUMBER,)
    if previous is not None and not (isinstance(previous, str) and _SHA256.fullmatch(previous)):
        return (ReportProblem.BAD_REFERENCE,)
    if (previous is None) != (run is None or run == 1):
        return (ReportProblem.WRONG_REFERENCE,)
    agent = object_of(content, "agent")
    return (
        (ReportProblem.BROKEN_CHANGE,)
        if agent.get("key_change") is not None and not vouched_by(agent)
        else ()
    )
