"""The tokens that a PKCS#11 module shows, looked at without a PIN by OpenSC's pkcs11-tool.

Source: PKCS #11 3.0, section 3.2, for the PIN flags of a token; RFC 7512 for the addresses of its objects.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from child import Ended, program, run
from failures import (
    AMBIGUOUS,
    CERTIFICATE_ABSENT,
    MODULE,
    PIN_LOCKED,
    READER_ABSENT,
    SIGNING_FAILED,
    TOKEN_ABSENT,
    SigningError,
)
from selection import require_one
from signing_certificate import Certificate, read_certificate

_DEADLINE = 60.0  # seconds: nobody types anything here
_SLOT = re.compile(r"^Slot \d+ \((0x[0-9a-fA-F]+)\)", re.MULTILINE)
_FIELD = re.compile(r"^ +([a-z/ ]+?) *: ?(.*?) *$", re.MULTILINE)
_IDENTIFIER = re.compile(r"^ +ID: +([0-9a-fA-F]+) *$", re.MULTILINE)
# CKF_USER_PIN_LOCKED and CKF_USER_PIN_FINAL_TRY, in pkcs11-tool's words.
_NO_TRY_LEFT = ("user PIN locked", "final user PIN try")
_DEFAULT_LEAST = 4


@dataclass(frozen=True, slots=True)
class Token:
    """One token in a slot; `flags` are pkcs11-tool's words, `least_pin` the fewest characters of its PIN."""

    slot: str
    label: str
    serial: str
    flags: str
    least_pin: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the configured certificate and its key stand."""

    token: Token
    identifier: str
    certificate: Certificate

    def address(self, kind: str) -> str:
        """Return the PKCS #11 URI of the object of this kind, "cert" or "private"."""
        octets = bytes.fromhex(self.identifier)
        identifier = "".join(f"%{octet:02X}" for octet in octets)
        token = f"token={quote(self.token.label, safe='')};serial={quote(self.token.serial, safe='')}"
        return f"pkcs11:{token};id={identifier};type={kind}"


def find_place(module: str, thumbprint: str) -> Place:
    """Return where the configured certificate stands, without a PIN.

    Raises SigningError: no module, reader, token or certificate, several that could be meant, or a
    PIN that must not be tried now.
    """
    tokens = read_tokens(_ask(module, "--list-slots").output)
    if not tokens:
        raise SigningError(TOKEN_ABSENT, f"{module} shows no token.")
    places, shared = [], []
    for token in tokens:
        for identifier, count in _identifiers(module, token):
            if count > 1:
                shared.append(
                    f"The token {token.label} holds {count} certificates under the ID {identifier}."
                )
            else:
                places.append(Place(token, identifier, _certificate(module, token.slot, identifier)))
    found = [place.certificate for place in places]
    if shared and thumbprint not in {certificate.thumbprint for certificate in found}:
        raise SigningError(AMBIGUOUS, "\n".join(shared))
    chosen = require_one(found, thumbprint)
    (place,) = (place for place in places if place.certificate is chosen)
    require_tries(place.token)
    return place


def require_tries(token: Token) -> None:
    """Raise SigningError where one more wrong PIN would lock the token, or did."""
    for words in _NO_TRY_LEFT:
        if words in token.flags:
            raise SigningError(PIN_LOCKED, f"The token {token.label} reports: {words}.")


def read_tokens(listed: str) -> list[Token]:
    """Return the tokens in pkcs11-tool's list of slots; slots without a token are left out."""
    _before, *parts = _SLOT.split(listed)
    tokens = []
    for slot, text in zip(parts[::2], parts[1::2], strict=True):
        fields = dict(_FIELD.findall(text))
        if "token label" in fields:
            least = fields.get("pin min/max", "").partition("/")[0]
            tokens.append(
                Token(
                    slot=slot,
                    label=fields["token label"],
                    serial=fields.get("serial num", ""),
                    flags=fields.get("token flags", ""),
                    least_pin=int(least) if least.isdecimal() else _DEFAULT_LEAST,
                )
            )
    return tokens


def _identifiers(module: str, token: Token) -> list[tuple[str, int]]:
    """Return the IDs of the token's certificates and how many share each; of those one is picked silently."""
    listed = _ask(module, "--slot", token.slot, "--list-objects", "--type", "cert").output
    return list(Counter(identifier.lower() for identifier in _IDENTIFIER.findall(listed)).items())


def _certificate(module: str, slot: str, identifier: str) -> Certificate:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "certificate.der"
        _ask(
            module, "--slot", slot, "--read-object", "--type", "cert",
            "--id", identifier, "--output-file", str(file),
        )  # fmt: skip
        try:
            return read_certificate(file.read_bytes())
        except (OSError, ValueError) as error:
            raise SigningError(CERTIFICATE_ABSENT, f"The one under the ID {identifier}: {error}") from error


def _ask(module: str, *arguments: str) -> Ended:
    ended = run([program("pkcs11-tool"), "--module", module, *arguments], _DEADLINE)
    if ended.code == 0:
        return ended
    for words, failure in (
        ("Failed to load pkcs11 module", MODULE),
        ("C_Initialize", MODULE),
        ("No slots", READER_ABSENT),
        ("No slot with a token was found", TOKEN_ABSENT),
    ):
        if words in ended.output:
            raise SigningError(failure, module)
    raise SigningError(SIGNING_FAILED, ended.last_words)
