"""What can carry an Authenticode signature, known by its content: a Windows program or package."""

from __future__ import annotations

from dataclasses import dataclass

import compound_file
import portable_executable


@dataclass(frozen=True, slots=True)
class Signable:
    """The Authenticode digest (SHA-256, hex), which signing does not change, and whether it is signed."""

    digest: str
    signed: bool


def signable(data: bytes) -> Signable | None:
    """Return digest and state of a file; None where it is of another kind."""
    places = portable_executable.layout(data)
    if places is not None:
        return Signable(portable_executable.digest(data, places), places.signed)
    package = compound_file.package(data)
    return None if package is None else Signable(*package)
