"""Signing on Linux: osslsigncode asks the token through its PKCS#11 module. Works from version 2.5 on.

The failure texts were seen with osslsigncode 2.5 and 2.9 and libp11 0.4.12.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from child import Ended, Pin, program, run
from failures import (
    CANCELLED,
    CONFIGURATION,
    MODULE,
    NO_REVOCATION_LIST,
    NO_TIMESTAMP,
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
from pkcs11_token import find_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from configuration import Settings
    from signing_certificate import Certificate

# Version 2.5 does not know "-" for its stdin, both know the file that stands for it.
_STDIN = "/dev/stdin"
_TEXTS = (
    ("PIN incorrect", PIN_INCORRECT),
    ("PIN invalid", PIN_INCORRECT),
    ("Invalid PIN length", PIN_INCORRECT),
    ("PIN locked", PIN_LOCKED),
    ("Unable to load PKCS#11 module", MODULE),
    ("Failed to enumerate slots", READER_ABSENT),
    ("The certificate was not found at", TOKEN_ABSENT),
    # libp11 says so also after a wrong PIN.
    ("The private key was not found at", TOKEN_ABSENT),
)
# Once for each signature: what it is over, and what the file is.
_DIGESTS = re.compile(
    r"^Current (?:message digest|(?:Msi)?DigitalSignature(?:Ex)?) *: *([0-9A-F]+)\s+"
    r"^Calculated (?:message digest|(?:Msi)?DigitalSignature(?:Ex)?) *: *([0-9A-F]+)",
    re.MULTILINE,
)
# From 2.9 on it fetches the lists that certificates name; where it can't, it offers to take a file of them.
_LIST_WANTED = re.compile(r'^Use the "-(?:TSA-)?CRLfile" option ', re.MULTILINE)
_SIGNATURE_HOLDS = re.compile(r"^Signature verification: ok$", re.MULTILINE)
_TIMESTAMP_HOLDS = re.compile(r"^Timestamp Server Signature verification: ok$", re.MULTILINE)
_LEAF_HOLDS = re.compile(r"^Leaf hash match: ok$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Osslsigncode:
    """The backend for Linux; `ask` is called once, with the question for the PIN."""

    settings: Settings
    ask: Callable[[str], Pin]

    def find(self) -> Certificate:
        """Return the configured certificate, looked for without a PIN; SigningError where that fails."""
        self._require_files()
        program(self._program)
        return find_place(self.settings.module, self.settings.thumbprint).certificate

    def signer(self) -> Callable[[Path, Path], None]:
        """Ask for the PIN once and return what signs one file into another.

        The PIN lives in what is returned, and goes with it. Raises SigningError.
        """
        place = find_place(self.settings.module, self.settings.thumbprint)
        pin = self.ask(f"PIN of the token {place.token.label}: ")
        # What can't be the PIN must not cost one of the token's few tries.
        if len(pin.digits) < place.token.least_pin:
            raise SigningError(CANCELLED, f"The token's PIN has at least {place.token.least_pin} characters.")
        addresses = place.address("cert"), place.address("private")

        def sign(source: Path, target: Path) -> None:
            _require_success(self._run(sign_arguments(self.settings, addresses, source, target), pin))

        return sign

    def timestamp(self, server: str, source: Path, target: Path) -> None:
        """Add the timestamp of one server; the token is not asked. Raises SigningError."""
        # An answer that is no timestamp fails in as many ways as there are wrong answers.
        ended = self._run(["add", "-ts", server, "-h", "sha256", "-in", str(source), "-out", str(target)])
        if ended.code != 0:
            raise SigningError(TIMESTAMP_FAILED, f"{server}\n{ended.last_words}")

    def verify(self, file: Path) -> None:
        """Require the configured certificate's signature with a valid timestamp; SigningError otherwise."""
        self._require_files()
        require_verified(self._run(verify_arguments(self.settings, file)))

    def is_whole(self, file: Path) -> bool:
        """Return whether a signature, of whomever, is over this very file; who signed is not judged."""
        return _over_this_file(self._run(["verify", "-in", str(file)]))

    @property
    def _program(self) -> str:
        return self.settings.osslsigncode or "osslsigncode"

    def _run(self, arguments: list[str], pin: Pin | None = None) -> Ended:
        return run([program(self._program), *arguments], self.settings.deadline, pin)

    def _require_files(self) -> None:
        for file in (self.settings.intermediates, self.settings.roots, self.settings.timestamp_roots):
            if not file.is_file():
                raise SigningError(CONFIGURATION, f"{file} is not there.")


def sign_arguments(settings: Settings, addresses: tuple[str, str], source: Path, target: Path) -> list[str]:
    """Return the arguments that sign `source` into `target`, which must not exist; the PIN comes by stdin."""
    certificate, key = addresses
    return [
        "sign",
        *(["-pkcs11engine", settings.engine] if settings.engine else []),
        *("-pkcs11module", settings.module, "-pkcs11cert", certificate, "-key", key),
        *("-readpass", _STDIN, "-ac", str(settings.intermediates), "-h", "sha256", "-comm"),
        *("-n", settings.name),
        *(["-add-msi-dse"] if source.suffix.lower() == ".msi" else []),  # over names and sizes, too
        *(["-i", settings.url] if settings.url else []),
        *("-in", str(source), "-out", str(target)),
    ]  # fmt: skip


def verify_arguments(settings: Settings, file: Path) -> list[str]:
    """Return the arguments that verify `file` as signed with the configured certificate."""
    return [
        "verify",
        *("-CAfile", str(settings.roots), "-TSA-CAfile", str(settings.timestamp_roots)),
        *("-require-leaf-hash", f"SHA1:{settings.thumbprint}", "-in", str(file)),
    ]  # fmt: skip


def _require_success(ended: Ended) -> None:
    if ended.code == 0:
        return
    for words, failure in _TEXTS:
        if words in ended.output:
            raise SigningError(failure)
    raise SigningError(SIGNING_FAILED, ended.last_words)


def _over_this_file(ended: Ended) -> bool:
    digests = _DIGESTS.findall(ended.output)
    return bool(digests) and all(signed == calculated for signed, calculated in digests)


def require_verified(ended: Ended) -> None:
    """Raise SigningError unless osslsigncode's verdict is good in every line that counts.

    Its exit code is 0 also where the timestamp is missing or broken.
    """
    if "Leaf hash match: failed" in ended.output:
        raise SigningError(OTHER_CERTIFICATE)
    if _LIST_WANTED.search(ended.output) and _over_this_file(ended):
        raise SigningError(NO_REVOCATION_LIST, ended.last_words)
    if not _SIGNATURE_HOLDS.search(ended.output):
        raise SigningError(SIGNATURE_INVALID, ended.last_words)
    if not _TIMESTAMP_HOLDS.search(ended.output):
        raise SigningError(NO_TIMESTAMP)
    if ended.code != 0 or not _LEAF_HOLDS.search(ended.output):
        raise SigningError(SIGNATURE_INVALID, ended.last_words)
