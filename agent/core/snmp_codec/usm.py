"""The user-based security model's keys and digests (RFC 3414 section 6 and appendix A.2, RFC 7860)."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.core.model.access import User

_STRETCHED = 2**20  # octets of repeated passphrase that a key is the hash of (RFC 3414, A.2)
_ALGORITHMS = {
    "MD5": ("md5", 12),
    "SHA": ("sha1", 12),
    "SHA-224": ("sha224", 16),
    "SHA-256": ("sha256", 24),
    "SHA-384": ("sha384", 32),
    "SHA-512": ("sha512", 48),
}  # hash, and how many octets of the HMAC a message carries


def password_to_key(protocol: str, passphrase: bytes) -> bytes:
    """Return the key of a passphrase for all engines; ValueError if it is empty or the protocol unknown.

    `protocol` is one of AUTH_PROTOCOLS.
    """
    if not passphrase:
        raise ValueError("an empty passphrase makes no key")
    rounds = _STRETCHED // len(passphrase) + 1
    return _hash(protocol, (passphrase * rounds)[:_STRETCHED])


def localized_key(protocol: str, key: bytes, engine_id: bytes) -> bytes:
    """Return the key for one engine only (RFC 3414, section 2.6); ValueError if the protocol is unknown."""
    return _hash(protocol, key + engine_id + key)


def user_key(user: User, engine_id: bytes) -> bytes:
    """Return the authentication key of a user at one engine; ValueError without a passphrase."""
    passphrase = user.auth_passphrase.reveal() if user.auth_passphrase else ""
    key = password_to_key(user.auth_protocol, passphrase.encode())
    return localized_key(user.auth_protocol, key, engine_id)


def digest_length(protocol: str) -> int:
    """Return how many octets the digest of a message has; ValueError if the protocol is unknown."""
    return _algorithm(protocol)[1]


def message_digest(protocol: str, key: bytes, blank: bytes) -> bytes:
    """Return the digest of a whole message whose digest field is still zeros."""
    name, length = _algorithm(protocol)
    return hmac.digest(key, blank, name)[:length]


def is_authentic(protocol: str, key: bytes, blank: bytes, digest: bytes) -> bool:
    """Tell whether a digest is that of the message, in a time that doesn't depend on where it differs."""
    return hmac.compare_digest(message_digest(protocol, key, blank), digest)


def _algorithm(protocol: str) -> tuple[str, int]:
    if protocol not in _ALGORITHMS:
        raise ValueError(f"no authentication protocol: {protocol}")
    return _ALGORITHMS[protocol]


def _hash(protocol: str, octets: bytes) -> bytes:
    return hashlib.new(_algorithm(protocol)[0], octets).digest()
