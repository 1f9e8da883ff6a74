"""What signs closings, as jobs see it: a key that never leaves where it is kept."""

from typing import Protocol


class SigningRefused(Exception):  # noqa: N818 (it is an answer, no error of ours)
    """The key can't be used now: its keeper refuses, or does not answer."""


class ClosingSigner(Protocol):
    """An Ed25519 key that signs."""

    def public_key(self) -> str:
        """Return the public key in base64; SigningRefused."""

    def sign(self, digest: bytes) -> str:
        """Return the Ed25519 signature (base64) over the 32 octets of a SHA-256; SigningRefused."""
