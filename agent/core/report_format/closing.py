"""A dealer's closing and its signature: Ed25519 (RFC 8032) over the 32 octets of the file's SHA-256.

A key store that signs short messages alone can sign a file of any size so; PyNaCl checks the same.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from agent.core.report_format.signatures import verify
from agent.core.report_format.untrusted import content_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = "meters-closing/1"


def digest_of(closing: bytes) -> bytes:
    """Return what is signed of a closing: the 32 octets of its file's SHA-256."""
    return sha256(closing).digest()


def closing_of(data: bytes) -> dict[str, Any]:
    """Return the object of a closing's file, empty where it is none."""
    content = content_of(data)
    return content if is_closing(content) else {}


def is_closing(content: Mapping[str, Any]) -> bool:
    """Return whether an object says that it is a closing, of whatever version."""
    return str(content.get("schema")).startswith(f"{SCHEMA.partition('/')[0]}/")


def is_signed_by(key: str, closing: bytes, signature: str) -> bool:
    """Return whether a signature (base64) is that of a closing's file under a key (base64)."""
    return verify(key, digest_of(closing), signature)


def signature_line(signature: str) -> bytes:
    """Return a signature (base64) as closing.sig holds it: one line."""
    return f"{signature}\n".encode("ascii")
