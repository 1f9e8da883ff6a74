"""Signing on Windows: signtool, and the token by the thumbprint of its certificate.

The PIN is asked for by the SafeNet dialog and never by us. Sources: Microsoft's documentation of SignTool
(options, exit codes, messages) and of the error codes in winerror.h. Never run against a real token here.
"""

from __future__ import annotations

import os
import re
import shutil
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from child import Ended, program, run
from failures import (
    AMBIGUOUS,
    CANCELLED,
    CERTIFICATE_ABSENT,
    EXPIRED,
    NO_TIMESTAMP,
    NOT_A_PROGRAM,
    NOT_SIGNED,
    OTHER_CERTIFICATE,
    PIN_INCORRECT,
    PIN_LOCKED,
    READER_ABSENT,
    SIGNATURE_INVALID,
    SIGNING_FAILED,
    TIMESTAMP_FAILED,
    TOKEN_ABSENT,
    SigningError,
)
from selection import require_one
from signing_certificate import Certificate, readable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from configuration import Settings

_WARNINGS = 2  # signtool's exit code where it did its work and had something to say
# The first that matches counts: what a token says is nearer to the cause than what signtool makes of it.
_TEXTS = (
    ("0x8010006C", PIN_LOCKED),  # SCARD_W_CHV_BLOCKED
    ("0x8010006B", PIN_INCORRECT),  # SCARD_W_WRONG_CHV
    ("0x8010006E", CANCELLED),  # SCARD_W_CANCELLED_BY_USER
    ("0x800704C7", CANCELLED),  # ERROR_CANCELLED
    ("0x8010002E", READER_ABSENT),  # SCARD_E_NO_READERS_AVAILABLE
    ("0x80100017", READER_ABSENT),  # SCARD_E_READER_UNAVAILABLE
    ("0x8010001D", READER_ABSENT),  # SCARD_E_NO_SERVICE
    ("0x8010000C", TOKEN_ABSENT),  # SCARD_E_NO_SMARTCARD
    ("0x80100069", TOKEN_ABSENT),  # SCARD_W_REMOVED_CARD
    ("0x80090016", TOKEN_ABSENT),  # NTE_BAD_KEYSET
    # The filters of /debug in their order: the first that leaves nothing names the cause.
    ("After EKU filter, 0 certs", CERTIFICATE_ABSENT),
    ("After expiry filter, 0 certs", EXPIRED),
    ("After Hash filter, 0 certs", CERTIFICATE_ABSENT),
    ("After Private Key filter, 0 certs", TOKEN_ABSENT),
    ("No certificates were found that met all the given criteria", CERTIFICATE_ABSENT),
    ("Multiple certificates were found", AMBIGUOUS),
    ("timestamp server", TIMESTAMP_FAILED),
    ("file format cannot be signed", NOT_A_PROGRAM),
)
_THUMBPRINT = re.compile(r"SHA1 hash: *([0-9A-F]{40})", re.IGNORECASE)


def windows_store() -> list[bytes]:
    """Return the certificates (DER) in this user's and this computer's personal store."""
    if sys.platform != "win32":
        return []
    return [der for der, encoding, _trust in ssl.enum_certificates("MY") if encoding == "x509_asn"]


@dataclass(frozen=True, slots=True)
class Signtool:
    """The backend for Windows; `store` gives the certificates (DER) that Windows knows.

    `cards` raises SigningError where no token is plugged in; the store may keep its certificate nevertheless.
    """

    settings: Settings
    store: Callable[[], Sequence[bytes]]
    cards: Callable[[], None]

    def find(self) -> Certificate:
        """Return the configured certificate, looked for without a PIN; SigningError where that fails."""
        find_signtool(self.settings.signtool)
        self.cards()
        known = dict.fromkeys(self.store())
        return require_one(readable(known), self.settings.thumbprint)

    def signer(self) -> Callable[[Path, Path], None]:
        """Return the command that signs one file into another; SafeNet's dialog asks for the PIN."""

        def sign(source: Path, target: Path) -> None:
            shutil.copy(source, target)
            _require_success(self._run(sign_arguments(self.settings, target)))

        return sign

    def timestamp(self, server: str, source: Path, target: Path) -> None:
        """Add the timestamp of one server; the token is not asked. Raises SigningError."""
        shutil.copy(source, target)
        ended = self._run(["timestamp", "/v", "/debug", "/tr", server, "/td", "SHA256", str(target)])
        if ended.code != 0:
            raise SigningError(TIMESTAMP_FAILED, f"{server}\n{ended.last_words}")

    def verify(self, file: Path) -> None:
        """Require the configured certificate's signature with a valid timestamp; SigningError otherwise."""
        require_verified(
            self._run(["verify", "/pa", "/all", "/tw", "/v", str(file)]), self.settings.thumbprint
        )

    def is_whole(self, file: Path) -> bool:
        """Return whether a signature, of whomever Windows trusts, is valid."""
        return self._run(["verify", "/pa", "/all", str(file)]).code == 0

    def _run(self, arguments: list[str]) -> Ended:
        return run([find_signtool(self.settings.signtool), *arguments], self.settings.deadline)


def sign_arguments(settings: Settings, file: Path) -> list[str]:
    """Return the arguments that sign `file` in its place.

    By thumbprint: after a renewal two certificates have one name.
    """
    return [
        *("sign", "/v", "/debug", "/fd", "SHA256", "/sha1", settings.thumbprint, "/d", settings.name),
        *(["/du", settings.url] if settings.url else []),
        str(file),
    ]


def find_signtool(configured: str) -> str:
    """Return signtool's path: the configured one, or the newest of the Windows SDK's, or the PATH's."""
    if configured:
        return program(configured)
    kits = Path(os.environ.get("PROGRAMFILES(X86)", "C:/Program Files (x86)")) / "Windows Kits" / "10" / "bin"
    found = sorted(kits.glob("10.*/x64/signtool.exe"), key=_version)
    return str(found[-1]) if found else program("signtool")


def _version(path: Path) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", path.parts[-3]))


def _require_success(ended: Ended) -> None:
    if ended.code == 0:
        return
    for words, failure in _TEXTS:
        if words.lower() in ended.output.lower():
            raise SigningError(failure, ended.last_words)
    raise SigningError(SIGNING_FAILED, ended.last_words)


def require_verified(ended: Ended, thumbprint: str) -> None:
    """Raise SigningError unless signtool's verdict is good, with a timestamp, and of this certificate."""
    if "No signature found" in ended.output:
        raise SigningError(NOT_SIGNED)
    if ended.code not in (0, _WARNINGS):
        raise SigningError(SIGNATURE_INVALID, ended.last_words)
    if "The signature is timestamped" not in ended.output:
        raise SigningError(NO_TIMESTAMP)
    if thumbprint not in {found.upper() for found in _THUMBPRINT.findall(ended.output)}:
        raise SigningError(OTHER_CERTIFICATE, f"Expected: {thumbprint}")
    if ended.code != 0:
        raise SigningError(SIGNATURE_INVALID, ended.last_words)
