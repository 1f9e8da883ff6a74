"""Whether a server's words repeat a secret that an earlier session told it, plainly or turned about."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST = 3  # characters: shorter secrets stand in any text


def repeats(words: bytes, secret: str) -> bool:
    """Return whether the words hold the secret, or its hexadecimal, base64 or reversed form."""
    heard = _bare(words)
    return any(len(form) >= FEWEST and form in heard for form in map(_bare, _forms(secret)))


def _forms(secret: str) -> Iterator[bytes]:
    octets = secret.encode("utf-8", "surrogateescape")
    for form in (octets, octets[::-1], secret[::-1].encode("utf-8", "surrogateescape")):
        yield form
        yield form.hex().encode()
        # As within a longer text: what depends on the octets around it is left off.
        for before in range(3):
            encoded = base64.b64encode(bytes(before) + form)
            yield encoded[(before * 8 + 5) // 6 : (before + len(form)) * 8 // 6]


def _bare(words: bytes) -> bytes:
    """Return the words without blanks and what people put between octets, in lower case."""
    return words.lower().translate(None, b" \t\r\n:-,\x00")
