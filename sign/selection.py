"""Which of the certificates at hand is the configured one: exactly one may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from failures import AMBIGUOUS, CERTIFICATE_ABSENT, SigningError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from signing_certificate import Certificate


def require_one(found: Sequence[Certificate], thumbprint: str) -> Certificate:
    """Return the one certificate with this thumbprint; SigningError where none or several have it."""
    matching = [certificate for certificate in found if certificate.thumbprint == thumbprint]
    if not matching:
        raise SigningError(CERTIFICATE_ABSENT, _listed(found, thumbprint))
    if len(matching) > 1:
        raise SigningError(AMBIGUOUS, f"{len(matching)} certificates have the thumbprint {thumbprint}.")
    return matching[0]


def _listed(found: Sequence[Certificate], thumbprint: str) -> str:
    lines = [f"Configured: {thumbprint or 'none'}"]
    lines += [f"Found:      {one.thumbprint}, {one.holder}, until {one.not_after:%Y-%m-%d}" for one in found]
    return "\n".join(lines if found else [*lines, "Found:      no certificate at all"])
